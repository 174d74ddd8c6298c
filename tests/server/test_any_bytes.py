"""Any bytes through real sockets: whoever sends them, the others are served."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_chat.core.server.commands import COMMANDS
from tests.server.conftest import Rooms
from tests.support.person import Person

WORDS = st.sampled_from(["ann", "#tea", "eve", "*", ":", ",", "+o-v+k", "", "가" * 40, "\x01", "302", "LS", "END", "@a=b", "0", "x" * 600])
LINES = st.builds(
    lambda tags, command, words, end: f"{tags}{command} {' '.join(words)}{end}".encode(),
    st.sampled_from(["", "@label=1 ", "@+typing=active;time=x ", ":ann!a@b "]),
    st.sampled_from(sorted(COMMANDS)),
    st.lists(WORDS, max_size=5),
    st.sampled_from(["\r\n", "\n", "\r", "\0\r\n", ""]),
)
STREAMS = st.lists(st.one_of(LINES, st.binary(max_size=200)), min_size=1, max_size=12)
REGISTER = b"NICK eve\r\nUSER eve 0 * :Eve\r\nJOIN #tea\r\n"


class Table:
    """Two people in #tea of a room on the network."""

    def __init__(self, rooms: Rooms) -> None:
        self.port = rooms.open().port
        self.ann, self.bob = (Person(self.port, nick, channel="#tea") for nick in ("ann", "bob"))
        self.said = 0

    def talks(self) -> None:
        """Assert that what one says the other hears."""
        self.said += 1
        self.ann.say(f"PRIVMSG bob :number {self.said}")
        self.bob.until(f"PRIVMSG bob :number {self.said}")


@pytest.fixture
def table(rooms: Rooms) -> Iterator[Table]:
    """Return two people at one table."""
    table = Table(rooms)
    yield table
    table.ann.close()
    table.bob.close()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=STREAMS, first=st.sampled_from([b"", REGISTER]))
def test_any_bytes_leave_the_others_served(table: Table, pieces: list[bytes], first: bytes) -> None:
    """In any pieces, registered or not, ended in the middle or not: the two at the table talk on, and somebody new comes in."""
    with Person(table.port) as eve:
        try:
            eve.socket.sendall(first)
            for piece in pieces:
                eve.socket.sendall(piece)
        except ConnectionError:
            pass  # A QUIT among them.
        table.talks()
    # Another name each time: the room may not have noticed yet that the one before has gone.
    with Person(table.port, f"cleo{table.said}", channel="#cha"):
        table.talks()
