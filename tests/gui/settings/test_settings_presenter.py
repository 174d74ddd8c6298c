"""The settings window without Tk: its table, what is found in it, and what comes of a change."""

from collections.abc import Iterator

import pytest

from desktop_chat import i18n
from desktop_chat.gui.look.zoom import zoom
from desktop_chat.gui.settings.settings_model import ROWS, TITLES, Choice, Fact, Number, Row, Section, Switch, Text, find, step
from desktop_chat.gui.settings.settings_presenter import SettingsPage, SettingsPresenter, ShownRow
from desktop_chat.settings import CHOICES, RANGES, KeptSettings, Settings


class FakeSettingsView:
    """What would be seen."""

    page: SettingsPage | None = None

    def show(self, page: SettingsPage) -> None:
        """Keep it."""
        self.page = page

    @property
    def keys(self) -> list[str]:
        """Which settings are shown."""
        assert self.page is not None
        return [row.row.key for row in self.page.rows]

    def row(self, key: str) -> ShownRow:
        """Return a row that is shown."""
        assert self.page is not None
        return next(row for row in self.page.rows if row.row.key == key)


class Seat:
    """Somebody in front of the settings."""

    def __init__(self, settings: Settings | None = None, facts: tuple[Row, ...] = ()) -> None:
        self.saved = list[Settings]()
        self.kept = KeptSettings(settings or Settings(), self.saved.append)
        self.view = FakeSettingsView()
        self.presenter = SettingsPresenter(self.view, self.kept, facts)
        self.presenter.show()


def row_of(key: str) -> Row:
    """Return a row of the table."""
    return next(row for row in ROWS if row.key == key)


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    """Leave no other language behind."""
    yield
    i18n.use_language("en")


def test_each_row_is_a_setting_of_its_kind() -> None:
    """A choice has a label for each value; a number has a range; no key stands twice; every section has a title."""
    assert len({row.key for row in ROWS}) == len(ROWS)
    for row in ROWS:
        usual = getattr(Settings(), row.key, None)
        match row.kind:
            case Switch():
                assert isinstance(usual, bool), row.key
            case Choice(labels):
                assert len(labels) == len(set(labels)) == len(CHOICES[row.key])
            case Number():
                assert row.key in RANGES
            case Text():
                assert isinstance(usual, str), row.key
            case Fact():
                assert usual is None, row.key
        assert row.section in TITLES


@pytest.mark.parametrize("text", ["dark", "어둡게", "COLOUR", "  high  contrast ", "고대비"])
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_setting_is_found_by_any_word_in_either_language(text: str, language: str) -> None:
    """Whichever is spoken: by its label, its choices, its explanation."""
    i18n.use_language(language)
    assert row_of("theme") in find(ROWS, text)


def test_all_words_must_be_there() -> None:
    """In any order; what nobody says is nowhere."""
    assert [row.key for row in find(ROWS, "rows room")] == ["density"]
    assert find(ROWS, "rows zzz") == ()
    assert find(ROWS, "  ") == ROWS


def test_a_section_is_shown_until_something_is_looked_for() -> None:
    """The last one that was seen; what is found comes from all of them."""
    seat = Seat(Settings(settings_section="language"))
    assert seat.view.page is not None
    assert (seat.view.page.title, seat.view.keys) == ("Language", ["language"])
    seat.presenter.search("zoo")
    assert seat.view.page.title == "No setting is called so."
    seat.presenter.search("size of everything")
    assert (seat.view.page.section, seat.view.page.title) == (None, "1 setting found")
    assert seat.view.keys == ["zoom"]
    seat.presenter.search("")
    assert seat.view.page.section is Section.LANGUAGE


def test_the_section_that_is_seen_is_kept() -> None:
    """For the next time; one that is no more is as none."""
    seat = Seat(Settings(settings_section="gone"))
    assert seat.view.keys[0] == "theme"
    seat.presenter.search("dark")
    seat.presenter.choose(Section.LANGUAGE)
    assert seat.view.keys == ["language"]
    assert seat.kept.now.settings_section == "language"


def test_only_sections_with_something_in_them_are_shown() -> None:
    """A fact is something."""
    fact = Row("port", Section.NETWORK, "Port", Fact("7001"))
    without, with_it = Seat(), Seat(facts=(fact,))
    assert without.view.page is not None
    assert with_it.view.page is not None
    assert Section.NETWORK not in dict(without.view.page.sections)
    assert dict(with_it.view.page.sections)[Section.NETWORK] == "Network"


def test_a_change_is_saved_and_can_be_taken_back() -> None:
    """Each row says whether it is as it was at first."""
    seat = Seat()
    seat.presenter.change(row_of("theme"), "light")
    assert seat.saved[-1].theme == "light"
    assert (seat.view.row("theme").value, seat.view.row("theme").is_usual) == ("light", False)
    seat.presenter.reset(row_of("theme"))
    assert seat.view.row("theme").is_usual
    assert seat.saved[-1] == Settings()


def test_a_number_goes_by_whole_steps_within_its_range() -> None:
    """From a number between two steps too."""
    seat = Seat(Settings(zoom=195))
    seat.presenter.step(row_of("zoom"), 1)
    assert seat.kept.now.zoom == 200
    seat.presenter.step(row_of("zoom"), 1)
    assert seat.kept.now.zoom == 200
    assert step(row_of("zoom"), 80, -1) == 80
    zoom(seat.kept, -1)
    assert seat.kept.now.zoom == 190
    zoom(seat.kept, 0)
    assert seat.kept.now.zoom == 100


def test_a_text_that_cannot_be_is_not_taken_and_it_is_said_why() -> None:
    """Until it can be."""
    row = Row("nick", Section.PRIVACY, "Name", Text(lambda text: "" if text else "Write something."))
    seat = Seat(Settings(nick="ann", settings_section="privacy"), facts=(row,))
    seat.presenter.change(row, "")
    assert seat.view.row("nick").problem == "Write something."
    assert seat.kept.now.nick == "ann"
    seat.presenter.change(row, "bob")
    assert (seat.view.row("nick").problem, seat.kept.now.nick) == ("", "bob")
