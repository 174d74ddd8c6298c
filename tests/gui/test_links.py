"""Where web addresses begin and end in what people write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.gui.links import may_open, target_of
from desktop_chat.gui.safe_text import MAX_CHARACTERS, shown
from desktop_chat.gui.timeline.markup import link_runs

PIECES = st.sampled_from(
    ["http://", "https://", "HTTPS://", "a.example", "/", "(", ")", ".", " ", "@", "[", "]", "한글", "\u202e", "…", "::", "\x00"]
)


def urls(text: str) -> list[str]:
    """Return the addresses in a text as it is shown."""
    return [run.url for run in link_runs(shown(text)) if run.url]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see https://example.org", ["https://example.org"]),
        ("http://a.example and https://b.example/x?y=1#z", ["http://a.example", "https://b.example/x?y=1#z"]),
        ("HTTP://LOUD.EXAMPLE!", ["HTTP://LOUD.EXAMPLE"]),
        ("(https://example.org/a_(b)).", ["https://example.org/a_(b)"]),
        ("[https://example.org/x[1]], https://example.org/…", ["https://example.org/x[1]", "https://example.org/"]),
        ("주소는https://example.org/한글 입니다", ["https://example.org/한글"]),
        ("「https://example.org」", ["https://example.org"]),
        ("<https://example.org>", ["https://example.org"]),
        ("http://192.168.0.12:8080/", ["http://192.168.0.12:8080/"]),
        ("http://[fe80::1]:80/x", ["http://[fe80::1]:80/x"]),
        ("https://example.org/@ann", ["https://example.org/@ann"]),
        ("ircs://192.168.0.7:6667/?pin=ab, come in", ["ircs://192.168.0.7:6667/?pin=ab"]),
        ("write to mailto:ann.b@example.org.", ["mailto:ann.b@example.org"]),
        ("**https://example.org/x**", ["https://example.org/x"]),
    ],
)
def test_an_address_is_found_without_the_sentence_around_it(text: str, found: list[str]) -> None:
    """A bracket belongs to it when it was opened inside."""
    assert urls(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "no address",
        "http:// and https://. nothing follows",
        "mailto:ann mailto:@b mailto:a@b?bcc=everybody irc://plain.example",
        "ftp://a.example file:///etc/passwd javascript://alert",
        "xhttp://a.example",
        "https://bank.example@elsewhere.example/",
        "https://user:secret@a.example",
        r"https://bank.example\@elsewhere.example",
        "https://bank.example＠elsewhere.example/",
        "http://[fe80::1",
        "http://[not-an-address]/",
        "https://?query",
    ],
)
def test_what_is_none_stays_plain(text: str) -> None:
    """Above all what is made to deceive: a name before an `@`."""
    assert urls(text) == []


def test_a_hidden_character_ends_an_address() -> None:
    """What is opened is what is seen."""
    assert urls("https://example.org/\u202egro.live") == ["https://example.org/"]
    assert urls("https://example.org/\x07x") == ["https://example.org/"]


@given(st.one_of(st.text(), st.lists(PIECES).map("".join)))
def test_the_pieces_are_the_text(text: str) -> None:
    """Nothing is lost or invented; no piece is empty; an address is shown as it is, and may be opened."""
    runs = link_runs(shown(text))
    assert "".join(run.text for run in runs) == shown(text)
    assert all(run.text for run in runs)
    assert all(run.url in {"", run.text} for run in runs)
    assert all(may_open(run.url) for run in runs if run.url)


def test_a_tail_of_brackets_takes_no_time() -> None:
    """The longest that can be shown."""
    assert urls("https://a.example/" + ")" * MAX_CHARACTERS) == ["https://a.example/"]


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://example.org/가", "https://example.org/가"),
        ("https://EXAMPLE.org:8443/x?y#z", "https://example.org:8443/x?y#z"),
        ("https://ехample.org/", "https://xn--ample-ywe6i.org/"),
        ("mailto:ann@example.org", "mailto:ann@example.org"),
        ("https://" + "a" * 70 + ".example/", "https://" + "a" * 70 + ".example/"),
    ],
)
def test_where_an_address_leads_is_told_in_ascii(url: str, target: str) -> None:
    """RFC 3492: a look-alike shows; what no name server could answer is told as it is."""
    assert target_of(url) == target
