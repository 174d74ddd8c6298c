"""A conversation as a file for people (text, HTML) or programs (JSON). No word in it is of any language but that of those who talked."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from enum import StrEnum
from html import escape
from typing import Final

from desktop_chat.core.client.events.kept import EventKind, KeptLine, KeptRoom
from desktop_chat.core.client.events.talk import MessageKind

CONTROLS: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What a terminal would obey, what turns the direction of all that follows, and halves of characters."""
NO_CHARACTER: Final = "\ufffd"

SAID: Final[dict[MessageKind | EventKind, str]] = {
    MessageKind.TALK: "<{sender}> {text}",
    MessageKind.ACTION: "* {sender} {text}",
    MessageKind.NOTICE: "-{sender}- {text}",
}
"""As the logs of IRC clients write it."""

Local = Callable[[float], datetime]
"""Gives the local time of seconds since 1970."""

STYLE: Final = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:50em;margin:2em auto;padding:0 1em;background:#fff;color:#1b1e25}"
    "h2{font-size:1em;border-bottom:1px solid #ccd}"
    "p{margin:.2em 0 .2em 5.5em;white-space:pre-wrap;overflow-wrap:anywhere}time{float:left;margin-left:-5.5em;color:#626a78}"
    ".notice,.event{color:#626a78}.action{font-style:italic}"
    "@media(prefers-color-scheme:dark){body{background:#16181d;color:#e7e9ee}time,.notice,.event{color:#9aa1ae}}"
)
POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"
"""Of what somebody wrote nothing runs, and nothing is fetched (CSP Level 3)."""


class ExportFormat(StrEnum):
    """In what form a conversation is written; the value is the ending of the file's name, too."""

    TEXT = "txt"
    HTML = "html"
    JSON = "json"


def export_pieces(kind: ExportFormat, room: KeptRoom, conversation: str, lines: Iterable[KeptLine], local: Local) -> Iterator[str]:
    """Yield the pieces of a file, in order.

    Args:
        kind: In what form.
        room: Where it was said.
        conversation: The channel or nick.
        lines: What was said, in order.
        local: For the times that people read; programs get UTC.
    """
    return WRITERS[kind](room, conversation, lines, local)


def _happened(line: KeptLine) -> str:
    """Return an event in IRC's own words, which are of no language: `bob KICK carol rude`."""
    return " ".join(filter(None, (line.sender, line.kind.upper(), line.about, line.text)))


def _clean(text: str) -> str:
    return CONTROLS.sub(NO_CHARACTER, text)


def _text(room: KeptRoom, conversation: str, lines: Iterable[KeptLine], local: Local) -> Iterator[str]:
    yield f"{_clean(conversation)} – {_clean(room.name or room.key)}\n\n"
    for line in lines:
        text = _clean(line.text).replace("\n", "\n    ")
        said = SAID.get(line.kind)
        words = f"*** {_clean(_happened(line))}" if said is None else said.format(sender=_clean(line.sender), text=text)
        yield f"[{local(line.time):%Y-%m-%d %H:%M:%S}] {words}\n"


def _html(room: KeptRoom, conversation: str, lines: Iterable[KeptLine], local: Local) -> Iterator[str]:
    title = escape(_clean(f"{conversation} – {room.name or room.key}"))
    yield f'<!DOCTYPE html>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
    yield f'<meta name="viewport" content="width=device-width">\n<title>{title}</title>\n<style>{STYLE}</style>\n<h1>{title}</h1>\n'
    day: date | None = None
    for line in lines:
        moment = local(line.time)
        if moment.date() != day:
            day = moment.date()
            yield f"<h2>{day.isoformat()}</h2>\n"
        time = f'<time datetime="{_utc(line)}">{moment:%H:%M:%S}</time>'
        if line.kind in SAID:
            words = f"<b><bdi>{escape(_clean(line.sender))}</bdi></b> <bdi>{escape(_clean(line.text))}</bdi>"
        else:
            words = f"<bdi>{escape(_clean(_happened(line)))}</bdi>"
        yield f'<p class="{line.kind if line.kind in SAID else "event"}">{time}{words}</p>\n'


def _json(room: KeptRoom, conversation: str, lines: Iterable[KeptLine], _local: Local) -> Iterator[str]:
    head = {"room": room.name, "key": room.key, "conversation": conversation}
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "lines": ['
    comma = "\n"
    for line in lines:
        fields = {"time": _utc(line), "sender": line.sender, "kind": line.kind, "text": line.text, "mine": line.mine, "id": line.key}
        more = {"tags": line.tags, "about": line.about}
        yield comma + json.dumps(fields | {name: value for name, value in more.items() if value}, ensure_ascii=False)
        comma = ",\n"
    yield "\n]}\n"


def _utc(line: KeptLine) -> str:
    """Return a time as `server-time` writes it (IRCv3 server-time)."""
    return datetime.fromtimestamp(line.time_ms // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%S") + f".{line.time_ms % 1000:03}Z"


WRITERS: Final[dict[ExportFormat, Callable[[KeptRoom, str, Iterable[KeptLine], Local], Iterator[str]]]] = {
    ExportFormat.TEXT: _text,
    ExportFormat.HTML: _html,
    ExportFormat.JSON: _json,
}
