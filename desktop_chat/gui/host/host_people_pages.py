"""The pages of the host's panel about people: who is connected, and who is kept out."""

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk
from typing import Final

from desktop_chat.core.server.bans import BanKind
from desktop_chat.gui.host.host_presenter import HostPresenter
from desktop_chat.gui.host.host_rows import HostForm, days_name, kind_name
from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.safe_text import shown_name
from desktop_chat.gui.widgets.page import Choices, Page
from desktop_chat.gui.widgets.table import Column, Table
from desktop_chat.i18n import ntr, tr

ROWS: Final = 9
DAY_HOURS: Final = 24
BAN_HOURS: Final = (None, 1, DAY_HOURS, 7 * DAY_HOURS)
"""How long a ban may hold; None for ever."""


class MembersPage(Page):
    """Who is connected; whoever is selected can be put out of a channel, sent away, or banned.

    Args:
        parent: Where it stands.
        look: Colours, sizes, fonts.
        presenter: Decides.
        begin_ban: Goes to the page of the bans with how somebody is banned best.
    """

    key, sign = "members", "people"

    def __init__(self, parent: tk.Misc, look: Look, presenter: HostPresenter, begin_ban: Callable[[BanKind, str], None]) -> None:
        super().__init__(parent, look, tr("Members"))
        self._presenter, self._begin_ban = presenter, begin_ban
        self._shown = ("", "")
        """Who is selected, and what is said of them."""
        columns = (
            Column(tr("Name"), 130, grows=True),
            Column(tr("Account"), 90),
            Column(tr("Since"), 80),
            Column(tr("Address"), 110),
            Column(tr("Encryption"), 80),
            Column(tr("Device"), 130),
        )
        self.table = Table(self, look, columns, height=ROWS)
        self.table.pack(fill="both", expand=True)
        self.table.tree.bind("<<TreeviewSelect>>", lambda _event: self._selected(), add=True)
        self.details = self.label(top=6)
        row = self.row(top=4)
        ttk.Label(row, text=tr("Reason")).pack(side="left", padx=(0, look.px(8)))
        self.reason = self.entry(row)
        self.channels = self.row(top=8)
        buttons = self.row(top=8)
        self.out_button = self.button(buttons, tr("Send away"), self._put_out)
        self.ban_button = self.button(buttons, tr("Ban …"), self._ban, style="Danger.TButton")
        self._selected()

    @property
    def _key(self) -> str:
        return next(iter(self.table.tree.selection()), "")

    def _selected(self) -> None:
        """Show what can be done with whoever is selected."""
        key = self._key
        self.details.configure(text=self._presenter.details(key) or tr("Choose somebody above."))
        for button in (self.out_button, self.ban_button):
            button.state(["!disabled" if key else "disabled"])
        for child in self.channels.winfo_children():
            child.destroy()
        for channel in self._presenter.channels_of(key):
            title = tr("Put out of {channel}", channel=shown_name(channel))
            self.button(self.channels, title, lambda channel=channel: self._kick(channel))  # type: ignore[misc]

    def _kick(self, channel: str) -> None:
        self._presenter.kick(self._key, channel, self.reason.get().strip())

    def _put_out(self) -> None:
        self._presenter.put_out(self._key, self.reason.get().strip())

    def _ban(self) -> None:
        self._begin_ban(*self._presenter.ban_by(self._key))

    def show(self, form: HostForm) -> None:
        """Show who is connected."""
        self.table.show(form.members)
        now = (self._key, self._presenter.details(self._key))
        if now != self._shown:
            self._shown = now
            self._selected()


class BansPage(Page):
    """Who is kept out, and until when; and a form to keep somebody out."""

    key, sign = "bans", "ban"

    def __init__(self, parent: tk.Misc, look: Look, presenter: HostPresenter) -> None:
        super().__init__(parent, look, tr("Bans"))
        self._presenter = presenter
        columns = (Column(tr("Who"), 160), Column(tr("Reason"), 110, grows=True), Column(tr("By"), 70), Column(tr("Until"), 250))
        self.table = Table(self, look, columns, height=ROWS)
        self.table.pack(fill="both", expand=True)
        self.lift_button = self.button(self.row(top=8), tr("Let in again"), self._lift)
        self.table.tree.bind("<<TreeviewSelect>>", lambda _event: self._selected(), add=True)
        self.table.tree.bind("<Delete>", lambda _event: self._lift(), add=True)
        self.label(tr("Keep somebody out"), top=14)
        self.kind = Choices(self, look, {kind.value: kind_name(kind) for kind in BanKind})
        self.kind.pack(anchor="w")
        row = self.row(top=6)
        self.value = self.entry(row)
        ttk.Label(row, text=tr("Reason")).pack(side="left", padx=(0, look.px(8)))
        self.reason = self.entry(row)
        self.label(tr("In names, accounts and addresses * stands for any signs, ? for one."), top=2)
        self.until = Choices(self, look, {str(hours or ""): hours_name(hours) for hours in BAN_HOURS})
        self.until.pack(anchor="w", pady=(look.px(4), 0))
        self.ban_button = self.button(self.row(top=10), tr("Ban"), self._ban, style="Danger.TButton")
        for entry in (self.value, self.reason):
            entry.bind("<Return>", lambda _event: self._ban())
        self._selected()

    def begin(self, kind: BanKind, value: str) -> None:
        """Fill the form."""
        self.kind.show(kind.value)
        self.value.delete(0, "end")
        self.value.insert(0, value)
        self.reason.focus_set()

    def _selected(self) -> None:
        self.lift_button.state(["!disabled" if self.table.tree.selection() else "disabled"])

    def _lift(self) -> None:
        for key in self.table.tree.selection():
            self._presenter.unban(key)

    def _ban(self) -> None:
        hours = self.until.chosen
        self._presenter.ban(BanKind(self.kind.chosen), self.value.get(), self.reason.get(), int(hours) / DAY_HOURS if hours else None)

    def show(self, form: HostForm) -> None:
        """Show who is kept out."""
        self.table.show(form.bans)
        self._selected()


def hours_name(hours: int | None) -> str:
    """Return for how long a ban holds, in words."""
    if hours is None:
        return days_name(None)
    return ntr("{count} hour", "{count} hours", hours) if hours < DAY_HOURS else days_name(hours // DAY_HOURS)
