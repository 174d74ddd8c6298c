"""The pages of the host's panel about the room itself: the way in, its door, its limits, what is stored."""

import tkinter as tk
from collections.abc import Callable
from pathlib import Path
from tkinter import filedialog, ttk
from typing import Final

from desktop_chat.core.server.choices import HostChoices
from desktop_chat.core.server.flood import FLOOD_LIMIT
from desktop_chat.gui.host.host_presenter import HostPresenter, Limits
from desktop_chat.gui.host.host_rows import HostForm, days_name
from desktop_chat.gui.host.invite_window import SQUARE, draw_squares
from desktop_chat.gui.host.qr_picture import save_qr
from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.widgets.page import Choices, Page
from desktop_chat.gui.widgets.question import Answer, Question
from desktop_chat.i18n import tr

NUMBER_WIDTH: Final = 9
"""Letters of a field for a number."""
KEPT_DAYS: Final = (None, 1, 7, 30, 365)
"""For how long what is said may be kept."""
DELETED_DAYS: Final = (1, 7, 30)
"""Older than these may be deleted."""


class InvitePage(Page):
    """How others come in. *say* says one sentence, and whether it is a problem."""

    key, sign = "invite", "copy"

    def __init__(self, parent: tk.Misc, look: Look, presenter: HostPresenter, say: Callable[[str, bool], None]) -> None:
        super().__init__(parent, look, tr("Invite others"))
        invite = presenter.invite()
        if invite is None:
            return
        self._squares, self._say = invite.squares, say
        draw_squares(self, invite.squares, look.px(SQUARE)).pack(anchor="w")
        self.label(tr("Others scan this, or open the link with Desktop Chat. It carries your room's key and counts for a day."))
        self.copied(invite.link, tr("Copy the link"))
        for address in presenter.addresses():
            self.copied(address, tr("Copy the address"))
        self.save_button = self.button(self.row(top=16), tr("Save the code as a picture …"), self._save)

    def _save(self) -> None:
        kinds = [(tr("Picture"), "*.png")]
        path = filedialog.asksaveasfilename(parent=self, defaultextension=".png", filetypes=kinds, initialfile="invitation.png")
        if path:
            problem = save_qr(self._squares, Path(path))
            self._say(problem or tr("Saved as {path}.", path=path), bool(problem))


class DoorPage(Page):
    """Who may come in, and how."""

    key, sign = "door", "lock"

    def __init__(self, parent: tk.Misc, look: Look, presenter: HostPresenter) -> None:
        super().__init__(parent, look, tr("The door"))
        self._presenter = presenter
        self.label(tr("Password of the room"), top=0)
        row = self.row()
        self.password = self.entry(row, hidden=True)
        self.show_button = self.button(row, tr("Show"), self._toggle)
        self.set_button = self.button(row, tr("Set"), lambda: presenter.set_password(self.password.get()), style="Accent.TButton")
        self.password.bind("<Return>", lambda _event: self.set_button.invoke())
        self.remove_button = self.button(row, tr("Remove"), lambda: presenter.set_password(""))
        self.state_text = self.label(top=6)
        self.announce = self.switch(
            tr("Show the room to others on the local network"), lambda wanted: presenter.announce(wanted=wanted), top=12
        )
        self.plain = self.switch(tr("Let other computers in without encryption (TLS)"), lambda wanted: presenter.allow_plain(wanted=wanted))
        self.label(tr("Whoever is on the way can read what is said without encryption. Who is inside stays as they are."), top=4)
        self.label(tr("The room's key: whoever joins can compare it with what their window shows."), top=16)
        self.room_key = ttk.Label(self, font=look.bold)
        self.room_key.pack(anchor="w")
        self.label(tr("Turned away"), top=16)
        self.refused = self.label(top=0)

    def _toggle(self) -> None:
        hidden = bool(self.password.cget("show"))
        self.password.configure(show="" if hidden else "•")
        self.show_button.configure(text=tr("Hide") if hidden else tr("Show"))

    def show(self, form: HostForm) -> None:
        """Show how it is."""
        self.room_key.configure(text=form.key)
        self.refused.configure(text="\n".join(form.refused))

    def show_choices(self, choices: HostChoices, password: str) -> None:
        """Show what counts."""
        self.password.delete(0, "end")
        self.password.insert(0, password)
        locked, unlocked = tr("Whoever comes in is asked for it. It is kept for the next time."), tr("Anybody on the network may come in.")
        self.state_text.configure(text=locked if password else unlocked)
        self.remove_button.state(["!disabled" if password else "disabled"])
        self.announce.state(["selected" if choices.announce else "!selected"])
        self.plain.state(["selected" if choices.plain else "!selected"])


