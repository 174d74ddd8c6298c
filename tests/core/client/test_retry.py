"""`Retry`: who was in comes back by itself, and not all at once."""

import pytest

from desktop_chat.core.client.events import LinkClosed, LinkFailed, LinkLost, LinkProblem
from desktop_chat.core.client.retry import LASTED_SECONDS, LONGEST_SECONDS, PASSING, SHORTEST_SECONDS, Retry, has_slept
from desktop_chat.core.instant import Instant

LOST = LinkLost(LinkProblem.BROKEN, "reset")
REFUSED = LinkFailed(LinkProblem.REFUSED, "nobody there")


def test_who_never_was_in_is_told_at_once() -> None:
    """A wrong address does not get better by waiting."""
    assert Retry(lambda: 0.5).seconds_after(REFUSED, lasted_seconds=0) is None


def test_who_was_in_is_back_soon_and_waits_longer_from_try_to_try() -> None:
    """Doubled each time, up to half a minute, for ever."""
    retry = Retry(lambda: 1.0)
    waits = [retry.seconds_after(LOST, lasted_seconds=5), *(retry.seconds_after(REFUSED, lasted_seconds=0) for _ in range(8))]
    assert waits == [1.0, 2.0, 4.0, 8.0, 16.0, 30.0, 30.0, 30.0, 30.0]


@pytest.mark.parametrize(("chance", "seconds"), [(0.0, SHORTEST_SECONDS), (0.5, 0.75), (1.0, 1.0)])
def test_chance_spreads_those_who_lost_their_host_in_one_moment(chance: float, seconds: float) -> None:
    """Between the shortest and the longest of that try."""
    assert Retry(lambda: chance).seconds_after(LOST, lasted_seconds=5) == seconds


def test_even_the_longest_wait_is_spread() -> None:
    """By chance it may be short too."""
    retry = Retry(lambda: 0.0)
    assert [retry.seconds_after(LOST, lasted_seconds=1) for _ in range(10)] == [SHORTEST_SECONDS] * 10


def test_a_link_that_lasted_begins_anew() -> None:
    """One that breaks at once every time does not."""
    retry = Retry(lambda: 1.0)
    for _ in range(10):
        retry.seconds_after(LOST, lasted_seconds=LASTED_SECONDS - 1)
    assert retry.seconds_after(LOST, lasted_seconds=LASTED_SECONDS - 1) == LONGEST_SECONDS
    assert retry.seconds_after(LOST, lasted_seconds=LASTED_SECONDS) == 1.0


def test_another_key_where_the_room_was_a_moment_ago_is_another_room() -> None:
    """It may have this address now; for who comes from an earlier run it is for a person to compare keys."""
    changed = LinkFailed(LinkProblem.KEY_CHANGED, "")
    of_now, of_earlier = Retry(lambda: 0.5), Retry(lambda: 0.5, lambda: True)
    of_now.seconds_after(LOST, lasted_seconds=5)
    assert of_now.seconds_after(changed, lasted_seconds=0) is not None
    assert of_earlier.seconds_after(changed, lasted_seconds=0) is None


@pytest.mark.parametrize("problem", sorted(set(LinkProblem) - PASSING - {LinkProblem.KEY_CHANGED}))
def test_what_only_a_person_can_mend_is_not_tried_again(problem: LinkProblem) -> None:
    """A ban, a password: to knock again would be rude."""
    retry = Retry(lambda: 0.5)
    assert retry.seconds_after(LOST, lasted_seconds=5) is not None
    assert retry.seconds_after(LinkFailed(problem, ""), lasted_seconds=0) is None


def test_who_leaves_is_not_brought_back() -> None:
    """We closed it ourselves."""
    retry = Retry(lambda: 0.5)
    retry.seconds_after(LOST, lasted_seconds=5)
    assert retry.seconds_after(LinkClosed(), lasted_seconds=5) is None


@pytest.mark.parametrize(
    ("now", "slept"),
    [
        (Instant(101.0, 1_001.0), False),
        (Instant(101.0, 1_600.0), True),
        (Instant(700.0, 1_600.0), True),
        (Instant(101.0, 400.0), False),
    ],
    ids=["awake", "the monotonic clock slept too", "it went on", "the wall clock was set back"],
)
def test_a_sleep_shows_on_one_of_the_clocks(now: Instant, *, slept: bool) -> None:
    """Which one depends on the operating system."""
    assert has_slept(Instant(100.0, 1_000.0), now) is slept
