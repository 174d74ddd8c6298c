"""The host's panel: its pages on the left, the chosen one on the right, and below it what came of the last thing done."""

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk
from typing import Final

from desktop_chat.core.server.bans import BanKind
from desktop_chat.core.server.choices import HostChoices
from desktop_chat.gui.host.host_pages import DoorPage, InvitePage, LimitsPage, StoredPage
from desktop_chat.gui.host.host_people_pages import BansPage, MembersPage
from desktop_chat.gui.host.host_presenter import HostPresenter
from desktop_chat.gui.host.host_rows import HostForm
from desktop_chat.gui.lists.list_rows import ListRow
from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.safe_text import shown
from desktop_chat.gui.widgets.list_panel import ListPanel, ListVerbs
from desktop_chat.gui.widgets.rule import rule
from desktop_chat.i18n import tr

WIDTH: Final = 860
HEIGHT: Final = 640
SIDE: Final = 200
PAD: Final = 24
LOOK_MS: Final = 2_000
"""How often it asks how the room is: who comes in is seen in time, and the room does not notice."""


class HostWindow(tk.Toplevel):
    """Stays beside the room until it is closed, or the room ends.

    Args:
        parent: The program's window.
        look: Colours, sizes, fonts.
        presenter: Decides what it shows.
        export: Asks where to write the open conversation.
    """

    def __init__(self, parent: tk.Misc, look: Look, presenter: HostPresenter, *, export: Callable[[], None]) -> None:
        super().__init__(parent, bg=look.palette.bg)
        self._parent, self._look, self._presenter, self._timer = parent, look, presenter, ""
        self.title(tr("Your room"))
        self.geometry(f"{look.px(WIDTH)}x{look.px(HEIGHT)}")
        self.minsize(look.px(WIDTH * 3 // 4), look.px(HEIGHT * 3 // 4))
        self._make_side()
        self._make_pages(export)
        self.chosen = ""
        self.choose(self.invite.key)
        self.protocol("WM_DELETE_WINDOW", self.close)
        self.bind("<Escape>", lambda _event: self.close())
        presenter.open(self)
        self._tick()
        self.sections.canvas.focus_set()

    def _make_side(self) -> None:
        look = self._look
        side = ttk.Frame(self, style="Side.TFrame", width=look.px(SIDE))
        side.pack(side="left", fill="y")
        side.pack_propagate(flag=False)
        rule(side, look).pack(side="right", fill="y")
        ttk.Label(side, text=tr("Your room"), style="Title.Side.TLabel").pack(anchor="w", padx=look.px(20), pady=look.px(16))
        self.sections = ListPanel(side, look, ListVerbs(self.choose), ground="side")
        self.sections.pack(fill="both", expand=True)

    def _make_pages(self, export: Callable[[], None]) -> None:
        look, presenter = self._look, self._presenter
        right = ttk.Frame(self, padding=(look.px(PAD), look.px(18), look.px(PAD), look.px(12)))
        right.pack(side="left", fill="both", expand=True)
        self.heading = ttk.Label(right, style="Title.TLabel")
        self.heading.pack(anchor="w", pady=(0, look.px(14)))
        self.said = ttk.Label(right, style="Dim.TLabel", justify="left")
        self.said.pack(side="bottom", fill="x", pady=(look.px(10), 0))
        self.said.bind("<Configure>", lambda event: self.said.configure(wraplength=event.width), add=True)
        self.invite = InvitePage(right, look, presenter, lambda sentence, is_problem: self.say(sentence, is_problem=is_problem))
        self.members = MembersPage(right, look, presenter, self._begin_ban)
        self.bans = BansPage(right, look, presenter)
        self.door = DoorPage(right, look, presenter)
        self.limits = LimitsPage(right, look, presenter)
        self.stored = StoredPage(right, look, presenter, export)
        self.pages = {page.key: page for page in (self.invite, self.members, self.bans, self.door, self.limits, self.stored)}

    def choose(self, key: str) -> None:
        """Show a page."""
        if self.chosen:
            self.pages[self.chosen].pack_forget()
        self.chosen = key
        self.heading.configure(text=self.pages[key].name)
        self.pages[key].pack(fill="both", expand=True)
        self.say("")
        rows = [ListRow(key=one, title=shown(page.name), sign=page.sign, selected=one == key) for one, page in self.pages.items()]
        self.sections.show(rows)

    def _begin_ban(self, kind: BanKind, value: str) -> None:
        self.choose(self.bans.key)
        self.bans.begin(kind, value)

    def show(self, form: HostForm) -> None:
        """Show how the room is."""
        for page in (self.members, self.bans, self.door, self.limits, self.stored):
            page.show(form)

    def show_choices(self, choices: HostChoices, password: str) -> None:
        """Show what counts."""
        self.door.show_choices(choices, password)
        self.limits.show_choices(choices)
        self.stored.show_choices(choices)

    def say(self, sentence: str, *, is_problem: bool = False) -> None:
        """Say what was done, or why not."""
        colours = self._look.palette
        self.said.configure(text=sentence, foreground=colours.danger_text if is_problem else colours.dim)

    def close(self) -> None:
        """Look no more."""
        self._presenter.close()
        self._parent.after_cancel(self._timer)
        self.destroy()

    def _tick(self) -> None:
        try:
            self._presenter.look()
        finally:
            self._timer = self._parent.after(LOOK_MS, self._tick)
