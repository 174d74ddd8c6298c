"""What the host's panel shows, as plain values: made of the facts that the hosting program tells. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from desktop_chat.core.client.events import HostingFacts
from desktop_chat.core.client.fingerprints import key_words
from desktop_chat.core.server.archive import Stored
from desktop_chat.core.server.bans import Ban, BanKind
from desktop_chat.core.server.facts import PersonFacts
from desktop_chat.core.server.pace import TurnedAway
from desktop_chat.gui.safe_text import shown, shown_name
from desktop_chat.gui.times import clock_text, day_text, local_time
from desktop_chat.i18n import ntr, tr

DEVICE_DIGITS: Final = 16
"""Of a device's fingerprint in the table; all of it stands below."""
MEGABYTE: Final = 1_000_000
TableRow = tuple[str, ...]
"""Its key, then its columns."""
ENCRYPTED: Final[Mapping[str, str]] = MappingProxyType({"TLSv1.3": "TLS 1.3", "TLSv1.2": "TLS 1.2"})


@dataclass(frozen=True, slots=True)
class HostForm:
    """The whole panel, but the fields in which the host is about to write."""

    members: tuple[TableRow, ...]
    """Name, account, since when, address, encryption, device."""
    bans: tuple[TableRow, ...]
    """Who, why, by whom, until when."""
    key: str
    """The room's key, as people compare it."""
    refused: tuple[str, ...]
    """Who was not let in."""
    stored: str
    people: str


def host_form(facts: HostingFacts) -> HostForm:
    """Return what the panel shows."""
    people = facts.room.people
    return HostForm(
        members=tuple(member_row(one) for one in people),
        bans=tuple(ban_row(ban) for ban in facts.room.bans),
        key=key_words(facts.pin),
        refused=tuple(refused(facts)) or (tr("Nobody was turned away so far."),),
        stored=stored_text(facts.room.stored),
        people=ntr("{count} connection now.", "{count} connections now.", len(people)),
    )


def member_row(one: PersonFacts) -> TableRow:
    """Return a connection as a row; its key is the session's number."""
    name = shown_name(one.nick) or tr("(no name yet)")
    security = ENCRYPTED.get(one.security.tls, one.security.tls) or tr("none")
    return (
        str(one.id),
        tr("{name} (host)", name=name) if one.is_operator else name,
        shown_name(one.account) or "–",
        clock_text(local_time(one.signed_on)),
        shown(one.host),
        security,
        one.security.device[:DEVICE_DIGITS] or "–",
    )


def member_details(one: PersonFacts) -> str:
    """Return what of a connection has no room in the table."""
    channels = ", ".join(shown_name(name) for name in one.channels) or "–"
    return tr("Channels: {channels}    Device: {device}", channels=channels, device=one.security.device or "–")


def ban_key(ban: Ban) -> str:
    """Return by what the panel knows a ban."""
    return f"{ban.kind} {ban.value}"


def ban_row(ban: Ban) -> TableRow:
    """Return a ban as a row."""
    value = ban.value[:DEVICE_DIGITS] + "…" if ban.kind is BanKind.DEVICE else shown(ban.value)
    return (ban_key(ban), f"{kind_name(ban.kind)}: {value}", shown(ban.reason) or "–", shown_name(ban.by) or "–", until_text(ban.until))


def kind_name(kind: BanKind) -> str:
    """Return what a ban looks at, in words."""
    return {
        BanKind.NICK: tr("Name"),
        BanKind.DEVICE: tr("Device"),
        BanKind.ADDRESS: tr("Address"),
        BanKind.ACCOUNT: tr("Account"),
    }[kind]


def until_text(until: float) -> str:
    """Return when a ban ends."""
    moment = local_time(until)
    return tr("{time} on {day}", time=clock_text(moment), day=day_text(moment)) if until else tr("for ever")


def stored_text(stored: Stored) -> str:
    """Say how much is kept."""
    if stored.earliest_ms is None:
        return tr("Nothing is stored.")
    day = day_text(local_time(stored.earliest_ms / 1000))
    count = ntr("{count} message since {day}", "{count} messages since {day}", stored.messages, day=day)
    if not stored.size:
        return tr("{messages}, in memory only: they end with the room.", messages=count)
    return tr("{messages}, {size} MB on disk.", messages=count, size=f"{stored.size / MEGABYTE:.1f}")


def refused(facts: HostingFacts) -> Iterator[str]:
    """Yield who was not let in, and why."""
    reasons = {
        TurnedAway.NOT_LOCAL: tr("from outside the local network"),
        TurnedAway.TOO_MANY: tr("the room was full"),
        TurnedAway.TOO_MANY_OF_ADDRESS: tr("too many from one address"),
        TurnedAway.TOO_FAST: tr("too many in a short time"),
    }
    for why, count in facts.turned_away:
        yield ntr(
            "{count} connection was turned away: {reason}.",
            "{count} connections were turned away: {reason}.",
            count,
            reason=reasons[TurnedAway(why)],
        )
    for host, count in facts.room.wrong_passwords:
        yield ntr("{count} wrong password from {host}.", "{count} wrong passwords from {host}.", count, host=shown(host))


def days_name(days: int | None) -> str:
    """Return a time of whole days in words."""
    return tr("for ever") if days is None else ntr("{count} day", "{count} days", days)
