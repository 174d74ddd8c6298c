"""The program behind the window: hosts a room, joins one, and takes everything down again.

The host is a guest of its own room: hosting starts a server and joins it through the same link as everybody.
"""

import queue
import random
import secrets
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from desktop_chat import paths
from desktop_chat.app.alerts import DesktopAlerts
from desktop_chat.app.announcing import Announcing
from desktop_chat.app.browser import browse
from desktop_chat.app.feed import Feed, forget
from desktop_chat.app.host_controls import HostControls
from desktop_chat.app.hosting import HostedRoom, as_chosen, close_room, invite_into, open_room, reachable_hosts, room_of_window
from desktop_chat.app.joining import Aim, JoinRefused, make_target, read_request, remembering, session_for, use_kept_password
from desktop_chat.app.keeper import Keeper
from desktop_chat.app.lookout import Lookout
from desktop_chat.app.outlet import Outlet
from desktop_chat.app.passwords import Keyring, Passwords
from desktop_chat.app.problems import host_problem
from desktop_chat.app.visit import Visit
from desktop_chat.client.dialling import Target
from desktop_chat.client.link import ComingBack, Link
from desktop_chat.core.client.events import (
    ClientEvent,
    HostingEnded,
    HostingFailed,
    HostingStarted,
    HostProblem,
    LinkFailed,
    Registered,
)
from desktop_chat.core.client.events.kept import KeptRoom
from desktop_chat.core.client.retry import Retry
from desktop_chat.core.client.session import ClientSession
from desktop_chat.gui.ports import STOP_SECONDS, HostRequest, Invite, JoinRequest
from desktop_chat.lan.responder import Choose
from desktop_chat.net.addresses import Address, own_addresses
from desktop_chat.net.clock import Clock, SystemClock
from desktop_chat.net.deadline import Deadline
from desktop_chat.net.errors import NetError
from desktop_chat.net.worker import Crew, Worker
from desktop_chat.store.room_log import StoreError

HOST_NAME = "host"
"""The operator's name of whoever hosts; its password is made anew each time and leaves this process only to loopback."""


