"""Who is typing (IRCv3 typing)."""

import pytest

from desktop_chat.core.client.events import TypingTold
from desktop_chat.core.client.typing import OwnTyping, TypingPeople
from tests.support.guest import Guest


def test_it_is_told_again_while_one_types_but_not_too_often() -> None:
    """Format: "continuously", and not "within 3 seconds of another one for a given target"."""
    own = OwnTyping()
    assert [own.write("#tea", "h" * number, float(number)) for number in range(1, 8)] == ["active", "", "", "active", "", "", "active"]


def test_a_pause_is_told_once_and_an_emptied_field_too() -> None:
    """Format: "MAY be sent by clients once"."""
    own = OwnTyping()
    assert own.rest(0.0) == ""
    assert own.write("#tea", "h", 1.0) == "active"
    assert [own.rest(5.0), own.rest(9.0)] == ["paused", ""]
    assert [own.write("#tea", "", 10.0), own.write("#tea", "", 14.0)] == ["done", ""]


@pytest.mark.parametrize("text", ["/msg bob hi", "", "  "])
def test_commands_are_nobodys_business(text: str) -> None:
    """Format: "and the text is not a /slash command"."""
    assert OwnTyping().write("#tea", text, 1.0) == ""


def test_another_conversation_is_another_matter() -> None:
    """And what was sent needs no end; two strokes begin a text."""
    own = OwnTyping()
    assert own.write("#tea", "h", 1.0) == "active"
    assert own.write("bob", "//h", 1.5) == "active"
    own.sent()
    assert own.write("bob", "", 9.0) == ""


def test_others_are_believed_for_a_while() -> None:
    """Format: 6 seconds of activity, 30 of a pause."""
    people = TypingPeople()
    people.hear("#tea", "bob", "active", 0.0)
    people.hear("#tea", "cem", "paused", 0.0)
    people.hear("#other", "dan", "active", 0.0)
    assert people.who("#tea", 5.9) == ("bob", "cem")
    assert people.who("#tea", 6.0) == ("cem",)
    assert people.who("#tea", 30.0) == ()


def test_who_said_it_or_left_is_typing_no_longer() -> None:
    """Format: "A message is received from the sender", and "The sender leaves the channel or quits the server"."""
    people = TypingPeople()
    for conversation in ("#tea", "#other"):
        people.hear(conversation, "bob", "active", 0.0)
        people.hear(conversation, "cem", "active", 0.0)
    people.stop("bob", "#tea")
    assert (people.who("#tea", 1.0), people.who("#other", 1.0)) == (("cem",), ("bob", "cem"))
    people.stop("bob")
    people.hear("#tea", "cem", "done", 1.0)
    assert (people.who("#tea", 1.0), people.who("#other", 1.0)) == ((), ("cem",))
    people.clear()
    assert people.who("#other", 1.0) == ()


@pytest.mark.parametrize("state", ["active", "paused", "done"])
def test_the_tag_is_told(state: str) -> None:
    """Of others; in a channel and between two."""
    guest = Guest()
    assert guest.hear(f"@+typing={state} :bob!~b@h TAGMSG #tea") == [TypingTold("#tea", "bob", state)]
    assert guest.hear(f"@+typing={state} :bob!~b@h TAGMSG ann") == [TypingTold("bob", "bob", state)]
    assert guest.hear(f"@+typing={state} :ann!~a@h TAGMSG #tea") == []


def test_other_tags_are_not() -> None:
    """Nor other values."""
    assert Guest().hear("@+typing=often :bob!~b@h TAGMSG #tea", "@+other=active :bob!~b@h TAGMSG #tea") == []
