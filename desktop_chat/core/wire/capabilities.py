"""The IRCv3 capabilities this room has, as names and as bits (IRCv3 capability-negotiation)."""

from collections.abc import Mapping
from enum import IntEnum
from types import MappingProxyType
from typing import Final


class Caps(IntEnum):
    """One bit for each capability; ratified ones first."""

    ACCOUNT_NOTIFY = 1 << 0
    """See others log in and out."""
    ACCOUNT_TAG = 1 << 1
    """Of which account each line comes."""
    AWAY_NOTIFY = 1 << 2
    """See others go away and come back."""
    BATCH = 1 << 3
    """Lines that belong together, marked."""
    CAP_NOTIFY = 1 << 4
    """Hear of capabilities that come and go."""
    CHGHOST = 1 << 5
    """See others change user name or host, without a QUIT and JOIN."""
    ECHO_MESSAGE = 1 << 6
    """One's own messages come back: they are in the room's log."""
    EXTENDED_JOIN = 1 << 7
    """JOIN tells account and real name."""
    EXTENDED_MONITOR = 1 << 8
    """MONITOR tells of away, accounts, names too."""
    INVITE_NOTIFY = 1 << 9
    """See others invited into one's channels."""
    LABELED_RESPONSE = 1 << 10
    """Which answer belongs to which line."""
    MESSAGE_TAGS = 1 << 11
    """Tags on lines, ids of messages, TAGMSG."""
    MULTI_PREFIX = 1 << 12
    """All prefixes of a member, not the highest only."""
    NO_IMPLICIT_NAMES = 1 << 13
    """No NAMES after a JOIN."""
    SASL = 1 << 14
    """Log in to an account before coming in."""
    SERVER_TIME = 1 << 15
    """When each line was said."""
    SETNAME = 1 << 16
    """Change one's real name, and see others do."""
    STANDARD_REPLIES = 1 << 17
    """FAIL, WARN and NOTE."""
    USERHOST_IN_NAMES = 1 << 18
    """NAMES tells user and host."""
    ACCOUNT_REGISTRATION = 1 << 19
    """Make an account."""
    CHANNEL_RENAME = 1 << 20
    """A channel changes its name and keeps its people."""
    CHATHISTORY = 1 << 21
    """Ask for what was said before."""
    EVENT_PLAYBACK = 1 << 22
    """History has joins, topics and the like too."""
    EXTENDED_ISUPPORT = 1 << 23
    """Ask for the tokens of 005 before coming in."""
    MESSAGE_EDIT = 1 << 24
    """Change what one said."""
    MESSAGE_REDACTION = 1 << 25
    """Take back what one said."""
    METADATA_2 = 1 << 26
    """The older name of the next."""
    METADATA_3 = 1 << 27
    """Facts about people: display name, colour, status."""
    MULTILINE = 1 << 28
    """Messages of several lines, or longer than one."""
    PRE_AWAY = 1 << 29
    """Be away before coming in, or because the client is."""
    READ_MARKER = 1 << 30
    """How far one has read, on all one's devices."""


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
