"""What the Lab tells goes from one process to another."""

import pickle

import pytest

from desktop_chat.core.figures.chart import Chart, Row
from desktop_chat.core.figures.result import LabEnded, LabNews, LabProgress, Machine, Result, Verdict
from desktop_chat.core.figures.stats import summary

CHART = Chart("c", "Chart", "ms", (Row("r", "row", summary([1.0])),))


@pytest.mark.parametrize(
    "news",
    [
        Machine("Plan 9", "CPython 3.99", 4, 1024, has_lock=True, words="Plan 9"),
        LabProgress("Chart", 0.5),
        Result("r", "Result", "claim", Verdict.PARTLY, ("finding",), (CHART,)),
        LabEnded("no"),
    ],
)
def test_news_arrives_as_it_was_sent(news: LabNews) -> None:
    """By pickle, between processes of this program only."""
    assert pickle.loads(pickle.dumps(news)) == news  # noqa: S301  # Our own.


def test_a_lab_that_ended_well_has_no_problem() -> None:
    """And a result needs no figures."""
    assert LabEnded().problem == ""
    assert Result("r", "Result", "", Verdict.UNKNOWN).charts == ()
