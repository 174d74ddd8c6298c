"""A timeline in a window: what a person reads in it, where that is, and what the mouse does there."""

import tkinter as tk
from itertools import count

from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.rows import Edge, LineKind, TimelineRow
from desktop_chat.gui.safe_text import Shown, prose
from desktop_chat.gui.timeline.hover import BUTTON, BarButton
from desktop_chat.gui.timeline.places import x_at
from desktop_chat.gui.timeline.row_layout import head_text, read_text
from desktop_chat.gui.timeline.shapes import Deed
from desktop_chat.gui.timeline.view import Timeline, TimelineVerbs


def lines_of(timeline: Timeline) -> list[str]:
    """Return what can be read, line by line, from the first row that is there to the last."""
    texts = (text for item in timeline.stage.items for text in (head_text(item), read_text(item)) if text)
    return [line for text in texts for line in text.split("\n")]


def point_of(timeline: Timeline, words: str, *, start_of_it: bool = False) -> tuple[int, int]:
    """Return the middle, or the start, of the first place in sight with these words, in pixels of the canvas."""
    for placed in timeline.stage.viewport.visible():
        layout = timeline.stage.layout_of(placed.at)
        start = layout.body.text.find(words)
        for line in layout.body.lines:
            if start >= 0 and line.line.start <= start < line.line.end:
                setter = timeline.look.setter
                left, right = x_at(line, start, setter), x_at(line, min(start + len(words), line.line.end), setter)
                x = left if start_of_it else (left + right) // 2
                return layout.x + x, placed.y + layout.y + line.y + line.height // 2
    raise AssertionError(f"no {words!r} in sight")


def button_of(timeline: Timeline, button: BarButton) -> tuple[int, int]:
    """Return the middle of a button of the bar over a row, in pixels of the canvas."""
    bar, size = timeline.deeds.hover.bar, timeline.look.px(BUTTON)
    assert bar is not None, "no bar"
    return bar.x + bar.buttons.index(button) * size + size // 2, bar.y + size // 2


def spot_of(timeline: Timeline, deed: Deed, text: str) -> tuple[int, int]:
    """Return the middle of the first place in sight that is for a deed, in pixels of the canvas."""
    for placed in timeline.stage.viewport.visible():
        for spot in timeline.stage.layout_of(placed.at).spots:
            if (spot.deed, spot.text) == (deed, text):
                return spot.x + spot.width // 2, placed.y + spot.y + spot.height // 2
    raise AssertionError(f"no {deed} {text!r} in sight")


def drawn_on(canvas: tk.Canvas) -> list[str]:
    """Return the texts on a canvas, from top to bottom."""
    texts = [item for item in canvas.find_all() if str(canvas.type(item)) == "text"]
    return [str(canvas.tk.call(str(canvas), "itemcget", item, "-text")) for item in sorted(texts, key=lambda item: canvas.coords(item)[1])]


def messages_of(timeline: Timeline) -> list[str]:
    """Return the messages, each with what it answers, how people reacted, and what became of it, in one line."""
    rows = (item for item in timeline.stage.items if isinstance(item, TimelineRow) and item.kind is LineKind.TALK)
    return [" | ".join([row.text, *_quoted(row), *(f"{one.sign} {one.count}" for one in row.reactions), row.standing]) for row in rows]


def _quoted(row: TimelineRow) -> list[str]:
    return [f"> {row.quote.sender}: {row.quote.text}"] if row.quote is not None else []


