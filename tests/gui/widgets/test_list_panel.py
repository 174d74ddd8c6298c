"""The list of channels or people: by mouse, by keyboard, with many entries."""

import tkinter as tk

import pytest

from desktop_chat.gui.lists.list_rows import ListHeading, ListRow
from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.safe_text import Shown
from desktop_chat.gui.widgets.list_panel import ROW_HEIGHT, ListPanel, ListVerbs

pytestmark = pytest.mark.tk


class Shelf:
    """A list in a window, and what was chosen from it."""

    def __init__(self, top: tk.Toplevel, look: Look) -> None:
        self.top, self.chosen = top, list[str]()
        self.panel = ListPanel(top, look, ListVerbs(self.chosen.append), ground="side")
        self.panel.pack(fill="both", expand=True)
        top.geometry("240x400")
        top.update()

    def show(self, *rows: ListRow) -> None:
        """Show entries."""
        self.panel.show(rows)
        self.top.update()

    def texts(self) -> list[str]:
        """Return every text that is drawn."""
        return [self.text_of(item) for item in self.items("text")]

    def items(self, kind: str) -> list[int]:
        """Return everything of a kind that is drawn."""
        canvas = self.panel.canvas
        return [item for item in canvas.find_all() if str(canvas.type(item)) == kind]

    def text_of(self, item: int) -> str:
        """Return what a text says."""
        return str(self.top.tk.call(str(self.panel.canvas), "itemcget", item, "-text"))

    def click(self, row: int) -> None:
        """Click an entry that is in sight."""
        self.panel.canvas.event_generate("<Button-1>", x=40, y=row * ROW_HEIGHT + 5)
        self.top.update()

    def press(self, *keys: str) -> None:
        """Press keys, the list having the focus."""
        self.panel.canvas.focus_force()
        self.top.update()
        for key in keys:
            self.panel.canvas.event_generate(f"<{key}>")
        self.top.update()


@pytest.fixture
def shelf(top: tk.Toplevel, look: Look) -> Shelf:
    """Return an empty list."""
    return Shelf(top, look)


def row(name: str, *, badge: int = 0, detail: str = "", selected: bool = False) -> ListRow:
    """Return an entry for a channel."""
    return ListRow(key=name, title=Shown(name), badge=badge, detail=detail, selected=selected)


def test_it_shows_names_details_and_how_much_is_unread(shelf: Shelf) -> None:
    """More than 99 is 99+."""
    shelf.show(row("general", badge=3), row("가람", detail="Operator"), row("busy", badge=100))
    assert [text for text in shelf.texts() if text != "#"] == ["3", "general", "가람", "Operator", "99+", "busy"]


def test_a_heading_cannot_be_chosen(shelf: Shelf) -> None:
    """Neither by a click nor by the keys, which go over it."""
    shelf.panel.show([ListHeading(Shown("Channels")), row("a"), ListHeading(Shown("People")), row("b")])
    shelf.top.update()
    assert "People" in shelf.texts()
    shelf.click(2)
    shelf.press("Down", "Down", "Return", "Up", "Return")
    assert shelf.chosen == ["b", "a"]


def test_a_click_chooses(shelf: Shelf) -> None:
    """Below the last entry there is nothing to choose."""
    shelf.show(row("a"), row("b"))
    shelf.click(1)
    shelf.click(5)
    assert shelf.chosen == ["b"]


def test_the_arrow_keys_and_enter_choose(shelf: Shelf) -> None:
    """From the selected entry on, not beyond the ends; a ring shows where one is."""
    shelf.show(row("a"), row("b", selected=True), row("c"))
    shelf.press("Down", "Return", "Down", "space", "Up", "Up", "Up", "Return")
    assert shelf.chosen == ["c", "c", "a"]
    signs, corners = 3, 4
    assert len(shelf.items("image")) == signs + 2 * corners, "a box for the selected one, and for the one that the keys have reached"


def test_an_empty_list_takes_keys_without_harm(shelf: Shelf) -> None:
    """Nothing happens, and nothing fails."""
    shelf.press("Up", "Down", "Return")
    assert shelf.chosen == []


