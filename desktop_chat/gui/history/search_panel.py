"""The search panel: a field, and below it what was found while one types."""

import tkinter as tk
from collections.abc import Callable
from dataclasses import dataclass
from tkinter import ttk
from typing import Final

from desktop_chat.gui.look.emoji import split_emoji
from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.rows import FoundRow, SearchForm
from desktop_chat.i18n import tr

ROWS_SHOWN: Final = 8
"""Lines of text: four results, so that the line in its place is seen below them."""
BREAK: Final = "break"


@dataclass(frozen=True, slots=True)
class SearchVerbs:
    """What a person can do in the panel."""

    type: Callable[[str], None]
    move: Callable[[int], None]
    choose: Callable[[int | None], None]
    close: Callable[[], None]


class SearchPanel(ttk.Frame):
    """The field and the list. Arrow keys go through the list, Enter shows a line where it was said, Escape closes.

    Args:
        parent: Where it stands.
        look: Colours, sizes, fonts.
        verbs: What a person can do.
    """

    def __init__(self, parent: tk.Misc, look: Look, verbs: SearchVerbs) -> None:
        super().__init__(parent, style="Raised.TFrame", padding=(look.px(16), look.px(10), look.px(16), 0))
        self._look, self._verbs = look, verbs
        head = ttk.Frame(self, style="Raised.TFrame")
        head.pack(fill="x")
        self.title = ttk.Label(head, style="Raised.TLabel", font=look.bold)
        self.title.pack(side="left")
        ttk.Button(head, text=tr("Close"), style="Raised.Quiet.TButton", takefocus=False, command=verbs.close).pack(side="right")
        self.sentence = ttk.Label(head, style="Raised.TLabel", font=look.meta)
        self.sentence.pack(side="right", padx=look.px(12))
        self.typed = ""
        self._emoji: dict[str, tuple[str, str]] = {}
        """Of each picture in the list, by its name there: the emoji, and the tag that its words have."""
        self.entry = ttk.Entry(self)
        self.entry.pack(fill="x", pady=(look.px(8), 0))
        self.list = self._make_list()
        tk.Frame(self, bg=look.palette.line, height=look.px(1)).pack(side="bottom", fill="x", pady=(look.px(10), 0))
        self._bind_keys()

    def _make_list(self) -> tk.Text:
        look, colours = self._look, self._look.palette
        found = tk.Text(
            self,
            height=1,
            wrap="none",
            state="disabled",
            cursor="hand2",
            takefocus=False,
            bg=colours.raised,
            fg=colours.fg,
            font=look.body,
            bd=0,
            highlightthickness=0,
            spacing1=look.px(3),
            spacing3=look.px(3),
        )
        found.tag_configure("who", font=look.bold)
        found.tag_configure("when", font=look.meta, foreground=colours.dim)
        found.tag_configure("hit", background=colours.accent, foreground=colours.on_accent)
        found.tag_configure("selected", background=colours.selected)
        found.tag_raise("hit")
        found.bind("<Button-1>", lambda event: self._click(event.x, event.y))
        return found

    def _bind_keys(self) -> None:
        for key, do in (
            ("<Down>", lambda: self._verbs.move(1)),
            ("<Up>", lambda: self._verbs.move(-1)),
            ("<Return>", lambda: self._verbs.choose(None)),
            ("<KP_Enter>", lambda: self._verbs.choose(None)),
            ("<Escape>", self._verbs.close),
        ):
            self.entry.bind(key, lambda _event, do=do: self._done(do))  # type: ignore[misc]
        for event in ("<Key>", "<KeyRelease>", "<<Paste>>", "<<Cut>>"):
            self.entry.bind(event, lambda _event: self.after_idle(self._changed), add=True)

    def _changed(self) -> None:
        """Look for what stands in the field, if that is something else by now."""
        typed = self.entry.get()
        if typed != self.typed:
            self.typed = typed
            self._verbs.type(typed)

    def _done(self, do: Callable[[], None]) -> str:
        do()
        return BREAK

    def take_over(self, other: "SearchPanel") -> None:
        """Go on in place of another panel: what is looked for stands in the field."""
        self.typed = other.typed
        self.entry.insert(0, self.typed)

    def begin(self) -> None:
        """Put the keyboard into the field; what stood there last is looked for again, and goes when something else is typed."""
        self.update_idletasks()  # Mapped, so that it has the keyboard at once, from the first letter on.
        self.entry.focus_set()
        self.entry.select_range(0, "end")
        self._verbs.type(self.typed)

    def set_text(self, text: str) -> None:
        """Put a text into the field that is looked for already, and the keyboard behind it."""
        self.typed = text
        self.entry.delete(0, "end")
        self.entry.insert(0, text)
        self.entry.focus_set()

    def show(self, form: SearchForm) -> None:
        """Show what was found."""
        self.title.configure(text=form.title)
        self.sentence.configure(text=form.sentence)
        self.list.configure(state="normal", height=min(max(2 * len(form.rows), 1), ROWS_SHOWN))
        self.list.delete("1.0", "end")
        self._emoji.clear()
        for row in form.rows:
            self._insert(row)
        self.list.configure(state="disabled")
        if form.rows:
            self.list.pack(fill="both", expand=True, pady=(self._look.px(6), 0))
            self.select(0)
        else:
            self.list.pack_forget()

    def _insert(self, row: FoundRow) -> None:
        self._insert_piece(row.sender, "who")
        self.list.insert("end", f"   {row.when}\n", ("when",))
        for piece in row.pieces:
            self._insert_piece(piece.text.replace("\n", " "), "hit" if piece.is_hit else "")
        self.list.insert("end", "\n")

    def _insert_piece(self, text: str, tag: str) -> None:
        for part, is_picture in split_emoji(text):
            if is_picture:
                name = self.list.image_create("end", image=self._picture(part, tag))
                self._emoji[name] = (part, tag)
            else:
                self.list.insert("end", part, tag)

    def _picture(self, emoji: str, tag: str) -> str:
        """Return the picture of an emoji, on the ground that its words stand on."""
        colours = self._look.palette
        ground = {"hit": colours.accent, "selected": colours.selected}.get(tag, colours.raised)
        return self._look.images.emoji(emoji, self._look.body.metrics("linespace"), ground)

    def select(self, row: int) -> None:
        """Show which row Enter would choose."""
        first, after = 2 * row + 1, 2 * row + 3
        self.list.tag_remove("selected", "1.0", "end")
        self.list.tag_add("selected", f"{first}.0", f"{after}.0")
        for name, (emoji, tag) in self._emoji.items():  # A picture has the colour of its ground in it.
            is_selected = first <= int(self.list.index(name).partition(".")[0]) < after
            self.list.image_configure(name, image=self._picture(emoji, tag if tag == "hit" or not is_selected else "selected"))
        self.list.update_idletasks()  # The list may have another height since.
        self.list.see(f"{first + 1}.0")
        self.list.see(f"{first}.0")

    def _click(self, x: int, y: int) -> str:
        line = int(self.list.index(f"@{x},{y}").partition(".")[0])
        self._verbs.choose((line - 1) // 2)
        return BREAK
