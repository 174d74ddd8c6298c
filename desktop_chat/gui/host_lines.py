"""What the host says to us alone, as lines for the conversations that it is about. No Tk."""

from desktop_chat.core.client.events import ChannelsListed, CommandRefused, Invited, MasksListed, NickRefused, ServerSaid
from desktop_chat.gui import texts
from desktop_chat.gui.host_texts import channel_lines, host_words, mask_lines, refusal
from desktop_chat.gui.rows import LineKind
from desktop_chat.i18n import tr

HostEvent = ServerSaid | CommandRefused | ChannelsListed | Invited | NickRefused | MasksListed


def host_lines(event: HostEvent) -> list[tuple[LineKind, str]]:
    """Return the lines that an event makes, none empty."""
    match event:
        case ServerSaid():
            words = host_words(event)
            return [(LineKind.INFO, words)] if words else []
        case CommandRefused():
            return [(LineKind.PROBLEM, refusal(event))]
        case NickRefused():
            return [(LineKind.PROBLEM, texts.nick_refusal(event))]
        case Invited(channel, by):
            return [(LineKind.INFO, tr("{nick} invites you to {channel}. To go there, type /join {channel}", nick=by, channel=channel))]
        case MasksListed():
            return [(LineKind.INFO, sentence) for sentence in mask_lines(event)]
        case ChannelsListed(rows):
            return [(LineKind.INFO, sentence) for sentence in channel_lines(rows) if sentence]
