"""What the window costs, on a screen of its own: how soon it is there, how late it is under a flood, what a step of reading takes.

python3 -m tests.bench.window                          # a million lines: ten minutes, 350 MB in the temporary folder
python3 -m tests.bench.window --quick                  # to see that it works; its figures say nothing
python3 -m tests.bench.window --folder DIR             # keeps the histories there, for the next run

Prints one table in Markdown. The event loop's delay under a flood stands beside a control of the same run, which takes the same
messages out of the same queue and draws nothing: the machine may be busy with other things.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from time import monotonic
from typing import Final, NamedTuple

from pyvirtualdisplay.display import Display

from tests.bench.table import shown
from tests.bench.window_rig import write_history
from tests.support.layers import ROOT

MANY, FEW = 1_000_000, 1_000
STARTS: Final = 9
SECONDS: Final = 10.0
IDLE_SECONDS: Final = 30.0
PARTS: Final = Path(__file__).with_name("window_parts.py")


class Size(NamedTuple):
    """How much is measured."""

    lines: int = MANY
    starts: int = STARTS
    seconds: float = SECONDS
    idle_seconds: float = IDLE_SECONDS


QUICK: Final = Size(lines=20_000, starts=2, seconds=0.5, idle_seconds=1.0)


class Row(NamedTuple):
    """One figure.

    Args:
        what: It is of.
        ours: What was measured.
        most: What it may be.
        unit: Of both.
        beside: What it is compared with, or more of it, in words.
    """

    what: str
    ours: float
    most: float
    unit: str
    beside: str = ""

    @property
    def is_reached(self) -> bool:
        """Whether it is what was wanted."""
        return self.ours <= self.most


def run(*command: str | Path, compiled: Path | None = None) -> dict[str, float]:
    """Run a part of the benchmark in a process of its own; return its figures.

    Args:
        command: What Python is to run.
        compiled: Where what was compiled is kept, whatever this machine's own way is.
    """
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    if compiled is not None:
        environment |= {"PYTHONPYCACHEPREFIX": str(compiled), "PYTHONDONTWRITEBYTECODE": ""}
    done = subprocess.run([sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise RuntimeError(done.stderr)
    found = json.loads(done.stdout.splitlines()[-1])
    return {str(name): float(value) for name, value in found.items()}


def start(what: str, times: int) -> dict[str, float]:
    """Open a window so many times; return the usual milliseconds of each part. The first one, which compiles everything, is left out."""
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as compiled:
        runs = [run(PARTS, what, str(monotonic()), folder, compiled=Path(compiled)) for _ in range(times + 1)][1:]
    return {part: median(one[part] for one in runs) for part in runs[0]}


def measure(size: Size, folder: Path) -> list[Row]:
    """Measure everything."""
    ours, bare = start("program", size.starts), start("bare", size.starts)
    many, few = history(folder, size.lines), history(folder, FEW)
    runs = "tests.bench.window_runs"
    reading, reading_few = (run("-m", runs, "reading", one, str(size.seconds)) for one in (many, few))
    flood = run("-m", runs, "flood", many, str(size.seconds))
    with tempfile.TemporaryDirectory() as empty:
        idle = run("-m", runs, "idle", empty, str(size.idle_seconds))
    beside = f"a bare window of Tk: {sum(bare.values()):.0f}; " + ", ".join(f"{part} {taken:.0f}" for part, taken in ours.items())
    return [
        Row("first window, warm", sum(ours.values()), 800, "ms", beside),
        *(row for place in ("following 1000", "scrolled up 1000", "following 5000") for row in flood_rows(flood, place)),
        Row(
            f"scroll step, {size.lines:,} lines", reading["scroll_high_ms"], 6, "ms of own time, p99", f"median {reading['scroll_ms']:.1f}"
        ),
        Row(f"open a channel of {size.lines:,}", reading["open_ms"], 100, "ms", f"most {reading['open_most_ms']:.0f}"),
        Row(
            f"a key of a search, {size.lines:,} lines",
            reading["search_most_ms"],
            50,
            "ms, the slowest",
            f"median {reading['search_ms']:.0f}",
        ),
        Row("memory in all", max(reading["memory_mib"], flood["memory_mib"]), 140, "MiB", "after reading, or after the floods"),
        Row(f"more for {size.lines:,} lines", reading["memory_mib"] - reading_few["memory_mib"], 5, "MiB", f"than for {FEW:,}"),
        Row("idle, five channels open", idle["idle_percent"], 0.5, "% of a core", "hosting the room, too"),
    ]


def flood_rows(flood: dict[str, float], place: str) -> list[Row]:
    """Return what came of one flood: how late the event loop is has a bound at 1,000 messages a second, own time at each rate."""
    words, rate = place.rsplit(" ", 1)
    name, late, control = f"{int(rate):,} messages/s, {words}", flood[f"{place} late_ms"], flood[f"{place} control_ms"]
    beside = f"p99 {flood[f'{place} used_high_ms']:.1f}; control, the most {flood[f'{place} used_control_ms']:.1f}"
    title, unit = f"{name}: own time between two heartbeats", "ms, the most"
    if rate != "1000":
        return [Row(title, flood[f"{place} used_ms"], 25, unit, f"{beside}; event loop late by {late:.1f}, control {control:.1f} (p99)")]
    own = Row(title, flood[f"{place} used_ms"], 16, unit, beside)
    return [Row(f"{name}: event loop late", late, control + 8, "ms, p99", f"control {control:.1f}"), own]


def history(folder: Path, lines: int) -> Path:
    """Return a data folder with a history of so many lines, made if it is not there."""
    place = folder / f"lines-{lines}"
    if not place.exists():
        made = folder / f"making-{lines}"
        made.mkdir(exist_ok=True)
        write_history(made, lines)
        made.rename(place)
    return place


def table(rows: Sequence[Row]) -> str:
    """Return the figures as a table in Markdown."""
    head = ("| what | measured | wanted | | beside it |", "| --- | --- | --- | --- | --- |")
    return "\n".join((*head, *(line(row) for row in rows)))


def line(row: Row) -> str:
    """Return a figure as a line of the table."""
    reached = "yes" if row.is_reached else "**no**"
    return f"| {row.what} | {shown(row.ours)} {row.unit} | ≤ {shown(row.most)} | {reached} | {row.beside} |"


def main() -> int:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    with ExitStack() as stack:
        folder = options.folder or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.mkdir(parents=True, exist_ok=True)
        stack.enter_context(Display(visible=False, size=(1280, 860), extra_args=["-dpi", "96", "-nolisten", "tcp"]))
        sys.stdout.write(table(measure(QUICK if options.quick else Size(), folder)) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
