"""The menu of a row: what can be done with it, with the address under the mouse, with what is selected."""

import tkinter as tk
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol

from desktop_chat.gui.links import target_of
from desktop_chat.gui.lists.menu_items import PARTING, MenuItem, tidy
from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.rows import Delivery, TimelineRow
from desktop_chat.gui.timeline.message_verbs import MessageVerbs
from desktop_chat.gui.timeline.places import url_at, urls_in
from desktop_chat.gui.timeline.row_layout import read_text
from desktop_chat.gui.timeline.stage import Hit
from desktop_chat.gui.widgets.menus import PopUp
from desktop_chat.i18n import tr

ADDRESSES_OFFERED = 4
ADDRESS_CHARACTERS = 60


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
    messages: MessageVerbs = field(default_factory=MessageVerbs)


class RowMenu(PopUp):
    """A menu that is made anew each time it is shown.

    Args:
        canvas: Where it appears.
        look: Colours, sizes, fonts.
        verbs: What can be done.
        react: Asks with what the person reacts to a row.
    """

    def __init__(self, canvas: tk.Canvas, look: Look, verbs: MenuVerbs, *, react: Callable[[TimelineRow], None]) -> None:
        super().__init__(canvas, look)
        self._verbs, self._react = verbs, react

    def show_for(self, hit: Hit, selected: str, place: tuple[int, int], *, bubbles: bool) -> None:
        """Show it.

        Args:
            hit: What it is about.
            selected: The text that is selected.
            place: Where on the screen, in pixels.
            bubbles: How talk is shown now.
        """
        copy, text = self._verbs.copy, read_text(hit.item)
        items = self._for_row(hit.item) if isinstance(hit.item, TimelineRow) else []
        items.append(PARTING)
        if selected:
            items.append(MenuItem(tr("Copy the selection"), lambda: copy(selected)))
        if text:
            items.append(MenuItem(tr("Copy the message"), lambda: copy(text)))
        items += self._for_addresses(hit)
        label = tr("Show messages as rows") if bubbles else tr("Show messages as bubbles")
        items += [PARTING, MenuItem(label, lambda: self._verbs.use_bubbles(wanted=not bubbles))]
        self.show(tidy(items), place)

    def _for_row(self, row: TimelineRow) -> list[MenuItem]:
        key, verbs = row.key, self._verbs
        if row.delivery is Delivery.FAILED:
            return [MenuItem(tr("Send again"), lambda: verbs.send_again(key)), MenuItem(tr("Give up"), lambda: verbs.give_up(key))]
        rights, messages = verbs.messages.rights(key), verbs.messages
        offered = (
            (rights.react, MenuItem(tr("React"), lambda: self._react(row))),
            (rights.answer, MenuItem(tr("Reply"), lambda: messages.answer(key))),
            (rights.edit, MenuItem(tr("Edit"), lambda: messages.edit(key))),
            (row.quote is not None, MenuItem(tr("Show what it answers"), lambda: messages.jump(row.quote.key if row.quote else ""))),
            (rights.delete, PARTING),
            (rights.delete, MenuItem(tr("Delete for everybody"), lambda: messages.delete(key))),
        )
        return [item for is_offered, item in offered if is_offered]

    def _for_addresses(self, hit: Hit) -> list[MenuItem]:
        """Offer the address under the mouse; else those of the message, each by where it leads."""
        verbs, url = self._verbs, url_at(hit.layout, hit.x, hit.y)
        if url:
            return [
                MenuItem(tr("Open the address"), lambda: verbs.open_link(url)),
                MenuItem(tr("Copy the address"), lambda: verbs.copy(url)),
            ]
        urls = urls_in(hit.layout)[:ADDRESSES_OFFERED]
        return [MenuItem(tr("Open {address}", address=_short(target_of(one))), partial(verbs.open_link, one)) for one in urls]


def _short(address: str) -> str:
    """Return an address that fits a menu: its beginning tells whose it is."""
    return address if len(address) <= ADDRESS_CHARACTERS else f"{address[: ADDRESS_CHARACTERS - 1]}…"
