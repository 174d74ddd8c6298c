"""What happened in a room besides talk, as quiet lines for the conversations that it touches. No Tk."""

from typing import NamedTuple

from desktop_chat.core.client.events import (
    ChannelRenamed,
    MemberJoined,
    MemberLeft,
    MemberQuit,
    ModeChanged,
    ModesListed,
    NickChanged,
    TopicChanged,
)
from desktop_chat.core.client.knowledge import Knowledge
from desktop_chat.gui import texts
from desktop_chat.gui.rows import LineKind
from desktop_chat.i18n import tr

SettingsEvent = TopicChanged | ModeChanged | ModesListed
NewsEvent = MemberJoined | MemberLeft | MemberQuit | NickChanged | ChannelRenamed | SettingsEvent


class News(NamedTuple):
    """A line for one channel."""

    channel: str
    sentence: str
    kind: LineKind = LineKind.EVENT
    nick: str = ""
    """Who came or went."""


def news_of(event: NewsEvent, known: Knowledge) -> list[News]:
    """Return which channels are to show what.

    Args:
        event: What happened.
        known: The room as it was before: who left is still where they were.
    """
    match event:
        case ChannelRenamed(old):
            return [News(old, texts.channel_renamed(event))]
        case MemberJoined(channel, nick):
            return [News(channel, tr("{nick} joined", nick=nick), LineKind.CAME, nick)]
        case MemberLeft(channel, nick) if not event.by:
            return [News(channel, texts.member_left(event), LineKind.WENT, nick)]
        case MemberLeft(channel):
            return [News(channel, texts.member_left(event))]
        case MemberQuit(nick):
            sentence = texts.member_quit(event)
            return [News(channel, sentence, LineKind.WENT, nick) for channel in known.channels_of(nick)]
        case NickChanged(old):
            return [News(channel, _renamed(event)) for channel in known.channels_of(old)]
        case _:
            return _settings_of(event, known)


def _settings_of(event: SettingsEvent, known: Knowledge) -> list[News]:
    match event:
        case TopicChanged(channel, _, by):
            return [News(channel, texts.topic_changed(event))] if by else []
        case ModeChanged(channel, changes, by):
            return [News(channel, texts.mode_changed(change, by)) for change in changes]
        case ModesListed(channel) if (there := known.channel(channel)) is not None and not there.modes_told:
            return []  # The answer to what the link asks on coming in; nobody typed it.
        case ModesListed(channel, changes):
            modes = " ".join(f"{change.mode} {change.argument}".strip() for change in changes)
            return [News(channel, tr("Modes of {channel}: {modes}", channel=channel, modes=modes or "–"))]


def _renamed(event: NickChanged) -> str:
    if event.mine:
        return tr("You are now called {nick}", nick=event.new)
    return tr("{old} is now called {new}", old=event.old, new=event.new)
