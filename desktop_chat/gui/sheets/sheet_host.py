"""Lays a sheet over the room: a part of the window, so that no window manager has a say. Escape puts it away, Tab stays in it."""

import tkinter as tk
from collections.abc import Callable
from dataclasses import dataclass
from tkinter import ttk
from typing import Final, assert_never

from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.sheets.ask_sheet import AskSheet
from desktop_chat.gui.sheets.card_sheet import CardSheet
from desktop_chat.gui.sheets.channel_sheet import ChannelSheet
from desktop_chat.gui.sheets.pick_sheet import PickSheet, PickVerbs
from desktop_chat.gui.sheets.sheet_forms import AskForm, ChannelForm, ChannelWish, PersonCard, PickForm, Sheet
from desktop_chat.gui.widgets.binding import all_in

BREAK: Final = "break"
WIDTH: Final = 520
TOP: Final = 72
"""Below the upper side of the room."""
MARGIN: Final = 16
EDGE: Final = 8
"""Least space between a sheet and the sides of the room."""


@dataclass(frozen=True, slots=True)
class SheetVerbs:
    """What a person can do on a sheet."""

    pick: PickVerbs
    answer: Callable[[str], None]
    apply: Callable[[ChannelWish], str]
    """Returns why that cannot be; "" if it is done."""
    message: Callable[[], None]
    close: Callable[[], None]


class SheetHost:
    """Shows one sheet, or none.

    Args:
        parent: Over what it lies.
        look: Colours, sizes, fonts.
        verbs: What a person can do.
        on_gone: Called when the last one was put away.
    """

    def __init__(self, parent: tk.Misc, look: Look, verbs: SheetVerbs, *, on_gone: Callable[[], None]) -> None:
        self._parent, self._look, self._verbs, self._on_gone = parent, look, verbs, on_gone
        self._frame: ttk.Frame | None = None
        self.content: PickSheet | AskSheet | ChannelSheet | CardSheet | None = None
        """What is seen now."""
        self._title = ""
        parent.bind("<Configure>", lambda _event: self._place(), add=True)

    def show(self, sheet: Sheet | None) -> None:
        """Show a sheet; a list that is open already goes on with other rows."""
        if isinstance(sheet, PickForm) and isinstance(self.content, PickSheet) and sheet.title == self._title:
            self.content.show(sheet)
            return
        was_open = self._frame is not None
        self._remove()
        if sheet is not None:
            self._title = str(sheet.title)
            self._lay(sheet)
        elif was_open:
            self._on_gone()

    def _remove(self) -> None:
        if self._frame is not None:
            self._frame.destroy()
        self._frame = self.content = None

    def _lay(self, sheet: Sheet) -> None:
        look = self._look
        self._frame = ttk.Frame(self._parent, style="Sheet.TFrame", padding=look.px(MARGIN))
        inside = ttk.Frame(self._frame)
        inside.pack(fill="both", expand=True)
        self.content = self._make(inside, sheet)
        self.content.pack(fill="both", expand=True)
        self._frame.update_idletasks()  # It knows its height then.
        self._place()
        self._frame.lift()
        self._frame.update_idletasks()  # What is not mapped gets the keyboard late, and the first letters would go elsewhere.
        self._hold_keyboard(self._frame)
        self.content.begin()

    def _make(self, inside: ttk.Frame, sheet: Sheet) -> PickSheet | AskSheet | ChannelSheet | CardSheet:
        look, verbs = self._look, self._verbs
        match sheet:
            case PickForm():
                return PickSheet(inside, look, sheet, verbs.pick, on_close=verbs.close)
            case AskForm():
                return AskSheet(inside, look, sheet, on_answer=verbs.answer, on_close=verbs.close)
            case ChannelForm():
                return ChannelSheet(inside, look, sheet, on_apply=verbs.apply, on_close=verbs.close)
            case PersonCard():
                return CardSheet(inside, look, sheet, on_message=verbs.message, on_close=verbs.close)
            case _:
                assert_never(sheet)

    def _place(self) -> None:
        """Put it in the middle, near the top, never wider or higher than there is room."""
        if self._frame is not None:
            look = self._look
            room_wide, room_high = (max(size - look.px(2 * EDGE), 1) for size in (self._parent.winfo_width(), self._parent.winfo_height()))
            height = min(self._frame.winfo_reqheight(), room_high)
            top = min(look.px(TOP), (room_high - height) // 2 + look.px(EDGE))
            self._frame.place(relx=0.5, y=top, anchor="n", width=min(look.px(WIDTH), room_wide), height=height)

    def _hold_keyboard(self, frame: ttk.Frame) -> None:
        """Let Escape close it, and Tab go round in it. Tk gives the keyboard to whatever has keys, so nothing else gets any."""
        for widget in (one for one in all_in(frame) if isinstance(one, ttk.Entry | ttk.Button)):
            widget.bind("<Escape>", lambda _event: self._close(), add=True)
            for key, step in (("<<NextWindow>>", tk.Misc.tk_focusNext), ("<<PrevWindow>>", tk.Misc.tk_focusPrev)):
                widget.bind(key, lambda event, step=step: self._go_round(event.widget, step))  # type: ignore[misc]

    def _close(self) -> str:
        self._verbs.close()
        return BREAK

    def _go_round(self, widget: tk.Misc, step: Callable[[tk.Misc], tk.Misc | None]) -> str:
        """Give the keyboard to the next widget of the sheet, past all others of the window."""
        reached = step(widget)
        while reached is not None and reached is not widget and not str(reached).startswith(str(self._frame)):
            reached = step(reached)
        if reached is not None:
            reached.focus_set()
        return BREAK
