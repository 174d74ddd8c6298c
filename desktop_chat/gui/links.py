"""What is an address in a text, and whether it may be followed. Opening one is the port's business."""

import re
from typing import Final
from urllib.parse import urlsplit

CANDIDATE: Final = r"(?<![A-Za-z0-9])(?:(?:https?|ircs)://|mailto:)[^\s<>\"“”⟨⟩`␀-␦「」『』《》]+"
"""What begins like an address, as a regular expression; case does not matter. `address_in` says what of it is one."""
_MAIL = re.compile(r"mailto:[\w.+-]+@[\w-]+(?:\.[\w-]+)*", re.IGNORECASE)
_CLOSING = {")": "(", "]": "[", "}": "{"}
_ENDS = ".,;:!?'…。、*"
"""Marks that end a sentence or an emphasis, hardly ever an address."""


def address_in(candidate: str) -> str:
    """Return the address that a candidate begins with, without the marks of the sentence around it; "" if it is none.

    A bracket belongs to it when it was opened inside. One that names a user is none: `https://bank.example@elsewhere.example`
    is made to deceive.
    """
    url = candidate
    while url[-1] in _ENDS or (url[-1] in _CLOSING and url.count(url[-1]) > url.count(_CLOSING[url[-1]])):
        url = url[:-1]
    return url if may_open(url) else ""


def may_open(url: str) -> bool:
    """Return whether this is an address that a click may open."""
    if _MAIL.fullmatch(url):
        return True
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme.lower() in {"http", "https", "ircs"} and bool(parts.hostname) and "@" not in parts.netloc


def target_of(url: str) -> str:
    """Return an address as it is followed: the name of the host in ASCII, so that a look-alike shows (RFC 3492)."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode()
        return parts._replace(netloc=parts.netloc.lower().replace((parts.hostname or "").lower(), host)).geturl()
    except (ValueError, UnicodeError):
        return url
