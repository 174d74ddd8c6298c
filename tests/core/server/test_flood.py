"""How fast one member may talk."""

import pytest

from desktop_chat.core.server.flood import FLOOD_LIMIT, Allowance
from desktop_chat.core.server.pace import Rate
from tests.support.room import Room

LIMIT = Rate(burst=20, per_second=4.0)


def test_a_burst_is_handled_at_once() -> None:
    """Somebody pastes a page after a while of silence."""
    assert Allowance(LIMIT, 100.0).take(20, 100.0) == 20


def test_after_a_burst_lines_come_at_a_steady_rate() -> None:
    """A token for each quarter of a second; parts of one count on."""
    bucket = Allowance(LIMIT, 100.0)
    assert bucket.take(1_000, 100.0) == 20
    assert bucket.seconds_to_next() == pytest.approx(0.25)
    assert bucket.take(1_000, 100.125) == 0
    assert bucket.seconds_to_next() == pytest.approx(0.125)
    assert bucket.take(1_000, 100.25) == 1
    assert bucket.take(1_000, 101.25) == 4


def test_silence_saves_up_one_burst_and_no_more() -> None:
    """An hour of silence is no licence for a flood."""
    bucket = Allowance(LIMIT, 100.0)
    bucket.take(20, 100.0)
    assert bucket.take(1_000, 3_700.0) == 20
    assert Allowance(LIMIT, 0.0).seconds_to_next() == 0.0


def test_the_usual_limit_holds_up_no_person() -> None:
    """Twenty pasted lines pass; a thousand a second do not."""
    bucket = Allowance(FLOOD_LIMIT, 0.0)
    assert bucket.take(20, 0.0) == 20
    assert sum(bucket.take(100, second / 10) for second in range(100)) < 200


def test_operators_may_talk_as_they_like(room: Room) -> None:
    """And who is gone, because nobody hears it."""
    room.join("ann", "bob")
    ann, bob = room.session("ann").id, room.session("bob").id
    room.say("ann", "OPER host secret")
    assert [room.world.is_exempt(ann), room.world.is_exempt(bob)] == [True, False]
    room.drop("bob")
    assert room.world.is_exempt(bob)
