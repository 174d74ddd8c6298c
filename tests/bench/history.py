"""Finding and keeping lines in the member's own history, measured beside a scan of the text and a history without an index.

python3 -m tests.bench.history                    # a million lines: a few minutes, half a gigabyte in the temporary folder
python3 -m tests.bench.history --lines 100000
"""

import argparse
import queue
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from itertools import cycle, islice
from pathlib import Path

from desktop_chat.app.feed import Feed
from desktop_chat.app.keeper import Keeper
from desktop_chat.app.visit import Visit
from desktop_chat.core.client.events import ClientEvent, MessageArrived, MessageKind
from desktop_chat.core.client.events.kept import KeptLine, Part
from desktop_chat.core.client.search_query import parse_search
from desktop_chat.net.clock import SystemClock
from desktop_chat.net.deadline import Deadline
from desktop_chat.net.worker import Crew
from desktop_chat.store.sqlite_history import SqliteHistory

ROOMS = tuple(letter * 64 for letter in "abcde")
"""The keys of the rooms that the lines are of; the first one has half of them."""
ROOM = ROOMS[0]
LINES = 1_000_000
BATCH = 500
"""Lines in one commit: a tenth of a second of a flood."""
FLOOD = 10_000
"""Lines that come as fast as the link can read them."""
REPEATS = 5
CHANNELS = 20
PEOPLE = 60
COMMON = (
    *("the", "that", "this", "they", "there", "then", "to", "of", "and", "in", "is", "it", "you", "for", "on", "with", "was", "are", "be"),
    *(
        "나는",
        "우리",
        "오늘",
        "내일",
        "그리고",
        "그런데",
        "회의",
        "점심",
        "회의에서",
        "있어요",
        "없어요",
        "합니다",
        "했어요",
        "같이",
        "지금",
        "네",
    ),
)
SYLLABLES = "가나다라마바사아자차카타파하고도로보소오조호이기지시리미니비구수우주무부두루대내새해계세제개에게서는은을를의과와한할함합학"
QUERIES = {
    "회의": "회의",
    "의": "의",
    "회의에서": "회의에서",
    "the": "the",
    "t": "t",
    "th": "th",
    "점심 회의": "점심%회의",
    '"in the"': "in the",
    "from:nick7 회의": "회의",
    "from:nick7 in:#channel8 회의 the": "회의",
    "없는낱말": "없는낱말",
    "the 없는낱말": "없는낱말",
}
"""What is typed, and what a scan of the text would look for."""


def lines(count: int) -> Iterator[KeptLine]:
    """Yield lines of Korean and English in which few words make most of the talk, as in any language."""
    dice = random.Random(7)  # noqa: S311
    rare = ["".join(dice.choices(SYLLABLES, k=dice.randint(2, 4))) for _ in range(20_000)]
    rare += ["".join(dice.choices("etaoinshrdlucmfwypvbgk", k=dice.randint(3, 9))) for _ in range(20_000)]
    for number in range(count):
        words = dice.choices(COMMON, k=dice.randint(2, 6)) + dice.choices(rare, k=dice.randint(1, 5))
        dice.shuffle(words)
        sender, channel = f"nick{dice.randrange(PEOPLE)}", f"#channel{min(int(dice.expovariate(0.4)), CHANNELS - 1)}"
        yield KeptLine(channel, True, f"{number:014x}", number * 1000, sender, MessageKind.TALK, " ".join(words), False)  # noqa: FBT003


class WithoutIndex(SqliteHistory):
    """The same history in which nothing can be found."""

    def _index(self, room: int, new: Sequence[tuple[int, KeptLine, int]]) -> None:
        """Leave lines as they are."""


def seconds(do: Callable[[], object]) -> float:
    """Return how long something takes."""
    begun = time.perf_counter()
    do()
    return time.perf_counter() - begun


def fill(history: SqliteHistory, count: int) -> float:
    """Keep lines in batches; return the microseconds for each, the making of lines left out."""
    source, total = lines(count), 0.0
    rooms = cycle(room for other in ROOMS[1:] for room in (ROOM, other))
    while batch := list(islice(source, BATCH)):
        room = next(rooms)
        total += seconds(lambda room=room, batch=batch: history.append(room, batch))  # type: ignore[misc]
    return total / count * 1e6


