"""What the host answers about people and about the lists of a channel, by way of `ClientSession`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PersonDescribed:
    """What the host tells of somebody we asked about (WHOIS); what it does not tell is empty."""

    nick: str
    user: str
    host: str
    realname: str
    account: str = ""
    channels: tuple[str, ...] = ()
    """With the person's prefixes before them, and only those that we may know of."""
    away: str | None = None
    """The text of who is away."""
    is_operator: bool = False
    """They run the room."""
    is_bot: bool = False
    is_secure: bool = False
    """Connected by TLS."""
    address: str = ""
    """Told to themselves and to who runs the room."""
    idle_seconds: int | None = None
    signed_on: float | None = None
    """When they came in, in seconds since 1970."""
    facts: tuple[tuple[str, str], ...] = ()
    """What they tell of themselves, key and value (IRCv3 metadata)."""
    remarks: tuple[str, ...] = ()
    """What else the host says, in its words."""


@dataclass(frozen=True, slots=True)
class PresenceTold:
    """Somebody we watch (MONITOR) is in the room, or is not."""

    nick: str
    is_online: bool


@dataclass(frozen=True, slots=True)
class MaskEntry:
    """One entry of a channel's list, such as that of its bans."""

    mask: str
    by: str = ""
    time: float | None = None
    """When it was made, in seconds since 1970."""


@dataclass(frozen=True, slots=True)
class MasksListed:
    """A whole list of a channel."""

    channel: str
    mode: str
    """The letter of the list: `b` for bans."""
    entries: tuple[MaskEntry, ...]
