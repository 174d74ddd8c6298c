"""The emoji picker: all emoji by group, those used last first, found by words in English and Korean.

    picker.open(button, on_pick)

The keyboard stays in its field: what is typed there is looked for, arrow keys walk through the sheet, Page Up and Page Down from group
to group, Enter picks, Shift+Enter picks and goes on, Tab leads to the skin tone, Escape closes.
"""

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from tkinter import ttk
from typing import Final

from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.widgets.popup import Popup
from desktop_chat.gui.writing.emoji_canvas import ICON, SHIFT, EmojiCanvas
from desktop_chat.gui.writing.emoji_names import TONES, EmojiName, find_emoji, groups, named, shown_name, toned
from desktop_chat.gui.writing.emoji_sheet import Section, Way
from desktop_chat.i18n import tr
from desktop_chat.settings import KeptSettings

HEIGHT: Final = 400
WIDTH: Final = 362
WAVING: Final = "\U0001f44b"
"""What shows the chosen skin tone."""
FOUND_MOST: Final = 90
RECENT_KEPT: Final = 27
"""Three rows."""
BREAK: Final = "break"
KEYS: Final = (
    ("<Left>", Way.LEFT),
    ("<Right>", Way.RIGHT),
    ("<Up>", Way.UP),
    ("<Down>", Way.DOWN),
    ("<Prior>", Way.SECTION_BEFORE),
    ("<Next>", Way.SECTION_AFTER),
)
LEFT_TAB: Final = "<ISO_Left_Tab>"
"""Shift+Tab on X11; elsewhere Tk knows no such key."""


def group_title(key: str) -> str:
    """Return what a group of emoji is called."""
    return {
        "smileys-emotion": tr("Smileys and feelings"),
        "people-body": tr("People"),
        "animals-nature": tr("Animals and nature"),
        "food-drink": tr("Food and drink"),
        "travel-places": tr("Travel and places"),
        "activities": tr("Activities"),
        "objects": tr("Objects"),
        "symbols": tr("Symbols"),
        "flags": tr("Flags"),
    }[key]


@dataclass(frozen=True, slots=True)
class EmojiHabits:
    """What is kept of what a person picks."""

    recent: Callable[[], Sequence[str]]
    """Gives the emoji that were used last, the last first."""
    used: Callable[[str], None]
    """Told which was picked."""
    tone: Callable[[], int]
    """Gives the chosen skin tone, a number of `TONES`."""
    set_tone: Callable[[int], None]


def habits_in(kept: KeptSettings) -> EmojiHabits:
    """Return the habits that are kept among the settings."""

    def used(emoji: str) -> None:
        others = (other for other in kept.now.emoji_recent if other != emoji)
        kept.change(emoji_recent=(emoji, *others)[:RECENT_KEPT])

    return EmojiHabits(
        recent=lambda: kept.now.emoji_recent,
        used=used,
        tone=lambda: kept.now.emoji_tone,
        set_tone=lambda tone: kept.change(emoji_tone=tone),
    )


class EmojiPicker:
    """One for a window. Nothing is made before it is opened for the first time. Main thread only.

    Args:
        window: Over which it opens.
        look: Colours, sizes, fonts.
        habits: What is kept.
    """

    def __init__(self, window: tk.Tk | tk.Toplevel, look: Look, habits: EmojiHabits) -> None:
        self._window, self._look, self._habits = window, look, habits
        self.panel: EmojiPanel | None = None
        """What is shown; None before the first time."""
        self._before: tk.Misc | None = None
        """Where the keyboard was."""

    @property
    def is_open(self) -> bool:
        """Whether it is seen."""
        return self.panel is not None and self.panel.is_open

    def open(self, near: tk.Misc, on_pick: Callable[[str], None]) -> None:
        """Show the picker, its field empty and with the keyboard.

        Args:
            near: The widget that it belongs to: it opens above it, and their right sides are one.
            on_pick: Told each emoji that is picked, as text.
        """
        if self.panel is None:
            self.panel = EmojiPanel(self._window, self._look, self._habits, on_close=self.close)
        if not self.panel.is_open:
            self._before = self._window.focus_get()
        self.panel.open(near, self._look.px(WIDTH), self._look.px(HEIGHT), at_right=True)
        self.panel.update_idletasks()  # Mapped, so that it has the keyboard at once, from the first letter on.
        self.panel.begin(on_pick)

    def close(self) -> None:
        """Put it away; the keyboard goes back to where it was."""
        if self.panel is not None and self.panel.is_open:
            self.panel.close()
            if self._before is not None and self._before.winfo_exists():
                self._before.focus_set()


