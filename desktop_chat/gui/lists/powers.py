"""What we may do in a channel, as far as a member can know. The host decides; this only spares menus what it would refuse. No Tk."""

from typing import Final

from desktop_chat.core.client.knowledge import Knowledge

OPERATORS: Final = "qao"
"""Ranks that give ranks, rename and register; the first two are other servers'."""
HELPERS: Final = "qaoh"
"""Ranks that keep order: kick, ban, change modes (Modern #channel-membership-prefixes)."""


class Powers:
    """What we may do in one channel.

    Args:
        known: The room.
        channel: The name of the channel.
    """

    def __init__(self, known: Knowledge, channel: str) -> None:
        self._known, self._channel = known, known.channel(channel)

    @property
    def is_inside(self) -> bool:
        """We are in the channel."""
        return self._channel is not None

    @property
    def runs(self) -> bool:
        """We are its operator, or run the room."""
        return self._holds(self._known.nick, OPERATORS)

    @property
    def helps(self) -> bool:
        """We keep order there."""
        return self._holds(self._known.nick, HELPERS)

    @property
    def sets_topic(self) -> bool:
        """We may change the topic (Modern #protected-topic-mode)."""
        return self.helps or (self._channel is not None and "t" not in self._channel.modes)

    @property
    def invites(self) -> bool:
        """We may invite (Modern #invite-message)."""
        return self.helps or (self._channel is not None and "i" not in self._channel.modes)

    def removes(self, nick: str) -> bool:
        """Return whether we may put somebody out: who only helps may not act against their like."""
        return self.runs or (self.helps and not self._holds(nick, HELPERS))

    def prefixes(self, nick: str) -> str:
        """Return the prefixes of a member; "" for none, and for who is not there."""
        member = self._channel.members.get(self._known.features.fold(nick)) if self._channel else None
        return member.prefixes if member else ""

    def has(self, nick: str, mode: str) -> bool:
        """Return whether a member has the rank of a mode."""
        sign = self._known.features.prefix_of(mode)
        return bool(sign) and sign in self.prefixes(nick)

    def knows_rank(self, mode: str) -> bool:
        """Return whether this host has such a rank."""
        return bool(self._known.features.prefix_of(mode))

    def _holds(self, nick: str, ranks: str) -> bool:
        if self._channel is None:
            return False
        return (self._known.is_operator and self._known.is_me(nick)) or any(self.has(nick, rank) for rank in ranks)
