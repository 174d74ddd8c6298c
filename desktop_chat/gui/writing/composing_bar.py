"""What stands above the composer while the next message answers one, or takes the place of one."""

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk

from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.look.typesetter import Typeface
from desktop_chat.gui.messages.message_rows import Composing
from desktop_chat.gui.rows import NOTHING
from desktop_chat.gui.widgets.caption import Caption
from desktop_chat.i18n import tr


class ComposingBar(ttk.Frame):
    """A title, the message on one line, and a button that lets go of it.

    Args:
        parent: Where it stands.
        look: Colours, sizes, fonts.
        on_cancel: Called when the button is pressed.
    """

    def __init__(self, parent: tk.Misc, look: Look, *, on_cancel: Callable[[], None]) -> None:
        super().__init__(parent)
        tk.Frame(self, width=look.px(3), bg=look.palette.accent).pack(side="left", fill="y", padx=(look.px(12), look.px(8)))
        cross = look.images.icon("close", look.px(16), look.palette.dim, look.palette.bg)
        self.button = ttk.Button(self, text=tr("Cancel"), image=cross, style="Corner.TButton", command=on_cancel)
        self.button.pack(side="right", padx=(look.px(8), look.px(6)))
        self.title = Caption(self, look, face=Typeface.META, colour=look.palette.accent_text)
        self.title.pack(fill="x", pady=(look.px(2), 0))
        self.text = Caption(self, look, face=Typeface.META, colour=look.palette.dim)
        self.text.pack(fill="x")

    def show(self, composing: Composing | None) -> None:
        """Show what the next message is about; None empties it."""
        self.title.show(composing.title if composing else NOTHING)
        self.text.show(composing.text if composing else NOTHING)
