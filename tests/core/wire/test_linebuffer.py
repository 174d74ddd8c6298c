"""`LineBuffer`: any pieces in, the same lines out, and never more held than one line may have."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.core.wire.limits import CLIENT_TAGS_BYTES, TAGS_BYTES
from desktop_chat.core.wire.linebuffer import TEXT_BYTES, TOO_LONG, LineBuffer

LONGEST_TEXT = b"PRIVMSG #tea :" + b"x" * (510 - 14)
LONGEST_TAGS = b"@+a=" + b"y" * 4091 + b" "
MOST_PENDING = CLIENT_TAGS_BYTES + TEXT_BYTES + 1


def buffer() -> LineBuffer:
    """Return a buffer for what a client sends."""
    return LineBuffer(tags_bytes=CLIENT_TAGS_BYTES)


def fed(*pieces: bytes) -> list[bytes]:
    """Return all lines that a new buffer makes of these pieces."""
    lines = buffer()
    return [line for piece in pieces for line in lines.feed(piece)]


def one_by_one(stream: bytes) -> list[bytes]:
    """Return the pieces of a stream, a byte each."""
    return [stream[at : at + 1] for at in range(len(stream))]


def test_a_line_ends_with_cr_lf_or_with_lf_alone() -> None:
    r"""Modern #compatibility-with-incorrect-software: servers handle a single `\n` as if it were `\r\n`."""
    assert fed(b"PING a\r\nPING b\nPING c\r\n") == [b"PING a", b"PING b", b"PING c"]


def test_empty_lines_are_ignored() -> None:
    """Modern #message-format: an empty message is silently ignored."""
    assert fed(b"\r\n\n\r\nPING a\r\n\r\n") == [b"PING a"]


def test_a_bare_cr_stays_in_its_line_for_the_parser_to_refuse() -> None:
    """Only the CR before LF is an end; any other is the peer's mistake, not a second line it smuggles in."""
    assert fed(b"PING a\rQUIT\r\n", b"\r\r\n") == [b"PING a\rQUIT", b"\r"]


def test_a_line_comes_only_when_it_is_complete() -> None:
    """Modern #message-format: process a message only once its end is there."""
    lines = buffer()
    assert lines.feed(b"PING a") == []
    assert lines.feed(b"bc\r") == []
    assert lines.pending_bytes == len(b"PING abc\r")
    assert lines.feed(b"\nPI") == [b"PING abc"]
    assert lines.pending_bytes == 2


def test_cr_and_lf_in_different_pieces_are_one_end() -> None:
    """The border between two pieces can be anywhere."""
    assert fed(b"PING a\r", b"\nPING b\r", b"\n") == [b"PING a", b"PING b"]


def test_the_longest_line_may_wait_for_the_last_byte_of_its_end() -> None:
    """What is pending then is as much as ever may be."""
    lines = buffer()
    assert lines.feed(LONGEST_TAGS + LONGEST_TEXT + b"\r") == []
    assert lines.pending_bytes == MOST_PENDING
    assert lines.feed(b"\n") == [LONGEST_TAGS + LONGEST_TEXT]


def test_510_bytes_are_a_line_and_511_are_not() -> None:
    """RFC 2812 2.3: 512 bytes with CR LF, so 510 without."""
    assert fed(LONGEST_TEXT + b"\r\n") == [LONGEST_TEXT]
    assert fed(LONGEST_TEXT + b"x\r\n") == [TOO_LONG]
    assert fed(LONGEST_TEXT + b"x\n") == [TOO_LONG]


def test_a_client_has_4094_bytes_of_tags_besides() -> None:
    """IRCv3 message-tags, Size limit: tag data of 4094 bytes, and the 512 bytes of the rest unchanged."""
    assert len(LONGEST_TAGS) == 4096
    assert fed(LONGEST_TAGS + LONGEST_TEXT + b"\r\n") == [LONGEST_TAGS + LONGEST_TEXT]
    assert fed(b"@b;" + LONGEST_TAGS[1:] + b"PING a\r\n") == [TOO_LONG]
    assert fed(LONGEST_TAGS + LONGEST_TEXT + b"x\r\n") == [TOO_LONG]


