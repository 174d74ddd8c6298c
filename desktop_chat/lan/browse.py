"""`lan-browse`: which rooms the local network has now."""

import asyncio
import logging
from collections.abc import Callable
from typing import Final

from zeroconf import ServiceStateChange, Zeroconf
from zeroconf.asyncio import AsyncServiceBrowser, AsyncServiceInfo, AsyncZeroconf

from desktop_chat.core.client.events import FoundRoom, RoomsFound
from desktop_chat.lan.interfaces import by_nearness
from desktop_chat.lan.records import SERVICE, name_of, read_text
from desktop_chat.lan.responder import Choose, Responder
from desktop_chat.net.addresses import Address, is_local_network
from desktop_chat.net.worker import Crew, Worker

log = logging.getLogger(__name__)

ASK_MS: Final = 3_000
"""How long a room has to say where it is."""
ROOMS: Final = 300
"""Told of at once: more than any network has, a bound on what somebody who invents rooms makes us hold."""
ADDRESSES: Final = 8


class Browser(Responder):
    """Tells of rooms.

    Args:
        tell: Takes all rooms whenever they change, on the thread; returns False if it had no room, to be asked again.
        choose: Returns the interfaces to use now.
        crew: Who joins the thread.
    """

    def __init__(self, tell: Callable[[RoomsFound], bool], *, choose: Choose, crew: Crew) -> None:
        super().__init__(choose)
        self._tell = tell
        self._rooms: dict[str, FoundRoom] = {}
        self._told: RoomsFound | None = None
        self._asking: set[asyncio.Task[None]] = set()
        self._browser: AsyncServiceBrowser | None = None
        self._worker = Worker("lan-browse", self.run, crew=crew, owns="the rooms that were found", on_error=lambda _error: None)

    def start(self) -> None:
        """Begin to look for rooms."""
        self._worker.start()

    def tell_again(self) -> None:
        """Tell of all rooms once more, soon: what was told may have been lost. Any thread."""
        self._told = None

    async def _begin(self, zeroconf: AsyncZeroconf) -> None:
        self._browser = AsyncServiceBrowser(zeroconf.zeroconf, SERVICE, handlers=[self._changed])

    async def _look(self, zeroconf: AsyncZeroconf) -> None:  # noqa: ARG002
        self._tell_if_changed()

    async def _end(self, zeroconf: AsyncZeroconf) -> None:  # noqa: ARG002
        if self._browser is not None:
            await self._browser.async_cancel()
        for task in list(self._asking):
            task.cancel()
        self._rooms.clear()
        self._tell_if_changed()

    def _changed(self, zeroconf: Zeroconf, service_type: str, name: str, state_change: ServiceStateChange) -> None:
        if state_change is ServiceStateChange.Removed:
            self._rooms.pop(name, None)
            self._tell_if_changed()
        elif name in self._rooms or len(self._rooms) + len(self._asking) < ROOMS:
            task = asyncio.ensure_future(self._ask(zeroconf, service_type, name))
            self._asking.add(task)
            task.add_done_callback(self._asking.discard)

    async def _ask(self, zeroconf: Zeroconf, service_type: str, name: str) -> None:
        """Ask a room where it is. What nobody can make sense of is left out."""
        try:
            info = AsyncServiceInfo(service_type, name)
            if not await info.async_request(zeroconf, ASK_MS):
                return
            room = self._room(name, info)
        except Exception:
            # Whatever somebody puts on the network, the other rooms are still found.
            log.info("an announcement could not be read: %r", name[:200], exc_info=True)
            return
        if room is not None:
            self._rooms[name] = room
            self._tell_if_changed()

    def _room(self, name: str, info: AsyncServiceInfo) -> FoundRoom | None:
        numeric = [one for one in info.parsed_scoped_addresses() if is_local_network(one)]
        if not info.port or not numeric:
            return None
        said = read_text(name_of(name), info.port, info.properties)
        addresses = tuple(str(Address(one, said.port)) for one in by_nearness(numeric, self.interfaces)[:ADDRESSES])
        return FoundRoom(name, said.name, said.id, addresses, said.people, locked=said.locked, plain=said.plain)

    def _tell_if_changed(self) -> None:
        rooms = sorted(self._rooms.values(), key=lambda room: (room.name.casefold(), room.key))
        event = RoomsFound(tuple(rooms))
        if event != self._told and self._tell(event):
            self._told = event
