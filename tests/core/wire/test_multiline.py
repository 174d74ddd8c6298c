"""Lines to text and back (IRCv3 multiline)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.core.wire.multiline import Line, MultilineLimits, joined, limits_in, size, split


def test_lines_are_joined_by_line_feeds_but_those_that_go_on() -> None:
    """Examples: the final concatenated message."""
    lines = [Line("hello"), Line(""), Line("how is "), Line("everyone?", is_concat=True)]
    assert joined(lines) == "hello\n\nhow is everyone?"


@pytest.mark.parametrize(("lines", "text"), [([], ""), ([Line("a", is_concat=True)], "a"), ([Line(""), Line("a")], "\na")])
def test_the_first_line_has_none_before_it(lines: list[Line], text: str) -> None:
    """Batch types: it "is directly joined with the previous line's message", of which there is none."""
    assert joined(lines) == text


def test_a_long_line_is_split_between_words() -> None:
    """Splitting long lines: "split long lines between words where possible and leave the space character at the end"."""
    assert split("how is everyone?\n\nfine", 12) == [Line("how is "), Line("everyone?", is_concat=True), Line(""), Line("fine")]


@given(st.text(st.sampled_from("a b\n한😀\u0301")), st.integers(5, 40))
def test_what_was_split_is_joined_again(text: str, max_bytes: int) -> None:
    """And every line fits; none that goes on is blank ("Clients MUST NOT send blank lines with" the concat tag)."""
    lines = split(text, max_bytes)
    assert joined(lines) == text
    assert all(len(line.text.encode()) <= max_bytes for line in lines)
    assert all(line.text for line in lines if line.is_concat)


@pytest.mark.parametrize(
    ("value", "limits"),
    [
        ("max-bytes=40000", MultilineLimits(40000)),
        ("max-bytes=40000,max-lines=10", MultilineLimits(40000, 10)),
        ("new,max-lines=10,max-bytes=40000,x=y", MultilineLimits(40000, 10)),
        ("max-bytes=40000,max-lines=many", MultilineLimits(40000)),
        ("max-lines=10", None),
        ("max-bytes=0", None),
        ("max-bytes=-1", None),
        ("max-bytes", None),
        ("", None),
    ],
)
def test_limits_are_told_as_the_value_of_the_capability(value: str, limits: MultilineLimits | None) -> None:
    """Capabilities: max-bytes is REQUIRED, max-lines RECOMMENDED, "clients MUST ignore every token with a key" they do not know."""
    assert limits_in(value) == limits


def test_line_feeds_count() -> None:
    """Batch types: "Each line feed used to join line messages contributes one byte"."""
    assert size([Line("가"), Line(""), Line("b"), Line("c", is_concat=True)]) == 3 + 1 + 1 + 1 + 1