def test_an_entry_that_went_away_is_not_chosen(shelf: Shelf) -> None:
    """The keys had reached it before."""
    shelf.show(row("a"), row("b"))
    shelf.press("Down", "Down")
    shelf.show(row("c"))
    shelf.press("Return")
    assert shelf.chosen == []


def test_of_a_thousand_only_those_in_sight_are_drawn(shelf: Shelf) -> None:
    """A room full of people costs what a few do; the keys reach the last of them."""
    shelf.show(*(row(f"p{number}") for number in range(1000)))
    assert len(shelf.texts()) <= 2 * (400 // ROW_HEIGHT + 2)
    shelf.press(*["Down"] * 30, "Return")
    assert shelf.chosen == ["p29"]
    assert "p29" in shelf.texts()
    assert "p0" not in shelf.texts()
    shelf.press(*["Up"] * 30)
    assert "p0" in shelf.texts()


def test_the_wheel_scrolls_only_what_does_not_fit(shelf: Shelf) -> None:
    """X11 tells the wheel as buttons 4 and 5."""
    shelf.show(row("a"), row("b"))
    shelf.panel.canvas.event_generate("<Button-5>")
    assert "a" in shelf.texts()
    shelf.show(*(row(f"p{number}") for number in range(50)))
    for _ in range(4):
        shelf.panel.canvas.event_generate("<Button-5>")
    assert "p0" not in shelf.texts()
    for _ in range(4):
        shelf.panel.canvas.event_generate("<Button-4>")
    assert "p0" in shelf.texts()


def test_a_long_name_ends_in_an_ellipsis_before_its_badge(shelf: Shelf) -> None:
    """Nothing is drawn over anything else."""
    shelf.show(row("a" * 64, badge=7))
    name = next(item for item in shelf.items("text") if shelf.text_of(item).endswith("…"))
    badge = next(item for item in shelf.items("text") if shelf.text_of(item) == "7")
    canvas = shelf.panel.canvas
    assert canvas.bbox(name)[2] < canvas.bbox(badge)[0]


def test_what_is_under_the_mouse_can_be_seen(shelf: Shelf) -> None:
    """An entry that can be chosen lights up; a heading does not, nor what the mouse has left."""
    shelf.panel.show([ListHeading(Shown("Channels")), row("a"), row("b")])
    shelf.top.update()
    canvas, boxes = shelf.panel.canvas, []
    for event, y in (("<Motion>", ROW_HEIGHT // 2), ("<Motion>", ROW_HEIGHT * 3 // 2), ("<Motion>", ROW_HEIGHT * 5 // 2), ("<Leave>", 0)):
        canvas.event_generate(event, x=40, y=y)
        shelf.top.update()
        boxes.append((len(shelf.items("rectangle")), str(canvas.cget("cursor"))))
    assert boxes == [(0, ""), (2, "hand2"), (2, "hand2"), (0, "")]


def test_a_menu_is_of_the_entry_that_was_asked_for(top: tk.Toplevel, look: Look) -> None:
    """By the mouse of what is under it, by the keyboard of what is reached, else of what is selected; of nothing there is none."""
    asked, closed = list[str](), list[str]()
    panel = ListPanel(top, look, ListVerbs(print, lambda key, _place: asked.append(key), closed.append), ground="side")
    panel.pack(fill="both", expand=True)
    top.update()
    panel.canvas.focus_force()
    top.update()
    panel.canvas.event_generate("<Shift-F10>")
    panel.show([ListHeading(Shown("Channels")), row("a"), row("b", selected=True)])
    panel.canvas.event_generate("<Menu>")
    panel.canvas.event_generate("<Button-3>", x=40, y=ROW_HEIGHT * 3 // 2)
    panel.canvas.event_generate("<Shift-F10>")
    for y in (ROW_HEIGHT // 2, ROW_HEIGHT * 9):
        panel.canvas.event_generate("<Button-3>", x=40, y=y)
        panel.canvas.event_generate("<Button-2>", x=40, y=y)
    panel.canvas.event_generate("<Button-2>", x=40, y=ROW_HEIGHT * 5 // 2)
    assert (asked, closed) == (["b", "a", "a"], ["b"])
