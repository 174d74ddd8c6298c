"""How one gets into a room, and back into it: the start screen, the link's fate, and which of the two screens is shown. No Tk.

What happens inside the room is the business of `room_presenter.py`.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import assert_never

from desktop_chat.core.client.events import (
    ClientEvent,
    Connecting,
    HostClosed,
    HostingEnded,
    HostingEvent,
    HostingFailed,
    HostingStarted,
    LinkClosed,
    LinkEvent,
    LinkFailed,
    LinkLost,
    LinkProblem,
    LinkUp,
    NickRefused,
    Registered,
    RoomsFound,
)
from desktop_chat.core.wire.limits import NICK_LENGTH
from desktop_chat.core.wire.names import nick_problem
from desktop_chat.gui import texts
from desktop_chat.gui.ports import Chat, HostRequest, JoinRequest, StartRequest
from desktop_chat.gui.room_presenter import RoomPresenter
from desktop_chat.gui.rows import Action, Field, Problem, StartForm
from desktop_chat.gui.safe_text import shown
from desktop_chat.gui.view import View
from desktop_chat.i18n import tr


class Presenter:
    """Decides what the window shows; the view shows it.

    Args:
        view: The window.
        chat: The program behind it.
        form: What the start screen begins with.
        remember: Told of each request that led into a room.
        wall_clock: Gives the time in seconds since 1970.
    """

    def __init__(
        self,
        view: View,
        chat: Chat,
        *,
        form: StartForm,
        remember: Callable[[StartRequest], None],
        wall_clock: Callable[[], float],
    ) -> None:
        self._view, self._chat, self._form, self._remember = view, chat, form, remember
        self.room = RoomPresenter(view, chat, wall_clock=wall_clock)
        self._request: StartRequest | None = None
        self._is_inside = False
        self._is_link_new = False
        """The link we asked for last has spoken; before that, what comes is of an older one."""
        self._waits_for_nick = False

    def begin(self, request: StartRequest | None) -> None:
        """Show the start screen, or do at once what the command line asks for; without a name in it, ask for that first."""
        if isinstance(request, JoinRequest):
            self._form = replace(self._form, address=request.address)
        if request is not None:
            request = replace(request, nick=request.nick or self._form.nick)
        if request is not None and request.nick:
            self._submit(request)
        else:
            self._request = request
            self._view.show_start(self._form)
            self._view.set_title(tr("Desktop Chat"))

    def host(self, nick: str) -> None:
        """Open a room, as the person asks on the start screen."""
        earlier = self._request if isinstance(self._request, HostRequest) else None
        room, port = (earlier.room, earlier.port) if earlier else ("", None)
        self._submit(HostRequest(nick.strip(), room, port))

    def join(self, nick: str, address: str, password: str) -> None:
        """Go into a room, as the person asks on the start screen."""
        self._submit(JoinRequest(nick.strip(), address.strip(), password))

    def act(self, action: Action) -> None:
        """Do what mends a problem."""
        match action, self._request:
            case Action.OTHER_PORT, HostRequest() as request:
                self._submit(replace(request, port=0))
            case _, HostRequest() | JoinRequest() as request:
                self._submit(replace(request, nick=self.room.nick or request.nick))

    def leave(self) -> None:
        """Go back to the start screen: leave the room, or give up getting in."""
        self._is_link_new = False
        self._chat.leave()
        self._show_start(replace(self._form, busy="", problem=None))

    def _show_start(self, form: StartForm) -> None:
        self._form, self._is_inside = form, False
        self.room.forget()
        self._view.show_start(form)
        self._view.set_title(tr("Desktop Chat"))

    def _submit(self, request: StartRequest) -> None:
        """Start, if the name can be one; where a link only waits for another name, give it that."""
        address = request.address if isinstance(request, JoinRequest) else self._form.address
        self._form = replace(self._form, nick=request.nick, address=address, problem=None)
        problem = nick_problem(request.nick)
        if problem is not None:
            self._fail(Problem(shown(texts.name_problem(problem))), Field.NICK)
            return
        if isinstance(request, JoinRequest) and not request.address:
            self._fail(Problem(shown(tr("Type the address that the host tells you."))), Field.ADDRESS)
            return
        renames = self._waits_for_nick and self._request == replace(request, nick=self._request.nick if self._request else "")
        self._request = request
        if renames:
            self._waits_for_nick = False
            self._busy(tr("Connecting to {address} …", address=address))
            self._chat.rename(request.nick)
        else:
            self._start(request)

    def _start(self, request: StartRequest) -> None:
        self._is_link_new = self._waits_for_nick = False
        match request:
            case HostRequest(nick, room, port):
                self._busy(tr("Opening the room …"))
                self._chat.host(HostRequest(nick, room or tr("{nick}'s room", nick=nick), port))
            case JoinRequest(_, address):
                self._busy(tr("Connecting to {address} …", address=address))
                self._chat.join(request)

    def _busy(self, sentence: str) -> None:
        if self._is_inside:
            self._view.set_banner(Problem(shown(sentence)))
        else:
            self._form = replace(self._form, busy=shown(sentence), problem=None)
            self._view.show_start(self._form)

    def _fail(self, problem: Problem, focus: Field) -> None:
        if self._is_inside:
            self._view.set_banner(problem)
        else:
            self._form = replace(self._form, busy="", problem=problem, focus=focus)
            self._view.show_start(self._form)

    def handle(self, event: ClientEvent) -> None:
        """Take one event. What an older link has left in the queue is skipped."""
        if isinstance(event, Connecting | HostingStarted | HostingFailed):
            self._is_link_new = True
        if not self._is_link_new:
            return
        match event:
            case Registered():
                self._enter(event)
            case NickRefused() if not self._is_inside or self._waits_for_nick or not self.room.nick:
                self._refuse_nick(event)
            case Connecting() | LinkUp() | LinkFailed() | LinkLost() | LinkClosed() | HostingStarted() | HostingFailed() | HostingEnded():
                self._link(event)
            case HostClosed():
                pass  # LinkLost comes next, and says the same.
            case RoomsFound():
                pass  # The start screen does not list rooms yet.
            case _:
                self.room.handle(event)

    def settle(self) -> None:
        """Show what changed in the room."""
        if self._is_inside:
            self.room.settle()

    def _enter(self, event: Registered) -> None:
        self._waits_for_nick = False
        self._form = replace(self._form, nick=event.nick, busy="", problem=None, asks_password=False)
        if self._request is not None:
            self._remember(replace(self._request, nick=event.nick))
        self.room.enter(event, hosting=isinstance(self._request, HostRequest))
        self._is_inside = True
        self._view.set_banner(None)
        self._view.show_room()

    def _refuse_nick(self, event: NickRefused) -> None:
        """Ask for another name; on the way back into a room, where nobody wants to be asked, take the next one."""
        suggestion = next_nick(event.nick)
        if self._is_inside:
            self._chat.rename(suggestion)
            return
        self._waits_for_nick = True
        self._form = replace(self._form, nick=suggestion)
        self._fail(Problem(shown(texts.nick_refusal(event))), Field.NICK)

    def _link(self, event: LinkEvent | HostingEvent) -> None:
        match event:
            case Connecting() | LinkUp() | HostingStarted():
                pass  # The screen says already what is being done.
            case LinkFailed():
                self._link_failed(event)
            case LinkLost():
                self.room.lose()
                self._fail(texts.link_lost(event), Field.NICK)
            case LinkClosed():
                self._show_start(replace(self._form, busy="", problem=None))
            case HostingFailed():
                self._fail(texts.hosting_failed(event), Field.NICK)
            case HostingEnded():
                self.room.lose()
                self._fail(texts.room_closed(), Field.NICK)
            case _:
                assert_never(event)

    def _link_failed(self, event: LinkFailed) -> None:
        """Say why; but a question for another name stays, the host only got tired of waiting for the answer."""
        if self._waits_for_nick:
            self._waits_for_nick = False
            return
        asks_password = event.problem is LinkProblem.BAD_PASSWORD
        self._form = replace(self._form, asks_password=asks_password or self._form.asks_password)
        focus = Field.PASSWORD if asks_password else Field.ADDRESS
        self._fail(texts.link_failed(event, self._form.address), focus)


def next_nick(nick: str) -> str:
    """Return a name like *nick* to try when that is taken: 가람, 가람_2, 가람_3."""
    stem, underscore, number = nick.rpartition("_")
    counts = bool(underscore and stem) and number.isascii() and number.isdigit()
    ending = f"_{int(number[:6]) + 1}" if counts else "_2"
    return (stem if counts else nick)[: NICK_LENGTH - len(ending)] + ending
