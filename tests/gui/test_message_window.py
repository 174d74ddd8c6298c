"""Messages in the real window: what a person clicks, types and sees when they answer, edit and delete."""

import pytest

from desktop_chat.core.client.events import MessageArrived, MessageEdited, MessageKind
from tests.support.timeline import drawn_on
from tests.support.view import NOON
from tests.support.window import Person

pytestmark = pytest.mark.tk


def said(text: str, key: str, *, sender: str = "bob", tags: str = "") -> MessageArrived:
    """Return something that was said, by ann if she is the sender."""
    return MessageArrived("#general", sender, text, MessageKind.TALK, NOON, key, mine=sender == "ann", tags=tags)


@pytest.fixture
def talker(member: Person) -> Person:
    """Return ann, who reads what bob and she herself said."""
    member.hear(said("could you review it?", "1"), said("done", "2", sender="ann"), said("thanks", "3"))
    return member


def test_an_edit_is_typed_where_messages_are(talker: Person) -> None:
    """The banner says what is edited; Enter sends it, Escape and the cross give it up."""
    pane = talker.window.room.pane
    assert talker.presenter.room.messages.edit_last()
    talker.draw()
    assert pane.composing.winfo_ismapped()
    assert (pane.composing.title.text, pane.composing.text.text, pane.composer.get()) == ("Editing", "done", "done")
    talker.press(pane.composer.text, "Escape")
    assert (pane.composing.winfo_ismapped(), pane.composer.get()) == (False, "")
    talker.presenter.room.messages.edit_last()
    pane.composing.button.invoke()
    talker.draw()
    assert (pane.composing.winfo_ismapped(), talker.top.focus_get()) == (False, pane.composer.text)


def test_what_was_edited_is_marked(talker: Person) -> None:
    """Behind its words, which can be copied without the mark."""
    talker.hear(MessageEdited("#general", "1", "bob", "could you review it today?"))
    assert "(edited)" in drawn_on(talker.window.room.pane.timeline.canvas)
    assert "could you review it today?" in talker.timeline().split("\n")
