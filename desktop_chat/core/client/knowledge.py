"""What a member knows of the room, folded from events alone. Owned by the thread that shows it, never shared."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import assert_never

from desktop_chat.core.client.events import (
    AwayChanged,
    ChannelRenamed,
    ClientEvent,
    JoinedChannel,
    LeftChannel,
    LoggedIn,
    Member,
    MemberJoined,
    MemberLeft,
    MemberQuit,
    MembersListed,
    ModeChange,
    ModeChanged,
    ModesListed,
    NickChanged,
    PresenceTold,
    ProfileChanged,
    Registered,
    RoomDescribed,
    ServerSaid,
    TopicChanged,
    TopicSetBy,
)
from desktop_chat.core.client.features import DEFAULT_FEATURES, Features
from desktop_chat.core.client.profile import Profile
from desktop_chat.core.client.profiles import Profiles
from desktop_chat.core.wire.numerics import Numeric

ChannelEvent = MembersListed | MemberJoined | MemberLeft | TopicChanged | TopicSetBy | ModeChanged | ModesListed


@dataclass(slots=True)
class KnownChannel:
    """A channel we are in."""

    name: str
    topic: str = ""
    topic_by: str = ""
    topic_time: float | None = None
    """Seconds since 1970, if the host told."""
    members: dict[str, Member] = field(default_factory=dict)
    """By folded nick."""
    modes: dict[str, str] = field(default_factory=dict)
    """Letters that are set with their argument or ""; lists and members' prefixes are not among them."""
    modes_told: bool = False
    """The host has listed them: it is asked once, when we come in."""


