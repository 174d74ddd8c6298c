"""Texts of several lines on their way to a host: whole where it can take them so, else as lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.core.client.commands import InputProblem, Refused, Typed, WholeText, parse_input
from desktop_chat.core.client.events import MessageArrived, MessageQueued, SendFailed
from desktop_chat.core.client.long_text import as_lines, text_bytes, tidied
from desktop_chat.core.client.outbox import ID_TAG, Pending
from desktop_chat.core.client.session import ClientSession
from desktop_chat.core.wire.limits import MESSAGE_BYTES
from desktop_chat.core.wire.message import Message, encode
from desktop_chat.core.wire.multiline import CONCAT, Line, MultilineLimits, joined
from tests.support.guest import NOON, WELCOME, Guest

OFFER = ":irc.example CAP * LS :batch draft/multiline=max-bytes=4000,max-lines=5 echo-message labeled-response message-tags"
ACK = ":irc.example CAP ann ACK :batch draft/multiline echo-message labeled-response message-tags"
PLAIN_ACK = ":irc.example CAP ann ACK :batch echo-message labeled-response message-tags"
LIMITS = MultilineLimits(4000, 5)
WHOLE = Message("PRIVMSG", ("#tea", "one\n\ntwo"), tags={"label": "m1", ID_TAG: "m1"})


def ann(ack: str = ACK) -> Guest:
    """Return ann, who is in #tea."""
    guest = Guest(ClientSession("ann", channels=("#tea",)), is_in=False)
    guest.hear(OFFER, ack, *WELCOME, ":ann!~a@h JOIN #tea")
    guest.answers()
    return guest


def post(guest: Guest, text: str) -> MessageArrived:
    """Let a person say something; return what is shown at once."""
    step = guest.session.post(Pending("m1", "#tea", "PRIVMSG", text, 1_000.0), NOON)
    guest.note(step.send)
    (told,) = step.events
    assert isinstance(told, MessageQueued)
    return told.message


def test_several_lines_go_as_one_batch_and_are_shown_as_one() -> None:
    """IRCv3 multiline: tags "must be sent attached to the initial BATCH command"; blank lines are lines."""
    guest = ann()
    assert post(guest, "one\n\ntwo").text == "one\n\ntwo"
    assert guest.answers() == [
        "@label=m1;+desktop-chat/id=m1 BATCH +m1 draft/multiline #tea",
        "@batch=m1 PRIVMSG #tea :one",
        "@batch=m1 PRIVMSG #tea :",
        "@batch=m1 PRIVMSG #tea :two",
        "BATCH -m1",
    ]


def test_the_whole_echo_confirms_it() -> None:
    """IRCv3 multiline, Labeled response: "the label tag on the opening BATCH command". A part of it does not."""
    guest = ann()
    post(guest, "one\ntwo")
    guest.answers()
    begun = f"@label=m1;msgid=7;{ID_TAG}=m1 :ann!~a@h BATCH +x draft/multiline #tea"
    assert guest.hear(begun, "@batch=x :ann!~a@h PRIVMSG #tea one") == []
    again = Guest(guest.session.again(), is_in=False)
    again.hear(OFFER, ACK, *WELCOME, ":ann!~a@h JOIN #tea")
    assert sum("BATCH +m1" in line for line in again.answers()) == 1
    (arrived,) = again.hear(begun, "@batch=x :ann!~a@h PRIVMSG #tea one", "@batch=x :ann!~a@h PRIVMSG #tea two", ":h BATCH -x")
    assert isinstance(arrived, MessageArrived)
    assert (arrived.text, arrived.own_id, arrived.msgid, arrived.mine) == ("one\ntwo", "m1", "7", True)
    last = Guest(again.session.again(), is_in=False)
    last.hear(OFFER, ACK, *WELCOME, ":ann!~a@h JOIN #tea")
    assert [line for line in last.answers() if "BATCH" in line] == []


def test_a_host_that_refuses_it_refuses_the_whole() -> None:
    """IRCv3 multiline, Errors."""
    guest = ann()
    post(guest, "one\ntwo")
    told = guest.hear("@label=m1 :h FAIL BATCH MULTILINE_MAX_LINES 5 :Multiline batch max-lines exceeded")
    assert told[-1:] == [SendFailed("m1", "Multiline batch max-lines exceeded")]


