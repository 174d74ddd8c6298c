"""What is seen first: one question, the name; then to host a room or to join one."""

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk
from typing import Final

from desktop_chat.gui.banner import Banner
from desktop_chat.gui.rows import Action, Field, StartForm
from desktop_chat.gui.theme import Look
from desktop_chat.i18n import tr

WIDTH: Final = 440


class StartScreen(ttk.Frame):
    """The start screen.

    Args:
        parent: Where it stands.
        look: Colours, sizes, fonts.
        on_host: Given the name.
        on_join: Given name, address, password.
        on_cancel: Whatever is being done shall stop.
        on_action: Told what the button of a problem is for.
    """

    def __init__(
        self,
        parent: tk.Misc,
        look: Look,
        *,
        on_host: Callable[[str], None],
        on_join: Callable[[str, str, str], None],
        on_cancel: Callable[[], None],
        on_action: Callable[[Action], None],
    ) -> None:
        super().__init__(parent)
        self._look, self._on_host, self._on_join = look, on_host, on_join
        self._is_busy = False
        card = ttk.Frame(self)
        card.place(relx=0.5, rely=0.46, anchor="center", width=look.px(WIDTH))
        ttk.Label(card, text=tr("Desktop Chat"), style="Large.TLabel").pack(anchor="w")
        ttk.Label(card, text=tr("A chat room on the local network in one double-click."), style="Dim.TLabel").pack(anchor="w")
        self.nick = self._field(card, tr("Your name"), top=24)
        self.host_button = ttk.Button(card, text=tr("Host a room"), style="Accent.TButton", command=self._host)
        self.host_button.pack(fill="x", pady=(look.px(16), 0))
        self._note(card, tr("The others see your room's address and join you."))
        tk.Frame(card, height=look.px(1), bg=look.palette.line).pack(fill="x", pady=(look.px(20), 0))
        self.address = self._field(card, tr("Address of a room"), top=16)
        self._note(card, tr("For example 192.168.0.7; the host's window shows it."))
        self._password_box = ttk.Frame(card)
        self.password = self._field(self._password_box, tr("Password of the room"), top=4, hidden=True)
        self.join_button = ttk.Button(card, text=tr("Join"), command=self._join)
        self.join_button.pack(fill="x", pady=(look.px(16), 0))
        self._footer = ttk.Frame(card, height=look.px(72))
        self._footer.pack(fill="x", pady=(look.px(16), 0))
        self._footer.pack_propagate(flag=False)
        self.banner = Banner(self._footer, look, on_action=on_action)
        self._busy_box = ttk.Frame(self._footer)
        self.busy = ttk.Label(self._busy_box)
        self.busy.pack(side="left")
        self.cancel_button = ttk.Button(self._busy_box, text=tr("Cancel"), command=on_cancel)
        self.cancel_button.pack(side="right")
        self._bind_keys()

    def _field(self, parent: tk.Misc, label: str, *, top: int, hidden: bool = False) -> ttk.Entry:
        ttk.Label(parent, text=label, style="Dim.TLabel").pack(anchor="w", pady=(self._look.px(top), self._look.px(4)))
        entry = ttk.Entry(parent, font=self._look.body, show="•" if hidden else "")
        entry.pack(fill="x")
        return entry

    def _note(self, parent: tk.Misc, text: str) -> None:
        ttk.Label(parent, text=text, style="Dim.TLabel", wraplength=self._look.px(WIDTH)).pack(anchor="w", pady=(self._look.px(6), 0))

    def _bind_keys(self) -> None:
        self.nick.bind("<Return>", lambda _event: self._join() if self.address.get().strip() else self._host())
        for entry in (self.address, self.password):
            entry.bind("<Return>", lambda _event: self._join())
        for button in (self.host_button, self.join_button, self.cancel_button, self.banner.button):
            button.bind("<Return>", lambda event: _invoke(event.widget))
        self.bind_all("<Escape>", lambda _event: self.cancel_button.invoke() if self._is_busy else None, add=True)

    def _host(self) -> None:
        if not self._is_busy:
            self._on_host(self.nick.get())

    def _join(self) -> None:
        if not self._is_busy:
            self._on_join(self.nick.get(), self.address.get(), self.password.get())

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
            self._password_box.pack(fill="x", before=self.join_button)
        else:
            self._password_box.pack_forget()
        self._show_footer(form)
        self._focus(form)

    def _show_footer(self, form: StartForm) -> None:
        self.banner.show(form.problem)
        self.busy.configure(text=form.busy)
        for box, wanted in ((self._busy_box, form.busy), (self.banner, form.problem and not form.busy)):
            if wanted:
                box.pack(fill="x")
            else:
                box.pack_forget()

    def _focus(self, form: StartForm) -> None:
        if form.busy:
            self.cancel_button.focus_set()
            return
        entry = {Field.NICK: self.nick, Field.ADDRESS: self.address, Field.PASSWORD: self.password}[form.focus]
        entry.focus_set()
        entry.selection_range(0, "end")
        entry.icursor("end")


def _invoke(widget: tk.Misc) -> None:
    if isinstance(widget, ttk.Button):
        widget.invoke()
