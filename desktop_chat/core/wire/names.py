"""Names of people and channels: which may stand, and which are the same (RFC 8265, ISUPPORT UTF8MAPPING=rfc8265).

A name is shown as it was written and compared folded. ASCII names compare as old clients expect (CASEMAPPING=ascii).
"""

import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from typing import Final

from precis_i18n import get_profile

from desktop_chat.core.wire.limits import CHANNEL_BYTES, CHANNEL_LENGTH, NICK_BYTES, NICK_LENGTH

CHANNEL_PREFIX = "#"

_username = get_profile("UsernameCaseMapped")

NICK_FORBIDDEN = frozenset("!@:,*?.#&$%~+")
"""They mean something in masks, prefixes, channels, server names (Modern #clients). So no nick is a server's name."""
CHANNEL_FORBIDDEN = frozenset(",:*?!@\x07")
"""They mean something in lists and masks (Modern #channels)."""

SERVICES = (
    *("nickserv", "chanserv", "operserv", "hostserv", "botserv", "memoserv", "saslserv", "histserv", "helpserv", "infoserv"),
    *("groupserv", "statserv", "authserv", "userserv", "services", "service", "server", "global"),
)
"""Names under which people expect a service of the network, and would tell it a password."""

LOOK_ALIKES: Final[Mapping[str, str]] = {
    "a": "АаΑαɑᴀᎪ",
    "b": "ВвЬьΒβʙᏴ",
    "c": "СсϹϲᴄᏟ",
    "e": "ЕеЭэΕεҽᴇᎬ",
    "f": "ϝꜰғſẝ",
    "g": "ꞬɡɢցԍԌᏀ",
    "h": "НнҺһΗʜհᎻ",
    "i": "ІіЇїΙιıƖɩɪӀӏլLlʟᏞᎥ1|ǀ",
    "k": "КкΚκᴋᏦ",
    "m": "МмΜᴍᎷ",
    "n": "ПпΝηɴոռ",
    "o": "ОоΟοσօᴏ0",
    "p": "РрΡρᴘᏢ",
    "r": "ГгʀᎡᏒ",
    "s": "ЅѕꜱƽՏᏚ5",
    "t": "ТтΤτᴛᎢ",
    "u": "υսᴜՍ",
    "v": "ѴѵνᴠᏙ",
}
"""Letters, digits and strokes that look like a Latin letter of those names; `i` and `l` count as one."""

_LATIN = {ord(sign): latin for latin, signs in LOOK_ALIKES.items() for sign in signs}


class NameProblem(StrEnum):
    """Why a name cannot be taken; the value says it in English for the wire."""

    EMPTY = "it is empty"
    TOO_LONG = "it is too long"
    BAD_CHARACTER = "it holds a character that names cannot have"
    LOOK_ALIKE = "it looks like the name of a service"
    NOT_A_CHANNEL = "it does not begin with #"


@lru_cache(maxsize=1 << 13)
def fold(name: str) -> str:
    """Return the form of a name in which it is compared: case-mapped by RFC 8265 3.3, or lower case if it is no name."""
    if name.isascii():
        return name.lower()
    bare = name.lstrip(CHANNEL_PREFIX)
    mapped = _mapped(bare)
    return unicodedata.normalize("NFC", name.lower()) if mapped is None else CHANNEL_PREFIX * (len(name) - len(bare)) + mapped


def is_channel(name: str) -> bool:
    """Return whether a target means a channel (ISUPPORT CHANTYPES)."""
    return name.startswith(CHANNEL_PREFIX)


def nick_problem(nick: str) -> NameProblem | None:
    """Return why *nick* cannot be a nick, or None if it can (RFC 8265 3.3; Modern #clients)."""
    if not nick:
        return NameProblem.EMPTY
    if len(nick) > NICK_LENGTH:
        return NameProblem.TOO_LONG
    if nick.startswith("-") or not _may_stand(nick, NICK_FORBIDDEN):
        return NameProblem.BAD_CHARACTER
    if len(nick.encode()) > NICK_BYTES:
        return NameProblem.TOO_LONG
    return NameProblem.LOOK_ALIKE if skeleton(nick) in _SERVICE_SKELETONS else None


def channel_problem(name: str) -> NameProblem | None:
    """Return why *name* cannot be a channel, or None if it can (Modern #channels)."""
    bare = name.lstrip(CHANNEL_PREFIX)
    if name and not is_channel(name):
        return NameProblem.NOT_A_CHANNEL
    if not bare:
        return NameProblem.EMPTY
    if len(name) > CHANNEL_LENGTH:
        return NameProblem.TOO_LONG
    if not _may_stand(bare, CHANNEL_FORBIDDEN):
        return NameProblem.BAD_CHARACTER
    return NameProblem.TOO_LONG if len(name.encode()) > CHANNEL_BYTES else None


def skeleton(name: str) -> str:
    """Return what a name looks like: equal for names that people take for the same (Unicode UTS 39 section 4, a small table)."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    # Lower case comes last, because a capital can look like another letter than its small form does: Greek Ν and ν.
    return plain.translate(_LATIN).lower()


def _may_stand(name: str, forbidden: frozenset[str]) -> bool:
    """Return whether RFC 8265 allows a name, and none of its characters means something else on the wire.

    The mapped form is what is looked at: a full-width `＠` is an `@` when names are compared.
    """
    mapped = _mapped(name)
    return mapped is not None and forbidden.isdisjoint(mapped) and not unicodedata.category(name[0]).startswith("M")


def _mapped(text: str) -> str | None:
    """Return a name case-mapped, or None if it is no name: controls, spaces, invisible signs, mixed directions (RFC 8265 3.3)."""
    try:
        return str(_username.enforce(text))
    except UnicodeEncodeError:
        return None


_SERVICE_SKELETONS = frozenset(skeleton(name) for name in SERVICES)
