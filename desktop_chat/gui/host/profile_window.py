"""The profile: who we are in this room and in those to come."""

import tkinter as tk
from tkinter import ttk
from typing import Final

from desktop_chat.gui.host.profile_presenter import BY_NAME, ProfileForm, ProfilePresenter
from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.people import PERSON_COLOURS, initials_of
from desktop_chat.gui.widgets.page import Choices, Page
from desktop_chat.gui.widgets.question import Answer, Question
from desktop_chat.i18n import tr
from desktop_chat.settings import KeptSettings

FACE: Final = 64
DISC: Final = 16
COLUMNS: Final = 3


class ProfileWindow(tk.Toplevel):
    """Stays beside the room until it is closed.

    Args:
        parent: The program's window.
        look: Colours, sizes, fonts.
        presenter: Decides.
        kept: The settings, where what we tell is kept for the next room.
    """

    def __init__(self, parent: tk.Misc, look: Look, presenter: ProfilePresenter, kept: KeptSettings) -> None:
        super().__init__(parent, bg=look.palette.bg, padx=look.px(24), pady=look.px(20))
        self._look, self._presenter, self._kept = look, presenter, kept
        self.title(tr("Profile"))
        self.transient(parent.winfo_toplevel())
        self.resizable(width=False, height=False)
        self.question: Question | None = None
        form = presenter.form(kept.now)
        self.page = Page(self, look, tr("Profile"))
        self.page.pack(fill="both", expand=True)
        self._make_names(form)
        self._make_colours(form)
        self._make_status(form)
        self._make_account()
        self._make_foot()
        self._paint()
        self.bind("<Escape>", lambda _event: self.destroy())
        self.nick.focus_set()

    def _make_names(self, form: ProfileForm) -> None:
        look, page = self._look, self.page
        row = page.row()
        self.face = tk.Label(
            row, bg=look.palette.bg, bd=0, compound="center", fg=look.palette.on_accent, font=look.large, text=initials_of(form.nick)
        )
        self.face.pack(side="left", padx=(0, look.px(16)))
        names = Page(row, look, "")
        names.pack(side="left", fill="x", expand=True)
        self.nick = self._field(names, tr("Name in this room"), form.nick, top=0)
        self.display_name = self._field(names, tr("Shown as (others see it beside your name)"), form.display_name)

    def _field(self, page: Page, title: str, text: str, *, top: int = 8) -> ttk.Entry:
        page.label(title, top=top)
        entry = page.entry(page.row())
        entry.insert(0, text)
        entry.bind("<Return>", lambda _event: self._save())
        return entry

    def _make_colours(self, form: ProfileForm) -> None:
        look = self._look
        self.page.label(tr("Colour"))
        names = (tr("Blue"), tr("Pink"), tr("Orange"), tr("Teal"), tr("Violet"), tr("Red"), tr("Green"), tr("Grey"))
        choices = {BY_NAME: tr("By your name"), **{str(face): names[face] for face in range(PERSON_COLOURS)}}
        self.colour = Choices(self.page, look, choices, lambda _key: self._paint(), columns=COLUMNS)
        self.colour.pack(anchor="w")
        for key, button in self.colour.buttons.items():
            disc = look.images.disc(look.px(DISC), look.palette.faces[self._presenter.face(key)], look.palette.bg)
            button.configure(image=disc, compound="left", text=f" {choices[key]}")
        self.colour.show(form.colour)

    def _make_status(self, form: ProfileForm) -> None:
        self.status = self._field(self.page, tr("What you are at (others see it below your name)"), form.status, top=12)
        self.away = self.page.switch(tr("Away"), self._turn_away, top=12)
        self.away_text = self.page.entry(self.page.row(top=4))
        self.away_text.insert(0, form.away or "")
        self._turn_away(form.away is not None)
        self.page.label(tr("This is told to every room that you enter."), top=4)

    def _turn_away(self, wanted: bool) -> None:  # noqa: FBT001  # The only thing a switch tells.
        self.away.state(["selected" if wanted else "!selected"])
        self.away_text.state(["!disabled" if wanted else "disabled"])

    def _make_account(self) -> None:
        page, presenter = self.page, self._presenter
        page.label(tr("Account"), top=16)
        self.account = page.label(presenter.account(), top=0)
        row = page.row(top=4)
        if presenter.has_account():
            self.give_up_button = page.button(row, tr("Give the account up …"), self._ask_give_up)
        else:
            ttk.Label(row, text=tr("Password")).pack(side="left", padx=(0, self._look.px(8)))
            self.password = page.entry(row, hidden=True)
            self.register_button = page.button(row, tr("Keep my name"), self._keep_name)
            self.log_in_button = page.button(row, tr("Log in"), self._log_in)
            page.label(
                tr("Without a password the name is kept for this device alone. Log in if you made the account on another one."), top=4
            )

    def _make_foot(self) -> None:
        self.said = self.page.label(top=8)
        self.said.configure(foreground=self._look.palette.danger_text)
        row = ttk.Frame(self.page)
        row.pack(anchor="e", pady=(self._look.px(8), 0))
        self.close_button = self.page.button(row, tr("Close"), self.destroy)
        self.save_button = self.page.button(row, tr("Save"), self._save, style="Accent.TButton")

    def _paint(self) -> None:
        """Show the face as others see it."""
        look = self._look
        fill = look.palette.faces[self._presenter.face(self.colour.chosen)]
        self.face.configure(image=look.images.disc(look.px(FACE), fill, look.palette.bg))

    def _save(self) -> None:
        away = self.away_text.get() if self.away.instate(["selected"]) else None
        form = ProfileForm(self.nick.get(), self.display_name.get(), self.colour.chosen, self.status.get(), away)
        self._close_unless(self._presenter.save(form, self._kept))

    def _close_unless(self, problem: str) -> None:
        if problem:
            self.said.configure(text=problem)
        else:
            self.destroy()

    def _keep_name(self) -> None:
        self._close_unless(self._presenter.register(self.password.get()))

    def _log_in(self) -> None:
        self._close_unless(self._presenter.log_in(self.nick.get(), self.password.get()))

    def _ask_give_up(self) -> None:
        answers = (Answer(tr("Give it up"), self._give_up, is_harsh=True), Answer(tr("Keep it"), lambda: None))
        sentence = tr("Your name is free for anybody then, and what only your account may do is over.")
        self.question = Question(self, self._look, tr("Give the account up?"), sentence, answers)

    def _give_up(self) -> None:
        self._presenter.give_up()
        self.destroy()
