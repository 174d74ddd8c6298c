"""The host's panel, whose pages and fields a test uses by their names, and what can be read on them."""

import tkinter as tk
from tkinter import ttk

from desktop_chat.gui.host.host_window import HostWindow
from desktop_chat.gui.widgets.table import Table
from desktop_chat.gui.window import MainWindow


def use_panel(window: MainWindow, page: str, widget: str = "", words: str = "") -> None:
    """Open the panel at a page; if a widget is named, press that button, fill that field, or select the row whose first word is *words*."""
    window.beside.open_host()
    panel = window.beside.host
    assert panel is not None
    if page == "question":
        panel.stored.question.buttons[int(widget)].invoke()  # type: ignore[union-attr]
        return
    panel.choose(page)
    panel.update_idletasks()
    found = getattr(panel.pages[page], widget) if widget else None
    match found:
        case ttk.Entry():
            found.delete(0, "end")
            found.insert(0, words)
        case ttk.Button():
            found.invoke()
        case Table():
            rows = {str(found.tree.set(key, "0")): key for key in found.tree.get_children()}
            found.tree.selection_set(rows[words])
        case None:
            pass
        case _:
            raise AssertionError(f"nobody can use {widget}")


def lines_of_panel(panel: HostWindow | None) -> list[str]:
    """Return what can be read on the page that is seen: labels, the rows of tables, and what was said below."""
    if panel is None or not panel.winfo_exists():
        return []
    return [*lines_in(panel.pages[panel.chosen]), str(panel.said.cget("text"))]


def lines_in(widget: tk.Misc) -> list[str]:
    """Return what can be read within a widget."""
    lines = [str(widget.cget("text"))] if isinstance(widget, ttk.Label) else []
    if isinstance(widget, ttk.Treeview):
        lines = [" ".join(str(word) for word in widget.item(key, "values")) for key in widget.get_children()]
    return lines + [line for child in widget.winfo_children() for line in lines_in(child)]
