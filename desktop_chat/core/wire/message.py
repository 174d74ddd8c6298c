"""IRC messages: bytes in, values out, and back (RFC 2812 2.3.1, Modern #message-format, IRCv3 message-tags)."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from desktop_chat.core.wire.errors import PeerError, UsageError
from desktop_chat.core.wire.limits import PARAMS

NO_TAGS: Final[Mapping[str, str]] = MappingProxyType({})

ESCAPES = {"\\": "\\\\", ";": "\\:", " ": "\\s", "\r": "\\r", "\n": "\\n"}
UNESCAPES = {"\\": "\\", ":": ";", "s": " ", "r": "\r", "n": "\n"}
TO_ESCAPE = re.compile(r"[\\; \r\n]")
ESCAPED = re.compile(r"\\(.?)", re.DOTALL)
COMMAND = re.compile(r"[A-Za-z]+|[0-9]{3}")
FORBIDDEN = re.compile("[\r\n\0]")
BAD_TAG_NAME = frozenset(" ;=\0\r\n")
ALWAYS_COLON = frozenset({"PRIVMSG", "NOTICE"})
"""The colon is optional before one word, but small clients and bots look for it before a text."""


class Message(NamedTuple):
    """One message.

    A parameter may hold anything but NUL, CR and LF; only the last may be empty, begin with `:` or hold a space.
    """

    command: str
    """A verb in upper case, or a numeric of three digits."""
    params: tuple[str, ...] = ()
    source: str | None = None
    """nick!user@host or the name of a server; None for what a client sends."""
    tags: Mapping[str, str] = NO_TAGS
    """Tag names with unescaped values; "" for a tag without one."""


def parse(line: bytes) -> Message:
    """Parse one line.

    Args:
        line: The bytes without CR LF; UTF-8.

    Raises:
        PeerError: INVALID_UTF8, or BAD_MESSAGE for a NUL, a bare CR, or a line without a proper command.
    """
    text = _decoded(line)
    tags: Mapping[str, str] = NO_TAGS
    source: str | None = None
    if text.startswith("@"):
        tag_text, _, text = text[1:].partition(" ")
        tags, text = parse_tags(tag_text), text.lstrip(" ")
    if text.startswith(":"):
        source, _, text = text[1:].partition(" ")
        text = text.lstrip(" ")
    head, colon, trailing = text.partition(" :")
    words = head.split(" ")
    if "" in words:
        words = [word for word in words if word] or [""]
    command, *params = words
    if colon:
        params.append(trailing)
    if len(params) > PARAMS:
        params[PARAMS - 1 :] = [_rest(params[PARAMS - 1 :], has_trailing=bool(colon))]
    if not COMMAND.fullmatch(command):
        raise PeerError("BAD_MESSAGE", "Message rejected: it has no proper command")
    return Message(command.upper(), tuple(params), source, tags)


def _decoded(line: bytes) -> str:
    try:
        text = line.decode()
    except UnicodeDecodeError:
        raise PeerError("INVALID_UTF8", "Message rejected: this room speaks UTF-8 only") from None
    if "\0" in text or "\r" in text or "\n" in text:
        raise PeerError("BAD_MESSAGE", "Message rejected: it holds a NUL, CR or LF")
    return text


def _rest(params: list[str], *, has_trailing: bool) -> str:
    """Return what is left after fourteen parameters as the fifteenth (RFC 2812 2.3.1: its colon is optional there)."""
    return " ".join([*params[:-1], ":" * has_trailing + params[-1]])


def parse_tags(text: str) -> Mapping[str, str]:
    """Return the tags of a tag section without its `@`; of a name that stands twice the last counts."""
    tags: dict[str, str] = {}
    for tag in text.split(";"):
        name, _, value = tag.partition("=")
        if name:
            tags[name] = unescape_tag_value(value) if "\\" in value else value
    return tags


def encode(message: Message) -> bytes:
    """Return a message as a line with CR LF, tags included.

    Raises:
        UsageError: If it cannot stand on the wire: a NUL, CR or LF, a space or an empty text in a middle parameter,
            source or tag name, or no proper command.
    """
    command, params, source, tags = message
    text = command if source is None else f":{source} {command}"
    if params:
        *middle, last = params
        if middle:
            text += " " + " ".join(middle)
        needs_colon = not last or last.startswith(":") or " " in last or command in ALWAYS_COLON
        text += f" :{last}" if needs_colon else f" {last}"
        if any(not param or param.startswith(":") or " " in param for param in middle):
            raise UsageError(f"only the last parameter may be empty, hold a space or begin with a colon: {params!r}")
    if FORBIDDEN.search(text) or not COMMAND.fullmatch(command) or source == "" or (source and " " in source):
        raise UsageError(f"this cannot stand on the wire: {message!r}")
    return encode_tags(tags) + text.encode() + b"\r\n"


def encode_tags(tags: Mapping[str, str]) -> bytes:
    """Return `@name=value;name ` or nothing for no tags.

    Raises:
        UsageError: If a name is empty or holds what ends a name.
    """
    if not tags:
        return b""
    parts = []
    for name, value in tags.items():
        if not name or not BAD_TAG_NAME.isdisjoint(name):
            raise UsageError(f"not a tag name: {name!r}")
        parts.append(f"{name}={escape_tag_value(value)}" if value else name)
    return f"@{';'.join(parts)} ".encode()


def escape_tag_value(value: str) -> str:
    """Escape a tag's value (IRCv3 message-tags, Escaping values)."""
    return TO_ESCAPE.sub(lambda found: ESCAPES[found[0]], value)


def unescape_tag_value(value: str) -> str:
    """Undo the escaping; a backslash before any other character, or at the end, is dropped (message-tags, Escaping values)."""
    return ESCAPED.sub(lambda found: UNESCAPES.get(found[1], found[1]), value)
