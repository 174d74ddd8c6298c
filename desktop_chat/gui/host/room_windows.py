"""The windows about the room that we are in: each at most once, and gone when the room is left."""

import tkinter as tk
from collections.abc import Callable

from desktop_chat.gui.host.host_presenter import HostPresenter
from desktop_chat.gui.host.host_window import HostWindow
from desktop_chat.gui.host.profile_presenter import ProfilePresenter
from desktop_chat.gui.host.profile_window import ProfileWindow
from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.widgets.question import Answer, Question
from desktop_chat.i18n import ntr, tr
from desktop_chat.settings import KeptSettings


class RoomWindows:
    """Opens them, or brings one to the front that is open. Main thread only.

    Args:
        root: The program's window.
        look: Gives colours, sizes, fonts.
        hosting: Decides what the host's panel shows.
        profiling: Decides what the profile shows.
        kept: The settings.
        export: Asks where to write the open conversation.
    """

    def __init__(
        self,
        root: tk.Tk | tk.Toplevel,
        look: Callable[[], Look],
        hosting: HostPresenter,
        profiling: ProfilePresenter,
        kept: KeptSettings,
        *,
        export: Callable[[], None],
    ) -> None:
        self._root, self._look, self._hosting, self._profiling, self._kept = root, look, hosting, profiling, kept
        self._export = export
        self.host: HostWindow | None = None
        self.profile: ProfileWindow | None = None
        self.question: Question | None = None

    def open_host(self) -> None:
        """Show the host's panel, if we host this room."""
        if not self._hosting.is_hosting:
            return
        if self.host is None or not self.host.winfo_exists():
            self.host = HostWindow(self._root, self._look(), self._hosting, export=self._export)
        self.host.lift()
        self.host.focus_force()
        self.host.sections.canvas.focus_set()

    def open_profile(self) -> None:
        """Show who we are."""
        if self.profile is None or not self.profile.winfo_exists():
            self.profile = ProfileWindow(self._root, self._look(), self._profiling, self._kept)
        self.profile.lift()
        self.profile.focus_force()
        self.profile.nick.focus_set()

    def ask_to_leave(self, leave: Callable[[], None]) -> None:
        """Leave, or ask first if others lose the room with us; one question at a time."""
        others = self._hosting.others()
        if not others:
            leave()
            return
        if self.question is not None and self.question.winfo_exists():
            self.question.lift()
            return
        sentence = ntr(
            "You host this room: {count} other person loses it when you go. What was said stays with everybody.",
            "You host this room: {count} other people lose it when you go. What was said stays with everybody.",
            others,
        )
        answers = (
            Answer(tr("Close the room"), leave, is_harsh=True),
            Answer(tr("Keep hosting, out of sight"), self._root.iconify),
            Answer(tr("Stay"), lambda: None),
        )
        self.question = Question(self._root, self._look(), tr("Close your room?"), sentence, answers)

    def dress_anew(self) -> None:
        """Make those that are open anew, in the look and the language of now; what was chosen stays so."""
        if self.host is not None and self.host.winfo_exists():
            place, chosen = self.host.geometry(), self.host.chosen
            self.host.close()
            self.host = HostWindow(self._root, self._look(), self._hosting, export=self._export)
            self.host.geometry(place)
            self.host.choose(chosen)
        if self.profile is not None and self.profile.winfo_exists():
            self.profile.destroy()
            self.open_profile()

    def close(self) -> None:
        """Close those that are open."""
        if self.profile is not None and self.profile.winfo_exists():
            self.profile.destroy()
        if self.host is not None and self.host.winfo_exists():
            self.host.close()
