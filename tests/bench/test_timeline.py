"""A step in the timeline costs the same, however long the conversation is."""

import tkinter as tk

import pytest

from tests.bench.timeline import PAGE, Bench, Figure, table
from tests.support.tk import only_root, root

__all__ = ["only_root", "root"]

MOST = 4.0
"""Of many rows to few. It is about 1; what grew with the rows would be 50, so that a busy machine decides nothing."""


@pytest.mark.tk
def test_no_step_depends_on_how_much_was_said(root: tk.Tk) -> None:
    """Scrolling, older rows, new ones: with 20,000 rows as with 400."""
    bench = Bench(root)
    few, many = dict(bench.steps(400)), dict(bench.steps(20_000))
    ratios = {name: many[name] / few[name] for name in ("scroll", f"{PAGE} older rows", "20 new at the end", "resize")}
    assert {name: ratio for name, ratio in ratios.items() if ratio > MOST} == {}


def test_the_table_says_what_was_measured() -> None:
    """A line for each step."""
    assert table({"scroll": Figure(1.0, 1.25)})[-1] == "| scroll | 1.00 | 1.25 | 1.25 |"
