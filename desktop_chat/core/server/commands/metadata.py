"""METADATA: to set, read and subscribe to keys of people and channels (IRCv3 metadata, as draft/metadata-3 and Ergo have it)."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Final, NamedTuple

from desktop_chat.core.server import kept_channels
from desktop_chat.core.server.channel import Channel
from desktop_chat.core.server.commands.metadata_sync import ALL, name_of, notify, sync_all, sync_holder
from desktop_chat.core.server.commands.topics import may_see
from desktop_chat.core.server.effects import Keep
from desktop_chat.core.server.metadata import is_key
from desktop_chat.core.server.table import Command
from desktop_chat.core.wire import limits
from desktop_chat.core.wire.capabilities import METADATA
from desktop_chat.core.wire.message import Message
from desktop_chat.core.wire.names import fold, is_channel
from desktop_chat.core.wire.numerics import Numeric

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_chat.core.server.metadata import Holder
    from desktop_chat.core.server.outgoing import Outgoing
    from desktop_chat.core.server.turn import Turn

WELCOME_SECONDS: Final = 1
"""Before the welcome nothing can be synchronized; it will not be long."""
KEYS_PER_LINE: Final = 10
"""Of the longest keys so many fit a line, beside the longest nick."""


class Subcommand(NamedTuple):
    """One subcommand: what carries it out, and how many parameters it takes."""

    handler: Callable[[Turn, str, list[str]], None]
    """Takes the turn, the target as it was said, and the parameters."""
    least: int = 0
    most: int = 0


def handle_metadata(turn: Turn, message: Message) -> None:
    """Run one subcommand (METADATA client command). Before the welcome it is for who negotiated it (`before-connect`)."""
    target, name, *params = message.params
    subcommand = SUBCOMMANDS.get(name.upper())
    if subcommand is None:
        turn.fail("METADATA", "INVALID_PARAMS", name, "METADATA understands GET, LIST, SET, CLEAR, SUB, UNSUB, SUBS and SYNC")
    elif len(params) < subcommand.least:
        turn.reply(Numeric.ERR_NEEDMOREPARAMS, "METADATA", "Not enough parameters")
    elif len(params) > subcommand.most:
        turn.fail("METADATA", "INVALID_PARAMS", name, "Too many parameters: a value with spaces has a colon before it")
    else:
        subcommand.handler(turn, target, params)


def find_holder(turn: Turn, target: str) -> Holder | None:
    """Return whom or what a target means, as far as the session may know of it, or answer INVALID_TARGET and return None."""
    who, world = turn.who, turn.world
    if target == "*" or (who.registered and fold(target) == who.folded):
        return who
    if who.registered and is_channel(target):
        channel = world.find_channel(target)
        if channel is not None and may_see(who, channel):
            return channel
    elif who.registered and (person := world.find_nick(target)) is not None:
        return person
    turn.fail("METADATA", "INVALID_TARGET", target, "Invalid metadata target")
    return None


def get(turn: Turn, target: str, keys: list[str]) -> None:
    """Look keys up (METADATA GET): "The ordering of responses … MUST match the order keys were specified"."""
    holder = find_holder(turn, target)
    if holder is None:
        return
    values, name = turn.world.metadata.of(holder), name_of(holder)
    with turn.batch("metadata", name):
        for key in keys:
            if not is_key(key):
                turn.warn("METADATA", "INVALID_KEY", key, "Invalid key")
            elif key in values:
                turn.reply(Numeric.RPL_KEYVALUE, name, key, "*", values[key])
            else:
                turn.reply(Numeric.RPL_KEYNOTSET, name, key, "Key not set")


def list_all(turn: Turn, target: str, _: list[str]) -> None:
    """List all keys with their values (METADATA LIST)."""
    holder = find_holder(turn, target)
    if holder is None:
        return
    with turn.batch("metadata", name_of(holder)):
        for key, value in turn.world.metadata.of(holder).items():
            turn.reply(Numeric.RPL_KEYVALUE, name_of(holder), key, "*", value)


def change(turn: Turn, target: str, params: list[str]) -> None:
    """Set a key; without a value, or with an empty one, remove it (METADATA SET)."""
    key, value = params[0], params[1] if len(params) > 1 else ""
    holder = find_holder(turn, target)
    if holder is None:
        return
    if not is_key(key):
        turn.fail("METADATA", "INVALID_KEY", key, f"A key has 1 to {limits.METADATA_KEY_BYTES} of a-z 0-9 _ . / -")
    elif may_change(turn, holder, key) and has_room(turn, holder, key, value):
        before = turn.world.metadata.of(holder).get(key, "")
        turn.world.metadata.change(holder, key, value or None)
        numeric, told = (Numeric.RPL_KEYVALUE, ("*", value)) if value else (Numeric.RPL_KEYNOTSET, ("Key deleted",))
        answer = Message(numeric, (turn.who.shown, name_of(holder), key, *told), turn.world.config.server_name)
        line = turn.send(turn.who, answer)
        if value != before:
            keep(turn, holder, line)
            notify(turn, holder, key, value or None)


def has_room(turn: Turn, holder: Holder, key: str, value: str) -> bool:
    """Return whether a value may be stored with the others of its holder, or answer why not and return False."""
    values = turn.world.metadata.of(holder)
    if len(value.encode()) > limits.METADATA_VALUE_BYTES:
        turn.fail("METADATA", "INVALID_VALUE", key, f"A value has at most {limits.METADATA_VALUE_BYTES} bytes")
    elif value and key not in values and len(values) >= limits.METADATA_KEYS:
        turn.fail("METADATA", "LIMIT_REACHED", name_of(holder), str(limits.METADATA_KEYS), "Too many keys: remove one first")
    else:
        return True
    return False


def may_change(turn: Turn, holder: Holder, key: str) -> bool:
    """Return whether the session may change metadata here and now, or answer why not and return False.

    One's own and those of channels one is operator of; operators of the room may change all.
    """
    who, name = turn.who, name_of(holder)
    may = holder.has_rank(who, "o") if isinstance(holder, Channel) else holder is who or who.is_operator
    if not may:
        turn.fail("METADATA", "KEY_NO_PERMISSION", name, key, "You may change your own metadata and those of channels you operate")
        return False
    seconds = seconds_to_wait(turn)
    if seconds:
        turn.fail("METADATA", "RATE_LIMITED", name, key, str(seconds), f"Too many changes: try again in {seconds} seconds")
    return not seconds


def seconds_to_wait(turn: Turn) -> int:
    """Count one change or synchronization for the session; return how long it has to wait for it, 0 for not at all.

    Operators of the room never wait.
    """
    allowance = turn.who.metadata_allowance
    if turn.who.is_operator or allowance.take(1, turn.now.monotonic):
        return 0
    return ceil(allowance.seconds_to_next())


def keep(turn: Turn, holder: Holder, line: Outgoing | None = None) -> None:
    """Have the log keep what has changed, if it is an account's or a registered channel's.

    Args:
        turn: Whose change it is.
        holder: Whose metadata it is.
        line: The word that it was done.
    """
    if isinstance(holder, Channel):
        kept_channels.keep(turn, holder, line)
    elif holder.account:
        turn.effects.append(Keep(turn.world.metadata.record(holder.account), turn.who.id, line, turn.label))


def clear(turn: Turn, target: str, _: list[str]) -> None:
    """Remove all keys: one 766 for each (METADATA CLEAR)."""
    holder = find_holder(turn, target)
    if holder is None or not may_change(turn, holder, "*"):
        return
    keys = list(turn.world.metadata.of(holder))
    with turn.batch("metadata", name_of(holder)):
        for key in keys:
            turn.world.metadata.change(holder, key, None)
            turn.reply(Numeric.RPL_KEYNOTSET, name_of(holder), key, "Key deleted")
    if keys:
        keep(turn, holder)
    for key in keys:
        notify(turn, holder, key, None)


def adopt(turn: Turn) -> None:
    """Give the acting session's account, if it has one, what it has set before it was logged in, as far as there is room."""
    who, metadata = turn.who, turn.world.metadata
    if not who.account or not who.metadata:
        return
    for key, value in who.metadata.items():
        if key in metadata.of(who) or len(metadata.of(who)) < limits.METADATA_KEYS:
            metadata.change(who, key, value)
            notify(turn, who, key, value)
    who.metadata = {}
    keep(turn, who)


