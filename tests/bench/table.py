"""The figures as one table."""

from collections.abc import Iterable

from tests.bench.loads import FIGURES, Goal
from tests.bench.measure import Results

TITLES = {"ngircd": "ngIRCd", "inspircd": "InspIRCd", "undisturbed": "ours without", "": "-"}
HEAD = ("load", "figure", "ours", "against", "theirs", "ratio", "wanted", "", "faults")


def table(all_results: Iterable[Results]) -> str:
    """Return one row for each goal, in Markdown."""
    rows = [
        HEAD,
        *(row(results, goal) for results in all_results for goal in results.load.goals if results.rival(goal) in {"", *results.runs}),
    ]
    widths = [max(len(cells[column]) for cells in rows) for column in range(len(HEAD))]
    lines = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)) + " |" for cells in rows]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)


def row(results: Results, goal: Goal) -> tuple[str, ...]:
    """Return a goal's cells."""
    figure, rival = FIGURES[goal.figure], results.rival(goal)
    return (
        results.load.title,
        figure.title,
        shown(results.median("ours", goal.figure)),
        TITLES[rival],
        shown(results.median(rival, goal.figure)) if rival else "-",
        shown(results.ratio(goal)) if rival else "-",
        f"{'≥' if figure.more_is_better else '≤'} {goal.bound:g}",
        "yes" if results.is_reached(goal) else "NO",
        ", ".join(f"{TITLES.get(name, name)} {count}" for name, count in results.faults.items() if count) or "none",
    )


def shown(value: float) -> str:
    """Return a figure with three digits."""
    if value >= 1_000_000:
        return f"{value / 1_000_000:.3g} M"
    return f"{value:,.0f}" if value >= 1000 else f"{value:.3g}"
