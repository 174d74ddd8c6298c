"""The history in a real window: scrolling back, finding, saving, and what is said of its troubles."""

from pathlib import Path
from tkinter import filedialog

import pytest

from desktop_chat.core.client.events import HistoryProblem, HistoryTroubled, PageRead, SearchAnswered
from desktop_chat.core.client.events.kept import Page, Part
from desktop_chat.core.client.export import ExportFormat
from desktop_chat.gui.history.export_dialog import ask_export_file
from desktop_chat.gui.rows import TimelineRow
from desktop_chat.gui.timeline.row_layout import read_text
from tests.support.kept import kept
from tests.support.tk import until
from tests.support.window import Person

pytestmark = pytest.mark.tk
CHANNEL = "#general"


def page(first: int, last: int) -> Page:
    """Return lines in a row, more before and after them."""
    return Page(tuple(kept(number, conversation=CHANNEL) for number in range(first, last + 1)), is_first=False, is_last=False)


def heights(person: Person) -> dict[str, int]:
    """Return what is in sight, each line with the place of its upper edge."""
    stage = person.window.room.pane.timeline.stage
    return {read_text(stage.items[placed.at]): placed.y for placed in stage.viewport.visible()}


@pytest.fixture
def reader(member: Person) -> Person:
    """Return ann with the last lines of many on the screen, at their end."""
    member.hear(PageRead(CHANNEL, Part.LAST, "", page(801, 1000)))
    assert member.window.room.pane.timeline.is_at_end
    return member


def scroll_to_top(person: Person) -> None:
    """Press Home in the timeline, as often as it takes to see the first row."""
    asked = len(person.chat.history.pages)
    person.press(person.window.room.pane.timeline.canvas, "Home")
    until(person.top, lambda: len(person.chat.history.pages) > asked)


def test_scrolling_to_the_first_row_reads_on_and_moves_nothing(reader: Person) -> None:
    """The row that was the first in sight stays there; a page at a time."""
    scroll_to_top(reader)
    assert reader.chat.history.pages[-1] == (CHANNEL, Part.AROUND, kept(801).key)
    before = heights(reader)["line 801"]
    reader.hear(PageRead(CHANNEL, Part.AROUND, kept(801).key, page(601, 1000)))
    assert heights(reader)["line 801"] == before
    assert reader.window.room.pane.timeline.newer.winfo_ismapped()
    scroll_to_top(reader)
    assert reader.chat.history.pages[-1] == (CHANNEL, Part.BEFORE, kept(601).key)
    reader.window.room.pane.timeline.newer.invoke()
    reader.draw()
    assert reader.window.room.pane.timeline.is_at_end
    assert "You joined" in reader.timeline()
    assert not reader.window.room.pane.timeline.newer.winfo_ismapped()


def test_scrolling_to_the_last_row_reads_on_too(reader: Person) -> None:
    """And the last row stays in sight."""
    scroll_to_top(reader)
    reader.hear(PageRead(CHANNEL, Part.AROUND, kept(801).key, page(601, 900)))
    timeline = reader.window.room.pane.timeline
    while timeline.scroll(200):
        reader.draw()
    until(reader.top, lambda: reader.chat.history.pages[-1] == (CHANNEL, Part.AFTER, kept(900).key))
    reader.hear(PageRead(CHANNEL, Part.AFTER, kept(900).key, page(901, 1000)))
    assert "line 900" in heights(reader)
    assert "line 1000" not in heights(reader)
    reader.press(timeline.canvas, "End")
    assert timeline.is_at_end


def test_one_finds_as_one_types_and_enter_shows_the_line(reader: Person) -> None:
    """By the keyboard alone, from the composer and back to it; nothing there is selected or moved."""
    room = reader.window.room.pane
    room.composer.text.insert("1.0", "half a thought")
    reader.press(room.composer.text, "Control-f")
    assert reader.top.focus_get() is room.search.entry
    assert room.composer.text.tag_ranges("sel") == ()
    for letter in "line":
        reader.press(room.search.entry, letter)
    assert [text for _, text, _ in reader.chat.history.searches] == ["l", "li", "lin", "line"]
    number, _, place = reader.chat.history.searches[-1]
    assert place == CHANNEL
    reader.hear(SearchAnswered(number, tuple(kept(one, conversation=CHANNEL) for one in (50, 40, 30)), has_more=False))
    found = room.search.list
    assert found.get("1.0", "end").count("line") == 3
    assert len(found.tag_ranges("hit")) == 6
    reader.press(room.search.entry, "Down", "Return")
    assert [str(index) for index in found.tag_ranges("selected")] == ["3.0", "5.0"]
    assert reader.chat.history.pages[-1] == (CHANNEL, Part.AROUND, kept(40).key)
    reader.hear(PageRead(CHANNEL, Part.AROUND, kept(40).key, page(1, 100)))
    stage = room.timeline.stage
    seen = [stage.items[placed.at] for placed in stage.viewport.visible()]
    assert [read_text(item) for item in seen if isinstance(item, TimelineRow) and item.found] == ["line 40"]
    reader.press(room.search.entry, "Escape")
    assert not room.search.winfo_ismapped()
    assert reader.top.focus_get() is room.composer.text
    assert room.composer.get() == "half a thought"


