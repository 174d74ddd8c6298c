"""EDIT (pull request 425 of the IRCv3 specifications, Editing messages)."""

import pytest

from tests.core.server.commands.conftest import edit, events, said, say
from tests.support.room import Room

CAPS = "batch desktop-chat/message-edit echo-message labeled-response message-tags"
BOB = "bob!~bob@10.0.0.7"


@pytest.fixture
def tea(room: Room) -> Room:
    """Return a room where ann (its operator), bob and cem are in #tea and know changes; old knows nothing, eve is elsewhere."""
    room.join("ann", "bob", "cem", caps=CAPS, channel="#tea")
    room.join("old", channel="#tea")
    room.join("eve", caps=CAPS)
    room.clear()
    return room


def test_what_one_said_one_may_edit(tea: Room) -> None:
    """Pull request 425, Examples: "Editing a message"; the tags are the server's, so only who asked for both gets them."""
    msgid = say(tea, "bob", "#tea", "anex ample")
    tea.say("bob", "@label=x;" + edit("#tea", msgid, "an\\sexample")[1:] + " what :else there is")
    for name in ("ann", "cem"):
        (message,) = tea.messages(name)
        tags = {"draft/target-msgid": msgid, "draft/edit-text": "an example"}
        assert (message.command, message.params, message.source) == ("EDIT", ("#tea",), BOB)
        assert {key: value for key, value in message.tags.items() if key != "msgid"} == tags
        assert message.tags["msgid"] > msgid
    (message,) = tea.messages("bob")
    assert (message.command, message.tags["label"]) == ("EDIT", "x")
    assert tea.got("old") == [f":{BOB} PRIVMSG #tea :* edited: an example"]


def test_the_log_says_what_it_says_now_and_who_changed_it(tea: Room) -> None:
    """PROTOCOL: history and search find the new words."""
    msgid = say(tea, "bob", "#tea", "anex ample")
    tea.say("bob", edit("#tea", msgid, "an\\sexample"))
    assert said(tea, "#tea") == ["an example"]
    assert events(tea, "#tea") == [("EDIT", BOB, "#tea", f"draft/target-msgid={msgid};draft/edit-text=an\\sexample")]


def test_who_knows_tags_but_no_edits_learns_which_message_it_was(tea: Room) -> None:
    """IRCv3 reply."""
    tea.join("tim", caps="message-tags", channel="#tea")
    msgid = say(tea, "bob", "#tea")
    tea.say("bob", edit("#tea", msgid, "one\\ntwo"))
    assert tea.got("tim") == [f"@+reply={msgid} :{BOB} PRIVMSG #tea :* edited: one two"]


def test_a_long_edit_is_one_line_for_others(tea: Room) -> None:
    """PROTOCOL: "reactions and edits as one tidy line, never a flood"; all of it is in the log."""
    msgid = say(tea, "bob", "#tea")
    tea.say("bob", edit("#tea", msgid, "x" * 3000))
    (line,) = tea.got("old")
    assert line.endswith("x…")
    assert said(tea, "#tea") == ["x" * 3000]


@pytest.mark.parametrize("forbidden", ["reaction", "mute"])
def test_what_may_not_be_edited(tea: Room, forbidden: str) -> None:
    """A reaction has no words; who may not speak does not speak by editing."""
    msgid = say(tea, "bob", "#tea")
    if forbidden == "mute":
        tea.say("ann", "MODE #tea +m")
    else:
        tea.say("bob", f"@+reply={msgid};+draft/react=x TAGMSG #tea")
        msgid = f"{tea.records[-1].id:014x}"
    tea.clear()
    tea.say("bob", edit("#tea", msgid, "x"))
    assert [reply[2] for reply in tea.replies("bob")] == ["EDIT_FORBIDDEN"]


def test_a_private_message_is_edited(tea: Room) -> None:
    """Who has gone from all channels still reads it."""
    msgid = say(tea, "bob", "eve")
    tea.say("bob", edit("eve", msgid, "better"))
    assert tea.numerics("eve") == tea.numerics("bob") == ["EDIT"]