def find_self(turn: Turn, target: str) -> bool:
    """Return whether a target is the session itself, or answer INVALID_TARGET and return False."""
    if target == "*" or (turn.who.registered and fold(target) == turn.who.folded):
        return True
    turn.fail("METADATA", "INVALID_TARGET", target, "Subscriptions are your own: the target is *")
    return False


def subscribe(turn: Turn, target: str, keys: list[str]) -> None:
    """Subscribe to keys in order, until there are too many; then tell what the new ones are set to (METADATA SUB)."""
    if not find_self(turn, target):
        return
    subscriptions = turn.who.subscriptions
    known, taken = set(subscriptions), list[str]()
    for key in keys:
        if not is_key(key):
            turn.warn("METADATA", "INVALID_KEY", key, "Invalid key")
        elif len(subscriptions) >= limits.METADATA_SUBSCRIPTIONS:
            turn.fail("METADATA", "LIMIT_REACHED", key, str(limits.METADATA_SUBSCRIPTIONS), "Too many subscriptions")
            break
        else:
            subscriptions[key] = None
            taken.append(key)
    send_keys(turn, Numeric.RPL_METADATASUBOK, taken)
    new = set(taken) - known
    if turn.who.registered and new and not is_postponed(turn, ALL):
        sync_all(turn, new)


