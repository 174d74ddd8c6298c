"""A row of the emoji that people react with most, over the message that one reacts to, and the way to all others."""

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk
from typing import Final

from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.messages.reactions import QUICK
from desktop_chat.gui.widgets.popup import Popup
from desktop_chat.i18n import tr

SIZE: Final = 22
PickEmoji = Callable[[tk.Misc, Callable[[str], None]], None]


class QuickReactions(Popup):
    """Left and Right go from emoji to emoji, Enter picks one, Escape picks none.

    Args:
        canvas: Over which it opens.
        look: Colours, sizes, fonts.
        pick_emoji: Opens the emoji picker near a widget; tells which are picked.
    """

    def __init__(self, canvas: tk.Canvas, look: Look, pick_emoji: PickEmoji) -> None:
        window = canvas.winfo_toplevel()
        super().__init__(window, look, on_close=self.leave)
        self._look, self._canvas, self._pick_emoji = look, canvas, pick_emoji
        self._anchor = tk.Frame(canvas, width=1, height=1, bg=look.palette.bg)
        self._on_pick: Callable[[str], None] = lambda _emoji: None
        self.buttons = [self._button(emoji, look.images.emoji(emoji, look.px(SIZE), look.palette.raised)) for emoji in QUICK]
        more = look.images.icon("smile", look.px(SIZE), look.palette.dim, look.palette.raised)
        self.more = ttk.Button(self, text=tr("Another emoji"), image=more, style="Raised.Quiet.TButton", command=self._pick_another)
        for button in (*self.buttons, self.more):
            button.pack(side="left")
            button.bind("<Left>", lambda event: self._step(event.widget, -1))
            button.bind("<Right>", lambda event: self._step(event.widget, 1))
            button.bind("<Escape>", lambda _event: self.leave())

    def _button(self, emoji: str, image: str) -> ttk.Button:
        return ttk.Button(self, text=emoji, image=image, style="Raised.Quiet.TButton", command=lambda: self._pick(emoji))

    def begin(self, x: int, y: int, on_pick: Callable[[str], None]) -> None:
        """Show it above a point of the canvas, the keyboard on the first emoji.

        Args:
            x: Of its right side, in pixels.
            y: Of its lower side.
            on_pick: Told which is picked.
        """
        self._on_pick = on_pick
        self._anchor.place(x=x, y=y)
        self._window_updated()
        self.open(self._anchor, self.winfo_reqwidth(), self.winfo_reqheight(), at_right=True)
        self.buttons[0].focus_set()

    def _window_updated(self) -> None:
        self._canvas.update_idletasks()  # Or Tk would not know yet where the anchor is.

    def leave(self) -> None:
        """Put it away; the keyboard goes back to the messages."""
        self.close()
        self._anchor.place_forget()
        self._canvas.focus_set()

    def _step(self, widget: tk.Misc, by: int) -> str:
        everything: list[tk.Misc] = [*self.buttons, self.more]
        everything[(everything.index(widget) + by) % len(everything)].focus_set()
        return "break"

    def _pick(self, emoji: str) -> None:
        self.leave()
        self._on_pick(emoji)

    def _pick_another(self) -> None:
        on_pick, anchor = self._on_pick, self._anchor
        self.close()
        self._canvas.focus_set()
        self._pick_emoji(anchor, on_pick)