def test_emoji_are_found_in_colour_on_the_ground_of_their_words(reader: Person) -> None:
    """Tk draws them as boxes where no font has them; the row that Enter would choose is another ground than the others."""
    room = reader.window.room.pane
    reader.press(room.timeline.canvas, "Control-f")
    reader.press(room.search.entry, "x")
    number = reader.chat.history.searches[-1][0]
    lines = kept(2, "x 👋 👋", conversation=CHANNEL), kept(1, "x 👋", conversation=CHANNEL)
    reader.hear(SearchAnswered(number, lines, has_more=False))
    found = room.search.list
    ground, selected = str(found.cget("background")), str(found.tag_cget("selected", "background"))
    assert "👋" not in found.get("1.0", "end")

    def grounds() -> list[str]:
        pictures = [found.image_cget(name, "image") for name in sorted(found.image_names(), key=found.index)]
        return ["#{:02x}{:02x}{:02x}".format(*reader.top.tk.call(picture, "get", 0, 0)) for picture in pictures]

    assert grounds() == [selected, selected, ground]
    reader.press(room.search.entry, "Down")
    assert grounds() == [ground, ground, selected]


@pytest.mark.parametrize("keys", ["Control-Shift-F", "Control-Shift-f"])
def test_one_finds_in_all_of_the_room(reader: Person, keys: str) -> None:
    """With Shift; a click shows the line. What was looked for last is looked for again."""
    room = reader.window.room.pane
    reader.press(room.timeline.canvas, keys)
    reader.fill(room.search.entry, "회의")
    reader.press(room.search.entry, "Right")
    number, text, place = reader.chat.history.searches[-1]
    assert (text, place) == ("회의", None)
    reader.hear(SearchAnswered(number, (kept(2, conversation=CHANNEL), kept(1, conversation=CHANNEL)), has_more=True))
    left, top, _, height = room.search.list.bbox("4.0") or (0, 0, 0, 0)
    room.search.list.event_generate("<Button-1>", x=left + 2, y=top + height // 2)
    reader.draw()
    assert reader.chat.history.pages[-1] == (CHANNEL, Part.AROUND, kept(1).key)
    reader.press(room.search.entry, "Escape")
    reader.press(room.composer.text, "Control-f")
    assert reader.chat.history.searches[-1][1:] == ("회의", CHANNEL)


def test_the_menu_of_a_conversation_finds_and_saves(reader: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the keys do, for the mouse."""
    room = reader.window.room.pane
    room.menu.invoke(0)
    reader.draw()
    assert room.search.title.cget("text") == f"Find in {CHANNEL}"
    room.menu.invoke(1)
    reader.draw()
    assert room.search.title.cget("text") == "Find everywhere"
    chosen = tmp_path / "talk.html"
    monkeypatch.setattr(filedialog, "asksaveasfilename", lambda **_options: str(chosen))
    room.menu.invoke(2)
    assert reader.chat.history.exports == [(CHANNEL, ExportFormat.HTML, chosen)]
    monkeypatch.setattr(filedialog, "asksaveasfilename", lambda **_options: "")
    room.menu.invoke(2)
    assert len(reader.chat.history.exports) == 1


@pytest.mark.parametrize(("name", "file"), [("#우리 반", "우리 반.txt"), ("a/b:c?", "abc.txt"), ("#", "chat.txt")])
def test_a_file_is_offered_that_every_system_can_have(person: Person, monkeypatch: pytest.MonkeyPatch, name: str, file: str) -> None:
    """Named after the conversation."""
    asked: dict[str, object] = {}

    def note(**options: object) -> str:
        asked.update(options)
        return "x.odt"

    monkeypatch.setattr(filedialog, "asksaveasfilename", note)
    assert ask_export_file(person.top, name) == (ExportFormat.TEXT, Path("x.odt"))
    assert asked["initialfile"] == file


def test_escape_does_not_leave_the_room(member: Person) -> None:
    """On the start screen it cancels what is being done; that is over here."""
    member.press(member.window.room.pane.composer.text, "Escape")
    assert (member.chat.left, bool(member.window.room.winfo_ismapped())) == (0, True)


def test_what_is_wrong_with_the_history_stands_above_both_screens(member: Person) -> None:
    """Until it is read."""
    notice = member.window.notice
    member.hear(HistoryTroubled(HistoryProblem.DAMAGED, "history-damaged-1.sqlite3"))
    assert notice.winfo_ismapped()
    assert "history-damaged-1.sqlite3" in str(notice.label.cget("text"))
    member.presenter.leave()
    member.draw()
    assert notice.winfo_ismapped()
    assert notice.winfo_y() < member.window.start.winfo_y()
    notice.button.invoke()
    member.draw()
    assert not notice.winfo_ismapped()


def test_a_second_window_offers_a_profile_of_its_own(person: Person) -> None:
    """What is said in it would not be kept."""
    person.hear(HistoryTroubled(HistoryProblem.LOCKED, "database is locked"))
    assert "open already" in str(person.window.notice.label.cget("text"))
    person.window.notice.button.invoke()
    assert person.others == 1
