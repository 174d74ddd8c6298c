"""What can keep one from getting in, and what mends it: names, passwords, addresses, ports."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.core.client.events import (
    Connecting,
    HostingEnded,
    HostingFailed,
    HostingStarted,
    HostProblem,
    LinkFailed,
    LinkProblem,
    LinkUp,
    NickRefusal,
    NickRefused,
    Registered,
    RoomDescribed,
)
from desktop_chat.core.wire.limits import NICK_LENGTH
from desktop_chat.core.wire.names import nick_problem
from desktop_chat.gui.people import next_nick
from desktop_chat.gui.ports import HostRequest, JoinRequest
from desktop_chat.gui.rows import Action, Field, StartForm
from tests.support.chat import ADDRESS
from tests.support.view import FEATURES, Seat

WELCOME = (Registered("ann", "desktop.chat"), RoomDescribed(FEATURES))
IN_USE = NickRefused("ann", NickRefusal.IN_USE)


@pytest.mark.parametrize(
    ("nick", "address", "sentence", "field"),
    [
        ("", ADDRESS, "Please type your name first.", Field.NICK),
        ("   ", ADDRESS, "Please type your name first.", Field.NICK),
        ("a b", ADDRESS, "A name can hold letters", Field.NICK),
        ("a" * (NICK_LENGTH + 1), ADDRESS, "This name is too long", Field.NICK),
        ("NickServ", ADDRESS, "looks like that of a service", Field.NICK),
        ("ann", " ", "Type the address", Field.ADDRESS),
    ],
)
def test_what_cannot_work_is_not_tried(nick: str, address: str, sentence: str, field: Field) -> None:
    """The cursor stands where it is to be mended."""
    seat = Seat()
    seat.presenter.join(nick, address, "")
    assert sentence in seat.problem
    assert (seat.view.form.focus, seat.view.form.busy, seat.chat.asked) == (field, "", [])


def test_a_name_that_somebody_has_is_asked_for_again_on_the_same_link() -> None:
    """A free one is proposed; the host only waits for it."""
    seat = Seat()
    seat.join()
    seat.hear(IN_USE)
    assert seat.problem == "The name ann is taken in this room."
    assert (seat.view.form.nick, seat.view.form.focus, seat.view.form.busy) == ("ann_2", Field.NICK, "")
    seat.presenter.join("ann_2", ADDRESS, "")
    assert (seat.chat.renamed, len(seat.chat.asked)) == (["ann_2"], 1)
    assert seat.view.form.busy == f"Connecting to {ADDRESS} …"
    seat.hear(NickRefused("ann_2", NickRefusal.IN_USE))
    assert seat.view.form.nick == "ann_3"
    seat.presenter.join("다른이름", ADDRESS, "")
    seat.hear(Registered("다른이름", "desktop.chat"))
    assert (seat.view.screen, seat.chat.renamed) == ("room", ["ann_2", "다른이름"])
    assert seat.remembered == [JoinRequest("다른이름", ADDRESS)]


def test_whoever_hosts_can_be_asked_for_another_name_too() -> None:
    """What is being done is then said of the room, not of an address."""
    seat = Seat(StartForm(address=ADDRESS))
    seat.presenter.host("ann")
    seat.hear(HostingStarted(6667, "x"), Connecting("127.0.0.1:6667"), LinkUp(), NickRefused("ann", NickRefusal.ERRONEOUS))
    seat.presenter.host("anna")
    assert (seat.chat.renamed, seat.view.form.busy) == (["anna"], "Opening the room …")


def test_another_address_instead_of_another_name_is_a_new_link() -> None:
    """The old one, which waits for a name, is given up."""
    seat = Seat()
    seat.join()
    seat.hear(IN_USE)
    seat.presenter.join("ann", "10.0.0.1", "")
    assert (seat.chat.renamed, seat.chat.asked[-1]) == ([], JoinRequest("ann", "10.0.0.1"))


def test_a_host_that_got_tired_of_waiting_is_joined_anew() -> None:
    """The question stays on the screen; the answer opens a link of its own."""
    seat = Seat()
    seat.join()
    seat.hear(IN_USE, LinkFailed(LinkProblem.TIMED_OUT, ""))
    assert seat.problem == "The name ann is taken in this room."
    seat.presenter.join("ann_2", ADDRESS, "")
    assert (seat.chat.renamed, seat.chat.asked[-1]) == ([], JoinRequest("ann_2", ADDRESS))


def test_giving_up_while_a_name_is_asked_for_gives_up_the_link() -> None:
    """The next try must not rename a link that is gone."""
    seat = Seat()
    seat.join()
    seat.hear(IN_USE)
    seat.presenter.leave()
    seat.presenter.join("ann_2", ADDRESS, "")
    assert (seat.chat.renamed, seat.chat.asked[-1]) == ([], JoinRequest("ann_2", ADDRESS))


def test_a_refusal_that_names_no_nick_is_about_the_one_we_wanted() -> None:
    """431, or a host that leaves it out."""
    seat = Seat()
    seat.join()
    seat.hear(NickRefused("", NickRefusal.UNAVAILABLE))
    assert (seat.problem, seat.view.form.nick) == ("The name ann is not free right now.", "ann_2")


def test_a_password_is_asked_for_when_the_room_has_one() -> None:
    """It is asked for until we are in, and then no more."""
    seat = Seat()
    seat.join()
    seat.hear(LinkFailed(LinkProblem.BAD_PASSWORD, ""))
    assert (seat.view.form.asks_password, seat.view.form.focus) == (True, Field.PASSWORD)
    assert "asks for a password" in seat.problem
    seat.presenter.join("ann", ADDRESS, "열려라")
    assert seat.chat.asked[-1] == JoinRequest("ann", ADDRESS, "열려라")
    seat.hear(Connecting(ADDRESS), LinkFailed(LinkProblem.REFUSED, ""))
    assert seat.view.form.asks_password
    seat.press()
    seat.hear(Connecting(ADDRESS), LinkUp(), *WELCOME)
    seat.presenter.leave()
    assert not seat.view.form.asks_password


@pytest.mark.parametrize("problem", [one for one in LinkProblem if one is not LinkProblem.BAD_PASSWORD])
def test_a_room_that_cannot_be_entered_says_why(problem: LinkProblem) -> None:
    """The cursor stands in the address, which is the likeliest cause."""
    seat = Seat()
    seat.join()
    seat.hear(LinkFailed(problem, "detail"))
    assert seat.problem != ""
    assert (seat.view.screen, seat.view.form.busy, seat.view.form.focus) == ("start", "", Field.ADDRESS)


def test_a_bad_address_is_told_though_no_link_was_begun() -> None:
    """`Chat.join` says so at once, without a `Connecting` before it."""
    seat = Seat()
    seat.presenter.join("ann", "300.1.1.1:99999", "")
    seat.hear(LinkFailed(LinkProblem.BAD_ADDRESS, "no port"))
    assert seat.problem.startswith("300.1.1.1:99999 is not an address.")
    assert seat.view.form.busy == ""


def test_try_again_tries_the_same_again() -> None:
    """One click."""
    seat = Seat()
    seat.join()
    seat.hear(LinkFailed(LinkProblem.REFUSED, ""))
    seat.press()
    assert seat.chat.asked == [JoinRequest("ann", ADDRESS)] * 2
    assert seat.view.form.busy != ""


def test_an_action_before_anything_was_asked_for_does_nothing() -> None:
    """There is nothing to try again."""
    seat = Seat()
    seat.presenter.act(Action.CONNECT_AGAIN)
    assert seat.chat.asked == []


def test_a_port_in_use_is_mended_by_another_one() -> None:
    """The room keeps its name."""
    seat = Seat()
    seat.presenter.begin(HostRequest("ann", "우리 반"))
    seat.hear(HostingFailed(HostProblem.PORT_IN_USE, ""))
    assert "uses the port" in seat.problem
    seat.press()
    assert seat.chat.asked[-1] == HostRequest("ann", "우리 반", 0)


@pytest.mark.parametrize("problem", HostProblem)
def test_a_room_that_cannot_be_opened_says_why(problem: HostProblem) -> None:
    """And the start screen can be used again."""
    seat = Seat()
    seat.presenter.host("ann")
    seat.hear(HostingFailed(problem, "disk full"))
    assert seat.problem != ""
    assert (seat.view.screen, seat.view.form.busy) == ("start", "")


def test_a_link_into_the_own_room_that_fails_names_no_address() -> None:
    """The one on the form is of another room."""
    seat = Seat(StartForm(address="10.0.0.9"))
    seat.presenter.host("ann")
    seat.hear(HostingStarted(6667, "x"), Connecting("127.0.0.1:6667"), LinkFailed(LinkProblem.REFUSED, ""))
    assert seat.problem == "The room is not open right now."
    seat.press()
    assert seat.chat.asked == [HostRequest("ann", "ann's room")] * 2


@given(st.text("가나abc_0123456789", min_size=1, max_size=NICK_LENGTH))
def test_the_next_name_is_another_one_and_can_be_taken(nick: str) -> None:
    """A suggestion that is refused as too long would help nobody."""
    if nick_problem(nick) is None:
        assert next_nick(nick) != nick
        assert nick_problem(next_nick(nick)) is None


@pytest.mark.parametrize(
    ("nick", "following"),
    [("가람", "가람_2"), ("가람_2", "가람_3"), ("a_9", "a_10"), ("_1", "_1_2"), ("a_b", "a_b_2"), ("a_", "a__2"), ("a_²", "a_²_2")],
)
def test_the_next_name_counts_on(nick: str, following: str) -> None:
    """A number is one in ASCII digits, after something."""
    assert next_nick(nick) == following


def test_the_room_closes_while_we_still_come_in() -> None:
    """The start screen says so, and what the link says after that is no news."""
    seat = Seat()
    seat.presenter.host("ann")
    seat.hear(HostingStarted(6667, "x"), Connecting("127.0.0.1:6667"), HostingEnded(), LinkFailed(LinkProblem.REFUSED, ""))
    assert (seat.view.screen, seat.problem) == ("start", "The room you hosted is closed.")
