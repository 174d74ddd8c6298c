"""What a person can do with a message of the timeline; each is given the key of its row."""

import tkinter as tk
from collections.abc import Callable
from dataclasses import dataclass

from desktop_chat.gui.messages.message_rows import Rights


def _nothing(_key: str) -> None:
    """Where nobody listens."""


def _no_reaction(_key: str, _value: str) -> None:
    """The same."""


def _no_picker(_near: tk.Misc, _picked: Callable[[str], None]) -> None:
    """The same."""


@dataclass(frozen=True, slots=True)
class MessageVerbs:
    """Where a timeline is shown without a room behind it, none does anything."""

    rights: Callable[[str], Rights] = lambda _key: Rights()
    """Says which of the others can be done."""
    answer: Callable[[str], None] = _nothing
    edit: Callable[[str], None] = _nothing
    delete: Callable[[str], None] = _nothing
    react: Callable[[str, str], None] = _no_reaction
    """Given the emoji, too; with one that is there already, it is taken back."""
    jump: Callable[[str], None] = _nothing
    """Given the key of the row that is quoted."""
    pick_emoji: Callable[[tk.Misc, Callable[[str], None]], None] = _no_picker
    """Opens the emoji picker near a widget; the function is told which are picked."""
