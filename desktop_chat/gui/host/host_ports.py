"""What the host's panel asks of the program that hosts the room. No Tk here."""

from typing import Protocol

from desktop_chat.core.server.bans import BanKind
from desktop_chat.core.server.choices import HostChoices


class HostControls(Protocol):
    """The room hosted here, as its host may change it while it is open; without one nothing happens.

    Called on the main thread; nothing waits. After each change, and when asked, `HostingFacts` tells how the room is.
    """

    def ask(self) -> None:
        """Ask how the room is."""

    def choose(self, choices: HostChoices) -> None:
        """Let something else count from here on, and the next time."""

    def set_password(self, password: str) -> None:
        """Let whoever comes from here on say another password, or none (""); who is inside stays. It is kept for the next time."""

    def put_out(self, session_id: int, reason: str) -> None:
        """End a connection."""

    def ban(self, kind: BanKind, value: str, *, reason: str, by: str, seconds: float | None) -> None:
        """Keep somebody out, and send away whom it meets.

        Args:
            kind: What it looks at.
            value: The name, device, address or account.
            reason: Why; told to whom it meets.
            by: Who wants it.
            seconds: How long it holds; None for ever.
        """

    def unban(self, kind: BanKind, value: str) -> None:
        """Let somebody in again."""

    def forget(self, before: float | None) -> None:
        """Delete from the room's log what was said before a time, in seconds since 1970; None deletes all."""
