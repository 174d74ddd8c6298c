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
    """770, 774: we are subscribed, or told of something later: nothing that a person wants to read."""


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
    **dict.fromkeys((Numeric.RPL_METADATASUBOK, Numeric.RPL_METADATASYNCLATER), Row(handle_nothing, 1)),
}
