"""What a menu offers, as plain values. No Tk."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One line of a menu.

    Args:
        label: What it says.
        run: Does it; None for a line that only parts others.
        reason: Why it cannot be done now; "" if it can.
        is_on: For what is on or off, whether it is on.
        keys: The keys that do the same.
    """

    label: str
    run: Callable[[], object] | None = None
    reason: str = ""
    is_on: bool | None = None
    keys: str = ""


PARTING = MenuItem("")
"""Parts groups of lines."""


def tidy(items: list[MenuItem]) -> list[MenuItem]:
    """Return lines without partings at the ends or beside each other."""
    kept: list[MenuItem] = []
    for item in items:
        if item is not PARTING or (kept and kept[-1] is not PARTING):
            kept.append(item)
    return kept[:-1] if kept and kept[-1] is PARTING else kept
