"""One question before something that cannot be undone, and its answers as buttons."""

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk
from typing import Final, NamedTuple

from desktop_chat.gui.look.theme import Look

WIDTH: Final = 420


class Answer(NamedTuple):
    """A button, and what it does once the question is gone."""

    label: str
    do: Callable[[], None]
    is_harsh: bool = False
    """It takes something from somebody."""


class Question(tk.Toplevel):
    """In front of its window until it is answered; Escape is the last answer, which does the least.

    Args:
        parent: The window that it is about.
        look: Colours, sizes, fonts.
        title: What is about to happen.
        sentence: What that means.
        answers: From the left; the last has the keyboard.
    """

    def __init__(self, parent: tk.Misc, look: Look, title: str, sentence: str, answers: Sequence[Answer]) -> None:
        super().__init__(parent, bg=look.palette.bg, padx=look.px(24), pady=look.px(20))
        self.title(title)
        self.transient(parent.winfo_toplevel())
        self.resizable(width=False, height=False)
        ttk.Label(self, text=title, style="Title.TLabel", wraplength=look.px(WIDTH)).pack(anchor="w")
        ttk.Label(self, text=sentence, style="Dim.TLabel", wraplength=look.px(WIDTH), justify="left").pack(anchor="w", pady=look.px(12))
        row = ttk.Frame(self)
        row.pack(anchor="e")
        self._answers = answers
        self.buttons = [self._button(row, look, answer) for answer in answers]
        self.bind("<Escape>", lambda _event: self._take(self._answers[-1]))
        self.protocol("WM_DELETE_WINDOW", lambda: self._take(self._answers[-1]))
        self.update_idletasks()
        self._place(parent.winfo_toplevel())
        self.grab_set()
        self.buttons[-1].focus_set()

    def _button(self, row: ttk.Frame, look: Look, answer: Answer) -> ttk.Button:
        style = "Danger.TButton" if answer.is_harsh else "TButton"
        button = ttk.Button(row, text=answer.label, style=style, command=lambda: self._take(answer))
        button.pack(side="left", padx=(look.px(8), 0))
        return button

    def _place(self, window: tk.Misc) -> None:
        """Stand in the middle of the window."""
        x = window.winfo_rootx() + (window.winfo_width() - self.winfo_reqwidth()) // 2
        y = window.winfo_rooty() + (window.winfo_height() - self.winfo_reqheight()) // 3
        self.geometry(f"+{max(x, 0)}+{max(y, 0)}")

    def _take(self, answer: Answer) -> None:
        self.destroy()
        answer.do()
