"""What comes to the window from around it and not by the link: rooms nearby, the state of the history, what the desktop says. No Tk."""

from collections.abc import Callable
from typing import assert_never

from desktop_chat.core.client.events import (
    HistoryTroubled,
    InvitationOpened,
    LinkFailed,
    LinkProblem,
    NotificationClicked,
    OutsideEvent,
    RoomsFound,
)
from desktop_chat.core.client.invitation import BadInvitation, parse_invitation
from desktop_chat.gui import texts
from desktop_chat.gui.history.history_texts import history_trouble
from desktop_chat.gui.rows import Action, Problem
from desktop_chat.gui.safe_text import shown
from desktop_chat.gui.screens import Screens
from desktop_chat.gui.start.near_rooms import NearRooms
from desktop_chat.gui.view import View
from desktop_chat.i18n import tr


class Outside:
    """Takes what is of no link.

    Args:
        view: The window.
        screens: Where a notice stands.
        near: The rooms that the start screen offers.
        choose: Shows a conversation.
        price: Says what going to another room costs.
        wall_clock: Gives the time in seconds since 1970.
    """

    def __init__(
        self,
        view: View,
        screens: Screens,
        near: NearRooms,
        choose: Callable[[str], None],
        price: Callable[[], str],
        wall_clock: Callable[[], float],
    ) -> None:
        self._view, self._screens, self._near, self._choose = view, screens, near, choose
        self._price, self._wall_clock = price, wall_clock
        self.invitation = ""
        """The last one that was opened and is offered."""

    def take(self, event: OutsideEvent) -> None:
        """Take one event."""
        match event:
            case RoomsFound():
                self._near.hear(event)
            case HistoryTroubled():
                self._screens.notify(history_trouble(event))
            case NotificationClicked():
                self._view.come_forward()
                self._choose(event.conversation)
            case InvitationOpened():
                self._view.come_forward()
                self.invitation = event.link.strip()
                self._screens.notify(offered(self.invitation, self._price(), wall=self._wall_clock()))
            case _:
                assert_never(event)


def offered(link: str, price: str, *, wall: float) -> Problem:
    """Offer to go where an invitation leads, or say why it leads nowhere.

    Args:
        link: As it came.
        price: What it costs to go there, as a sentence; "" for nothing.
        wall: This moment, in seconds since 1970.
    """
    try:
        invitation = parse_invitation(link)
    except BadInvitation as error:
        return _refused(LinkFailed(LinkProblem.BAD_INVITATION, str(error)))
    if invitation.is_expired(wall):
        return _refused(LinkFailed(LinkProblem.EXPIRED_INVITATION, ""))
    names = {"room": invitation.room, "address": str(invitation.places[0])}
    sentence = (
        tr("You opened an invitation to “{room}” at {address}.", **names)
        if invitation.room
        else tr("You opened an invitation to the room at {address}.", address=names["address"])
    )
    return Problem(shown(f"{sentence} {price}".rstrip()), Action.FOLLOW_INVITATION, tr("Go there"), can_wait=True)


def price_of_leaving(*, inside: bool, hosting: bool) -> str:
    """Say what happens to the room on the screen when the person goes to another one; "" where there is none."""
    if not inside:
        return ""
    return tr("Going there closes the room that you host.") if hosting else tr("Going there leaves this room.")


def _refused(event: LinkFailed) -> Problem:
    return Problem(texts.link_failed(event, "").sentence, Action.DISMISS, tr("All right"))
