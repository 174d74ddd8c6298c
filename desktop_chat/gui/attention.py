"""What a message may do to get a person's attention: be counted, be told by the desktop, be heard. Rules only: no Tk, no clock."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Final

from desktop_chat.core.client.events.kept import Notify
from desktop_chat.gui.people import mention_pattern
from desktop_chat.i18n import tr
from desktop_chat.settings import Settings

KEYWORDS: Final = 50
"""As many words are looked for in each message."""
_TIME: Final = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


@dataclass(frozen=True, slots=True)
class Heard:
    """A message of somebody else that came just now.

    Args:
        is_channel: It was said in a channel, not to us alone.
        is_named: It has our name or one of our words in it.
        is_seen: It is read where it stands: its conversation is open, at its end, and the window has the keyboard.
        notify: What the person wants to hear of its conversation.
    """

    is_channel: bool
    is_named: bool
    is_seen: bool
    notify: Notify


@dataclass(frozen=True, slots=True)
class Attention:
    """What is to be done.

    Args:
        is_unread: It is counted.
        is_meant: It is for us in particular.
        notifies: The desktop tells of it.
        sounds: It is heard.
        is_urgent: The window's button in the task bar shows it.
    """

    is_unread: bool = False
    is_meant: bool = False
    notifies: bool = False
    sounds: bool = False
    is_urgent: bool = False


def attention(heard: Heard, settings: Settings, moment: datetime) -> Attention:
    """Return what a message may do.

    Nothing, where it is seen; it only counts while nobody wants to be disturbed. Private talk and what names us is
    always told else, but for private talk that was muted.

    Args:
        heard: The message.
        settings: What the person has chosen.
        moment: The local time.
    """
    if heard.is_seen:
        return Attention()
    is_meant = heard.is_named if heard.is_channel else heard.notify is not Notify.NOTHING
    is_told = (is_meant or heard.notify is Notify.ALL) and not is_quiet(settings, moment)
    return Attention(
        is_unread=True,
        is_meant=is_meant,
        notifies=is_told and settings.notifications,
        sounds=is_told and settings.sounds and settings.volume > 0,
        is_urgent=is_told,
    )


def is_quiet(settings: Settings, moment: datetime) -> bool:
    """Return whether nobody wants to be disturbed at a local time."""
    return settings.do_not_disturb or (settings.quiet_hours and _is_within(settings.quiet_from, settings.quiet_to, moment))


def minutes_of(time: str) -> int | None:
    """Return the minutes since midnight of a time of day such as `22:30`, None for anything else."""
    found = _TIME.fullmatch(time.strip())
    return int(found[1]) * 60 + int(found[2]) if found else None


def time_problem(text: str) -> str:
    """Return, in the person's language, why a text is no time of day; "" if it is one."""
    return "" if minutes_of(text) is not None else tr("Write a time of day, such as 22:30.")


def _is_within(begin: str, end: str, moment: datetime) -> bool:
    """Return whether a moment lies between two times of day, the second perhaps on the next day."""
    first, last = minutes_of(begin), minutes_of(end)
    if first is None or last is None:
        return False
    now = moment.hour * 60 + moment.minute
    return first <= now < last if first <= last else now >= first or now < last


def has_keyword(keywords: str, text: str) -> bool:
    """Return whether a text has one of the words in it, each as it would be if it were our name.

    Args:
        keywords: Words with commas between them.
        text: What was said.
    """
    patterns = _patterns(keywords)
    return bool(patterns) and any(pattern.search(unicodedata.normalize("NFC", text)) for pattern in patterns)


@lru_cache(maxsize=2)
def _patterns(keywords: str) -> tuple[re.Pattern[str], ...]:
    words = [word.strip() for word in keywords.split(",")]
    return tuple(mention_pattern(word) for word in words if word)[:KEYWORDS]
