"""Where a person writes: a field of one to six lines, and the buttons for emoji and for sending."""

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from tkinter import ttk
from typing import Final

from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.settings.key_bindings import TO_TK, bind_keys
from desktop_chat.gui.settings.keys import Shortcut
from desktop_chat.gui.writing.completing import Completing
from desktop_chat.gui.writing.input_history import InputHistory
from desktop_chat.gui.writing.input_method import InputMethod
from desktop_chat.gui.writing.text_editing import TextEditing
from desktop_chat.gui.writing.typed_emoji import guard_emoji
from desktop_chat.i18n import tr

MOST_LINES: Final = 6
SEND_AFTER_MS: Final = 30
"""Between the key and the reading of the text: an input method may hand over the last syllable after the key."""
REST_MS: Final = 5000
"""Whoever types nothing for so long pauses (IRCv3 typing)."""
BREAK: Final = "break"
"""What tells Tk that a key is done with."""
PickEmoji = Callable[[tk.Misc, Callable[[str], None]], None]
"""Opens the emoji picker near a widget; the function is told which are picked."""


@dataclass(frozen=True, slots=True)
class ComposerVerbs:
    """What a person can do in the composer."""

    send: Callable[[str], bool]
    """Given the text; says whether it is sent, and the field may be emptied."""
    names: Callable[[], Sequence[str]]
    """Gives what may be completed, the likeliest first."""
    pick_emoji: PickEmoji
    edit_last: Callable[[], bool]
    """Begins to edit the last own message; says whether there is one."""
    typed: Callable[[str], None]
    """Told what stands in the field, each time that the person changed it."""
    rested: Callable[[], None]
    """Told when nothing was typed for a while."""
    look_who_types: Callable[[], None]
    """Shows who else is typing by now."""
    enter_sends: Callable[[], bool]
    """Says whether Enter sends and Shift+Enter begins a line, or the other way round."""


