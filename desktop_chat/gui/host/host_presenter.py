"""The host's panel, decided without Tk: what it shows of the room that is hosted here, and what becomes of what the host wants."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, Protocol

from desktop_chat.core.client.events import HostingFacts
from desktop_chat.core.client.knowledge import Knowledge
from desktop_chat.core.server.bans import BanKind
from desktop_chat.core.server.choices import HostChoices
from desktop_chat.core.server.facts import PersonFacts
from desktop_chat.core.server.pace import Rate
from desktop_chat.core.wire.limits import KEY_BYTES
from desktop_chat.core.wire.message import FORBIDDEN
from desktop_chat.gui.host.host_rows import HostForm, ban_key, host_form, member_details
from desktop_chat.gui.ports import Chat, Invite
from desktop_chat.gui.safe_text import shown_name
from desktop_chat.i18n import tr

DAY_SECONDS: Final = 86_400.0
MOST: Final = 1_000_000
"""A number above it is a mistake of typing."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What stands in the fields of the limits, as typed."""

    connections: str
    connections_per_address: str
    channels: str
    burst: str
    per_second: str


class Room(Protocol):
    """What the panel needs to know of the room that the window shows."""

    is_hosting: bool
    is_online: bool
    known: Knowledge

    @property
    def nick(self) -> str:
        """Our name there."""


class HostView(Protocol):
    """The panel. Main thread only."""

    def show(self, form: HostForm) -> None:
        """Show how the room is."""

    def show_choices(self, choices: HostChoices, password: str) -> None:
        """Show what counts, in the fields too."""

    def say(self, sentence: str, *, is_problem: bool = False) -> None:
        """Say one sentence: what was done, or why not."""


