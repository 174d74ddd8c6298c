"""What goes on around a link: the machine slept, or is on another network now."""

from collections.abc import Callable

from desktop_chat.core.client.retry import has_slept
from desktop_chat.core.instant import Instant


class Weather:
    """Tells when whatever held a moment ago may hold no longer. To be asked about once a second, by one thread.

    Args:
        network: Gives something that is another when this machine's network is another one.
        now: This moment.
    """

    def __init__(self, network: Callable[[], object], now: Instant) -> None:
        self._network = network
        self._last, self._last_network = now, network()

    def has_changed(self, now: Instant) -> bool:
        """Return whether the machine slept, or its network changed, since the last look."""
        network = self._network()
        changed = has_slept(self._last, now) or network != self._last_network
        self._last, self._last_network = now, network
        return changed
