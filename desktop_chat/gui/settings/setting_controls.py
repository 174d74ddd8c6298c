"""What a setting is changed with: a switch, a choice among a few, a number with two buttons, a field, or nothing at all."""

import tkinter as tk
from collections.abc import Callable
from functools import partial
from tkinter import ttk
from typing import Final, assert_never

from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.settings.settings_model import Choice, Fact, FactForm, Number, Row, Switch, Text, values_of
from desktop_chat.i18n import tr, translated
from desktop_chat.settings import RANGES, Value

TEXT_WIDTH: Final = 28
"""Letters of a field."""
FACT_WIDTH: Final = 400
"""Pixels of the design; longer facts have several lines."""
BREAK: Final = "break"


class Control(ttk.Frame):
    """What a row is changed with. `show` says how it is; `focus_on` gives it the keyboard."""

    is_wide = False
    """It stands below the label, not beside it."""

    def show(self, value: Value) -> None:
        """Show how it is now."""
        raise NotImplementedError

    def focus_on(self) -> None:
        """Give it the keyboard."""
        raise NotImplementedError


class SwitchControl(Control):
    """On or off."""

    def __init__(self, parent: tk.Misc, on_change: Callable[[Value], None]) -> None:
        super().__init__(parent)
        self.button = ttk.Button(self, style="Switch.TButton", command=lambda: on_change(not self.button.instate(["selected"])))
        self.button.pack()

    def show(self, value: Value) -> None:
        """Show whether it is on."""
        self.button.state(["selected" if value else "!selected"])

    def focus_on(self) -> None:
        """Give it the keyboard."""
        self.button.focus_set()


class ChoiceControl(Control):
    """One of a few: one stop of Tab, then the arrow keys. What has no room in a line goes into the next."""

    is_wide = True

    def __init__(self, parent: tk.Misc, look: Look, row: Row, labels: tuple[str, ...], on_change: Callable[[Value], None]) -> None:
        super().__init__(parent)
        self._gap, self._value = look.px(14), ""
        self.buttons: dict[str, ttk.Button] = {}
        for value, label in zip(values_of(row), labels, strict=True):
            button = self.buttons[value] = ttk.Button(
                self, text=translated(label), style="Choice.TButton", command=partial(self._press, value, on_change)
            )
            for key, by in (("<Left>", -1), ("<Up>", -1), ("<Right>", 1), ("<Down>", 1)):
                button.bind(key, lambda _event, by=by: self._move(by, on_change))  # type: ignore[misc]
        self.bind("<Configure>", lambda event: self._flow(event.width))
        self._flow(look.px(480))

    def _flow(self, width: int) -> None:
        left = line = column = 0
        for button in self.buttons.values():
            needed = button.winfo_reqwidth() + self._gap
            if column and left + needed > width:
                left, line, column = 0, line + 1, 0
            button.grid(row=line, column=column, sticky="w", padx=(0, self._gap))
            left, column = left + needed, column + 1

    def _press(self, value: str, on_change: Callable[[Value], None]) -> None:
        self.buttons[value].focus_set()
        on_change(value)

    def _move(self, by: int, on_change: Callable[[Value], None]) -> str:
        values = tuple(self.buttons)
        self._press(values[(values.index(self._value) + by) % len(values)], on_change)
        return BREAK

    def show(self, value: Value) -> None:
        """Show which is chosen; that one is reached by Tab."""
        self._value = str(value)
        for name, button in self.buttons.items():
            button.state(["selected" if name == value else "!selected"])
            button.configure(takefocus=name == value)

    def focus_on(self) -> None:
        """Give the chosen one the keyboard."""
        self.buttons[self._value].focus_set()


