"""What stands above every sheet: what it is, and the way out."""

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk

from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.look.typesetter import Typeface
from desktop_chat.gui.safe_text import shown
from desktop_chat.gui.widgets.caption import Caption
from desktop_chat.i18n import tr


def make_sheet_head(parent: tk.Misc, look: Look, title: str, *, on_close: Callable[[], None]) -> ttk.Frame:
    """Return the head, to be packed."""
    head = ttk.Frame(parent)
    ttk.Button(head, text=tr("Close"), style="Corner.TButton", command=on_close, takefocus=False).pack(side="right")
    caption = Caption(head, look, face=Typeface.TITLE, colour=look.palette.fg)
    caption.show(shown(title))
    caption.pack(side="left", fill="x", expand=True)
    return head
