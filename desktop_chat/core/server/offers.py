"""Which capabilities a room offers, and with which values (IRCv3 capability-negotiation, CAP LS)."""

from desktop_chat.core.wire.capabilities import CAPABILITIES, Caps

IN_FORCE = (
    Caps.ACCOUNT_TAG
    | Caps.BATCH
    | Caps.CAP_NOTIFY
    | Caps.ECHO_MESSAGE
    | Caps.LABELED_RESPONSE
    | Caps.MESSAGE_TAGS
    | Caps.MULTI_PREFIX
    | Caps.SERVER_TIME
    | Caps.STANDARD_REPLIES
    | Caps.USERHOST_IN_NAMES
)


def offers() -> dict[str, str]:
    """Return the names of what is offered, each with its value or ""."""
    return {name: "" for name, cap in CAPABILITIES.items() if cap & IN_FORCE}
