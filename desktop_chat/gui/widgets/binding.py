"""Lets a part of a window hear of what happens anywhere in the window, as long as the part is there."""

import tkinter as tk
from collections.abc import Callable


def bind_in_window(part: tk.Misc, window: tk.Misc, event: str, told: Callable[["tk.Event[tk.Misc]"], object]) -> None:
    """Call back for an event in a window until a part of it is destroyed: nothing keeps the part alive after that.

    Args:
        part: Whose business it is.
        window: Where it happens.
        event: In Tk's words.
        told: Called beside whoever else wants to know; what it returns is of no matter.
    """
    name = window.bind(event, lambda happened: _ignore(told(happened)), add=True)

    def forget(destroyed: "tk.Event[tk.Misc]") -> None:
        if destroyed.widget is part and window.winfo_exists():
            # `unbind` of older Pythons takes the callbacks of others away too.
            lines = str(window.bind(event)).splitlines()
            window.tk.call("bind", str(window), event, "\n".join(line for line in lines if name not in line))
            window.deletecommand(name)

    part.bind("<Destroy>", forget, add=True)


def all_in(widget: tk.Misc) -> list[tk.Misc]:
    """Return a widget and all that is in it."""
    return [widget, *(inner for child in widget.winfo_children() for inner in all_in(child))]


def _ignore(_result: object) -> None:
    """A callback that returns "break" keeps an event from all others."""
