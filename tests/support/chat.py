"""The program behind the window, and its history, that only keep what they were asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from desktop_chat.core.client.commands import InputProblem, Refused, Typed, parse_input
from desktop_chat.core.client.events.kept import KeptConversation, Part
from desktop_chat.core.client.export import ExportFormat
from desktop_chat.core.client.notes import Note
from desktop_chat.core.client.profile import Profile
from desktop_chat.core.server.bans import BanKind
from desktop_chat.core.server.choices import HostChoices
from desktop_chat.core.wire.message import NO_TAGS, encode_tags
from desktop_chat.gui.ports import HostRequest, Invite, JoinRequest, StartRequest

ADDRESS = "192.168.0.12:6667"


@dataclass
class FakeHistory:
    """What the history was asked for."""

    pages: list[tuple[str, Part, str]] = field(default_factory=list)
    asked_lines: list[tuple[str, str]] = field(default_factory=list)
    dates: list[tuple[str, float]] = field(default_factory=list)
    searches: list[tuple[int, str, str | None]] = field(default_factory=list)
    read: dict[str, float] = field(default_factory=dict)
    drafts: list[KeptConversation] = field(default_factory=list)
    exports: list[tuple[str, ExportFormat, Path]] = field(default_factory=list)
    notify: list[KeptConversation] = field(default_factory=list)
    put_away_ones: list[str] = field(default_factory=list)

    def ask_page(self, conversation: str, part: Part, key: str = "") -> None:
        """Note the wish for a page."""
        self.pages.append((conversation, part, key))

    def ask_line(self, conversation: str, key: str) -> None:
        """Note the wish for a line."""
        self.asked_lines.append((conversation, key))

    def ask_date(self, conversation: str, time: float) -> None:
        """Note the wish for a day."""
        self.dates.append((conversation, time))

    def search(self, number: int, text: str, conversation: str | None) -> None:
        """Note a search."""
        self.searches.append((number, text, conversation))

    def mark_read(self, conversation: str, time: float) -> None:
        """Note up to when it is read."""
        self.read[conversation] = time

    def keep_draft(self, conversation: KeptConversation) -> None:
        """Note a draft."""
        self.drafts.append(conversation)

    def keep_notify(self, conversation: KeptConversation) -> None:
        """Note what is wanted of a conversation."""
        self.notify.append(conversation)

    def put_away(self, conversation: str) -> None:
        """Note what is not wanted any more."""
        self.put_away_ones.append(conversation)

    def export(self, conversation: str, kind: ExportFormat, file: Path) -> None:
        """Note the wish for a file."""
        self.exports.append((conversation, kind, file))


@dataclass
class FakeAlerts:
    """What the desktop was asked for."""

    notes: list[Note] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    volumes: list[int] = field(default_factory=list)
    has_sound: bool = True

    def notify(self, note: Note) -> None:
        """Keep a note."""
        self.notes.append(note)

    def withdraw(self, conversation: str) -> None:
        """Note what is read."""
        self.withdrawn.append(conversation)

    def sound(self, volume: int) -> bool:
        """Note a sound."""
        self.volumes.append(volume)
        return self.has_sound


@dataclass
class FakeControls:
    """What the host wanted of their room, in order."""

    wanted: list[tuple[object, ...]] = field(default_factory=list)
    looks: int = 0

    def ask(self) -> None:
        """Note that somebody looks."""
        self.looks += 1

    def choose(self, choices: HostChoices) -> None:
        """Note a choice."""
        self.wanted.append(("choose", choices))

    def set_password(self, password: str) -> None:
        """Note a password."""
        self.wanted.append(("password", password))

    def put_out(self, session_id: int, reason: str) -> None:
        """Note who is to go."""
        self.wanted.append(("out", session_id, reason))

    def ban(self, kind: BanKind, value: str, *, reason: str, by: str, seconds: float | None) -> None:
        """Note a ban."""
        self.wanted.append(("ban", kind, value, reason, by, seconds))

    def unban(self, kind: BanKind, value: str) -> None:
        """Note whom to let in again."""
        self.wanted.append(("unban", kind, value))

    def forget(self, before: float | None) -> None:
        """Note what is to be deleted."""
        self.wanted.append(("forget", before))


@dataclass
class FakeChat:
    """What the program behind the window was asked for."""

    history: FakeHistory = field(default_factory=FakeHistory)
    controls: FakeControls = field(default_factory=FakeControls)
    alerts: FakeAlerts = field(default_factory=FakeAlerts)

    asked: list[StartRequest] = field(default_factory=list)
    renamed: list[str] = field(default_factory=list)
    profiles: list[Profile] = field(default_factory=list)
    said: list[tuple[str, str]] = field(default_factory=list)
    replies: list[tuple[str, str]] = field(default_factory=list)
    """What was said as an answer, and the id of what it answers."""
    commands: list[tuple[str, ...]] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)
    left: int = 0
    hurried: int = 0
    is_over: bool = False
    """There is no link, and none comes back."""
    retried: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    looks: bool = False
    own: tuple[str, ...] = (ADDRESS, "10.0.0.7:6667")

    def host(self, request: HostRequest) -> None:
        """Note the wish to host."""
        self.asked.append(request)

    def join(self, request: JoinRequest) -> None:
        """Note the wish to join."""
        self.asked.append(request)

    def retry(self, message_id: str) -> None:
        """Note the wish to send again."""
        self.retried.append(message_id)

    def drop(self, message_id: str) -> None:
        """Note the wish to give up."""
        self.dropped.append(message_id)

    def hurry(self) -> None:
        """Note the wish to be quick."""
        self.hurried += 1

    def rename(self, nick: str) -> None:
        """Note a name."""
        self.renamed.append(nick)

    def set_profile(self, profile: Profile) -> None:
        """Note what is told of us."""
        self.profiles.append(profile)

    def say(self, conversation: str, text: str, reply: str = "") -> Refused | None:
        """Note what was typed, unless the real program would refuse it."""
        made = parse_input(Typed(conversation, "ann"), text)
        if isinstance(made, Refused):
            return made
        if self.is_over:
            return Refused(InputProblem.NOT_NOW, text)
        self.said.append((conversation, text))
        self.replies += [(text, reply)] if reply else []
        return None

    def command(self, name: str, *params: str, tags: Mapping[str, str] = NO_TAGS) -> Refused | None:
        """Note a command, its tags before it as on the wire."""
        if self.is_over:
            return Refused(InputProblem.NOT_NOW, name)
        self.commands.append((*encode_tags(tags).decode().split(), name, *params))
        return None

    def leave(self) -> None:
        """Note that it is over."""
        self.left += 1

    def look_for_rooms(self) -> None:
        """Note that rooms are looked for."""
        self.looks = True

    def stop_looking(self) -> None:
        """Note that they are no longer."""
        self.looks = False

    def invite(self) -> Invite | None:
        """Return an invitation, with a code that no camera reads."""
        return Invite("ircs://192.168.0.12:6667/?pin=0", ((True, False), (False, True)))

    def addresses(self) -> tuple[str, ...]:
        """Return where others find the room."""
        return self.own

    def open_link(self, url: str) -> None:
        """Note an address."""
        self.opened.append(url)

    def stop(self) -> list[str]:
        """End nothing: nothing runs."""
        return []
