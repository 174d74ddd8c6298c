"""Menus in the look of the window, made anew each time they are shown."""

import tkinter as tk
from collections.abc import Sequence
from typing import Literal

from desktop_chat.gui.lists.menu_items import MenuItem
from desktop_chat.gui.look.theme import Look


def make_menu(parent: tk.Misc, look: Look) -> tk.Menu:
    """Return an empty menu."""
    colours = look.palette
    return tk.Menu(
        parent,
        tearoff=False,
        font=look.body,
        bg=colours.raised,
        fg=colours.fg,
        activebackground=colours.selected,
        activeforeground=colours.fg,
        disabledforeground=colours.faint,
        selectcolor=colours.fg,
        bd=0,
        activeborderwidth=look.px(4),
        relief="flat",
    )


class PopUp:
    """A menu that appears where it is asked for.

    Args:
        parent: Whose menu it is.
        look: Colours, sizes, fonts.
    """

    def __init__(self, parent: tk.Misc, look: Look) -> None:
        self.menu = make_menu(parent, look)

    def show(self, items: Sequence[MenuItem], place: tuple[int, int]) -> None:
        """Show these lines at a place of the screen, in pixels; nothing for none. What cannot be done says why."""
        self.menu.delete(0, "end")
        for item in items:
            label = f"{item.label} – {item.reason}" if item.reason else item.label
            if item.run is None:
                self.menu.add_separator()
            elif item.is_on is not None:
                sign = "✓ " if item.is_on else "   "
                self.menu.add_command(label=f"{sign}{label}", command=item.run, state=_state(item), accelerator=item.keys)
            else:
                self.menu.add_command(label=label, command=item.run, state=_state(item), accelerator=item.keys)
        if items:
            self.menu.tk_popup(*place)


def _state(item: MenuItem) -> Literal["normal", "disabled"]:
    return "disabled" if item.reason else "normal"
