"""Which capabilities a room offers, and with which values (IRCv3 capability-negotiation, CAP LS)."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from desktop_chat.core.server.config import AccountRules
from desktop_chat.core.server.metadata import CAP_VALUE
from desktop_chat.core.server.sasl import MECHANISMS
from desktop_chat.core.wire import limits
from desktop_chat.core.wire.capabilities import CAPABILITIES, Caps
from desktop_chat.core.wire.codes import DEVICE_KEY

IN_FORCE = (
    Caps.ACCOUNT_NOTIFY
    | Caps.ACCOUNT_REGISTRATION
    | Caps.ACCOUNT_TAG
    | Caps.AWAY_NOTIFY
    | Caps.BATCH
    | Caps.CAP_NOTIFY
    | Caps.CHANNEL_RENAME
    | Caps.CHATHISTORY
    | Caps.CHGHOST
    | Caps.ECHO_MESSAGE
    | Caps.EVENT_PLAYBACK
    | Caps.EXTENDED_ISUPPORT
    | Caps.EXTENDED_JOIN
    | Caps.EXTENDED_MONITOR
    | Caps.INVITE_NOTIFY
    | Caps.LABELED_RESPONSE
    | Caps.MESSAGE_EDIT
    | Caps.MESSAGE_REDACTION
    | Caps.MESSAGE_TAGS
    | Caps.METADATA_2
    | Caps.METADATA_3
    | Caps.MULTI_PREFIX
    | Caps.MULTILINE
    | Caps.NO_IMPLICIT_NAMES
    | Caps.PRE_AWAY
    | Caps.READ_MARKER
    | Caps.SASL
    | Caps.SERVER_TIME
    | Caps.SETNAME
    | Caps.STANDARD_REPLIES
    | Caps.USERHOST_IN_NAMES
)
OF_HISTORY: Final = Caps.CHATHISTORY | Caps.EVENT_PLAYBACK | Caps.MESSAGE_EDIT | Caps.MESSAGE_REDACTION
"""Those of a room that keeps what is said."""
VALUES: Final[Mapping[int, str]] = MappingProxyType(
    {
        Caps.ACCOUNT_REGISTRATION: f"before-connect,{DEVICE_KEY}",
        Caps.METADATA_2: CAP_VALUE,
        Caps.METADATA_3: CAP_VALUE,
        Caps.MULTILINE: f"max-bytes={limits.MULTILINE_BYTES},max-lines={limits.MULTILINE_LINES}",
        Caps.SASL: ",".join(MECHANISMS),
    }
)
"""What follows `=` to a client that knows values."""
USUAL_RULES: Final = AccountRules()


def offers(rules: AccountRules = USUAL_RULES, *, history: bool = True) -> dict[str, str]:
    """Return the names of what is offered, each with its value or "".

    Args:
        rules: Whether one can make an account.
        history: Whether the room keeps what is said.
    """
    offered = IN_FORCE if rules.registration else IN_FORCE & ~Caps.ACCOUNT_REGISTRATION
    offered = offered if history else offered & ~OF_HISTORY
    return {name: VALUES.get(cap, "") for name, cap in CAPABILITIES.items() if cap & offered}
