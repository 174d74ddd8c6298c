r"""Masks as bans and searches use them: `*` any text, `?` any character, compared without case (Modern #wildcard-expressions).

There is no escape: no name can hold a `*` or `?`, but a nick can hold the `\` that would escape them.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from desktop_chat.core.wire.names import fold


def normalise_mask(text: str) -> str:
    """Return a mask with all three parts: `ann` as `ann!*@*`, `*@host` as `*!*@host` (Ergo, InspIRCd do so too)."""
    nick, bang, rest = text.partition("!")
    if not bang:
        nick, rest = ("*", text) if "@" in text else (text, "")
    user, _, host = rest.partition("@")
    return f"{nick or '*'}!{user or '*'}@{host or '*'}"


def matches(mask: str, source: str) -> bool:
    """Return whether a whole nick!user@host matches *mask*, in bounded time for any mask a peer may send."""
    return bool(_compiled(mask)(fold_source(source)))


def matches_name(mask: str, name: str) -> bool:
    """Return whether a whole nick, channel or server name matches a mask."""
    return bool(_compiled(mask)(fold(name)))


@lru_cache(maxsize=4096)
def fold_source(source: str) -> str:
    """Return a nick!user@host for comparison: each part folded, whatever it is."""
    return "".join(part if part in "!@" else fold(part) for part in re.split("([!@])", source))


@lru_cache(maxsize=4096)
def _compiled(mask: str) -> Callable[[str], object]:
    first, *others = [_piece(piece) for piece in mask.split("*")]
    # Each piece in the middle is found once, leftmost, in an atomic group: never looked for again, so never slow.
    middle = "".join(f"(?>.*?{piece})" for piece in others[:-1])
    last = f".*{others[-1]}" if others else ""
    return re.compile(first + middle + last, re.DOTALL).fullmatch


def _piece(text: str) -> str:
    return ".".join(re.escape(fold_source(part)) for part in text.split("?"))
