"""`lan-announce`: tells the local network of a room, and of how many are in it, until the room ends."""

import logging
import socket
from collections.abc import Callable

from zeroconf import NonUniqueNameException
from zeroconf.asyncio import AsyncServiceInfo, AsyncZeroconf

from desktop_chat.lan.records import SERVICE, Announced, instance_of
from desktop_chat.lan.responder import Choose, Responder
from desktop_chat.net.worker import Crew, Worker

log = logging.getLogger(__name__)

SHORT_ID = 4
"""Characters of a room's id behind its name, where another room has that name already."""


class Announcer(Responder):
    """Announces one room.

    Args:
        room: Returns what the room tells of itself now; asked about once a second, and None when it does not answer.
        choose: Returns the interfaces to use now.
        crew: Who joins the thread.
    """

    def __init__(self, room: Callable[[], Announced | None], *, choose: Choose, crew: Crew) -> None:
        super().__init__(choose)
        self._room = room
        self._said: Announced | None = None
        self._name = ""
        self._worker = Worker("lan-announce", self.run, crew=crew, owns="the room's announcement", on_error=lambda _error: None)

    def start(self) -> None:
        """Begin to announce."""
        self._worker.start()

    async def _begin(self, zeroconf: AsyncZeroconf) -> None:
        self._said = self._room() or self._said
        if self._said is None:
            return
        for addition in ("", self._said.id[:SHORT_ID], self._said.id):
            self._name = f"{instance_of(self._said.name, addition)}.{SERVICE}"
            try:
                await (await zeroconf.async_register_service(self._info(self._said)))
            except NonUniqueNameException:
                log.info("another room is called %s", self._name)
            else:
                return

    async def _look(self, zeroconf: AsyncZeroconf) -> None:
        room = self._room()
        if room is None or room == self._said:
            return
        if self._said is None:
            await self._begin(zeroconf)
            return
        self._said = room
        await (await zeroconf.async_update_service(self._info(room)))

    async def _end(self, zeroconf: AsyncZeroconf) -> None:
        await zeroconf.async_unregister_all_services()

    def _info(self, room: Announced) -> AsyncServiceInfo:
        packed = [socket.inet_pton(socket.AF_INET6 if ":" in one.address else socket.AF_INET, one.address) for one in self.interfaces]
        # The computer's own name may be another's too, and tells more of a person than they may want: the room's id is nobody else's.
        server = f"desktop-chat-{room.id.lower()}.local."
        return AsyncServiceInfo(SERVICE, self._name, port=room.port, properties=room.text(), server=server, addresses=packed)
