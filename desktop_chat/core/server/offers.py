"""Which capabilities a room offers, and with which values (IRCv3 capability-negotiation, CAP LS)."""

from desktop_chat.core.wire import limits
from desktop_chat.core.wire.capabilities import CAPABILITIES, Caps

IN_FORCE = (
    Caps.ACCOUNT_TAG
    | Caps.BATCH
    | Caps.CAP_NOTIFY
    | Caps.CHATHISTORY
    | Caps.ECHO_MESSAGE
    | Caps.EVENT_PLAYBACK
    | Caps.LABELED_RESPONSE
    | Caps.MESSAGE_EDIT
    | Caps.MESSAGE_REDACTION
    | Caps.MESSAGE_TAGS
    | Caps.MULTI_PREFIX
    | Caps.MULTILINE
    | Caps.READ_MARKER
    | Caps.SERVER_TIME
    | Caps.STANDARD_REPLIES
    | Caps.USERHOST_IN_NAMES
)
VALUES = {"draft/multiline": f"max-bytes={limits.MULTILINE_BYTES},max-lines={limits.MULTILINE_LINES}"}
OF_HISTORY = Caps.CHATHISTORY | Caps.EVENT_PLAYBACK | Caps.MESSAGE_EDIT | Caps.MESSAGE_REDACTION
"""Those of a room that keeps what is said."""


def offers(*, history: bool = True) -> dict[str, str]:
    """Return the names of what is offered, each with its value or "".

    Args:
        history: Whether the room keeps what is said.
    """
    offered = IN_FORCE if history else IN_FORCE & ~OF_HISTORY
    return {name: VALUES.get(name, "") for name, cap in CAPABILITIES.items() if cap & offered}
