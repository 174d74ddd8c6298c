"""Looking for the rooms of the local network, while the window wants to know of them."""

import queue
from collections.abc import Callable
from dataclasses import replace

from desktop_chat.core.client.events import ClientEvent, RoomsFound
from desktop_chat.core.client.fingerprints import room_id
from desktop_chat.lan.browse import Browser
from desktop_chat.lan.responder import Choose
from desktop_chat.net.worker import Crew


class Lookout:
    """Tells `RoomsFound`. Main thread only.

    Args:
        events: The window's queue.
        choose: Returns the interfaces on which rooms are looked for; None looks nowhere.
        crew: Who joins the browser's thread.
        own_pin: Gives the key of the room hosted here, if there is one. Any thread.
    """

    def __init__(self, events: queue.Queue[ClientEvent], *, choose: Choose | None, crew: Crew, own_pin: Callable[[], str | None]) -> None:
        self._events, self._choose, self._crew, self._own_pin = events, choose, crew, own_pin
        self._browser: Browser | None = None

    def start(self) -> None:
        """Tell of rooms from here on, whenever they change; again changes nothing."""
        if self._choose is not None and self._browser is None:
            self._browser = Browser(self._tell, choose=self._choose, crew=self._crew)
            self._browser.start()

    def stop(self) -> None:
        """Tell of rooms no longer."""
        browser, self._browser = self._browser, None
        if browser is not None:
            browser.stop()

    def tell_again(self) -> None:
        """Tell of all rooms once more: the window has forgotten them."""
        if self._browser is not None:
            self._browser.tell_again()

    def _tell(self, event: RoomsFound) -> bool:
        """Pass rooms on, with our own marked; return False if the window is too busy. On `lan-browse`."""
        pin = self._own_pin()
        own = room_id(pin) if pin is not None else None
        try:
            self._events.put_nowait(RoomsFound(tuple(replace(room, own=room.id == own) for room in event.rooms)))
        except queue.Full:
            return False
        return True
