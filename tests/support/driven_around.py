"""What a test does around the conversation of a real window: menus of lists, sheets, the switcher; and what stands there.

`["entry", LIST, ENTRY, LABEL]` presses the other button on an entry of `list` or `members` and chooses a line of its menu;
`["switch"]` opens the switcher by its key; `["add"]` presses the plus of the channels; `["fill", TEXT]` pastes a text into the field
of the sheet that is open, and `["enter"]` presses Enter in it.
"""

import tkinter as tk

from desktop_chat.gui.sheets.ask_sheet import AskSheet
from desktop_chat.gui.sheets.pick_sheet import PickSheet
from desktop_chat.gui.widgets.list_panel import ListPanel
from desktop_chat.gui.window import MainWindow
from tests.support.around import texts_of
from tests.support.tk import y_of

ORDERS = frozenset({"entry", "switch", "add", "fill", "enter"})
PLACES = frozenset({"members", "list", "sheet", "head"})


def use_around(window: MainWindow, what: str, *words: str) -> tuple[tk.Misc, str] | None:
    """Follow an order; return a key to be pressed, and where, once that has the keyboard."""
    match what:
        case "entry":
            use_menu(window, *words)
        case "switch":
            return window.room.pane.composer.text, "<Control-k>"
        case "add":
            side = window.room.side.conversations.canvas
            side.event_generate("<Button-1>", x=side.winfo_width() - 30, y=y_of(side, "Channels"))
        case "fill":
            entry = field_of(window)
            entry.delete(0, "end")
            entry.clipboard_clear()
            entry.clipboard_append(*words)
            entry.event_generate("<<Paste>>")
        case _:
            return field_of(window), "<Return>"
    return None


def use_menu(window: MainWindow, place: str, name: str, label: str) -> None:
    """Choose a line of the menu of an entry."""
    panel, menu = list_of(window, place), window.room.menu.menu
    panel.canvas.event_generate("<Button-3>", x=60, y=y_of(panel.canvas, name))
    menu.tk.call("tk::MenuUnpost", str(menu))
    menu.invoke(label)


def list_of(window: MainWindow, place: str) -> ListPanel:
    """Return the list at the left, or that of the members."""
    return window.room.right.members if place == "members" else window.room.side.conversations


def field_of(window: MainWindow) -> tk.Entry:
    """Return the field of the sheet that is open."""
    content = window.sheet.content
    assert isinstance(content, PickSheet | AskSheet)
    return content.entry


def lines_of_around(window: MainWindow, place: str) -> list[str]:
    """Return what a person reads there."""
    if place == "head":
        return [str(window.room.pane.title.cget("text")), window.room.pane.topic.text]
    if place != "sheet":
        return texts_of(list_of(window, place).canvas)
    content = window.sheet.content
    return texts_of(content.list.canvas) if isinstance(content, PickSheet) else []
