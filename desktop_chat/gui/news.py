"""What happened in a room besides talk, as quiet lines for the conversations that it touches. No Tk."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from desktop_chat.core.client.events import (
    ChannelRenamed,
    MemberLeft,
    MemberQuit,
    ModeChange,
    ModesListed,
    TopicChanged,
)
from desktop_chat.core.client.events.kept import EventKind, KeptLine
from desktop_chat.core.client.knowledge import Knowledge
from desktop_chat.gui import texts
from desktop_chat.gui.row_maker import Remark
from desktop_chat.gui.rows import LineKind
from desktop_chat.gui.safe_text import prose
from desktop_chat.i18n import tr


def remark_of(line: KeptLine) -> Remark:
    """Return an event as it stands among what was said, in the person's language."""
    kind = LineKind.EVENT
    if not line.mine and line.kind in MOVES:
        kind = MOVES[line.kind]
    elif line.mine and line.kind is EventKind.KICK:
        kind = LineKind.PROBLEM
    nick = line.sender if kind in MOVES.values() else ""
    return Remark(kind, prose(SENTENCES[EventKind(line.kind)](line)), nick, line.key)


def modes_sentence(event: ModesListed, known: Knowledge) -> str:
    """Say which modes a channel has; "" for the answer to what the link asks on coming in: nobody typed that."""
    there = known.channel(event.channel)
    if there is not None and not there.modes_told:
        return ""
    modes = " ".join(f"{change.mode} {change.argument}".strip() for change in event.changes)
    return tr("Modes of {channel}: {modes}", channel=event.channel, modes=modes or "–")


def _joined(line: KeptLine) -> str:
    return tr("You joined {channel}", channel=line.conversation) if line.mine else tr("{nick} joined", nick=line.sender)


def _kicked(line: KeptLine) -> str:
    if line.mine:
        return texts.removed_us(line.conversation, line.sender, line.text)
    return texts.member_left(MemberLeft(line.conversation, line.about, line.text, line.sender))


def _renamed(line: KeptLine) -> str:
    if line.mine:
        return tr("You are now called {nick}", nick=line.text)
    return tr("{old} is now called {new}", old=line.sender, new=line.text)


def _mode(line: KeptLine) -> str:
    mode, _, argument = line.text.partition(" ")
    return texts.mode_changed(ModeChange(mode, argument), line.sender)


MOVES: Final[Mapping[str, LineKind]] = MappingProxyType(
    {EventKind.JOIN: LineKind.CAME, EventKind.PART: LineKind.WENT, EventKind.QUIT: LineKind.WENT}
)
"""What folds together."""
SENTENCES: Final[Mapping[EventKind, Callable[[KeptLine], str]]] = MappingProxyType(
    {
        EventKind.JOIN: _joined,
        EventKind.PART: lambda line: texts.member_left(MemberLeft(line.conversation, line.sender, line.text)),
        EventKind.QUIT: lambda line: texts.member_quit(MemberQuit(line.sender, line.text)),
        EventKind.KICK: _kicked,
        EventKind.NICK: _renamed,
        EventKind.TOPIC: lambda line: texts.topic_changed(TopicChanged(line.conversation, line.text, line.sender)),
        EventKind.MODE: _mode,
        EventKind.RENAME: lambda line: texts.channel_renamed(ChannelRenamed(line.about, line.conversation, line.sender, line.text)),
    }
)
"""What each kind is told as."""
