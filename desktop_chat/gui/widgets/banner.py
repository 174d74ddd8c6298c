"""One sentence that says what is wrong, and the button that mends it. No dialog: whoever types is not stopped."""

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk

from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.rows import Action, Problem
from desktop_chat.i18n import tr


class Banner(ttk.Frame):
    """Shows a problem, or nothing at all.

    Args:
        parent: Where it stands.
        look: Colours, sizes, fonts.
        on_action: Told what the button is for.
    """

    def __init__(self, parent: tk.Misc, look: Look, *, on_action: Callable[[Action], None]) -> None:
        super().__init__(parent, style="Raised.TFrame", padding=(look.px(16), look.px(8)))
        self._look, self._on_action = look, on_action
        self._action: Action | None = None
        self.label = ttk.Label(self, style="Raised.TLabel", justify="left")
        self.button = ttk.Button(self, style="Raised.Accent.TButton", command=self._act)
        self.later = ttk.Button(self, style="Raised.TButton", command=lambda: self._on_action(Action.DISMISS))
        self.label.pack(side="left", fill="x", expand=True)
        self.label.bind("<Configure>", lambda event: self.label.configure(wraplength=event.width), add=True)

    def show(self, problem: Problem | None) -> None:
        """Show a problem with its button; None empties it."""
        self._action = problem.action if problem else None
        self.label.configure(text=problem.sentence if problem else "")
        if problem is not None and problem.action is not None:
            self.button.configure(text=problem.label)
            self.button.pack(side="right", padx=(self._look.px(12), 0))
        else:
            self.button.pack_forget()
        if problem is not None and problem.can_wait:
            self.later.configure(text=tr("Not now"))
            self.later.pack(side="right", padx=(self._look.px(12), 0))
        else:
            self.later.pack_forget()

    def _act(self) -> None:
        if self._action is not None:
            self._on_action(self._action)