def unsubscribe(turn: Turn, target: str, keys: list[str]) -> None:
    """Subscribe to keys no longer, whether one did or not (METADATA UNSUB)."""
    if not find_self(turn, target):
        return
    gone = []
    for key in keys:
        if is_key(key):
            turn.who.subscriptions.pop(key, None)
            gone.append(key)
        else:
            turn.warn("METADATA", "INVALID_KEY", key, "Invalid key")
    send_keys(turn, Numeric.RPL_METADATAUNSUBOK, gone)


def list_subscriptions(turn: Turn, target: str, _: list[str]) -> None:
    """List what one is subscribed to (METADATA SUBS)."""
    if find_self(turn, target):
        with turn.batch("metadata-subs"):
            send_keys(turn, Numeric.RPL_METADATASUBS, list(turn.who.subscriptions))


def send_keys(turn: Turn, numeric: Numeric, keys: list[str]) -> None:
    """Send keys, each a parameter, in as many numerics as they need."""
    for start in range(0, len(keys), KEYS_PER_LINE):
        turn.reply(numeric, *keys[start : start + KEYS_PER_LINE])


def synchronize(turn: Turn, target: str, _: list[str]) -> None:
    """Tell what a target has set the keys to that one is subscribed to (METADATA SYNC)."""
    if target.upper() == ALL or not turn.who.registered:
        if not is_postponed(turn, target):
            sync_all(turn, turn.who.subscriptions)
        return
    holder = find_holder(turn, target)
    if holder is not None and not is_postponed(turn, name_of(holder)):
        sync_holder(turn, holder)


def is_postponed(turn: Turn, target: str) -> bool:
    """Return whether a target is not to be synchronized now; then the session is told when (Postponed synchronization)."""
    seconds = seconds_to_wait(turn) if turn.who.registered else WELCOME_SECONDS
    if seconds:
        turn.reply(Numeric.RPL_METADATASYNCLATER, target, str(seconds), "Synchronize later")
    return seconds > 0


SUBCOMMANDS: dict[str, Subcommand] = {
    "GET": Subcommand(get, 1, limits.PARAMS),
    "LIST": Subcommand(list_all),
    "SET": Subcommand(change, 1, 2),
    "CLEAR": Subcommand(clear),
    "SUB": Subcommand(subscribe, 1, limits.PARAMS),
    "UNSUB": Subcommand(unsubscribe, 1, limits.PARAMS),
    "SUBS": Subcommand(list_subscriptions),
    "SYNC": Subcommand(synchronize),
}

COMMANDS = (Command("METADATA", handle_metadata, min_params=2, early_cap=METADATA, spec="IRCv3 metadata"),)
