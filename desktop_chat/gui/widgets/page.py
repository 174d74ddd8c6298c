"""What pages of the panel of the host, and of the profile, are made of: switches, choices among a few, fields with their labels."""

import tkinter as tk
from collections.abc import Callable, Mapping
from functools import partial
from tkinter import ttk
from typing import Final

from desktop_chat.gui.look.theme import Look
from desktop_chat.i18n import tr

COPIED: Final = "✓"


class Page(ttk.Frame):
    """One page: things below each other.

    Args:
        parent: Where it stands.
        look: Colours, sizes, fonts.
        name: What it is about, for its heading and its entry in the list.
    """

    key = sign = ""
    """By which the page is known, and the icon of its entry."""

    def __init__(self, parent: tk.Misc, look: Look, name: str) -> None:
        super().__init__(parent)
        self.look, self.name = look, name

    def label(self, text: str = "", *, top: int = 12) -> ttk.Label:
        """Add a quiet line above or below something."""
        label = ttk.Label(self, text=text, style="Dim.TLabel", justify="left")
        label.pack(fill="x", pady=(self.look.px(top), self.look.px(4)))
        label.bind("<Configure>", lambda event: label.configure(wraplength=event.width), add=True)
        return label

    def row(self, *, top: int = 0) -> ttk.Frame:
        """Add a place for things beside each other."""
        frame = ttk.Frame(self)
        frame.pack(fill="x", pady=(self.look.px(top), 0))
        return frame

    def switch(self, text: str, on_change: Callable[[bool], None], *, top: int = 8) -> ttk.Button:
        """Add something that is on or off."""
        button = ttk.Button(self, text=f" {text}", style="Switch.TButton")
        button.configure(command=lambda: on_change(not button.instate(["selected"])))
        button.pack(anchor="w", pady=(self.look.px(top), 0))
        return button

    def button(self, parent: tk.Misc, text: str, command: Callable[[], None], *, style: str = "TButton") -> ttk.Button:
        """Return a button that Enter presses too, behind those that are there."""
        button = ttk.Button(parent, text=text, style=style, command=command)
        button.pack(side="left", padx=(0, self.look.px(8)))
        return button

    def entry(self, parent: tk.Misc, *, width: int = 0, hidden: bool = False) -> ttk.Entry:
        """Return a field, behind what is there; without a width it takes what room is left."""
        entry = ttk.Entry(parent, font=self.look.body, show="•" if hidden else "")
        if width:
            entry.configure(width=width)
        entry.pack(side="left", fill="none" if width else "x", expand=not width, padx=(0, self.look.px(8)))
        return entry

    def copied(self, text: str, title: str) -> None:
        """Add a text that can be selected and copied."""
        row = self.row(top=4)
        entry = self.entry(row)
        entry.insert(0, text)
        entry.state(["readonly"])
        button = self.button(row, title, lambda: self._copy(button, text))

    def _copy(self, button: ttk.Button, text: str) -> None:
        self.clipboard_clear()
        self.clipboard_append(text)
        button.configure(text=tr("Copied: {text}", text=COPIED))


class Choices(ttk.Frame):
    """One of a few, beside each other: one stop of Tab, then the arrow keys.

    Args:
        parent: Where it stands.
        look: Colours, sizes, fonts.
        names: What can be chosen, and how it is called.
        on_change: Told what was chosen.
        columns: How many stand beside each other; 0 for all.
    """

    def __init__(
        self,
        parent: tk.Misc,
        look: Look,
        names: Mapping[str, str],
        on_change: Callable[[str], None] = lambda _key: None,
        *,
        columns: int = 0,
    ) -> None:
        super().__init__(parent)
        self._on_change = on_change
        self.buttons: dict[str, ttk.Button] = {}
        self.chosen = next(iter(names))
        for at, (key, name) in enumerate(names.items()):
            button = self.buttons[key] = ttk.Button(self, text=name, style="Choice.TButton", command=partial(self._press, key))
            line, column = divmod(at, columns or len(names))
            button.grid(row=line, column=column, sticky="w", padx=(0, look.px(12)))
            for name_of_key, by in (("<Left>", -1), ("<Right>", 1), ("<Up>", -(columns or 1)), ("<Down>", columns or 1)):
                button.bind(name_of_key, partial(self._move, by))
        self.show(self.chosen)

    def show(self, chosen: str) -> None:
        """Show which is chosen."""
        self.chosen = chosen
        for key, button in self.buttons.items():
            button.state(["selected" if key == chosen else "!selected"])
            button.configure(takefocus=key == chosen)

    def _press(self, key: str) -> None:
        self.show(key)
        self._on_change(key)

    def _move(self, by: int, _event: object) -> str:
        keys = list(self.buttons)
        key = keys[(keys.index(self.chosen) + by) % len(keys)]
        self.buttons[key].focus_set()
        self._press(key)
        return "break"
