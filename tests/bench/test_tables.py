"""What is made of the figures: medians, ratios, a table, a chart."""

from xml.etree import ElementTree as ET

from tests.bench.loads import LOADS, Goal, Load
from tests.bench.measure import Results
from tests.bench.plot import Curve, chart
from tests.bench.table import table

LOAD = Load(
    "x",
    "a load",
    (Goal("per_second", "inspircd", 1.5), Goal("p99_ms", "best", 0.5), Goal("kib", "", 25.0), Goal("per_second", "absent", 1.0)),
    100,
)
RESULTS = Results(
    LOAD,
    {
        "ours": [{"per_second": value, "p99_ms": 3.0, "kib": 20.0} for value in (4_000_000.0, 1.0, 5_000_000.0)],
        "ngircd": [{"per_second": 1_000.0, "p99_ms": 10.0, "kib": 3.0}],
        "inspircd": [{"per_second": 2_000_000.0, "p99_ms": 5.0, "kib": 4.0}],
    },
    {"ours": 0, "ngircd": 2, "inspircd": 0},
)


def test_each_goal_is_a_row() -> None:
    """Ratios of medians; the best of the others is the smallest where less is better; a peer that is not there has no row."""
    head, _, *rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table([RESULTS]).splitlines()]
    assert head[:6] == ["load", "figure", "ours", "against", "theirs", "ratio"]
    assert rows == [
        ["a load", "deliveries/s", "4 M", "InspIRCd", "2 M", "2", "≥ 1.5", "yes", "ngIRCd 2"],
        ["a load", "p99 ms", "3", "InspIRCd", "5", "0.6", "≤ 0.5", "NO", "ngIRCd 2"],
        ["a load", "KiB/member", "20", "-", "-", "-", "≤ 25", "yes", "ngIRCd 2"],
    ]


def test_a_chart_is_an_image_with_a_point_for_each_figure() -> None:
    """SVG, with all titles in it."""
    text = chart("cost", "clients", "µs", [Curve("ours", ((10, 1.0), (100, 0.2), (1000, 0.1))), Curve("A & B", ((10, 2.0), (1000, 3.0)))])
    root = ET.fromstring(text)  # noqa: S314
    tags = [element.tag.rpartition("}")[2] for element in root.iter()]
    assert (tags.count("polyline"), tags.count("circle")) == (2, 5)
    words = {element.text for element in root.iter() if element.text}
    assert {"cost", "clients", "µs", "ours", "A & B", "1,000"} <= words


def test_loads_have_names_of_their_own() -> None:
    """They choose loads on the command line."""
    assert len({load.name for load in LOADS}) == len(LOADS)
    assert all(load.quick().messages * 4 >= load.messages for load in LOADS)
