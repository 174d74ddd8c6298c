"""How one edits in a field of several lines: undo step by step, words, all of it, signs of emphasis around what is selected.

Tk's own field does most of it, but not as people know it: on X11 a paste leaves what is selected, Control+A goes to the start of the
line, and undo takes back all that was typed without a pause.
"""

import re
import tkinter as tk
from collections.abc import Callable
from typing import Final

from desktop_chat.gui.settings.key_bindings import bind_keys
from desktop_chat.gui.settings.keys import COMMAND, Shortcut

WORD_BEFORE = re.compile(r"(\w+|[^\w\s]+|\n)?[^\S\n]*\Z")
WORD_AFTER = re.compile(r"\A[^\S\n]*(\w+|[^\w\s]+|\n)?")
PAUSE_MS: Final = 1000
"""Whoever has typed nothing for so long begins something new, which is undone by itself."""
SIGNS: Final = {Shortcut.BOLD: "**", Shortcut.ITALIC: "*", Shortcut.CODE: "`"}
BREAK: Final = "break"


def start_of(field: tk.Text, word: str) -> str:
    """Return the index where a text begins that ends at the cursor."""
    return next((at for at in (f"insert-{count}c" for count in _counts(word)) if field.get(at, "insert") == word), "insert")


def end_of(field: tk.Text, word: str) -> str:
    """Return the index where a text ends that begins at the cursor."""
    return next((at for at in (f"insert+{count}c" for count in _counts(word)) if field.get("insert", at) == word), "insert")


def _counts(word: str) -> tuple[int, int]:
    """Return how many characters Tk may count: those beyond U+FFFF are one or two to it, by its version."""
    return len(word), len(word.encode("utf-16-le", "surrogatepass")) // 2


class TextEditing:
    """The keys of one field. Main thread only.

    Args:
        text: The field, with undo.
    """

    def __init__(self, text: tk.Text) -> None:
        self._text = text
        self._pause = ""
        deeds: dict[Shortcut, Callable[[], None]] = {
            Shortcut.UNDO: self.undo,
            Shortcut.REDO: self.redo,
            Shortcut.SELECT_ALL: self.select_all,
        }
        for deed, sign in SIGNS.items():
            deeds[deed] = lambda sign=sign: self.wrap(sign)  # type: ignore[misc]
        bind_keys(text, deeds)
        for event, do in (
            (f"<{COMMAND}-BackSpace>", lambda: self._delete_word(WORD_BEFORE, before=True)),
            (f"<{COMMAND}-Delete>", lambda: self._delete_word(WORD_AFTER, before=False)),
            ("<<Paste>>", self.paste),
        ):
            text.bind(event, lambda _event, do=do: self._done(do))  # type: ignore[misc]
        text.bind("<Key>", self._typed, add=True)
        text.bind("<Destroy>", lambda _event: self._no_pause(), add=True)

    def _done(self, do: Callable[[], None]) -> str:
        do()
        return BREAK

    def _typed(self, event: "tk.Event[tk.Text]") -> None:
        """Begin a step of undo with each word, and after a pause."""
        if event.char.isspace():
            self._text.edit_separator()
        self._no_pause()
        self._pause = self._text.after(PAUSE_MS, self._rest)

    def _rest(self) -> None:
        self._pause = ""
        self._text.edit_separator()

    def _no_pause(self) -> None:
        if self._pause:
            self._text.after_cancel(self._pause)
            self._pause = ""

    def undo(self) -> None:
        """Take the last step back, if there is one."""
        self._try(self._text.edit_undo)

    def redo(self) -> None:
        """Take the step again that was taken back last."""
        self._try(self._text.edit_redo)

    def _try(self, do: Callable[[], None]) -> None:
        try:
            do()
        except tk.TclError:
            return  # Nothing to undo: Tk calls it an error.
        self._text.see("insert")

    def select_all(self) -> None:
        """Select everything, the cursor at the end."""
        self._text.tag_add("sel", "1.0", "end-1c")
        self._text.mark_set("insert", "end-1c")

    def selected(self) -> str:
        """Return what is selected."""
        return self._text.get("sel.first", "sel.last") if self._text.tag_ranges("sel") else ""

    def paste(self) -> None:
        """Put what is in the clipboard in place of what is selected, all lines of it."""
        try:
            pasted = self._text.clipboard_get()
        except tk.TclError:
            return  # Nothing is in it, or nothing that is text.
        self.replace(pasted.replace("\r\n", "\n").replace("\r", "\n"))

    def replace(self, text: str) -> None:
        """Put a text in place of what is selected, else where the cursor is, as one step of undo."""
        field = self._text
        field.edit_separator()
        if field.tag_ranges("sel"):
            field.replace("sel.first", "sel.last", text)
        else:
            field.insert("insert", text)
        field.edit_separator()
        field.see("insert")

    def _delete_word(self, pattern: re.Pattern[str], *, before: bool) -> None:
        field = self._text
        if field.tag_ranges("sel"):
            self.replace("")
            return
        field.edit_separator()
        found = pattern.search(field.get("1.0", "insert") if before else field.get("insert", "end-1c"))
        word = found.group() if found else ""
        field.delete(*(start_of(field, word), "insert") if before else ("insert", end_of(field, word)))
        field.see("insert")

    def wrap(self, sign: str) -> None:
        """Put a sign of emphasis around what is selected, or take it away; with nothing selected write within two of them."""
        field, text = self._text, self.selected()
        if not text:
            self.replace(sign * 2)
            field.mark_set("insert", f"insert-{len(sign)}c")
            return
        inner = text.strip()
        if not inner:
            return
        head, tail = text[: text.index(inner)], text[text.index(inner) + len(inner) :]
        is_wrapped = len(inner) > 2 * len(sign) and inner.startswith(sign) and inner.endswith(sign)
        changed = inner[len(sign) : -len(sign)] if is_wrapped else f"{sign}{inner}{sign}"
        field.mark_set("insert", "sel.last")
        field.mark_set("wrapped", "sel.first")
        field.mark_gravity("wrapped", "left")
        self.replace(head + changed + tail)
        field.tag_add("sel", f"wrapped+{len(head)}c", f"insert-{len(tail)}c")