class LimitsPage(Page):
    """How much the room and each member may have."""

    key, sign = "limits", "hash"

    def __init__(self, parent: tk.Misc, look: Look, presenter: HostPresenter) -> None:
        super().__init__(parent, look, tr("Limits"))
        self._presenter = presenter
        self.people = self.label(top=0)
        self.connections = self._number(tr("Connections at once"))
        self.of_address = self._number(tr("Connections of one address"))
        self.channels = self._number(tr("Channels that one member may be in"))
        self.slow = self.switch(tr("Slow down who talks too fast"), lambda wanted: presenter.slow(wanted=wanted), top=16)
        self.burst = self._number(tr("Messages at once"))
        self.per_second = self._number(tr("Messages each second after that"))
        row = self.row(top=16)
        self.apply_button = self.button(row, tr("Apply"), self._apply, style="Accent.TButton")
        self.label(tr("These count at once; who is inside stays. Name and port of the room can be chosen only when it is opened."), top=12)

    def _number(self, title: str) -> ttk.Entry:
        row = self.row(top=6)
        entry = self.entry(row, width=NUMBER_WIDTH)
        entry.bind("<Return>", lambda _event: self._apply())
        ttk.Label(row, text=title).pack(side="left")
        return entry

    def _apply(self) -> None:
        fields = (self.connections, self.of_address, self.channels, self.burst, self.per_second)
        self._presenter.limit(Limits(*(field.get() for field in fields)))

    def show(self, form: HostForm) -> None:
        """Show how it is."""
        self.people.configure(text=form.people)

    def show_choices(self, choices: HostChoices) -> None:
        """Show what counts."""
        lines = choices.lines or FLOOD_LIMIT
        values = (
            choices.connections,
            choices.connections_per_address,
            choices.channels,
            lines.burst,
            lines.per_second,
        )
        fields = (self.connections, self.of_address, self.channels, self.burst, self.per_second)
        for field in (self.burst, self.per_second):
            field.state(["!disabled"])
        for field, value in zip(fields, values, strict=True):
            field.delete(0, "end")
            field.insert(0, f"{value:g}")
        self.slow.state(["selected" if choices.lines else "!selected"])
        for field in (self.burst, self.per_second):
            field.state(["!disabled" if choices.lines else "disabled"])


class StoredPage(Page):
    """What of the room is on disk, for how long, and how it is deleted. *export* asks where to write the open conversation."""

    key, sign = "stored", "clock"

    def __init__(self, parent: tk.Misc, look: Look, presenter: HostPresenter, export: Callable[[], None]) -> None:
        super().__init__(parent, look, tr("What is stored"))
        self._presenter = presenter
        self.question: Question | None = None
        self.stored = ttk.Label(self, font=look.bold)
        self.stored.pack(anchor="w")
        self.label(tr("All that is said in the room, private talk too, is kept in clear on this computer: its host can read it."), top=4)
        self.label(tr("Keep what is said"), top=12)
        names = {days_key(days): days_name(days) for days in KEPT_DAYS}
        self.kept = Choices(self, look, names, lambda key: presenter.keep_days(int(key) if key else None))
        self.kept.pack(anchor="w")
        self.label(tr("Delete now what is older than"), top=16)
        row = self.row()
        self.older = {days: self.button(row, days_name(days), lambda days=days: self._ask(days)) for days in DELETED_DAYS}  # type: ignore[misc]
        self.all_button = self.button(row, tr("Delete all …"), lambda: self._ask(None), style="Danger.TButton")
        self.label(tr("The open conversation"), top=16)
        self.export_button = self.button(self.row(), tr("Save as a file …"), export)
        self.label(tr("The file"), top=16)
        self._has_file = False

    def _ask(self, days: int | None) -> None:
        """Ask once more: it does not come back."""
        title = tr("Delete all that was said?") if days is None else tr("Delete what is older than {time}?", time=days_name(days))
        sentence = tr("It is deleted from the room's log on this computer, for all members. Nothing brings it back.")
        answers = (Answer(tr("Delete"), lambda: self._presenter.forget(days), is_harsh=True), Answer(tr("Keep it"), lambda: None))
        self.question = Question(self, self.look, title, sentence, answers)

    def show(self, form: HostForm) -> None:
        """Show how much there is."""
        self.stored.configure(text=form.stored)
        if not self._has_file:
            self._has_file = True
            self.copied(self._presenter.log_file(), tr("Copy the path"))

    def show_choices(self, choices: HostChoices) -> None:
        """Show what counts."""
        self.kept.show(days_key(choices.days if choices.days in KEPT_DAYS else None))


def days_key(days: int | None) -> str:
    """Return by what a choice of days is known."""
    return "" if days is None else str(days)
