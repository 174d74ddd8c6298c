"""Binds the keys of the table (`keys`) to what they do."""

import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final, Protocol

from desktop_chat.gui.settings.keys import KEYS, Key, Shortcut, event_of

if TYPE_CHECKING:
    import tkinter as tk

SHIFT: Final = 0x1
"""The key, in the state of an event of Tk."""
TO_TK: Final = "to Tk"
"""What a deed returns if the key shall mean what it means to Tk this time."""


class Bindable(Protocol):
    """A widget of Tk."""

    def bind(self, sequence: str, func: Callable[["tk.Event[tk.Misc]"], str | None], add: bool) -> object:  # noqa: FBT001  # Tk's own
        """Call back for an event."""


def bind_keys(widget: Bindable, deeds: Mapping[Shortcut, Callable[[], object]], may: Callable[[Key], bool] = lambda _key: True) -> None:
    """Let keys do these deeds, and nothing else unless one returns `TO_TK`, while the keyboard is in a widget.

    Args:
        widget: A window, for all that is in it; or what takes some of these keys for itself, such as a text.
        deeds: What the keys do.
        may: Says whether a key does anything now.
    """
    for key in KEYS:
        if key.deed in deeds:
            for event in key.events:
                widget.bind(event_of(event), _binding(key, deeds[key.deed], may), False)  # noqa: FBT003  # Tk's own
    if sys.platform == "win32":
        _bind_by_place(widget, deeds, may)


def _binding(key: Key, do: Callable[[], object], may: Callable[[Key], bool]) -> Callable[[object], str | None]:
    def run(_event: object) -> str | None:
        return None if may(key) and do() == TO_TK else "break"

    return run


def _bind_by_place(widget: Bindable, deeds: Mapping[Shortcut, Callable[[], object]], may: Callable[[Key], bool]) -> None:
    """Let letters work by their place on the keyboard too: while Windows writes Hangul, Tk gives them no name (CPython issue 75427)."""
    runs = {key.code: _binding(key, deeds[key.deed], may) for key in KEYS if key.deed in deeds and key.code}

    def run(event: "tk.Event[tk.Misc]") -> str | None:
        is_named = event.keysym.isascii() and event.keysym.isalpha()
        found = None if is_named else runs.get((event.keycode, bool(int(event.state) & SHIFT)))
        return found(event) if found is not None else None

    widget.bind("<Control-KeyPress>", run, True)  # noqa: FBT003  # Tk's own
