"""How one gets into a room, and back into it: the start screen, the link's fate, and which of the two screens is shown. No Tk.

What happens inside the room is the business of `room_presenter.py`.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import assert_never

from desktop_chat.core.client.events import (
    ClientEvent,
    Connecting,
    Exported,
    HistoryEvent,
    HostClosed,
    HostingEnded,
    HostingEvent,
    HostingFacts,
    HostingFailed,
    HostingStarted,
    InsideEvent,
    LineRead,
    LinkBroken,
    LinkClosed,
    LinkEvent,
    LinkFailed,
    LinkLost,
    LinkProblem,
    LinkUp,
    NickRefused,
    OutsideEvent,
    PageRead,
    Registered,
    RoomRecalled,
    SearchAnswered,
)
from desktop_chat.gui import texts
from desktop_chat.gui.hearing import Hearing
from desktop_chat.gui.host.host_presenter import HostPresenter
from desktop_chat.gui.people import next_nick
from desktop_chat.gui.ports import Chat, HostRequest, JoinRequest, StartRequest
from desktop_chat.gui.room.room_presenter import RoomPresenter
from desktop_chat.gui.rows import Action, Field, HostOptions, Problem, StartForm
from desktop_chat.gui.safe_text import shown
from desktop_chat.gui.screens import Screens
from desktop_chat.gui.start.naming import Naming
from desktop_chat.gui.start.near_rooms import NearRooms
from desktop_chat.gui.start.outside import Outside, price_of_leaving
from desktop_chat.gui.start.requests import mended, to_host, to_join
from desktop_chat.gui.view import View
from desktop_chat.i18n import tr
from desktop_chat.settings import Settings


class Presenter:
    """Decides what the window shows; the view shows it.

    Args:
        view: The window.
        chat: The program behind it.
        form: What the start screen begins with.
        remember: Told of each request that led into a room.
        settings: Gives what the person has chosen.
        wall_clock: Gives the time in seconds since 1970.
    """

    def __init__(
        self,
        view: View,
        chat: Chat,
        *,
        form: StartForm,
        remember: Callable[[StartRequest], None],
        settings: Callable[[], Settings],
        wall_clock: Callable[[], float],
    ) -> None:
        self._view, self._chat, self._remember = view, chat, remember
        self._screens = Screens(view, form)
        self.room = RoomPresenter(view, chat, settings=settings, wall_clock=wall_clock)
        self.hosting = HostPresenter(chat, room=lambda: self.room, wall_clock=wall_clock)
        self.near = NearRooms(view, lambda: settings().recent)
        self._outside = Outside(view, self._screens, self.near, self.room.choose, self._price, wall_clock)
        self._request: StartRequest | None = None
        self._hearing = Hearing()
        self._naming = Naming()
        self._other_pin = ""
        """The key that answered in place of the one we know, for a person to compare."""

    def begin(self, request: StartRequest | None) -> None:
        """Show the start screen, or do at once what the command line asks for; without a name in it, ask for that first."""
        self._view.set_title(tr("Desktop Chat"))
        if isinstance(request, JoinRequest):
            self._screens.form = replace(self._screens.form, address=request.address)
        if request is not None:
            request = replace(request, nick=request.nick or self._screens.form.nick)
        if request is not None and request.nick:
            self._submit(request)
        else:
            self._request = request
            self._show_start(self._screens.form)

    def host(self, nick: str, options: HostOptions | None = None) -> None:
        """Open a room, as the person asks on the start screen."""
        self._submit(to_host(self._request, nick, options or HostOptions()))

    def join(self, nick: str, address: str, password: str) -> None:
        """Go into a room, as the person asks on the start screen."""
        self._submit(to_join(self._request, nick, address, password))

    def join_near(self, key: str, nick: str) -> None:
        """Go into a room of the list."""
        request = self.near.request(key, nick.strip())
        if request is not None:
            self._submit(request)

    def open_link(self, url: str) -> None:
        """Show a web address in the browser."""
        self._chat.open_link(url)

    def act(self, action: Action) -> None:
        """Do what mends a problem: start again, under the name we had last."""
        request = self._request
        if action is Action.DISMISS:
            self._screens.notify(None)
        elif action is Action.TRY_NOW:
            self._chat.hurry()
        elif action is Action.FOLLOW_INVITATION:
            self._follow()
        elif request is not None:
            self._start_again(action, request)

    def _price(self) -> str:
        """Say what going to another room costs."""
        return price_of_leaving(inside=self._screens.is_inside, hosting=isinstance(self._request, HostRequest))

    def _follow(self) -> None:
        """Leave where we are and go where the invitation leads that the person opened."""
        self._screens.notify(None)
        self.leave()
        self._submit(JoinRequest(self._screens.form.nick, self._outside.invitation))

    def _start_again(self, action: Action, request: StartRequest) -> None:
        request = mended(request, action, other_pin=self._other_pin)
        nick = self._naming.chosen(self.room.nick) or request.nick
        self._request = replace(request, nick=nick, channels=self.room.channels())
        self._start(self._request)

    def show_again(self) -> None:
        """Tell the window everything once more: it was made anew, and may speak another language."""
        self.near.show()
        self.room.renew()
        self._screens.show_again()
        self.settle()

    def keep(self) -> None:
        """Keep what stands in the composer, before the window closes or shows something else."""
        if self._screens.is_inside:
            self.room.history.keep_draft()

    def leave(self) -> None:
        """Go back to the start screen: leave the room, or give up getting in."""
        self._hearing.end()
        self._naming.waits = False
        self.keep()
        self._chat.leave()
        self._show_start(replace(self._screens.form, busy="", problem=None))

    def _show_start(self, form: StartForm) -> None:
        self.room.forget()
        self._chat.look_for_rooms()
        self.near.show()
        self._screens.show_start(form)
        self._view.set_title(tr("Desktop Chat"))

    def _submit(self, request: StartRequest) -> None:
        """Start, if the name can be one; where a link only waits for another name, give it that."""
        address = request.address if isinstance(request, JoinRequest) else self._screens.form.address
        self._screens.form = replace(self._screens.form, nick=request.nick, address=address, problem=None)
        if self._screens.refuses(request):
            return
        renames = self._naming.waits and self._request == replace(request, nick=self._request.nick if self._request else "")
        self._request = request
        if renames:
            self._naming.waits = False
            self._screens.busy(texts.doing(request))
            self._chat.rename(request.nick)
        else:
            self._start(request)

    def _start(self, request: StartRequest) -> None:
        self._hearing.expect()
        self._naming.begin()
        self._screens.busy(texts.doing(request))
        match request:
            case HostRequest(nick, room):
                self._chat.host(replace(request, room=room or tr("{nick}'s room", nick=nick)))
            case JoinRequest():
                self._chat.join(request)

    def handle(self, event: ClientEvent) -> None:
        """Take one event. What an older link has left in the queue is skipped."""
        if isinstance(event, OutsideEvent):
            self._outside.take(event)
        elif self._hearing.hears(event):
            self._take(event)

    def _take(self, event: InsideEvent) -> None:
        match event:
            case Registered():
                self._enter(event)
            case NickRefused() if not self.room.is_online:
                self._refuse_nick(event)
            case RoomRecalled() | PageRead() | LineRead() | SearchAnswered() | Exported():
                self._remind(event)
            case HostingFacts():
                self.hosting.take(event)
            case HostClosed():
                pass  # LinkLost comes next and says the same.
            case _ if isinstance(event, LinkEvent | HostingEvent):
                self._link(event)
            case _:
                self.room.handle(event)

    def _remind(self, event: HistoryEvent) -> None:
        """Take what the history answers; a known room is shown as it was left, if its host has not let us in yet."""
        match event:
            case RoomRecalled():
                self.room.recall(event, self._request.nick if self._request else "")
                if not self._naming.waits:
                    self._screens.recall()
            case PageRead() | LineRead():
                self.room.history.take(event)
            case SearchAnswered():
                self.room.search.take(event)
            case Exported():
                self.room.history.exported(event)

    def settle(self) -> None:
        """Show what changed in the room."""
        if self._screens.is_inside:
            self.room.settle()

    def _enter(self, event: Registered) -> None:
        """Go in; what is remembered is the name that the person asked for, not a makeshift one."""
        self._naming.waits = False
        if self._request is not None:
            self._screens.form = replace(self._screens.form, nick=self._request.nick)
            self._remember(self._request)
        self.room.enter(event, hosting=isinstance(self._request, HostRequest))
        self._chat.stop_looking()
        self._screens.enter()

    def _refuse_nick(self, event: NickRefused) -> None:
        """Ask for another name; on the way back into a room, where nobody wants to be asked, take the next one."""
        refused = event.nick or self._screens.form.nick
        if self._screens.is_member and (makeshift := self._naming.next(refused)):
            self._chat.rename(makeshift)
            return
        self._naming.waits = not self._screens.is_member
        self._screens.form = replace(self._screens.form, nick=self._screens.form.nick if self._screens.is_member else next_nick(refused))
        self._screens.ask(Problem(shown(texts.nick_refusal(replace(event, nick=refused)))), Field.NICK)

    def _link(self, event: LinkEvent | HostingEvent) -> None:
        match event:
            case Connecting() | LinkUp() | HostingStarted():
                pass  # The screen says already what is being done.
            case LinkFailed():
                self._link_failed(event)
            case LinkBroken():
                self._naming.begin()
                self.room.lose()
                self._screens.fail(texts.link_broken(event), Field.NICK)
            case LinkLost():
                self.room.lose()
                self._screens.fail(texts.link_lost(event), Field.NICK)
            case LinkClosed():
                self.leave()  # A room that we host ends with our own QUIT.
            case HostingFailed():
                self._screens.fail(texts.hosting_failed(event), Field.NICK)
            case HostingEnded():
                self._hearing.end()  # That the link into it breaks too is no news.
                self.room.lose()
                self._screens.fail(texts.room_closed(), Field.NICK)
            case _:
                assert_never(event)

    def _link_failed(self, event: LinkFailed) -> None:
        """Say why; but a question for another name stays, the host only got tired of waiting for the answer."""
        if self._naming.waits:
            self._naming.waits = False
            return
        if not isinstance(self._request, JoinRequest):
            self._screens.fail(texts.link_lost(event), Field.NICK)
            return
        self._other_pin = event.keys.found if event.keys else ""
        asks_password = event.problem is LinkProblem.BAD_PASSWORD
        self._screens.form = replace(self._screens.form, asks_password=asks_password or self._screens.form.asks_password)
        focus = Field.PASSWORD if asks_password else Field.ADDRESS
        say = self._screens.ask if asks_password else self._screens.fail
        say(texts.link_failed(event, self._request.address), focus)
