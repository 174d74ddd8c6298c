"""What the tests of the commands share."""

import pytest

from desktop_chat.core.server.archive import Page
from desktop_chat.core.server.records import EventRecord
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


def say(room: Room, name: str, target: str, text: str = "an example") -> str:
    """Let somebody say something; return its msgid."""
    room.say(name, f"PRIVMSG {target} :{text}")
    room.clear()
    return f"{room.records[-1].id:014x}"


def edit(target: str, msgid: str, text: str) -> str:
    """Return the line that edits a message."""
    return f"@draft/target-msgid={msgid};draft/edit-text={text} EDIT {target}"


def events(room: Room, place: str) -> list[tuple[str, str, str, str]]:
    """Return what history knows of changes in a place."""
    found = room.log.page((place,), Page(99, events=True))
    return [
        (one.command, one.sender, one.text, one.tags) for one in found if isinstance(one, EventRecord) and one.command in {"REDACT", "EDIT"}
    ]


def said(room: Room, place: str) -> list[str]:
    """Return what history knows of talk in a place."""
    return [record.text for record in room.log.page((place,), Page(99))]
