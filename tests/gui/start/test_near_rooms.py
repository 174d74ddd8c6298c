"""The rooms that the start screen offers, and the wish to go into one of them; a key that changed."""

from desktop_chat.core.client.events import Connecting, FoundRoom, Keys, LinkFailed, LinkProblem, Registered, RoomsFound
from desktop_chat.gui.ports import JoinRequest
from desktop_chat.gui.rows import Action, Field
from desktop_chat.settings import Settings
from tests.support.view import Seat

CLASS = FoundRoom("one", "우리 반", "A" * 20, ("192.168.0.12:6697", "[fe80::1]:6697"), people=3)
LOCKED = FoundRoom("two", "우리 반", "B" * 20, ("192.168.0.13:6697",), people=1, locked=True)
OURS = FoundRoom("mine", "Mine", "C" * 20, ("127.0.0.1:6697",), own=True)


def seat_with(*rooms: FoundRoom) -> Seat:
    """Return somebody who sees the start screen with these rooms."""
    seat = Seat()
    seat.presenter.begin(None)
    seat.hear(RoomsFound(rooms))
    return seat


def test_rooms_are_looked_for_while_the_start_screen_is_seen() -> None:
    """And not inside a room; after it they are again."""
    seat = seat_with()
    looked = [seat.chat.looks]
    seat.enter("ann")
    looked.append(seat.chat.looks)
    seat.presenter.leave()
    looked.append(seat.chat.looks)
    assert looked == [True, False, True]


def test_rooms_of_one_name_are_told_apart() -> None:
    """By people, lock and address."""
    rows = seat_with(CLASS, LOCKED).view.rooms
    assert [(row.title, row.detail, row.is_locked) for row in rows] == [
        ("우리 반", "3 people · 192.168.0.12:6697", False),
        ("우리 반", "1 person · asks for a password · 192.168.0.13:6697", True),
    ]


def test_our_own_room_is_none_to_join() -> None:
    """It may still be announced for a moment."""
    assert seat_with(OURS).view.rooms == []


def test_a_room_that_says_little_is_shown_all_the_same() -> None:
    """Everything in an announcement may be missing or hostile."""
    rows = seat_with(FoundRoom("x", "a\u202eb\0" + "c" * 500, "", ())).view.rooms
    assert len(rows) == 1
    assert not {"\u202e", "\0"} & set(rows[0].title)
    assert len(rows[0].title) < 100
    assert rows[0].detail == ""


def test_a_room_that_ends_leaves_the_list() -> None:
    """It cannot be chosen any more, not even by a click that was under way."""
    seat = seat_with(CLASS, LOCKED)
    seat.hear(RoomsFound((LOCKED,)))
    assert [row.key for row in seat.view.rooms] == ["two"]
    seat.presenter.join_near("one", "ann")
    assert seat.chat.asked == []


def test_choosing_a_room_joins_it_by_all_its_addresses() -> None:
    """One double-click; the name must stand there."""
    seat = seat_with(CLASS)
    seat.presenter.join_near("one", "")
    assert seat.view.form.focus is Field.NICK
    seat.presenter.join_near("one", " ann ")
    assert seat.chat.asked == [JoinRequest("ann", "우리 반", found=CLASS)]


def test_a_password_is_asked_for_and_the_same_room_tried_again() -> None:
    """What stands in the field of the address is its name; another address there means another room."""
    seat = seat_with(LOCKED)
    seat.presenter.join_near("two", "ann")
    seat.hear(Connecting("x"), LinkFailed(LinkProblem.BAD_PASSWORD, ""))
    assert seat.view.form.asks_password
    seat.presenter.join("ann", "우리 반", "유자차")
    assert seat.chat.asked[-1] == JoinRequest("ann", "우리 반", "유자차", found=LOCKED)
    seat.hear(Connecting("x"), LinkFailed(LinkProblem.BAD_PASSWORD, ""))
    seat.presenter.join("ann", "10.0.0.7", "유자차")
    assert seat.chat.asked[-1] == JoinRequest("ann", "10.0.0.7", "유자차")


def test_rooms_entered_before_stand_below() -> None:
    """Unless they are announced now."""
    seat = Seat()
    seat.settings = Settings(recent=("192.168.0.12:6697", "10.0.0.7:7000"))
    seat.presenter.begin(None)
    assert [row.title for row in seat.view.rooms] == ["192.168.0.12:6697", "10.0.0.7:7000"]
    seat.hear(RoomsFound((CLASS,)))
    assert [(row.title, row.is_near) for row in seat.view.rooms] == [("우리 반", True), ("10.0.0.7:7000", False)]
    seat.presenter.join_near(seat.view.rooms[1].key, "ann")
    assert seat.chat.asked == [JoinRequest("ann", "10.0.0.7:7000")]


def test_another_key_stops_the_join_until_it_was_compared() -> None:
    """Both keys are shown; only the one that was compared is accepted."""
    seat = seat_with(CLASS)
    seat.presenter.join_near("one", "ann")
    seat.hear(Connecting("x"), LinkFailed(LinkProblem.KEY_CHANGED, "", Keys("a" * 64, "b" * 64)))
    problem = seat.view.form.problem
    assert problem is not None
    assert problem.action is Action.ACCEPT_KEY
    seat.press()
    assert seat.chat.asked[-1] == JoinRequest("ann", "우리 반", found=CLASS, accepted_pin="b" * 64)
    seat.hear(Connecting("x"), Registered("ann", "desktop.chat"))
    assert seat.view.screen == "room"


def test_an_invitation_that_leads_nowhere_is_told_at_once() -> None:
    """Nobody was called, so no `Connecting` comes before."""
    for problem in (LinkProblem.BAD_INVITATION, LinkProblem.EXPIRED_INVITATION):
        seat = Seat()
        seat.presenter.begin(None)
        seat.presenter.join("ann", "ircs://x", "")
        seat.hear(LinkFailed(problem, ""))
        assert seat.view.form.problem is not None
        assert seat.view.form.busy == ""
