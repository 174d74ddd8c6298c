"""The IRCv3 capabilities this room has, as names and as bits (IRCv3 capability-negotiation)."""

from collections.abc import Mapping
from enum import IntEnum
from types import MappingProxyType
from typing import Final


class Caps(IntEnum):
    """One bit for each capability; ratified ones first."""

    ACCOUNT_NOTIFY = 1 << 0
    ACCOUNT_TAG = 1 << 1
    AWAY_NOTIFY = 1 << 2
    BATCH = 1 << 3
    CAP_NOTIFY = 1 << 4
    CHGHOST = 1 << 5
    ECHO_MESSAGE = 1 << 6
    EXTENDED_JOIN = 1 << 7
    EXTENDED_MONITOR = 1 << 8
    INVITE_NOTIFY = 1 << 9
    LABELED_RESPONSE = 1 << 10
    MESSAGE_TAGS = 1 << 11
    MULTI_PREFIX = 1 << 12
    NO_IMPLICIT_NAMES = 1 << 13
    SASL = 1 << 14
    SERVER_TIME = 1 << 15
    SETNAME = 1 << 16
    STANDARD_REPLIES = 1 << 17
    USERHOST_IN_NAMES = 1 << 18
    ACCOUNT_REGISTRATION = 1 << 19
    CHANNEL_RENAME = 1 << 20
    CHATHISTORY = 1 << 21
    EVENT_PLAYBACK = 1 << 22
    EXTENDED_ISUPPORT = 1 << 23
    MESSAGE_EDIT = 1 << 24
    MESSAGE_REDACTION = 1 << 25
    METADATA_2 = 1 << 26
    METADATA_3 = 1 << 27
    MULTILINE = 1 << 28
    PRE_AWAY = 1 << 29
    READ_MARKER = 1 << 30


RATIFIED: Final = tuple(cap for cap in Caps if cap < Caps.ACCOUNT_REGISTRATION)
"""Those whose name stands for itself; of the others the specification is a draft, or our own."""
DRAFTS: Final[Mapping[str, Caps]] = MappingProxyType(
    {
        "draft/account-registration": Caps.ACCOUNT_REGISTRATION,
        "draft/channel-rename": Caps.CHANNEL_RENAME,
        "draft/chathistory": Caps.CHATHISTORY,
        "draft/event-playback": Caps.EVENT_PLAYBACK,
        "draft/extended-isupport": Caps.EXTENDED_ISUPPORT,
        "desktop-chat/message-edit": Caps.MESSAGE_EDIT,
        "draft/message-redaction": Caps.MESSAGE_REDACTION,
        "draft/metadata-2": Caps.METADATA_2,
        "draft/metadata-3": Caps.METADATA_3,
        "draft/multiline": Caps.MULTILINE,
        "draft/pre-away": Caps.PRE_AWAY,
        "draft/read-marker": Caps.READ_MARKER,
    }
)
CAPABILITIES: Final[Mapping[str, int]] = MappingProxyType(
    {
        **{cap.name.lower().replace("_", "-"): int(cap) for cap in RATIFIED},
        **{name: int(cap) for name, cap in DRAFTS.items()},
    }
)
"""Their names on the wire."""

METADATA: Final = int(Caps.METADATA_2 | Caps.METADATA_3)
"""Either name of it."""
TAG_CAPS: Final = int(Caps.ACCOUNT_TAG | Caps.MESSAGE_TAGS | Caps.SERVER_TIME)
"""Those that change how a line looks: two receivers that agree in these share its bytes."""
