"""Which rooms the start screen offers: those that are announced on the local network now, and those entered before. No Tk."""

from collections.abc import Callable, Sequence

from desktop_chat.core.client.events import FoundRoom, RoomsFound
from desktop_chat.gui.ports import JoinRequest
from desktop_chat.gui.rows import RoomRow
from desktop_chat.gui.safe_text import shown, shown_name
from desktop_chat.gui.view import View
from desktop_chat.i18n import ntr, tr

BEFORE = "before "
"""What begins the key of a room that was entered before; a key of an announced one holds no space at its place."""


class NearRooms:
    """The list of the start screen.

    Args:
        view: The window.
        recent: Gives the addresses of rooms entered before, the last first.
    """

    def __init__(self, view: View, recent: Callable[[], Sequence[str]]) -> None:
        self._view, self._recent = view, recent
        self._found: dict[str, FoundRoom] = {}

    def hear(self, event: RoomsFound) -> None:
        """Take the rooms that there are now; our own is none to join."""
        self._found = {room.key: room for room in event.rooms if not room.own}
        self.show()

    def show(self) -> None:
        """Show the list."""
        known = {address for room in self._found.values() for address in room.addresses}
        before = [address for address in self._recent() if address not in known]
        self._view.show_rooms([*map(_row, self._found.values()), *map(_row_before, before)])

    def address_of(self, key: str) -> str:
        """Return the address of a room that was entered before; "" for another one."""
        return key.removeprefix(BEFORE) if key.startswith(BEFORE) else ""

    def request(self, key: str, nick: str) -> JoinRequest | None:
        """Return the wish to go into a room of the list; None if it is gone."""
        if address := self.address_of(key):
            return JoinRequest(nick, address)
        room = self._found.get(key)
        return None if room is None else JoinRequest(nick, room.name, found=room)


def _row(room: FoundRoom) -> RoomRow:
    people = ntr("{count} person", "{count} people", room.people) if room.people is not None else ""
    words = [people, tr("asks for a password") if room.locked else "", shown(room.addresses[0]) if room.addresses else ""]
    return RoomRow(room.key, shown_name(room.name), " · ".join(word for word in words if word), is_locked=room.locked)


def _row_before(address: str) -> RoomRow:
    return RoomRow(BEFORE + address, shown_name(address), "", is_near=False)
