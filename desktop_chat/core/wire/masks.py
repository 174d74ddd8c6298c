r"""Masks as bans and searches use them: `*` any text, `?` any character, compared without case (Modern #wildcard-expressions).

There is no escape: no name can hold a `*` or `?`, but a nick can hold the `\` that would escape them.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from desktop_chat.core.wire.names import fold

ACCOUNT_PREFIXES: Final = ("account:", "a:")
"""An extended ban that looks at the account; no nick holds a colon (IRCv3 account-extban)."""


def account_mask(mask: str) -> str:
    """Return what a mask says of an account, "" if it looks at something else."""
    return next((mask[len(prefix) :] for prefix in ACCOUNT_PREFIXES if mask.startswith(prefix)), "")


def normalise_mask(text: str) -> str:
    """Return a mask with all three parts: `ann` as `ann!*@*`, `*@host` as `*!*@host` (Ergo, InspIRCd do so too).

    One of an account is given its long name.
    """
    if account := account_mask(text):
        return ACCOUNT_PREFIXES[0] + account
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


def meets(mask: str, source: str, account: str) -> bool:
    """Return whether a mask of any kind means somebody with this nick!user@host and this account, "" for none."""
    wanted = account_mask(mask)
    return account != "" and matches_name(wanted, account) if wanted else matches(mask, source)


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
