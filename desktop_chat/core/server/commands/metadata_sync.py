"""How metadata reaches those who subscribed to its keys: at once when it changes, in a batch when they come (IRCv3 metadata).

Who negotiated draft/metadata-3 is told by 761 and 766, as Ergo does; who knows only draft/metadata-2 by `METADATA`, as its
specification says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop_chat.core.server.channel import Channel
from desktop_chat.core.server.turn import Turn
from desktop_chat.core.wire.capabilities import METADATA, Caps
from desktop_chat.core.wire.message import Message
from desktop_chat.core.wire.numerics import Numeric

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from desktop_chat.core.server.metadata import Holder
    from desktop_chat.core.server.session import Session
    from desktop_chat.core.server.world import World

ALL: Final = "*ALL"
"""All that one sees, as the target of a batch and of SYNC (draft/metadata-3, METADATA SYNC)."""


def name_of(holder: Holder) -> str:
    """Return how lines call a person or channel: "*" for a person before the welcome."""
    if isinstance(holder, Channel):
        return holder.name
    return holder.nick if holder.registered else "*"


def is_aware(who: Session) -> bool:
    """Return whether a session is sent metadata unasked: "This specification depends on the `batch` capability"."""
    return bool(who.caps & METADATA and who.caps & Caps.BATCH)


def notify(turn: Turn, holder: Holder, key: str, value: str | None) -> None:
    """Tell the subscribers of a key what a person or channel has set it to; None for removed (Notifications).

    They share a channel with the person, monitor its nick or are it; who made the change knows.
    """
    world = turn.world
    if isinstance(holder, Channel):
        send_value(turn, holder.audience, holder.name, key, value)
        return
    for person in those_with_the_same(world, holder):
        near = {*world.neighbours(person), *world.monitors.watchers(person.folded), person.id}
        send_value(turn, tuple(sorted(near)), person.nick, key, value)


def those_with_the_same(world: World, who: Session) -> list[Session]:
    """Return a person, if it is in, and all who are logged in to the same account: what one sets is everybody's."""
    return [person for person in world.people() if person is who or (who.account and person.account == who.account)]


def send_value(turn: Turn, audience: tuple[int, ...], name: str, key: str, value: str | None) -> None:
    """Send those of an audience who subscribed to a key, but the acting session, what a person or channel has set it to."""
    world, server = turn.world, turn.world.config.server_name
    aware = world.with_cap(audience, METADATA)
    subscribed = tuple(one for one in aware if one != turn.who.id and key in world.sessions[one].subscriptions)
    newer, older = world.with_cap(subscribed, Caps.METADATA_3), world.without_cap(subscribed, Caps.METADATA_3)
    if value is None:
        turn.deliver(newer, Message(Numeric.RPL_KEYNOTSET, ("*", name, key, "Key deleted"), server))
        turn.deliver(older, Message("METADATA", (name, key, "*"), server))
    else:
        turn.deliver(newer, Message(Numeric.RPL_KEYVALUE, ("*", name, key, "*", value), server))
        turn.deliver(older, Message("METADATA", (name, key, "*", value), server))


def introduce(turn: Turn, channel: Channel) -> None:
    """Tell a channel what the acting session, who comes in, has: "servers MAY send this message to clients at any time"."""
    for key, value in turn.world.metadata.of(turn.who).items():
        send_value(turn, channel.audience, turn.who.nick, key, value)


def sync(turn: Turn, target: str, holders: Iterable[Holder], keys: Collection[str]) -> None:
    """Send the acting session, in one batch, what these people and channels have set some keys to."""
    with turn.batch("metadata", target):
        for holder in dict.fromkeys(holders):
            for key, value in turn.world.metadata.of(holder).items():
                if key in keys:
                    tell(turn, holder, key, value)


def tell(turn: Turn, holder: Holder, key: str, value: str) -> None:
    """Tell the acting session one value that it did not ask for by name."""
    if turn.who.caps & Caps.METADATA_3 or not turn.who.caps & METADATA:
        turn.reply(Numeric.RPL_KEYVALUE, name_of(holder), key, "*", value)
    else:
        turn.from_server("METADATA", name_of(holder), key, "*", value)


def sync_holder(turn: Turn, holder: Holder) -> None:
    """Send what a person has, or a channel; to a member also what the other members have (METADATA SYNC)."""
    holders = [holder]
    if isinstance(holder, Channel) and turn.who in holder.members:
        holders += holder.members
    sync(turn, name_of(holder), holders, turn.who.subscriptions)


def sync_unasked(turn: Turn, holder: Holder) -> None:
    """The same on entering a channel and on finding a monitored nick, for who knows metadata (Automatic synchronization)."""
    if is_aware(turn.who):
        sync_holder(turn, holder)


def sync_all(turn: Turn, keys: Collection[str]) -> None:
    """Send what all have whose changes the acting session is told of."""
    who, world = turn.who, turn.world
    holders: list[Holder] = [who]
    for channel in who.channels.values():
        holders += [channel, *channel.members]
    watched = [world.find_nick(nick) for nick in world.monitors.targets(who.id)]
    sync(turn, ALL, [*holders, *(person for person in watched if person)], keys)


def sync_own(turn: Turn) -> None:
    """Send all one has oneself, at the welcome: "irrespective of whether the client has subscribed to that key"."""
    if is_aware(turn.who):
        sync(turn, turn.who.nick, [turn.who], turn.world.metadata.of(turn.who))


def sync_watchers(turn: Turn) -> None:
    """Send those who monitor the acting session what it has, now that it is here."""
    for watcher_id in turn.world.monitors.watchers(turn.who.folded):
        its_turn = Turn(turn.world, turn.world.sessions[watcher_id], turn.now)
        sync_unasked(its_turn, turn.who)
        turn.effects += its_turn.effects