class NumberControl(Control):
    """A number between two buttons, which the arrow keys change too."""

    def __init__(self, parent: tk.Misc, row: Row, unit: str, on_step: Callable[[int], None]) -> None:
        super().__init__(parent)
        self._unit, self._range = unit, RANGES[row.key]
        self.less = ttk.Button(self, text="−", style="Step.TButton", width=2, command=lambda: on_step(-1))
        self.number = ttk.Label(self, width=6, anchor="center")
        self.more = ttk.Button(self, text="+", style="Step.TButton", width=2, command=lambda: on_step(1))
        for widget in (self.less, self.number, self.more):
            widget.pack(side="left")
        for button in (self.less, self.more):
            for key, by in (("<Left>", -1), ("<Down>", -1), ("<Right>", 1), ("<Up>", 1)):
                button.bind(key, lambda _event, by=by: on_step(by))  # type: ignore[misc]

    def show(self, value: Value) -> None:
        """Show the number; a button that leads nowhere cannot be pressed."""
        self.number.configure(text=f"{value} {self._unit}".rstrip())
        self.less.state(["disabled" if value == self._range[0] else "!disabled"])
        self.more.state(["disabled" if value == self._range[1] else "!disabled"])

    def focus_on(self) -> None:
        """Give one of its buttons the keyboard."""
        (self.less if self.more.instate(["disabled"]) else self.more).focus_set()


class TextControl(Control):
    """A field; what is typed holds as soon as it can."""

    def __init__(self, parent: tk.Misc, look: Look, on_change: Callable[[Value], None]) -> None:
        super().__init__(parent)
        self._told, self._on_change = "", on_change
        self.entry = ttk.Entry(self, font=look.body, width=TEXT_WIDTH)
        self.entry.pack()
        for event in ("<Key>", "<KeyRelease>", "<<Paste>>", "<<Cut>>"):
            self.entry.bind(event, lambda _event: self.after_idle(self._changed), add=True)

    def _changed(self) -> None:
        typed = self.entry.get()
        if typed != self._told:
            self._told = typed
            self._on_change(typed)

    def show(self, value: Value) -> None:
        """Show the text, unless the person is about to write another one."""
        if self.entry.focus_displayof() is not self.entry and self.entry.get() != value:
            self._told = str(value)
            self.entry.delete(0, "end")
            self.entry.insert(0, self._told)

    def focus_on(self) -> None:
        """Give it the keyboard."""
        self.entry.focus_set()


class FactControl(Control):
    """What is only told: a key, or something that can be selected and copied."""

    def __init__(self, parent: tk.Misc, look: Look, fact: Fact) -> None:
        super().__init__(parent)
        self.copy_button: ttk.Button | None = None
        self.is_wide = fact.form is FactForm.COPIED
        style = "Key.TLabel" if fact.form is FactForm.KEY else "Dim.TLabel"
        ttk.Label(self, text=fact.text, style=style, wraplength=look.px(FACT_WIDTH)).pack(side="left")
        if fact.form is FactForm.COPIED:
            self.copy_button = ttk.Button(self, text=tr("Copy"), style="Corner.TButton", command=lambda: self._copy(fact.text))
            self.copy_button.pack(side="left")

    def _copy(self, text: str) -> None:
        self.clipboard_clear()
        self.clipboard_append(text)

    def show(self, value: Value) -> None:
        """It is as it is."""

    def focus_on(self) -> None:
        """Give its button the keyboard, if it has one."""
        if self.copy_button is not None:
            self.copy_button.focus_set()


def make_control(parent: tk.Misc, look: Look, row: Row, *, on_change: Callable[[Value], None], on_step: Callable[[int], None]) -> Control:
    """Return what a row is changed with.

    Args:
        parent: Where it stands.
        look: Colours, sizes, fonts.
        row: The setting.
        on_change: Told how it shall be.
        on_step: Told how many steps a number shall go.
    """
    match row.kind:
        case Switch():
            return SwitchControl(parent, on_change)
        case Choice(labels):
            return ChoiceControl(parent, look, row, labels, on_change)
        case Number(unit=unit):
            return NumberControl(parent, row, unit, on_step)
        case Text():
            return TextControl(parent, look, on_change)
        case Fact():
            return FactControl(parent, look, row.kind)
        case _:
            assert_never(row.kind)
