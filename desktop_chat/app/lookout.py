"""Looking for rooms on the local network, as long as the window wants to know of them."""

import queue
from collections.abc import Callable
from dataclasses import replace

from desktop_chat.core.client.events import ClientEvent, RoomsFound
from desktop_chat.lan.browse import Browser
from desktop_chat.lan.responder import Choose
from desktop_chat.net.worker import Crew


class Lookout:
    """Tells the window which rooms there are. Main thread.

    Args:
        events: The window's queue.
        choose: Returns the interfaces on which rooms are looked for; None for nowhere.
        crew: Who joins the thread.
        own_id: Gives the id under which a room hosted here is announced, None if none is. Any thread.
    """

    def __init__(self, events: queue.Queue[ClientEvent], *, choose: Choose | None, crew: Crew, own_id: Callable[[], str | None]) -> None:
        self._events, self._choose, self._crew, self._own_id = events, choose, crew, own_id
        self._browser: Browser | None = None

    def start(self) -> None:
        """Tell `RoomsFound` from here on, whenever the rooms change; again changes nothing."""
        if self._choose is not None and self._browser is None:
            self._browser = Browser(self._tell, choose=self._choose, crew=self._crew)
            self._browser.start()

    def tell_again(self) -> None:
        """Tell all rooms anew: the window has forgotten what waited for it."""
        if self._browser is not None:
            self._browser.tell_again()

    def stop(self) -> None:
        """Tell of rooms no longer."""
        browser, self._browser = self._browser, None
        if browser is not None:
            browser.stop()

    def _tell(self, event: RoomsFound) -> bool:
        """Pass rooms on, with our own marked; return False if the window is too busy. On `lan-browse`."""
        own = self._own_id()
        try:
            self._events.put_nowait(RoomsFound(tuple(replace(room, own=room.id == own) for room in event.rooms)))
        except queue.Full:
            return False
        return True