class ChatProgram(Outlet):
    """What `gui.ports.Chat` describes. Its methods are called on the main thread.

    Args:
        events: Where everything that happens is told.
        folder: The data folder.
        clock: Tells the time.
        keyring: Where rooms' passwords are kept; without it, in a file.
        choose: Returns the interfaces on which rooms are announced and looked for; without it none is.
    """

    def __init__(
        self,
        events: queue.Queue[ClientEvent],
        *,
        folder: Path,
        clock: Clock | None = None,
        choose: Choose | None = None,
        keyring: Keyring | None = None,
    ) -> None:
        self._events, self._folder, self._clock, self._choose = events, folder, clock or SystemClock(), choose
        super().__init__(lambda: self._link, lambda: self._visit, self._clock)
        self._crew = Crew()
        self._lock = threading.Lock()
        """Guards the three below: a room is opened on a thread of its own."""
        self._own_feed = Feed(events)
        """Of what belongs to no room; closed at the very end."""
        self._keeper = Keeper(paths.history_file(folder), crew=self._crew, tell=self._own_feed.post)
        self._keeper.start()
        self._visit = Visit(self._keeper, Feed(self._events), self._clock)
        self._link: Link | None = None
        self._hosted: HostedRoom | None = None
        self._asked, self._operator_password = HostRequest("", ""), ""
        """How it was opened, and what makes us its operator."""
        self._passwords = Passwords(paths.passwords_file(folder), keyring)
        self.controls = HostControls(
            folder,
            Announcing(choose, self._crew),
            self._passwords,
            tell=self._tell,
            use_password=lambda password: self._link.use_password(password) if self._link else None,
            start=self._start,
        )
        """What the host does with the room hosted here."""
        self._lookout = Lookout(events, choose=choose, crew=self._crew, own_pin=lambda: self._hosted.pin if self._hosted else None)
        self._closing: Worker | None = None
        self.alerts = DesktopAlerts(events, crew=self._crew)

    def host(self, request: HostRequest) -> None:
        """Open a room and join it; where it is open here already, and only our own way into it broke, just join it again."""
        hosted = self._hosted
        if hosted is not None and hosted.server.is_open and request == replace(self._asked, nick=request.nick):
            self._leave_link()
            self._join_own(hosted, request, self._visit)
            return
        self.leave()
        visit = self._visit
        self._start("app-host", lambda: self._open(request, visit), "a room while it opens", failed=visit.feed)

    def join(self, request: JoinRequest) -> None:
        """Connect to a room."""
        self.leave()
        visit = self._visit
        try:
            aim = read_request(request, wall=self._clock.now().wall)
        except JoinRefused as error:
            self._events.put(LinkFailed(error.problem, str(error)))
            return
        session = session_for(request, aim, visit.memory, self.profile)
        deliver = remembering(aim, self._folder, visit.hear, passwords=self._passwords, password=request.password)

        def target() -> Target:
            made = make_target(aim, self._folder, announced=self._lookout.where_is)
            if not request.password:
                use_kept_password(made, session, self._passwords)
            if len(made.trust.pins) == 1:
                visit.recall(KeptRoom(min(made.trust.pins), aim.name))
            return made

        self._connect(target, session, visit, deliver=self._lookout.seeking(deliver, self.hurry))

    def hurry(self) -> None:
        """Try again now to come back into the room."""
        if self._link is not None:
            self._link.hurry()

    def leave(self) -> None:
        """Quit the room, and end it if it is hosted here."""
        self._leave_link()
        with self._lock:
            hosted, self._hosted = self._hosted, None
            self.controls.closed()
        if hosted is not None:
            self._closing = self._start("app-close", lambda: close_room(hosted.server), "a room while it closes")

    @property
    def history(self) -> Visit:
        """What was kept of the room that we are in."""
        return self._visit

    @property
    def hosted(self) -> HostedRoom | None:
        """The room hosted here, once it is open: its invitation, its bans."""
        return self._hosted

    def look_for_rooms(self) -> None:
        """Tell `RoomsFound` from here on, whenever the rooms of the local network change; again changes nothing."""
        self._lookout.start()

    def stop_looking(self) -> None:
        """Tell of rooms no longer."""
        self._lookout.stop()

    def addresses(self) -> tuple[str, ...]:
        """Return what others can type to come into the room hosted here."""
        hosted = self._hosted
        return () if hosted is None else tuple(str(Address(host, hosted.server.port)) for host in self._hosts())

    def _hosts(self) -> tuple[str, ...]:
        return reachable_hosts(() if self._choose is None else self._choose(), own_addresses())

    def invite(self) -> Invite | None:
        """Return the way into the room hosted here; it counts for a day."""
        return None if self._hosted is None else invite_into(self._hosted, self._hosts(), self._clock.now())

    def open_link(self, url: str) -> None:
        """Hand an address to the program that is for it, on a thread: starting one may take seconds."""
        self._start("app-browser", lambda: browse(url), "nothing")

    def stop(self) -> list[str]:
        """End everything and join every thread; return the names of those that still run."""
        deadline = Deadline(STOP_SECONDS)
        hosted = self._hosted
        self.stop_looking()
        self.leave()
        self.alerts.stop()
        self._own_feed.close()
        self._keeper.stop()
        left = self._crew.join(deadline)
        return left if hosted is None else left + hosted.server.crew.join(deadline)

    def _tell(self, event: ClientEvent) -> None:
        self._visit.feed.post(event)

    def _leave_link(self) -> None:
        """Quit the room; from here on events go to the window by a new feed."""
        self._visit.feed.close()
        forget(self._events)
        self._visit = Visit(self._keeper, Feed(self._events), self._clock)
        self._lookout.tell_again()
        self._lookout.seek(None)
        with self._lock:
            link, self._link = self._link, None
        if link is not None:
            link.stop()

    def _open(self, request: HostRequest, visit: Visit) -> None:
        """Open a room and join it as its operator. On `app-host`."""
        if self._closing is not None:
            self._closing.join(Deadline(STOP_SECONDS))  # The last room still has the log.
        token = secrets.token_urlsafe()
        visit.begin(request.nick)
        try:
            chosen, choices = as_chosen(request, self._folder, self._passwords)
            room = room_of_window(chosen, choices, self._folder, operators={HOST_NAME: token})
            hosted = open_room(
                chosen, room, choices, self._folder, on_key=lambda pin: visit.recall(KeptRoom(pin, room.name)), on_failure=self._end
            )
        except (NetError, StoreError) as error:
            visit.feed.post(HostingFailed(host_problem(error), str(error)))
            return
        with self._lock:
            unwanted = visit.feed.is_closed
            if not unwanted:
                self._asked, self._operator_password, self._hosted = request, token, hosted
                self.controls.opened(hosted, choices, chosen.password)
        if unwanted:
            close_room(hosted.server)
            return
        visit.feed.post(HostingStarted(hosted.server.port, request.room))
        self._join_own(hosted, request, visit)

    def _end(self) -> None:
        """Tell that the room hosted here ended by an error of ours; there is nothing to come back to. On one of its threads."""
        self._visit.feed.post(HostingEnded())
        if (link := self._link) is not None:
            link.stop()

    def _join_own(self, hosted: HostedRoom, request: HostRequest, visit: Visit) -> None:
        """Join the room hosted here, as its operator."""
        aim = Aim((Address("127.0.0.1", hosted.server.port),), pin=hosted.pin)
        session = session_for(replace(request, password=self.controls.password), aim, visit.memory, self.profile)

        def deliver(event: ClientEvent) -> None:
            if isinstance(event, Registered):
                self.command("OPER", HOST_NAME, self._operator_password)
            visit.hear(event)

        self._connect(lambda: make_target(aim, self._folder), session, visit, deliver=deliver)

    def _connect(
        self, target: Callable[[], Target], session: ClientSession, visit: Visit, *, deliver: Callable[[ClientEvent], None]
    ) -> None:
        """Start a link that tells *deliver* its events, unless nobody wants those of the visit any more."""
        with self._lock:
            if visit.feed.is_closed:
                return
            visit.begin(session.nick)
            coming_back = ComingBack(Retry(random.random, lambda: visit.is_known), own_addresses)
            self._link = Link(target, session, deliver=deliver, clock=self._clock, crew=self._crew, coming_back=coming_back)
            self._link.start()

    def _start(self, name: str, run: Callable[[], None], owns: str, *, failed: Feed | None = None) -> Worker:
        """Start a thread; if it ends by an error, *failed* is told that there is no room."""

        def on_error(error: Exception) -> None:
            if failed is not None:
                failed.post(HostingFailed(HostProblem.INTERNAL, str(error)))

        worker = Worker(name, run, crew=self._crew, owns=owns, on_error=on_error)
        worker.start()
        return worker
