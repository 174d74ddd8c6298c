"""Which capabilities a room offers, and with which values (IRCv3 capability-negotiation, CAP LS)."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from desktop_chat.core.server.config import AccountRules
from desktop_chat.core.server.metadata import CAP_VALUE
from desktop_chat.core.server.sasl import MECHANISMS
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
    | Caps.CHGHOST
    | Caps.ECHO_MESSAGE
    | Caps.EXTENDED_ISUPPORT
    | Caps.EXTENDED_JOIN
    | Caps.EXTENDED_MONITOR
    | Caps.INVITE_NOTIFY
    | Caps.LABELED_RESPONSE
    | Caps.MESSAGE_TAGS
    | Caps.METADATA_2
    | Caps.METADATA_3
    | Caps.MULTI_PREFIX
    | Caps.NO_IMPLICIT_NAMES
    | Caps.PRE_AWAY
    | Caps.SASL
    | Caps.SERVER_TIME
    | Caps.SETNAME
    | Caps.STANDARD_REPLIES
    | Caps.USERHOST_IN_NAMES
)

VALUES: Final[Mapping[int, str]] = MappingProxyType(
    {
        Caps.ACCOUNT_REGISTRATION: f"before-connect,{DEVICE_KEY}",
        Caps.METADATA_2: CAP_VALUE,
        Caps.METADATA_3: CAP_VALUE,
        Caps.SASL: ",".join(MECHANISMS),
    }
)
"""What follows `=` to a client that knows values."""
USUAL_RULES: Final = AccountRules()


def offers(rules: AccountRules = USUAL_RULES) -> dict[str, str]:
    """Return the names of what is offered, each with its value or ""."""
    offered = IN_FORCE if rules.registration else IN_FORCE & ~Caps.ACCOUNT_REGISTRATION
    return {name: VALUES.get(cap, "") for name, cap in CAPABILITIES.items() if cap & offered}
