"""Whom the host is asked to watch: those we talk to alone, who may be in none of our channels (IRCv3 monitor). No Tk."""

from collections.abc import Iterable
from typing import Final

from desktop_chat.core.client.features import Features
from desktop_chat.gui.ports import SendCommand

TARGETS_BYTES: Final = 400
"""Nicks of one MONITOR, which has to fit 512 bytes."""


class Watching:
    """Keeps the host's list like ours.

    Args:
        command: Sends a command of IRC to the host.
    """

    def __init__(self, command: SendCommand) -> None:
        self._command = command
        self._watched: dict[str, str] = {}
        """Nicks as the host was told them, by folded nick."""

    def begin(self) -> None:
        """Note that the host has let us in anew, and watches nobody for us."""
        self._watched.clear()

    def sync(self, nicks: Iterable[str], features: Features) -> None:
        """Let the host watch these people and no others, as many as it does."""
        wanted = {features.fold(nick): nick for nick in list(nicks)[: features.monitored]}
        self._send("-", [nick for folded, nick in self._watched.items() if folded not in wanted])
        self._send("+", [nick for folded, nick in wanted.items() if folded not in self._watched])
        self._watched = wanted

    def _send(self, sign: str, nicks: list[str]) -> None:
        group: list[str] = []
        for nick in nicks:
            if group and len(",".join([*group, nick]).encode()) > TARGETS_BYTES:
                self._command("MONITOR", sign, ",".join(group))
                group = []
            group.append(nick)
        if group:
            self._command("MONITOR", sign, ",".join(group))