def test_short_tags_leave_no_more_room_for_the_text() -> None:
    """IRCv3 message-tags, Size limit: the two limits are separate."""
    assert fed(b"@a " + LONGEST_TEXT + b"\r\n") == [b"@a " + LONGEST_TEXT]
    assert fed(b"@a " + LONGEST_TEXT + b"x\r\n") == [TOO_LONG]


def test_tags_without_a_message_are_measured_as_a_message() -> None:
    """A line of tags that never end is no tag section."""
    assert fed(b"@" + b"a" * 600 + b"\r\n") == [TOO_LONG]


def test_a_server_has_8191_bytes_of_tags() -> None:
    """IRCv3 message-tags, Size limit: 8191 bytes, `@` and the space included."""
    tags = b"@" + b"t" * 8189 + b" "
    from_server = LineBuffer(tags_bytes=TAGS_BYTES)
    assert from_server.feed(tags + LONGEST_TEXT + b"\r\n") == [tags + LONGEST_TEXT]
    assert from_server.feed(b"@t" + tags[1:] + LONGEST_TEXT + b"\r\n") == [TOO_LONG]


@pytest.mark.parametrize("size", [511, 4607, 4608, 5000, 100_000])
@pytest.mark.parametrize("chunk", [1, 7, 4096, 200_000])
def test_a_line_too_long_is_reported_once_in_its_place_and_its_neighbours_survive(size: int, chunk: int) -> None:
    """PROTOCOL, Transport: longer input is dropped whole, never cut; nothing else is lost."""
    stream = b"PING before\r\n" + b"x" * size + b"\r\nPING after\r\n"
    pieces = [stream[at : at + chunk] for at in range(0, len(stream), chunk)]
    assert fed(*pieces) == [b"PING before", TOO_LONG, b"PING after"]


def test_two_lines_too_long_are_reported_twice() -> None:
    """Each has its own place."""
    assert fed(b"x" * 9_000, b"\n" + b"y" * 9_000, b"\nPING a\n") == [TOO_LONG, TOO_LONG, b"PING a"]


def test_an_endless_line_is_never_held() -> None:
    """A peer that never ends its line costs the memory of one line."""
    lines = buffer()
    held = []
    for _ in range(1_000):
        assert lines.feed(b"x" * 1_000) == []
        held.append(lines.pending_bytes)
    assert max(held) <= MOST_PENDING
    assert lines.feed(b"\r\nPING a\r\n") == [TOO_LONG, b"PING a"]


def test_no_line_equals_the_mark_of_a_line_too_long() -> None:
    """The mark is a line end, which no line holds."""
    assert TOO_LONG not in fed(b"\n", b"\r\n", b"\n\n\n", b"\\n\r\n")


STREAMS = st.lists(
    st.one_of(
        st.binary(max_size=20),
        st.sampled_from([b"\r\n", b"\n", b"\r", b"\0", b"@", b" ", LONGEST_TEXT, LONGEST_TAGS, b"z" * 5_000]),
    ),
    max_size=20,
).map(b"".join)


@given(STREAMS, st.lists(st.integers(0, 20_000), max_size=12))
def test_any_split_of_a_stream_gives_the_same_lines(stream: bytes, cuts: list[int]) -> None:
    """TCP keeps the bytes and their order, never their borders."""
    borders = [0, *sorted(min(at, len(stream)) for at in cuts), len(stream)]
    pieces = [stream[start:end] for start, end in pairwise(borders)]
    assert fed(*pieces) == fed(stream)


@given(st.binary(max_size=200))
def test_one_byte_at_a_time_gives_the_same_lines(stream: bytes) -> None:
    """The slowest sender says the same as the fastest."""
    assert fed(*one_by_one(stream)) == fed(stream)


@given(STREAMS)
def test_every_line_keeps_the_promise_of_its_size(stream: bytes) -> None:
    """What comes out has no line end and is no longer than a line may be."""
    lines = buffer()
    for line in lines.feed(stream):
        assert line == TOO_LONG or (line and b"\n" not in line and len(line) <= CLIENT_TAGS_BYTES + TEXT_BYTES)
    assert lines.pending_bytes <= MOST_PENDING
