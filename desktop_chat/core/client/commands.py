"""What a person types, as lines for the host: plain text, or one of the commands below."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from desktop_chat.core.client.features import DEFAULT_FEATURES, Features
from desktop_chat.core.client.long_text import LEAST_TEXT_BYTES, fits, is_long, text_bytes, tidied
from desktop_chat.core.wire.errors import PeerError, UsageError
from desktop_chat.core.wire.limits import CLIENT_TAGS_BYTES, MESSAGE_BYTES, PARAMS
from desktop_chat.core.wire.message import FORBIDDEN, Message, encode, encode_tags, parse
from desktop_chat.core.wire.text import split_text

if TYPE_CHECKING:
    from desktop_chat.core.wire.multiline import MultilineLimits

MODES_PER_LINE: Final = PARAMS - 2
"""Beside the channel and the letters; a host may allow more than a line can hold."""


class InputProblem(StrEnum):
    """Why what was typed cannot be sent."""

    UNKNOWN_COMMAND = "unknown command"
    MISSING_WORDS = "missing words"
    NOT_A_CHANNEL = "not a channel"
    NO_CONVERSATION = "no conversation"
    NOT_SENDABLE = "not sendable"
    """A name in it holds what no name can."""
    TOO_LONG = "too long"
    """It must be one line, and does not fit one."""
    TOO_MANY_LINES = "too many lines"
    """The host takes fewer lines in one message: the subject says how many."""
    TOO_MUCH = "too much"
    """It is more than the host takes in one message, however many lines it has."""
    NOT_NOW = "not now"
    """Nothing is connected, or so much waits to be sent that no more can."""


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
    features: Features = DEFAULT_FEATURES
    """What the host allows."""
    multiline: MultilineLimits | None = None
    """What it takes in one message of several lines; None if it has no such messages."""


@dataclass(frozen=True, slots=True)
class WholeText:
    """A text that goes out as one message, though it is too long for a line or has several."""

    target: str
    text: str


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


def parse_input(typed: Typed, text: str) -> list[Message] | WholeText | Refused:
    """Return the lines for what was typed; none for nothing.

    A line that begins with `/` is a command; `//` stands for a text that begins with one. Several lines of plain text are one
    message where the host has such messages, else they are sent one by one, in order. Nothing is cut: what does not fit one line
    becomes several.
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
    return _talk(typed, text.removeprefix("/"))


def _talk(typed: Typed, text: str) -> list[Message] | WholeText | Refused:
    """Return plain text as a whole where that is possible, else as lines."""
    room = text_bytes(typed.features, typed.nick, "PRIVMSG", typed.conversation)
    whole = tidied(text)
    if typed.multiline is not None and room >= LEAST_TEXT_BYTES and is_long(whole, room):
        if fits(whole, room, typed.multiline):
            return WholeText(typed.conversation, whole)
        too_many = typed.multiline.max_lines is not None and len(whole.split("\n")) > typed.multiline.max_lines
        return Refused(InputProblem.TOO_MANY_LINES, str(typed.multiline.max_lines)) if too_many else Refused(InputProblem.TOO_MUCH, text)
    return sendable(say(typed, "PRIVMSG", typed.conversation, text), text)


def sendable(made: list[Message] | Refused, text: str) -> list[Message] | Refused:
    """Return what a command made, unless a line of it cannot stand on the wire, or would be cut there."""
    if isinstance(made, Refused):
        return made
    try:
        tags = [len(encode_tags(message.tags)) for message in made]
        sizes = [len(encode(message)) - size for message, size in zip(made, tags, strict=True)]
    except UsageError:
        return Refused(InputProblem.NOT_SENDABLE, text)
    is_too_long = max(sizes, default=0) > MESSAGE_BYTES or max(tags, default=0) > CLIENT_TAGS_BYTES
    return Refused(InputProblem.TOO_LONG, text) if is_too_long else made


def say(typed: Typed, command: str, target: str, text: str, *, before: str = "", after: str = "") -> list[Message] | Refused:
    """Return a text as messages that fit a line each."""
    room = text_bytes(typed.features, typed.nick, command, target) - len(before + after)
    if room < LEAST_TEXT_BYTES:
        return Refused(InputProblem.TOO_LONG, target)
    lines = [FORBIDDEN.sub(" ", line) for line in text.replace("\r\n", "\n").split("\n")]
    pieces = [piece for line in lines if line.strip() for piece in split_text(line, room)]
    return [Message(command, (target, before + piece + after)) for piece in pieces]


def _missing(name: str) -> Refused:
    return Refused(InputProblem.MISSING_WORDS, INPUT_COMMANDS[name].form)


def _channel_or_here(typed: Typed, rest: str) -> tuple[str, str]:
    """Return the channel that a command is about, named first or the open one, and the remaining words; "" for none."""
    first, _, others = rest.partition(" ")
    if typed.features.is_channel(first):
        return first, others.strip()
    return typed.conversation if typed.features.is_channel(typed.conversation) else "", rest


def _about_channel(command: str) -> Maker:
    """Return the maker of a command that takes a channel and perhaps a text."""

    def make(typed: Typed, rest: str) -> list[Message] | Refused:
        channel, text = _channel_or_here(typed, rest)
        if not channel:
            return Refused(InputProblem.NOT_A_CHANNEL, typed.conversation)
        return [Message(command, (channel, text) if text else (channel,))]

    return make


