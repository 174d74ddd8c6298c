"""No emoji gets into a field of a screen that cannot draw one."""

import tkinter as tk
from collections.abc import Iterator

import pytest

from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.safe_text import allow_emoji
from desktop_chat.gui.writing.composer import Composer, ComposerVerbs

pytestmark = pytest.mark.tk


@pytest.fixture
def no_emoji() -> Iterator[None]:
    """Pretend to be a screen that cannot draw emoji."""
    allow_emoji(possible=False)
    yield
    allow_emoji(possible=True)


def compose(top: tk.Toplevel, look: Look) -> Composer:
    """Return a composer in a window."""
    composer = Composer(
        top,
        look,
        ComposerVerbs(
            lambda _text: True, list, lambda _near, _told: None, lambda: False, lambda _text: None, lambda: None, lambda: None, lambda: True
        ),
    )
    composer.pack()
    top.update()
    return composer


@pytest.mark.usefixtures("no_emoji")
def test_their_names_are_written_instead(top: tk.Toplevel, look: Look) -> None:
    """By a draft, by the clipboard, in the middle of a text; all else is written as it is."""
    composer = compose(top, look)
    composer.set("[exec] $x {가} 👍")
    assert composer.get() == "[exec] $x {가} :thumbs_up_sign:"
    top.clipboard_clear()
    top.clipboard_append("👋🏽!")
    composer.text.mark_set("insert", "1.0")
    composer.text.event_generate("<<Paste>>")
    top.update()
    assert composer.get() == ":waving_hand_sign:![exec] $x {가} :thumbs_up_sign:"
    composer.destroy()
    assert compose(top, look).get() == ""


def test_where_they_can_be_drawn_they_stay(top: tk.Toplevel, look: Look) -> None:
    """As almost everywhere."""
    composer = compose(top, look)
    composer.set("👍")
    assert composer.get() == "👍"
