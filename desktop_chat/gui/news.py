"""What happened in a room besides talk, as quiet lines for the conversations that it touches. No Tk."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from desktop_chat.core.client.events import ModesListed
from desktop_chat.core.client.events.kept import EventKind, KeptLine
from desktop_chat.core.client.knowledge import Knowledge
from desktop_chat.gui.room.row_maker import Remark
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
    elif line.kind is EventKind.GAP:
        kind = LineKind.INFO
    nick = line.sender if kind in MOVES.values() else ""
    return Remark(kind, prose(SENTENCES[EventKind(line.kind)](line)), nick, line.key)


def modes_sentence(event: ModesListed, known: Knowledge) -> str:
    """Say which modes a channel has; "" for the answer to what the link asks on coming in: nobody typed that."""
    there = known.channel(event.channel)
    if there is not None and not there.modes_told:
        return ""
    modes = " ".join(f"{change.mode} {change.argument}".strip() for change in event.changes)
    return tr("Modes of {channel}: {modes}", channel=event.channel, modes=modes or "–")


def left_the_room(nick: str, reason: str) -> str:
    """Say that somebody left the room."""
    return _with_reason(tr("{nick} left the room", nick=nick), reason)


def _with_reason(sentence: str, reason: str) -> str:
    return f"{sentence} ({reason})" if reason else sentence


def _joined(line: KeptLine) -> str:
    return tr("You joined {channel}", channel=line.conversation) if line.mine else tr("{nick} joined", nick=line.sender)


def _removed(line: KeptLine) -> str:
    if line.mine:
        return _with_reason(tr("{by} removed you from {channel}", by=line.sender, channel=line.conversation), line.text)
    return _with_reason(tr("{nick} was removed by {by}", nick=line.about, by=line.sender), line.text)


def _called_otherwise(line: KeptLine) -> str:
    if line.mine:
        return tr("You are now called {nick}", nick=line.text)
    return tr("{old} is now called {new}", old=line.sender, new=line.text)


def _topic(line: KeptLine) -> str:
    if line.text:
        return tr("{nick} set the topic: {topic}", nick=line.sender, topic=line.text)
    return tr("{nick} removed the topic", nick=line.sender)


def _mode(line: KeptLine) -> str:
    mode, _, argument = line.text.partition(" ")
    if mode in MODES:
        return MODES[mode](line.sender, argument)
    return tr("{by} set the mode {mode}", by=line.sender, mode=line.text)


def _renamed(line: KeptLine) -> str:
    if not line.sender:
        return tr("The channel {old} is now called {new}", old=line.about, new=line.conversation)
    return _with_reason(tr("{by} renamed this channel to {channel}", by=line.sender, channel=line.conversation), line.text)


MODES: Final[Mapping[str, Callable[[str, str], str]]] = MappingProxyType(
    {
        "+o": lambda by, nick: tr("{by} made {nick} an operator", by=by, nick=nick),
        "-o": lambda by, nick: tr("{by} made {nick} a member again", by=by, nick=nick),
        "+v": lambda by, nick: tr("{by} gave {nick} a voice", by=by, nick=nick),
        "-v": lambda by, nick: tr("{by} took the voice of {nick}", by=by, nick=nick),
        "+b": lambda by, mask: tr("{by} banned {mask}", by=by, mask=mask),
        "-b": lambda by, mask: tr("{by} lifted the ban of {mask}", by=by, mask=mask),
        "+m": lambda by, _: tr("{by} lets only voices and operators speak", by=by),
        "-m": lambda by, _: tr("{by} lets everybody speak", by=by),
    }
)
"""For the changes that people meet: given who made it, and its argument."""
MOVES: Final[Mapping[str, LineKind]] = MappingProxyType(
    {EventKind.JOIN: LineKind.CAME, EventKind.PART: LineKind.WENT, EventKind.QUIT: LineKind.WENT}
)
"""What folds together."""
SENTENCES: Final[Mapping[EventKind, Callable[[KeptLine], str]]] = MappingProxyType(
    {
        EventKind.JOIN: _joined,
        EventKind.PART: lambda line: _with_reason(tr("{nick} left", nick=line.sender), line.text),
        EventKind.QUIT: lambda line: left_the_room(line.sender, line.text),
        EventKind.KICK: _removed,
        EventKind.NICK: _called_otherwise,
        EventKind.TOPIC: _topic,
        EventKind.MODE: _mode,
        EventKind.RENAME: _renamed,
        EventKind.GAP: lambda _line: tr("Here something may be missing that the host no longer has."),
    }
)
"""What each kind is told as."""