class EmojiPanel(Popup):
    """What the picker shows.

    Args:
        window: Over which it opens.
        look: Colours, sizes, fonts.
        habits: What is kept.
        on_close: Puts it away.
    """

    def __init__(self, window: tk.Tk | tk.Toplevel, look: Look, habits: EmojiHabits, *, on_close: Callable[[], None]) -> None:
        super().__init__(window, look, on_close=on_close)
        self._habits, self._leave = habits, on_close
        self._on_pick: Callable[[str], None] | None = None
        self._searched = ""
        px = look.px
        head = ttk.Frame(self, style="Raised.TFrame")
        head.pack(fill="x", padx=px(4), pady=(px(2), px(6)))
        self.tone_button = ttk.Button(head, style="Raised.Quiet.TButton", command=self._next_tone)
        self.tone_button.pack(side="right", padx=(px(6), 0))
        self.entry = ttk.Entry(head)
        self.entry.pack(side="left", fill="x", expand=True)
        self.foot = ttk.Label(self, style="Raised.TLabel", font=look.meta)
        self.foot.pack(side="bottom", fill="x", padx=px(8), pady=(px(6), px(2)))
        self.sheet = EmojiCanvas(self, look, on_pick=self._pick, on_reach=self._reached)
        self.sheet.pack(fill="both", expand=True, padx=(px(4), 0))
        self._bind_keys()

    def _bind_keys(self) -> None:
        for key, way in KEYS:
            self.entry.bind(key, lambda _event, way=way: self._step(way))  # type: ignore[misc]
        for key in ("<Return>", "<KP_Enter>"):
            self.entry.bind(key, self._enter)
        for key in ("<Key>", "<KeyRelease>", "<<Paste>>", "<<Cut>>"):
            self.entry.bind(key, lambda _event: self.after_idle(self._search), add=True)
        # From one to the other: what lies behind is not for the keyboard meanwhile.
        back = ("<Tab>", "<Shift-Tab>", *((LEFT_TAB,) if self.tk.call("tk", "windowingsystem") == "x11" else ()))
        for widget, other in ((self.entry, self.tone_button), (self.tone_button, self.entry)):
            widget.bind("<Escape>", lambda _event: self._leave())
            for key in back:
                widget.bind(key, lambda _event, other=other: self._focus(other))  # type: ignore[misc]

    def begin(self, on_pick: Callable[[str], None]) -> None:
        """Show all emoji, and tell somebody which is picked."""
        self._on_pick = on_pick
        self.entry.delete(0, "end")
        self._show_tone()
        self._show_all()
        self.entry.focus_set()

    def _focus(self, widget: tk.Misc) -> str:
        widget.focus_set()
        return BREAK

    def _step(self, way: Way) -> str:
        self.sheet.step(way)
        return BREAK

    def _enter(self, event: "tk.Event[ttk.Entry]") -> str:
        self._search()  # An input method hands over its last syllable just before this key.
        if self.sheet.emoji is not None:
            self._pick(self.sheet.emoji, bool(int(event.state) & SHIFT))
        return BREAK

    def _search(self) -> None:
        """Show what the field asks for, if that is something else by now."""
        text = self.entry.get().strip()
        if text != self._searched:
            self._show_all() if not text else self._show([Section("", find_emoji(text, FOUND_MOST))])
            self._searched = text

    def _show_all(self) -> None:
        recent = [found for emoji in self._habits.recent() if (found := named(emoji)) is not None]
        self._searched = ""
        self._show([Section(tr("Used last"), recent), *(Section(group_title(group.key), group.names) for group in groups())])

    def _show(self, sections: Sequence[Section]) -> None:
        full = [section for section in sections if section.names]
        self.foot.configure(text="" if full else tr("No emoji is called that."))
        self.sheet.show(full, self._habits.tone())

    def _reached(self, name: EmojiName) -> None:
        """Say what is called that Enter would pick."""
        self.foot.configure(text=f"{shown_name(name)}   :{name.codes[0]}:")

    def _pick(self, emoji: str, more: bool) -> None:  # noqa: FBT001  # As the canvas tells it.
        self._habits.used(emoji)
        if not more:
            self._leave()
        if self._on_pick is not None:
            self._on_pick(emoji)

    def _next_tone(self) -> None:
        self._habits.set_tone((self._habits.tone() + 1) % len(TONES))
        self._show_tone()
        self._searched = "\n"  # All is to be drawn anew, whatever stands in the field.
        self._search()

    def _show_tone(self) -> None:
        emoji = toned(WAVING, TONES[self._habits.tone()])
        self.tone_button.configure(image=self._look.images.emoji(emoji, self._look.px(ICON), self._look.palette.raised))
