"""Rooms that a person has been in, and the key by which each is known: trust on first use, and no second key unasked."""

import json
import logging
import threading
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final

from desktop_chat.core.client.invitation import PIN
from desktop_chat.net.files import write_private

log = logging.getLogger(__name__)

ROOMS_KEPT: Final = 200
ADDRESSES_KEPT: Final = 8
NAMES_KEPT: Final = 4


@dataclass(frozen=True, slots=True)
class KnownRoom:
    """One room."""

    pin: str
    names: tuple[str, ...] = ()
    """What it was called where a person chose it: in an announcement or an invitation."""
    addresses: tuple[str, ...] = ()
    """Where it was, as `host:port`, the last first."""


class KnownRooms:
    """All of them, in a file. Any thread.

    Args:
        file: Where they are kept; made when there is something to keep.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = threading.Lock()

    def rooms(self) -> list[KnownRoom]:
        """Return all, the last one first."""
        with self._lock:
            return self._load()

    def pins_of_name(self, name: str) -> frozenset[str]:
        """Return the keys of rooms of this name."""
        return frozenset(room.pin for room in self.rooms() if name in room.names)

    def pins_at(self, addresses: Iterable[str]) -> frozenset[str]:
        """Return the keys of rooms that were at one of these addresses."""
        wanted = set(addresses)
        return frozenset(room.pin for room in self.rooms() if wanted.intersection(room.addresses))

    def addresses_of(self, pins: Iterable[str]) -> tuple[str, ...]:
        """Return where the rooms with these keys were."""
        wanted = set(pins)
        return tuple(address for room in self.rooms() if room.pin in wanted for address in room.addresses)

    def remember(self, pin: str, *, name: str = "", addresses: Iterable[str] = ()) -> None:
        """Keep a key for a name and for addresses, which are then no other room's; a failure is logged."""
        with self._lock:
            here = tuple(dict.fromkeys(addresses))
            others = [room for room in self._load() if room.pin != pin]
            known = next((room for room in self._load() if room.pin == pin), KnownRoom(pin))
            names = tuple(dict.fromkeys((name, *known.names) if name else known.names))[:NAMES_KEPT]
            room = KnownRoom(pin, names, tuple(dict.fromkeys((*here, *known.addresses)))[:ADDRESSES_KEPT])
            others = [replace(one, addresses=tuple(address for address in one.addresses if address not in here)) for one in others]
            self._save([room, *others][:ROOMS_KEPT])

    def forget(self, pin: str) -> None:
        """Know a room no longer."""
        with self._lock:
            self._save([room for room in self._load() if room.pin != pin])

    def _load(self) -> list[KnownRoom]:
        try:
            found = json.loads(self._file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return []
        except (OSError, ValueError) as error:
            log.warning("the known rooms could not be read: %s", error)
            return []
        listed = found.get("rooms") if isinstance(found, dict) else None
        return [room for one in listed if (room := _room(one)) is not None] if isinstance(listed, list) else []

    def _save(self, rooms: list[KnownRoom]) -> None:
        write_private(self._file, json.dumps({"rooms": [asdict(room) for room in rooms]}, ensure_ascii=False, indent=1))


def _room(found: object) -> KnownRoom | None:
    """Return one room of the file; None for what is none."""
    if not isinstance(found, dict) or not isinstance(found.get("pin"), str) or not PIN.fullmatch(found["pin"]):
        return None
    return KnownRoom(found["pin"], _texts(found.get("names")), _texts(found.get("addresses")))


def _texts(found: object) -> tuple[str, ...]:
    return tuple(one for one in found if isinstance(one, str)) if isinstance(found, list) else ()
