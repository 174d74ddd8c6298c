"""How a session is connected, as the room knows it."""

from desktop_chat.core.server.security import PLAIN, Security
from tests.support.room import Room

TLS = Security("TLSv1.3", "ab" * 32)


def test_a_session_is_plain_until_it_is_known_to_be_secure() -> None:
    """One that has gone meanwhile is no matter."""
    room = Room()
    room.join("ann")
    who = room.session("ann")
    assert who.security == PLAIN
    assert room.world.secure(who.id, TLS, room.now) == []
    assert who.security == TLS
    room.drop("ann")
    assert room.world.secure(who.id, TLS, room.now) == []
