"""A composer alone in a window."""

import tkinter as tk
from collections.abc import Callable

from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.writing.composer import Composer, ComposerVerbs
from tests.support.tk import until


class ComposerDesk:
    """A composer in a window, and what it sent."""

    def __init__(self, top: tk.Toplevel, look: Look) -> None:
        self.top, self.sent, self.accepts = top, list[str](), True
        self.typed = list[str]()
        self.enter_sends, self.has_message, self.edits = True, False, 0
        self.names = ["가람", "ann", "#general"]
        self.composer = Composer(
            top,
            look,
            ComposerVerbs(
                self._send,
                lambda: self.names,
                self._pick,
                self._edit,
                self.typed.append,
                lambda: None,
                lambda: None,
                lambda: self.enter_sends,
            ),
        )
        self.composer.pack(fill="x")
        top.update()
        self.text.focus_force()
        top.update()

    def _send(self, text: str) -> bool:
        self.sent.append(text)
        return self.accepts

    def _edit(self) -> bool:
        self.edits += 1
        return self.has_message

    def _pick(self, near: tk.Misc, on_pick: Callable[[str], None]) -> None:
        assert near is self.composer.emoji_button
        on_pick("🎉")

    @property
    def text(self) -> tk.Text:
        """The widget."""
        return self.composer.text

    def type(self, text: str) -> None:
        """Put a text where the cursor is."""
        self.text.insert("insert", text)
        self.top.update()

    def press(self, *keys: str) -> None:
        """Press keys."""
        for key in keys:
            self.text.event_generate(f"<{key}>")
            self.top.update()

    def send(self, text: str) -> None:
        """Type a text and press Enter."""
        before = len(self.sent)
        self.type(text)
        self.press("Return")
        until(self.top, lambda: len(self.sent) > before)
