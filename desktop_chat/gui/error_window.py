"""Why the program ends, for a person who sees no terminal: a window with a sentence, and nothing else."""

import logging
import tkinter as tk
from tkinter import ttk
from typing import Final

from desktop_chat.gui.look.looks import Looks
from desktop_chat.gui.program import NoScreen, destroy_root, make_root
from desktop_chat.gui.safe_text import shown
from desktop_chat.i18n import tr
from desktop_chat.settings import Settings

log = logging.getLogger(__name__)

WIDTH: Final = 420


def show_error(sentence: str) -> None:
    """Show a sentence until the person closes it; where no window can be opened, do nothing but log it."""
    try:
        root = make_root()
    except (NoScreen, OSError, tk.TclError) as error:  # What ends the program may keep this window from opening, too.
        log.info("no window could be opened for it: %s", error)
        return
    fill(root, sentence)
    root.mainloop()
    destroy_root(root)


def fill(root: tk.Tk, sentence: str) -> None:
    """Put the sentence into an empty window, with a button that ends its loop."""
    look = Looks(root, Settings()).now
    root.title(tr("Desktop Chat"))
    root.configure(bg=look.palette.bg, padx=look.px(24), pady=look.px(20))
    root.resizable(width=False, height=False)
    ttk.Label(root, text=shown(sentence), wraplength=look.px(WIDTH), justify="left").pack(anchor="w")
    button = ttk.Button(root, text=tr("Close"), style="Accent.TButton", command=root.quit)
    button.pack(anchor="e", pady=(look.px(20), 0))
    for key in ("<Return>", "<Escape>"):
        root.bind(key, lambda _event: root.quit())
    root.protocol("WM_DELETE_WINDOW", root.quit)
    button.focus_set()
