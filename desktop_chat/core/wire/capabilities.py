"""The IRCv3 capabilities this room has, as names and as bits (IRCv3 capability-negotiation)."""

from collections.abc import Mapping
from enum import IntEnum
from types import MappingProxyType
from typing import Final


class Caps(IntEnum):
    """One bit for each capability."""

    CAP_NOTIFY = 1
    ECHO_MESSAGE = 2
    MESSAGE_TAGS = 4
    MULTI_PREFIX = 8
    SERVER_TIME = 16
    USERHOST_IN_NAMES = 32


CAPABILITIES: Final[Mapping[str, int]] = MappingProxyType({str(cap.name).lower().replace("_", "-"): int(cap) for cap in Caps})
"""Their names on the wire."""

TAG_CAPS: Final = int(Caps.MESSAGE_TAGS | Caps.SERVER_TIME)
"""Those that change how a line looks: two receivers that agree in these share its bytes."""
