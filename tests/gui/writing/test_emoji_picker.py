"""The emoji picker: opened, searched, walked through and picked from as a person does."""

import time
import tkinter as tk

import pytest

from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.writing.emoji_names import TONES
from desktop_chat.gui.writing.emoji_picker import EmojiHabits, EmojiPanel, EmojiPicker
from desktop_chat.i18n import use_language

pytestmark = pytest.mark.tk


class Desk:
    """A field, a picker, and what was picked."""

    def __init__(self, top: tk.Toplevel, look: Look) -> None:
        self.top, self.picked, self.recent, self.tone = top, list[str](), list[str](), 0
        self.field = tk.Text(top, height=1)
        self.field.pack(side="bottom")
        habits = EmojiHabits(lambda: self.recent, lambda emoji: self.recent.insert(0, emoji), lambda: self.tone, self._set_tone)
        self.picker = EmojiPicker(top, look, habits)
        top.update()
        self.field.focus_force()
        top.update()

    def _set_tone(self, tone: int) -> None:
        self.tone = tone

    def open(self) -> EmojiPanel:
        """Open it."""
        self.picker.open(self.field, self.picked.append)
        self.top.update()
        assert self.picker.panel is not None
        return self.picker.panel

    def press(self, *keys: str) -> None:
        """Press keys where the keyboard is."""
        for key in keys:
            (self.top.focus_get() or self.top).event_generate(f"<{key}>")
            self.top.update()

    def paste(self, text: str) -> None:
        """Put a text where the keyboard is."""
        self.top.clipboard_clear()
        self.top.clipboard_append(text)
        self.press("<Paste>")


@pytest.fixture
def desk(top: tk.Toplevel, look: Look) -> Desk:
    """Return a window with a picker that was never opened."""
    return Desk(top, look)


def test_enter_picks_the_first_of_what_was_found(desk: Desk) -> None:
    """In Korean too; then the keyboard is where it was."""
    panel = desk.open()
    assert desk.top.focus_get() is panel.entry
    desk.paste("로켓")
    desk.press("Right", "Left", "Return")
    assert (desk.picked, desk.picker.is_open, desk.top.focus_get()) == (["🚀"], False, desk.field)


def test_what_is_reached_is_named_below(desk: Desk) -> None:
    """In the language of the window."""
    panel = desk.open()
    desk.paste("tada")
    assert panel.foot.cget("text") == "party popper   :tada:"
    use_language("ko")
    try:
        desk.press("Escape")
        desk.open()
        desk.paste("tada")
        assert panel.foot.cget("text") == "파티   :tada:"
    finally:
        use_language("en")


def test_what_is_not_there_is_said(desk: Desk) -> None:
    """And Enter picks nothing."""
    panel = desk.open()
    desk.paste("zzzzzz")
    assert panel.foot.cget("text") == "No emoji is called that."
    desk.press("Return", "Down")
    assert (desk.picked, desk.picker.is_open) == ([], True)


def test_what_was_picked_comes_first_the_next_time(desk: Desk) -> None:
    """In a group of its own."""
    desk.open()
    desk.paste("tada")
    desk.press("Return")
    panel = desk.open()
    assert panel.entry.get() == ""
    desk.press("Return")
    assert desk.picked == ["🎉", "🎉"]


def test_shift_enter_picks_several(desk: Desk) -> None:
    """The picker stays, the keyboard too."""
    panel = desk.open()
    desk.press("Shift-Return", "Right", "Shift-Return")
    assert (desk.picked, desk.top.focus_get()) == (["😀", "😃"], panel.entry)


def test_page_keys_go_from_group_to_group(desk: Desk) -> None:
    """And the sheet with them."""
    panel = desk.open()
    desk.press("Next", "Next")
    assert panel.sheet.emoji == "🐵"
    assert panel.sheet.canvas.canvasy(0) > 0
    desk.press("Prior", "Prior", "Prior")
    assert (panel.sheet.emoji, panel.sheet.canvas.canvasy(0)) == ("😀", 0)


def test_the_sheet_follows_the_arrow_keys(desk: Desk) -> None:
    """Down and up again."""
    panel = desk.open()
    desk.press(*["Down"] * 12)
    seen = panel.sheet.canvas.canvasy(0)
    assert seen > 0
    desk.press(*["Up"] * 12)
    assert (panel.sheet.emoji, panel.sheet.canvas.canvasy(0) < seen) == ("😀", True)


def test_a_skin_tone_holds_for_all_that_have_one(desk: Desk) -> None:
    """Tab leads to the button, Enter or a space goes from tone to tone."""
    panel = desk.open()
    desk.press("Tab")
    assert desk.top.focus_get() is panel.tone_button
    desk.press("Return", "space", "Tab")
    assert (desk.tone, desk.top.focus_get()) == (2, panel.entry)
    desk.paste("thumbsup")
    desk.press("Return")
    assert desk.picked == ["👍" + TONES[2]]


def test_the_mouse_picks_too(desk: Desk) -> None:
    """From the sheet; on the strip above it chooses a group; elsewhere it closes the picker."""
    panel = desk.open()
    panel.sheet.strip.event_generate("<Button-1>", x=3 * 36 + 5, y=5)
    assert panel.sheet.emoji == "🍇"
    panel.sheet.canvas.event_generate("<Motion>", x=40, y=40)
    panel.sheet.canvas.event_generate("<Button-1>", x=40, y=40)
    assert (desk.picked, desk.picker.is_open) == (["🍈"], False)
    desk.open()
    desk.field.event_generate("<Button-1>", x=2, y=2)
    desk.top.update()
    assert not desk.picker.is_open


def test_the_wheel_turns_the_sheet_and_a_heading_is_no_emoji(desk: Desk) -> None:
    """A click there picks nothing."""
    panel = desk.open()
    panel.sheet.canvas.event_generate("<Button-1>", x=40, y=5)
    assert desk.picked == []
    panel.sheet.canvas.event_generate("<MouseWheel>", delta=-120)
    assert panel.sheet.canvas.canvasy(0) > 0


def test_it_fits_into_a_small_window(desk: Desk) -> None:
    """The smallest there is, and one with no room above."""
    desk.top.geometry("480x520")
    desk.top.update()
    panel = desk.open()
    assert panel.winfo_x() >= 0
    assert panel.winfo_x() + panel.winfo_width() <= 480
    desk.picker.open(desk.top, desk.picked.append)
    desk.top.update()
    assert panel.winfo_y() + panel.winfo_height() <= 520


def test_it_opens_at_once(desk: Desk) -> None:
    """Within 50 ms of our own time, also after groups were looked through."""
    desk.open()
    desk.press(*["Next"] * 8, "Escape")
    begun = time.process_time()
    desk.picker.open(desk.field, desk.picked.append)
    desk.top.update_idletasks()
    assert time.process_time() - begun < 0.05
