"""Times as people read them, in the window's language."""

from datetime import UTC, datetime, tzinfo

from desktop_chat.i18n import ntr, tr

NOON = 12
WEEK = 7
MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR


def local_time(seconds: float, zone: tzinfo | None = None) -> datetime:
    """Return a time in the zone of this machine, or in another one.

    Args:
        seconds: Since 1970, UTC; a host may claim any, so what no calendar holds becomes 1970.
        zone: None for the machine's.
    """
    try:
        return datetime.fromtimestamp(seconds, UTC).astimezone(zone)
    except (ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(0, UTC).astimezone(zone)  # From UTC, since Windows knows no local time before 1970.


def clock_text(moment: datetime) -> str:
    """Return the time of day, to the minute."""
    hour, minute = moment.hour % NOON or NOON, f"{moment.minute:02}"
    if moment.hour < NOON:
        return tr("{hour}:{minute} AM", hour=hour, minute=minute)
    return tr("{hour}:{minute} PM", hour=hour, minute=minute)


def day_text(moment: datetime) -> str:
    """Return the day with its weekday."""
    weekday, month = weekdays()[moment.weekday()], months()[moment.month - 1]
    return tr("{weekday}, {day} {month} {year}", weekday=weekday, day=moment.day, month=month, year=moment.year)


def ago_text(seconds: int) -> str:
    """Return how long ago something was, in whole minutes, hours or days."""
    if seconds < MINUTE:
        return tr("just now")
    if seconds < HOUR:
        return ntr("{count} minute ago", "{count} minutes ago", seconds // MINUTE)
    if seconds < DAY:
        return ntr("{count} hour ago", "{count} hours ago", seconds // HOUR)
    return ntr("{count} day ago", "{count} days ago", seconds // DAY)


def when_text(moment: datetime, now: datetime) -> str:
    """Return a time of the past as people say it: the nearer it is, the less of the day is told.

    Args:
        moment: The time.
        now: The time at which this is read, in the same zone; it is not said again later.
    """
    clock, days = clock_text(moment), (now.date() - moment.date()).days
    if days == 0:
        return clock
    if days == 1:
        return tr("Yesterday {time}", time=clock)
    if 1 < days < WEEK:
        return tr("{weekday} {time}", weekday=weekdays()[moment.weekday()], time=clock)
    if moment.year == now.year:
        return tr("{day} {month}, {time}", day=moment.day, month=months()[moment.month - 1], time=clock)
    return tr("{day} {month} {year}, {time}", day=moment.day, month=months()[moment.month - 1], year=moment.year, time=clock)


def weekdays() -> tuple[str, ...]:
    """Return the names of the days, Monday first."""
    return (tr("Monday"), tr("Tuesday"), tr("Wednesday"), tr("Thursday"), tr("Friday"), tr("Saturday"), tr("Sunday"))


def months() -> tuple[str, ...]:
    """Return the names of the months, January first."""
    first_half = (tr("January"), tr("February"), tr("March"), tr("April"), tr("May"), tr("June"))
    return (*first_half, tr("July"), tr("August"), tr("September"), tr("October"), tr("November"), tr("December"))
