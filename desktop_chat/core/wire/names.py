"""Names of people and channels: which may stand, and which are the same (RFC 8265, ISUPPORT UTF8MAPPING=rfc8265).

A name is shown as it was written and compared folded. ASCII names compare as old clients expect (CASEMAPPING=ascii).
"""

import unicodedata
from enum import StrEnum
from functools import lru_cache

from precis_i18n import get_profile

from desktop_chat.core.wire.limits import CHANNEL_LENGTH, NAME_BYTES, NICK_LENGTH

CHANNEL_PREFIX = "#"

_username = get_profile("UsernameCaseMapped")

NICK_FORBIDDEN = frozenset("!@:,*?.#&$%~+")
"""They mean something in masks, prefixes, channels, server names (Modern #clients)."""
CHANNEL_FORBIDDEN = frozenset(",:*?!@\x07")
"""They mean something in lists and masks (Modern #channels)."""

SERVICES = ("nickserv", "chanserv", "operserv", "hostserv", "botserv", "memoserv", "saslserv", "histserv", "services", "global")
"""Names under which people expect a service of the network, and would tell it a password."""
LOOK_ALIKES = str.maketrans("аеіјоорсѕухһкмтвнԁԛԝαβειοκνρτυχ01i5|", "aeljoopcsyxhkmtbhdqwabelokvptuxollsl")
"""Cyrillic and Greek letters, digits and strokes that look like a Latin letter of those names."""


class NameProblem(StrEnum):
    """Why a name cannot be taken; the value says it in English for the wire."""

    EMPTY = "it is empty"
    TOO_LONG = "it is too long"
    BAD_CHARACTER = "it holds a character that names cannot have"
    LOOK_ALIKE = "it looks like the name of a service"
    NOT_A_CHANNEL = "it does not begin with #"


@lru_cache(maxsize=1 << 16)
def fold(name: str) -> str:
    """Return the form of a name in which it is compared: case-mapped by RFC 8265 3.3, or lower case if it is no name."""
    if name.isascii():
        return name.lower()
    prefix = CHANNEL_PREFIX * (len(name) - len(name.lstrip(CHANNEL_PREFIX)))
    try:
        return prefix + str(_username.enforce(name[len(prefix) :]))
    except UnicodeEncodeError:
        return unicodedata.normalize("NFC", name.lower())


def is_channel(name: str) -> bool:
    """Return whether a target means a channel (ISUPPORT CHANTYPES)."""
    return name.startswith(CHANNEL_PREFIX)


def nick_problem(nick: str) -> NameProblem | None:
    """Return why *nick* cannot be a nick, or None if it can (RFC 8265 3.3; Modern #clients)."""
    if not nick:
        return NameProblem.EMPTY
    if _is_too_long(nick, NICK_LENGTH):
        return NameProblem.TOO_LONG
    if not NICK_FORBIDDEN.isdisjoint(nick) or nick.startswith("-") or not _is_username(nick):
        return NameProblem.BAD_CHARACTER
    if _skeleton(nick) in _SERVICE_SKELETONS:
        return NameProblem.LOOK_ALIKE
    return None


def channel_problem(name: str) -> NameProblem | None:
    """Return why *name* cannot be a channel, or None if it can (Modern #channels)."""
    if not name:
        return NameProblem.EMPTY
    if not is_channel(name):
        return NameProblem.NOT_A_CHANNEL
    if _is_too_long(name, CHANNEL_LENGTH):
        return NameProblem.TOO_LONG
    rest = name.lstrip(CHANNEL_PREFIX)
    if not rest:
        return NameProblem.EMPTY
    return None if CHANNEL_FORBIDDEN.isdisjoint(rest) and _is_username(rest) else NameProblem.BAD_CHARACTER


def _is_too_long(name: str, characters: int) -> bool:
    """Return whether a name has too many characters, or, in rare scripts, too many bytes for the lines it stands in."""
    return len(name) > characters or len(name.encode(errors="surrogatepass")) > NAME_BYTES


def _is_username(text: str) -> bool:
    """Return whether RFC 8265 allows it: no controls, spaces, invisible or direction characters, no mixed directions."""
    try:
        _username.enforce(text)
    except UnicodeEncodeError:
        return False
    return True


def _skeleton(nick: str) -> str:
    return unicodedata.normalize("NFKC", nick).lower().translate(LOOK_ALIKES)


_SERVICE_SKELETONS = frozenset(_skeleton(name) for name in SERVICES)
