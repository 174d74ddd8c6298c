"""The settings window: what there is on the left, with a field to search in it; on the right what can be set."""

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from tkinter import ttk
from typing import Final

from desktop_chat.gui.lists.list_rows import ListRow
from desktop_chat.gui.look.screen import bind_wheel
from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.safe_text import shown
from desktop_chat.gui.settings.setting_controls import Control, make_control
from desktop_chat.gui.settings.settings_model import Row, Section
from desktop_chat.gui.settings.settings_presenter import SettingsPage, SettingsPresenter, ShownRow
from desktop_chat.gui.widgets.list_panel import ListPanel, ListVerbs
from desktop_chat.gui.widgets.rule import rule
from desktop_chat.gui.widgets.scrolled_frame import ScrolledFrame
from desktop_chat.i18n import tr, translated
from desktop_chat.settings import KeptSettings

WIDTH: Final = 780
HEIGHT: Final = 600
LEAST_WIDTH: Final = 560
LEAST_HEIGHT: Final = 400
SIDE: Final = 216
PAD: Final = 24
WRAP: Final = 420
"""Pixels of the design that a sentence on what is wrong is wide at most."""
SIGNS: Final = {
    Section.LOOK: "eye",
    Section.LANGUAGE: "globe",
    Section.NOTIFICATIONS: "bell",
    Section.WRITING: "pen",
    Section.KEYS: "keyboard",
    Section.PRIVACY: "lock",
    Section.HISTORY: "clock",
    Section.NETWORK: "waves",
    Section.ABOUT: "info",
}


@dataclass(slots=True)
class RowWidgets:
    """A row on the screen."""

    row: Row
    control: Control
    reset: ttk.Button
    problem: ttk.Label


