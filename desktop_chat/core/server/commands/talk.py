"""What people say: PRIVMSG NOTICE TAGMSG (Modern #sending-messages, IRCv3 message-tags)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_chat.core.server.posting import speak
from desktop_chat.core.server.speech import Speech
from desktop_chat.core.server.table import Command
from desktop_chat.core.wire.multiline import Line
from desktop_chat.core.wire.numerics import Numeric
from desktop_chat.core.wire.tags import travelling

if TYPE_CHECKING:
    from desktop_chat.core.server.turn import Turn
    from desktop_chat.core.wire.message import Message


def handle_privmsg(turn: Turn, message: Message) -> None:
    """Say something to channels and people (Modern #privmsg-message)."""
    if not message.params or not message.params[0]:
        turn.reply(Numeric.ERR_NORECIPIENT, f"No recipient given ({message.command})")
    elif len(message.params) == 1 or not message.params[1]:
        turn.reply(Numeric.ERR_NOTEXTTOSEND, "No text to send")
    else:
        turn.who.last_spoke = turn.now.monotonic
        speak(turn, speech_from(turn, message), message.params[0].split(","), turn.reply)


def handle_notice(turn: Turn, message: Message) -> None:
    """Say something that is never answered automatically, not even by an error (Modern #notice-message)."""
    if len(message.params) > 1 and message.params[1]:
        speak(turn, speech_from(turn, message), message.params[0].split(","), in_silence)


def handle_tagmsg(turn: Turn, message: Message) -> None:
    """Relay client-only tags without a text to those who know tags (IRCv3 message-tags, TAGMSG)."""
    speak(turn, speech_from(turn, message), message.params[0].split(","), turn.reply)


def speech_from(turn: Turn, message: Message) -> Speech:
    """Return what one line says."""
    tags = travelling(message.tags, turn.world.config.talk.denied_tags)
    return Speech(message.command, tuple(map(Line, message.params[1:2])) if message.command != "TAGMSG" else (), tags)


def in_silence(numeric: Numeric, *params: str) -> None:
    """Refuse without a word."""


COMMANDS = (
    Command("PRIVMSG", handle_privmsg, spec="Modern #privmsg-message"),
    Command("NOTICE", handle_notice, spec="Modern #notice-message"),
    Command("TAGMSG", handle_tagmsg, min_params=1, spec="IRCv3 message-tags"),
)
