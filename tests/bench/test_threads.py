"""The Threads view's own benchmark."""

from tests.bench.threads import Cost, table


def test_the_view_s_cost_is_what_it_adds() -> None:
    """The process works without it too."""
    cost = Cost(closed=2.0, opened=2.75)
    assert cost.of_the_view == 0.75
    assert table(cost)[-1] == "| 11 people, 5 lines a second | 2.00 | 2.75 | 0.75 |"
