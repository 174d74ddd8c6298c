"""Where values lie on an axis, and how a chart looks as SVG and as text."""

import xml.etree.ElementTree as ET

import pytest

from desktop_chat.core.figures.chart import Chart, Row, linear_axis, log_axis
from desktop_chat.core.figures.lines import chart_lines, width
from desktop_chat.core.figures.stats import Summary, summary
from desktop_chat.core.figures.svg import COLOURS, LABELS, VALUES, WIDTH, svg

SVG = "{http://www.w3.org/2000/svg}"


def chart(*values: float) -> Chart:
    """Return a chart with a row for each value."""
    rows = tuple(Row(f"r{at}", f"row <{at}>", summary([value]), at) for at, value in enumerate(values))
    return Chart("c", "A & B", "µs", rows)


@pytest.mark.parametrize(
    ("most", "ticks"), [(1.0, (0, 0.25, 0.5, 0.75, 1)), (3.9, (0, 1, 2, 3, 4)), (4.2, (0, 2, 4, 6)), (100, (0, 25, 50, 75, 100))]
)
def test_a_linear_axis_counts_by_round_numbers(most: float, ticks: tuple[float, ...]) -> None:
    """From 0 to at least the largest value."""
    axis = linear_axis(most)
    assert axis.ticks == pytest.approx(ticks)
    assert [axis.at(value) for value in (0, ticks[-1], 2 * ticks[-1])] == [0, 1, 1]


def test_a_logarithmic_axis_has_whole_powers_and_no_empty_bar() -> None:
    """Equal factors are equal steps; what is nothing lies at the beginning."""
    axis = log_axis(2.0, 900.0)
    assert list(axis.ticks) == [1, 10, 100, 1000]
    assert [axis.at(value) for value in (0.0, 1.0, 10.0, 1000.0)] == pytest.approx([0, 0, 1 / 3, 1])
    assert log_axis(1.0, 900.0).ticks[0] == 0.1


def test_values_far_apart_get_a_logarithmic_axis() -> None:
    """And values near each other a linear one; nothing at all is no error."""
    assert chart(1.0, 1000.0).axis().is_log
    assert not chart(1.0, 3.0).axis().is_log
    assert chart(0.0).axis().ticks == (0, 1)
    assert chart().axis().ticks == (0, 1)


def test_svg_is_well_formed_and_as_wide_as_the_values() -> None:
    """SVG 1.1: one element, its text escaped, a bar and a number for each row."""
    root = ET.fromstring(svg(chart(1.0, 2.0)))  # noqa: S314  # Our own.
    assert root.tag == f"{SVG}svg"
    bars = root.findall(f"{SVG}rect")
    assert [bar.get("fill") for bar in bars] == list(COLOURS[:2])
    assert float(bars[1].get("width", 0)) == WIDTH - LABELS - VALUES
    assert float(bars[0].get("width", 0)) == pytest.approx((WIDTH - LABELS - VALUES) / 2, abs=0.1)
    texts = [element.text for element in root.findall(f"{SVG}text")]
    assert {"A & B (µs)", "row <0>", "row <1>", "1", "2"} <= set(texts)


def test_svg_shows_how_far_measurements_lie_apart() -> None:
    """A thin line for the middle half, but only where there is one."""
    spread = Chart("c", "T", "ms", (Row("a", "a", Summary(9, 1.0, 2.0, 4.0)),))
    with_line, without = (svg(one).count("stroke-width") for one in (spread, chart(2.0)))
    assert (with_line, without) == (1, 0)


def test_a_chart_in_a_terminal() -> None:
    """Labels are padded by the columns they take: Hangul takes two (UAX 11)."""
    rows = (Row("a", "가", summary([4.0])), Row("b", "ab!", summary([2.0])), Row("c", "-", summary([0.0])))
    assert chart_lines(Chart("c", "T", "ms", rows), columns=4) == ["T (ms)", "  가   ████ 4", "  ab!  ██ 2", "  -    0"]
    assert (width("가a"), width("")) == (3, 0)


def test_a_chart_without_rows_has_a_title() -> None:
    """And is no error."""
    assert chart_lines(Chart("c", "T", "ms", ()), columns=4) == ["T (ms)"]
