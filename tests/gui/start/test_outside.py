"""An invitation that was opened outside of the window: it is offered, and followed only if the person wants that."""

import tkinter as tk
from pathlib import Path

import pytest

from desktop_chat.core.client.events import HostingStarted, InvitationOpened, LinkUp, Registered
from desktop_chat.gui.ports import HostRequest, JoinRequest
from desktop_chat.gui.rows import Action, StartForm
from tests.support.program import program_in
from tests.support.view import NOON, Seat
from tests.support.window import Person

LINK = "ircs://192.168.0.7/tea?room=%EC%9A%B0%EB%A6%AC%20%EB%B0%98"
OFFER = "You opened an invitation to “우리 반” at 192.168.0.7."


def notice(seat: Seat) -> tuple[str, Action | None, bool]:
    """Return what stands above both screens, its action, and whether it can wait."""
    shown = seat.view.notice
    assert shown is not None
    return shown.sentence, shown.action, shown.can_wait


def test_on_the_start_screen_it_is_offered_in_front_and_followed_by_one_click() -> None:
    """With the name that stands there."""
    seat = Seat(StartForm(nick="ann"))
    seat.presenter.begin(None)
    seat.hear(InvitationOpened(f" {LINK}\n"))
    assert notice(seat) == (OFFER, Action.FOLLOW_INVITATION, True)
    assert seat.view.raised == 1
    assert seat.chat.asked == []
    seat.presenter.act(Action.FOLLOW_INVITATION)
    assert seat.chat.asked == [JoinRequest("ann", LINK)]
    assert seat.view.notice is None


def test_without_a_name_the_start_screen_asks_for_it_first() -> None:
    """The link stands in its field already."""
    seat = Seat()
    seat.presenter.begin(None)
    seat.hear(InvitationOpened(LINK))
    seat.presenter.act(Action.FOLLOW_INVITATION)
    assert (seat.view.screen, seat.view.form.address, seat.chat.asked) == ("start", LINK, [])
    assert seat.view.form.problem is not None


def test_in_a_room_it_says_what_it_costs_and_leaves_only_if_the_person_wants() -> None:
    """Put away, nothing has happened."""
    seat = Seat()
    seat.enter("ann", "#tea")
    asked = list(seat.chat.asked)
    seat.hear(InvitationOpened(LINK))
    assert notice(seat)[0] == f"{OFFER} Going there leaves this room."
    seat.presenter.act(Action.DISMISS)
    assert (seat.view.notice, seat.view.screen, seat.chat.left, seat.chat.asked) == (None, "room", 0, asked)
    seat.hear(InvitationOpened(LINK))
    seat.presenter.act(Action.FOLLOW_INVITATION)
    assert (seat.chat.left, seat.chat.asked[-1]) == (1, JoinRequest("ann", LINK))


def test_a_host_reads_that_the_room_would_close() -> None:
    """For everybody in it."""
    seat = Seat()
    seat.presenter.begin(HostRequest("ann", "Ours", 0))
    seat.hear(HostingStarted(6697, "Ours"), LinkUp(), Registered("ann", "desktop.chat"))
    seat.hear(InvitationOpened("ircs://10.0.0.2"))
    assert notice(seat)[0] == "You opened an invitation to the room at 10.0.0.2. Going there closes the room that you host."


def test_the_newest_of_two_counts() -> None:
    """It stands in place of the one before."""
    seat = Seat(StartForm(nick="ann"))
    seat.presenter.begin(None)
    seat.hear(InvitationOpened("ircs://10.0.0.2"), InvitationOpened(LINK))
    seat.presenter.act(Action.FOLLOW_INVITATION)
    assert seat.chat.asked == [JoinRequest("ann", LINK)]


@pytest.mark.parametrize(
    ("link", "why"),
    [("ircs://a?pin=1", "not a whole invitation"), (f"ircs://a?expires={NOON:.0f}", "too old"), ("x\u202e", "not a whole invitation")],
)
def test_one_that_leads_nowhere_says_so(link: str, why: str) -> None:
    """Nothing is left to do but to read it."""
    seat = Seat()
    seat.presenter.begin(None)
    seat.hear(InvitationOpened(link))
    sentence, action, can_wait = notice(seat)
    assert why in sentence
    assert (action, can_wait) == (Action.DISMISS, False)


@pytest.mark.tk
def test_the_window_has_a_button_for_each_way(member: Person) -> None:
    """One goes there, the other puts it away."""
    member.hear(InvitationOpened(LINK))
    bar = member.window.notice
    assert "우리 반" in str(bar.label.cget("text"))
    assert (str(bar.button.cget("text")), str(bar.later.cget("text"))) == ("Go there", "Not now")
    assert bar.later.winfo_ismapped()
    bar.later.invoke()
    member.draw()
    assert not bar.winfo_ismapped()
    member.hear(InvitationOpened(LINK))
    bar.button.invoke()
    member.draw()
    assert isinstance(member.chat.asked[-1], JoinRequest)
    assert (member.chat.asked[-1].address, member.chat.left) == (LINK, 1)


@pytest.mark.tk
def test_macos_hands_a_link_to_the_window_by_a_command_of_tk(root: tk.Tk, tmp_path: Path) -> None:
    """`::tk::mac::LaunchURL` (Tk's manual, tk_mac): there a second start never happens."""
    with program_in(root, tmp_path) as program:
        root.tk.call("::tk::mac::LaunchURL", LINK)
        program.draw()
        assert "우리 반" in str(program.window.notice.label.cget("text"))
