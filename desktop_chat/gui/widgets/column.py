"""A column beside the conversation: there where the window is wide enough and the person wants it, else over the conversation on demand."""

import tkinter as tk
from collections.abc import Callable
from dataclasses import dataclass
from tkinter import ttk

from desktop_chat.gui.widgets.binding import bind_in_window


@dataclass(frozen=True, slots=True)
class ColumnSetting:
    """Whether a person wants a column."""

    wanted: Callable[[], bool]
    """Gives it."""
    want: Callable[[bool], None]
    """Told when that changes."""


class Column:
    """Shows and hides one column.

    Args:
        frame: The column, a child of what the conversation is a child of.
        at: Its column in the grid, 0 for the left one.
        beside: The conversation.
        least: Pixels of the whole that leave room for it beside the conversation.
        setting: Whether it is wanted there.
        on_changed: Told when it came or went.
    """

    def __init__(
        self,
        frame: ttk.Frame,
        at: int,
        beside: ttk.Frame,
        *,
        least: int,
        setting: ColumnSetting,
        on_changed: Callable[[], None],
    ) -> None:
        self._frame, self._at, self._beside, self._least = frame, at, beside, least
        self._setting, self._on_changed = setting, on_changed
        self._has_room = True
        self._before: tk.Misc | None = None
        """Where the keyboard was before it came over the conversation."""
        bind_in_window(frame, frame.winfo_toplevel(), "<Button-1>", lambda event: self._clicked(event.widget))
        bind_in_window(frame, frame.winfo_toplevel(), "<Escape>", lambda _event: self.close())

    @property
    def is_beside(self) -> bool:
        """Whether it stands beside the conversation."""
        return self._has_room and self._setting.wanted()

    @property
    def is_over(self) -> bool:
        """Whether it lies over the conversation."""
        return bool(self._frame.place_info())

    def fit(self, width: int) -> None:
        """Show it or not, in a whole so many pixels wide."""
        self._has_room = width >= self._least
        if self.is_beside:
            self._frame.place_forget()
            self._frame.grid(row=0, column=self._at, sticky="nsew")
        elif not self.is_over:
            self._frame.grid_forget()
        self._on_changed()

    def turn(self) -> None:
        """Show it if it is not seen, and put it away if it is; where there is no room beside the conversation, over it."""
        if self._has_room:
            self._setting.want(not self._setting.wanted())
        elif self.is_over:
            self.close()
        else:
            self._open()

    def _open(self) -> None:
        self._before = self._frame.focus_displayof()
        is_left = self._at == 0
        self._frame.grid_forget()
        self._frame.place(in_=self._beside, relx=0.0 if is_left else 1.0, rely=0.0, relheight=1.0, anchor="nw" if is_left else "ne")
        self._frame.lift()
        self._on_changed()

    def close(self) -> None:
        """Take it from over the conversation, if it is there; the keyboard goes back to where it was."""
        if self.is_over:
            inside = str(self._frame.focus_displayof() or "").startswith(str(self._frame))
            self._frame.place_forget()
            if inside and self._before is not None and self._before.winfo_exists():
                self._before.focus_set()
            self._on_changed()

    def _clicked(self, widget: tk.Misc) -> None:
        """Go when the person turns to the conversation; a button may be the one that puts it away by itself."""
        if self.is_over and not (isinstance(widget, ttk.Button) or str(widget).startswith(str(self._frame))):
            self.close()