def test_a_host_that_has_no_such_messages_gets_lines() -> None:
    """Of something that was said before it was known; the last line carries the receipt."""
    guest = ann(PLAIN_ACK)
    assert guest.session.multiline is None
    post(guest, "one\n\ntwo")
    assert guest.answers() == ["PRIVMSG #tea :one", "@label=m1;+desktop-chat/id=m1 PRIVMSG #tea :two"]


def test_what_a_host_takes_is_known_over_a_break() -> None:
    """And before the first connection it is assumed to be of our kind."""
    assert ClientSession("ann").multiline is not None
    guest = ann()
    assert guest.session.multiline == LIMITS
    assert guest.session.again().multiline == LIMITS
    assert ann(PLAIN_ACK).session.again().multiline is None


def test_a_long_line_goes_on() -> None:
    """IRCv3 multiline, Splitting long lines; each line fits 512 bytes with the sender's name as others get it."""
    guest = ann()
    text = "word " * 300
    post(guest, text.strip())
    opening, *lines, closing = guest.answers()
    assert (opening.endswith("BATCH +m1 draft/multiline #tea"), closing) == (True, "BATCH -m1")
    assert [line.startswith(f"@batch=m1;{CONCAT} ") for line in lines] == [False, *[True] * (len(lines) - 1)]
    room = text_bytes(guest.session.features, "ann", "PRIVMSG", "#tea")
    assert max(len(line.partition(" :")[2].encode()) for line in lines) <= room


def test_a_notice_is_never_a_batch() -> None:
    """IRCv3 multiline: "MUST only contain one or more PRIVMSG lines"."""
    made = as_lines(WHOLE._replace(command="NOTICE"), "m1", 100, LIMITS)
    assert [message.command for message in made] == ["NOTICE", "NOTICE"]


@pytest.mark.parametrize("multiline", [None, LIMITS])
def test_what_fits_a_line_is_one(multiline: MultilineLimits | None) -> None:
    """As it always was."""
    short = WHOLE._replace(params=("#tea", "one"))
    assert as_lines(short, "m1", 100, multiline) == [short]


@given(st.text(st.sampled_from("a b\n한😀"), min_size=1).filter(lambda text: bool(tidied(text))), st.integers(64, 100))
def test_nothing_is_lost_in_a_batch(text: str, room: int) -> None:
    """What others get, joined, is what was typed."""
    text = tidied(text)
    made = as_lines(Message("PRIVMSG", ("#tea", text), tags={"label": "m1"}), "m1", room, LIMITS)
    lines = [Line(message.params[1], is_concat=CONCAT in message.tags) for message in made if message.command == "PRIVMSG"]
    assert joined(lines) == text
    assert all(len(encode(message._replace(tags={}))) <= MESSAGE_BYTES for message in made)


@pytest.mark.parametrize(
    ("text", "tidy"),
    [("a\r\nb\rc", "a\nb\nc"), ("\n \n a\n\nb \n\n", " a\n\nb"), ("a\0b", "a b"), ("", ""), ("\n \n", "")],
)
def test_a_text_is_tidied(text: str, tidy: str) -> None:
    """Blank lines at its ends say nothing; within it they do, and so do the spaces before code."""
    assert tidied(text) == tidy


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("one\ntwo", WholeText("#tea", "one\ntwo")),
        ("\none\n\n two\n", WholeText("#tea", "one\n\n two")),
        ("//one\ntwo", WholeText("#tea", "/one\ntwo")),
        ("x" * 1000, WholeText("#tea", "x" * 1000)),
        ("one\n", [Message("PRIVMSG", ("#tea", "one"))]),
        ("1\n2\n3\n4\n5\n6", Refused(InputProblem.TOO_MANY_LINES, "5")),
        ("가" * 2000, Refused(InputProblem.TOO_MUCH, "가" * 2000)),
    ],
)
def test_what_is_typed_is_one_message_if_the_host_takes_it(text: str, made: object) -> None:
    """Too much of it is refused before it is sent: the text stays where it was typed."""
    assert parse_input(Typed("#tea", "ann", multiline=LIMITS), text) == made


def test_a_host_may_set_no_limit_to_lines() -> None:
    """IRCv3 multiline: max-lines is only RECOMMENDED."""
    text = "\n".join(map(str, range(500)))
    assert parse_input(Typed("#tea", "ann", multiline=MultilineLimits(4000)), text) == WholeText("#tea", text)


def test_beside_a_long_name_there_is_no_room() -> None:
    """No host has such names; nothing breaks."""
    name = "#" + "x" * 500
    assert parse_input(Typed(name, "ann", multiline=LIMITS), "one\ntwo") == Refused(InputProblem.TOO_LONG, name)
