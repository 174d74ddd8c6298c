"""A channel: what it is about, who comes in, who speaks, as fields and boxes that show how it is now."""

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk
from typing import Final

from desktop_chat.gui.look.screen import bind_wheel
from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.sheets.sheet_forms import ChannelForm, ChannelWish, ModeBox
from desktop_chat.gui.sheets.sheet_head import make_sheet_head
from desktop_chat.gui.widgets.binding import all_in
from desktop_chat.gui.widgets.scrolled_frame import ScrolledFrame
from desktop_chat.i18n import tr

WRAP: Final = 480


class ChannelSheet(ttk.Frame):
    """What may not be changed can be read.

    Args:
        parent: Where it stands.
        look: Colours, sizes, fonts.
        form: How the channel is.
        on_apply: Given how it shall be; returns why that cannot be, "" if it is done.
        on_close: The person wants nothing else.
    """

    def __init__(
        self, parent: tk.Misc, look: Look, form: ChannelForm, *, on_apply: Callable[[ChannelWish], str], on_close: Callable[[], None]
    ) -> None:
        super().__init__(parent)
        self._look, self._on_apply = look, on_apply
        make_sheet_head(self, look, form.title, on_close=on_close).pack(fill="x", pady=(0, look.px(8)))
        self._make_buttons(form, on_close)
        self.problem = ttk.Label(self, text=form.explanation, style="Dim.TLabel", wraplength=look.px(WRAP), justify="left")
        self.problem.pack(side="bottom", anchor="w", pady=(look.px(10), 0))
        self._page = ScrolledFrame(self, look)
        self._page.pack(fill="both", expand=True)
        fields = ttk.Frame(self._page.inside)
        fields.pack(fill="x")
        fields.columnconfigure(1, weight=1)
        self.topic = self._field(fields, tr("Topic"), form.topic, may_change=form.may_topic)
        self.name = self._field(fields, tr("Name"), form.name, may_change=form.may_name)
        self.key = self._field(fields, tr("Key to come in"), form.key, may_change=form.may_modes)
        self.limit = self._field(fields, tr("People at most"), form.limit, may_change=form.may_modes)
        self.boxes = {box.letter: self._box(box) for box in form.boxes}
        self._page.inside.update_idletasks()
        self._page.fit()
        for widget in all_in(self._page.inside):
            bind_wheel(widget, self._page.scroll)

    def _make_buttons(self, form: ChannelForm, on_close: Callable[[], None]) -> None:
        row = ttk.Frame(self)
        row.pack(side="bottom", fill="x", pady=(self._look.px(8), 0))
        self.button = ttk.Button(row, text=tr("Change"), style="Accent.TButton", command=self._apply)
        self.cancel_button = ttk.Button(row, text=tr("Cancel"), command=on_close)
        if form.may_topic or form.may_modes:
            self.button.pack(side="right")
        self.cancel_button.pack(side="right", padx=self._look.px(8))

    def _box(self, box: ModeBox) -> ttk.Button:
        """Return the switch of a mode."""
        button = ttk.Button(self._page.inside, text=box.label, style="Switch.TButton")
        button.configure(command=lambda: button.state(["!selected" if button.instate(["selected"]) else "selected"]))
        button.state(["selected" if box.is_on else "!selected", "!disabled" if box.can_change else "disabled"])
        button.bind("<FocusIn>", lambda _event: self._page.see(button), add=True)
        button.pack(anchor="w", pady=(self._look.px(2), 0))
        return button

    def _field(self, fields: ttk.Frame, label: str, text: str, *, may_change: bool) -> ttk.Entry:
        look, row = self._look, fields.grid_size()[1]
        ttk.Label(fields, text=label, style="Dim.TLabel").grid(row=row, column=0, sticky="w", padx=(0, look.px(12)), pady=look.px(3))
        entry = ttk.Entry(fields, font=look.body)
        entry.insert(0, text)
        if not may_change:
            entry.state(["readonly"])
        entry.grid(row=row, column=1, sticky="ew", pady=look.px(3))
        entry.bind("<Return>", lambda _event: self._apply())
        entry.bind("<FocusIn>", lambda _event: self._page.see(entry), add=True)
        return entry

    def _apply(self) -> None:
        modes = frozenset(letter for letter, button in self.boxes.items() if button.instate(["selected"]))
        problem = self._on_apply(ChannelWish(self.name.get(), self.topic.get(), self.key.get(), self.limit.get(), modes))
        if problem:
            self.problem.configure(text=problem, foreground=self._look.palette.danger_text)

    def begin(self) -> None:
        """Put the keyboard into the first field."""
        self.topic.focus_set()
        self.topic.icursor("end")
