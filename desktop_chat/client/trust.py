"""Which keys of a host are good, decided from what a person knew of the room before."""

from dataclasses import dataclass

from desktop_chat.core.client.fingerprints import room_id
from desktop_chat.net.errors import KeyChanged, TlsFailed


@dataclass(frozen=True, slots=True)
class Trust:
    """What is expected of a host. With nothing expected, whoever answers first is believed, and remembered.

    Args:
        pins: Any of these is good.
        room_id: The id under which the room was announced, if that is all that is known.
    """

    pins: frozenset[str] = frozenset()
    room_id: str = ""

    @property
    def is_first_use(self) -> bool:
        """Whether nothing is known of the room."""
        return not self.pins and not self.room_id

    @property
    def ids(self) -> frozenset[str]:
        """The ids under which the room may be announced."""
        return frozenset(map(room_id, self.pins)) or frozenset({self.room_id} - {""})

    def choose(self, proven: list[str], doing: str) -> str:
        """Return the pin, of those that a host has proven, by which we know it.

        Raises:
            KeyChanged: If none is expected: somebody else may be answering.
            TlsFailed: If it has proven nothing.
        """
        if not proven:
            raise TlsFailed(f"{doing}: no certificate")
        if self.is_first_use:
            return proven[0]
        for pin in proven:
            if pin in self.pins or (self.room_id and room_id(pin) == self.room_id and not self.pins):
                return pin
        raise KeyChanged(doing, expected=min(self.pins, default=self.room_id), found=proven[0])
