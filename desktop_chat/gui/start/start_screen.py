"""What is seen first: one question, the name; then to host a room or to join one."""

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from tkinter import ttk
from typing import Final

from desktop_chat.gui.look.screen import bind_wheel
from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.ports import Panel
from desktop_chat.gui.rows import Action, Field, HostOptions, RoomRow, StartForm
from desktop_chat.gui.start.host_options import HostOptionsBox
from desktop_chat.gui.start.room_cards import RoomCards
from desktop_chat.gui.widgets.banner import Banner
from desktop_chat.gui.widgets.binding import all_in, bind_in_window
from desktop_chat.gui.widgets.scrolled_frame import ScrolledFrame
from desktop_chat.gui.widgets.tile import make_tile
from desktop_chat.i18n import tr

LEFT: Final = 340
RIGHT: Final = 400
GAP: Final = 72
"""Between the two columns, and least space around them."""
MARGIN: Final = 24
TWO_COLUMNS_FROM: Final = LEFT + RIGHT + GAP + 2 * MARGIN
"""In a narrower window the second column stands below the first."""


@dataclass(frozen=True, slots=True)
class StartVerbs:
    """What a person can do on the start screen."""

    host: Callable[[str, HostOptions], None]
    """Given the name, and what else is said of the room."""
    join: Callable[[str, str, str], None]
    """Given name, address, password."""
    join_near: Callable[[str, str], None]
    """Given the key of a room of the list, and the name."""
    cancel: Callable[[], None]
    forget: Callable[[str], None]
    """Given the key of a room that was entered before."""
    act: Callable[[Action], None]
    """Given what the button of a problem is for."""


