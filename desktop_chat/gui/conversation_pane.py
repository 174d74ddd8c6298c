"""The open conversation: what it is called, what was said in it, and where one writes."""

import tkinter as tk
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tkinter import ttk
from typing import Final

from desktop_chat.core.client.export import ExportFormat
from desktop_chat.gui.banner import Banner
from desktop_chat.gui.caption import Caption
from desktop_chat.gui.composer import Composer, ComposerVerbs
from desktop_chat.gui.composer_foot import ComposerFoot
from desktop_chat.gui.conversation_menu import ConversationMenu
from desktop_chat.gui.export_dialog import ask_export_file
from desktop_chat.gui.rows import Action, ConversationHead, Problem, SearchForm
from desktop_chat.gui.rule import rule
from desktop_chat.gui.search_panel import SearchPanel, SearchVerbs
from desktop_chat.gui.theme import Look
from desktop_chat.gui.timeline.view import Timeline, TimelineVerbs
from desktop_chat.gui.typesetter import Typeface
from desktop_chat.i18n import tr

HEAD: Final = 56
COMMAND_KEYS: Final = 0x4 | 0x8 | 0x20000
"""Control, Alt (Command on macOS) and Alt of Windows, in the state of an event of Tk: with one of them nothing is typed."""


@dataclass(frozen=True, slots=True)
class PaneVerbs:
    """What a person can do with the open conversation, beside reading on."""

    write: ComposerVerbs
    act: Callable[[Action], None]
    search: Callable[[bool], None]
    """For the whole room, or for the open conversation."""
    export: Callable[[ExportFormat, Path], None]


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
        self._make_head().pack(fill="x")
        rule(self, look).pack(fill="x")
        self.banner = Banner(self, look, on_action=verbs.act)
        self.search = SearchPanel(self, look, found)
        foot = ttk.Frame(self)
        foot.pack(side="bottom", fill="x", padx=look.px(16), pady=(look.px(4), look.px(6)))
        self.composer = Composer(foot, look, verbs.write)
        self.composer.pack(fill="x")
        self.foot = ComposerFoot(foot, look)
        self.foot.pack(fill="x", pady=(look.px(4), 0))
        self.follow_settings()
        self.timeline = Timeline(self, look, reading, bubbles=bubbles)
        self.timeline.pack(fill="both", expand=True)
        self.timeline.canvas.bind("<Key>", self._write_on, add=True)

    def _make_head(self) -> ttk.Frame:
        look = self._look
        head = ttk.Frame(self, height=look.px(HEAD))
        head.pack_propagate(flag=False)
        self.side_button = ttk.Button(head, text=tr("Show or hide channels"), image=self._sign("list"), style="Corner.TButton")
        self.title = ttk.Label(head, style="Title.TLabel")
        self.title.pack(side="left", padx=(look.px(20), look.px(12)))
        self.menu = ConversationMenu(head, look, search=self._verbs.search, export=self._export).menu
        self.members_button = ttk.Button(head, text=tr("Show or hide members"), image=self._sign("people"), style="Corner.TButton")
        self.members_button.pack(side="right")
        self._topic_rule = tk.Frame(head, width=look.px(1), height=look.px(18))
        self._topic_rule.pack(side="left", padx=(0, look.px(12)))
        self.topic = Caption(head, look, face=Typeface.META, colour=look.palette.dim)
        self.topic.pack(side="left", fill="x", expand=True, padx=(0, look.px(16)))
        return head

    def _sign(self, name: str) -> str:
        return self._look.images.icon(name, self._look.px(18), self._look.palette.dim, self._look.palette.bg)

    def show_side_button(self, *, wanted: bool) -> None:
        """Show the button that brings the channels, or do not: where they are seen it is of no use."""
        if wanted:
            self.side_button.pack(side="left", padx=(self._look.px(12), 0), before=self.title)
        else:
            self.side_button.pack_forget()

    def _export(self) -> None:
        """Ask for a file and write the open conversation into it."""
        chosen = ask_export_file(self, self.title.cget("text"))
        if chosen is not None:
            self._verbs.export(*chosen)

    def _write_on(self, event: "tk.Event[tk.Canvas]") -> None:
        """Let whoever reads and begins to type write: what is typed in the timeline goes to the composer."""
        if event.char and event.char.isprintable() and not int(event.state) & COMMAND_KEYS:
            self.composer.text.focus_set()
            self.composer.editing.replace(event.char)

    def set_conversation(self, head: ConversationHead) -> None:
        """Say what conversation is open."""
        self.title.configure(text=head.title)
        self.topic.show(head.topic)
        self._topic_rule.configure(bg=self._look.palette.line if head.topic else self._look.palette.bg)
        placeholder = tr("Write to {name}", name=head.title) if head.writable else tr("Type a command, such as /help")
        self.composer.set_placeholder(placeholder)

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
