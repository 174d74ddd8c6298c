"""Which key is the room's: what was known, what was told, and who only pretends."""

import json
from pathlib import Path

import pytest

from desktop_chat.client.known_rooms import ADDRESSES_KEPT, ROOMS_KEPT, KnownRoom, KnownRooms
from desktop_chat.client.trust import Trust
from desktop_chat.core.client.fingerprints import room_id
from desktop_chat.net.errors import KeyChanged, TlsFailed

A, B, C = ("a" * 64, "b" * 64, "c" * 64)


@pytest.mark.parametrize(
    ("trust", "proven", "chosen"),
    [
        (Trust(), [A, B], A),
        (Trust(frozenset({B})), [A, B], B),
        (Trust(frozenset({A, C})), [A, B], A),
        (Trust(room_id=room_id(A)), [A, B], A),
    ],
)
def test_a_key_that_is_expected_is_good(trust: Trust, proven: list[str], chosen: str) -> None:
    """Of those that the host has proven; the first, if nothing is expected."""
    assert trust.choose(proven, "joining") == chosen


@pytest.mark.parametrize("trust", [Trust(frozenset({C})), Trust(room_id=room_id(C)), Trust(frozenset({C}), room_id(A))])
def test_another_key_stops_and_both_can_be_compared(trust: Trust) -> None:
    """A key that is known counts more than an id that is announced."""
    with pytest.raises(KeyChanged) as stopped:
        trust.choose([A, B], "joining")
    assert stopped.value.expected in {C, room_id(C)}
    assert stopped.value.found == A


def test_who_proves_nothing_is_no_host() -> None:
    """Even on first use."""
    with pytest.raises(TlsFailed):
        Trust().choose([], "joining")


def test_a_room_is_known_by_name_and_by_address(tmp_path: Path) -> None:
    """Until another room is at that address; names may be shared."""
    known = KnownRooms(tmp_path / "known.json")
    assert known.rooms() == []
    known.remember(A, name="우리 반", addresses=["10.0.0.1:6697", "[fe80::1%eth0]:6697"])
    known.remember(B, name="우리 반", addresses=["10.0.0.1:6697"])
    known.remember(A, addresses=["10.0.0.3:6697"])
    assert known.pins_of_name("우리 반") == {A, B}
    assert known.pins_of_name("") == frozenset()
    assert known.pins_at(["10.0.0.1:6697"]) == {B}
    assert known.pins_at(["[fe80::1%eth0]:6697", "x"]) == {A}
    assert KnownRooms(tmp_path / "known.json").rooms()[0] == KnownRoom(A, ("우리 반",), ("10.0.0.3:6697", "[fe80::1%eth0]:6697"))
    known.forget(A)
    assert known.pins_of_name("우리 반") == {B}


def test_only_so_many_are_kept(tmp_path: Path) -> None:
    """The oldest go."""
    known = KnownRooms(tmp_path / "known.json")
    for number in range(ROOMS_KEPT + 1):
        known.remember(f"{number:064x}", addresses=[f"h{each}-{number}" for each in range(ADDRESSES_KEPT + 1)])
    assert len(known.rooms()) == ROOMS_KEPT
    assert {len(room.addresses) for room in known.rooms()} == {ADDRESSES_KEPT}
    assert known.pins_at(["h0-0"]) == frozenset()


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"rooms": 7}', json.dumps({"rooms": [7, {"pin": "x"}, {"pin": 3}]})])
def test_a_damaged_file_knows_nobody(tmp_path: Path, content: str) -> None:
    """The next one is remembered all the same."""
    file = tmp_path / "known.json"
    file.write_text(content, encoding="utf-8")
    known = KnownRooms(file)
    assert known.rooms() == []
    known.remember(A)
    assert known.rooms() == [KnownRoom(A)]


def test_what_cannot_be_saved_is_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The room can be joined all the same."""
    KnownRooms(tmp_path / "nowhere" / "known.json").remember(A)
    assert "known.json could not be written" in caplog.text


def test_what_is_of_the_wrong_kind_is_left_out(tmp_path: Path) -> None:
    """Edited by hand."""
    file = tmp_path / "known.json"
    file.write_text(json.dumps({"rooms": [{"pin": A, "names": "x", "addresses": ["a", 1]}]}), encoding="utf-8")
    assert KnownRooms(file).rooms() == [KnownRoom(A, (), ("a",))]
