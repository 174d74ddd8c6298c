"""Completion in the composer: asks what the word at the cursor may become, shows it, and puts it there."""

import tkinter as tk
from collections.abc import Callable, Sequence
from typing import Final

from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.writing.completion import Offers, Sort, code_at_end, offers_for, offers_on_tab
from desktop_chat.gui.writing.completion_list import CompletionList
from desktop_chat.gui.writing.text_editing import start_of

CHANGES: Final = ("<KeyRelease>", "<ButtonRelease-1>", "<<Paste>>")
QUIET: Final = frozenset({"Escape", "Up", "Down", "Tab", "Return", "KP_Enter", "ISO_Left_Tab", "Shift_L", "Shift_R"})
"""Keys that change nothing in the text, or that mean the list."""


class Completing:
    """The completion of one field. Main thread only.

    Args:
        text: The field.
        near: Above which the list opens.
        look: Colours, sizes, fonts.
        names: Gives the names that there are, the likeliest first.
    """

    def __init__(self, text: tk.Text, near: tk.Misc, look: Look, names: Callable[[], Sequence[str]]) -> None:
        self._text, self._near, self._look, self._names = text, near, look, names
        self._offers: Offers | None = None
        self._cycled = ""
        """What Tab has put into the text; the next Tab puts the next in its place."""
        self.list: CompletionList | None = None
        """None before the first time."""
        for event in CHANGES:
            text.bind(event, lambda event: self._changed(event.keysym), add=True)
        text.bind("<FocusOut>", lambda _event: self._put_away(), add=True)

    @property
    def is_open(self) -> bool:
        """Whether the list is seen, and has the arrow keys."""
        return self._offers is not None and not self._cycled

    def _changed(self, keysym: str) -> None:
        if keysym not in QUIET:
            self._text.after_idle(self.refresh)

    def refresh(self) -> None:
        """Show what the word at the cursor asks for by now; a short name between two colons becomes its emoji."""
        before = self._text.get("1.0", "insert")
        self._cycled = ""
        if (found := code_at_end(before)) is not None:
            self._put(*found)
            before = self._text.get("1.0", "insert")
        offers = offers_for(before, self._names())
        if offers is None or self._offers is None or offers.rows != self._offers.rows:
            self._show(offers)  # Else what was chosen stays so.

    def _show(self, offers: Offers | None) -> None:
        self._offers = offers
        if offers is not None:
            if self.list is None:
                window = self._text.winfo_toplevel()
                self.list = CompletionList(window, self._look, on_take=self._take_row, on_close=self._put_away)
            self.list.show(self._near, offers)
        elif self.list is not None:
            self.list.close()

    def close(self) -> bool:
        """Put the list away; return whether it was there."""
        was_open = self._offers is not None
        self._put_away()
        return was_open

    def _put_away(self) -> None:
        self._cycled = ""
        self._show(None)

    def step(self, by: int) -> bool:
        """Choose the next in the list; return whether there is one."""
        if not self.is_open or self._offers is None:
            return False
        self._show(self._offers.step(by))
        return True

    def take(self) -> bool:
        """Put what is chosen into the text; return whether there was something.

        A command that stands there whole already is not taken again: Enter shall send it.
        """
        self.refresh()  # An input method hands over its last syllable just before the key.
        if self._offers is None:
            return False
        chosen, word = self._offers.chosen, self._offers.word
        if chosen.sort is Sort.COMMAND and chosen.text.rstrip() == word:
            self._put_away()
            return False
        self._put(word, chosen.text)
        self._put_away()
        return True

    def tab(self, by: int = 1) -> bool:
        """Complete the word at the cursor, or go on to the next candidate; return whether there was one."""
        if self.is_open:
            return self.take()
        before = self._text.get("1.0", "insert")
        if self._offers is not None and self._cycled and before.endswith(self._cycled):
            self._offers = self._offers.step(by)
            self._put(self._cycled, self._offers.chosen.text)
        else:
            self._offers = offers_on_tab(before, self._names())
            if self._offers is None:
                return False
            self._put(self._offers.word, self._offers.chosen.text)
        offers, self._cycled = self._offers, self._offers.chosen.text
        if len(offers.rows) > 1:
            self._show(offers)
        return True

    def _take_row(self, at: int) -> None:
        if self._offers is not None:
            word = self._cycled or self._offers.word
            self._put(word, self._offers.choose(at).chosen.text)
        self._put_away()
        self._text.focus_set()

    def _put(self, word: str, text: str) -> None:
        """Put a text in place of the word before the cursor, as one step of undo."""
        field = self._text
        field.edit_separator()
        field.replace(start_of(field, word), "insert", text)
        field.edit_separator()
        field.see("insert")
