"""Where a person writes: a field of one to six lines, and the button that sends."""

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk
from typing import Final

from desktop_chat.gui.theme import Look
from desktop_chat.gui.typed_emoji import guard_emoji
from desktop_chat.gui.typing_aids import Completion, InputHistory, complete
from desktop_chat.i18n import tr

MOST_LINES: Final = 6
SEND_AFTER_MS: Final = 30
"""Between the key and the reading of the text: an input method may hand over the last syllable after the key."""
PickEmoji = Callable[[tk.Misc, Callable[[str], None]], None]
"""Opens the emoji picker near a widget; the function is told which are picked."""
BREAK: Final = "break"
"""What tells Tk that a key is done with."""


class Composer(ttk.Frame):
    """Enter sends, Shift+Enter begins a line, Tab completes a name, Up and Down walk through what was sent.

    Args:
        parent: Where it stands.
        look: Colours, sizes, fonts.
        on_send: Given the text; says whether it is sent, and the field may be emptied.
        pick_emoji: Opens the emoji picker near a widget; tells which are picked.
        names: Gives what Tab may complete, likeliest first.
    """

    def __init__(
        self,
        parent: tk.Misc,
        look: Look,
        *,
        on_send: Callable[[str], bool],
        names: Callable[[], Sequence[str]],
        pick_emoji: PickEmoji,
    ) -> None:
        super().__init__(parent)
        self._pick_emoji = pick_emoji
        self._look, self._on_send, self._names = look, on_send, names
        self.history = InputHistory()
        self._completion: Completion | None = None
        self._sending = ""
        colours = look.palette
        self._frame = ttk.Frame(self, style="Composer.TFrame", padding=look.px(6))
        self.text = tk.Text(
            self._frame,
            height=1,
            wrap="word",
            undo=True,
            maxundo=200,
            bg=colours.raised,
            fg=colours.fg,
            insertbackground=colours.fg,
            insertwidth=look.px(2),
            selectbackground=colours.accent,
            selectforeground=colours.on_accent,
            font=look.body,
            bd=0,
            highlightthickness=0,
            padx=look.px(12),
            pady=look.px(8),
            spacing2=look.px(2),
        )
        guard_emoji(self.text)
        self.placeholder = tk.Label(self._frame, bg=colours.raised, fg=colours.faint, font=look.body, bd=0, cursor="xterm")
        # Without the focus of its own: to lose it would cost the syllable that is being composed.
        sign = look.images.icon("send", look.px(18), colours.on_accent, colours.accent)
        self.button = ttk.Button(self._frame, text=tr("Send"), image=sign, style="Send.TButton", takefocus=False, command=self.request_send)
        self.button.pack(side="right", anchor="s")
        smile = look.images.icon("smile", look.px(20), colours.dim, colours.raised)
        self.emoji_button = ttk.Button(
            self._frame, text=tr("Emoji"), image=smile, style="Raised.Quiet.TButton", takefocus=False, command=self.pick_emoji
        )
        self.emoji_button.pack(side="right", anchor="s", padx=(0, look.px(4)), pady=look.px(1))
        self._frame.pack(fill="both", expand=True)
        self.text.pack(side="left", fill="both", expand=True, padx=(0, look.px(6)))
        self._bind_keys()
        self._changed()

    def _bind_keys(self) -> None:
        bind = self.text.bind
        for key in ("<Return>", "<KP_Enter>"):
            bind(key, lambda _event: self._enter())
        bind("<Shift-Return>", lambda _event: self._new_line())
        bind("<Tab>", lambda _event: self._complete())
        bind("<Shift-Tab>", lambda _event: self._leave(self.text.tk_focusPrev()))
        if self.text.tk.call("tk", "windowingsystem") == "x11":
            bind("<ISO_Left_Tab>", lambda _event: self._leave(self.text.tk_focusPrev()))
        bind("<Up>", lambda _event: self._older())
        bind("<Down>", lambda _event: self._newer())
        for key in ("<Alt-Up>", "<Alt-Down>"):
            bind(key, lambda _event: None)  # The window's; without these rows Tk would take them for Up and Down.
        bind("<<Modified>>", lambda _event: self._changed())
        bind("<Configure>", lambda _event: self._changed(), add=True)
        bind("<Key>", lambda event: self._forget_completion(event.keysym), add=True)
        bind("<FocusIn>", lambda _event: self._frame.state(["focus"]), add=True)
        bind("<FocusOut>", lambda _event: self._frame.state(["!focus"]), add=True)
        self.placeholder.bind("<Button-1>", lambda _event: self.text.focus_set())

    def get(self) -> str:
        """Return what stands in the field."""
        return self.text.get("1.0", "end-1c")

    def set(self, text: str) -> None:
        """Put a text into the field, the cursor behind it; it cannot be undone into the one before."""
        self.text.delete("1.0", "end")
        self.text.insert("1.0", text)
        self.text.edit_reset()
        self.text.see("insert")
        self._changed()

    def take_over(self, other: "Composer") -> None:
        """Go on in place of another composer: with its text, its cursor, and what was sent before."""
        self.history = other.history
        self.set(other.get())
        self.text.mark_set("insert", other.text.index("insert"))

    def set_placeholder(self, text: str) -> None:
        """Say in the empty field what it is for."""
        self.placeholder.configure(text=text)

    def pick_emoji(self) -> None:
        """Open the emoji picker; what is picked goes where the cursor is."""
        self._pick_emoji(self.emoji_button, self._insert_emoji)

    def _insert_emoji(self, emoji: str) -> None:
        self.text.insert("insert", emoji)
        self.text.see("insert")

    def request_send(self) -> None:
        """Send what will stand in the field in a moment; again before that changes nothing."""
        if not self._sending:
            self._sending = self.after(SEND_AFTER_MS, self._send)

    def _send(self) -> None:
        self._sending = ""
        text = self.get()
        if self._on_send(text):
            self.history.add(text)
            self.set("")

    def _enter(self) -> str:
        self.request_send()
        return BREAK

    def _new_line(self) -> str:
        self.text.insert("insert", "\n")
        self.text.see("insert")
        return BREAK

    def _complete(self) -> str:
        """Complete a name; with nothing to complete go on to the next field, as Tab does everywhere."""
        before = self.text.get("1.0", "insert")
        found = self._completion.next() if self._completion and self._completion.text == before else complete(before, self._names())
        if found is None:
            return self._leave(self.text.tk_focusNext()) if not before.strip() else BREAK
        self.text.delete("1.0", "insert")
        self.text.insert("1.0", found.text)
        self._completion = found
        return BREAK

    def _forget_completion(self, keysym: str) -> None:
        if keysym != "Tab":
            self._completion = None

    def _leave(self, target: tk.Misc | None) -> str:
        if target is not None:
            target.focus_set()
        return BREAK

    def _older(self) -> str | None:
        """Show the line sent before, when the cursor cannot go further up in the text itself."""
        return self._show(self.history.older(self.get())) if self._line_of_cursor() == 1 else None

    def _newer(self) -> str | None:
        """The same downwards."""
        return self._show(self.history.newer()) if self._line_of_cursor() == self._lines() else None

    def _show(self, text: str | None) -> str:
        if text is not None:
            self.set(text)
        return BREAK

    def _line_of_cursor(self) -> int:
        counted = self.text.count("1.0", "insert", "displaylines")
        return 1 + _number(counted)

    def _lines(self) -> int:
        return 1 + _number(self.text.count("1.0", "end-1c", "displaylines"))

    def _changed(self) -> None:
        self.text.edit_modified(arg=False)
        lines = min(max(self._lines(), 1), MOST_LINES)
        if int(self.text.cget("height")) != lines:
            self.text.configure(height=lines)
        if self.get():
            self.placeholder.place_forget()
        else:
            self.placeholder.place(in_=self.text, x=self._look.px(13), y=self._look.px(9), bordermode="outside")


def _number(counted: object) -> int:
    """Return what `Text.count` says: a number, a tuple of one, or None for 0, by the version of Python."""
    if isinstance(counted, tuple):
        counted = counted[0]
    return counted if isinstance(counted, int) else 0
