"""What the settings window shows, and what comes of a change. No Tk."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from desktop_chat.gui.settings.settings_model import ROWS, TITLES, Number, Row, Section, Text, find, step
from desktop_chat.i18n import ntr, tr, translated
from desktop_chat.settings import KeptSettings, Settings, Value


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row as it is now."""

    row: Row
    value: Value
    """Of a `Fact` it is ""."""
    is_usual: bool
    """It is as if it was never chosen."""
    problem: str = ""
    """Why what was typed is not taken."""


@dataclass(frozen=True, slots=True)
class SettingsPage:
    """What stands in the window."""

    sections: tuple[tuple[Section, str], ...]
    """Each with its title."""
    section: Section | None
    """The one that is shown; None while something is looked for."""
    title: str
    rows: tuple[ShownRow, ...]


class SettingsView(Protocol):
    """The settings window. Main thread only."""

    def show(self, page: SettingsPage) -> None:
        """Show a page; where its rows are those that are shown already, only what changed."""


class SettingsPresenter:
    """Decides what the settings window shows.

    Args:
        view: The window.
        kept: The settings.
        facts: Rows that tell something of this program as it runs.
    """

    def __init__(self, view: SettingsView, kept: KeptSettings, facts: Sequence[Row] = ()) -> None:
        self._view, self._kept = view, kept
        self._rows = (*ROWS, *facts)
        self._text = ""
        self._problems: dict[str, str] = {}

    def show(self) -> None:
        """Show what is to be seen now."""
        sections = tuple(
            (section, translated(title)) for section, title in TITLES.items() if any(row.section is section for row in self._rows)
        )
        if self._text.strip():
            rows = find(self._rows, self._text)
            title = ntr("{count} setting found", "{count} settings found", len(rows)) if rows else tr("No setting is called so.")
            self._view.show(SettingsPage(sections, None, title, tuple(map(self._shown, rows))))
            return
        section = self._section()
        rows = tuple(row for row in self._rows if row.section is section)
        self._view.show(SettingsPage(sections, section, translated(TITLES[section]), tuple(map(self._shown, rows))))

    def _section(self) -> Section:
        """Return the section that was seen last, if there is such a one."""
        return next((row.section for row in self._rows if row.section == self._kept.now.settings_section), self._rows[0].section)

    def _shown(self, row: Row) -> ShownRow:
        value = getattr(self._kept.now, row.key, "")
        return ShownRow(row, value, value == getattr(Settings(), row.key, ""), self._problems.get(row.key, ""))

    def search(self, text: str) -> None:
        """Show what can be found by this text; by none the section that was seen last."""
        self._text = text
        self._problems.clear()
        self.show()

    def choose(self, section: str) -> None:
        """Show a section."""
        self._text = ""
        self._problems.clear()
        self._kept.change(settings_section=str(section))
        self.show()

    def change(self, row: Row, value: Value) -> None:
        """Let a setting be so from here on; a text that cannot be is not taken, and it is said why."""
        problem = row.kind.problem(value) if isinstance(row.kind, Text) and isinstance(value, str) else ""
        self._problems = {row.key: problem} if problem else {}
        if not problem:
            self._kept.change(**{row.key: value})
        self.show()

    def step(self, row: Row, by: int) -> None:
        """Let a number go so many steps up, or down (-1)."""
        value = getattr(self._kept.now, row.key)
        if isinstance(row.kind, Number):
            self.change(row, step(row, value, by))

    def reset(self, row: Row) -> None:
        """Let a setting be as if it was never chosen."""
        self.change(row, getattr(Settings(), row.key))
