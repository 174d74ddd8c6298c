"""What a person types, as lines for the host: plain text, or one of the commands below."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from desktop_chat.core.wire.errors import UsageError
from desktop_chat.core.wire.limits import HOST_LENGTH, MESSAGE_BYTES, USER_LENGTH
from desktop_chat.core.wire.message import FORBIDDEN, Message, encode
from desktop_chat.core.wire.names import channel_problem, is_channel
from desktop_chat.core.wire.text import CHARACTER_BYTES, split_text


class InputProblem(StrEnum):
    """Why what was typed cannot be sent."""

    UNKNOWN_COMMAND = "unknown command"
    MISSING_WORDS = "missing words"
    NOT_A_CHANNEL = "not a channel"
    NO_CONVERSATION = "no conversation"
    NOT_SENDABLE = "not sendable"


@dataclass(frozen=True, slots=True)
class Refused:
    """What was typed cannot be sent."""

    problem: InputProblem
    subject: str
    """The command, name or form that the sentence is about."""


@dataclass(frozen=True, slots=True)
class Typed:
    """Where and by whom something is typed."""

    conversation: str
    """The channel or nick that is open; "" for none."""
    nick: str
    """One's own: its length counts in every line that others get."""


Words = list[str]
Maker = Callable[[Typed, str], "list[Message] | Refused"]


@dataclass(frozen=True, slots=True)
class InputCommand:
    """One `/command`.

    Args:
        form: How it is typed.
        make: Makes its lines from what follows it.
    """

    form: str
    make: Maker


def parse_input(typed: Typed, text: str) -> list[Message] | Refused:
    """Return the lines for what was typed; none for nothing.

    A line that begins with `/` is a command; `//` stands for a text that begins with one. Several lines of plain text
    are sent one by one, in order. Nothing is cut: what does not fit one message becomes several.
    """
    if text.startswith("/") and not text.startswith("//"):
        name, _, rest = text[1:].partition(" ")
        command = INPUT_COMMANDS.get(name.lower())
        if command is None:
            return Refused(InputProblem.UNKNOWN_COMMAND, f"/{name}")
        return sendable(command.make(typed, FORBIDDEN.sub(" ", rest).strip()), text)
    if not text.strip():
        return []
    if not typed.conversation:
        return Refused(InputProblem.NO_CONVERSATION, "")
    return say(typed, typed.conversation, text.removeprefix("/"))


def sendable(made: list[Message] | Refused, text: str) -> list[Message] | Refused:
    """Return what a command made, unless a name in it cannot stand in a line (a colon before it)."""
    try:
        for message in made if isinstance(made, list) else ():
            encode(message)
    except UsageError:
        return Refused(InputProblem.NOT_SENDABLE, text)
    return made


def say(typed: Typed, target: str, text: str, *, before: str = "", after: str = "") -> list[Message] | Refused:
    """Return a text as messages that fit: each with the sender's name, as others get it, in 512 bytes (RFC 2812 2.3)."""
    source_bytes = len(typed.nick.encode()) + USER_LENGTH + HOST_LENGTH + 3
    room = MESSAGE_BYTES - source_bytes - len(f" PRIVMSG {target} :{before}{after}\r\n".encode())
    if room < CHARACTER_BYTES:
        return Refused(InputProblem.NOT_SENDABLE, target)
    lines = [FORBIDDEN.sub(" ", line) for line in text.replace("\r\n", "\n").split("\n") if line.strip()]
    return [Message("PRIVMSG", (target, before + piece + after)) for line in lines for piece in split_text(line, room)]


def _missing(name: str) -> Refused:
    return Refused(InputProblem.MISSING_WORDS, INPUT_COMMANDS[name].form)


def _channel_or_here(typed: Typed, rest: str) -> tuple[str, str]:
    """Return the channel that a command is about, named first or the open one, and the remaining words."""
    first, _, others = rest.partition(" ")
    return (first, others.strip()) if is_channel(first) else (typed.conversation, rest)


