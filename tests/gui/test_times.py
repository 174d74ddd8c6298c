"""Times as people read them."""

import math
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_chat import i18n
from desktop_chat.gui.times import clock_text, day_text, local_time, months, weekdays, when_text

SEOUL = timezone(timedelta(hours=9))


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    """Leave no other language behind."""
    yield
    i18n.use_language("en")


@pytest.mark.parametrize(
    ("hour", "english", "korean"),
    [(0, "12:05 AM", "오전 12:05"), (9, "9:05 AM", "오전 9:05"), (12, "12:05 PM", "오후 12:05"), (23, "11:05 PM", "오후 11:05")],
)
def test_the_time_of_day(hour: int, english: str, korean: str) -> None:
    """By twelve hours, as both languages say it."""
    moment = datetime(2026, 3, 1, hour, 5, tzinfo=UTC)
    assert clock_text(moment) == english
    i18n.use_language("ko")
    assert clock_text(moment) == korean


def test_the_day() -> None:
    """In the order of the language."""
    moment = datetime(2026, 3, 1, tzinfo=UTC)
    assert day_text(moment) == "Sunday, 1 March 2026"
    i18n.use_language("ko")
    assert day_text(moment) == "2026년 3월 1일 일요일"


@pytest.mark.parametrize(
    ("then", "english", "korean"),
    [
        ((2026, 3, 11, 0, 0), "12:00 AM", "오전 12:00"),
        ((2026, 3, 11, 23, 59), "11:59 PM", "오후 11:59"),
        ((2026, 3, 10, 23, 59), "Yesterday 11:59 PM", "어제 오후 11:59"),
        ((2026, 3, 9, 0, 1), "Monday 12:01 AM", "월요일 오전 12:01"),
        ((2026, 3, 5, 9, 30), "Thursday 9:30 AM", "목요일 오전 9:30"),
        ((2026, 3, 4, 9, 30), "4 March, 9:30 AM", "3월 4일 오전 9:30"),
        ((2025, 12, 31, 12, 0), "31 December 2025, 12:00 PM", "2025년 12월 31일 오후 12:00"),
        ((2026, 3, 12, 0, 0), "12 March, 12:00 AM", "3월 12일 오전 12:00"),
    ],
)
def test_a_time_is_told_as_people_say_it(then: tuple[int, int, int, int, int], english: str, korean: str) -> None:
    """By days of the calendar, not by hours; a week ago the weekday would mean today's, and a host's clock may be ahead."""
    moment, now = datetime(*then, tzinfo=UTC), datetime(2026, 3, 11, 0, 5, tzinfo=UTC)
    assert when_text(moment, now) == english
    i18n.use_language("ko")
    assert when_text(moment, now) == korean


def test_yesterday_may_be_of_another_year() -> None:
    """New Year."""
    assert when_text(datetime(2025, 12, 31, 22, 0, tzinfo=UTC), datetime(2026, 1, 1, 8, 0, tzinfo=UTC)) == "Yesterday 10:00 PM"


@pytest.mark.parametrize("code", i18n.LANGUAGES)
def test_every_day_and_month_has_a_name(code: str) -> None:
    """And no two the same."""
    i18n.use_language(code)
    assert (len(set(weekdays())), len(set(months()))) == (7, 12)


def test_a_time_is_told_in_the_zone_of_who_reads() -> None:
    """Half past eleven in London is tomorrow in Seoul."""
    moment = local_time(1_772_321_400.0, SEOUL)
    assert (day_text(moment), clock_text(moment)) == ("Sunday, 1 March 2026", "8:30 AM")
    assert day_text(local_time(1_772_321_400.0, UTC)) == "Saturday, 28 February 2026"
    assert local_time(1_772_321_400.0).tzinfo is not None


@pytest.mark.parametrize("seconds", [math.nan, math.inf, -math.inf, 1e300, -1e300, 253_402_300_799.0, -62_135_596_800.0])
def test_a_time_that_no_calendar_holds_breaks_nothing(seconds: float) -> None:
    """A host may claim any."""
    for zone in (SEOUL, timezone(timedelta(hours=-9)), None):
        day_text(local_time(seconds, zone))
    assert local_time(math.nan, UTC) == datetime(1970, 1, 1, tzinfo=UTC)


@given(st.floats())
def test_any_number_is_a_time(seconds: float) -> None:
    """Said, and grouped by its timestamp."""
    assert clock_text(local_time(seconds)) != ""
    assert local_time(seconds).timestamp() <= 2**63
