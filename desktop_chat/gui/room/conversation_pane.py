"""The open conversation: what it is called, what was said in it, and where one writes."""

import tkinter as tk
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tkinter import ttk
from typing import Final

from desktop_chat.core.client.export import ExportFormat
from desktop_chat.gui.history.export_dialog import ask_export_file
from desktop_chat.gui.history.search_panel import SearchPanel, SearchVerbs
from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.messages.message_rows import Composing
from desktop_chat.gui.room.conversation_head import HeadBar, HeadVerbs
from desktop_chat.gui.room.conversation_menu import ConversationMenu
from desktop_chat.gui.rows import Action, ConversationHead, Problem, SearchForm
from desktop_chat.gui.timeline.view import Timeline, TimelineVerbs
from desktop_chat.gui.widgets.banner import Banner
from desktop_chat.gui.widgets.rule import rule
from desktop_chat.gui.writing.composer import Composer, ComposerVerbs
from desktop_chat.gui.writing.composer_foot import ComposerFoot
from desktop_chat.gui.writing.composing_bar import ComposingBar
from desktop_chat.i18n import tr

HANDED_OVER: Final = 0
"""The code of a key that was none: what an input method hands over (XIM)."""
WRITING_KEYS: Final = frozenset({"Return", "KP_Enter", "BackSpace"})
"""Keys that go on with what an input method has begun in the timeline."""
COMMAND_KEYS: Final = 0x4 | 0x8 | 0x20000
"""Control, Alt (Command on macOS) and Alt of Windows, in the state of an event of Tk: with one of them nothing is typed."""


@dataclass(frozen=True, slots=True)
class PaneVerbs:
    """What a person can do with the open conversation, beside reading on."""

    write: ComposerVerbs
    act: Callable[[Action], None]
    search: Callable[[bool], None]
    """For all rooms, or for the open conversation."""
    go_to_day: Callable[[], None]
    """Asks for the day."""
    export: Callable[[ExportFormat, Path], None]
    touch_head: Callable[[], None]
    """Topic or person above the timeline were clicked."""
    cancel: Callable[[], None]
    """The next message answers and changes none."""


class ConversationPane(ttk.Frame):
    """The middle of the room screen.

    Args:
        parent: Where it stands.
        look: Colours, sizes, fonts.
        verbs: What a person can do.
        reading: What comes of the timeline.
        found: What a person can do in the search panel.
        bubbles: Talk stands in bubbles.
    """

    def __init__(self, parent: tk.Misc, look: Look, verbs: PaneVerbs, reading: TimelineVerbs, found: SearchVerbs, *, bubbles: bool) -> None:
        super().__init__(parent)
        self._look, self._verbs = look, verbs
        self._is_composing = False
        """Somebody writes with an input method while the timeline has the keyboard."""
        self.head = self._make_head(look)
        self.head.pack(fill="x")
        self.title, self.topic = self.head.title, self.head.topic
        rule(self, look).pack(fill="x")
        self.banner = Banner(self, look, on_action=verbs.act)
        self.search = SearchPanel(self, look, found)
        foot = ttk.Frame(self)
        foot.pack(side="bottom", fill="x", padx=look.px(16), pady=(look.px(4), look.px(6)))
        self.composer = Composer(foot, look, verbs.write)
        self.composing = ComposingBar(foot, look, on_cancel=self._cancel)
        self.composer.text.bind("<Escape>", lambda _event: verbs.cancel(), add=True)
        self.composer.pack(fill="x")
        self.foot = ComposerFoot(foot, look, verbs.write.look_who_types)
        self.foot.pack(fill="x", pady=(look.px(4), 0))
        self.follow_settings()
        self.timeline = Timeline(self, look, reading, bubbles=bubbles)
        self.timeline.pack(fill="both", expand=True)
        # Before the keys of the timeline itself, which opens menus with Enter; of this pane, so that it goes with it.
        canvas = self.timeline.canvas
        canvas.bindtags((str(self), *canvas.bindtags()))
        self.bind("<Key>", self._write_on, add=True)

    def _make_head(self, look: Look) -> HeadBar:
        verbs = HeadVerbs(self._verbs.touch_head, lambda: self._verbs.search(False))  # noqa: FBT003  # For all rooms
        head = HeadBar(self, look, verbs)
        self.menu = ConversationMenu(head.tools, look, search=self._verbs.search, go_to_day=self._verbs.go_to_day, export=self.export).menu
        return head

    def export(self) -> None:
        """Ask for a file and write the open conversation into it."""
        chosen = ask_export_file(self, self.title.cget("text"))
        if chosen is not None:
            self._verbs.export(*chosen)

    def _write_on(self, event: "tk.Event[tk.Misc]") -> str | None:
        """Let whoever reads and begins to type write: what is typed in the timeline goes to the composer, and the keyboard with it.

        An input method holds back the next syllable while it hands one over: to take the keyboard away then would cost it.
        """
        is_typed = bool(event.char and event.char.isprintable()) and not int(event.state) & COMMAND_KEYS
        if is_typed:
            self.composer.editing.replace(event.char)
        if event.keycode == HANDED_OVER:
            self._is_composing = True
        elif is_typed or (self._is_composing and event.keysym in WRITING_KEYS):
            self._is_composing = False
            self.composer.text.focus_set()
            if not is_typed:
                self.composer.text.event_generate(f"<{event.keysym}>")
                return "break"
        return None

    def set_conversation(self, head: ConversationHead) -> None:
        """Say what conversation is open."""
        self.head.show(head)
        where = tr("Write to {name}", name=head.title) if head.presence is None else tr("Write to {nick}", nick=head.title)
        placeholder = where if head.writable else tr("Type a command, such as /help")
        self.composer.set_placeholder(placeholder)

    def _cancel(self) -> None:
        self._verbs.cancel()
        self.composer.text.focus_set()

    def set_composing(self, composing: Composing | None) -> None:
        """Say above the composer what the next message answers or changes, or nothing; what was being written is written on."""
        self.composing.show(composing)
        if composing is None:
            self.composing.pack_forget()
        else:
            self.composing.pack(fill="x", before=self.composer, pady=(0, self._look.px(4)))
            self.composer.text.focus_set()

    def set_banner(self, problem: Problem | None) -> None:
        """Say above the timeline what is wrong, or nothing."""
        self.banner.show(problem)
        if problem is None:
            self.banner.pack_forget()
        else:
            self.banner.pack(fill="x", before=self.timeline)

    def set_search(self, form: SearchForm | None) -> None:
        """Show the search panel and what was found, or put it away."""
        if form is None:
            self.search.pack_forget()
        else:
            self.search.show(form)
            self.search.pack(fill="x", before=self.timeline)

    def take_over(self, other: "ConversationPane") -> None:
        """Go on in place of another pane, which shows the same conversation."""
        self.composer.take_over(other.composer)
        self.timeline.take_over(other.timeline)
        self.search.take_over(other.search)

    def follow_settings(self) -> None:
        """Say which key sends by now."""
        self.foot.show_keys(enter_sends=self._verbs.write.enter_sends())

    def set_hint(self, sentence: str) -> None:
        """Say one sentence below the composer."""
        self.foot.say(sentence)