class Composer(ttk.Frame):
    """The field and its buttons.

    Up in the empty field edits the last own message, above the first line it walks through what was sent; Tab completes a name.

    Args:
        parent: Where it stands.
        look: Colours, sizes, fonts.
        verbs: What a person can do.
    """

    def __init__(self, parent: tk.Misc, look: Look, verbs: ComposerVerbs) -> None:
        super().__init__(parent)
        self._look, self._verbs = look, verbs
        self.history = InputHistory()
        self._is_sending = False
        self._timer = self._rest = ""
        self._shown = ""
        """What stood in the field at the last look; what is put there for the person is not typed."""
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
        self._make_buttons()
        self._frame.pack(fill="both", expand=True)
        self.text.pack(side="left", fill="both", expand=True, padx=(0, look.px(6)))
        self.input_method, self.editing = InputMethod(self.text), TextEditing(self.text)
        self.completing = Completing(self.text, self._frame, look, verbs.names)
        self._bind_keys()
        self._changed()

    def _make_buttons(self) -> None:
        # Without the focus of their own: to lose it would cost the syllable that is being composed.
        look, colours = self._look, self._look.palette
        sign = look.images.icon("send", look.px(18), colours.on_accent, colours.accent)
        self.button = ttk.Button(self._frame, text=tr("Send"), image=sign, style="Send.TButton", takefocus=False, command=self.request_send)
        self.button.pack(side="right", anchor="s")
        smile = look.images.icon("smile", look.px(20), colours.dim, colours.raised)
        self.emoji_button = ttk.Button(
            self._frame, text=tr("Emoji"), image=smile, style="Raised.Quiet.TButton", takefocus=False, command=self.pick_emoji
        )
        self.emoji_button.pack(side="right", anchor="s", padx=(0, look.px(4)), pady=look.px(1))

    def _bind_keys(self) -> None:
        bind = self.text.bind
        bind_keys(
            self.text,
            {
                Shortcut.ENTER: lambda: self._enter(sends=self._verbs.enter_sends()),
                Shortcut.OTHER_ENTER: lambda: self._enter(sends=not self._verbs.enter_sends()),
                Shortcut.SEND: lambda: self._enter(sends=True),
                Shortcut.COMPLETE: self._tab,
                Shortcut.EARLIER: self._up,
                Shortcut.LATER: self._down,
            },
        )
        for key in ("<Shift-Tab>", *(("<ISO_Left_Tab>",) if self.text.tk.call("tk", "windowingsystem") == "x11" else ())):
            bind(key, lambda _event: self._leave(self.text.tk_focusPrev()))
        bind("<Escape>", lambda _event: BREAK if self.completing.close() else None)
        for key in ("<Alt-Up>", "<Alt-Down>"):
            bind(key, lambda _event: None)  # The window's; without these rows Tk would take them for Up and Down.
        bind("<<Modified>>", lambda _event: self._changed())
        bind("<Configure>", lambda _event: self._changed(), add=True)
        self.bind("<Destroy>", lambda event: self._gone(event.widget), add=True)
        bind("<FocusIn>", lambda _event: self._frame.state(["focus"]), add=True)
        bind("<FocusOut>", lambda _event: self._frame.state(["!focus"]), add=True)
        self.placeholder.bind("<Button-1>", lambda _event: self.text.focus_set())

    def _gone(self, widget: tk.Misc) -> None:
        """Go, with what was to be sent in a moment."""
        if widget is self:
            for timer in filter(None, (self._timer, self._rest)):
                self.after_cancel(timer)

    def get(self) -> str:
        """Return what stands in the field."""
        return self.text.get("1.0", "end-1c")

    def set(self, text: str) -> None:
        """Put a text into the field, the cursor behind it; it cannot be undone into the one before."""
        self._shown = text
        self.text.delete("1.0", "end")
        self.text.insert("1.0", text)
        self.text.edit_reset()
        self.text.see("insert")
        self.completing.close()
        self._changed()

    def take_over(self, other: "Composer") -> None:
        """Go on in place of another composer: with its text, its cursor, and what was sent before."""
        self.history = other.history
        self.set(other.get())
        self.text.mark_set("insert", other.text.index("insert"))

    def set_placeholder(self, text: str) -> None:
        """Say in the empty field what it is for."""
        self.placeholder.configure(text=text)

    def finish(self, then: Callable[[], None]) -> None:
        """Do something once everything stands in the field that was typed so far."""
        self.input_method.finish(then)

    def pick_emoji(self) -> None:
        """Open the emoji picker; what is picked goes where the cursor is."""
        self.finish(self._open_picker)

    def _open_picker(self) -> None:
        self._verbs.pick_emoji(self.emoji_button, self.editing.replace)

    def request_send(self) -> None:
        """Send what will stand in the field in a moment; again before that changes nothing."""
        if not self._is_sending:
            self._is_sending = True
            self.finish(self._send_soon)

    def _send_soon(self) -> None:
        self._timer = self.after(SEND_AFTER_MS, self._send)

    def _send(self) -> None:
        self._is_sending, self._timer = False, ""
        text = self.get()
        if self._verbs.send(text):
            self.history.add(text)
            self.set("")

    def _enter(self, *, sends: bool) -> str:
        if self.input_method.is_composing:
            return TO_TK  # The key is the input method's.
        if self.completing.is_open and self.completing.take():
            return BREAK
        if sends:
            self.request_send()
        else:
            self.editing.replace("\n")
        return BREAK

    def _tab(self) -> str:
        """Complete a name; in an empty field go on to the next one, as Tab does everywhere."""
        if not self.completing.tab() and not self.get().strip():
            self._leave(self.text.tk_focusNext())
        return BREAK

    def _leave(self, target: tk.Misc | None) -> str:
        if target is not None:
            self.tk.call("tk::TabToWindow", str(target))  # As Tk's own Tab, which tells the other that it came so.
        return BREAK

    def _up(self) -> str:
        """Choose the row above in the list; edit the last message; or show what was sent before, where the cursor cannot go up."""
        if self.completing.step(-1) or (not self.get() and self.history.is_at_end and self._verbs.edit_last()):
            return BREAK
        return self._show(self.history.older(self.get())) if self._line_of_cursor() == 1 else TO_TK

    def _down(self) -> str:
        """The same downwards."""
        if self.completing.step(1):
            return BREAK
        return self._show(self.history.newer()) if self._line_of_cursor() == self._lines() else TO_TK

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
        if self.get() != self._shown:
            self._shown = self.get()
            self._typed()

    def _typed(self) -> None:
        self._verbs.typed(self._shown)
        if self._rest:
            self.after_cancel(self._rest)
        self._rest = self.after(REST_MS, self._rested)

    def _rested(self) -> None:
        self._rest = ""
        self._verbs.rested()


def _number(counted: object) -> int:
    """Return what `Text.count` says: a number, a tuple of one, or None for 0, by the version of Python."""
    if isinstance(counted, tuple):
        counted = counted[0]
    return counted if isinstance(counted, int) else 0
