"""A hosted room as the host's panel is told of it."""

from dataclasses import replace

from desktop_chat.core.client.events import HostingFacts
from desktop_chat.core.server.archive import Stored
from desktop_chat.core.server.bans import Ban, BanKind
from desktop_chat.core.server.choices import HostChoices
from desktop_chat.core.server.facts import PersonFacts, RoomFacts
from desktop_chat.core.server.pace import TurnedAway
from desktop_chat.core.server.security import PLAIN, Security
from tests.support.view import NOON

DEVICE = "0f3c" * 16
HOST = PersonFacts(1, "ann", "127.0.0.1", Security("TLSv1.3", "ab" * 32), True, True, NOON, "ann", ("#general",))  # noqa: FBT003
BOB = PersonFacts(2, "bob", "192.168.0.7", Security("TLSv1.3", DEVICE), True, False, NOON, "bob", ("#general", "#tea"))  # noqa: FBT003
PLAIN_BOT = PersonFacts(3, "bot", "192.168.0.8", PLAIN, True, False, NOON)  # noqa: FBT003
STRANGER = PersonFacts(4, "", "192.168.0.9", Security("TLSv1.2"), False, False, NOON)  # noqa: FBT003
BAN = Ban(BanKind.NICK, "spam*", "spam", NOON, "ann", NOON + 3600)
ROOM = RoomFacts((HOST, BOB, PLAIN_BOT, STRANGER), (BAN,), (("192.168.0.9", 2),), "", Stored(1, int(NOON * 1000), 2_345_678))
FACTS = HostingFacts(ROOM, "ab" * 32, ((TurnedAway.TOO_MANY.value, 1),), (), HostChoices(), "/data/room.sqlite3")


def with_password(password: str) -> HostingFacts:
    """Return the same room with another password."""
    return replace(FACTS, room=ROOM._replace(password=password))
