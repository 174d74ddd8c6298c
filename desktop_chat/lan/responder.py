"""A thread's event loop that keeps DNS-SD open on every usable interface, also when cables and networks change."""

import asyncio
import logging
from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from zeroconf import IPVersion
from zeroconf.asyncio import AsyncZeroconf

from desktop_chat.lan.interfaces import Interface

log = logging.getLogger(__name__)
# Of every cable that is pulled, the library tells with a traceback; what matters we tell ourselves.
logging.getLogger("zeroconf").setLevel(logging.ERROR)

LOOK_SECONDS: Final = 1.0
"""How often it looks whether anything has changed."""
CLOSE_SECONDS: Final = 1.5
"""What saying goodbye may take."""

Choose = Callable[[], tuple[Interface, ...]]


class Responder(ABC):
    """What announcing and browsing have in common. `run` is for a thread of its own; `stop` may be called from any.

    Args:
        choose: Returns the interfaces to use now.
    """

    def __init__(self, choose: Choose) -> None:
        self._choose = choose
        self._loop = asyncio.new_event_loop()
        self._stopping = asyncio.Event()
        self.interfaces: tuple[Interface, ...] = ()

    def stop(self) -> None:
        """End `run`. Any thread, any number of times."""
        with suppress(RuntimeError):  # It has ended.
            self._loop.call_soon_threadsafe(self._stopping.set)

    def run(self) -> None:
        """Serve until stopped."""
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._run())

    def close(self) -> None:
        """Give the loop back, instead of `run`."""
        self._loop.close()

    async def _run(self) -> None:
        while not self._stopping.is_set():
            self.interfaces = self._choose()
            try:
                await self._on_these_interfaces()
            except OSError as error:
                log.warning("no DNS-SD on %s: %s", [one.address for one in self.interfaces], error)
                await self._pause()

    async def _on_these_interfaces(self) -> None:
        """Serve until stopped, or until there are other interfaces."""
        if not self.interfaces:
            await self._pause()
            return
        log.info("DNS-SD on %s", [one.address for one in self.interfaces])
        zeroconf = AsyncZeroconf(interfaces=[interface_choice(one) for one in self.interfaces], ip_version=IPVersion.All)
        try:
            await self._begin(zeroconf)
            while not self._stopping.is_set() and self._choose() == self.interfaces:
                await self._look(zeroconf)
                await self._pause()
        finally:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._end(zeroconf), CLOSE_SECONDS)
            await zeroconf.async_close()

    async def _pause(self) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._stopping.wait(), LOOK_SECONDS)

    @abstractmethod
    async def _begin(self, zeroconf: AsyncZeroconf) -> None:
        """Do what is to be done when interfaces were opened."""

    @abstractmethod
    async def _look(self, zeroconf: AsyncZeroconf) -> None:
        """Do what is to be done about once a second."""

    @abstractmethod
    async def _end(self, zeroconf: AsyncZeroconf) -> None:
        """Do what is to be done before interfaces are closed."""


def interface_choice(one: Interface) -> str | int:
    """Return an interface as `zeroconf` wants it: IPv4 by its address, IPv6 by its number."""
    return one.number if ":" in one.address else one.address