class SettingsWindow(tk.Toplevel):
    """Stays beside the room until it is closed.

    Args:
        parent: The program's window.
        look: Colours, sizes, fonts.
        kept: The settings.
        facts: Rows that tell something of this program as it runs.
    """

    def __init__(self, parent: tk.Misc, look: Look, kept: KeptSettings, facts: Callable[[], Sequence[Row]] = lambda: ()) -> None:
        super().__init__(parent)
        self._kept, self._facts = kept, facts
        self.rows: dict[str, RowWidgets] = {}
        self._had_focus = ""
        self.bind("<Escape>", lambda _event: self._escape())
        self.bind("<FocusIn>", lambda event: self.page.see(event.widget), add=True)
        bind_wheel(self, self._scroll)
        self.geometry(f"{look.px(WIDTH)}x{look.px(HEIGHT)}")
        self._dress(look, "")
        self.search.focus_set()

    def _scroll(self, steps: float) -> None:
        self.page.scroll(steps)

    def _dress(self, look: Look, text: str) -> None:
        """Make everything in the window."""
        self._look = look
        self.configure(bg=look.palette.bg)
        self.title(tr("Settings"))
        self.minsize(look.px(LEAST_WIDTH), look.px(LEAST_HEIGHT))
        self.presenter = SettingsPresenter(self, self._kept, self._facts())
        self._make_side()
        self._make_page()
        self.search.insert(0, text)
        self._hint()
        self._typed = text
        self.presenter.search(text)

    def dress_anew(self, look: Look) -> None:
        """Take another look, or language; what is seen and has the keyboard stays so."""
        text, part, self._had_focus = self.search.get(), self.page.part, self._focused()
        width, height = (round(size * look.scale / self._look.scale) for size in (self.winfo_width(), self.winfo_height()))
        self.geometry(f"{min(width, self.winfo_screenwidth())}x{min(height, self.winfo_screenheight())}")
        for child in self.winfo_children():
            child.destroy()
        self.rows = {}
        self._dress(look, text)
        self.page.to_part(part)

    def focus_again(self) -> None:
        """Give the keyboard to what had it before the window was made anew."""
        if self._had_focus in self.rows:
            self.rows[self._had_focus].control.focus_on()
        elif self._had_focus == "search":
            self.search.focus_set()
        else:
            self.sections.canvas.focus_set()

    def _focused(self) -> str:
        """Return the key of the row with the keyboard, or `search`, or ""."""
        focused = str(self.focus_lastfor() or "")
        inside = (key for key, widgets in self.rows.items() if focused.startswith(f"{widgets.control}."))
        return next(inside, "search" if focused == str(self.search) else "")

    def _make_side(self) -> None:
        look = self._look
        side = ttk.Frame(self, style="Side.TFrame", width=look.px(SIDE))
        side.pack_propagate(flag=False)
        side.pack(side="left", fill="y")
        rule(side, look).pack(side="right", fill="y")
        self.search = ttk.Entry(side, font=look.body, style="Side.TEntry")
        self.search.pack(fill="x", padx=look.px(12), pady=(look.px(16), look.px(8)))
        self.search_hint = tk.Label(
            self.search, text=tr("Search"), bg=look.palette.raised, fg=look.palette.faint, font=look.body, bd=0, cursor="xterm"
        )
        self.search_hint.bind("<Button-1>", lambda _event: self.search.focus_set())
        for event in ("<Key>", "<KeyRelease>", "<<Paste>>", "<<Cut>>"):
            self.search.bind(event, lambda _event: self.after_idle(self._search), add=True)
        self.sections = ListPanel(side, look, ListVerbs(self._choose), ground="side")
        self.sections.pack(fill="both", expand=True)

    def _make_page(self) -> None:
        look = self._look
        right = ttk.Frame(self)
        right.pack(side="left", fill="both", expand=True)
        self.heading = ttk.Label(right, style="Title.TLabel")
        self.heading.pack(anchor="w", padx=look.px(PAD), pady=(look.px(20), look.px(8)))
        self.page = ScrolledFrame(right, look)
        self.page.pack(fill="both", expand=True)

    def _search(self) -> None:
        """Look for what stands in the field, if that is something else by now."""
        if self.search.get() != self._typed:
            self._typed = self.search.get()
            self.presenter.search(self._typed)
        self._hint()

    def _hint(self) -> None:
        if self.search.get():
            self.search_hint.place_forget()
        else:
            self.search_hint.place(x=self._look.px(12), rely=0.5, anchor="w")

    def _choose(self, section: str) -> None:
        self.search.delete(0, "end")
        self._typed = ""
        self._hint()
        self.presenter.choose(section)

    def _escape(self) -> None:
        """Look for nothing any more; where nothing is looked for, close."""
        if self.search.get():
            self._choose(self._kept.now.settings_section)
        else:
            self.destroy()

    def show(self, page: SettingsPage) -> None:
        """Show a page; where its rows are those that are shown already, only what changed."""
        self.heading.configure(text=page.title)
        self.sections.show(
            [ListRow(section, shown(title), sign=SIGNS[section], selected=section is page.section) for section, title in page.sections]
        )
        if tuple(self.rows) != tuple(shown_row.row.key for shown_row in page.rows):
            self._make_rows(page)
        for shown_row in page.rows:
            self._show_row(shown_row)

    def _make_rows(self, page: SettingsPage) -> None:
        for child in self.page.inside.winfo_children():
            child.destroy()
        self.rows = {shown_row.row.key: self._make_row(shown_row.row) for shown_row in page.rows}
        self.page.to_part(0.0)

    def _make_row(self, row: Row) -> RowWidgets:
        look = self._look
        box = ttk.Frame(self.page.inside)
        box.pack(fill="x", padx=look.px(PAD), pady=(look.px(6), look.px(10)))
        box.columnconfigure(0, weight=1)
        ttk.Label(box, text=translated(row.label)).grid(row=0, column=0, sticky="w")
        if row.explanation:
            explanation = ttk.Label(box, text=translated(row.explanation), style="Dim.TLabel")
            explanation.grid(row=1, column=0, sticky="ew")
            explanation.bind("<Configure>", lambda event: explanation.configure(wraplength=event.width), add=True)
        control = make_control(
            box,
            look,
            row,
            on_change=lambda value: self.presenter.change(row, value),
            on_step=lambda by: self.presenter.step(row, by),
        )
        if control.is_wide:
            control.grid(row=2, column=0, columnspan=3, sticky="ew", pady=(look.px(6), 0))
        else:
            control.grid(row=0, column=2, rowspan=2, sticky="e")
        reset = ttk.Button(box, text=tr("Reset"), style="Corner.TButton", command=lambda: self._reset(row))
        problem = ttk.Label(box, style="Problem.TLabel", wraplength=look.px(WRAP))
        return RowWidgets(row, control, reset, problem)

    def _reset(self, row: Row) -> None:
        self.rows[row.key].control.focus_on()
        self.presenter.reset(row)

    def _show_row(self, shown_row: ShownRow) -> None:
        widgets = self.rows[shown_row.row.key]
        widgets.control.show(shown_row.value)
        widgets.problem.configure(text=shown_row.problem)
        if shown_row.is_usual:
            widgets.reset.grid_forget()
        else:
            widgets.reset.grid(row=0, column=1, rowspan=2, sticky="e")
        if shown_row.problem:
            widgets.problem.grid(row=3, column=0, columnspan=3, sticky="w")
        else:
            widgets.problem.grid_forget()
