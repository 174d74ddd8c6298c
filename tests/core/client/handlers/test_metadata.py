"""What people tell of themselves, as a host tells it (IRCv3 metadata)."""

import pytest

from desktop_chat.core.client.events import ClientEvent, ProfileChanged, ServerSaid
from desktop_chat.core.client.handlers.metadata import SYNC_SECONDS, SYNC_WITHIN_SECONDS, SYNCS_WANTED
from desktop_chat.core.client.profile import Profile, introduction, noted
from desktop_chat.core.client.session import ClientSession
from desktop_chat.core.wire.limits import METADATA_VALUE_BYTES
from tests.support.guest import WELCOME, Guest

BLUE = Profile("Ann Kim", "#2f6fd0", "회의 중")


@pytest.mark.parametrize(
    ("line", "events"),
    [
        (":irc.example METADATA bob status * :in a meeting", [ProfileChanged("bob", "status", "in a meeting")]),
        (":irc.example METADATA bob status *", [ProfileChanged("bob", "status", "")]),
        (":irc.example METADATA * color * :#ff0000", [ProfileChanged("ann", "color", "#ff0000")]),
        (":irc.example METADATA bob avatar * :https://x", []),
        (":irc.example METADATA #tea display-name * :Tea", []),
        (":irc.example METADATA bob", []),
        (":irc.example 761 ann bob display-name * :Bob", [ProfileChanged("bob", "display-name", "Bob")]),
        (":irc.example 766 ann bob display-name :Key not set", [ProfileChanged("bob", "display-name", "")]),
        (":irc.example 761 ann bob avatar * :https://x", [ServerSaid("761", "https://x", ("bob", "avatar", "*"))]),
        (":irc.example 766 ann bob avatar :Key not set", [ServerSaid("766", "Key not set", ("bob", "avatar"))]),
        (":irc.example 761 ann", [ServerSaid("761", "ann", ())]),
        (":irc.example 770 ann display-name color status", []),
        (":irc.example 774 ann #tea 4 :Synchronize later", []),
    ],
)
def test_of_people_only_what_we_know_is_told(guest: Guest, line: str, events: list[ClientEvent]) -> None:
    """Notifications, and the answers to GET and SET; of channels nothing is shown."""
    assert guest.hear(line) == events


def test_what_a_host_tells_later_is_asked_for_in_time() -> None:
    """Postponed synchronization: "the client SHOULD wait at least that many seconds before sending the sync request"."""
    guest = Guest()
    guest.hear(":ann JOIN #tea", ":irc.example 774 ann #tea 4 :Later", ":irc.example 774 ann *ALL", ":irc.example 774 ann")
    guest.answers()
    guest.wait(3.9)
    assert guest.answers() == []
    guest.wait(0.1)
    assert guest.answers() == ["METADATA #tea SYNC"]
    guest.wait(SYNC_SECONDS - 4)
    guest.wait(1)
    assert guest.answers() == ["METADATA *ALL SYNC"]


def test_a_channel_that_we_left_is_not_asked_for() -> None:
    """And a host that puts off for ever, or names ever new targets, costs nothing."""
    guest = Guest()
    guest.hear(":ann JOIN #tea", ":irc.example 774 ann #tea 1", ":ann PART #tea")
    guest.hear(f":irc.example 774 ann never {SYNC_WITHIN_SECONDS + 1}", f":irc.example 774 ann never {'9' * 400}")
    guest.hear(*(f":irc.example 774 ann nick{number} {number}" for number in range(1, 2 * SYNCS_WANTED)))
    guest.answers()
    guest.wait(0.5)
    assert guest.answers() == []
    asked = list[str]()
    for _ in range(3 * SYNCS_WANTED):
        guest.wait(SYNC_WITHIN_SECONDS)
        guest.hear(":irc.example PONG irc.example :x")
        asked += [line for line in guest.answers() if line.startswith("METADATA")]
    assert asked == [f"METADATA nick{number} SYNC" for number in range(1, SYNCS_WANTED)]


def test_who_comes_in_tells_and_asks_at_once() -> None:
    """METADATA SUB, and a SET for each key that is set; where the host knows no metadata, nothing."""
    guest = Guest(ClientSession("ann", channels=("#tea",), profile=BLUE), is_in=False)
    guest.hear("CAP * LS :draft/metadata-2", "CAP * ACK :draft/metadata-2")
    guest.answers()
    guest.hear(*WELCOME)
    assert guest.answers() == [
        "METADATA * SUB display-name color status",
        "METADATA * SET display-name :Ann Kim",
        "METADATA * SET color #2f6fd0",
        "METADATA * SET status :회의 중",
        "JOIN #tea",
    ]
    plain = Guest(ClientSession("ann", channels=("#tea",), profile=BLUE), is_in=False)
    plain.answers()
    plain.hear(*WELCOME)
    assert plain.answers() == ["JOIN #tea"]


def test_what_is_set_later_is_told_on_the_next_connection_too() -> None:
    """Also that something was taken back."""
    guest = Guest(ClientSession("ann", channels=(), profile=BLUE))
    guest.say("METADATA", "*", "SET", "status", "back")
    guest.say("METADATA", "*", "SET", "display-name")
    guest.say("METADATA", "*", "SET", "avatar", "https://x")
    guest.say("METADATA", "*", "GET", "status")
    guest.say("METADATA", "*")
    again = Guest(guest.session.again(), is_in=False)
    again.hear("CAP * LS :draft/metadata-2", "CAP * ACK :draft/metadata-2")
    again.answers()
    again.hear(*WELCOME)
    assert again.answers() == [
        "METADATA * SUB display-name color status",
        "METADATA * SET color #2f6fd0",
        "METADATA * SET status back",
    ]
    assert noted(BLUE, ("*", "set", "status", "x")).status == "x"


def test_only_what_differs_is_told_and_fits_a_line() -> None:
    """METADATA SET without a value removes a key."""
    assert [message.params for message in Profile(colour="#000000").changes(Profile("Ann", "#000000"))] == [("*", "SET", "display-name")]
    (message,) = Profile(status="가" * 300 + "\n").changes(Profile())
    assert len(message.params[3].encode()) <= METADATA_VALUE_BYTES
    assert len(introduction(Profile())) == 1
