"""Looking for the rooms of the local network: while the window wants to know of them, and while a room of ours is away."""

import queue
import threading
from collections.abc import Callable, Iterable
from dataclasses import replace

from desktop_chat.core.client.events import ClientEvent, FoundRoom, LinkBroken, LinkClosed, LinkFailed, LinkLost, LinkUp, RoomsFound
from desktop_chat.core.client.fingerprints import room_id
from desktop_chat.lan.browse import Browser
from desktop_chat.lan.responder import Choose
from desktop_chat.net.worker import Crew


class Lookout:
    """Tells `RoomsFound`, and where a room is announced. Any thread.

    Args:
        events: The window's queue.
        choose: Returns the interfaces on which rooms are looked for; None looks nowhere.
        crew: Who joins the browser's thread.
        own_pin: Gives the key of the room hosted here, if there is one.
    """

    def __init__(self, events: queue.Queue[ClientEvent], *, choose: Choose | None, crew: Crew, own_pin: Callable[[], str | None]) -> None:
        self._events, self._choose, self._crew, self._own_pin = events, choose, crew, own_pin
        self._lock = threading.Lock()
        """Guards all below."""
        self._browser: Browser | None = None
        self._is_told = self._is_sought = False
        """Whether the window wants to know of rooms, and whether one of ours is away."""
        self._found: tuple[FoundRoom, ...] = ()
        self._ids: frozenset[str] = frozenset()
        """Of the room that we are in, or want to be in."""
        self._moved: Callable[[], None] = lambda: None

    def start(self) -> None:
        """Tell of rooms from here on, whenever they change; again changes nothing."""
        with self._lock:
            was_told, self._is_told = self._is_told, True
            self._look()
        if not was_told:
            self.tell_again()

    def stop(self) -> None:
        """Tell of rooms no longer."""
        with self._lock:
            self._is_told = False
            self._look()

    def seek(self, moved: Callable[[], None] | None) -> None:
        """Look for the room that was asked about last, and call *moved* whenever it is announced elsewhere; None to look no longer."""
        with self._lock:
            self._is_sought, self._moved = moved is not None, moved or (lambda: None)
            self._look()

    def seeking(self, deliver: Callable[[ClientEvent], None], hurry: Callable[[], None]) -> Callable[[ClientEvent], None]:
        """Return *deliver*, which takes the events of a link, and look for its room on the way as long as it is away.

        Args:
            deliver: Takes each event.
            hurry: Lets the link try again at once.
        """

        def hear(event: ClientEvent) -> None:
            if isinstance(event, LinkBroken):
                self.seek(hurry)
            elif isinstance(event, LinkUp | LinkFailed | LinkLost | LinkClosed):
                self.seek(None)
            deliver(event)

        return hear

    def where_is(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Return where a room with one of these ids is announced now, as `host:port`."""
        with self._lock:
            self._ids = frozenset(ids)
            return self._places()

    def _places(self) -> tuple[str, ...]:
        return tuple(address for room in self._found if room.id in self._ids for address in room.addresses)

    def tell_again(self) -> None:
        """Tell of all rooms once more: the window has forgotten them."""
        with self._lock:
            if self._browser is not None:
                self._browser.tell_again()

    def _look(self) -> None:
        """Begin or end to look, as it is wanted now."""
        is_wanted = self._choose is not None and (self._is_told or self._is_sought)
        if is_wanted and self._browser is None and self._choose is not None:
            browser = self._browser = Browser(lambda event: self._tell(event, browser), choose=self._choose, crew=self._crew)
            browser.start()
        elif not is_wanted and self._browser is not None:
            self._browser.stop()
            self._browser = None

    def _tell(self, event: RoomsFound, browser: Browser) -> bool:
        """Pass rooms on, with our own marked; return False if the window is too busy. On `lan-browse`."""
        with self._lock:
            if browser is not self._browser:
                return True  # It is ending, and forgets all rooms.
            before, self._found = self._places(), event.rooms
            has_moved, is_told = self._places() != before, self._is_told
        if has_moved:
            self._moved()
        if not is_told:
            return True
        pin = self._own_pin()
        own = room_id(pin) if pin is not None else None
        try:
            self._events.put_nowait(RoomsFound(tuple(replace(room, own=room.id == own) for room in event.rooms)))
        except queue.Full:
            return False
        return True
