"""The line below the composer: on the left what there is to say, on the right which keys send."""

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk
from typing import Final

from desktop_chat.gui.look.theme import Look
from desktop_chat.i18n import tr

LOOK_MS: Final = 1000


class ComposerFoot(ttk.Frame):
    """Two sentences side by side; where there is no room for both, the left one stays.

    Args:
        parent: Where it stands.
        look: Colours, sizes, fonts.
        on_look: Asks who is typing by now.
    """

    def __init__(self, parent: tk.Misc, look: Look, on_look: Callable[[], None]) -> None:
        super().__init__(parent)
        self.bind("<Destroy>", lambda event: self._gone(event.widget), add=True)
        self._on_look = on_look
        self._hint = self._typing = self._timer = ""
        self.hint = ttk.Label(self, style="Dim.TLabel")
        self.hint.pack(side="left", padx=(look.px(2), look.px(12)))
        self.sends = ttk.Label(self, style="Dim.TLabel")
        self.sends.pack(side="right", padx=(0, look.px(2)))

    def say(self, sentence: str) -> None:
        """Say one sentence, or nothing."""
        self._hint = sentence
        self.hint.configure(text=sentence or self._typing)

    def show_typing(self, sentence: str) -> None:
        """Say who is typing, where nothing else is said; ask again in a moment: they may have stopped."""
        self._typing = sentence
        self.hint.configure(text=self._hint or sentence)
        if sentence and not self._timer:
            self._timer = self.after(LOOK_MS, self._look)

    def _look(self) -> None:
        self._timer = ""
        self._on_look()

    def _gone(self, widget: tk.Misc) -> None:
        """Go, with what was to be asked in a moment."""
        if widget is self and self._timer:
            self.after_cancel(self._timer)

    def show_keys(self, *, enter_sends: bool) -> None:
        """Say which key sends and which one begins a line."""
        sentence = tr("Enter sends · Shift+Enter begins a line") if enter_sends else tr("Shift+Enter sends · Enter begins a line")
        self.sends.configure(text=sentence)
