"""Which capabilities a room offers, and with which values (IRCv3 capability-negotiation, CAP LS)."""

from typing import Final

from desktop_chat.core.server.config import AccountRules
from desktop_chat.core.server.sasl import MECHANISMS
from desktop_chat.core.wire.capabilities import CAPABILITIES, Caps
from desktop_chat.core.wire.codes import DEVICE_KEY

IN_FORCE = (
    Caps.ACCOUNT_NOTIFY
    | Caps.ACCOUNT_REGISTRATION
    | Caps.ACCOUNT_TAG
    | Caps.BATCH
    | Caps.CAP_NOTIFY
    | Caps.ECHO_MESSAGE
    | Caps.EXTENDED_JOIN
    | Caps.LABELED_RESPONSE
    | Caps.MESSAGE_TAGS
    | Caps.MULTI_PREFIX
    | Caps.SASL
    | Caps.SERVER_TIME
    | Caps.STANDARD_REPLIES
    | Caps.USERHOST_IN_NAMES
)

VALUES: Final = {
    Caps.ACCOUNT_REGISTRATION: f"before-connect,{DEVICE_KEY}",
    Caps.SASL: ",".join(MECHANISMS),
}
"""What follows `=` to a client that knows values."""
USUAL_RULES: Final = AccountRules()


def offers(rules: AccountRules = USUAL_RULES) -> dict[str, str]:
    """Return the names of what is offered, each with its value or ""."""
    offered = IN_FORCE if rules.registration else IN_FORCE & ~Caps.ACCOUNT_REGISTRATION
    return {name: VALUES.get(Caps(cap), "") for name, cap in CAPABILITIES.items() if cap & offered}