def _join(_typed: Typed, rest: str) -> list[Message] | Refused:
    name, _, key = rest.partition(" ")
    if not name:
        return _missing("join")
    name = name if is_channel(name) else f"#{name}"
    if channel_problem(name) is not None:
        return Refused(InputProblem.NOT_A_CHANNEL, name)
    return [Message("JOIN", (name, key) if key else (name,))]


def _part(typed: Typed, rest: str) -> list[Message] | Refused:
    channel, reason = _channel_or_here(typed, rest)
    if not is_channel(channel):
        return Refused(InputProblem.NOT_A_CHANNEL, channel)
    return [Message("PART", (channel, reason) if reason else (channel,))]


def _me(typed: Typed, rest: str) -> list[Message] | Refused:
    if not typed.conversation:
        return Refused(InputProblem.NO_CONVERSATION, "")
    return say(typed, typed.conversation, rest, before="\x01ACTION ", after="\x01") if rest else _missing("me")


def _msg(typed: Typed, rest: str) -> list[Message] | Refused:
    target, _, text = rest.partition(" ")
    return say(typed, target, text) if text.strip() else _missing("msg")


def _topic(typed: Typed, rest: str) -> list[Message] | Refused:
    channel, text = _channel_or_here(typed, rest)
    if not is_channel(channel):
        return Refused(InputProblem.NOT_A_CHANNEL, channel)
    return [Message("TOPIC", (channel, text) if text else (channel,))]


def _nick(_typed: Typed, rest: str) -> list[Message] | Refused:
    return [Message("NICK", (rest,))] if rest else _missing("nick")


def _kick(typed: Typed, rest: str) -> list[Message] | Refused:
    channel, words = _channel_or_here(typed, rest)
    nick, _, reason = words.partition(" ")
    if not nick or not is_channel(channel):
        return _missing("kick")
    return [Message("KICK", (channel, nick, reason) if reason else (channel, nick))]


def _invite(typed: Typed, rest: str) -> list[Message] | Refused:
    nick, _, channel = rest.partition(" ")
    channel = channel.strip() or typed.conversation
    return [Message("INVITE", (nick, channel))] if nick and is_channel(channel) else _missing("invite")


def _mode(typed: Typed, rest: str) -> list[Message] | Refused:
    channel, words = _channel_or_here(typed, rest)
    if not is_channel(channel):
        return Refused(InputProblem.NOT_A_CHANNEL, channel)
    return [Message("MODE", (channel, *words.split()))]


def _away(_typed: Typed, rest: str) -> list[Message] | Refused:
    return [Message("AWAY", (rest,) if rest else ())]


def _list(_typed: Typed, rest: str) -> list[Message] | Refused:
    return [Message("LIST", tuple(rest.split()[:1]))]


def _whois(_typed: Typed, rest: str) -> list[Message] | Refused:
    return [Message("WHOIS", (rest.split(maxsplit=1)[0],))] if rest else _missing("whois")


def _names(typed: Typed, rest: str) -> list[Message] | Refused:
    channel, _ = _channel_or_here(typed, rest)
    return [Message("NAMES", (channel,))] if is_channel(channel) else Refused(InputProblem.NOT_A_CHANNEL, channel)


def _quit(_typed: Typed, rest: str) -> list[Message] | Refused:
    return [Message("QUIT", (rest,) if rest else ())]


INPUT_COMMANDS: dict[str, InputCommand] = {
    "away": InputCommand("/away [text]", _away),
    "invite": InputCommand("/invite name [#channel]", _invite),
    "join": InputCommand("/join #channel [key]", _join),
    "kick": InputCommand("/kick [#channel] name [reason]", _kick),
    "list": InputCommand("/list", _list),
    "me": InputCommand("/me does something", _me),
    "mode": InputCommand("/mode [#channel] [changes]", _mode),
    "msg": InputCommand("/msg name text", _msg),
    "names": InputCommand("/names [#channel]", _names),
    "nick": InputCommand("/nick name", _nick),
    "part": InputCommand("/part [#channel] [reason]", _part),
    "quit": InputCommand("/quit [reason]", _quit),
    "topic": InputCommand("/topic [#channel] [text]", _topic),
    "whois": InputCommand("/whois name", _whois),
}
