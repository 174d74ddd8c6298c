"""`Outbox`: what was said is pending until the host has it; then it is done, or a person decides."""

from dataclasses import replace

import pytest

from desktop_chat.core.client.events import MessageArrived, MessageKind, MessageQueued, SendFailed
from desktop_chat.core.client.outbox import ID_TAG, Outbox, Pending, Refused
from desktop_chat.core.client.session import ClientSession, Memory
from desktop_chat.core.wire.message import Message, parse
from desktop_chat.core.wire.tags import reply_in
from tests.support.guest import NOON, WELCOME, Guest

CAPS = ":irc.example CAP ann ACK :batch echo-message labeled-response message-tags"
SAID = 1_000.0


def pending(name: str, target: str = "#tea", text: str = "") -> Pending:
    """Return something that was said."""
    return Pending(name, target, "PRIVMSG", text or f"text of {name}", SAID)


def loaded(*kept: Pending | Refused) -> Outbox:
    """Return what an earlier run of the program has left."""
    outbox = Outbox()
    outbox.load(kept)
    return outbox


def line(name: str, target: str = "#tea") -> str:
    """Return how it goes out."""
    return f"@label={name};+desktop-chat/id={name} PRIVMSG {target} :text of {name}"


def ids(outbox: Outbox) -> list[str]:
    """Return what would be sent now."""
    return [one.id for one in outbox.take(lambda _target: True)]


@pytest.fixture
def ann() -> Guest:
    """Return ann, who is in #tea of a host that confirms what it has stored."""
    guest = Guest()
    guest.hear(CAPS, ":ann!~a@h JOIN #tea")
    guest.answers()
    return guest


def post(guest: Guest, *messages: Pending) -> list[object]:
    """Let a person say something; return what is told."""
    told: list[object] = []
    for message in messages:
        step = guest.session.post(message, guest.now)
        guest.note(step.send)
        told += step.events
    return told


def test_what_is_said_is_shown_at_once_and_sent_with_its_id(ann: Guest) -> None:
    """IRCv3 labeled-response, Tags; PROTOCOL, Rules that keep promises: "an id of its own in the client-only tag"."""
    shown = MessageArrived("#tea", "ann", "text of m1", MessageKind.TALK, SAID, "", mine=True, own_id="m1")
    assert post(ann, pending("m1")) == [MessageQueued(shown)]
    assert ann.answers() == [line("m1")]


def test_the_echo_confirms_it(ann: Guest) -> None:
    """IRCv3 labeled-response, Examples: echo-message. It is not sent again."""
    post(ann, pending("m1"))
    (arrived,) = ann.hear(f"@label=m1;msgid=7;{ID_TAG}=m1 :ann!~a@h PRIVMSG #tea :text of m1")
    assert isinstance(arrived, MessageArrived)
    assert (arrived.msgid, arrived.own_id, arrived.mine) == ("7", "m1", True)
    assert again(ann) == []


def again(guest: Guest) -> list[str]:
    """Let the connection break and the next one come up; return what is sent again."""
    guest.answers()
    guest.session = guest.session.again()
    guest.note(guest.session.start())
    guest.hear(CAPS, *WELCOME, ":ann!~a@h JOIN #tea")
    return [sent for sent in guest.answers() if "PRIVMSG" in sent]


def test_what_was_not_confirmed_is_sent_again_as_it_was_and_in_order(ann: Guest) -> None:
    """The same label and id each time: a host that has it already answers with the first echo."""
    post(ann, pending("m1"), pending("m2"))
    ann.hear(f"@label=m1;msgid=7;{ID_TAG}=m1 :ann!~a@h PRIVMSG #tea :text of m1")
    post(ann, pending("m3"))
    ann.answers()
    assert again(ann) == [line("m2"), line("m3")]


def test_a_message_waits_until_it_can_be_sent() -> None:
    """To a channel until we are in it, to a person until the host lets us in; what is said meanwhile waits behind it."""
    guest = Guest(ClientSession("ann", channels=("#tea",), memory=Memory(loaded(pending("m1")))), is_in=False)
    post(guest, pending("m2", "bob"))
    guest.hear(CAPS, *WELCOME)
    assert [sent for sent in guest.answers() if "PRIVMSG" in sent] == [line("m2", "bob")]
    post(guest, pending("m3"))
    assert guest.answers() == []
    guest.hear(":ann!~a@h JOIN #tea")
    assert guest.answers()[-2:] == [line("m1"), line("m3")]


