"""What the host tells of somebody, as a card. No Tk."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from desktop_chat.core.client.events import PersonDescribed
from desktop_chat.core.client.knowledge import Knowledge
from desktop_chat.gui.faces import face_of
from desktop_chat.gui.people import initials_of
from desktop_chat.gui.rows import Presence
from desktop_chat.gui.safe_text import shown, shown_name
from desktop_chat.gui.sheets.sheet_forms import PersonCard
from desktop_chat.gui.times import ago_text, clock_text, day_text, local_time
from desktop_chat.i18n import tr

LINES_MOST: Final = 12
"""What fits a small window; a host may tell any number of facts."""
TEXT_CHARACTERS: Final = 160
STATUS_KEYS: Final = ("status",)
FACTS: Final[Mapping[str, Callable[[], str]]] = MappingProxyType(
    {
        "pronouns": lambda: tr("Pronouns"),
        "homepage": lambda: tr("Home page"),
        "display-name": lambda: tr("Shown as"),
        "color": lambda: tr("Colour"),
        "avatar": lambda: tr("Picture"),
    }
)
"""What the keys of IRCv3 metadata are called here; others keep their own names."""


def person_card(person: PersonDescribed, known: Knowledge) -> PersonCard:
    """Return the card of somebody, only what is known of them."""
    facts = dict(person.facts)
    status = person.away or next((facts[key] for key in STATUS_KEYS if facts.get(key)), "")
    lines = [
        (tr("Real name"), person.realname if person.realname != person.nick else ""),
        (tr("Account"), person.account),
        *((FACTS[key]() if key in FACTS else key, value) for key, value in person.facts if key not in STATUS_KEYS),
        (tr("Role"), _role(person)),
        (tr("Channels"), "  ".join(person.channels)),
        (tr("Address"), person.address or f"{person.user}@{person.host}"),
        (tr("Connection"), tr("encrypted (TLS)") if person.is_secure else ""),
        (tr("Last spoke"), _idle(person.idle_seconds)),
        (tr("Here since"), _moment(person.signed_on)),
        *(("", remark) for remark in person.remarks),
    ]
    return PersonCard(
        title=shown_name(person.nick),
        initials=initials_of(shown_name(person.nick)),
        colour=face_of(known, person.nick),
        presence=Presence.HERE if person.away is None else Presence.AWAY,
        status=shown(status),
        lines=tuple((label, shown(text, max_characters=TEXT_CHARACTERS)) for label, text in lines if text)[:LINES_MOST],
        can_message=not known.is_me(person.nick),
    )


def _role(person: PersonDescribed) -> str:
    words = [tr("runs this room") if person.is_operator else "", tr("a program (bot)") if person.is_bot else ""]
    return " · ".join(word for word in words if word)


def _idle(seconds: int | None) -> str:
    return "" if seconds is None else ago_text(seconds)


def _moment(time: float | None) -> str:
    if time is None:
        return ""
    moment = local_time(time)
    return f"{day_text(moment)} {clock_text(moment)}"