class Mouse:
    """A hand on the mouse over a timeline."""

    _times = count(1000, 1000)
    """In milliseconds; of all hands, so that no two clicks count together."""

    def __init__(self, timeline: Timeline) -> None:
        self.timeline, self.canvas = timeline, timeline.canvas

    def do(self, event: str, at: tuple[int, int]) -> None:
        """Do something at a point, long after what was done before, and let it be drawn."""
        self._generate(event, at)
        self.canvas.update()

    def can_reach(self, words: str) -> bool:
        """Return whether a message with these words is in sight."""
        stage = self.timeline.stage
        return any(words in stage.layout_of(placed.at).body.text for placed in stage.viewport.visible())

    def _generate(self, event: str, at: tuple[int, int]) -> None:
        self.canvas.event_generate(event, x=at[0], y=at[1], time=next(self._times))

    def click(self, at: tuple[int, int]) -> None:
        """Move there, press and let go, before anything else can happen."""
        for event in ("<Motion>", "<Button-1>", "<ButtonRelease-1>"):
            self._generate(event, at)
        self.canvas.update()

    def press_bar(self, button: BarButton, words: str) -> None:
        """Move over a message, and press a button of the bar that comes, before anything else can happen."""
        self._generate("<Motion>", point_of(self.timeline, words))
        self.click(button_of(self.timeline, button))

    def choose(self, label: str, words: str) -> None:
        """Open the menu of a message, and choose from it."""
        self.do("<<ContextMenu>>", point_of(self.timeline, words))
        menu = self.timeline.deeds.menu.menu
        menu.invoke(label)
        menu.unpost()
        self.canvas.update()

    def react(self, emoji: str, words: str) -> None:
        """Click the pill of an emoji below a message; where there is none, choose the emoji in the row that a button opens."""
        place = self.timeline.stage.hit(*point_of(self.timeline, words))
        pill = [spot for spot in place.layout.spots if (spot.deed, spot.text) == (Deed.REACT, emoji)] if place else []
        if pill:
            self.click(spot_of(self.timeline, Deed.REACT, emoji))
            return
        self.press_bar(BarButton.REACT, words)
        quick = self.timeline.deeds.quick
        assert quick is not None
        next(button for button in quick.buttons if button.cget("text") == emoji).invoke()


class Roll:
    """A timeline in a window, and what came of it."""

    def __init__(self, top: tk.Toplevel, look: Look) -> None:
        self.top, self.opened, self.bubbles = top, list[str](), list[bool]()
        self.reached, self.wanted_newest = list[Edge](), 0
        self.again, self.given_up = list[str](), list[str]()
        verbs = TimelineVerbs(
            self.opened.append, self.bubbles.append, self.reached.append, self.want_newest, self.again.append, self.given_up.append
        )
        self.timeline = Timeline(top, look, verbs)
        self.timeline.pack(fill="both", expand=True)
        self.canvas = self.timeline.canvas
        top.update()

    def want_newest(self) -> None:
        """Note that the newest rows are wanted."""
        self.wanted_newest += 1

    def add(self, *rows: TimelineRow) -> None:
        """Append lines and draw."""
        self.timeline.append(rows)
        self.top.update()

    def do(self, event: str, at: tuple[int, int] = (0, 0), **more: int) -> None:
        """Let something happen at a point of the canvas."""
        self.canvas.event_generate(event, x=at[0], y=at[1], **more)  # type: ignore[arg-type]  # Tk takes numbers too.
        self.top.update()

    def click(self, at: tuple[int, int], *, time: int = 1000, state: int = 0) -> None:
        """Press and let go."""
        self.do("<Button-1>", at, time=time, state=state)
        self.do("<ButtonRelease-1>", at, time=time)

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Press, move, and let go."""
        self.do("<Button-1>", start)
        self.do("<B1-Motion>", end)
        self.do("<ButtonRelease-1>", end)

    def drawn(self) -> list[str]:
        """Return the texts on the canvas, from top to bottom."""
        return drawn_on(self.canvas)

    def seen(self) -> dict[str, int]:
        """Return the rows in sight, each with the place of its upper edge."""
        stage = self.timeline.stage
        return {read_text(stage.items[placed.at]): placed.y for placed in stage.viewport.visible()}


def talk(text: str, *, heads: bool = False, key: str = "", mine: bool = False) -> TimelineRow:
    """Return something that ann said."""
    return TimelineRow(LineKind.TALK, prose(text), sender=Shown("ann"), colour=2, time="9:02 AM", heads=heads, key=key, mine=mine)


def lines(first: int, count: int) -> list[TimelineRow]:
    """Return lines with numbers, each its own key."""
    return [talk(f"line {number}", heads=number % 10 == 0, key=str(number)) for number in range(first, first + count)]
