"""Which keys one wants to know of, and the answer to what they are set to: SUB UNSUB SUBS SYNC (IRCv3 metadata)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop_chat.core.server.commands.metadata_sync import ALL, name_of, sync_all, sync_holder
from desktop_chat.core.server.commands.metadata_targets import find_readable, find_self, seconds_to_wait
from desktop_chat.core.server.metadata import is_key
from desktop_chat.core.wire import limits
from desktop_chat.core.wire.capabilities import Caps
from desktop_chat.core.wire.numerics import Numeric

if TYPE_CHECKING:
    from desktop_chat.core.server.turn import Turn

WELCOME_SECONDS: Final = 1
"""Before the welcome nothing can be synchronized; it will not be long."""
KEYS_PER_LINE: Final = 10
"""Of the longest keys so many fit a line, beside the longest nick."""


def subscribe(turn: Turn, target: str, keys: list[str]) -> None:
    """Subscribe to keys in order, until there are too many (METADATA SUB).

    What the new ones are set to comes at once, or, as in Ergo, when a client that knows draft/metadata-3 asks for it: it
    has more to subscribe to, and joins channels first.
    """
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
    if turn.who.registered and new and turn.who.caps & Caps.METADATA_3:
        send_later(turn, ALL, 0)
    elif turn.who.registered and new and not is_postponed(turn, ALL):
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
    holder = find_readable(turn, target)
    if holder is not None and not is_postponed(turn, name_of(holder)):
        sync_holder(turn, holder)


def is_postponed(turn: Turn, target: str) -> bool:
    """Return whether a target is not to be synchronized now; then the session is told when (Postponed synchronization)."""
    seconds = seconds_to_wait(turn) if turn.who.registered else WELCOME_SECONDS
    if seconds:
        send_later(turn, target, seconds)
    return seconds > 0


def send_later(turn: Turn, target: str, seconds: int) -> None:
    """Send 774: how long to wait before asking for a target."""
    turn.reply(Numeric.RPL_METADATASYNCLATER, target, str(seconds), "Synchronize later")