def test_what_is_said_after_the_end_of_a_connection_waits_for_the_next(ann: Guest) -> None:
    """Working offline."""
    ann.session.close()
    assert len(post(ann, pending("m1"))) == 1
    assert ann.answers() == []
    assert again(ann) == [line("m1")]


@pytest.mark.parametrize(
    "answer",
    ["@label=m1 :irc.example 404 ann #tea :Cannot send to channel", "@label=m1 :irc.example FAIL PRIVMSG X #tea :Cannot send to channel"],
)
def test_a_refusal_waits_for_a_person(ann: Guest, answer: str) -> None:
    """It is not sent again by itself, not even over the next connection; sent again by hand it goes to the end."""
    post(ann, pending("m1"), pending("m2"))
    assert SendFailed("m1", "Cannot send to channel") in ann.hear(answer)
    assert again(ann) == [line("m2")]
    ann.note(ann.session.retry("m1", NOON).send)
    ann.note(ann.session.retry("m2", NOON).send)
    assert ann.answers() == [line("m1")]
    assert again(ann) == [line("m2"), line("m1")]


def test_a_refused_message_can_be_given_up(ann: Guest) -> None:
    """Then nothing is left of it."""
    post(ann, pending("m1"))
    ann.hear("@label=m1 :irc.example 404 ann #tea :no")
    ann.session.drop("m1")
    assert ann.session.retry("m1", NOON).send == []
    assert again(ann) == []


def test_an_answer_of_several_lines_is_understood() -> None:
    """IRCv3 labeled-response: "a batch MUST be used to group them", as for somebody who is away."""
    outbox = loaded(pending("m1", "bob"), pending("m2", "bob"))
    assert ids(outbox) == ["m1", "m2"]
    for text in (
        "@label=m1 :h BATCH +1 labeled-response",
        "@batch=1 :h 301 ann bob :lunch",
        "@batch=1 :ann!~a@h PRIVMSG bob :text of m1",
        ":h BATCH -1",
        "@label=m2 :h BATCH +2 labeled-response",
        "@label=m2 :h BATCH",
    ):
        assert outbox.hear(parse(text.encode())) is None
    assert outbox.hear(parse(b"@batch=2 :h FAIL PRIVMSG X :no")) == SendFailed("m2", "no")
    assert len(outbox) == 1


def test_a_message_that_history_knows_is_confirmed() -> None:
    """Its echo was lost, its id was not."""
    outbox = loaded(pending("m1"), pending("m2"))
    assert ids(outbox) == ["m1", "m2"]
    assert outbox.hear(Message("PRIVMSG", ("#tea", "x"), "ann!~a@h", {"msgid": "7", ID_TAG: "m2"})) is None
    assert outbox.hear(Message("PRIVMSG", ("#tea", "x"), "bob!~b@h", {"msgid": "8", ID_TAG: "other"})) is None
    assert outbox.hear(Message("PRIVMSG", ("#tea", "x"), "bob!~b@h")) is None
    outbox.begin()
    assert ids(outbox) == ["m1"]


def test_a_refusal_without_a_word_is_one_too() -> None:
    """Whatever a host says."""
    outbox = loaded(pending("m1"))
    assert outbox.hear(Message("404", (), "h", {"label": "m1"})) == SendFailed("m1", "")


def test_an_answer_says_what_it_answers(ann: Guest) -> None:
    """IRCv3 reply: by the msgid of the message, each time it is sent; where the host knows no tags, it cannot."""
    answer = replace(pending("m1"), reply="63E1")
    queued, *_ = post(ann, answer)
    assert isinstance(queued, MessageQueued)
    assert reply_in(queued.message.tags) == "63E1"
    sent = "@label=m1;+desktop-chat/id=m1;+reply=63E1 PRIVMSG #tea :text of m1"
    assert ann.answers() == [sent]
    for caps, line in (
        (":irc.example CAP ann ACK message-tags", "@+reply=63E1 PRIVMSG #tea :text of m1"),
        ("", "PRIVMSG #tea :text of m1"),
    ):
        guest = Guest()
        guest.hear(*([caps] if caps else []), ":ann!~a@h JOIN #tea")
        guest.answers()
        post(guest, answer)
        assert guest.answers() == [line]