def _with_text(command: str) -> Maker:
    """Return the maker of a command that takes a text or none."""
    return lambda _typed, rest: [Message(command, (rest,) if rest else ())]


def _with_name(command: str, name: str) -> Maker:
    """Return the maker of a command that needs a name."""
    return lambda _typed, rest: [Message(command, (rest.split()[0],))] if rest else _missing(name)


def _to_somebody(command: str, name: str) -> Maker:
    """Return the maker of a command that needs a target and a text."""

    def make(typed: Typed, rest: str) -> list[Message] | Refused:
        target, _, text = rest.partition(" ")
        return say(typed, command, target, text) if text.strip() else _missing(name)

    return make


def _with_mode(mode: str, name: str) -> Maker:
    """Return the maker of a command that sets or takes a mode for each word, as many in a line as the host allows."""

    def make(typed: Typed, rest: str) -> list[Message] | Refused:
        channel, words = _channel_or_here(typed, rest)
        if not channel:
            return Refused(InputProblem.NOT_A_CHANNEL, typed.conversation)
        size, each = min(typed.features.modes_per_line, MODES_PER_LINE), words.split()
        groups = [each[at : at + size] for at in range(0, len(each), size)]
        return [Message("MODE", (channel, mode[0] + mode[1] * len(group), *group)) for group in groups] or _missing(name)

    return make


def _join(typed: Typed, rest: str) -> list[Message] | Refused:
    name, _, key = rest.partition(" ")
    if not name:
        return _missing("join")
    if not typed.features.is_channel(name):
        name = (typed.features.channel_types or "#")[0] + name
    return [Message("JOIN", (name, key.strip()) if key else (name,))]


def _me(typed: Typed, rest: str) -> list[Message] | Refused:
    if not typed.conversation:
        return Refused(InputProblem.NO_CONVERSATION, "")
    return say(typed, "PRIVMSG", typed.conversation, rest, before="\x01ACTION ", after="\x01") if rest else _missing("me")


def _nick(_typed: Typed, rest: str) -> list[Message] | Refused:
    return [Message("NICK", (rest,))] if rest else _missing("nick")


def _kick(typed: Typed, rest: str) -> list[Message] | Refused:
    channel, words = _channel_or_here(typed, rest)
    nick, _, reason = words.partition(" ")
    if not nick or not channel:
        return _missing("kick")
    return [Message("KICK", (channel, nick, reason) if reason else (channel, nick))]


def _invite(typed: Typed, rest: str) -> list[Message] | Refused:
    nick, _, name = rest.partition(" ")
    channel, other = _channel_or_here(typed, name.strip())
    if other:
        return Refused(InputProblem.NOT_A_CHANNEL, other)
    return [Message("INVITE", (nick, channel))] if nick and channel else _missing("invite")


def _mode(typed: Typed, rest: str) -> list[Message] | Refused:
    target, words = _channel_or_here(typed, rest)
    first, _, others = rest.partition(" ")
    if typed.features.fold(first) == typed.features.fold(typed.nick):
        target, words = first, others
    return [Message("MODE", (target, *words.split()))] if target else Refused(InputProblem.NOT_A_CHANNEL, typed.conversation)


def _list(_typed: Typed, rest: str) -> list[Message] | Refused:
    return [Message("LIST", tuple(rest.split()[:1]))]


def _raw(_typed: Typed, rest: str) -> list[Message] | Refused:
    try:
        return [parse(rest.encode())] if rest else _missing("raw")
    except PeerError:
        return Refused(InputProblem.NOT_SENDABLE, rest)


INPUT_COMMANDS: dict[str, InputCommand] = {
    "away": InputCommand("/away [text]", _with_text("AWAY")),
    "ban": InputCommand("/ban [#channel] name…", _with_mode("+b", "ban")),
    "deop": InputCommand("/deop [#channel] name…", _with_mode("-o", "deop")),
    "devoice": InputCommand("/devoice [#channel] name…", _with_mode("-v", "devoice")),
    "invite": InputCommand("/invite name [#channel]", _invite),
    "join": InputCommand("/join #channel [key]", _join),
    "kick": InputCommand("/kick [#channel] name [reason]", _kick),
    "list": InputCommand("/list", _list),
    "me": InputCommand("/me does something", _me),
    "mode": InputCommand("/mode [#channel] [changes]", _mode),
    "motd": InputCommand("/motd", _with_text("MOTD")),
    "msg": InputCommand("/msg name text", _to_somebody("PRIVMSG", "msg")),
    "names": InputCommand("/names [#channel]", _about_channel("NAMES")),
    "nick": InputCommand("/nick name", _nick),
    "notice": InputCommand("/notice name text", _to_somebody("NOTICE", "notice")),
    "op": InputCommand("/op [#channel] name…", _with_mode("+o", "op")),
    "part": InputCommand("/part [#channel] [reason]", _about_channel("PART")),
    "quit": InputCommand("/quit [reason]", _with_text("QUIT")),
    "raw": InputCommand("/raw IRC LINE", _raw),
    "topic": InputCommand("/topic [#channel] [text]", _about_channel("TOPIC")),
    "unban": InputCommand("/unban [#channel] name…", _with_mode("-b", "unban")),
    "voice": InputCommand("/voice [#channel] name…", _with_mode("+v", "voice")),
    "who": InputCommand("/who name", _with_name("WHO", "who")),
    "whois": InputCommand("/whois name", _with_name("WHOIS", "whois")),
}
"""By the word after the stroke, which may be written in any case."""
