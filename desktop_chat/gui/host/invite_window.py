"""What the host shows to those who shall come: the invitation as a QR code and as a link."""

import tkinter as tk
from tkinter import ttk
from typing import Final

from desktop_chat.gui.host.qr_picture import BORDER
from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.ports import Invite
from desktop_chat.i18n import tr

SQUARE: Final = 5
DARK_SQUARE: Final = "#000000"
LIGHT_SQUARE: Final = "#ffffff"
"""Whatever the palette: cameras want dark on light."""
WIDTH: Final = 420


class InviteWindow(tk.Toplevel):
    """Stays beside the room until it is closed.

    Args:
        parent: The window of the room.
        look: Colours, sizes, fonts.
        invite: What to show.
    """

    def __init__(self, parent: tk.Misc, look: Look, invite: Invite) -> None:
        super().__init__(parent, bg=look.palette.bg, padx=look.px(24), pady=look.px(20))
        self.title(tr("Invitation"))
        self.transient(parent.winfo_toplevel())
        self.resizable(width=False, height=False)
        self.qr_code = draw_squares(self, invite.squares, look.px(SQUARE))
        self.qr_code.pack()
        sentence = tr("Others scan this, or open the link with Desktop Chat. It carries your room's key and counts for a day.")
        ttk.Label(self, text=sentence, style="Dim.TLabel", wraplength=look.px(WIDTH)).pack(anchor="w", pady=look.px(12))
        self.link = ttk.Entry(self, font=look.meta)
        self.link.insert(0, invite.link)
        self.link.state(["readonly"])
        self.link.pack(fill="x")
        row = ttk.Frame(self)
        row.pack(fill="x", pady=(look.px(12), 0))
        self.copy_button = ttk.Button(row, text=tr("Copy the link"), style="Accent.TButton", command=lambda: self._copy(invite.link))
        self.copy_button.pack(side="left")
        ttk.Button(row, text=tr("Close"), command=self.destroy).pack(side="right")
        self.bind("<Escape>", lambda _event: self.destroy())
        self.copy_button.focus_set()

    def _copy(self, link: str) -> None:
        self.clipboard_clear()
        self.clipboard_append(link)
        self.copy_button.configure(text=tr("Copied: {text}", text="✓"))


def draw_squares(parent: tk.Misc, squares: tuple[tuple[bool, ...], ...], size: int) -> tk.Canvas:
    """Return a canvas with a QR code.

    Args:
        parent: Where it stands.
        squares: Row by row, True for dark.
        size: Of a square, in pixels.
    """
    whole = (len(squares) + 2 * BORDER) * size
    canvas = tk.Canvas(parent, width=whole, height=whole, bg=LIGHT_SQUARE, bd=0, highlightthickness=0)
    for y, row in enumerate(squares, BORDER):
        for x, dark in enumerate(row, BORDER):
            if dark:
                canvas.create_rectangle(x * size, y * size, (x + 1) * size, (y + 1) * size, fill=DARK_SQUARE, width=0)
    return canvas