def median_ms(do: Callable[[], object]) -> float:
    """Return how many milliseconds something usually takes."""
    return statistics.median(seconds(do) for _ in range(REPEATS)) * 1e3


def search_cost(file: Path, typed: str) -> tuple[float, int]:
    """Return the milliseconds of a search, and how many lines it found."""
    query = parse_search(typed)
    with closing(SqliteHistory(file)) as history:
        found, _ = history.search(query, most=100)
        return median_ms(lambda: history.search(query, most=100)), len(found)


def scan_cost(file: Path, pattern: str) -> float:
    """Return the milliseconds of a scan of the text, the newest line first; it knows nothing of words, people and places."""
    scan = "SELECT * FROM line WHERE text LIKE ? ORDER BY id DESC LIMIT 100"
    with closing(sqlite3.connect(file)) as plain:
        return median_ms(lambda: plain.execute(scan, (f"%{pattern}%",)).fetchall())


def first_search(file: Path) -> float:
    """Return the milliseconds of the first search after the file was opened."""
    with closing(SqliteHistory(file)) as history:
        return seconds(lambda: history.search(parse_search("회의"), most=100)) * 1e3


def page_cost(file: Path) -> float:
    """Return the milliseconds of a page from the middle of the largest channel."""
    with closing(SqliteHistory(file)) as history:
        last = history.page(ROOM, "#channel0", Part.LAST, most=200)
        return median_ms(lambda: history.page(ROOM, "#channel0", Part.AROUND, key=last.lines[0].key, most=200))


def flood_cost(file: Path, *, is_kept: bool) -> float:
    """Return the microseconds for each line of a flood that the link's thread hands on to the window, kept on the way or not."""
    crew, events = Crew(), queue.Queue[ClientEvent]()
    keeper = Keeper(file, crew=crew, tell=events.put)
    visit = Visit(keeper, Feed(events), SystemClock())
    keeper.start()
    hear = visit.hear if is_kept else visit.feed.post
    flood = [
        MessageArrived(line.conversation, line.sender, line.text, MessageKind.TALK, line.time, line.key, line.mine) for line in lines(FLOOD)
    ]
    cost = seconds(lambda: [hear(event) for event in flood]) / FLOOD * 1e6
    keeper.stop()
    crew.join(Deadline(60))
    return cost


def main() -> int:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, default=LINES)
    count = parser.parse_args().lines
    with tempfile.TemporaryDirectory() as folder:
        bare_file, file = Path(folder) / "bare.sqlite3", Path(folder) / "history.sqlite3"
        with closing(WithoutIndex(bare_file)) as bare:
            bare_cost = fill(bare, count)
        with closing(SqliteHistory(file)) as history:
            cost = fill(history, count)
        say = sys.stdout.write
        say(f"{count:,} lines\n\n| keeping a line | with index | without | ratio |\n| --- | --- | --- | --- |\n")
        say(f"| µs | {cost:.1f} | {bare_cost:.1f} | {cost / bare_cost:.2f} |\n")
        sizes = [one.stat().st_size / count for one in (file, bare_file)]
        say(f"| bytes | {sizes[0]:.0f} | {sizes[1]:.0f} | {sizes[0] / sizes[1]:.2f} |\n\n")
        kept = statistics.median(flood_cost(Path(folder) / f"flood-{number}.sqlite3", is_kept=True) for number in range(REPEATS))
        passed = statistics.median(flood_cost(Path(folder) / f"flood-{number}.sqlite3", is_kept=False) for number in range(REPEATS))
        say("| a line on its way from the link to the window | kept | not kept | ratio |\n| --- | --- | --- | --- |\n")
        say(f"| µs | {kept:.1f} | {passed:.1f} | {kept / passed:.2f} |\n\n")
        say("| typed | ms | a LIKE scan, ms | ratio | found |\n| --- | --- | --- | --- | --- |\n")
        for typed, pattern in QUERIES.items():
            (ours, found), theirs = search_cost(file, typed), scan_cost(file, pattern)
            say(f"| `{typed}` | {ours:.2f} | {theirs:.2f} | {ours / theirs:.4f} | {found} |\n")
        say(f"\nfirst search after opening: {first_search(file):.2f} ms; a page of 400 lines: {page_cost(file):.2f} ms\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
