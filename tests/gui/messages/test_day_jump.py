"""Going to a day of a conversation: what is meant by what is typed, and what is shown; without Tk, and in the window."""

from datetime import UTC, date, datetime

import pytest

from desktop_chat.core.client.events import PageRead
from desktop_chat.core.client.events.kept import Page, Part
from desktop_chat.gui.messages.day_jump import read_day, start_of
from desktop_chat.gui.sheets.sheet_forms import AskForm
from desktop_chat.gui.times import local_time
from tests.support.kept import kept
from tests.support.view import NOON, Seat, in_two_channels
from tests.support.window import Person

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-02", TODAY),
        (" 2025/2/28 ", date(2025, 2, 28)),
        ("2025년 11월 23일", date(2025, 11, 23)),
        ("3.1", date(2026, 3, 1)),
        ("11월 23일", date(2025, 11, 23)),
        ("2024-02-29", date(2024, 2, 29)),
        ("2026-03-03", None),
        ("2025-02-29", None),
        ("2/29", None),
        ("23", None),
        ("1 2 3 4", None),
        ("yesterday", None),
        ("9" * 5000 + "-1-1", None),
        ("", None),
    ],
)
def test_a_day_is_read_as_people_write_it(text: str, day: date | None) -> None:
    """Year, month, day in this order, whatever stands between; no day of the future."""
    assert read_day(text, TODAY) == day


def test_a_day_begins_at_midnight_of_this_machine() -> None:
    """What no calendar of it knows is the beginning."""
    assert local_time(start_of(TODAY)).time() == datetime(2026, 1, 1, tzinfo=UTC).time()
    assert local_time(start_of(TODAY)).date() == TODAY
    assert start_of(date(1, 1, 1)) <= 0


def test_the_first_message_of_the_day_is_shown() -> None:
    """With what was said around it; where nothing was said since, a sentence says so."""
    seat = in_two_channels()
    seat.room.day_jump.ask()
    today = local_time(NOON).date()
    assert seat.view.sheet == AskForm("Go to a day", "Year, month and day", "Show", text=f"{today:%Y-%m-%d}")
    seat.room.around.sheets.answer("no day")
    assert isinstance(seat.view.sheet, AskForm)
    assert (seat.view.sheet.text, f"{today:%Y-%m-%d}" in seat.view.sheet.explanation) == ("no day", True)
    seat.room.around.sheets.answer("2023-01-02")
    assert seat.chat.history.dates == [("#coffee", start_of(date(2023, 1, 2)))]
    seat.hear(PageRead("#coffee", Part.SINCE, kept(2).key, Page((kept(1), kept(2), kept(3)))))
    assert [row.text for row in seat.view.rows if row.found] == ["line 2"]
    seat.hear(PageRead("#coffee", Part.SINCE, "", Page()))
    assert seat.view.hint == "Nothing was said here since then."


def test_the_hosts_own_words_have_no_days() -> None:
    """They are not kept."""
    seat = Seat()
    seat.enter("ann")
    seat.room.choose("")
    seat.room.history.jump_to_time(1.0)
    assert seat.chat.history.dates == []


@pytest.mark.tk
def test_it_is_reached_by_a_key_and_by_the_menu(member: Person) -> None:
    """Ctrl+G anywhere in the room; the field has the keyboard, Enter goes there, and what is shown stays when it is short."""
    pane = member.window.room.pane
    for widget in (pane.composer.text, pane.timeline.canvas):
        member.press(widget, "Control-g")
        field = member.top.focus_get()
        assert field is not None
        assert field is not pane.composer.text
        member.press(field, "Escape")
        assert member.top.focus_get() is pane.composer.text
    pane.menu.invoke("end")
    member.draw()
    field = member.top.focus_get()
    assert field is not None
    member.press(field, "Return")
    ((channel, _),) = member.chat.history.dates
    member.hear(PageRead(channel, Part.SINCE, kept(1).key, Page((kept(1), kept(2)))))
    assert member.timeline().split("\n")[-2:] == ["line 1", "line 2"]
    assert any(getattr(item, "found", False) for item in pane.timeline.stage.items)