class StartScreen(ttk.Frame):
    """The start screen.

    Args:
        parent: Where it stands.
        look: Colours, sizes, fonts.
        verbs: What a person can do.
        panels: Windows beside this one, with a button for each.
    """

    def __init__(self, parent: tk.Misc, look: Look, verbs: StartVerbs, panels: Sequence[Panel] = ()) -> None:
        super().__init__(parent)
        self._look, self._verbs = look, verbs
        self._is_busy = False
        self._scroller = ScrolledFrame(self, look)
        self._scroller.pack(fill="both", expand=True)
        self._page = ttk.Frame(self._scroller.inside)
        self._page.pack()
        self._left, self._right = ttk.Frame(self._page), ttk.Frame(self._page)
        self._make_question(self._left)
        self._make_rooms(self._right)
        self._make_address(self._right)
        self._make_corner(panels)
        self._bind_keys()
        self.bind("<Configure>", lambda event: self._fit(event.width, event.height) if event.widget is self else None, add=True)
        self._page.bind("<Configure>", lambda _event: self._fit(self.winfo_width(), self.winfo_height()), add=True)

    def _fit(self, width: int, height: int) -> None:
        """Stand in the middle: two columns beside each other, or the second below the first."""
        look = self._look
        is_wide = width >= look.px(TWO_COLUMNS_FROM)
        column = min(look.px(RIGHT), max(width - look.px(2 * MARGIN), 1))
        self._left.grid(row=0, column=0, sticky="new")
        self._right.grid(row=0 if is_wide else 1, column=1 if is_wide else 0, sticky="new")
        self._right.grid_configure(padx=(look.px(GAP), 0) if is_wide else 0, pady=0 if is_wide else (look.px(MARGIN), 0))
        self._page.columnconfigure(0, minsize=look.px(LEFT) if is_wide else column)
        self._page.columnconfigure(1, minsize=look.px(RIGHT + GAP) if is_wide else 0)
        free = (height - self._page.winfo_reqheight()) // 2
        self._page.pack_configure(pady=max(free, look.px(MARGIN)))

    def _make_question(self, left: ttk.Frame) -> None:
        """The one question, and the way to a room of one's own."""
        look = self._look
        make_tile(left, look, ground=look.palette.bg).pack(anchor="w", pady=(0, look.px(14)))
        ttk.Label(left, text=tr("Desktop Chat"), style="Large.TLabel").pack(anchor="w")
        tagline = ttk.Label(left, text=tr("A chat room on the local network in one double-click."), style="Dim.TLabel")
        tagline.configure(wraplength=look.px(LEFT), justify="left")
        tagline.pack(anchor="w", pady=(look.px(2), look.px(12)))
        self.nick = self._field(left, tr("Your name"), top=8)
        self.host_button = ttk.Button(left, text=tr("Host a room"), style="Accent.TButton", command=self._host)
        self.host_button.pack(fill="x", pady=(look.px(12), look.px(6)))
        self.options = HostOptionsBox(left, look, on_host=self._host)
        self.options.pack(fill="x")
        self._make_footer(left)

    def _make_corner(self, panels: Sequence[Panel]) -> None:
        corner = ttk.Frame(self)
        corner.place(relx=1.0, rely=1.0, anchor="se")
        for panel in panels:
            ttk.Button(corner, text=panel.title, style="Corner.TButton", command=panel.open).pack(side="left")

    def _make_rooms(self, right: ttk.Frame) -> None:
        self.cards = RoomCards(right, self._look, on_choose=self._choose, on_forget=self._verbs.forget)
        self.cards.pack(fill="x")
        self.rooms, self.no_room = self.cards.near, self.cards.no_room

    def _make_address(self, card: ttk.Frame) -> None:
        self._label(card, tr("Or type an address or paste an invitation"), top=16)
        row = ttk.Frame(card)
        row.pack(fill="x")
        self.address = ttk.Entry(row, font=self._look.body)
        self.join_button = ttk.Button(row, text=tr("Join"), command=self._join)
        self.join_button.pack(side="right", fill="y", padx=(self._look.px(8), 0))
        self.address.pack(side="left", fill="x", expand=True)
        self._password_box = ttk.Frame(card)
        self.password = self._field(self._password_box, tr("Password of the room"), top=8, hidden=True)

    def _make_footer(self, card: ttk.Frame) -> None:
        self._footer = ttk.Frame(card)
        self._footer.pack(fill="x", pady=(self._look.px(12), 0))
        self.banner = Banner(self._footer, self._look, on_action=self._verbs.act)
        self._busy_box = ttk.Frame(self._footer)
        self.busy = ttk.Label(self._busy_box)
        self.busy.pack(side="left")
        self.cancel_button = ttk.Button(self._busy_box, text=tr("Cancel"), command=self._verbs.cancel)
        self.cancel_button.pack(side="right")

    def _label(self, parent: tk.Misc, text: str, *, top: int) -> None:
        ttk.Label(parent, text=text, style="Dim.TLabel").pack(anchor="w", pady=(self._look.px(top), self._look.px(4)))

    def _field(self, parent: tk.Misc, label: str, *, top: int, hidden: bool = False) -> ttk.Entry:
        self._label(parent, label, top=top)
        entry = ttk.Entry(parent, font=self._look.body, show="•" if hidden else "")
        entry.pack(fill="x")
        return entry

    def _bind_keys(self) -> None:
        self.nick.bind("<Return>", lambda _event: self._join() if self.address.get().strip() else self._host())
        for entry in (self.address, self.password):
            entry.bind("<Return>", lambda _event: self._join())
        bind_in_window(self, self.winfo_toplevel(), "<FocusIn>", lambda event: self._scroller.see(event.widget))
        for widget in all_in(self._scroller.inside):
            if not isinstance(widget, tk.Canvas):  # Lists scroll by themselves.
                bind_wheel(widget, self._scroller.scroll)
        bind_in_window(self, self.winfo_toplevel(), "<Escape>", lambda _event: self._escape())

    def _can_go(self) -> bool:
        """Return whether the way into a room is open: not while one is tried, nor once this screen is gone and a last key arrives."""
        return not self._is_busy and bool(self.winfo_ismapped())

    def _host(self) -> None:
        if self._can_go():
            self._verbs.host(self.nick.get(), self.options.get())

    def _join(self) -> None:
        if self._can_go():
            self._verbs.join(self.nick.get(), self.address.get(), self.password.get())

    def _choose(self, key: str) -> None:
        if self._can_go():
            self._verbs.join_near(key, self.nick.get())

    def show_rooms(self, rows: Sequence[RoomRow]) -> None:
        """Show which rooms there are."""
        self.cards.show(rows)

    def show(self, form: StartForm) -> None:
        """Show the screen as the form says."""
        self._is_busy = bool(form.busy)
        for widget in (self.nick, self.address, self.password, self.host_button, self.join_button):
            widget.state(["disabled" if form.busy else "!disabled"])
        for entry, text in ((self.nick, form.nick), (self.address, form.address)):
            if not form.busy and entry.get() != text:
                entry.delete(0, "end")
                entry.insert(0, text)
        if form.asks_password:
            self._password_box.pack(fill="x")
        else:
            self._password_box.pack_forget()
        self._show_footer(form)
        self._focus(form)

    def take_over(self, other: "StartScreen") -> None:
        """Go on in place of another screen: what was typed there stands here."""
        for entry, before in ((self.nick, other.nick), (self.address, other.address), (self.password, other.password)):
            if entry.get() != before.get():
                entry.delete(0, "end")
                entry.insert(0, before.get())
        self.options.take_over(other.options)

    def _show_footer(self, form: StartForm) -> None:
        self.banner.show(form.problem)
        self.busy.configure(text=form.busy)
        for box, wanted in ((self._busy_box, form.busy), (self.banner, form.problem and not form.busy)):
            if wanted:
                box.pack(fill="x")
            else:
                box.pack_forget()

    def _escape(self) -> None:
        """Cancel what is being done; in the room this key means other things."""
        if self._is_busy and self.winfo_ismapped():
            self.cancel_button.invoke()

    def _focus(self, form: StartForm) -> None:
        if form.busy:
            self.cancel_button.focus_set()
            return
        entry = {Field.NICK: self.nick, Field.ADDRESS: self.address, Field.PASSWORD: self.password}[form.focus]
        entry.focus_set()
        entry.selection_range(0, "end")
        entry.icursor("end")
