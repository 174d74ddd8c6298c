"""What the timeline costs on a screen: own processor time for a step, with a few rows and with many.

    python3 -m tests.bench.timeline

Times are the process's own, the X server's left out, medians of many steps: so the ratio of many rows to few says whether a step
depends on how long the conversation is, whatever the machine.
"""

import sys
import tkinter as tk
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import cycle
from statistics import median
from time import process_time
from typing import Final, NamedTuple

from pyvirtualdisplay.display import Display

from desktop_chat.gui.history.reading import LINES_READ
from desktop_chat.gui.look.palette import DARK
from desktop_chat.gui.look.screen import prepare_screen
from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.rows import Edge, LineKind, Place, TimelineRow
from desktop_chat.gui.safe_text import Shown, prose
from desktop_chat.gui.timeline.view import Timeline, TimelineVerbs

FEW: Final = 1_000
MANY: Final = 100_000
STEPS: Final = 60
PAGE: Final = 100
STEP_PIXELS: Final = 60
SIZE: Final = (780, 700)
TALK: Final = (
    "좋은 아침입니다! 오늘 **3시 회의** 잊지 마세요 👋",
    "The notes are here: https://lan.example/notes, please have a look before we meet; it is not long",
    "Could you review `queue.drain()`, @가람?",
    "ㅋㅋㅋㅋ 🎉🎉",
    "> the quoted line\nand an answer to it, long enough that it needs a second line in a window of this size, or nearly so",
)


class Figure(NamedTuple):
    """What a step costs, in milliseconds of own processor time."""

    few: float
    many: float

    @property
    def ratio(self) -> float:
        """Many rows to few."""
        return self.many / self.few


def rows(count: int) -> list[TimelineRow]:
    """Return a conversation of so many rows, no two the same object."""
    talk = cycle(TALK)
    return [
        TimelineRow(
            LineKind.TALK, prose(f"{number} {next(talk)}"), sender=Shown("가람"), time="9:02 AM", heads=number % 4 == 0, key=str(number)
        )
        for number in range(count)
    ]


class Bench:
    """A timeline in a window.

    Args:
        root: Empty.
    """

    def __init__(self, root: tk.Tk) -> None:
        self._root = root
        self.timeline = Timeline(root, Look(root, DARK, 1.0), TimelineVerbs(open_link=print, use_bubbles=print))
        self.timeline.pack(fill="both", expand=True)
        root.geometry(f"{SIZE[0]}x{SIZE[1]}")
        root.update()

    def cost(self, step: Callable[[], object], times: int = STEPS) -> float:
        """Return what a step and its drawing cost, the median of many."""
        costs = []
        for _ in range(times):
            begun = process_time()
            step()
            self._root.update()
            costs.append(process_time() - begun)
        return median(costs) * 1000

    def steps(self, count: int) -> Iterator[tuple[str, float]]:
        """Yield what each kind of step costs with so many rows."""
        timeline, conversation = self.timeline, rows(count)
        yield "open", self.cost(lambda: timeline.replace(conversation), 3)
        for new in (1, 20, 100):
            yield f"{new} new at the end", self.cost(partial(self._append, new))
        timeline.replace(conversation)
        timeline.scroll(-count)
        self._root.update()
        yield "scroll", self.cost(lambda: timeline.scroll(-STEP_PIXELS))
        pages = [rows(LINES_READ) for _ in range(STEPS)]
        yield f"{PAGE} older rows", self.cost(lambda: timeline.replace(pages.pop(), Place(PAGE, Edge.TOP)))
        widths = cycle((SIZE[0], SIZE[0] + 100))
        yield "resize", self.cost(lambda: self._root.geometry(f"{next(widths)}x{SIZE[1]}"), 20)

    def _append(self, count: int) -> None:
        self.timeline.append(rows(count))


def measure(few: int, many: int) -> dict[str, Figure]:
    """Return what each step costs with few rows and with many."""
    prepare_screen()
    root = tk.Tk()
    try:
        bench = Bench(root)
        return {name: Figure(first, second) for (name, first), (_, second) in zip(bench.steps(few), bench.steps(many), strict=True)}
    finally:
        root.destroy()


def table(figures: dict[str, Figure]) -> Sequence[str]:
    """Return the figures as lines of Markdown."""
    head = (f"| step | {FEW:,} rows, ms | {MANY:,} rows, ms | ratio |", "| --- | --- | --- | --- |")
    return (*head, *(f"| {name} | {one.few:.2f} | {one.many:.2f} | {one.ratio:.2f} |" for name, one in figures.items()))


def main() -> int:
    """Measure and print."""
    with Display(visible=False, size=(1000, 800), extra_args=["-dpi", "96", "-nolisten", "tcp"]):
        print("\n".join(table(measure(FEW, MANY))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
