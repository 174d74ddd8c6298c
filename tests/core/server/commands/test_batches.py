"""BATCH from clients: messages of several lines (IRCv3 client-batch, multiline)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.core.server.records import msgid_of
from desktop_chat.core.wire import limits
from desktop_chat.core.wire.capabilities import Caps
from tests.support.room import START, Room

CAPS = "batch draft/multiline echo-message labeled-response message-tags"
ANN = "ann!~ann@10.0.0.7"
MSGID = msgid_of(int(START.wall * 1_000_000) + 4)
"""Four people have come in before."""
OPEN = "BATCH +1 draft/multiline #tea"
SPOKEN = (OPEN, "@batch=1 PRIVMSG #tea hello", "@batch=1 PRIVMSG #tea :", "@batch=1 privmsg #TEA :how is ")
EVERYONE = "@batch=1;draft/multiline-concat PRIVMSG #tea :everyone?"
NOT_OPEN = ("FAIL", "BATCH", "MULTILINE_INVALID", "No batch of this name is open")


@pytest.fixture
def tea(room: Room) -> Room:
    """Return a room where ann and bob know messages of several lines, tim tags, and old nothing."""
    room.join("ann", "bob", caps=CAPS, channel="#tea")
    room.join("tim", caps="message-tags", channel="#tea")
    room.join("old", channel="#tea")
    room.clear()
    return room


def test_who_knows_them_gets_one_batch(tea: Room) -> None:
    """Examples: "Server sending the same batch"; the id is on the opening, and lines have no tags of their own."""
    tea.say("ann", "@+reply=7;x=y " + OPEN + " more", *SPOKEN[1:], EVERYONE, "BATCH -1 more")
    assert tea.got("bob") == [
        f"@msgid={MSGID};+reply=7 :{ANN} BATCH +{MSGID} draft/multiline #tea",
        f"@batch={MSGID} :{ANN} PRIVMSG #tea :hello",
        f"@batch={MSGID} :{ANN} PRIVMSG #tea :",
        f"@batch={MSGID} :{ANN} PRIVMSG #tea :how is ",
        f"@batch={MSGID};draft/multiline-concat :{ANN} PRIVMSG #tea :everyone?",
        f":{ANN} BATCH -{MSGID}",
    ]


def test_others_get_the_lines_without_blank_ones(tea: Room) -> None:
    """Fallback: "Servers MUST NOT send blank lines"; tags "MUST be included on the first message line", the id only there."""
    tea.say("ann", "@+reply=7 " + OPEN, "@batch=1 PRIVMSG #tea :", *SPOKEN[1:], EVERYONE, "BATCH -1")
    plain = [f":{ANN} PRIVMSG #tea :{text}" for text in ("hello", "how is ", "everyone?")]
    assert tea.got("old") == plain
    assert tea.got("tim") == [f"@msgid={MSGID};+reply=7 {plain[0]}", *plain[1:]]


def test_it_is_kept_as_one_message(tea: Room) -> None:
    """Batch types: the combined message value."""
    tea.say("ann", "@+reply=7 " + OPEN, *SPOKEN[1:], EVERYONE, "BATCH -1")
    assert [(record.text, record.tags) for record in tea.records] == [("hello\n\nhow is everyone?", "+reply=7")]


def test_nothing_is_said_before_the_end(tea: Room) -> None:
    """Batch types: "wait until the full batch has been received before processing the message"."""
    tea.say("ann", *SPOKEN, EVERYONE)
    assert all(tea.got(name) == [] for name in ("ann", "bob", "tim", "old"))
    assert tea.records == []


def test_the_echo_bears_the_label_of_the_opening_on_its_opening(tea: Room) -> None:
    """Labeled response: "Servers MUST only include the label tag on the opening BATCH command"."""
    tea.say("ann", "@label=x " + OPEN, *SPOKEN[1:], "BATCH -1")
    opening, *rest = tea.got("ann")
    assert opening == f"@label=x;msgid={MSGID} :{ANN} BATCH +{MSGID} draft/multiline #tea"
    assert len(rest) == 4
    assert not any("label" in line for line in rest)


def test_without_echo_it_is_acknowledged(tea: Room) -> None:
    """IRCv3 labeled-response, The ACK response: once, when it is done."""
    tea.say("ann", "CAP REQ -echo-message", "@label=x " + OPEN, "@batch=1 PRIVMSG #tea hello", "BATCH -1")
    assert tea.got("ann")[1:] == ["@label=x :desktop.chat ACK"]


def test_the_echo_of_who_gave_the_capability_back_is_a_labelled_batch_of_lines(tea: Room) -> None:
    """Labeled-response, Tags: "exactly one logical message"; what stands between is carried out as ever."""
    tea.say("ann", "@label=x " + OPEN, *SPOKEN[1:], "CAP REQ -draft/multiline", "PING x", "BATCH -1")
    assert tea.replies("ann")[2:] == [
        ("BATCH", "+1", "labeled-response"),
        ("PRIVMSG", "#tea", "hello"),
        ("PRIVMSG", "#tea", "how is "),
        ("BATCH", "-1"),
    ]


def test_a_person_hears_it_too_and_notices_are_said_so(tea: Room) -> None:
    """Examples: "also valid if every instance of PRIVMSG is replaced with NOTICE"; the answer of who is away comes once."""
    tea.say("bob", "AWAY :lunch")
    tea.say("ann", "BATCH +a draft/multiline bob", "@batch=a NOTICE bob :1", "@batch=a NOTICE bob :2", "BATCH -a")
    tea.say("ann", "BATCH +a draft/multiline bob", "@batch=a PRIVMSG bob :1", "@batch=a PRIVMSG bob :2", "BATCH -a")
    assert tea.numerics("bob") == ["306", *["BATCH", "NOTICE", "NOTICE", "BATCH"], *["BATCH", "PRIVMSG", "PRIVMSG", "BATCH"]]
    assert tea.numerics("ann").count("301") == 1


@pytest.mark.parametrize(
    ("lines", "reply"),
    [
        (["@batch=1 PRIVMSG #other hello"], ("MULTILINE_INVALID_TARGET", "#tea", "#other", "Invalid multiline target")),
        (["@batch=1 PRIVMSG"], ("MULTILINE_INVALID_TARGET", "#tea", "*", "Invalid multiline target")),
        (["@batch=1 PRIVMSG #tea"], ("MULTILINE_INVALID", "Invalid multiline batch")),
        (["@batch=1 PRIVMSG #tea :x", "@batch=1 NOTICE #tea :y"], ("MULTILINE_INVALID", "Invalid multiline batch")),
        (["@batch=1 TAGMSG #tea"], ("MULTILINE_INVALID", "Invalid multiline batch")),
        (["@batch=1 BATCH +2 draft/multiline #tea"], ("MULTILINE_INVALID", "Invalid multiline batch")),
        (["@batch=1 BATCH -1"], ("MULTILINE_INVALID", "Invalid multiline batch")),
        (["@batch=1;draft/multiline-concat PRIVMSG #tea :"], ("MULTILINE_INVALID", "Invalid multiline batch with concatenated blank line")),
        (["@batch=2 PRIVMSG #tea :x"], NOT_OPEN[2:]),
        (["@batch PRIVMSG #tea :x"], NOT_OPEN[2:]),
        (["BATCH -2"], NOT_OPEN[2:]),
        (["BATCH +2 draft/multiline #tea"], ("MULTILINE_INVALID", "Another batch is open: both are dropped")),
        (
            [f"@batch=1 PRIVMSG #tea :{'x' * 480}"],
            ("MULTILINE_INVALID", "A line of the batch is too long to be passed on"),
        ),
        (
            ["@batch=1 PRIVMSG #tea :x"] * (limits.MULTILINE_LINES + 1),
            ("MULTILINE_MAX_LINES", str(limits.MULTILINE_LINES), "Multiline batch max-lines exceeded"),
        ),
        (
            [f"@batch=1 PRIVMSG #tea :{'x' * 400}"] * (limits.MULTILINE_BYTES // 401 + 1),
            ("MULTILINE_MAX_BYTES", str(limits.MULTILINE_BYTES), "Multiline batch max-bytes exceeded"),
        ),
    ],
)
def test_what_is_wrong_is_told_once_and_nothing_is_said(tea: Room, lines: list[str], reply: tuple[str, ...]) -> None:
    """Errors: "Servers MUST use FAIL messages"; client-batch, Errors: "all past and future messages in this batch will be ignored"."""
    tea.say("ann", "@label=x " + OPEN, "@batch=1 PRIVMSG #tea :", *lines, "@batch=1 PRIVMSG #tea :more", "BATCH -1")
    told = tea.messages("ann")
    failures = [message for message in told if message.command == "FAIL"]
    assert failures[0].params == ("BATCH", *reply)
    assert failures[0].tags["label"] == "x"
    assert not any(message.command == "PRIVMSG" for message in told)
    assert tea.got("old") == tea.got("bob") == []
    assert tea.records == []


@pytest.mark.parametrize(("blank", "reason"), [(0, "without lines"), (1, "with blank lines only"), (2, "with blank lines only")])
def test_a_batch_in_which_nothing_is_said_is_none(tea: Room, blank: int, reason: str) -> None:
    """Batch types: "one or more" lines; "Clients MUST NOT send messages consisting entirely of blank lines"."""
    tea.say("ann", OPEN, *["@batch=1 PRIVMSG #tea :"] * blank, "BATCH -1")
    assert tea.replies("ann") == [("FAIL", "BATCH", "MULTILINE_INVALID", f"Invalid multiline batch {reason}")]


def test_after_an_error_the_next_batch_is_heard(tea: Room) -> None:
    """It costs neither the connection nor what comes after."""
    tea.say("ann", OPEN, "@batch=1 TAGMSG #tea", "@batch=1 PRIVMSG #tea :no", OPEN, "@batch=1 PRIVMSG #tea :yes", "BATCH -1")
    assert tea.got("old") == [f":{ANN} PRIVMSG #tea :yes"]


@pytest.mark.parametrize("size_over", [0, 1])
def test_line_feeds_count_and_concatenation_does_not(tea: Room, size_over: int) -> None:
    """Batch types: "Each line feed used to join line messages contributes one byte"."""
    whole, rest = divmod(limits.MULTILINE_BYTES, 401)
    lines = [f"@batch=1 PRIVMSG #tea :{'x' * 400}"] * whole
    tea.say("ann", OPEN, *lines, f"@batch=1;draft/multiline-concat PRIVMSG #tea :{'x' * (rest + 1 + size_over)}", "BATCH -1")
    assert [len(record.text) for record in tea.records] == [limits.MULTILINE_BYTES] * (not size_over)


@pytest.mark.parametrize("line", [b"@batch=1 PRIVMSG #tea :\xff", b"@batch=1 PRIVMSG #tea :a\0b", b"\n"], ids=["UTF-8", "NUL", "too long"])
def test_a_line_that_cannot_be_read_loses_the_whole(tea: Room, line: bytes) -> None:
    """PROTOCOL: "never cut"; a message without one of its lines would be."""
    tea.say("ann", OPEN, "@batch=1 PRIVMSG #tea :one", line, line, "BATCH -1")
    assert ("FAIL", "BATCH", "MULTILINE_INVALID", "A line of the batch could not be read") in tea.replies("ann")
    assert tea.records == []


@pytest.mark.parametrize(
    ("line", "reply"),
    [
        ("BATCH", ("461", "BATCH", "Not enough parameters")),
        ("BATCH :", ("FAIL", "BATCH", "INVALID_REFTAG", "*", "Provided batch reference tag contains disallowed characters")),
        (
            "BATCH 1 draft/multiline #tea",
            ("FAIL", "BATCH", "INVALID_REFTAG", "1", "Provided batch reference tag contains disallowed characters"),
        ),
        (
            "BATCH + draft/multiline #tea",
            ("FAIL", "BATCH", "INVALID_REFTAG", "*", "Provided batch reference tag contains disallowed characters"),
        ),
        ("BATCH +a_b x", ("FAIL", "BATCH", "INVALID_REFTAG", "a_b", "Provided batch reference tag contains disallowed characters")),
        ("BATCH +é x", ("FAIL", "BATCH", "INVALID_REFTAG", "é", "Provided batch reference tag contains disallowed characters")),
        ("BATCH +1", ("FAIL", "BATCH", "UNKNOWN_TYPE", "1", "*", "The batch type is not recognized")),
        ("BATCH +1 netsplit a b", ("FAIL", "BATCH", "UNKNOWN_TYPE", "1", "netsplit", "The batch type is not recognized")),
        ("BATCH +1 draft/multiline", ("FAIL", "BATCH", "MULTILINE_INVALID", "Invalid multiline batch without a target")),
        ("BATCH -1", NOT_OPEN),
        ("@batch=1 PRIVMSG #tea :x", NOT_OPEN),
    ],
)
def test_what_begins_no_batch_is_told(tea: Room, line: str, reply: tuple[str, ...]) -> None:
    """IRCv3 client-batch, Errors."""
    tea.say("ann", line)
    assert tea.replies("ann") == [reply]


@pytest.mark.parametrize("line", ["BATCH +1 other #tea", "BATCH +1 draft/multiline", "BATCH +1! draft/multiline #tea"])
def test_lines_of_a_batch_that_was_not_begun_are_ignored(tea: Room, line: str) -> None:
    """IRCv3 client-batch, Errors: "all past and future messages in this batch will be ignored"."""
    reference = line.split()[1][1:]
    tea.say("ann", line, f"@batch={reference} PRIVMSG #tea :x", f"BATCH -{reference}")
    assert tea.numerics("ann") == ["FAIL"]
    assert tea.records == []


@pytest.mark.parametrize(
    ("target", "reply"),
    [
        ("#none", ("403", "#none", "No such channel")),
        ("nobody", ("401", "nobody", "No such nick")),
        ("#tea,bob", ("403", "#tea,bob", "No such channel")),
        ("#closed", ("404", "#closed", "Cannot send to channel")),
    ],
)
def test_where_nothing_may_be_said_no_batch_is_heard(tea: Room, target: str, reply: tuple[str, ...]) -> None:
    """As of any PRIVMSG; a batch has one target ("the target recipient"). A NOTICE is not answered."""
    tea.say("bob", "JOIN #closed")
    tea.say("ann", f"BATCH +1 draft/multiline {target}", f"@batch=1 PRIVMSG {target} :x", "BATCH -1")
    assert tea.replies("ann") == [reply]
    tea.say("ann", f"BATCH +1 draft/multiline {target}", f"@batch=1 NOTICE {target} :x", "BATCH -1")
    assert tea.replies("ann") == []


def test_a_query_of_ctcp_in_any_line_is_one(tea: Room) -> None:
    """+C: who knows no batches would see the line alone."""
    tea.say("ann", "MODE #tea +C")
    tea.say("ann", OPEN, "@batch=1 PRIVMSG #tea :x", "@batch=1 PRIVMSG #tea :\x01VERSION\x01", "BATCH -1")
    assert tea.replies("ann")[-1] == ("404", "#tea", "Cannot send CTCP to channel (+C)")


def test_who_did_not_ask_for_it_sends_no_batches(tea: Room) -> None:
    """IRCv3 client-batch, Capabilities; without it `batch` is a tag like any other that is not passed on."""
    tea.say("tim", "@batch=1 PRIVMSG #tea :plain", OPEN, "@batch=1 PRIVMSG #tea :x", "BATCH -1")
    assert [reply[2] for reply in tea.replies("tim")] == ["UNKNOWN_TYPE"]
    assert [record.text for record in tea.records] == ["plain"]


def test_a_batch_that_is_left_open_is_given_up(tea: Room) -> None:
    """IRCv3 client-batch: `TIMEOUT <reference-tag>`."""
    tea.say("ann", "@label=x " + OPEN, "@batch=1 PRIVMSG #tea :x")
    tea.wait(limits.BATCH_SECONDS - 1)
    assert tea.got("ann") == []
    tea.wait(1)
    tea.wait(1)
    assert tea.got("ann") == ["@label=x :desktop.chat FAIL BATCH TIMEOUT 1 :The batch was left open for too long"]
    tea.say("ann", "@batch=1 PRIVMSG #tea :y", "BATCH -1")
    assert tea.got("ann") == []
    assert tea.records == []


def test_before_the_welcome_there_are_none(room: Room) -> None:
    """Modern #errnotregistered-451."""
    room.open("ann")
    room.say("ann", "CAP REQ :batch draft/multiline", OPEN, "NICK ann", "CAP END", "@batch=1 USER ann 0 * :Ann")
    assert "001" in (told := room.numerics("ann"))
    assert "451" in told


