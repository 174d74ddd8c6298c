"""The rooms that the start screen offers: those of this network as cards, and those that were entered before."""

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk
from typing import Final

from desktop_chat.gui.lists.list_rows import ListRow
from desktop_chat.gui.lists.menu_items import MenuItem
from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.rows import RoomRow
from desktop_chat.gui.widgets.list_panel import ListPanel, ListVerbs
from desktop_chat.gui.widgets.menus import PopUp
from desktop_chat.i18n import tr

CARD_HEIGHT: Final = 64
BEFORE_HEIGHT: Final = 44
CARDS_SEEN: Final = 3
BEFORE_SEEN: Final = 4
WRAP: Final = 340
SIGN: Final = 28


class RoomCards(ttk.Frame):
    """Both lists; where there is no room, what to do.

    Args:
        parent: Where it stands.
        look: Colours, sizes, fonts.
        on_choose: Told the key of a room.
        on_forget: Told the key of one that was entered before, and is to be offered no longer.
    """

    def __init__(self, parent: tk.Misc, look: Look, *, on_choose: Callable[[str], None], on_forget: Callable[[str], None]) -> None:
        super().__init__(parent)
        self._look, self._on_choose, self._on_forget = look, on_choose, on_forget
        self._menu = PopUp(self, look)
        self._label(tr("Rooms on this network")).pack(anchor="w", pady=(0, look.px(6)))
        self.no_room = self._make_hint()
        self.near = ListPanel(self, look, ListVerbs(on_choose), ground="bg", row_height=CARD_HEIGHT, cards=True)
        self._before_box = ttk.Frame(self)
        self._label(tr("Entered before"), self._before_box).pack(anchor="w", pady=(look.px(14), look.px(2)))
        self.before = ListPanel(self._before_box, look, ListVerbs(on_choose, self._show_menu), ground="bg", row_height=BEFORE_HEIGHT)
        self.before.pack(fill="x")

    def _label(self, text: str, parent: tk.Misc | None = None) -> ttk.Label:
        return ttk.Label(parent or self, text=text, style="Dim.TLabel")

    def _make_hint(self) -> ttk.Frame:
        """Return what stands in place of a list without rooms."""
        look = self._look
        hint = ttk.Frame(self, style="Card.TFrame", padding=look.px(18))
        sign = look.images.icon("waves", look.px(SIGN), look.palette.accent_text, look.palette.raised)
        ttk.Label(hint, image=sign, style="Raised.TLabel").pack(side="left", anchor="n", padx=(0, look.px(14)))
        title = tr("No room is announced on this network yet.")
        ttk.Label(hint, text=title, style="Raised.TLabel", wraplength=look.px(WRAP - 50), justify="left").pack(anchor="w")
        words = tr("Open one: it appears here for all others. If a room does not, ask its host for the address or an invitation.")
        ttk.Label(hint, text=words, style="Dim.Raised.TLabel", wraplength=look.px(WRAP - 50), justify="left").pack(
            anchor="w", pady=(look.px(4), 0)
        )
        return hint

    def _show_menu(self, key: str, place: tuple[int, int]) -> None:
        join, forget = tr("Join"), tr("Forget this room")
        self._menu.show([MenuItem(join, lambda: self._on_choose(key)), MenuItem(forget, lambda: self._on_forget(key))], place)

    @property
    def menu(self) -> tk.Menu:
        """The menu of a room that was entered before."""
        return self._menu.menu

    def show(self, rows: Sequence[RoomRow]) -> None:
        """Show which rooms there are."""
        near, before = [room_row(row) for row in rows if row.is_near], [room_row(row) for row in rows if not row.is_near]
        self._fill(self.near, near, CARD_HEIGHT, CARDS_SEEN)
        self._fill(self.before, before, BEFORE_HEIGHT, BEFORE_SEEN)
        shown, hidden = (self.near, self.no_room) if near else (self.no_room, self.near)
        hidden.pack_forget()
        self._before_box.pack_forget()
        shown.pack(fill="x")
        if before:
            self._before_box.pack(fill="x")

    def _fill(self, panel: ListPanel, rows: Sequence[ListRow], height: int, most: int) -> None:
        panel.canvas.configure(height=self._look.px(height) * min(max(len(rows), 1), most))
        panel.show(rows)


def room_row(row: RoomRow) -> ListRow:
    """Return an entry of the lists of rooms."""
    sign = "lock" if row.is_locked else "waves" if row.is_near else "again"
    return ListRow(key=row.key, title=row.title, detail=row.detail, sign=sign)
