"""Going to a day of the open conversation: which day is meant by what a person types, and what happens then. No Tk."""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Final

from desktop_chat.gui.history.room_history import RoomHistory
from desktop_chat.gui.sheets.sheet_forms import AskForm
from desktop_chat.gui.sheets.sheets import Sheets
from desktop_chat.gui.times import local_time
from desktop_chat.i18n import tr

NUMBERS = re.compile(r"\d+")
DIGITS: Final = 5
"""Of a number that is read: one more than any year has."""
WHOLE: Final = 3
"""Year, month and day; of two numbers the year is left out."""


def read_day(text: str, today: date) -> date | None:
    """Return the day that is meant by year, month and day, whatever stands between; without a year the last such day.

    Args:
        text: As typed: `2026-11-23`, `11/23`, `2026년 11월 23일`.
        today: No later day is meant.
    """
    numbers = [int(found[:DIGITS]) for found in NUMBERS.findall(text)]
    if len(numbers) not in {WHOLE - 1, WHOLE}:
        return None
    years = numbers[:1] if len(numbers) == WHOLE else (today.year, today.year - 1)
    for year in years:
        try:
            day = date(year, *numbers[-2:])
        except (ValueError, OverflowError):
            continue
        if day <= today:
            return day
    return None


def start_of(day: date) -> float:
    """Return when a day begins on this machine, in seconds since 1970; 0 for one that no local calendar of it knows."""
    try:
        return datetime(day.year, day.month, day.day).astimezone().timestamp()  # Local is what is meant.
    except (ValueError, OverflowError, OSError):
        return 0.0


class DayJump:
    """Asks for the day, and shows the first message since it began.

    Args:
        sheets: Ask.
        history: Shows.
        wall_clock: Gives the time in seconds since 1970.
    """

    def __init__(self, sheets: Sheets, history: RoomHistory, *, wall_clock: Callable[[], float]) -> None:
        self._sheets, self._history, self._wall_clock = sheets, history, wall_clock

    def ask(self) -> None:
        """Ask to which day to go."""
        self._ask(f"{self._today():%Y-%m-%d}", "")

    def _today(self) -> date:
        return local_time(self._wall_clock()).date()

    def _ask(self, text: str, problem: str) -> None:
        form = AskForm(tr("Go to a day"), tr("Year, month and day"), tr("Show"), text=text, explanation=problem)
        self._sheets.ask(form, self._answer)

    def _answer(self, text: str) -> None:
        day = read_day(text, self._today())
        if day is None:
            self._ask(text, tr("Type a day of the past such as {example}.", example=f"{self._today():%Y-%m-%d}"))
        else:
            self._history.jump_to_time(start_of(day))
