"""A room as DNS-SD tells of it: instance name and TXT, written and read. What is read comes from anybody (PROTOCOL, Finding a room)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from desktop_chat.core.wire.text import cut

SERVICE: Final = "_ircs._tcp.local."
NAME_BYTES: Final = 63
"""Of an instance name (RFC 6763 4.1.1)."""
NAMELESS: Final = "Desktop Chat"
DOT, ITS_STAND_IN = ".", "\u2024"
"""A dot in a name would end its label for many programs; its look-alike does not, and is read as a dot again."""
ROOM_ID: Final = re.compile(r"[A-Z2-7]{20}")
NUMBER: Final = re.compile(r"[0-9]{1,6}")
VERSION: Final = "1"


@dataclass(frozen=True, slots=True)
class Announced:
    """What a room tells of itself.

    Args:
        name: What people call it.
        id: The beginning of its pin.
        port: Where it listens.
        people: How many are in it; None if it does not say.
        locked: It asks for a password.
        plain: It lets plain text in from other machines.
    """

    name: str
    id: str
    port: int
    people: int | None = 0
    locked: bool = False
    plain: bool = False

    def text(self) -> dict[str, str]:
        """Return the TXT record."""
        values = {"txtvers": VERSION, "id": self.id, "locked": str(int(self.locked)), "plain": str(int(self.plain))}
        return values if self.people is None else {**values, "people": str(self.people)}


def instance_of(name: str, addition: str = "") -> str:
    """Return a room's name as it may stand in DNS-SD, whole characters only, with an addition if another room has it already."""
    kept = "".join(char for char in name if char.isprintable()).replace(DOT, ITS_STAND_IN).strip() or NAMELESS
    ending = f" ({addition})" if addition else ""
    return cut(kept, NAME_BYTES - len(ending.encode())) + ending


def name_of(service: str) -> str:
    """Return a room's name from that of its service, without characters that nobody can see."""
    instance = service.removesuffix(f".{SERVICE}").replace(ITS_STAND_IN, DOT)
    return "".join(char for char in instance if char.isprintable()).strip() or NAMELESS


def read_text(name: str, port: int, values: Mapping[bytes, bytes | None]) -> Announced:
    """Return what a TXT record says; whatever is not as it must be is as if it was not said."""
    said = {key: (value or b"").decode(errors="replace") for key, value in values.items()}
    room_id, people = said.get(b"id", ""), said.get(b"people", "")
    return Announced(
        name,
        room_id if ROOM_ID.fullmatch(room_id) else "",
        port,
        int(people) if NUMBER.fullmatch(people) else None,
        locked=said.get(b"locked") == "1",
        plain=said.get(b"plain") == "1",
    )
