"""Labels: exactly one answer that says which line it answers (IRCv3 labeled-response)."""

import pytest

from desktop_chat.core.server.effects import Deliver
from tests.support.room import Room

CAPS = "batch echo-message labeled-response"


@pytest.fixture
def tea(room: Room) -> Room:
    """Return a room where ann, who labels, and bob are in #tea."""
    room.join("ann", caps=CAPS, channel="#tea")
    room.join("bob", channel="#tea")
    return room


def test_one_line_bears_the_label(tea: Room) -> None:
    """Tags: "the server MUST include the same tag and value in any response"."""
    tea.say("ann", "@label=x1 PING :foo")
    assert tea.got("ann") == ["@label=x1 :desktop.chat PONG desktop.chat foo"]


def test_an_error_bears_it_too(tea: Room) -> None:
    """Examples: "Failed PRIVMSG with ERR_NOSUCHNICK"."""
    tea.say("ann", "@label=x1 PRIVMSG nobody :Hello")
    assert tea.got("ann") == ["@label=x1 :desktop.chat 401 ann nobody :No such nick"]


def test_many_lines_are_a_batch(tea: Room) -> None:
    """Tags: "a batch MUST be used to group them", "The start of the batch MUST be tagged with the label tag"."""
    tea.say("ann", "@label=x1 MODE #tea")
    assert tea.got("ann") == [
        "@label=x1 :desktop.chat BATCH +1 labeled-response",
        "@batch=1 :desktop.chat 324 ann #tea +nt",
        "@batch=1 :desktop.chat 329 ann #tea 1700000000",
        ":desktop.chat BATCH -1",
    ]


def test_every_batch_has_a_name_of_its_own(tea: Room) -> None:
    """IRCv3 batch: the reference tag tells batches apart."""
    tea.say("ann", "@label=x1 MODE #tea", "@label=x2 MODE #tea")
    begins = [message for message in tea.messages("ann") if message.params[-1] == "labeled-response"]
    assert [(begin.params[0], begin.tags["label"]) for begin in begins] == [("+1", "x1"), ("+2", "x2")]


def test_a_line_without_an_answer_is_acknowledged(tea: Room) -> None:
    """The ACK response."""
    tea.say("ann", "@label=abc PONG :foobar")
    assert tea.got("ann") == ["@label=abc :desktop.chat ACK"]


def test_the_echo_is_the_answer_to_a_message(tea: Room) -> None:
    """Examples: echo-message; others see no label."""
    tea.say("ann", "@label=x1 PRIVMSG #tea :hi")
    assert tea.got("ann") == ["@label=x1 :ann!~ann@10.0.0.7 PRIVMSG #tea :hi"]
    assert tea.got("bob") == [":ann!~ann@10.0.0.7 PRIVMSG #tea :hi"]


def test_of_a_message_to_oneself_only_the_echo_bears_the_label(tea: Room) -> None:
    """Tags: "When a client sends a message to itself, the server MUST NOT include the label tag, except for" the echo."""
    tea.say("ann", "@label=x1 PRIVMSG ann :hi")
    assert tea.got("ann") == [":ann!~ann@10.0.0.7 PRIVMSG ann :hi", "@label=x1 :ann!~ann@10.0.0.7 PRIVMSG ann :hi"]


def test_what_everybody_gets_is_an_answer_to_who_caused_it(tea: Room) -> None:
    """A topic is told to the channel; its setter's copy bears the label."""
    tea.say("ann", "@label=x1 TOPIC #tea :green")
    assert tea.got("ann") == ["@label=x1 :ann!~ann@10.0.0.7 TOPIC #tea green"]
    assert tea.got("bob") == [":ann!~ann@10.0.0.7 TOPIC #tea green"]


def test_what_only_others_get_is_none(tea: Room) -> None:
    """A message without echo is acknowledged."""
    tea.say("ann", "CAP REQ -echo-message", "@label=x1 PRIVMSG #tea :hi")
    assert tea.got("ann")[1:] == ["@label=x1 :desktop.chat ACK"]


def test_the_last_line_bears_the_label(tea: Room) -> None:
    """Nothing comes after it, so it is no part of a batch."""
    tea.say("ann", "@label=x1 QUIT")
    assert tea.got("ann") == ["@label=x1 :desktop.chat ERROR Quit"] or tea.is_closed("ann")


def test_a_label_is_escaped_as_it_came(tea: Room) -> None:
    """Tag value: "MUST be treated as an opaque identifier"."""
    tea.say("ann", "@label=a\\:b PONG x")
    assert tea.got("ann") == ["@label=a\\:b :desktop.chat ACK"]


@pytest.mark.parametrize("label", ["", "x" * 65, "한" * 22])
def test_no_label_and_one_that_is_too_long_are_left_out(tea: Room, label: str) -> None:
    """Tag value: "a required value", "MUST NOT exceed 64 bytes"."""
    tea.say("ann", f"@label={label} PONG x")
    assert tea.got("ann") == []


@pytest.mark.parametrize("caps", ["batch", "labeled-response"])
def test_who_did_not_ask_for_labels_and_batches_gets_none(room: Room, caps: str) -> None:
    """Dependencies: batch "MUST be negotiated to use labeled responses"."""
    room.join("ann", caps=caps)
    room.say("ann", "@label=x1 PING :foo")
    assert room.got("ann") == [":desktop.chat PONG desktop.chat foo"]


def test_a_record_knows_the_label_of_its_message(tea: Room) -> None:
    """So that its sender can be told if the log does not take it."""
    effects = tea.world.receive(1, b"@label=x1 PRIVMSG #tea :hi", tea.now)
    assert [effect.label for effect in effects if isinstance(effect, Deliver)] == ["x1"]
