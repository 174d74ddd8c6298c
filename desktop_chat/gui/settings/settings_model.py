"""What can be set in the settings window: one row for each setting. No Tk.

What a setting may be is the business of `settings`; here is where it stands, what it is called, and how it is shown.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from typing import Final

from desktop_chat.gui.attention import time_problem
from desktop_chat.gui.look.zoom import STEP
from desktop_chat.gui.settings.keys import KEYS, Scope, shown_key
from desktop_chat.i18n import LANGUAGES, in_all_languages, tr_noop
from desktop_chat.settings import CHOICES, RANGES


class Section(StrEnum):
    """A part of the settings; the value is kept as the part that was seen last."""

    LOOK = "look"
    LANGUAGE = "language"
    NOTIFICATIONS = "notifications"
    WRITING = "writing"
    KEYS = "keys"
    PRIVACY = "privacy"
    HISTORY = "history"
    NETWORK = "network"
    ABOUT = "about"


TITLES: Final = {
    Section.LOOK: tr_noop("Look"),
    Section.LANGUAGE: tr_noop("Language"),
    Section.NOTIFICATIONS: tr_noop("Notifications"),
    Section.WRITING: tr_noop("Writing"),
    Section.KEYS: tr_noop("Keys"),
    Section.PRIVACY: tr_noop("Privacy"),
    Section.HISTORY: tr_noop("History"),
    Section.NETWORK: tr_noop("Network"),
    Section.ABOUT: tr_noop("About"),
}
"""In this order; one without a row is not shown."""


@dataclass(frozen=True, slots=True)
class Switch:
    """On or off: a `bool`."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few: `settings.CHOICES`.

    Args:
        labels: What each value is called, in the order of `CHOICES`.
    """

    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number of `settings.RANGES`, changed step by step.

    Args:
        step: How far one goes.
        unit: What stands behind it.
    """

    step: int
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text.

    Args:
        problem: Says in the person's language why a text cannot be used, or "".
    """

    problem: Callable[[str], str] = lambda _text: ""


class FactForm(Enum):
    """How a fact is shown."""

    PLAIN = auto()
    KEY = auto()
    """As what stands on a key."""
    COPIED = auto()
    """With a button that copies it."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Nothing to be set, only to be known: a key and what it does, where something is.

    Args:
        text: What it is, as it is.
        form: How it is shown.
    """

    text: str
    form: FactForm = FactForm.PLAIN


Kind = Switch | Choice | Number | Text | Fact


@dataclass(frozen=True, slots=True)
class Row:
    """One setting.

    Args:
        key: The name of the field of `Settings`; of a `Fact` any name that no other row has.
        section: Where it stands.
        label: What it is called; so are those below, sentences that `tr_noop` has marked.
        kind: What it can be.
        explanation: What it does, if the label does not say it; "" for nothing.
    """

    key: str
    section: Section
    label: str
    kind: Kind
    explanation: str = ""


WHERE: Final = {
    Scope.ANYWHERE: "",
    Scope.ROOM: "",
    Scope.WRITING: tr_noop("While the cursor is in the composer"),
    Scope.READING: tr_noop("While the keyboard is in the messages"),
}
"""Where keys work, if not everywhere in the room."""


ROWS: Final = (
    Row(
        "theme",
        Section.LOOK,
        tr_noop("Colours"),
        Choice((tr_noop("As the desktop"), tr_noop("Dark"), tr_noop("Light"), tr_noop("High contrast"))),
        tr_noop("High contrast is white and yellow on black, with thick edges."),
    ),
    Row("zoom", Section.LOOK, tr_noop("Size of everything"), Number(STEP, "%"), tr_noop("Ctrl and plus, minus or 0 do the same anywhere.")),
    Row(
        "density",
        Section.LOOK,
        tr_noop("Room between rows"),
        Choice((tr_noop("Comfortable"), tr_noop("Compact"))),
        tr_noop("Compact shows more lines at once."),
    ),
    Row("messages", Section.LOOK, tr_noop("Messages"), Choice((tr_noop("Rows"), tr_noop("Bubbles")))),
    Row("side_shown", Section.LOOK, tr_noop("Show channels"), Switch(), tr_noop("Where there is room for them beside the conversation.")),
    Row("members_shown", Section.LOOK, tr_noop("Show members"), Switch(), tr_noop("Where there is room for them beside the conversation.")),
    Row(
        "language",
        Section.LANGUAGE,
        tr_noop("Language"),
        Choice((tr_noop("As the desktop"), *(name for code, name in LANGUAGES.items()))),
        tr_noop("What was said before stays as it was."),
    ),
    Row("tells_typing", Section.WRITING, tr_noop("Tell others that I am typing"), Switch()),
    Row("enter_sends", Section.WRITING, tr_noop("Enter sends"), Switch(), tr_noop("Shift+Enter begins a line; else the other way round.")),
    Row(
        "notifications",
        Section.NOTIFICATIONS,
        tr_noop("Notifications of the desktop"),
        Switch(),
        tr_noop("A click on one opens the conversation."),
    ),
    Row("sounds", Section.NOTIFICATIONS, tr_noop("Sound"), Switch()),
    Row("volume", Section.NOTIFICATIONS, tr_noop("Volume"), Number(10, "%")),
    Row(
        "keywords",
        Section.NOTIFICATIONS,
        tr_noop("Words that count like my name"),
        Text(),
        tr_noop("With commas between them. Where somebody says one, you are told of it as of a mention."),
    ),
    Row(
        "do_not_disturb",
        Section.NOTIFICATIONS,
        tr_noop("Do not disturb"),
        Switch(),
        tr_noop("Messages are counted, and make no noise."),
    ),
    Row("quiet_hours", Section.NOTIFICATIONS, tr_noop("Quiet hours"), Switch(), tr_noop("The same, each day between two times.")),
    Row("quiet_from", Section.NOTIFICATIONS, tr_noop("Quiet from"), Text(time_problem)),
    Row("quiet_to", Section.NOTIFICATIONS, tr_noop("Quiet until"), Text(time_problem)),
    *(Row(f"key {key.deed}", Section.KEYS, key.title, Fact(shown_key(key.shown), FactForm.KEY), WHERE[key.scope]) for key in KEYS),
)
"""All settings that a person can change, in this order."""


def words_of(row: Row) -> tuple[str, ...]:
    """Return all that a row can be found by, in every language of ours, in small letters."""
    labels = row.kind.labels if isinstance(row.kind, Choice) else (row.kind.text,) if isinstance(row.kind, Fact) else ()
    sentences = (TITLES[row.section], row.label, row.explanation, *labels)
    return tuple(said.lower() for sentence in sentences for said in in_all_languages(sentence))


def find(rows: Sequence[Row], text: str) -> tuple[Row, ...]:
    """Return the rows in which each word of a text stands somewhere, as far as it is typed."""
    typed = text.lower().split()
    return tuple(row for row in rows if all(any(word in said for said in words_of(row)) for word in typed))


def step(row: Row, value: int, by: int) -> int:
    """Return a number some steps further (or back, -1), within its range, on a whole step."""
    if not isinstance(row.kind, Number):
        raise TypeError(f"{row.key} is no number")
    least, most = RANGES[row.key]
    return min(max((value // row.kind.step + by) * row.kind.step, least), most)


def values_of(row: Row) -> tuple[str, ...]:
    """Return what a choice is made of; the labels stand in the same order."""
    return CHOICES[row.key]
