"""What else one may say of a room before one opens it: folded away, since nobody has to."""

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk

from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.rows import HostOptions
from desktop_chat.i18n import tr


class HostOptionsBox(ttk.Frame):
    """A button that unfolds fields and switches.

    Args:
        parent: Where it stands.
        look: Colours, sizes, fonts.
        on_host: Enter in a field opens the room.
    """

    def __init__(self, parent: tk.Misc, look: Look, *, on_host: Callable[[], None]) -> None:
        super().__init__(parent)
        self._look = look
        self.button = ttk.Button(self, style="Corner.TButton", compound="left", command=self.turn)
        self.button.pack(anchor="w")
        self._box = ttk.Frame(self)
        self.room = self._field(tr("Name of the room"), on_host)
        self.password = self._field(tr("Password (empty: open, unless one was set before)"), on_host, hidden=True)
        self.switches = {
            "announce": self._switch(tr("Show it to this network"), is_on=True),
            "allow_plain": self._switch(tr("Let programs without encryption in")),
            "allow_public": self._switch(tr("Let computers outside this network in")),
        }
        self._show_sign()

    def _show_sign(self) -> None:
        look = self._look
        name = "open" if self._box.winfo_manager() else "closed"
        sign = look.images.icon(name, look.px(14), look.palette.dim, look.palette.bg)
        self.button.configure(text=tr("Name, password and more"), image=sign)

    def _field(self, label: str, on_host: Callable[[], None], *, hidden: bool = False) -> ttk.Entry:
        look = self._look
        ttk.Label(self._box, text=label, style="Dim.TLabel").pack(anchor="w", pady=(look.px(8), look.px(4)))
        entry = ttk.Entry(self._box, font=look.body, show="•" if hidden else "")
        entry.pack(fill="x")
        entry.bind("<Return>", lambda _event: on_host())
        return entry

    def _switch(self, label: str, *, is_on: bool = False) -> ttk.Button:
        button = ttk.Button(self._box, text=label, style="Switch.TButton")
        button.configure(command=lambda: button.state(["!selected" if button.instate(["selected"]) else "selected"]))
        button.state(["selected" if is_on else "!selected"])
        button.pack(anchor="w", pady=(self._look.px(4), 0))
        return button

    def turn(self) -> None:
        """Unfold it, or fold it away."""
        if self._box.winfo_manager():
            self._box.pack_forget()
        else:
            self._box.pack(fill="x")
            self.room.focus_set()
        self._show_sign()

    def get(self) -> HostOptions:
        """Return what the person has said; folded away it counts as well."""
        states = {name: button.instate(["selected"]) for name, button in self.switches.items()}
        return HostOptions(self.room.get().strip(), self.password.get(), **states)

    def take_over(self, other: "HostOptionsBox") -> None:
        """Go on in place of another one."""
        for entry, before in ((self.room, other.room), (self.password, other.password)):
            entry.insert(0, before.get())
        for name, button in self.switches.items():
            button.state(["selected" if other.switches[name].instate(["selected"]) else "!selected"])
        if other._box.winfo_manager():  # noqa: SLF001  # One of its own kind
            self.turn()
