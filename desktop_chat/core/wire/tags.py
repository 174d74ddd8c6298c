"""Tags of messages: those that clients send and that travel (IRCv3 message-tags, Client-only tags), and those of edits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop_chat.core.wire.message import encode_tags, parse_tags

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

PREFIX: Final = "+"
ALL: Final = "*"
NOT: Final = "-"
TYPING: Final = "+typing"
"""Of this moment only: never kept (IRCv3 typing)."""
REPLY: Final = ("+reply", "+draft/reply")
"""What a message answers, by its id; ratified, and as it was called before (IRCv3 reply)."""
REACT: Final = ("+draft/react", "+react")
"""What somebody feels about it (IRCv3 react)."""
UNREACT: Final = ("+draft/unreact", "+unreact")
EDITED_MSGID: Final = "draft/target-msgid"
EDIT_TEXT: Final = "draft/edit-text"
"""Which message EDIT changes, and into what (pull request 425 of the IRCv3 specifications, Editing messages)."""


def travelling(tags: Mapping[str, str], denied: Collection[str]) -> dict[str, str]:
    """Return the tags that go on to others.

    Args:
        tags: Of a client's line. Those without `+` "MUST be removed by the server before being relayed".
        denied: As in CLIENTTAGDENY: names without `+`; `*` means all but those with a `-` before them.
    """
    return {name: value for name, value in tags.items() if name.startswith(PREFIX) and not is_denied(name[1:], denied)} if tags else {}


def is_denied(name: str, denied: Collection[str]) -> bool:
    """Return whether a tag does not travel (IRCv3 message-tags, RPL_ISUPPORT Tokens)."""
    return f"{NOT}{name}" not in denied if ALL in denied else name in denied


def value_of(tags: Mapping[str, str], names: Collection[str]) -> str:
    """Return the value of the first of these tags that is there; "" for none."""
    return next((tags[name] for name in names if tags.get(name)), "")


def reply_in(text: str) -> str:
    """Return the id of the message that tags, as on the wire without `@`, say is answered; "" for none (IRCv3 reply)."""
    return value_of(parse_tags(text), REPLY) if "reply=" in text else ""


def is_reaction(tags: Mapping[str, str]) -> bool:
    """Return whether these tags say what somebody feels, or no longer feels, about a message (IRCv3 react).

    "This tag MUST be used in conjunction with the +reply client tag"; both at once "MUST NOT" be.
    """
    return bool(value_of(tags, REPLY)) and bool(value_of(tags, REACT)) != bool(value_of(tags, UNREACT))


def kept_text(tags: Mapping[str, str]) -> str:
    """Return tags as the log keeps them: as on the wire, without `@` and space; "" for none."""
    kept = {name: value for name, value in tags.items() if name != TYPING}
    return encode_tags(kept)[1:-1].decode() if kept else ""
