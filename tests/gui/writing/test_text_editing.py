"""How one edits in the composer: undo, words, all of it, signs of emphasis, pastes."""

import tkinter as tk

import pytest

from desktop_chat.gui.writing.text_editing import TextEditing

pytestmark = pytest.mark.tk


class Desk:
    """A field with the keyboard."""

    def __init__(self, top: tk.Toplevel) -> None:
        self.top = top
        self.text = tk.Text(top, undo=True)
        self.text.pack()
        self.editing = TextEditing(self.text)
        top.update()
        self.text.focus_force()
        top.update()

    def press(self, *keys: str) -> None:
        """Press keys."""
        for key in keys:
            self.text.event_generate(f"<{key}>")
            self.top.update()

    def type(self, words: str) -> None:
        """Type letters and spaces key by key."""
        self.press(*("space" if letter == " " else letter for letter in words))

    def copy(self, text: str) -> None:
        """Put a text into the clipboard."""
        self.top.clipboard_clear()
        self.top.clipboard_append(text)

    def get(self) -> str:
        """Return what stands in the field."""
        return self.text.get("1.0", "end-1c")

    def select(self, start: str, end: str) -> None:
        """Select a part."""
        self.text.tag_add("sel", start, end)
        self.text.mark_set("insert", end)


@pytest.fixture
def desk(top: tk.Toplevel) -> Desk:
    """Return an empty field."""
    return Desk(top)


def test_undo_takes_back_a_word_at_a_time(desk: Desk) -> None:
    """And redo brings it again; with nothing to undo nothing happens."""
    desk.type("one two three")
    desk.press("Control-z")
    assert desk.get() == "one two"
    desk.press("Control-z")
    assert desk.get() == "one"
    desk.press("Control-Shift-KeyPress-Z")
    assert desk.get() == "one two"
    desk.press("Control-y")
    assert desk.get() == "one two three"
    desk.press("Control-y", *["Control-z"] * 9)
    assert desk.get() == ""


@pytest.mark.parametrize(
    ("before", "after"),
    [("one two", "one "), ("one two ", "one "), ("안녕 하세요", "안녕 "), ("what?!", "what"), ("a\n", "a"), ("x 😀", "x "), ("", "")],
)
def test_control_and_backspace_delete_a_word(desk: Desk, before: str, after: str) -> None:
    """With the spaces behind it; a line end is a word of its own."""
    desk.text.insert("1.0", before)
    desk.press("Control-BackSpace")
    assert desk.get() == after
    desk.press("Control-z")
    assert desk.get() == before


@pytest.mark.parametrize(("before", "after"), [("one two", " two"), (" two three", " three"), ("😀 x", " x"), ("\nx", "x")])
def test_control_and_delete_delete_the_next(desk: Desk, before: str, after: str) -> None:
    """With the spaces before it."""
    desk.text.insert("1.0", before)
    desk.text.mark_set("insert", "1.0")
    desk.press("Control-Delete")
    assert desk.get() == after


def test_all_can_be_selected_and_written_over(desk: Desk) -> None:
    """By what is typed next."""
    desk.text.insert("1.0", "one\ntwo")
    desk.press("Control-a")
    assert desk.editing.selected() == "one\ntwo"
    desk.press("x")
    assert desk.get() == "x"


def test_a_paste_stands_in_place_of_what_is_selected(desk: Desk) -> None:
    """All its lines, whatever ends them; one step of undo takes it back."""
    desk.text.insert("1.0", "one two three")
    desk.select("1.4", "1.7")
    desk.copy("a\r\nb\rc")
    desk.press("<Paste>")
    assert desk.get() == "one a\nb\nc three"
    desk.press("Control-z")
    assert desk.get() == "one two three"


def test_an_empty_clipboard_pastes_nothing(desk: Desk) -> None:
    """Nor does a picture in it."""
    desk.top.clipboard_clear()
    desk.top.selection_own(selection="CLIPBOARD")
    desk.press("<Paste>")
    assert desk.get() == ""


@pytest.mark.parametrize(("key", "sign"), [("b", "**"), ("i", "*"), ("e", "`")])
def test_signs_of_emphasis_around_what_is_selected(desk: Desk, key: str, sign: str) -> None:
    """Spaces stay outside; the same key takes them away; it stays selected."""
    desk.text.insert("1.0", "a word here")
    desk.select("1.1", "1.7")
    desk.press(f"Control-{key}")
    assert (desk.get(), desk.editing.selected()) == (f"a {sign}word{sign} here", f"{sign}word{sign}")
    desk.press(f"Control-{key}")
    assert (desk.get(), desk.editing.selected()) == ("a word here", "word")


def test_signs_with_nothing_selected_are_written_within(desk: Desk) -> None:
    """The cursor stands between them."""
    desk.press("Control-b")
    desk.type("x")
    assert desk.get() == "**x**"


def test_spaces_alone_are_not_emphasised(desk: Desk) -> None:
    """There is nothing to see."""
    desk.text.insert("1.0", "a   b")
    desk.select("1.1", "1.4")
    desk.press("Control-b")
    assert desk.get() == "a   b"
