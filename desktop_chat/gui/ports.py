"""What the window asks of the rest of the program, and how it is told what to begin with. No Tk here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

from desktop_chat.core.client.commands import Refused
from desktop_chat.core.client.events import ClientEvent, FoundRoom
from desktop_chat.core.client.events.kept import KeptConversation, Part
from desktop_chat.core.client.export import ExportFormat
from desktop_chat.core.client.notes import Note
from desktop_chat.core.client.profile import Profile
from desktop_chat.core.figures.result import LabNews
from desktop_chat.core.figures.threads import Snapshot
from desktop_chat.core.wire.message import NO_TAGS
from desktop_chat.gui.host.host_ports import HostControls

EVENTS_WAITING: Final = 10_000
"""Events that may wait for the window, about two seconds of its work. Whoever posts then waits (and with it the link, and
with that the host's flow control): nothing is lost, and memory stays bounded."""

STOP_SECONDS: Final = 3.0
"""What a person accepts between closing the window and the end of the program."""


@dataclass(frozen=True, slots=True)
class HostRequest:
    """Open a room on this machine and go in.

    Args:
        nick: The person's name.
        room: What people call the room.
        port: None for the usual one, 0 for any free one.
        announce: Whether the room shows up on the local network.
        allow_plain: Whether other machines may come in without TLS.
        password: What whoever joins must say; empty for an open room.
        allow_public: Whether machines outside the local network may come in.
        channels: To come into besides the usual one: it is the same request without them.
        begins_anew: Whether the log that the room has is kept aside under a new name; the same.
    """

    nick: str
    room: str
    port: int | None = None
    announce: bool = True
    allow_plain: bool = False
    password: str = ""
    allow_public: bool = False
    channels: tuple[str, ...] = field(default=(), compare=False)
    begins_anew: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class JoinRequest:
    """Go into a room on another machine.

    Args:
        nick: The person's name.
        address: As typed: host, host:port, [v6]:port, or an invitation `ircs://…`; what is shown if *found* is given.
        password: What the room asks for, or empty.
        found: The room, if it was chosen from those that are announced; then its addresses count.
        accepted_pin: A key that differs from the one known, and that the person has compared and accepted (`LinkFailed.keys.found`).
        channels: To come into besides the usual one, or the one of the invitation: it is the same request without them.
    """

    nick: str
    address: str
    password: str = ""
    found: FoundRoom | None = None
    accepted_pin: str = ""
    channels: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Invite:
    """The way into a room.

    Args:
        link: `ircs://…`, with the room's key.
        squares: The same as a QR code, row by row, True for dark; around it belongs a light border of four squares.
    """

    link: str
    squares: tuple[tuple[bool, ...], ...]


StartRequest = HostRequest | JoinRequest


class SendCommand(Protocol):
    """Sends a command of IRC with its parameters to the host."""

    def __call__(self, name: str, /, *params: str) -> None:
        """Send it."""


class History(Protocol):
    """What was kept of the room that we are in. Called on the main thread; never waits; answers are events."""

    def ask_page(self, conversation: str, part: Part, key: str = "") -> None:
        """Tell `PageRead`: the last lines of a conversation, or those before, after or around a line."""

    def ask_line(self, conversation: str, key: str) -> None:
        """Tell `LineRead`: the line with a key."""

    def ask_date(self, conversation: str, time: float) -> None:
        """Tell `PageRead`: what was said in a conversation since a moment, in seconds since 1970, and before it."""

    def search(self, number: int, text: str, conversation: str | None) -> None:
        """Tell `SearchAnswered` with this number, unless another search is asked for before; None searches all rooms."""

    def mark_read(self, conversation: str, time: float) -> None:
        """Note that a conversation is read up to a time of the host, in seconds since 1970."""

    def keep_draft(self, conversation: KeptConversation) -> None:
        """Keep the draft of a conversation."""

    def keep_notify(self, conversation: KeptConversation) -> None:
        """Keep what of a conversation the person wants to be told."""

    def put_away(self, conversation: str) -> None:
        """Let a conversation not come back (`RoomRecalled`) before something new is said there."""

    def export(self, conversation: str, kind: ExportFormat, file: Path) -> None:
        """Write a conversation into a file; tell `Exported`."""


class Alerts(Protocol):
    """What reaches a person who looks elsewhere. Called on the main thread; nothing waits."""

    def notify(self, note: Note) -> None:
        """Let the desktop tell of a message, now or soon, together with others; of a click on it `NotificationClicked` tells."""

    def withdraw(self, conversation: str) -> None:
        """Take back what the desktop tells of a conversation: it is read."""

    def sound(self, volume: int) -> bool:
        """Make the sound of a message, unless it was just made; return whether this machine has a way to.

        Args:
            volume: In percent.
        """


class Chat(Protocol):
    """The program behind the window.

    Called on the main thread. Nothing but `stop` ever waits; what comes of a call arrives as a `ClientEvent` in the queue
    that the window gave. A bad address is such an event too (`LinkFailed`), never an exception.
    """

    @property
    def controls(self) -> HostControls:
        """The room hosted here, for its host."""

    @property
    def history(self) -> History:
        """What was kept of the room that we are in; another one after each `host`, `join` and `leave`."""

    @property
    def alerts(self) -> Alerts:
        """The desktop's own ways to a person."""

    def host(self, request: HostRequest) -> None:
        """Open a room and join it: `HostingStarted`, then as for `join`; or `HostingFailed`."""

    def join(self, request: JoinRequest) -> None:
        """Connect, `Connecting` first: then `LinkUp`, `Registered`; or `NickRefused`; or one `LinkFailed`. Ends an earlier link.

        A link that breaks comes back by itself: `LinkBroken`, then `Connecting` and so on, as often as it takes.

        Of a room that is known `RoomRecalled` tells, at any time, and often before all others.
        Of a bad address a `LinkFailed` tells, without a `Connecting` before it.
        """

    def rename(self, nick: str) -> None:
        """Ask for another name; the answer to `NickRefused` too."""

    def set_profile(self, profile: Profile) -> None:
        """Tell the room, and those entered later, this of ourselves."""

    def say(self, conversation: str, text: str, reply: str = "") -> Refused | None:
        """Send what was typed in a conversation, a `/command` included; return why not, if it cannot be sent.

        A message may answer another one, by its msgid; of what becomes several messages the first does.

        Of a message `MessageQueued` tells; then `MessageArrived` with its id, or `SendFailed`. While the link is away
        messages wait, and commands are refused.
        """

    def command(self, name: str, *params: str, tags: Mapping[str, str] = NO_TAGS) -> Refused | None:
        """Send one command of IRC with its parameters, whatever signs are in them; return why not, if it cannot be sent."""

    def retry(self, message_id: str) -> None:
        """Send a message again that the host refused (`SendFailed`)."""

    def drop(self, message_id: str) -> None:
        """Give it up."""

    def hurry(self) -> None:
        """Come back into the room now, if the link broke and waits for its next try."""

    def leave(self) -> None:
        """Quit the room, and end it if it is hosted here.

        After this call no event of the old link comes any more, not even one that waits in the queue.
        """

    def look_for_rooms(self) -> None:
        """Tell `RoomsFound` from here on, whenever the rooms of the local network change; again changes nothing."""

    def stop_looking(self) -> None:
        """Tell of rooms no longer."""

    def invite(self) -> Invite | None:
        """Return the way into the room hosted here, for others; None if none is."""

    def addresses(self) -> tuple[str, ...]:
        """Return what others can type to come into the room hosted here, the best first; none if none is."""

    def open_link(self, url: str) -> None:
        """Show an address that `links.may_open` lets pass in the program that is for it, which may take its time elsewhere."""

    def stop(self) -> list[str]:
        """End everything and join every thread within `STOP_SECONDS`; return the names of threads still running.

        Whoever waits to post an event gives up now: the queue is no longer emptied.
        """


class Lab(Protocol):
    """Threads against processes, measured on this machine. Called on the main thread; nothing waits."""

    def speak(self, language: str) -> None:
        """Tell what is found from the next run on in this language, as in the settings."""

    def start(self, *, quick: bool) -> None:
        """Begin to measure, in a process of its own; what an earlier run finds is told no longer."""

    def news(self) -> list[LabNews]:
        """Return what was told since the last call; `LabEnded` is the last of a run that was not stopped."""

    def stop(self) -> None:
        """Measure no more; all processes of the Lab end soon."""

    def save(self, path: Path) -> str:
        """Write what was found so far as a page that needs nothing else; return why that cannot be done, or ""."""


class Threads(Protocol):
    """This process as it is, looked at while somebody wants to see it. Called on the main thread; nothing waits."""

    def open(self) -> None:
        """Look from here on, twice a second; again changes nothing."""

    def close(self) -> None:
        """Look no more: from here on nothing is counted."""

    def snapshot(self) -> Snapshot | None:
        """Return the last look; None before the first."""

    def shown(self, events: Sequence[ClientEvent]) -> None:
        """Note that the window has drawn what these events tell."""


@dataclass(frozen=True, slots=True)
class Inside:
    """What a person can look at beside the room.

    Args:
        threads: This process.
        lab: Threads against processes.
    """

    threads: Threads
    lab: Lab


@dataclass(frozen=True, slots=True)
class Panel:
    """A window beside the room's, and the button that opens it.

    Args:
        title: On the button.
        open: Shows it.
        is_in_room: Its button stands below the room too, not on the start screen alone.
    """

    title: str
    open: Callable[[], None]
    is_in_room: bool = True