def test_the_limits_are_told_in_the_value_of_the_capability(room: Room) -> None:
    """Capabilities: "MUST be advertised by servers with a REQUIRED value"."""
    assert room.world.offers["draft/multiline"] == f"max-bytes={limits.MULTILINE_BYTES},max-lines={limits.MULTILINE_LINES}"


def test_without_batch_nobody_gets_batches(room: Room) -> None:
    """Dependencies: "the batch capability which MUST be negotiated to use multiline messages"."""
    room.join("ann", caps=CAPS, channel="#tea")
    room.join("bob", caps="draft/multiline", channel="#tea")
    room.clear()
    assert room.session("bob").caps & Caps.MULTILINE
    room.say("ann", OPEN, "@batch=1 PRIVMSG #tea :x", "BATCH -1")
    assert room.numerics("bob") == ["PRIVMSG"]


PIECES = st.sampled_from(
    [
        *(OPEN, "BATCH -1", "BATCH +2 draft/multiline #tea", "@batch=1 PRIVMSG #tea :x", EVERYONE, "@batch=2 PRIVMSG #tea :y", "PING x"),
        *("BATCH", "BATCH +", "@batch=1 NOTICE #tea :x", "@batch=1 PRIVMSG #tea", "CAP REQ -draft/multiline", "@batch=1 JOIN #tea"),
    ]
)


@given(st.lists(PIECES, max_size=8))
def test_whatever_comes_the_room_goes_on(lines: list[str]) -> None:
    """And memory stays bounded: what is open has no more lines than may be."""
    room = Room()
    room.join("ann", caps=CAPS, channel="#tea")
    room.say("ann", *lines)
    room.clear()
    room.say("ann", "PING still")
    assert room.numerics("ann") == ["PONG"]
