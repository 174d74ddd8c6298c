"""What a person does with a row, by the mouse or the keyboard: the bar over it, its menu, the ring around it, its pills."""

import tkinter as tk
from collections.abc import Callable

from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.rows import TimelineRow
from desktop_chat.gui.timeline.cursor import RowCursor
from desktop_chat.gui.timeline.hover import BarButton, Hover
from desktop_chat.gui.timeline.menu import MenuVerbs, RowMenu
from desktop_chat.gui.timeline.quick_reactions import QuickReactions
from desktop_chat.gui.timeline.row_layout import read_text
from desktop_chat.gui.timeline.shapes import Deed, Spot
from desktop_chat.gui.timeline.stage import Hit, Stage


class RowDeeds:
    """Puts them together.

    Args:
        canvas: That of the stage.
        stage: What is shown.
        look: Colours, sizes, fonts.
        verbs: What can be done.
        selected: Gives the text that is selected.
    """

    def __init__(self, canvas: tk.Canvas, stage: Stage, look: Look, verbs: MenuVerbs, selected: Callable[[], str]) -> None:
        self._canvas, self._stage, self._look, self._verbs, self._selected = canvas, stage, look, verbs, selected
        self.hover = Hover(canvas, stage, look, verbs.messages.rights)
        self.cursor = RowCursor(canvas, stage, look)
        self.menu = RowMenu(canvas, look, verbs, react=self.react)
        self.quick: QuickReactions | None = None
        """What one reacts with; None before the first time."""
        bind = canvas.bind
        bind("<<ContextMenu>>", lambda event: self._menu_at(event.x, event.y))
        keys = {"x11": ("<Menu>",), "win32": ("<App>",)}.get(str(canvas.tk.call("tk", "windowingsystem")), ())
        for key in keys:
            bind(key, lambda _event: self.show_menu())

    def press(self, hit: Hit, spot: Spot) -> None:
        """Do what a place in a row is for."""
        match spot.deed:
            case Deed.COPY_CODE:
                self._verbs.copy(spot.text)
            case Deed.JUMP:
                self._verbs.messages.jump(spot.text)
            case Deed.REACT if isinstance(hit.item, TimelineRow):
                self._verbs.messages.react(hit.item.key, spot.text)
            case Deed.SEND_AGAIN:
                self._verbs.send_again(spot.text)
            case Deed.GIVE_UP:
                self._verbs.give_up(spot.text)
            case Deed.UNFOLD:
                self._unfold(hit.at)

    def _unfold(self, at: int) -> None:
        """Open a folded line, or close it; its first line stays where it is."""
        place = self._stage.place_of(at)
        self._stage.apply(lambda: self._stage.items.turn(at))
        if place is not None:
            self._stage.viewport.show(at, place[0])
        self._stage.refresh()

    def take(self, x: int, y: int) -> bool:
        """Press the button that lies above the rows at a point of the view, if there is one; return whether there is."""
        self.cursor.clear()
        button, bar = self.hover.button_at(x, y), self.hover.bar
        if button is None or bar is None:
            return False
        match button:
            case BarButton.REACT:
                self._canvas.after_idle(self.react, bar.row)  # Not now: to the box that opens, this click would be one elsewhere.
            case BarButton.ANSWER:
                self._verbs.messages.answer(bar.row.key)
            case BarButton.COPY:
                self._verbs.copy(read_text(bar.row))
            case BarButton.MORE:
                self._menu_of(bar.row)
        return True

    def react(self, row: TimelineRow) -> None:
        """Ask with what the person reacts to a row."""
        at = self._stage.items.index_with(row)
        place = self._stage.place_of(at) or (self._canvas.winfo_height() // 2,)
        if self.quick is None:
            quick = self.quick = QuickReactions(self._canvas, self._look, self._verbs.messages.pick_emoji)
            self._canvas.bind("<Destroy>", lambda _event: quick.destroy(), add=True)  # It lies over the window, and is not part of it.
        x, y = self._canvas.winfo_width() - self._look.px(28), max(place[0] - self._look.px(8), 0)
        self.quick.begin(x, y, lambda emoji: self._verbs.messages.react(row.key, emoji))

    def _menu_at(self, x: int, y: int) -> None:
        """Show the menu of what is under a point of the view, where the mouse is."""
        hit = self._stage.hit(x, y)
        if hit is not None:
            self._show_menu(hit, (self._canvas.winfo_pointerx(), self._canvas.winfo_pointery()))

    def _menu_of(self, row: TimelineRow) -> None:
        at = self._stage.items.index_with(row)
        self._show_menu(Hit(at, row, self._stage.layout_of(at), 0, 0), (self._canvas.winfo_pointerx(), self._canvas.winfo_pointery()))

    def show_menu(self) -> None:
        """Show the menu of the message that the keyboard is on, or of one in the middle, at its beginning."""
        hit = self.cursor.hit() or self._stage.hit(self._look.px(100), self._canvas.winfo_height() // 2)
        place = self._stage.place_of(hit.at) if hit is not None else None
        if hit is not None and place is not None:
            x, y = self._canvas.winfo_rootx() + hit.layout.x, self._canvas.winfo_rooty() + max(place[0], 0) + hit.layout.y
            self._show_menu(hit, (x, y + self._look.px(24)))

    def _show_menu(self, hit: Hit, place: tuple[int, int]) -> None:
        self._canvas.focus_set()
        self.menu.show_for(hit, self._selected(), place, bubbles=self._stage.layouts.bubbles)
