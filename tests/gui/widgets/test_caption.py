"""One line of text on a canvas."""

import tkinter as tk

import pytest

from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.look.typesetter import Typeface
from desktop_chat.gui.safe_text import shown
from desktop_chat.gui.widgets.caption import Caption
from tests.support.tk import until

pytestmark = pytest.mark.tk


def test_what_is_too_long_is_cut_and_emoji_are_pictures(top: tk.Toplevel, look: Look) -> None:
    """Of what fits all is drawn, again whenever its room changes; none of it is lost."""
    caption = Caption(top, look, face=Typeface.META, colour=look.palette.dim)
    caption.pack(fill="x")
    top.update()
    caption.show(shown("tea at three 🍵 and cake"))
    assert texts(caption) == ["tea at three ", " and cake"]
    assert [str(caption.type(item)) for item in caption.find_all()].count("image") == 1
    top.minsize(1, 1)
    top.geometry("60x60")
    until(top, lambda: caption.winfo_width() <= 60)
    (words,) = texts(caption)
    assert words.startswith("tea")
    assert words.endswith("…")
    assert caption.text == "tea at three 🍵 and cake"


def texts(caption: Caption) -> list[str]:
    """Return the texts that are drawn."""
    call = caption.tk.call
    return [str(call(str(caption), "itemcget", item, "-text")) for item in caption.find_all() if str(caption.type(item)) == "text"]
