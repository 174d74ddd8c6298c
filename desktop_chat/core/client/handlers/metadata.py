"""What people tell of themselves (IRCv3 metadata): as notifications, and as the answers to what we set and ask for."""

from typing import Final

from desktop_chat.core.client.events import ProfileChanged
from desktop_chat.core.client.handlers.row import Row, plain_reply
from desktop_chat.core.client.profile import FIELDS
from desktop_chat.core.client.turn import Turn
from desktop_chat.core.wire.message import Message
from desktop_chat.core.wire.numerics import Numeric

NOTHING: Final = ("",) * 5
"""In place of parameters that a host left out."""
SYNC_SECONDS: Final = 10
"""How long to wait if the host does not say."""
SYNC_WITHIN_SECONDS: Final = 3600
"""Whom the host puts off for longer is not asked for: "at least that many seconds" would have passed by another connection."""
SYNCS_WANTED: Final = 64
"""Targets to ask for later: a host that names ever new ones does not fill memory."""


def handle_metadata(turn: Turn, message: Message) -> None:
    """METADATA: somebody set a key, or, without a value, removed it (Notifications)."""
    target, key, _visibility, value = (*message.params, "")[:4]
    take(turn, target, key, value)


def handle_value(turn: Turn, message: Message) -> None:
    """761: what a key is set to; of keys that we do not know it answers a person."""
    _nick, target, key, _visibility, value = (*message.params, *NOTHING)[:5]
    if not take(turn, target, key, value):
        plain_reply(turn, message)


def handle_no_value(turn: Turn, message: Message) -> None:
    """766: a key is not set."""
    _nick, target, key = (*message.params, *NOTHING)[:3]
    if not take(turn, target, key, ""):
        plain_reply(turn, message)


def handle_nothing(_turn: Turn, _message: Message) -> None:
    """770: we are subscribed: nothing that a person wants to read."""


def handle_later(turn: Turn, message: Message) -> None:
    """774: a target has metadata "that the client SHOULD request synchronization of at a later time" (Postponed synchronization)."""
    _nick, target, seconds = (*message.params, *NOTHING)[:3]
    sync_at = turn.me.sync_at
    wait = int(seconds) if seconds.isascii() and seconds.isdigit() else SYNC_SECONDS
    if target and wait <= SYNC_WITHIN_SECONDS and (target in sync_at or len(sync_at) < SYNCS_WANTED):
        sync_at[target] = turn.now.monotonic + max(wait, 1)


def ask_for_postponed(turn: Turn) -> None:
    """Ask for what the host did not tell at once, one target at a time, so that it need not refuse again. At every tick."""
    me = turn.me
    due = next((target for target, at in me.sync_at.items() if at <= turn.now.monotonic), None)
    if due is not None:
        del me.sync_at[due]
        if not me.features.is_channel(due) or me.features.fold(due) in me.joined:
            turn.step.send.append(Message("METADATA", (due, "SYNC")))


def take(turn: Turn, target: str, key: str, value: str) -> bool:
    """Tell what somebody's key is now; return whether it is one that we know, and of a person."""
    if key not in FIELDS or turn.me.features.is_channel(target):
        return False
    turn.tell(ProfileChanged(turn.me.nick if target == "*" else target, key, value))
    return True


ROWS: Final[dict[str, Row]] = {
    "METADATA": Row(handle_metadata, 3),
    Numeric.RPL_KEYVALUE: Row(handle_value, 1),
    Numeric.RPL_KEYNOTSET: Row(handle_no_value, 1),
    Numeric.RPL_METADATASUBOK: Row(handle_nothing, 1),
    Numeric.RPL_METADATASYNCLATER: Row(handle_later, 1),
}
