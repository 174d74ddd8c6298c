"""Reactions as one tidy line for clients without tags (PROTOCOL, Rules that keep promises)."""

from dataclasses import replace

import pytest

from desktop_chat.core.server.asides import shortened
from desktop_chat.core.server.config import TalkRules
from tests.support.room import CONFIG, Room

BOB = "bob!~bob@10.0.0.7"


@pytest.fixture
def tea(room: Room) -> Room:
    """Return a room where old, which knows no tags, said something in #tea, and bob and ann, who do, are there."""
    return with_old(room)


def with_old(room: Room) -> Room:
    """Return a room with old, bob and ann in it."""
    room.join("old", channel="#tea")
    room.join("bob", "ann", caps="message-tags", channel="#tea")
    room.say("old", "PRIVMSG #tea :Hello there")
    room.clear()
    return room


def react(room: Room, target: str, reaction: str, *, about: int = 0, kind: str = "react") -> None:
    """Let bob react to a message."""
    room.say("bob", f"@+reply={room.records[about].id:014x};+draft/{kind}={reaction} TAGMSG {target}")


def test_who_knows_no_tags_reads_the_reaction(tea: Room) -> None:
    """Who reacted, and to what; whoever knows tags gets those alone."""
    react(tea, "#tea", "👋")
    assert tea.got("old") == [f":{BOB} PRIVMSG #tea :* reacted with 👋 to old: Hello there"]
    assert tea.numerics("ann") == ["TAGMSG"]
    assert tea.got("bob") == []


def test_that_it_was_taken_back_is_not_told(tea: Room) -> None:
    """A line that undoes a line is two lines."""
    react(tea, "#tea", "👋", kind="unreact")
    assert tea.got("old") == []


def test_typing_is_told_to_nobody_without_tags(tea: Room) -> None:
    """Nor is any other tag."""
    tea.say("bob", "@+typing=active TAGMSG #tea", "@+reply=1 TAGMSG #tea")
    assert tea.got("old") == []


def test_a_host_may_leave_it_out() -> None:
    """IRCv3 react: "they may not be visible to clients that don't support them. This may be the desired outcome"."""
    room = with_old(Room(replace(CONFIG, talk=TalkRules(reactions_as_text=False))))
    react(room, "#tea", "👋")
    assert room.got("old") == []


def test_of_much_applause_only_some_is_told(tea: Room) -> None:
    """PROTOCOL: "never a flood"; after a while there is room again."""
    for _ in range(9):
        react(tea, "#tea", "👏")
    assert len(tea.got("old")) == 5
    tea.wait(5)
    react(tea, "#tea", "👏")
    assert len(tea.got("old")) == 1


@pytest.mark.parametrize("reply", ["00000000000001", "nonsense"])
def test_to_what_is_left_out_if_nobody_knows(tea: Room, reply: str) -> None:
    """An id may be anything."""
    tea.say("bob", f"@+reply={reply};+draft/react=x TAGMSG #tea")
    assert tea.got("old") == [f":{BOB} PRIVMSG #tea :* reacted with x"]


def test_what_was_said_elsewhere_is_not_quoted(tea: Room) -> None:
    """Else a reaction could carry private words into a channel."""
    tea.say("old", "PRIVMSG bob :a secret", "PRIVMSG #tea :x")
    tea.clear()
    react(tea, "#tea", "x", about=1)
    assert tea.got("old") == [f":{BOB} PRIVMSG #tea :* reacted with x"]
    react(tea, "old", "x", about=1)
    assert tea.got("old") == [f":{BOB} PRIVMSG old :* reacted with x to old: a secret"]
    react(tea, "old", "x", about=0)
    assert tea.got("old") == [f":{BOB} PRIVMSG old :* reacted with x"]


def test_a_reaction_may_be_anything_and_stays_a_line(tea: Room) -> None:
    """IRCv3 react: "The value has no restrictions"."""
    react(tea, "#tea", "a\\r\\nb\x02" + "한" * 400)
    (line,) = tea.got("old")
    assert line.startswith(f":{BOB} PRIVMSG #tea :* reacted with a b 한")
    assert line.endswith("한… to old: Hello there")


@pytest.mark.parametrize(("text", "short"), [("a  b\nc", "a b c"), ("abcdefgh", "abcdefgh"), ("abcdefghi", "abcde…"), ("\x01\x1f", "")])
def test_a_text_is_shortened_to_one_line(text: str, short: str) -> None:
    """Cut with a sign that it goes on."""
    assert shortened(text, 8) == short
