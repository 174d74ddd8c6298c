"""The Lab's window: a button that measures, how far it is, and the results one below the other."""

import tkinter as tk
from functools import partial
from tkinter import filedialog, ttk
from typing import Final

from desktop_chat.core.figures.result import Result, Verdict
from desktop_chat.gui.inside.lab_presenter import LabPresenter
from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.ports import Lab
from desktop_chat.gui.widgets.chart_view import draw_chart
from desktop_chat.i18n import tr

WIDTH: Final = 800
HEIGHT: Final = 720
PAD: Final = 20
LOOK_MS: Final = 100
MARKS: Final = {Verdict.HOLDS: "✓", Verdict.PARTLY: "◐", Verdict.FAILS: "✗", Verdict.UNKNOWN: "–"}
"""Not by colour alone."""


class LabWindow(tk.Toplevel):
    """Stays beside the room until it is closed; closing it ends the measurement.

    Args:
        parent: The program's window.
        look: Colours, sizes, fonts.
        lab: What measures.
    """

    def __init__(self, parent: tk.Misc, look: Look, lab: Lab) -> None:
        super().__init__(parent)
        self._parent, self._timer = parent, ""
        self.geometry(f"{look.px(WIDTH)}x{look.px(HEIGHT)}")
        self._results: list[Result] = []
        self.presenter = LabPresenter(self, lab)
        self._bind_keys()
        self._dress(look)
        self.presenter.greet()
        self.protocol("WM_DELETE_WINDOW", self.close)
        self._tick()
        self.focus_again()

    def _dress(self, look: Look) -> None:
        """Make everything in the window."""
        self._look = look
        self.configure(bg=look.palette.bg)
        self.title(tr("Lab"))
        self._make_head()
        self._make_page()

    def dress_anew(self, look: Look) -> None:
        """Take another look, or language; what was found stays as it was said."""
        machine = str(self.machine.cget("text"))
        for child in self.winfo_children():
            child.destroy()
        self._dress(look)
        self.machine.configure(text=machine)
        self.presenter.show_again()

    def focus_again(self) -> None:
        """Take the keyboard."""
        (self.stop_button if self.stop_button.instate(["!disabled"]) else self.start_button).focus_set()

    def _bind_keys(self) -> None:
        self.bind("<Escape>", lambda _event: self.close())
        for key, steps in (("<Up>", -1), ("<Down>", 1), ("<Button-4>", -2), ("<Button-5>", 2), ("<Prior>", -12), ("<Next>", 12)):
            self.bind(key, partial(self._scroll, steps), add=True)
        self.bind("<MouseWheel>", lambda event: self._scroll(-2 if event.delta > 0 else 2), add=True)

    def _make_head(self) -> None:
        look = self._look
        head = ttk.Frame(self, padding=(look.px(PAD), look.px(14)))
        head.pack(fill="x")
        ttk.Label(head, text=tr("Threads against processes, measured on this machine"), style="Title.TLabel").pack(anchor="w")
        self.machine = ttk.Label(head, style="Dim.TLabel")
        self.machine.pack(anchor="w", pady=(look.px(2), look.px(10)))
        row = ttk.Frame(head)
        row.pack(fill="x")
        self.start_button = ttk.Button(row, text=tr("Measure"), style="Accent.TButton", command=lambda: self.presenter.begin(quick=False))
        self.quick_button = ttk.Button(row, text=tr("A quick look"), command=lambda: self.presenter.begin(quick=True))
        self.stop_button = ttk.Button(row, text=tr("Stop"), command=self.presenter.halt)
        self.save_button = ttk.Button(row, text=tr("Save as a page …"), command=self._save)
        for button in (self.start_button, self.quick_button, self.stop_button, self.save_button):
            button.pack(side="left", padx=(0, look.px(8)))
        self.bar = ttk.Progressbar(head, maximum=1.0)
        self.bar.pack(fill="x", pady=(look.px(12), look.px(4)))
        self.state_text = ttk.Label(head, style="Dim.TLabel")
        self.state_text.pack(anchor="w")
        tk.Frame(self, bg=look.palette.line, height=look.px(1)).pack(fill="x")

    def _make_page(self) -> None:
        look = self._look
        body = ttk.Frame(self)
        body.pack(fill="both", expand=True)
        self.page = tk.Canvas(body, bg=look.palette.bg, bd=0, highlightthickness=0, takefocus=True, yscrollincrement=look.px(24))
        bar = ttk.Scrollbar(body, orient="vertical", command=self.page.yview, style="bg.Vertical.TScrollbar")
        self.page.configure(yscrollcommand=bar.set)
        self.page.pack(side="left", fill="both", expand=True)
        bar.pack(side="right", fill="y")
        self.page.bind("<Configure>", lambda _event: self._draw(), add=True)

    def _scroll(self, steps: int, _event: object = None) -> None:
        self.page.yview_scroll(steps, "units")

    def show_state(self, sentence: str, done: float, *, is_running: bool, can_save: bool) -> None:
        """Say what is being done, and how much of it is done, 0 to 1."""
        self.state_text.configure(text=sentence)
        self.bar.configure(value=done)
        for button, usable in (
            (self.start_button, not is_running),
            (self.quick_button, not is_running),
            (self.stop_button, is_running),
            (self.save_button, can_save),
        ):
            button.state(["!disabled" if usable else "disabled"])

    def show_machine(self, words: str) -> None:
        """Say where it is measured, and forget all results."""
        self.machine.configure(text=words)
        self._results.clear()
        self._draw()

    def add_result(self, result: Result) -> None:
        """Show one more result below the others."""
        self._results.append(result)
        self._draw()

    def close(self) -> None:
        """End the measurement and the window."""
        self.presenter.halt()
        self._parent.after_cancel(self._timer)
        self.destroy()

    def _tick(self) -> None:
        try:
            self.presenter.look()
        finally:
            self._timer = self._parent.after(LOOK_MS, self._tick)

    def _save(self) -> None:
        kinds = [(tr("Page"), "*.html")]
        path = filedialog.asksaveasfilename(parent=self, defaultextension=".html", filetypes=kinds, initialfile="desktop-chat-lab.html")
        self.presenter.save(str(path or ""))

    def _draw(self) -> None:
        """Draw all results; they are few, and new ones come every ten seconds."""
        look, page = self._look, self.page
        page.delete("all")
        y = look.px(PAD)
        for number, result in enumerate(self._results, 1):
            y = self._draw_result(number, result, y) + look.px(2 * PAD)
        page.configure(scrollregion=(0, 0, 1, max(y, page.winfo_height())))

    def _draw_result(self, number: int, result: Result, y: int) -> int:
        look, colours = self._look, self._look.palette
        y = self._words(y, f"{number}.  {result.title}", look.title, colours.fg)
        y = self._words(y, result.claim, look.body, colours.dim)
        tone = {Verdict.HOLDS: colours.good, Verdict.FAILS: colours.danger_text}.get(result.verdict, colours.warn)
        y = self._words(y, f"{MARKS[result.verdict]}  {result.outcome}", look.bold, tone) + look.px(6)
        width = self.page.winfo_width() - 2 * look.px(PAD)
        for chart in result.charts:
            y = draw_chart(self.page, look, chart, (look.px(PAD), y, width)) + look.px(10)
        for finding in result.findings:
            y = self._words(y, f"·  {finding}", look.body, colours.fg)
        for note in result.notes:
            y = self._words(y, note, look.meta, colours.dim)
        return y

    def _words(self, y: int, text: str, font: object, colour: str) -> int:
        """Write words below each other; return where they end."""
        look, page = self._look, self.page
        if not text:
            return y
        width = page.winfo_width() - 2 * look.px(PAD)
        item = page.create_text(look.px(PAD), y, text=text, anchor="nw", width=width, fill=colour, font=str(font))
        return int(page.bbox(item)[3]) + look.px(6)
