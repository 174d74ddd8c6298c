"""What stands above the timeline: what is open, what it is about, and buttons for what belongs to it."""

import tkinter as tk
from collections.abc import Callable
from dataclasses import dataclass
from tkinter import ttk
from typing import Final

from desktop_chat.gui.look.mark_painter import MarkPainter
from desktop_chat.gui.look.marks import Avatar, Icon, Mark
from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.look.typesetter import Typeface
from desktop_chat.gui.people import initials_of
from desktop_chat.gui.rows import ConversationHead
from desktop_chat.gui.widgets.caption import Caption
from desktop_chat.i18n import tr

HEIGHT: Final = 56
SIGN: Final = 20
FACE: Final = 28


@dataclass(frozen=True, slots=True)
class HeadVerbs:
    """What a person can do there."""

    touch: Callable[[], None]
    """The topic was clicked."""
    search: Callable[[], None]


class HeadBar(ttk.Frame):
    """The line above the timeline; what else there is to do stands in a menu that its owner adds at the right.

    Args:
        parent: Where it stands.
        look: Colours, sizes, fonts.
        verbs: What a person can do.
    """

    def __init__(self, parent: tk.Misc, look: Look, verbs: HeadVerbs) -> None:
        super().__init__(parent, height=look.px(HEIGHT))
        self.pack_propagate(flag=False)
        self._look = look
        side = look.px(FACE + 2)
        self._sign = tk.Canvas(self, width=side, height=side, bg=look.palette.bg, bd=0, highlightthickness=0)
        self._sign.pack(side="left", padx=(look.px(18), look.px(6)))
        self._painter = MarkPainter(self._sign, look)
        self.title = ttk.Label(self, style="Title.TLabel")
        self.title.pack(side="left", padx=(0, look.px(12)))
        self.side_button = self._button(self, "list", tr("Show or hide channels"))
        self.tools = ttk.Frame(self)
        """At the right; from the left: to find, the members, and what the owner adds."""
        self.tools.pack(side="right", padx=(0, look.px(10)))
        self.search_button = self._button(self.tools, "search", tr("Find here"))
        self.search_button.configure(command=verbs.search)
        self.search_button.pack(side="left")
        self.members_button = self._button(self.tools, "people", tr("Show or hide members"))
        self.signs = ttk.Label(self, style="Dim.TLabel")
        self._rule = tk.Frame(self, width=look.px(1), height=look.px(18))
        self._rule.pack(side="left", padx=(0, look.px(12)))
        self.topic = Caption(self, look, face=Typeface.META, colour=look.palette.dim)
        self.topic.configure(
            takefocus=True,
            cursor="hand2",
            highlightthickness=look.px(1),
            highlightbackground=look.palette.bg,
            highlightcolor=look.palette.accent_text,
        )
        self.topic.pack(side="left", fill="x", expand=True, padx=(0, look.px(8)))
        for event in ("<Button-1>", "<Return>", "<space>"):
            self.topic.bind(event, lambda _event: verbs.touch(), add=True)

    def _button(self, parent: tk.Misc, icon: str, name: str) -> ttk.Button:
        look = self._look
        sign = look.images.icon(icon, look.px(SIGN), look.palette.dim, look.palette.bg)
        return ttk.Button(parent, text=name, image=sign, style="Corner.TButton")

    def show_side_button(self, *, wanted: bool) -> None:
        """Show the button that brings the channels, or do not: where they are seen it is of no use."""
        if wanted:
            self.side_button.pack(side="left", padx=(self._look.px(12), 0), before=self._sign)
        else:
            self.side_button.pack_forget()

    def show(self, head: ConversationHead) -> None:
        """Say what conversation is open."""
        look, colours = self._look, self._look.palette
        self.title.configure(text=head.title.removeprefix("#") if head.sign in {"hash", "lock"} else head.title)
        self.topic.show(head.topic)
        self._rule.configure(bg=colours.line if head.topic else colours.bg)
        self.signs.configure(text=head.signs)
        if head.signs:
            self.signs.pack(side="left", padx=(0, look.px(12)), before=self._rule)
        else:
            self.signs.pack_forget()
        self._sign.delete("all")
        self._painter.paint(self._marks(head), 0, 0, "sign")
        if head.has_members:
            self.members_button.pack(side="left", after=self.search_button)
        else:
            self.members_button.pack_forget()

    def _marks(self, head: ConversationHead) -> list[Mark]:
        look, colours = self._look, self._look.palette
        if head.presence is not None:
            face = colours.faces[head.colour]
            return [Avatar(0, 0, look.px(FACE), initials_of(head.title), face, colours.bg, is_round=True, dot=head.presence)]
        inset = look.px((FACE + 2 - SIGN) / 2)
        return [Icon(inset, inset, look.px(SIGN), head.sign, colours.dim, colours.bg)] if head.sign else []
