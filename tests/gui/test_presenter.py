"""How one gets into a room, and back: the start screen and which screen is shown, without Tk."""

from typing import get_args

import pytest

from desktop_chat.core.client.events import (
    ClientEvent,
    Connecting,
    HostingStarted,
    LinkFailed,
    LinkProblem,
    LinkUp,
    NickRefusal,
    NickRefused,
    Registered,
    RoomDescribed,
)
from desktop_chat.gui.ports import HostRequest, JoinRequest
from desktop_chat.gui.rows import StartForm, Tone
from tests.support.chat import ADDRESS
from tests.support.events import SAMPLES
from tests.support.view import FEATURES, Seat, talk

WELCOME = (Registered("ann", "desktop.chat"), RoomDescribed(FEATURES))
IN_USE = NickRefused("ann", NickRefusal.IN_USE)


def test_the_program_begins_with_the_start_screen_as_it_was_left() -> None:
    """The name and the address of the last time stand there."""
    seat = Seat(StartForm(nick="가람", address=ADDRESS))
    seat.presenter.begin(None)
    assert (seat.view.screen, seat.view.form.nick, seat.view.form.address, seat.view.title) == ("start", "가람", ADDRESS, "Desktop Chat")
    assert seat.chat.asked == []


def test_a_name_and_a_click_open_a_room() -> None:
    """Hosting: the room gets its host's name, and the window says where others find it."""
    seat = Seat()
    seat.presenter.host(" ann ")
    assert seat.chat.asked == [HostRequest("ann", "ann's room")]
    assert seat.view.form.busy == "Opening the room …"
    seat.hear(HostingStarted(6667, "ann's room"), Connecting("127.0.0.1:6667"), LinkUp(), *WELCOME)
    assert seat.view.screen == "room"
    assert seat.view.room is not None
    assert (seat.view.room.state, seat.view.room.tone, seat.view.room.address) == ("Hosting", Tone.GOOD, ADDRESS)
    assert seat.remembered == [HostRequest("ann", "")]


def test_a_name_an_address_and_a_click_lead_into_a_room() -> None:
    """Joining: only the host knows the address."""
    seat = Seat()
    seat.presenter.join(" ann", f" {ADDRESS} ", "")
    assert seat.chat.asked == [JoinRequest("ann", ADDRESS)]
    assert seat.view.form.busy == f"Connecting to {ADDRESS} …"
    seat.hear(Connecting(ADDRESS), LinkUp(), *WELCOME)
    assert (seat.view.screen, seat.view.title, seat.view.banner) == ("room", "우리 반 – Desktop Chat", None)
    assert seat.view.room is not None
    assert (seat.view.room.name, seat.view.room.state, seat.view.room.nick, seat.view.room.address) == ("우리 반", "Connected", "ann", "")
    assert seat.remembered == [JoinRequest("ann", ADDRESS)]


def test_the_command_line_may_ask_for_a_room_at_once() -> None:
    """With the name of the last time, if it gives none."""
    seat = Seat(StartForm(nick="ann"))
    seat.presenter.begin(JoinRequest("", ADDRESS))
    assert seat.chat.asked == [JoinRequest("ann", ADDRESS)]
    assert (seat.view.form.address, seat.view.title) == (ADDRESS, "Desktop Chat")


def test_the_command_line_without_a_name_asks_for_it_first() -> None:
    """What else it said is not forgotten."""
    seat = Seat()
    seat.presenter.begin(HostRequest("", "우리 반", 7000))
    assert (seat.view.screen, seat.chat.asked) == ("start", [])
    seat.presenter.host("ann")
    assert seat.chat.asked == [HostRequest("ann", "우리 반", 7000)]


def test_cancel_gives_up_and_what_still_comes_is_skipped() -> None:
    """Whatever waits in the queue is of a link that nobody wants any more."""
    seat = Seat()
    seat.presenter.join("ann", ADDRESS, "")
    seat.presenter.leave()
    assert (seat.chat.left, seat.view.form.busy) == (1, "")
    seat.hear(Connecting(ADDRESS), LinkUp(), *WELCOME, talk("#tea", "bob", "too late"))
    assert (seat.view.screen, seat.remembered) == ("start", [])


def test_events_of_an_older_link_are_skipped() -> None:
    """Until the new one has spoken."""
    seat = Seat()
    seat.enter("ann", "#tea")
    seat.presenter.leave()
    seat.presenter.join("ann", "10.0.0.1", "")
    seat.hear(talk("#tea", "bob", "old"), LinkFailed(LinkProblem.BROKEN, "old"), Registered("ann", "old.example"))
    assert (seat.view.screen, seat.view.form.busy) == ("start", "Connecting to 10.0.0.1 …")
    seat.hear(Connecting("10.0.0.1:6667"), LinkUp(), Registered("ann", "new.example"))
    assert seat.view.room is not None
    assert (seat.view.screen, seat.view.room.name) == ("room", "new.example")


def test_leaving_forgets_the_room() -> None:
    """The next one begins empty, with the same name on the form."""
    seat = Seat()
    seat.enter("ann", "#tea")
    seat.hear(talk("#tea", "bob", "hello"))
    seat.presenter.leave()
    assert (seat.view.screen, seat.view.form.nick, seat.view.title) == ("start", "ann", "Desktop Chat")
    seat.enter("ann")
    assert (seat.view.lines, seat.view.conversations, seat.chat.said) == ([], [], [])


@pytest.mark.parametrize("event", SAMPLES, ids=lambda event: type(event).__name__)
@pytest.mark.parametrize("is_inside", [False, True])
def test_every_event_is_taken(event: ClientEvent, *, is_inside: bool) -> None:
    """A closed union: none may be forgotten, on either screen."""
    seat = Seat()
    if is_inside:
        seat.enter("ann", "#tea")
    else:
        seat.join()
    seat.hear(event)
    assert seat.view.screen in {"start", "room"}


def test_the_samples_are_all_there_is() -> None:
    """The test above forgets none."""
    assert {type(event) for event in SAMPLES} == set(get_args(ClientEvent))
