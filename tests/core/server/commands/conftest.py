"""What the tests of the commands share."""

import pytest

from tests.support.room import Room


@pytest.fixture
def tea(room: Room) -> Room:
    """Return a room with #tea, in it ann, its operator, and bob; cem is elsewhere."""
    room.join("ann", "bob", channel="#tea")
    room.join("cem")
    return room


def members(room: Room, name: str = "#tea") -> list[str]:
    """Return the nicks in a channel, with their prefixes."""
    channel = room.world.find_channel(name)
    return [channel.prefixes(member) + member.nick for member in channel.members] if channel else []
