"""The line below the composer: on the left what there is to say, on the right which keys send."""

import tkinter as tk
from tkinter import ttk

from desktop_chat.gui.theme import Look
from desktop_chat.i18n import tr


class ComposerFoot(ttk.Frame):
    """Two sentences side by side; where there is no room for both, the left one stays.

    Args:
        parent: Where it stands.
        look: Colours, sizes, fonts.
    """

    def __init__(self, parent: tk.Misc, look: Look) -> None:
        super().__init__(parent)
        self.hint = ttk.Label(self, style="Dim.TLabel")
        self.hint.pack(side="left", padx=(look.px(2), look.px(12)))
        self.sends = ttk.Label(self, style="Dim.TLabel")
        self.sends.pack(side="right", padx=(0, look.px(2)))

    def say(self, sentence: str) -> None:
        """Say one sentence, or nothing."""
        self.hint.configure(text=sentence)

    def show_keys(self, *, enter_sends: bool) -> None:
        """Say which key sends and which one begins a line."""
        sentence = tr("Enter sends · Shift+Enter begins a line") if enter_sends else tr("Shift+Enter sends · Enter begins a line")
        self.sends.configure(text=sentence)
