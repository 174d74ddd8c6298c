"""MARKREAD (IRCv3 read-marker)."""

import pytest

from desktop_chat.core.server.records import KeptRecord
from desktop_chat.core.wire import limits
from tests.support.room import START, Room

T1, T2, LATER = ("timestamp=2023-11-14T22:13:10.123Z", "timestamp=2023-11-14T22:13:15.000Z", "timestamp=2033-01-01T00:00:00.000Z")
NOW = "timestamp=2023-11-14T22:13:20.000Z"


def test_a_marker_is_set_and_told(room: Room) -> None:
    """Read-marker: "The last read timestamp of a target MUST only ever increase"; one to come is now (Implementation Considerations)."""
    room.join("ann", channel="#tea")
    for said, told in (("", "*"), (f" {T1}", T1), (f" {T2}", T2), (f" {T1}", T2), (f" {T2}", T2), ("", T2), (f" {LATER}", NOW)):
        room.say("ann", f"MARKREAD #tea{said}")
        assert room.got("ann") == [f":desktop.chat MARKREAD #tea {told}"]
    room.say("ann", "MARKREAD bob")
    assert room.got("ann") == [":desktop.chat MARKREAD bob *"]


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("", "NEED_MORE_PARAMS :Missing parameters"),
        (" @#tea", "INVALID_PARAMS @#tea :Invalid parameters"),
        (" #", "INVALID_PARAMS # :Invalid parameters"),
        (" :", "INVALID_PARAMS * :Invalid parameters"),
        (" #tea *", "INVALID_PARAMS * :Invalid parameters"),
        (" #tea 2023-11-14T22:13:10.123Z", "INVALID_PARAMS 2023-11-14T22:13:10.123Z :Invalid parameters"),
    ],
)
def test_a_wrong_marker_is_refused(room: Room, line: str, answer: str) -> None:
    """Read-marker, Errors and Warnings; and "The timestamp MUST NOT be a literal `*`"."""
    room.join("ann")
    room.say("ann", f"MARKREAD{line}")
    assert room.got("ann") == [f":desktop.chat FAIL MARKREAD {answer}"]


def test_all_clients_of_a_person_are_told_and_nobody_else(room: Room) -> None:
    """Read-marker: "MARKREAD … to all the clients of the user"; markers "MUST NOT be disclosed to other users"."""
    room.join("ann", "ann2", "eve", caps="draft/read-marker")
    room.join("ann3")
    for nick in ("ann", "ann2", "ann3"):
        room.session(nick).account = "ann"
    room.say("ann", f"MARKREAD #tea {T1}")
    assert [room.got(nick) for nick in ("ann", "ann2")] == [[f":desktop.chat MARKREAD #tea {T1}"]] * 2
    assert [room.got(nick) for nick in ("ann3", "eve")] == [[], []]
    room.say("ann2", f"MARKREAD #tea {T1}")
    assert room.got("ann") == []
    room.say("eve", "MARKREAD #tea")
    assert room.got("eve") == [":desktop.chat MARKREAD #tea *"]


def test_who_joins_is_told_before_the_end_of_the_names(room: Room) -> None:
    """Read-marker: "the server MUST send a MARKREAD command for that channel … before the RPL_ENDOFNAMES reply"."""
    room.join("ann", caps="draft/read-marker")
    room.say("ann", f"MARKREAD #TEA {T1}")
    room.clear()
    room.say("ann", "JOIN #tea")
    assert room.numerics("ann") == ["JOIN", "MARKREAD", "353", "366"]
    room.join("bob")
    room.say("bob", "JOIN #tea")
    assert "MARKREAD" not in room.numerics("bob")


def test_markers_of_who_is_known_survive_a_restart(room: Room) -> None:
    """Of an account or a device; those of a mere connection end with it."""
    room.join("ann", "eve")
    room.session("ann").account = "ann"
    room.say("ann", f"MARKREAD #Tea {T1}", f"MARKREAD #tea {T2}")
    room.say("eve", f"MARKREAD #tea {T1}", "QUIT")
    kept = [*room.kept.values(), KeptRecord("another", "x", "{}")]
    assert room.kept == {("read-marker", "account:ann #tea"): KeptRecord("read-marker", "account:ann #tea", "1699999995000")}
    again = Room(kept=kept)
    again.join("bob")
    again.session("bob").account = "ann"
    again.say("bob", "MARKREAD #tea")
    assert again.got("bob") == [f":desktop.chat MARKREAD #tea {T2}"]
    assert START.wall == 1_700_000_000


def test_markers_are_bounded(room: Room) -> None:
    """The one set first goes, in the log too."""
    room.join("ann")
    room.session("ann").account = "ann"
    for number in range(limits.READ_MARKERS + 1):
        room.say("ann", f"MARKREAD #{number} {T1}")
    assert room.kept["read-marker", "account:ann #0"].value is None
    room.clear()
    room.say("ann", "MARKREAD #0", "MARKREAD #1")
    assert room.got("ann") == [":desktop.chat MARKREAD #0 *", f":desktop.chat MARKREAD #1 {T1}"]
