"""What a member knows of the room, folded from events alone. Owned by the thread that shows it."""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop_chat.core.client.events import (
    AwayChanged,
    ClientEvent,
    JoinedChannel,
    LeftChannel,
    LinkLost,
    Member,
    MemberJoined,
    MemberLeft,
    MemberQuit,
    MembersListed,
    ModeChange,
    ModeChanged,
    NickChanged,
    Registered,
    RoomNamed,
    TopicChanged,
)
from desktop_chat.core.wire.names import fold

RANK_PREFIXES = {"o": "@", "h": "%", "v": "+"}
"""Highest first."""


@dataclass(slots=True)
class KnownChannel:
    """A channel we are in."""

    name: str
    topic: str = ""
    members: dict[str, Member] = field(default_factory=dict)
    """By folded nick."""
    modes: dict[str, str] = field(default_factory=dict)
    """Letters that are set, with their argument or ""; lists and ranks are not among them."""

    def sorted_members(self) -> list[Member]:
        """Return the members as lists show them: by rank, then by name."""
        order = "".join(RANK_PREFIXES.values())
        return sorted(self.members.values(), key=lambda m: ((order + " ").find(m.prefixes[:1] or " "), fold(m.nick)))


class Knowledge:
    """The room as one member sees it."""

    def __init__(self) -> None:
        self.nick = ""
        self.room = ""
        self.away = False
        self.channels: dict[str, KnownChannel] = {}

    def channel(self, name: str) -> KnownChannel | None:
        """Return a channel we are in, by its name in any case."""
        return self.channels.get(fold(name))

    def channels_of(self, nick: str) -> list[str]:
        """Return the names of the channels we share with somebody."""
        return [channel.name for channel in self.channels.values() if fold(nick) in channel.members]

    def apply(self, event: ClientEvent) -> None:
        """Learn from an event. Events about a channel we are not in teach nothing."""
        match event:
            case Registered() | RoomNamed() | AwayChanged():
                self._apply_to_us(event)
            case LinkLost():
                self.channels.clear()
            case JoinedChannel(channel):
                self.channels[fold(channel)] = KnownChannel(channel)
            case LeftChannel(channel):
                self.channels.pop(fold(channel), None)
            case NickChanged(old, new, mine):
                self._rename(old, new, mine=mine)
            case MemberQuit(nick):
                self._remove(nick)
            case MembersListed() | MemberJoined() | MemberLeft() | TopicChanged() | ModeChanged():
                self._apply_to_channel(event)
            case _:
                pass

    def _apply_to_us(self, event: Registered | RoomNamed | AwayChanged) -> None:
        match event:
            case Registered(nick):
                self.nick = nick
            case RoomNamed(name):
                self.room = name
            case AwayChanged(away):
                self.away = away

    def _remove(self, nick: str) -> None:
        for known in self.channels.values():
            known.members.pop(fold(nick), None)

    def _rename(self, old: str, new: str, *, mine: bool) -> None:
        if mine:
            self.nick = new
        for known in self.channels.values():
            member = known.members.pop(fold(old), None)
            if member is not None:
                known.members[fold(new)] = Member(new, member.prefixes)

    def _apply_to_channel(self, event: MembersListed | MemberJoined | MemberLeft | TopicChanged | ModeChanged) -> None:
        known = self.channel(event.channel)
        if known is None:
            return
        match event:
            case MembersListed(_, members):
                known.members = {fold(member.nick): member for member in members}
            case MemberJoined(_, nick):
                known.members[fold(nick)] = Member(nick)
            case MemberLeft(_, nick):
                known.members.pop(fold(nick), None)
            case TopicChanged(_, topic):
                known.topic = topic
            case ModeChanged(_, changes):
                for change in changes:
                    self._change_mode(known, change)

    def _change_mode(self, known: KnownChannel, change: ModeChange) -> None:
        prefix = RANK_PREFIXES.get(change.letter)
        if prefix is not None:
            member = known.members.get(fold(change.argument or ""))
            if member is not None:
                held = set(member.prefixes) - {prefix} | ({prefix} if change.sign == "+" else set())
                prefixes = "".join(rank for rank in RANK_PREFIXES.values() if rank in held)
                known.members[fold(member.nick)] = Member(member.nick, prefixes)
        elif change.sign == "-":
            known.modes.pop(change.letter, None)
        elif change.letter not in "beI":
            known.modes[change.letter] = change.argument or ""
