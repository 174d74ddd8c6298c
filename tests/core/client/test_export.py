"""A conversation as text, HTML and JSON."""

import json
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest

from desktop_chat.core.client.events import MessageKind
from desktop_chat.core.client.events.kept import EventKind, KeptLine, KeptRoom
from desktop_chat.core.client.export import ExportFormat, export_pieces

ROOM = KeptRoom("a" * 64, "우리 <반>")
NOON_MS = 1_700_000_000_000
EVIL = "<script>alert('x')</script> & \x1b[31m\u202e"


def line(seconds: int, text: str, kind: MessageKind | EventKind = MessageKind.TALK, tags: str = "") -> KeptLine:
    """Return a line said so many seconds after the first."""
    return KeptLine("#tea", True, f"k{seconds}", NOON_MS + seconds * 1000 + 7, "가람", kind, text, False, tags)  # noqa: FBT003


LINES = (line(0, "hello"), line(1, "waves", MessageKind.ACTION), line(2, EVIL, MessageKind.NOTICE, "+a=b"), line(86400, "one\ntwo"))


def local(seconds: float) -> datetime:
    """Return a time in UTC."""
    return datetime.fromtimestamp(seconds, UTC)


def written(kind: ExportFormat, *lines: KeptLine) -> str:
    """Return a whole file."""
    return "".join(export_pieces(kind, ROOM, "#tea", lines, local))


def test_text_looks_like_the_log_of_an_irc_client() -> None:
    """What a terminal would obey is taken out; a line of several lines stands out."""
    assert written(ExportFormat.TEXT, *LINES) == (
        "#tea – 우리 <반>\n\n"
        "[2023-11-14 22:13:20] <가람> hello\n"
        "[2023-11-14 22:13:21] * 가람 waves\n"
        "[2023-11-14 22:13:22] -가람- <script>alert('x')</script> & \ufffd[31m\ufffd\n"
        "[2023-11-15 22:13:20] <가람> one\n    two\n"
    )


class Elements(HTMLParser):
    """Collects what a browser would see."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        """Note a text."""
        self.text += data


def test_html_runs_nothing_and_fetches_nothing() -> None:
    """What people wrote is text, whatever it looks like; a day has a heading."""
    text = written(ExportFormat.HTML, *LINES)
    page = Elements()
    page.feed(text)
    assert set(page.tags) == {"meta", "title", "style", "h1", "h2", "p", "time", "b", "bdi"}
    assert page.tags.count("h2") == 2
    assert page.attributes == {"charset", "http-equiv", "content", "name", "class", "datetime"}
    assert "default-src 'none'" in text
    assert "<script>alert('x')</script> & \ufffd[31m\ufffd" in page.text
    assert 'datetime="2023-11-14T22:13:22.007Z"' in text


@pytest.mark.parametrize("lines", [(), LINES[:1], LINES])
def test_json_holds_every_field(lines: tuple[KeptLine, ...]) -> None:
    """As it was said, in UTC."""
    found = json.loads(written(ExportFormat.JSON, *lines))
    assert (found["room"], found["key"], found["conversation"]) == (ROOM.name, ROOM.key, "#tea")
    assert [one["text"] for one in found["lines"]] == [one.text for one in lines]
    for one in found["lines"][2:3]:
        assert one == {
            "time": "2023-11-14T22:13:22.007Z",
            "sender": "가람",
            "kind": "notice",
            "text": EVIL,
            "mine": False,
            "id": "k2",
            "tags": "+a=b",
        }


def test_a_room_without_a_name_is_called_by_its_key() -> None:
    """Better than nothing."""
    assert "".join(export_pieces(ExportFormat.TEXT, KeptRoom("192.168.0.7:6667"), "#tea", (), local)) == "#tea – 192.168.0.7:6667\n\n"


def test_what_happened_is_written_in_the_words_of_irc() -> None:
    """They are of no language: who, the command, whom, why."""
    kicked = line(0, "rude\x1b", EventKind.KICK)._replace(about="bob")
    joined = line(1, "", EventKind.JOIN)
    assert written(ExportFormat.TEXT, kicked, joined).splitlines()[2:] == [
        "[2023-11-14 22:13:20] *** 가람 KICK bob rude\ufffd",
        "[2023-11-14 22:13:21] *** 가람 JOIN",
    ]
    assert '<p class="event">' in written(ExportFormat.HTML, kicked)
    assert "가람 KICK bob rude" in written(ExportFormat.HTML, kicked)
    (found,) = json.loads(written(ExportFormat.JSON, kicked))["lines"]
    assert (found["kind"], found["about"], found["sender"], found["text"]) == ("kick", "bob", "가람", "rude\x1b")
