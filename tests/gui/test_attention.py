"""What a message may do to get a person's attention."""

import unicodedata
from dataclasses import replace
from datetime import UTC, datetime, time

import pytest

from desktop_chat.core.client.events.kept import Notify
from desktop_chat.gui.attention import KEYWORDS, Attention, Heard, attention, has_keyword, is_quiet
from desktop_chat.settings import Settings

MORNING = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)
TALK = Heard(is_channel=True, is_named=False, is_seen=False, notify=Notify.ALL)
NAMED = replace(TALK, is_named=True)
PRIVATE = replace(TALK, is_channel=False)
ALL = Attention(is_unread=True, is_meant=True, notifies=True, sounds=True, is_urgent=True)
COUNTED = Attention(is_unread=True)
USUAL = Settings()


def test_what_is_seen_needs_no_attention() -> None:
    """The channel being read: not even if it names us."""
    for heard in (TALK, NAMED, PRIVATE):
        assert attention(replace(heard, is_seen=True), USUAL, MORNING) == Attention()


@pytest.mark.parametrize(
    ("heard", "expected"),
    [
        (TALK, replace(ALL, is_meant=False)),
        (replace(TALK, notify=Notify.MENTIONS), COUNTED),
        (replace(TALK, notify=Notify.NOTHING), COUNTED),
        (NAMED, ALL),
        (replace(NAMED, notify=Notify.MENTIONS), ALL),
        (replace(NAMED, notify=Notify.NOTHING), ALL),
        (PRIVATE, ALL),
        (replace(PRIVATE, notify=Notify.MENTIONS), ALL),
        (replace(PRIVATE, notify=Notify.NOTHING), COUNTED),
    ],
)
def test_what_is_for_us_is_told_and_the_rest_as_one_wishes(heard: Heard, expected: Attention) -> None:
    """A muted channel still lets our name through; whoever was muted says nothing that is for us."""
    assert attention(heard, USUAL, MORNING) == expected


def test_each_means_can_be_switched_off() -> None:
    """No notifications, or no sound; silent is at volume 0 too."""
    assert attention(NAMED, replace(USUAL, notifications=False), MORNING) == replace(ALL, notifies=False)
    assert attention(NAMED, replace(USUAL, sounds=False), MORNING) == replace(ALL, sounds=False)
    assert attention(NAMED, replace(USUAL, volume=0), MORNING) == replace(ALL, sounds=False)


def test_who_is_not_to_be_disturbed_finds_it_later() -> None:
    """It is counted, and that it is meant for us."""
    assert attention(NAMED, replace(USUAL, do_not_disturb=True), MORNING) == replace(COUNTED, is_meant=True)


@pytest.mark.parametrize(
    ("begin", "end", "moment", "quiet"),
    [
        ("22:00", "07:00", "22:00", True),
        ("22:00", "07:00", "03:30", True),
        ("22:00", "07:00", "06:59", True),
        ("22:00", "07:00", "07:00", False),
        ("22:00", "07:00", "21:59", False),
        ("12:00", "13:30", "12:59", True),
        ("12:00", "13:30", "13:30", False),
        ("12:00", "13:30", "11:59", False),
        ("9:00", " 10:00 ", "09:30", True),
        ("08:00", "08:00", "08:00", False),
        ("24:00", "07:00", "03:30", False),
        ("late", "07:00", "03:30", False),
        ("22:00", "", "03:30", False),
        ("22:00", "7:5", "03:30", False),
    ],
)
def test_quiet_hours_are_by_the_clock_on_the_wall(begin: str, end: str, moment: str, *, quiet: bool) -> None:
    """Also over midnight; what is no time of day is no quiet hour."""
    settings = Settings(quiet_hours=True, quiet_from=begin, quiet_to=end)
    now = datetime.combine(MORNING.date(), time.fromisoformat(moment), tzinfo=UTC)
    assert is_quiet(settings, now) is quiet
    assert not is_quiet(replace(settings, quiet_hours=False), now)


@pytest.mark.parametrize(
    ("keywords", "text", "found"),
    [
        ("lunch, 회의", "when is Lunch?", True),
        ("lunch, 회의", "회의에서 봐요", True),
        ("회의", unicodedata.normalize("NFD", "오늘 회의!"), True),
        ("lunch", "launch", False),
        ("lunch", "lunchtime", False),
        ("coffee break", "time for a coffee break?", True),
        ("", "anything", False),
        (" , ,", "anything , at all", False),
        ("a.b", "axb", False),
        ("c++", "c++ or rust", True),
    ],
)
def test_own_words_count_like_the_name(keywords: str, text: str, *, found: bool) -> None:
    """As words of their own, in any case, with a Korean particle after them."""
    assert has_keyword(keywords, text) is found


def test_a_thousand_words_are_too_many() -> None:
    """Each costs time for each message."""
    keywords = ",".join(f"word{number}" for number in range(1000))
    assert has_keyword(keywords, f"word{KEYWORDS - 1}")
    assert not has_keyword(keywords, f"word{KEYWORDS}")
