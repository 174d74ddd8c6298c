"""What a room is made of: its sessions, nicks and channels, and how they are looked up and changed.

One thread owns it, as the whole world.
"""

from __future__ import annotations

from collections import Counter, deque
from typing import TYPE_CHECKING, Final

from desktop_chat.core.server.accounts import Accounts
from desktop_chat.core.server.asides import ALL_ASIDES, ASIDES
from desktop_chat.core.server.attempts import Attempts
from desktop_chat.core.server.bans import Bans
from desktop_chat.core.server.channel import Channel
from desktop_chat.core.server.departed import Departed
from desktop_chat.core.server.isupport import isupport_tokens
from desktop_chat.core.server.kept_channels import kept_channels
from desktop_chat.core.server.metadata import Metadata
from desktop_chat.core.server.monitors import Monitors
from desktop_chat.core.server.offers import offers
from desktop_chat.core.server.pace import Buckets, Rate
from desktop_chat.core.server.places import Places
from desktop_chat.core.server.read_markers import ReadMarkers
from desktop_chat.core.server.replay import LeftAt
from desktop_chat.core.wire import limits
from desktop_chat.core.wire.capabilities import Caps
from desktop_chat.core.wire.names import fold

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_chat.core.instant import Instant
    from desktop_chat.core.server.archive import Archive
    from desktop_chat.core.server.config import RoomConfig
    from desktop_chat.core.server.session import Session

REGISTRATIONS: Final = Rate(64, 1 / 60)
"""New accounts of one address: a whole classroom behind one router at once, then one a minute."""
REGISTRATIONS_OF_ALL: Final = Rate(1_000, 1)


