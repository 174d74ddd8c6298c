"""What was said in several lines, deleted, edited or reacted to, out of the history (IRCv3 chathistory, multiline, message-redaction)."""

import pytest

from desktop_chat.core.wire.message import Message
from tests.support.room import Room

ASKING = "batch draft/chathistory message-tags"
ANN = "ann!~ann@10.0.0.7"


@pytest.fixture
def tea(room: Room) -> Room:
    """Return a room where ann has said something of three lines in #tea."""
    room.join("ann", caps="batch draft/multiline message-tags", channel="#tea")
    lines = ["@batch=1 PRIVMSG #tea :one", "@batch=1 PRIVMSG #tea :", f"@batch=1 PRIVMSG #tea :{'x' * 440}"]
    room.say(
        "ann", "@+reply=7 BATCH +1 draft/multiline #tea", *lines, f"@batch=1;draft/multiline-concat PRIVMSG #tea :{'y' * 60}", "BATCH -1"
    )
    return room


def history(room: Room, caps: str) -> list[Message]:
    """Return what somebody with these capabilities gets of the history of #tea, without the batch around it."""
    room.join("bob", caps=f"{ASKING} {caps}", channel="#tea")
    room.say("bob", "CHATHISTORY LATEST #tea * 50")
    first, *lines, last = room.messages("bob")
    assert (first.params[1], last.params[0][0]) == ("chathistory", "-")
    return lines


def last_id(room: Room) -> str:
    """Return the id of what was said last."""
    return f"{room.records[-1].id:014x}"


def test_several_lines_are_a_batch_in_the_batch(tea: Room) -> None:
    """IRCv3 batch, Nested batch: start and end "both MUST have batch tag, and they MUST refer to the same batch"."""
    msgid = last_id(tea)
    opening, *lines, closing = history(tea, "draft/multiline")
    assert (opening.params, dict(opening.tags)) == ((f"+{msgid}", "draft/multiline", "#tea"), {"batch": "1", "msgid": msgid, "+reply": "7"})
    assert (closing.params, dict(closing.tags)) == ((f"-{msgid}",), {"batch": "1"})
    assert all(line.tags["batch"] == msgid for line in lines)
    assert [("draft/multiline-concat" in line.tags, line.params[1][:1]) for line in lines] == [
        (False, "o"),
        (False, ""),
        (False, "x"),
        (True, "y"),
    ]


def test_or_lines_for_who_knows_no_such_batches(tea: Room) -> None:
    """Multiline, Fallback: no blank lines; the id is on the first only."""
    lines = history(tea, "")
    assert [line.params[1][:1] for line in lines] == ["o", "x", "y"]
    assert ["msgid" in line.tags for line in lines] == [True, False, False]
    assert all(line.tags["batch"] == "1" for line in lines)


def test_who_is_shown_it_on_coming_in_reads_line_by_line(tea: Room) -> None:
    """PROTOCOL: "earlier talk replayed on join as plain messages with a time"; no more lines than the host allows."""
    tea.join("bob")
    tea.say("bob", "JOIN #tea")
    texts = [message.params[1] for message in tea.messages("bob") if message.command == "PRIVMSG"]
    assert texts[0] == "[22:13] one"
    assert "".join(texts[1:]) == "x" * 440 + "y" * 60
    for _ in range(60):
        tea.say("ann", "BATCH +1 draft/multiline #tea", "@batch=1 PRIVMSG #tea :a", "@batch=1 PRIVMSG #tea :b", "BATCH -1")
    tea.join("cem", caps="server-time")
    tea.say("cem", "JOIN #tea")
    assert tea.numerics("cem").count("PRIVMSG") == 50


@pytest.mark.parametrize(
    ("caps", "commands"),
    [
        ("", ["PRIVMSG"]),
        ("draft/event-playback", ["JOIN", "PRIVMSG", "TAGMSG", "JOIN"]),
        ("draft/event-playback draft/message-redaction", ["JOIN", "PRIVMSG", "TAGMSG", "REDACT", "JOIN"]),
        ("draft/event-playback desktop-chat/message-edit", ["JOIN", "PRIVMSG", "TAGMSG", "EDIT", "JOIN"]),
    ],
)
def test_what_was_done_to_messages_is_told_to_who_knows_it(room: Room, caps: str, commands: list[str]) -> None:
    """Message-redaction, Chat history: it may "include a REDACT message"; everybody gets what is said now, and nothing deleted."""
    room.join("ann", caps="message-tags", channel="#tea")
    room.say("ann", "PRIVMSG #tea :frist", "PRIVMSG #tea :second")
    first, second = (f"{record.id:014x}" for record in room.records)
    edit = f"@draft/target-msgid={first};draft/edit-text=first EDIT #tea"
    room.say("ann", f"@+reply={first};+draft/react=x TAGMSG #tea", f"REDACT #tea {second} :oops", edit)
    lines = history(room, caps)
    assert [line.command for line in lines] == commands
    for line in lines:
        match line.command:
            case "PRIVMSG":
                assert line.params == ("#tea", "first")
            case "TAGMSG":
                assert (line.params, line.tags["+draft/react"]) == (("#tea",), "x")
            case "REDACT":
                assert (line.source, line.params) == (ANN, ("#tea", second, "oops"))
            case "EDIT":
                assert (line.tags["draft/target-msgid"], line.tags["draft/edit-text"]) == (first, "first")


def test_reactions_are_not_for_who_knows_no_tags(room: Room) -> None:
    """Message-tags: "Servers MUST NOT deliver TAGMSG to clients that haven't negotiated the message tags capability"."""
    room.join("ann", caps="message-tags", channel="#tea")
    room.say("ann", "@+reply=1;+draft/react=x TAGMSG #tea")
    room.join("bob", caps="batch draft/chathistory draft/event-playback", channel="#tea")
    room.say("bob", "CHATHISTORY LATEST #tea * 50")
    assert "TAGMSG" not in room.numerics("bob")


def test_an_echo_of_several_lines_may_stand_in_an_answer_of_several(tea: Room) -> None:
    """Labeled-response, Tags: all of an answer is one batch; the echo is a batch in it."""
    tea.join("bob")
    tea.say("bob", "AWAY :lunch")
    tea.say("ann", "CAP REQ :echo-message labeled-response")
    tea.clear()
    tea.say("ann", "@label=x BATCH +1 draft/multiline bob", "@batch=1 PRIVMSG bob :a", "@batch=1 PRIVMSG bob :b", "BATCH -1")
    outer, inner, *lines, away, end = tea.messages("ann")
    assert (outer.params, outer.tags["label"]) == (("+1", "labeled-response"), "x")
    assert (inner.command, inner.tags["batch"], away.tags["batch"], end.params) == ("BATCH", "1", "1", ("-1",))
    assert lines[-1] == Message("BATCH", (f"-{last_id(tea)}",), ANN, {"batch": "1"})
