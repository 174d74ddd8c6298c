"""A channel: who is in it, with which prefix, under which modes and lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from desktop_chat.core.wire.masks import meets
from desktop_chat.core.wire.names import fold

if TYPE_CHECKING:
    from desktop_chat.core.server.session import Session

PREFIXES = {"o": "@", "h": "%", "v": "+"}
"""Mode letter and prefix of a member's rank, highest first (Modern #prefix-parameter)."""
RANKS = "".join(PREFIXES)


class ListEntry(NamedTuple):
    """One mask of a list mode (`b`, `e`, `I`), who set it and when."""

    mask: str
    by: str
    time: float
    """Seconds since 1970, UTC."""


class Topic(NamedTuple):
    """A channel's topic, who set it and when."""

    text: str
    by: str
    time: float


class Channel:
    """One channel's state. Changed by the room's commands only."""

    __slots__ = (
        "_audience",
        "created",
        "flags",
        "folded",
        "former",
        "founder",
        "invited",
        "key",
        "limit",
        "lists",
        "members",
        "metadata",
        "name",
        "renamed_at",
        "topic",
    )

    def __init__(self, name: str, folded: str, created: float) -> None:
        self.name, self.folded, self.created = name, folded, created
        self.members: dict[Session, str] = {}
        """Each member with its mode letters, highest rank first."""
        self.flags: set[str] = set("nt")
        self.key: str | None = None
        self.limit: int | None = None
        self.lists: dict[str, dict[str, ListEntry]] = {"b": {}, "e": {}, "I": {}}
        self.invited: set[int] = set()
        self.metadata: dict[str, str] = {}
        """Its keys and values (IRCv3 metadata)."""
        self.founder = ""
        """Of a registered channel the account that registered it, folded; "" if that was an operator of the room without one."""
        self.topic: Topic | None = None
        self.former = ""
        """The folded name before this one, if it had another (IRCv3 channel-rename)."""
        self.renamed_at: float | None = None
        """When that was, in monotonic seconds."""
        self._audience: tuple[int, ...] | None = None

    @property
    def is_registered(self) -> bool:
        """Whether it stays when everybody has left, and is kept over a restart (+r)."""
        return "r" in self.flags

    @property
    def audience(self) -> tuple[int, ...]:
        """The ids of all members: the same tuple until somebody joins or leaves."""
        if self._audience is None:
            self._audience = tuple(member.id for member in self.members)
        return self._audience

    def add(self, who: Session, ranks: str = "") -> None:
        """Let *who* in, with mode letters *ranks*."""
        self.members[who] = ranks
        who.channels[self.folded] = self
        self.invited.discard(who.id)
        self._audience = None

    def remove(self, who: Session) -> None:
        """Let *who*, a member, go."""
        del self.members[who]
        del who.channels[self.folded]
        self._audience = None

    def set_rank(self, who: Session, letter: str, *, on: bool) -> bool:
        """Give or take one rank letter of a member; return whether that changed anything."""
        held = self.members[who]
        if (letter in held) == on:
            return False
        wanted = held + letter if on else held.replace(letter, "")
        self.members[who] = "".join(rank for rank in RANKS if rank in wanted)
        return True

    def prefixes(self, who: Session) -> str:
        """Return a member's prefixes, highest first (`@+`), or "" for none and for strangers."""
        return "".join(PREFIXES[rank] for rank in self.members.get(who, ""))

    def has_rank(self, who: Session, letter: str) -> bool:
        """Return whether *who* holds this rank here or a higher one; operators of the room and the founder hold all."""
        held = self.members.get(who, "")
        wanted = RANKS.index(letter)
        return who.is_operator or any(RANKS.index(rank) <= wanted for rank in held) or self.is_founder(who)

    def is_founder(self, who: Session) -> bool:
        """Return whether *who* is logged in to the account that registered this channel."""
        return self.founder != "" and fold(who.account) == self.founder

    def outranks(self, who: Session, other: Session) -> bool:
        """Return whether *who* may act against *other*: operators against all here, half-operators against those below them.

        Nobody but their like acts against operators of the room.
        """
        if who.is_operator or other.is_operator:
            return who.is_operator
        return self.has_rank(who, "o" if self.members.get(other, "")[:1] in {"o", "h"} else "h")

    def on_list(self, letter: str, who: Session) -> bool:
        """Return whether a mask of list *letter* means somebody."""
        return any(meets(mask, who.source, who.account) for mask in self.lists[letter])

    def is_banned(self, who: Session) -> bool:
        """Return whether a ban matches and no exception does (Modern #ban-channel-mode, #exception-channel-mode)."""
        return bool(self.lists["b"]) and self.on_list("b", who) and not self.on_list("e", who)

    def may_speak(self, who: Session) -> bool:
        """Return whether *who* may send here now (+n, +m, +R, +b; voice and above may always)."""
        ranks = self.members.get(who)
        if ranks is None:
            return who.is_operator or not (self.flags & {"n", "m"} or self.is_unnamed(who) or self.is_banned(who))
        if ranks or not ("m" in self.flags or "R" in self.flags or self.lists["b"]) or who.is_operator:
            return True
        return not ("m" in self.flags or self.is_unnamed(who) or self.is_banned(who))

    def is_unnamed(self, who: Session) -> bool:
        """Return whether only who has an account is heard here (+R), and *who* has none."""
        return "R" in self.flags and not who.account