class Knowledge:
    """The room as one member sees it. `apply` each event once, in order."""

    def __init__(self) -> None:
        self._forget("", "", frozenset())

    def _forget(self, nick: str, server: str, capabilities: frozenset[str]) -> None:
        self.nick, self.server, self.capabilities = nick, server, capabilities
        self.features = DEFAULT_FEATURES
        self.channels: dict[str, KnownChannel] = {}
        """Those we are in, by folded name, in the order in which we joined."""
        self.away: dict[str, str] = {}
        """Who is away, by folded nick, with their text, "" where it is not known: we, people in our channels, people we watch."""
        self.watched: dict[str, bool] = {}
        """Whether people we watch are in the room, by folded nick."""
        self.is_operator = False
        """We run the room: every channel obeys us."""
        self.account = ""
        """By which the room knows us."""
        self.profiles = Profiles()
        """What the same people tell of themselves."""

    @property
    def room(self) -> str:
        """What people call this room, "" if the host did not say."""
        return self.features.network

    def is_me(self, nick: str) -> bool:
        """Return whether a nick is ours."""
        return self.features.fold(nick) == self.features.fold(self.nick)

    def channel(self, name: str) -> KnownChannel | None:
        """Return a channel we are in, by its name in any case."""
        return self.channels.get(self.features.fold(name))

    def members(self, name: str) -> list[Member]:
        """Return who is in a channel, as lists show it: by rank, then by name; nobody if we are not in it."""
        known = self.channel(name)
        everybody = known.members.values() if known else ()
        return sorted(everybody, key=lambda member: (self.features.rank(member.prefixes), self.features.fold(member.nick)))

    def channels_of(self, nick: str) -> list[str]:
        """Return the names of the channels we share with somebody."""
        return [known.name for known in self._shared_with(nick)]

    def people(self) -> dict[str, str]:
        """Return everybody in our channels, us included: nicks by folded nick."""
        return {folded: member.nick for one in self.channels.values() for folded, member in one.members.items()}

    def away_text(self, nick: str) -> str | None:
        """Return the text of who is away, None for who is not, as far as we know."""
        return self.away.get(self.features.fold(nick))

    def profile(self, nick: str) -> Profile:
        """Return what somebody tells of themselves, as far as we know."""
        return self.profiles.of(self.features.fold(nick))

    def is_present(self, nick: str) -> bool:
        """Return whether somebody is in the room, as far as we know: in a channel of ours, or seen by the host that watches for us."""
        return self.watched.get(self.features.fold(nick), False) or any(self._shared_with(nick))

    def _shared_with(self, nick: str) -> Iterator[KnownChannel]:
        folded = self.features.fold(nick)
        return (known for known in self.channels.values() if folded in known.members)

    def apply(self, event: ClientEvent) -> None:
        """Learn from an event; those about channels we are not in, and those that tell nothing of the room, change nothing."""
        match event:
            case Registered(nick, server, capabilities):
                self._forget(nick, server, capabilities)
            case RoomDescribed(features):
                self._describe(features)
            case LoggedIn(account):
                self.account = account
            case JoinedChannel() | LeftChannel() | ChannelRenamed():
                self._apply_to_channels(event)
            case ServerSaid(Numeric.RPL_YOUREOPER):
                self.is_operator = True
            case MembersListed() | MemberJoined() | MemberLeft() | TopicChanged() | TopicSetBy() | ModeChanged() | ModesListed():
                self._apply_to_channel(event)
            case NickChanged() | MemberQuit() | AwayChanged() | PresenceTold() | ProfileChanged():
                self._apply_to_person(event)
            case _:
                pass

    def _apply_to_channels(self, event: JoinedChannel | LeftChannel | ChannelRenamed) -> None:
        match event:
            case JoinedChannel(channel):
                self.channels[self.features.fold(channel)] = KnownChannel(channel)
                self._forget_strangers()
            case LeftChannel(channel):
                self.channels.pop(self.features.fold(channel), None)
                self._forget_strangers()
            case ChannelRenamed(old, new):
                self._rename_channel(old, new)
            case _:
                assert_never(event)

    def _rename_channel(self, old: str, new: str) -> None:
        """Know a channel by another name, in the place it has."""
        known = self.channel(old)
        if known is not None:
            known.name = new
            self.channels = {self.features.fold(one.name): one for one in self.channels.values()}

    def _describe(self, features: Features) -> None:
        """Take new features; names may compare differently from here on."""
        before, self.features = self.features, features
        people = {self.nick, *(member.nick for known in self.channels.values() for member in known.members.values())}
        self.away = {features.fold(nick): self.away[before.fold(nick)] for nick in people if before.fold(nick) in self.away}
        self.channels = {features.fold(known.name): known for known in self.channels.values()}
        for known in self.channels.values():
            known.members = {features.fold(member.nick): member for member in known.members.values()}

    def _apply_to_person(self, event: NickChanged | MemberQuit | AwayChanged | PresenceTold | ProfileChanged) -> None:
        match event:
            case NickChanged(old, new, mine):
                self._rename(old, new, mine=mine)
            case MemberQuit(nick):
                for known in self._shared_with(nick):
                    del known.members[self.features.fold(nick)]
                self._forget_strangers()
            case AwayChanged(nick, text):
                self._note_away(nick, text)
            case ProfileChanged(nick, key, value):
                if self.is_me(nick) or self.is_present(nick):  # Of a stranger nobody would tell us when that changes.
                    self.profiles.take(self.features.fold(nick), key, value)
            case PresenceTold(nick, is_online):
                self.watched[self.features.fold(nick)] = is_online
                self._forget_strangers()
            case _:
                assert_never(event)

    def _note_away(self, nick: str, text: str | None) -> None:
        if text is None:
            self.away.pop(self.features.fold(nick), None)
        else:
            self.away[self.features.fold(nick)] = text or self.away.get(self.features.fold(nick), "")
            self._forget_strangers()

    def _rename(self, old: str, new: str, *, mine: bool) -> None:
        self.nick = new if mine else self.nick
        old_folded, new_folded = self.features.fold(old), self.features.fold(new)
        for known in list(self._shared_with(old)):
            known.members[new_folded] = Member(new, known.members.pop(old_folded).prefixes)
        if old_folded in self.away:
            self.away[new_folded] = self.away.pop(old_folded)
        self.profiles.rename(old_folded, new_folded)

    def _forget_strangers(self) -> None:
        """Keep nothing of who is in none of our channels and not watched: nobody would tell us when that changes."""
        if not self.away and not any(self.profiles):
            return
        seen = {nick for nick, is_online in self.watched.items() if is_online}
        met = {self.features.fold(self.nick)}.union(seen, *(known.members for known in self.channels.values()))
        self.away = {nick: text for nick, text in self.away.items() if nick in met}
        self.profiles.keep(met)

    def _apply_to_channel(self, event: ChannelEvent) -> None:
        known = self.channel(event.channel)
        if known is None:
            return
        match event:
            case TopicChanged(_, topic, by):
                known.topic, known.topic_by, known.topic_time = topic, by, None
            case TopicSetBy(_, by, time):
                known.topic_by, known.topic_time = by, time
            case ModesListed(_, changes):
                known.modes, known.modes_told = {}, True
                self._change_modes(known, changes)
            case ModeChanged(_, changes):
                self._change_modes(known, changes)
            case MembersListed() | MemberJoined() | MemberLeft():
                self._change_members(known, event)
            case _:
                assert_never(event)

    def _change_members(self, known: KnownChannel, event: MembersListed | MemberJoined | MemberLeft) -> None:
        fold = self.features.fold
        match event:
            case MembersListed(_, members):
                known.members = {fold(member.nick): member for member in members}
                self._forget_strangers()
            case MemberJoined(_, nick):
                known.members[fold(nick)] = Member(nick)
            case MemberLeft(_, nick):
                known.members.pop(fold(nick), None)
                self._forget_strangers()
            case _:
                assert_never(event)

    def _change_modes(self, known: KnownChannel, changes: tuple[ModeChange, ...]) -> None:
        for change in changes:
            sign, letter = change.mode[0], change.mode[1:]
            if change.prefix:
                self._change_prefix(known, change, is_given=sign == "+")
            elif sign == "-":
                known.modes.pop(letter, None)
            elif letter not in self.features.list_modes:
                known.modes[letter] = change.argument

    def _change_prefix(self, known: KnownChannel, change: ModeChange, *, is_given: bool) -> None:
        folded = self.features.fold(change.argument)
        member = known.members.get(folded)
        if member is not None:
            others = member.prefixes.replace(change.prefix, "")
            held = self.features.sort_prefixes(others + change.prefix * is_given)
            known.members[folded] = Member(member.nick, held)
