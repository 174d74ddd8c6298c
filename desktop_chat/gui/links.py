"""Where the web addresses are in a text. Opening one is the port's business."""

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from desktop_chat.gui.safe_text import Shown

_CANDIDATE = re.compile(r"(?<![A-Za-z0-9])https?://[^\s<>\"“”⟨⟩␀-␦「」『』《》]+", re.IGNORECASE)
_CLOSING = {")": "(", "]": "[", "}": "{"}
_ENDS = ".,;:!?'…。、"
"""Marks that end a sentence, hardly ever an address."""


class Span(NamedTuple):
    """A piece of a text, and the address it leads to, if it is one."""

    text: Shown
    url: str = ""


def split_links(text: Shown) -> tuple[Span, ...]:
    """Split *text* into plain pieces and http or https addresses; joined, they are *text* again.

    An address that names a user is left plain: `https://bank.example@elsewhere.example` is made to deceive.
    """
    if "://" not in text:
        return (Span(text),)
    spans, end = [], 0
    for found in _CANDIDATE.finditer(text):
        url = _without_end(found.group())
        if _is_web_address(url):
            spans += [Span(Shown(text[end : found.start()])), Span(Shown(url), url)]
            end = found.start() + len(url)
    spans.append(Span(Shown(text[end:])))
    return tuple(span for span in spans if span.text)


def _without_end(url: str) -> str:
    """Return *url* without the marks of the sentence around it; a bracket stays when it was opened inside."""
    while url[-1] in _ENDS or (url[-1] in _CLOSING and url.count(url[-1]) > url.count(_CLOSING[url[-1]])):
        url = url[:-1]
    return url


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return bool(parts.hostname) and "@" not in parts.netloc
