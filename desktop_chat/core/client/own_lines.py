"""What lines that we send mean to ourselves: what the next connection has to know, and words that no host echoes."""

from desktop_chat.core.client.events import ClientEvent
from desktop_chat.core.client.handlers.people import is_talk, message_event
from desktop_chat.core.client.outbox import KINDS
from desktop_chat.core.client.profile import noted
from desktop_chat.core.client.turn import Me
from desktop_chat.core.instant import Instant
from desktop_chat.core.wire.message import Message


def note_own(me: Me, message: Message, now: Instant) -> list[ClientEvent]:
    """Note what a line that a person sends changes about us; return what is to be shown of it at once."""
    if message.command == "QUIT":
        me.is_quitting = True
    elif message.command == "AWAY":
        me.away_text = "".join(message.params[:1])
    elif message.command == "METADATA":
        me.profile = noted(me.profile, message.params)
    elif message.command == "JOIN":
        _note_keys(me, *message.params[:2])
    elif message.command in KINDS and "echo-message" not in me.caps.active:
        return _own_words(me, message, now)
    return []


def _note_keys(me: Me, channels: str = "", keys: str = "") -> None:
    """Note the keys of channels, for the next time (Modern #join-message)."""
    me.keys.update(zip(channels.split(","), filter(None, keys.split(",")), strict=False))


def _own_words(me: Me, message: Message, now: Instant) -> list[ClientEvent]:
    """Return own words as if the host echoed them: one event for each target, none for what is incomplete or no talk."""
    target, text = (*message.params, "", "")[:2]
    sent = [message._replace(source=me.nick, params=(one, text)) for one in target.split(",") if one and text]
    return [message_event(me, each, now) for each in sent if is_talk(each)]
