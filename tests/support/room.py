"""A room without sockets: people type lines, and what each would receive is collected as bytes."""

from __future__ import annotations

from collections import defaultdict, deque
from typing import TYPE_CHECKING

from desktop_chat.core.instant import Instant
from desktop_chat.core.server.config import RoomConfig, RoomLimits
from desktop_chat.core.server.effects import Close, Deliver, Effect, Keep, Retag, Send, Work
from desktop_chat.core.server.records import BurstRecord, KeptRecord, MessageRecord
from desktop_chat.core.server.world import World
from desktop_chat.core.wire.message import Message, parse
from desktop_chat.store.memory_log import MemoryRoomLog

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_chat.core.server.records import Record
    from desktop_chat.core.server.session import Session

START = Instant(1_000.0, 1_700_000_000.0)
LIMITS = RoomLimits()
CONFIG = RoomConfig("우리 반", "desktop-chat-0", operators={"host": "secret"}, motd=("Welcome!",))


class Room:
    """A world with a fake clock, and an in-tray for each session."""

    def __init__(self, config: RoomConfig = CONFIG, *, last_id: int = 0, kept: Sequence[KeptRecord] = ()) -> None:
        self.log = MemoryRoomLog(config.history)
        self.log.append(kept)
        if last_id:
            self.log.append([MessageRecord(last_id, 0, "#long-ago", "nobody", "PRIVMSG", "")])
        self.world = World(config, archive=self.log, started=START, random_bytes=bytes)
        self.now = START
        self.records: list[MessageRecord] = []
        self.kept: dict[tuple[str, str], KeptRecord] = {}
        self.work: deque[Work] = deque()
        self.closed: set[int] = set()
        self._tags: dict[int, int] = {}
        self._trays: dict[int, list[bytes]] = defaultdict(list)
        self._ids: dict[str, int] = {}
        self._opened = 0

    def open(self, name: str, *, host: str = "10.0.0.7") -> None:
        """Connect somebody who has said nothing yet, to be called *name* here."""
        self._opened += 1
        session_id = self._ids[name] = self._opened
        self.apply(self.world.connect(session_id, host, self.now))

    def join(self, *nicks: str, caps: str = "", channel: str = "") -> None:
        """Connect and register people, let them join a channel, and empty all trays."""
        for nick in nicks:
            self.open(nick)
            if caps:
                self.say(nick, f"CAP REQ :{caps}")
            self.say(nick, f"NICK {nick}", f"USER {nick} 0 * :{nick} real", *(["CAP END"] if caps else []))
            if channel:
                self.say(nick, f"JOIN {channel}")
        self.clear()

    def say(self, name: str, *lines: str | bytes) -> None:
        """Let somebody send lines."""
        for line in lines:
            data = line if isinstance(line, bytes) else line.encode()
            self.apply(self.world.receive(self._ids[name], data, self.now))

    def receive(self, name: str, *lines: str) -> None:
        """Let somebody send lines at once, as the engine gets them."""
        effects: list[Effect] = []
        self.world.receive_all(self._ids[name], [line.encode() for line in lines], self.now, effects)
        self.apply(effects)

    def do_work(self) -> None:
        """Do all that takes long, as the room's other thread would."""
        while self.work:
            self.end_work(self.work[0].run())

    def end_work(self, result: object) -> None:
        """Let the first thing that takes long come to this."""
        effects: list[Effect] = []
        self.world.resume(self.work.popleft(), result, self.now, effects)
        self.apply(effects)

    def drop(self, name: str, reason: str = "Connection reset") -> None:
        """End somebody's connection from outside."""
        self.apply(self.world.disconnect(self._ids[name], reason, self.now))

    def wait(self, seconds: float) -> None:
        """Let time pass and the room notice it."""
        self.now = Instant(self.now.monotonic + seconds, self.now.wall + seconds)
        self.apply(self.world.tick(self.now))

    def apply(self, effects: list[Effect]) -> None:
        """Put lines into trays, in order."""
        for effect in effects:
            self._apply(effect)

    def _apply(self, effect: Effect) -> None:
        match effect:
            case Send(to, line):
                self._put(to, line.bytes_for(self._tags.get(to, 0)))
            case Deliver(everybody, line, skip, record):
                records = record.messages() if isinstance(record, BurstRecord) else [record] if record is not None else []
                self.records += records
                self.log.append(records)
                for to in (member_id for member_id in everybody if member_id != skip):
                    self._put(to, line.bytes_for(self._tags.get(to, 0)))
            case Keep(record):
                self._keep(record)
            case Work():
                self.work.append(effect)
            case Retag(to, tag_caps):
                self._tags[to] = tag_caps
            case Close(to, line):
                self._put(to, line.bytes_for(self._tags.get(to, 0)))
                self.closed.add(to)

    def _keep(self, record: Record) -> None:
        self.log.append([record])
        if isinstance(record, KeptRecord):
            self.kept[record.kind, record.key] = record

    def _put(self, to: int, data: bytes) -> None:
        assert to not in self.closed, "nothing comes after the last line"
        for line in data.splitlines(keepends=True):
            assert len(line[line.find(b" :") + 1 if line.startswith(b"@") else 0 :]) <= 512, line
            self._trays[to].append(line)

    def got(self, name: str) -> list[str]:
        """Take what somebody received, as text without CR LF."""
        return [data.decode().removesuffix("\r\n") for data in self._trays.pop(self._ids[name], [])]

    def messages(self, name: str) -> list[Message]:
        """Take what somebody received, parsed."""
        return [parse(line.encode()) for line in self.got(name)]

    def replies(self, name: str) -> list[tuple[str, ...]]:
        """Take what somebody received as (command, parameters…), the nick of numerics left out."""
        return [(m.command, *(m.params[1:] if m.command.isdigit() else m.params)) for m in self.messages(name)]

    def numerics(self, name: str) -> list[str]:
        """Take the commands of what somebody received."""
        return [message.command for message in self.messages(name)]

    def clear(self) -> None:
        """Empty all trays."""
        self._trays.clear()

    def is_closed(self, name: str) -> bool:
        """Return whether the room ended somebody's connection."""
        return self._ids[name] in self.closed

    def session(self, name: str) -> Session:
        """Return somebody's session in the room."""
        return self.world.sessions[self._ids[name]]
