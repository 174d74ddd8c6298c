"""What is in sight: it fills the view, follows the end, and stays where it is when rows come and go around it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.gui.timeline.items import Splice
from desktop_chat.gui.timeline.viewport import Placed, Viewport, shifted

HEIGHT = 100


def view(heights: list[int], *, gap: int = 0) -> Viewport:
    """Return a view of 100 pixels on items of these heights."""
    viewport = Viewport(lambda at: heights[at], bottom_gap=gap)
    viewport.count, viewport.height = len(heights), HEIGHT
    return viewport


def test_it_follows_the_end() -> None:
    """The last item ends at the foot of the view; what is short stands there too."""
    assert view([30] * 10).visible() == [Placed(6, -20), Placed(7, 10), Placed(8, 40), Placed(9, 70)]
    assert view([30], gap=5).visible() == [Placed(0, 65)]
    assert view([]).visible() == []


def test_it_stops_at_both_ends() -> None:
    """At the end it follows again."""
    viewport = view([30] * 10)
    viewport.scroll(-10_000)
    assert viewport.visible() == [Placed(0, 0), Placed(1, 30), Placed(2, 60), Placed(3, 90)]
    assert not viewport.follows
    viewport.scroll(10_000)
    assert viewport.visible()[-1] == Placed(9, 70)
    assert viewport.follows


def test_older_rows_move_nothing() -> None:
    """Only the numbers of the items change."""
    heights = [30] * 10
    viewport = view(heights)
    viewport.scroll(-100)
    before = viewport.visible()
    heights[:0] = [50] * 40
    viewport.splice([Splice(0, 0, 40)], before)
    assert viewport.visible() == [Placed(at + 40, y) for at, y in before]


def test_what_changes_its_height_above_moves_nothing_below() -> None:
    """The first item in sight is replaced by a lower one; the second stays."""
    heights = [30] * 10
    viewport = view(heights)
    viewport.show(3, -10)
    before = viewport.visible()
    heights[3] = 12
    viewport.splice([Splice(3, 1, 1)], before)
    assert viewport.visible()[1:4] == [Placed(3, 8), Placed(4, 20), Placed(5, 50)]


def test_a_part_of_the_list_is_found_by_its_fraction() -> None:
    """As the scroll bar counts: items, not pixels."""
    viewport = view([30] * 10)
    viewport.to_fraction(0.55)
    assert viewport.visible()[0] == Placed(5, -15)
    assert viewport.fractions() == pytest.approx((0.55, 0.55 + HEIGHT / 300))
    viewport.to_fraction(1.0)
    assert viewport.visible()[-1] == Placed(9, 70)
    assert viewport.follows


def test_an_item_that_is_gone_has_no_place() -> None:
    """Those behind it move up."""
    assert [shifted(at, [Splice(2, 2, 1)]) for at in range(6)] == [0, 1, None, None, 3, 4]
    assert [shifted(at, [Splice(2, 2, 1)], nearest=True) for at in range(6)] == [0, 1, 2, 2, 3, 4]


HEIGHTS = st.lists(st.integers(1, 250), min_size=1, max_size=40)
MOVES = st.lists(st.one_of(st.integers(-400, 400), st.floats(0, 1), st.tuples(st.booleans(), st.integers(1, 9))), max_size=12)


@given(HEIGHTS, MOVES, st.integers(0, 12))
def test_the_view_is_always_full(heights: list[int], moves: list[int | float | tuple[bool, int]], gap: int) -> None:
    """Items touch each other, the view has no hole, and what was in sight stays when others come."""
    viewport = view(heights, gap=gap)
    for move in moves:
        before = viewport.visible()
        follows = viewport.follows
        match move:
            case (is_older, count):
                at = 0 if is_older else len(heights)
                heights[at:at] = [20] * count
                viewport.splice([Splice(at, 0, count)], before)
                if not follows:
                    assert viewport.visible()[0].y == before[0].y
            case int(pixels):
                viewport.scroll(pixels)
            case float(part):
                viewport.to_fraction(part)
        placed = viewport.visible()
        assert all(lower == Placed(upper.at + 1, upper.y + heights[upper.at]) for upper, lower in pairwise(placed))
        assert placed[0].y <= 0 or (placed[0].at == 0 and viewport.follows)
        foot = placed[-1].y + heights[placed[-1].at]
        assert foot >= HEIGHT or (placed[-1].at == len(heights) - 1 and foot >= HEIGHT - gap)
