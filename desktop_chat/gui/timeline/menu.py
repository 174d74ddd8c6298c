"""The menu of the right button: what can be done with the row, the address or the selection under the mouse."""

import tkinter as tk
from dataclasses import dataclass
from typing import Protocol

from desktop_chat.gui.menus import make_menu
from desktop_chat.gui.rows import Delivery, TimelineRow
from desktop_chat.gui.theme import Look
from desktop_chat.gui.timeline.places import url_at
from desktop_chat.gui.timeline.row_layout import read_text
from desktop_chat.gui.timeline.stage import Hit
from desktop_chat.i18n import tr


class TextVerb(Protocol):
    """Does something with a text."""

    def __call__(self, text: str, /) -> None:
        """Do it."""


class BubbleVerb(Protocol):
    """Shows talk in bubbles or in rows."""

    def __call__(self, *, wanted: bool) -> None:
        """Do it."""


@dataclass(frozen=True, slots=True)
class MenuVerbs:
    """What can be done with a row."""

    copy: TextVerb
    """Puts a text into the clipboard."""
    open_link: TextVerb
    use_bubbles: BubbleVerb
    send_again: TextVerb
    """Given the key of a row that was refused."""
    give_up: TextVerb
    """The same."""


class RowMenu:
    """A menu that is made anew each time it is shown.

    Args:
        canvas: Where it appears.
        look: Colours, sizes, fonts.
        verbs: What can be done.
    """

    def __init__(self, canvas: tk.Canvas, look: Look, verbs: MenuVerbs) -> None:
        self._canvas, self._verbs = canvas, verbs
        self.menu = make_menu(canvas, look)

    def show(self, hit: Hit, selected: str, *, bubbles: bool) -> None:
        """Show it at the mouse.

        Args:
            hit: What is under the mouse.
            selected: The text that is selected.
            bubbles: How talk is shown now.
        """
        self.menu.delete(0, "end")
        url, text = url_at(hit.layout, hit.x, hit.y), read_text(hit.item)
        if isinstance(hit.item, TimelineRow) and hit.item.delivery is Delivery.FAILED:
            key = hit.item.key
            self.menu.add_command(label=tr("Send again"), command=lambda: self._verbs.send_again(key))
            self.menu.add_command(label=tr("Give up"), command=lambda: self._verbs.give_up(key))
            self.menu.add_separator()
        if selected:
            self.menu.add_command(label=tr("Copy the selection"), command=lambda: self._verbs.copy(selected))
        if text:
            self.menu.add_command(label=tr("Copy the message"), command=lambda: self._verbs.copy(text))
        if url:
            self.menu.add_command(label=tr("Open the address"), command=lambda: self._verbs.open_link(url))
            self.menu.add_command(label=tr("Copy the address"), command=lambda: self._verbs.copy(url))
        if self.menu.index("end") is not None:
            self.menu.add_separator()
        label = tr("Show messages as rows") if bubbles else tr("Show messages as bubbles")
        self.menu.add_command(label=label, command=lambda: self._verbs.use_bubbles(wanted=not bubbles))
        self.menu.tk_popup(self._canvas.winfo_pointerx(), self._canvas.winfo_pointery())
