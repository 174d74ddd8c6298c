"""The window's benchmark measures what it says it measures."""

from pathlib import Path

import pytest

from tests.bench.window import Row, flood_rows, history, run, start, table

PARTS = ("interpreter", "Tk", "Pillow", "other modules", "the window of Tk", "store", "theme", "screens", "first paint")
LINES = 1_500


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with a small history."""
    return history(tmp_path_factory.mktemp("histories"), LINES)


@pytest.mark.tk
def test_a_window_opens_in_its_parts() -> None:
    """Each takes some time, and the bare window has fewer of them."""
    assert tuple(start("program", 1)) == PARTS
    assert tuple(start("bare", 1)) == ("interpreter", "Tk", "first paint")


@pytest.mark.tk
def test_reading_gives_every_figure(folder: Path) -> None:
    """In a process of its own, as the benchmark runs it."""
    figures = run("-m", "tests.bench.window_runs", "reading", folder, "0.1")
    assert set(figures) >= {"open_ms", "scroll_high_ms", "search_most_ms", "memory_mib"}
    assert all(value > 0 for value in figures.values())


def test_a_run_that_fails_says_why() -> None:
    """Not only that it did."""
    with pytest.raises(RuntimeError, match="KeyError"):
        run("-m", "tests.bench.window_runs", "nothing", "nowhere", "0")


def test_the_table_says_what_is_reached() -> None:
    """A line for each figure."""
    rows = [Row("scroll step", 2.345, 6, "ms", "median 1.0"), Row("memory", 150, 140, "MiB")]
    assert table(rows).splitlines()[2:] == [
        "| scroll step | 2.35 ms | ≤ 6 | yes | median 1.0 |",
        "| memory | 150 MiB | ≤ 140 | **no** |  |",
    ]


def test_a_flood_is_judged_by_its_control() -> None:
    """The machine may be slow; own time has a bound of its own, by the rate."""
    figures = {"late_ms": 17.5, "control_ms": 10.0, "used_ms": 20.0, "used_high_ms": 9.0, "used_control_ms": 4.0}
    slow, fast = (
        flood_rows({f"following {rate} {name}": value for name, value in figures.items()}, f"following {rate}") for rate in (1000, 5000)
    )
    assert [row.is_reached for row in (*slow, *fast)] == [True, False, True]
