"""Do not disturb, by the moon below the channels and by its key."""

import pytest

from tests.support.view import talk
from tests.support.window import Person

pytestmark = pytest.mark.tk


def is_quiet(person: Person) -> bool:
    """Return whether somebody is not to be disturbed."""
    return person.kept.now.do_not_disturb


def test_the_moon_is_turned_by_mouse_and_keyboard(member: Person) -> None:
    """Its picture says which it is; the keyboard reaches it like any button."""
    button = member.window.room.quiet_button
    assert button.winfo_ismapped()
    dark, words = str(button.cget("image")), str(button.cget("text"))
    assert words == "Do not disturb"
    button.event_generate("<Button-1>", x=5, y=5)
    button.event_generate("<ButtonRelease-1>", x=5, y=5)
    member.draw()
    assert is_quiet(member)
    assert (str(button.cget("image")) != dark, str(button.cget("text"))) == (True, "Do not disturb is on")
    member.press(button, "Return")
    assert not is_quiet(member)
    member.press(button, "space")
    assert is_quiet(member)
    member.press(member.window.room.pane.composer.text, "Control-Shift-KeyPress-D")
    assert not is_quiet(member)
    assert (str(button.cget("image")), str(button.cget("text"))) == (dark, words)


def test_what_it_means_holds_at_once(member: Person) -> None:
    """For the next message, whatever the window showed before."""
    member.press(member.window.room.pane.composer.text, "Control-Shift-KeyPress-D")
    member.hear(talk("bob", "bob", "are you there?"))
    assert member.chat.alerts.notes == []
    member.press(member.window.room.pane.composer.text, "Control-Shift-KeyPress-D")
    member.hear(talk("bob", "bob", "are you there?"))
    assert [note.title for note in member.chat.alerts.notes] == ["bob"]
