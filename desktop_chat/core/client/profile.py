"""What people tell of themselves beside their nick: a name to be shown, a colour, what they are at (IRCv3 metadata)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from desktop_chat.core.wire.limits import METADATA_VALUE_BYTES
from desktop_chat.core.wire.message import FORBIDDEN, Message
from desktop_chat.core.wire.text import cut

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CAPABILITY: Final = "draft/metadata-2"
FIELDS: Final = {"display-name": "display_name", "color": "colour", "status": "status"}
"""The keys that we know, as fields of `Profile`."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What one person tells; "" for what they do not.

    Args:
        display_name: What they want to be called; anybody may call themselves anything.
        colour: `#rrggbb`.
        status: What they are at.
    """

    display_name: str = ""
    colour: str = ""
    status: str = ""

    def with_value(self, key: str, value: str) -> Profile:
        """Return the same with another value of a key; of a key that we do not know as it is."""
        return replace(self, **{FIELDS[key]: value}) if key in FIELDS else self

    def values(self) -> Iterator[tuple[str, str]]:
        """Yield each key and its value."""
        return ((key, getattr(self, field)) for key, field in FIELDS.items())

    def changes(self, before: Profile) -> list[Message]:
        """Return what tells the host all that is not as before (METADATA SET; without a value it removes the key)."""
        differing = set(self.values()) - set(before.values())
        return [set_key(key, value) for key, value in self.values() if (key, value) in differing]


NOBODY_KNOWN: Final = Profile()


def set_key(key: str, value: str) -> Message:
    """Return what sets one of our keys, as far as a value fits, or removes it."""
    fitting = cut(FORBIDDEN.sub(" ", value), METADATA_VALUE_BYTES)
    return Message("METADATA", ("*", "SET", key, fitting) if fitting else ("*", "SET", key))


def introduction(profile: Profile) -> list[Message]:
    """Return what is said on coming in: what we want to know of others, and what we tell (METADATA SUB, SET)."""
    return [Message("METADATA", ("*", "SUB", *FIELDS)), *profile.changes(NOBODY_KNOWN)]


def noted(profile: Profile, params: Sequence[str]) -> Profile:
    """Return our profile after a METADATA that we send, so that the next connection tells the same."""
    target, command, key, value = (*params, "", "", "", "")[:4]
    return profile.with_value(key, value) if (target, command.upper()) == ("*", "SET") else profile
