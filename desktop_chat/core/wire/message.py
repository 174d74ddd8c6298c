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
FORBIDDEN = re.compile("[\r\n\0\ud800-\udfff]")
"""What no line can hold: its own end, a NUL, and half of a character, which a toolkit may hand over and UTF-8 cannot say."""
ENDS_TAG_NAME = frozenset(" ;=")
ALWAYS_COLON = frozenset({"PRIVMSG", "NOTICE"})
"""The colon is optional before one word, but small clients and bots look for it before a text."""
NUMERIC_DIGITS = 3


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
    """Parse one line with any number of parameters.

    In a command an underscore is let through too, so that 421 can name what people and programs try.

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
    if not _is_command(command.replace("_", "A")):
        raise PeerError("BAD_MESSAGE", "Message rejected: it has no proper command")
    return Message(command.upper(), tuple(params), source or None, tags)


def _decoded(line: bytes) -> str:
    try:
        text = line.decode()
    except UnicodeDecodeError:
        raise PeerError("INVALID_UTF8", "Message rejected: this room speaks UTF-8 only") from None
    if "\0" in text or "\r" in text or "\n" in text:
        raise PeerError("BAD_MESSAGE", "Message rejected: it holds a NUL, CR or LF")
    return text


def _is_command(word: str) -> bool:
    """Return whether it is `letter* / 3digit` (Modern #command)."""
    return word.isascii() and (word.isalpha() or (len(word) == NUMERIC_DIGITS and word.isdigit()))


def parse_tags(text: str) -> Mapping[str, str]:
    """Return the tags of a tag section without its `@`; of a name that stands twice the last counts (message-tags, Format)."""
    tags: dict[str, str] = {}
    for tag in text.split(";"):
        name, _, value = tag.partition("=")
        if name:
            tags[name] = unescape_tag_value(value) if "\\" in value else value
    return MappingProxyType(tags)


def encode(message: Message) -> bytes:
    """Return a message as a line with CR LF, tags included.

    Raises:
        UsageError: If it cannot stand on the wire: a NUL, CR, LF or half a character; a space or an empty text in the
            source or a middle parameter, or a colon before that; more than `PARAMS` parameters; no proper command.
    """
    command, params, source, tags = message
    text = command if source is None else f":{source} {command}"
    if params:
        text += _encode_params(params, always_colon=command in ALWAYS_COLON)
    if FORBIDDEN.search(text) or not _is_command(command) or source == "" or (source and " " in source):
        raise UsageError(f"this cannot stand on the wire: {message!r}")
    return encode_tags(tags) + text.encode() + b"\r\n"


def _encode_params(params: tuple[str, ...], *, always_colon: bool) -> str:
    *middle, last = params
    for param in middle:
        if not param or param.startswith(":") or " " in param:
            raise UsageError(f"only the last parameter may be empty, hold a space or begin with a colon: {params!r}")
    if len(params) > PARAMS:
        raise UsageError(f"old clients read {PARAMS} parameters at most: {params!r}")
    middle.append(f":{last}" if always_colon or not last or last.startswith(":") or " " in last else last)
    return " " + " ".join(middle)


def encode_tags(tags: Mapping[str, str]) -> bytes:
    """Return `@name=value;name ` or nothing for no tags.

    Raises:
        UsageError: If a name is empty or holds what ends a name, or a tag holds a NUL or half a character.
    """
    if not tags:
        return b""
    parts = []
    for name, value in tags.items():
        if not name or not ENDS_TAG_NAME.isdisjoint(name):
            raise UsageError(f"not a tag name: {name!r}")
        parts.append(f"{name}={escape_tag_value(value)}" if value else name)
    text = f"@{';'.join(parts)} "
    if FORBIDDEN.search(text):
        raise UsageError(f"these tags cannot stand on the wire: {tags!r}")
    return text.encode()


def escape_tag_value(value: str) -> str:
    """Escape a tag's value (IRCv3 message-tags, Escaping values)."""
    return TO_ESCAPE.sub(lambda found: ESCAPES[found[0]], value)


def unescape_tag_value(value: str) -> str:
    """Undo the escaping; a backslash before any other character, or at the end, is dropped (message-tags, Escaping values)."""
    return ESCAPED.sub(lambda found: UNESCAPES.get(found[1], found[1]), value)
