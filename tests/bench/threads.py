"""What the Threads view costs this process while people talk: own processor time with it open, beside the same without it.

    python3 -m tests.bench.threads

A real window hosts a room on a screen of its own; people in another process say a line from time to time. The view is
opened and closed in turn, so that what else the machine does meets both alike. Wanted: below 1 % of a core more.
"""

import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from contextlib import ExitStack
from itertools import cycle
from pathlib import Path
from statistics import median
from time import process_time
from typing import Final, NamedTuple

from pyvirtualdisplay.display import Display

from desktop_chat import i18n
from desktop_chat.app.chat import ChatProgram
from desktop_chat.app.lab import LabProgram
from desktop_chat.app.threads import ErrorLog, ThreadsProgram
from desktop_chat.gui.event_queue import EventQueue
from desktop_chat.gui.ports import HostRequest, Inside
from desktop_chat.gui.program import WindowProgram, destroy_root, make_root
from desktop_chat.settings import Settings
from tests.support.person import Person

ROUNDS: Final = 5
SECONDS: Final = 6.0
"""Of each look: a dozen updates of the view."""
SETTLE_MS: Final = 1_500
PEOPLE: Final = 10
PAUSE_SECONDS: Final = 0.2
"""Between two lines: five a second."""
CHANNEL: Final = "#general"


class Cost(NamedTuple):
    """Percent of a core, the median of all rounds."""

    closed: float
    opened: float

    @property
    def of_the_view(self) -> float:
        """What the view costs."""
        return self.opened - self.closed


class Bench:
    """The program with its window, hosting.

    Args:
        folder: Of its data.
        rounds: How often the view is opened.
        seconds: How long each look takes.
    """

    def __init__(self, folder: Path, *, rounds: int, seconds: float) -> None:
        self._rounds, self._ms = rounds, round(seconds * 1000)
        events = EventQueue()
        self.chat = ChatProgram(events, folder=folder)
        self.lab = LabProgram("en")
        self.threads = ThreadsProgram(self.chat, events, ErrorLog())
        self.root = make_root()
        settings = Settings(nick="Sam", geometry="1100x720+0+0")
        inside = Inside(self.threads, self.lab)
        self.window = WindowProgram(self.root, self.chat, events, folder=folder, settings=settings, inside=inside)
        self._used: dict[bool, list[float]] = {False: [], True: []}
        self._talkers: subprocess.Popen[bytes] | None = None

    def run(self) -> Cost:
        """Measure."""
        try:
            self.root.after(100, self._wait_for_room)
            self.window.run(HostRequest("Sam", "bench", 0, announce=False))
            return Cost(*(median(self._used[is_open]) for is_open in (False, True)))
        finally:
            if self._talkers is not None:
                self._talkers.terminate()
                self._talkers.wait()
            self.chat.stop()
            self.threads.stop()
            self.lab.close()
            destroy_root(self.root)

    def _wait_for_room(self) -> None:
        addresses = self.chat.addresses()
        if not addresses or not self.window.presenter.room.is_online:
            self.root.after(100, self._wait_for_room)
            return
        port = addresses[0].rpartition(":")[2]
        self._talkers = subprocess.Popen([sys.executable, "-m", "tests.bench.threads", "--talk", port])  # noqa: S603
        self.root.after(2 * SETTLE_MS, self._look, cycle((False, True)))

    def _look(self, states: "cycle[bool]") -> None:
        """Bring the view into its next state and, once it has settled, see what the process uses."""
        if len(self._used[True]) == self._rounds:
            self.window.close()
            return
        is_open = next(states)
        if is_open:
            self.window.panels.open_threads()
        elif self.window.panels.threads is not None and self.window.panels.threads.winfo_exists():
            self.window.panels.threads.close()
        self.root.after(SETTLE_MS, self._begin, is_open, states)

    def _begin(self, is_open: bool, states: "cycle[bool]") -> None:  # noqa: FBT001  # As `after` hands it over.
        self.root.after(self._ms, self._end, is_open, states, process_time())

    def _end(self, is_open: bool, states: "cycle[bool]", begun: float) -> None:  # noqa: FBT001
        self._used[is_open].append(100_000 * (process_time() - begun) / self._ms)
        self._look(states)


def talk(port: int, stop: threading.Event) -> None:
    """Let people talk in a room until told to stop."""
    with ExitStack() as stack:
        people = [stack.enter_context(Person(port, f"person{number}", channel=CHANNEL)) for number in range(PEOPLE)]
        for number, person in enumerate(cycle(people)):
            if stop.wait(PAUSE_SECONDS):
                return
            person.say(f"PRIVMSG {CHANNEL} :this is line number {number}, about as long as what people write")
            for one in people:
                one.skip_what_came()


def measure(rounds: int = ROUNDS, seconds: float = SECONDS) -> Cost:
    """Return what the view costs."""
    i18n.use_language("en")
    with tempfile.TemporaryDirectory() as folder:
        return Bench(Path(folder), rounds=rounds, seconds=seconds).run()


def table(cost: Cost) -> Sequence[str]:
    """Return the figures as lines of Markdown."""
    head = ("| percent of a core | closed | open | the view |", "| --- | --- | --- | --- |")
    return (
        *head,
        f"| {PEOPLE + 1} people, {1 / PAUSE_SECONDS:.0f} lines a second | {cost.closed:.2f} | {cost.opened:.2f} | {cost.of_the_view:.2f} |",
    )


def main(argv: Sequence[str]) -> int:
    """Measure and print; or talk."""
    if argv[:1] == ["--talk"]:
        talk(int(argv[1]), threading.Event())
        return 0
    with Display(visible=False, size=(1280, 860), extra_args=["-dpi", "96", "-nolisten", "tcp"]):
        print("\n".join(table(measure())))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