class HostPresenter:
    """Decides what the panel shows; while none is open, only keeps the facts.

    Args:
        chat: The program behind the window.
        room: Gives the room as the window shows it.
        wall_clock: Gives the time in seconds since 1970.
    """

    def __init__(self, chat: Chat, *, room: Callable[[], Room], wall_clock: Callable[[], float]) -> None:
        self._chat, self._room, self._wall_clock = chat, room, wall_clock
        self._view: HostView | None = None
        self._facts: HostingFacts | None = None

    def open(self, view: HostView) -> None:
        """Show the room on a panel from here on."""
        self._view, self._facts = view, None
        self.look()

    def close(self) -> None:
        """There is no panel any more."""
        self._view = None

    def look(self) -> None:
        """Ask how the room is now."""
        self._chat.controls.ask()

    def take(self, facts: HostingFacts) -> None:
        """Show how the room is; the fields only if something else counts now, for the host may be writing in them."""
        before, self._facts = self._facts, facts
        if self._view is None:
            return
        self._view.show(host_form(facts))
        if before is None or (before.choices, before.room.password) != (facts.choices, facts.room.password):
            self._view.show_choices(facts.choices, facts.room.password)

    @property
    def is_hosting(self) -> bool:
        """Whether the room is ours."""
        return self._room().is_hosting

    def others(self) -> int:
        """Return how many lose the room with us, as far as it is known: nobody where it is not ours, or not open any more."""
        room = self._room()
        everybody = room.known.people() if room.is_hosting and room.is_online else {}
        return sum(1 for nick in everybody.values() if not room.known.is_me(nick))

    def invite(self) -> Invite | None:
        """Return the way into the room."""
        return self._chat.invite()

    def addresses(self) -> tuple[str, ...]:
        """Return what others can type."""
        return self._chat.addresses()

    def log_file(self) -> str:
        """Return where the log is, "" before that is known."""
        return self._facts.log_file if self._facts is not None else ""

    def set_password(self, password: str) -> None:
        """Let whoever comes from here on say this password; "" opens the room."""
        if len(password.encode()) > KEY_BYTES or FORBIDDEN.search(password) or password != password.strip():
            self._say(tr("A password has at most {most} bytes, and no spaces around it.", most=KEY_BYTES), is_problem=True)
            return
        self._chat.controls.set_password(password)
        if password:
            self._say(tr("From now on whoever comes in is asked for this password. Who is inside stays."))
        else:
            self._say(tr("The room is open: nobody is asked for a password."))

    def announce(self, *, wanted: bool) -> None:
        """Show the room on the local network, or not."""
        self._choose(lambda choices: replace(choices, announce=wanted))

    def allow_plain(self, *, wanted: bool) -> None:
        """Let other machines in without TLS, or not."""
        self._choose(lambda choices: replace(choices, plain=wanted))

    def keep_days(self, days: int | None) -> None:
        """Keep what is said for so long."""
        self._choose(lambda choices: replace(choices, days=days))

    def limit(self, limits: Limits) -> None:
        """Let other limits count, if all that was typed are numbers."""
        typed = (limits.connections, limits.connections_per_address, limits.channels, limits.burst, limits.per_second)
        numbers = [int(text) for text in typed if text.strip().isascii() and text.strip().isdigit() and 1 <= int(text) <= MOST]
        if len(numbers) < len(typed):
            self._say(tr("Each limit is a whole number from 1 to {most}.", most=MOST), is_problem=True)
            return
        connections, of_address, channels, burst, per_second = numbers
        self._choose(
            lambda choices: replace(
                choices,
                connections=connections,
                connections_per_address=of_address,
                channels=channels,
                lines=None if choices.lines is None else Rate(burst, per_second),
            )
        )

    def slow(self, *, wanted: bool) -> None:
        """Slow down who talks too fast, or not."""
        self._choose(lambda choices: replace(choices, lines=HostChoices().lines if wanted else None))

    def _choose(self, change: Callable[[HostChoices], HostChoices]) -> None:
        if self._facts is not None:
            self._chat.controls.choose(change(self._facts.choices))
            self._say(tr("This counts from now on, and the next time you host."))

    def details(self, key: str) -> str:
        """Return what of a member has no room in the table."""
        one = self._person(key)
        return member_details(one) if one is not None else ""

    def channels_of(self, key: str) -> tuple[str, ...]:
        """Return where a member can be put out of."""
        one = self._person(key)
        return one.channels if one is not None else ()

    def kick(self, key: str, channel: str, reason: str) -> None:
        """Put a member out of a channel."""
        one = self._person(key)
        if one is not None:
            self._chat.command("KICK", channel, one.nick, *([reason] if reason else []))
            self._say(tr("{name} was put out of {channel}.", name=shown_name(one.nick), channel=shown_name(channel)))
            self.look()

    def put_out(self, key: str, reason: str) -> None:
        """End a member's connection; they may come back."""
        one = self._person(key)
        if one is None:
            return
        if one.is_operator and one.nick == self._room().nick:
            self._say(tr("This is you."), is_problem=True)
            return
        self._chat.controls.put_out(one.id, reason or tr("The host ended your connection"))
        self._say(tr("{name} was sent away, and may come back.", name=shown_name(one.nick) or one.host))

    def ban_by(self, key: str) -> tuple[BanKind, str]:
        """Return how a member is banned best: by the device, else by the account, else by the address."""
        one = self._person(key)
        if one is None:
            return BanKind.NICK, ""
        if one.security.device:
            return BanKind.DEVICE, one.security.device
        return (BanKind.ACCOUNT, one.account) if one.account else (BanKind.ADDRESS, one.host)

    def ban(self, kind: BanKind, value: str, reason: str, days: float | None) -> None:
        """Keep somebody out, for so many days or for ever."""
        if not value.strip():
            self._say(tr("Say who is to be kept out."), is_problem=True)
            return
        seconds = None if days is None else days * DAY_SECONDS
        self._chat.controls.ban(kind, value.strip(), reason=reason.strip(), by=self._room().nick, seconds=seconds)
        self._say(tr("Whoever this meets is kept out from now on."))

    def unban(self, key: str) -> None:
        """Lift a ban."""
        found = next((ban for ban in (self._facts.room.bans if self._facts else ()) if ban_key(ban) == key), None)
        if found is not None:
            self._chat.controls.unban(found.kind, found.value)
            self._say(tr("The ban was lifted."))

    def forget(self, days: int | None) -> None:
        """Delete what is older than so many days; None for all."""
        self._chat.controls.forget(None if days is None else self._wall_clock() - days * DAY_SECONDS)
        self._say(tr("It is being deleted from the room's log. What members keep for themselves stays with them."))

    def _person(self, key: str) -> PersonFacts | None:
        people = self._facts.room.people if self._facts is not None else ()
        return next((one for one in people if str(one.id) == key), None)

    def _say(self, sentence: str, *, is_problem: bool = False) -> None:
        if self._view is not None:
            self._view.say(sentence, is_problem=is_problem)