def test_a_host_that_confirms_nothing_gets_it_once() -> None:
    """Without labels and echo, sending is all there is to it; and no echo is asked for that could not be told from another."""
    guest = Guest(is_in=False)
    guest.hear(":irc.example CAP * LS :echo-message message-tags")
    assert "CAP REQ message-tags" in guest.answers()
    guest.hear(":irc.example CAP * ACK :message-tags", *WELCOME, ":ann!~a@h JOIN #tea")
    guest.answers()
    queued, arrived = post(guest, pending("m1"))
    assert isinstance(queued, MessageQueued)
    assert arrived == queued.message
    assert guest.answers() == ["PRIVMSG #tea :text of m1"]
    guest.session = guest.session.again()
    guest.note(guest.session.start())
    guest.hear(*WELCOME, ":ann!~a@h JOIN #tea")
    assert [sent for sent in guest.answers() if "PRIVMSG" in sent] == []


def test_lines_between_two_connections_are_left_out(ann: Guest) -> None:
    """What is no message was meant for the connection that is gone."""
    ann.session.close()
    assert ann.say("TOPIC", "#tea", "x") == []


def test_a_host_that_confirms_is_asked_for_all_it_takes() -> None:
    """Echo, labels, batches and tags together are a receipt."""
    guest = Guest(is_in=False)
    guest.hear(":irc.example CAP * LS :batch echo-message labeled-response message-tags")
    assert "CAP REQ :batch echo-message labeled-response message-tags" in guest.answers()


def test_what_an_earlier_run_left_comes_first_and_what_was_refused_waits() -> None:
    """In the order in which it was said."""
    outbox = Outbox()
    outbox.add(pending("m3"))
    outbox.load([pending("m1"), Refused(pending("m2"), "no")])
    assert ids(outbox) == ["m1", "m3"]
    outbox.retry("m2")
    assert ids(outbox) == ["m2"]


def test_what_waits_for_a_channel_goes_out_under_its_other_name(ann: Guest) -> None:
    """IRCv3 channel-rename: over the next connection too, on which we join it by that."""
    post(ann, pending("m1"), pending("m2", "bob"))
    ann.hear(":bob!~b@h RENAME #tea #coffee :x")
    ann.session.close()
    guest = Guest(ann.session.again())
    guest.hear(CAPS)
    guest.answers()
    guest.hear(":ann!~a@h JOIN #coffee")
    assert line("m1", "#coffee") in guest.answers()


def test_an_echo_of_several_lines_confirms_it(ann: Guest) -> None:
    """IRCv3 labeled-response, multiline: the label is on the batch; within one for the answer it is on that."""
    post(ann, pending("m1"), pending("m2"))
    ann.hear("@label=m1 :ann!~a@h BATCH +1 draft/multiline #tea", "@batch=1 :ann!~a@h PRIVMSG #tea :x", ":h BATCH -1")
    ann.hear("@label=m2 :h BATCH +2 labeled-response", "@batch=2 :ann!~a@h BATCH +3 draft/multiline #tea")
    ann.hear("@batch=3 :ann!~a@h PRIVMSG #tea :x", ":h BATCH -3", ":h BATCH -2")
    ann.session.close()
    guest = Guest(ann.session.again())
    guest.hear(CAPS, ":ann!~a@h JOIN #tea")
    assert [line for line in guest.answers() if "label" in line] == []


def test_an_action_is_shown_as_one(ann: Guest) -> None:
    """Modern ctcp, ACTION: without what makes it one on the wire."""
    (told,) = post(ann, pending("m1", text="\x01ACTION waves\x01"))
    assert isinstance(told, MessageQueued)
    assert (told.message.kind, told.message.text) == (MessageKind.ACTION, "waves")
