"""What a host says of itself in 005, read forgivingly: any server, any token, the field's defaults where it is silent."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from desktop_chat.core.wire import limits
from desktop_chat.core.wire.names import fold

ESCAPED = re.compile(r"\\x([0-9A-Fa-f]{2})")
PREFIX_VALUE = re.compile(r"\(([A-Za-z]*)\)(.*)")
RFC1459_STRICT = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ[]\\", "abcdefghijklmnopqrstuvwxyz{}|")
RFC1459 = RFC1459_STRICT | str.maketrans("^", "~")
ASCII = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")


def fold_ascii(name: str) -> str:
    """Fold the 26 letters only (CASEMAPPING=ascii)."""
    return name.translate(ASCII)


def fold_rfc1459(name: str) -> str:
    r"""Fold letters, and `{}|~` with `[]\^` (CASEMAPPING=rfc1459, RFC 2812 2.2)."""
    return name.translate(RFC1459)


def fold_rfc1459_strict(name: str) -> str:
    r"""Fold letters, and `{}|` with `[]\` (CASEMAPPING=rfc1459-strict)."""
    return name.translate(RFC1459_STRICT)


FOLDS: Final[Mapping[str, Callable[[str], str]]] = MappingProxyType(
    {
        "ascii": fold_ascii,
        "rfc1459": fold_rfc1459,
        "rfc1459-strict": fold_rfc1459_strict,
        "strict-rfc1459": fold_rfc1459_strict,
        "rfc7613": fold,
        "rfc8265": fold,
    }
)
"""By the names of CASEMAPPING (Modern #casemapping-parameter) and UTF8MAPPING (Ergo)."""


@dataclass(frozen=True, slots=True)
class Features:
    """What the host allows and how it writes (Modern #rplisupport-parameters).

    The defaults are what RFC 1459 says, or what every server allows; lengths that a line is computed with are the
    largest in use.
    """

    network: str = ""
    channel_types: str = "#&"
    status_targets: str = ""
    """Prefixes that may stand before a channel as a target (STATUSMSG)."""
    prefixes: Mapping[str, str] = MappingProxyType({"o": "@", "v": "+"})
    """Mode letter to prefix, highest first."""
    list_modes: str = "beI"
    """They always have an argument and name an entry of a list (CHANMODES type A)."""
    argument_modes: str = "k"
    """They always have an argument (type B)."""
    set_only_modes: str = "l"
    """They have an argument when set (type C)."""
    nick_length: int = 9
    line_bytes: int = limits.MESSAGE_BYTES
    user_length: int = limits.USER_LENGTH
    host_length: int = limits.HOST_LENGTH
    modes_per_line: int = 3
    case_mapping: str = "rfc1459"

    def fold(self, name: str) -> str:
        """Return the form of a nick or channel in which this host compares it."""
        return FOLDS[self.case_mapping](name)

    def is_channel(self, target: str) -> bool:
        """Return whether a target means a channel."""
        return bool(target) and target[0] in self.channel_types

    def without_status(self, target: str) -> str:
        """Return the channel of a target such as `@#channel`; any other target as it is."""
        stripped = target.lstrip(self.status_targets) if self.status_targets else target
        return stripped if self.is_channel(stripped) else target

    def rank(self, prefixes: str) -> int:
        """Return 0 for the highest prefix of the host, more for lower ones; the largest for none."""
        order = "".join(self.prefixes.values())
        return min((order.index(prefix) for prefix in prefixes if prefix in order), default=len(order))

    def sorted_prefixes(self, prefixes: str) -> str:
        """Return the prefixes that this host knows, each once, highest first."""
        return "".join(prefix for prefix in self.prefixes.values() if prefix in prefixes)
