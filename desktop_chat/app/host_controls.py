"""What the host does with the room while it is open. The engine owns the room: each change is one item in its inbox."""

from collections.abc import Callable
from pathlib import Path

from desktop_chat import paths
from desktop_chat.app.announcing import Announcing
from desktop_chat.app.hosting import HostedRoom
from desktop_chat.app.kept_choices import save_choices
from desktop_chat.app.passwords import Passwords
from desktop_chat.core.client.events import ClientEvent
from desktop_chat.core.instant import Instant
from desktop_chat.core.server.archive import EVER_MS
from desktop_chat.core.server.bans import BanKind
from desktop_chat.core.server.choices import HostChoices, choose, put_out, set_password
from desktop_chat.core.server.effects import Effect
from desktop_chat.core.server.world import World


class HostControls:
    """What `gui.host_ports.HostControls` describes. Main thread only, but `opened`.

    Args:
        folder: The data folder, where what was chosen is kept for the next time.
        announcing: Tells the local network.
        passwords: Where the room's password is kept.
        tell: Takes events for the window.
        use_password: Gives our own link into the room the password for when it has to come back.
        start: Starts a thread: its name, what it runs, what it owns.
    """

    def __init__(
        self,
        folder: Path,
        announcing: Announcing,
        passwords: Passwords,
        *,
        tell: Callable[[ClientEvent], None],
        use_password: Callable[[str], None],
        start: Callable[[str, Callable[[], None], str], object],
    ) -> None:
        self._folder, self._announcing, self._passwords = folder, announcing, passwords
        self._tell, self._use_password, self._start = tell, use_password, start
        self._hosted: HostedRoom | None = None
        self._choices = HostChoices()
        self.password = ""
        """What whoever comes into the room must say."""

    def opened(self, hosted: HostedRoom, choices: HostChoices, password: str) -> None:
        """Take a room that has opened, and what counts in it."""
        self._hosted, self._choices, self.password = hosted, choices, password
        if choices.announce:
            self._announcing.start(hosted)

    def closed(self) -> None:
        """Let go of the room."""
        self._hosted = None
        self._announcing.stop()

    def ask(self) -> None:
        """Ask how the room is."""
        if self._hosted is not None:
            self._hosted.ask_facts(self._choices, self._tell)

    def choose(self, choices: HostChoices) -> None:
        """Let something else count from here on, and the next time."""
        hosted = self._hosted
        if hosted is None:
            return
        self._choices = choices
        save_choices(paths.choices_file(self._folder), choices)
        hosted.door.allow_plain = choices.plain
        hosted.door.bound(choices.door)
        if choices.announce:
            self._announcing.start(hosted)
        else:
            self._announcing.stop()
        self._do(lambda world, now: choose(world, choices, now))

    def set_password(self, password: str) -> None:
        """Let whoever comes from here on say another password, or none (""); it is kept for the next time."""
        hosted = self._hosted
        if hosted is None:
            return

        def change(world: World, _now: Instant) -> list[Effect]:
            set_password(world, password)
            return []

        def keep() -> None:
            if password:
                self._passwords.keep(hosted.pin, password)
            else:
                self._passwords.forget(hosted.pin)

        self.password = password
        self._use_password(password)
        self._do(change)
        self._start("app-password", keep, "a room's password while it is kept")

    def put_out(self, session_id: int, reason: str) -> None:
        """End a connection."""
        self._do(lambda world, now: put_out(world, session_id, reason, now))

    def ban(self, kind: BanKind, value: str, *, reason: str, by: str, seconds: float | None) -> None:
        """Keep somebody out, for a time or for ever."""
        if self._hosted is not None:
            self._hosted.ban(kind, value, reason, by=by, seconds=seconds)
            self.ask()

    def unban(self, kind: BanKind, value: str) -> None:
        """Let somebody in again."""
        if self._hosted is not None:
            self._hosted.unban(kind, value)
            self.ask()

    def forget(self, before: float | None) -> None:
        """Delete what was said, a little at a time so that the room goes on; facts are told when it is done."""
        before_ms = EVER_MS if before is None else round(before * 1000)

        def step(world: World, _now: Instant) -> list[Effect]:
            if world.archive.forget(before_ms):
                self._do(step)
            else:
                self.ask()
            return []

        self._do(step, asks=False)

    def _do(self, change: Callable[[World, Instant], list[Effect]], *, asks: bool = True) -> None:
        if (hosted := self._hosted) is not None:
            hosted.server.do(change)
            if asks:
                self.ask()
