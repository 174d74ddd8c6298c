"""What a host says of itself in 005, read forgivingly: any server, any token, the field's defaults where it is silent."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from desktop_chat.core.wire import limits
from desktop_chat.core.wire.names import fold

ESCAPED = re.compile(r"\\x([0-9A-Fa-f]{2})")
PREFIX = re.compile(r"\(([A-Za-z]*)\)(.*)")
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


MANY: Final = "9999"
"""Where a host names no limit."""
DEFAULT_CASE_MAPPING: Final = "rfc1459"


@dataclass(frozen=True, slots=True)
class Features:
    """What the host allows and how it writes (Modern #rplisupport-parameters).

    The defaults are the field's; the two lengths are what a line of ours may grow by when the host passes it on.
    """

    network: str = ""
    """What people call this room."""
    channel_types: str = "#&"
    status_targets: str = ""
    """Prefixes that may stand before a channel as a target (STATUSMSG)."""
    prefix_modes: str = "ov"
    """Modes that give a member a prefix, highest first."""
    prefix_signs: str = "@+"
    """Their prefixes, in the same order."""
    list_modes: str = "beI"
    """Modes that name an entry of a list, and always have an argument (CHANMODES type A)."""
    argument_modes: str = "k"
    """Modes that always have an argument (type B)."""
    set_only_modes: str = "l"
    """Modes that have an argument when set (type C)."""
    flag_modes: str = "imnst"
    """Modes that never have one (type D)."""
    modes_per_line: int = 3
    nick_length: int = limits.NICK_LENGTH
    user_length: int = limits.USER_LENGTH
    host_length: int = limits.HOST_LENGTH
    monitored: int = 0
    """How many people the host watches for us (MONITOR); 0 where it does not."""
    case_mapping: str = DEFAULT_CASE_MAPPING

    def fold(self, name: str) -> str:
        """Return the form of a nick or channel in which this host compares it."""
        return FOLDS[self.case_mapping](name)

    def is_channel(self, target: str) -> bool:
        """Return whether a target means a channel."""
        return bool(target) and target[0] in self.channel_types

    def without_status(self, target: str) -> str:
        """Return the channel of a target such as `@#channel`; any other target as it is (Modern #statusmsg-parameter)."""
        stripped = target.lstrip(self.status_targets) if self.status_targets else target
        return stripped if self.is_channel(stripped) else target

    def prefix_of(self, mode: str) -> str:
        """Return the prefix that a mode letter gives to a member, or "" if it is a mode of the channel."""
        at = self.prefix_modes.find(mode)
        return self.prefix_signs[at] if at >= 0 else ""

    def rank(self, prefixes: str) -> int:
        """Return 0 for who has the highest prefix of this host, more for lower ones, the most for none."""
        return min((at for at, sign in enumerate(self.prefix_signs) if sign in prefixes), default=len(self.prefix_signs))

    def sort_prefixes(self, prefixes: str) -> str:
        """Return those prefixes that this host has, each once, highest first."""
        return "".join(sign for sign in self.prefix_signs if sign in prefixes)


DEFAULT_FEATURES: Final = Features()


def update_tokens(tokens: Mapping[str, str], words: Sequence[str]) -> dict[str, str]:
    """Return the tokens known so far with those of one more 005 (Modern #rplisupport-005).

    Args:
        tokens: Names with unescaped values.
        words: `NAME`, `NAME=value`, or `-NAME` for one that no longer holds.
    """
    updated = dict(tokens)
    for word in words:
        name, _, value = word.partition("=")
        if name.startswith("-"):
            updated.pop(name[1:], None)
        elif name:
            updated[name] = ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)
    return updated


def features_of(tokens: Mapping[str, str]) -> Features:
    """Return what the tokens mean; a value that makes no sense counts as not said."""
    modes, signs = prefixes_of(tokens)
    lists, always, when_set, flags, *_ = [*tokens.get("CHANMODES", "beI,k,l,imnst").split(","), "", "", ""]
    return Features(
        network=tokens.get("NETWORK", ""),
        channel_types=tokens.get("CHANTYPES", DEFAULT_FEATURES.channel_types),
        status_targets=tokens.get("STATUSMSG", ""),
        prefix_modes=modes,
        prefix_signs=signs,
        list_modes=lists,
        argument_modes=always,
        set_only_modes=when_set,
        flag_modes=flags,
        modes_per_line=number(tokens.get("MODES"), DEFAULT_FEATURES.modes_per_line),
        nick_length=number(tokens.get("NICKLEN"), DEFAULT_FEATURES.nick_length),
        user_length=number(tokens.get("USERLEN"), DEFAULT_FEATURES.user_length),
        host_length=number(tokens.get("HOSTLEN"), DEFAULT_FEATURES.host_length),
        monitored=number(tokens.get("MONITOR", "0") or MANY, 0),
        case_mapping=case_mapping_of(tokens),
    )


def prefixes_of(tokens: Mapping[str, str]) -> tuple[str, str]:
    """Return mode letters and their prefixes, equally many (Modern #prefix-parameter)."""
    if "PREFIX" not in tokens:
        return DEFAULT_FEATURES.prefix_modes, DEFAULT_FEATURES.prefix_signs
    found = PREFIX.fullmatch(tokens["PREFIX"])
    pairs = list(zip(found[1], found[2], strict=False)) if found else []
    return "".join(mode for mode, _ in pairs), "".join(sign for _, sign in pairs)


def case_mapping_of(tokens: Mapping[str, str]) -> str:
    """Return by what names compare: UTF8MAPPING says it for hosts that tell old clients CASEMAPPING=ascii."""
    said = (tokens.get(name, "").lower() for name in ("UTF8MAPPING", "CASEMAPPING"))
    return next((mapping for mapping in said if mapping in FOLDS), DEFAULT_CASE_MAPPING)


def number(text: str | None, default: int) -> int:
    """Return a length or count as a host says it, or *default* for what is none or has no bound we could use."""
    return int(text) if text and re.fullmatch("[1-9][0-9]{0,3}", text) else default