class RoomState:
    """All state of one room.

    Args:
        config: What the host decided.
        started: When the room opened.
        archive: Reads the room's log.
        random_bytes: Returns so many bytes that nobody can guess.
    """

    config: RoomConfig

    def __init__(self, config: RoomConfig, *, started: Instant, archive: Archive, random_bytes: Callable[[int], bytes]) -> None:
        self.config, self.archive = config, archive
        kept = archive.kept()
        self.started = started
        self.sessions: dict[int, Session] = {}
        self.nicks: dict[str, Session] = {}
        self.channels: dict[str, Channel] = {channel.folded: channel for channel in kept_channels(kept)}
        self.renamed: dict[str, Channel] = {}
        """Open channels by the folded name they had before (IRCv3 channel-rename, Channel redirection)."""
        self.departed: deque[Departed] = deque(maxlen=config.limits.whowas_entries)
        self.isupport = isupport_tokens(config)
        self.offers = offers(config.accounts, history=config.history.kept)
        self.most_people = 0
        self.command_counts: Counter[str] = Counter()
        self.attempts, self.oper_attempts, self.login_attempts = Attempts(), Attempts(), Attempts()
        """Wrong passwords of the room; of operators; of accounts, by address and by account."""
        self.bans = Bans(config.bans)
        self.asides = Buckets(ASIDES, ALL_ASIDES, started.monotonic)
        """How many lines for clients that know less each channel and person may still get."""
        self.metadata = Metadata(kept)
        self.monitors = Monitors(limits.MONITOR_TARGETS)
        self.accounts = Accounts(kept)
        self.registrations = Buckets(REGISTRATIONS, REGISTRATIONS_OF_ALL, started.monotonic)
        self.random_bytes = random_bytes
        self.places = Places(kept)
        for channel in self.channels.values():
            channel.place = self.places.of(channel.folded)
        self.read_markers = ReadMarkers(kept)
        self.left = LeftAt()
        self.last_id = archive.last_id()
        """Of all ids given so far the largest."""

    def find_nick(self, nick: str) -> Session | None:
        """Return the registered session with this nick, in any case."""
        session = self.nicks.get(fold(nick))
        return session if session is not None and session.registered else None

    def find_channel(self, name: str) -> Channel | None:
        """Return the channel with this name, in any case."""
        return self.channels.get(fold(name))

    def with_cap(self, audience: tuple[int, ...], cap: int) -> tuple[int, ...]:
        """Return those of an audience that have a capability."""
        return tuple(member_id for member_id in audience if self.sessions[member_id].caps & cap)

    def without_cap(self, audience: tuple[int, ...], cap: int) -> tuple[int, ...]:
        """Return those of an audience that do not have a capability."""
        return tuple(member_id for member_id in audience if not self.sessions[member_id].caps & cap)

    def open_channel(self, name: str, now: Instant) -> Channel:
        """Return the channel *name*, a valid name; make it if there is none."""
        folded = fold(name)
        channel = self.channels.get(folded)
        if channel is None:
            channel = self.channels[folded] = Channel(name, folded, now.wall)
            channel.place = self.places.of(folded)
        return channel

    def leave_channel(self, channel: Channel, who: Session) -> None:
        """Take *who* out of a channel; an empty one ends."""
        self.left.note(who, channel, self.last_id)
        channel.remove(who)
        self.end_if_empty(channel)

    def end_if_empty(self, channel: Channel) -> None:
        """End a channel that has nobody in it and is not registered."""
        if not channel.members and not channel.is_registered:
            del self.channels[channel.folded]
            self.renamed.pop(channel.former, None)

    def rename_channel(self, channel: Channel, name: str) -> None:
        """Give a channel a valid, free name; whoever looks for the one before is led to it, as long as it is open."""
        before, folded = channel.folded, fold(name)
        channel.name = name
        if folded == before:
            return
        self.renamed.pop(channel.former, None)
        self.renamed.pop(folded, None)
        self.renamed[before] = channel
        channel.folded, channel.former = folded, before
        self.channels[folded] = self.channels.pop(before)
        for member in channel.members:
            member.channels[folded] = member.channels.pop(before)

    def neighbours(self, who: Session) -> tuple[int, ...]:
        """Return the ids of all who share a channel with *who*, without itself."""
        ids = {member_id for channel in who.channels.values() for member_id in channel.audience}
        ids.discard(who.id)
        return tuple(sorted(ids))

    def observers(self, who: Session, cap: int) -> tuple[int, ...]:
        """Return the ids of the others who have a capability and see what changes about *who*.

        They share a channel with it, or monitor its nick with extended-monitor (IRCv3 extended-monitor).
        """
        watchers = self.with_cap(self.monitors.watchers(who.folded), Caps.EXTENDED_MONITOR)
        seeing = {*self.with_cap(self.neighbours(who), cap), *self.with_cap(watchers, cap)}
        return tuple(sorted(seeing - {who.id}))

    def take_nick(self, who: Session, nick: str) -> None:
        """Give *who* a valid, free nick."""
        if self.nicks.get(who.folded) is who:
            del self.nicks[who.folded]
        who.name(nick)
        self.nicks[who.folded] = who

    def next_id(self, now: Instant) -> int:
        """Return a new message id: larger than all before, also after the log was lost (microseconds, or one more)."""
        return self.next_ids(now, 1)

    def next_ids(self, now: Instant, count: int) -> int:
        """Return the first of that many new message ids in a row."""
        first = max(self.last_id + 1, int(now.wall * 1_000_000))
        self.last_id = first + count - 1
        return first

    def people(self) -> list[Session]:
        """Return the registered sessions, in the order they connected."""
        return [session for session in self.sessions.values() if session.registered]

    def count_people(self) -> None:
        """Note how many there are, for the greatest number that LUSERS tells."""
        self.most_people = max(self.most_people, len(self.people()))

    def remember(self, who: Session, now: Instant) -> None:
        """Keep what WHOWAS tells of a nick that is about to go."""
        self.departed.append(Departed(who.nick, who.folded, who.user, who.host, who.realname, now.wall))
