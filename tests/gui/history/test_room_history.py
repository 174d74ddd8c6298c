"""What the window shows of a room from the last time: at once, page by page, once, with what was unread and being written."""

from pathlib import Path

import pytest

from desktop_chat.core.client.events import (
    Connecting,
    Exported,
    JoinedChannel,
    LinkFailed,
    LinkProblem,
    LinkUp,
    NickRefusal,
    NickRefused,
    PageRead,
    Registered,
    RoomRecalled,
)
from desktop_chat.core.client.events.kept import KeptConversation, KeptLine, KeptRoom, Notify, Page, Part
from desktop_chat.core.client.export import ExportFormat
from desktop_chat.gui.history.reading import LINES_READ
from desktop_chat.gui.rows import Edge, LineKind, Place
from tests.support.chat import ADDRESS
from tests.support.fake_view import text_of
from tests.support.kept import ROOM, kept
from tests.support.view import NOON, Seat, in_two_channels, own_talk, talk

RECALLED = RoomRecalled(
    KeptRoom(ROOM, "우리 반"),
    (
        KeptConversation("#tea", is_channel=True, unread=3, draft="half a"),
        KeptConversation("bob", is_channel=False, unread=1),
        KeptConversation("#coffee", is_channel=True),
    ),
)


def lines(first: int, last: int, conversation: str = "#tea") -> tuple[KeptLine, ...]:
    """Return the lines of these numbers."""
    return tuple(kept(number, conversation=conversation) for number in range(first, last + 1))


def last_page(*some: KeptLine, is_first: bool = True, conversation: str = "#tea") -> PageRead:
    """Return the answer to a conversation's being opened."""
    return PageRead(conversation, Part.LAST, "", Page(some, is_first=is_first))


@pytest.fixture
def seat() -> Seat:
    """Return ann, who wants to go back into a room that she knows; its host has not answered."""
    seat = Seat()
    seat.presenter.join("ann", ADDRESS, "")
    seat.hear(RECALLED)
    return seat


@pytest.fixture
def reader() -> Seat:
    """Return ann in #tea with the last 200 of many lines."""
    seat = Seat()
    seat.enter("ann", "#tea")
    seat.hear(last_page(*lines(801, 1000), is_first=False))
    return seat


def test_a_known_room_stands_there_before_its_host_has_answered(seat: Seat) -> None:
    """With its name, what was unread, and what was being written; the lines are asked for as they are looked at."""
    assert seat.view.screen == "room"
    assert seat.problem == f"Connecting to {ADDRESS} …"
    assert seat.view.room is not None
    assert (seat.view.room.name, seat.view.room.state, seat.view.room.nick) == ("우리 반", "Not connected", "ann")
    assert [(row.key, row.present) for row in seat.view.conversations] == [("#tea", False), ("#coffee", False), ("bob", False)]
    assert (seat.view.open, seat.view.badges, seat.view.composer) == ("#tea", {"bob": (1, True)}, "half a")
    assert seat.chat.history.pages == [("#tea", Part.LAST, "")]
    seat.hear(last_page(*lines(1, 3), kept(4, "hi ann")))
    assert seat.view.lines == ["line 1", "line 2", "line 3", "hi ann"]
    assert seat.view.rows[0].kind is LineKind.DAY
    assert [row.mentioned for row in seat.view.rows] == [False] * 4 + [True]
    assert seat.chat.history.read == {"#tea": kept(4).time}


def test_what_the_host_then_tells_goes_on_below(seat: Seat) -> None:
    """A line that is known by its msgid, live or as a replay, appears once and is not unread again."""
    seat.hear(last_page(*lines(1, 3)))
    seat.hear(Connecting(ADDRESS), LinkUp(ROOM), Registered("ann", "desktop.chat"), JoinedChannel("#tea"))
    assert (seat.view.screen, seat.view.banner, seat.view.open) == ("room", None, "#tea")
    seat.hear(*(talk("#tea", "bob", f"line {number}", key=kept(number).key) for number in (2, 3)), talk("#tea", "bob", "new", key="9"))
    seat.hear(talk("#tea", "bob", "new", key="9"))
    assert seat.view.lines == ["line 1", "line 2", "line 3", "You joined #tea", "new"]
    assert seat.view.badges == {"bob": (1, True)}
    assert seat.chat.said == []


def test_lines_that_come_before_the_history_stay_below_it(seat: Seat) -> None:
    """Whichever is faster, the host or the disk."""
    seat.hear(Connecting(ADDRESS), LinkUp(ROOM), Registered("ann", "desktop.chat"), JoinedChannel("#tea"))
    seat.hear(talk("#tea", "bob", "new", key="9"))
    seat.hear(last_page(*lines(1, 2), kept(9, "new")._replace(key="9")))
    assert seat.view.lines == ["line 1", "line 2", "You joined #tea", "new"]


def test_a_room_that_is_recalled_after_the_host_has_answered_is_no_other() -> None:
    """What is unread is added to what came since, the draft goes where nothing is written yet."""
    late = Seat()
    late.enter("ann", "#tea")
    late.hear(talk("bob", "bob", "psst"), RECALLED)
    assert [(row.key, row.present) for row in late.view.conversations] == [("#tea", True), ("#coffee", False), ("bob", True)]
    assert (late.view.badges, late.view.composer) == ({"bob": (2, True)}, "half a")


def test_on_the_way_back_nothing_is_recalled_twice(seat: Seat) -> None:
    """After a broken link all of it is here already."""
    seat.hear(Connecting(ADDRESS), LinkUp(ROOM), Registered("ann", "desktop.chat"), JoinedChannel("#tea"))
    seat.room.choose("bob")
    seat.room.choose("#tea")
    seat.hear(RECALLED)
    assert seat.view.badges == {}
    seat.presenter.leave()
    seat.presenter.join("ann", ADDRESS, "")
    seat.hear(RECALLED)
    assert seat.view.badges == {"bob": (1, True)}


def test_a_host_that_does_not_answer_leaves_the_room_to_be_read(seat: Seat) -> None:
    """The problem stands above it, with the way to try again."""
    seat.hear(Connecting(ADDRESS), LinkFailed(LinkProblem.REFUSED, ""))
    assert seat.view.screen == "room"
    assert seat.problem.startswith("There is no room at")
    seat.press()
    assert len(seat.chat.asked) == 2
    seat.hear(Connecting(ADDRESS))
    assert (seat.view.screen, seat.problem) == ("room", f"Connecting to {ADDRESS} …")
    seat.chat.is_over = True
    seat.type("hello")
    assert seat.view.composer == "hello"


def test_a_problem_that_came_before_the_history_stands_above_the_room() -> None:
    """The network may be faster than the disk."""
    seat = Seat()
    seat.presenter.join("ann", ADDRESS, "")
    seat.hear(Connecting(ADDRESS), LinkFailed(LinkProblem.REFUSED, ""), RECALLED)
    assert seat.view.screen == "room"
    assert seat.problem.startswith("There is no room at")


def test_a_question_that_needs_a_field_goes_back_to_the_start_screen(seat: Seat) -> None:
    """Another name, or the password; once let in, all that was recalled is there."""
    seat.hear(Connecting(ADDRESS), LinkUp(ROOM), NickRefused("ann", NickRefusal.IN_USE))
    assert (seat.view.screen, seat.view.form.nick) == ("start", "ann_2")
    seat.presenter.join("ann_2", ADDRESS, "")
    assert seat.chat.renamed == ["ann_2"]
    seat.hear(Registered("ann_2", "desktop.chat"))
    assert (seat.view.screen, [row.key for row in seat.view.conversations]) == ("room", ["#tea", "#coffee", "bob"])


def test_a_wrong_password_is_asked_for_on_the_start_screen(seat: Seat) -> None:
    """And a history that comes late does not hide the question."""
    seat.hear(Connecting(ADDRESS), LinkUp(ROOM), LinkFailed(LinkProblem.BAD_PASSWORD, ""))
    assert (seat.view.screen, seat.view.form.asks_password) == ("start", True)
    seat.hear(RECALLED)
    assert seat.view.screen == "start"


def test_a_draft_is_kept_when_one_looks_elsewhere(seat: Seat) -> None:
    """Another conversation, another window, the end; and no longer when it was sent."""
    drafts = seat.chat.history.drafts
    seat.view.composer = "half a thought"
    seat.room.choose("bob")
    assert drafts == [KeptConversation("#tea", is_channel=True, draft="half a thought")]
    seat.view.composer = "psst"
    seat.room.focus(has_focus=False)
    seat.room.focus(has_focus=False)
    assert drafts[1:] == [KeptConversation("bob", is_channel=False, draft="psst")]
    seat.view.composer = "psst, bob"
    seat.presenter.leave()
    assert [one.draft for one in drafts[2:]] == ["psst, bob"]
    seat.presenter.keep()
    assert len(drafts) == 3


def test_muting_is_shown_and_kept(seat: Seat) -> None:
    """And the other way; a conversation that is gone cannot be muted."""
    seat.room.history.set_notify("#tea", Notify.NOTHING)
    assert [row.key for row in seat.view.conversations if row.notify is Notify.NOTHING] == ["#tea"]
    seat.room.history.set_notify("#tea", Notify.ALL)
    seat.room.history.set_notify("#gone", Notify.NOTHING)
    assert not [row.key for row in seat.view.conversations if row.notify is Notify.NOTHING]
    assert [(one.name, one.is_channel, one.notify) for one in seat.chat.history.notify] == [
        ("#tea", True, Notify.NOTHING),
        ("#tea", True, Notify.ALL),
    ]


def test_a_draft_that_was_sent_is_none(reader: Seat) -> None:
    """It would come back at the next start."""
    reader.view.composer = "hello"
    reader.room.focus(has_focus=False)
    reader.type("hello")
    assert [one.draft for one in reader.chat.history.drafts] == ["hello", ""]


def test_what_is_seen_is_marked_as_read_once(reader: Seat) -> None:
    """Not while one looks elsewhere."""
    reader.hear(talk("#tea", "bob", "one", at=NOON + 2000))
    assert reader.chat.history.read == {"#tea": NOON + 2000}
    reader.room.focus(has_focus=False)
    reader.hear(talk("#tea", "bob", "two", at=NOON + 3000))
    assert reader.chat.history.read == {"#tea": NOON + 2000}
    reader.room.focus(has_focus=True)
    assert reader.chat.history.read == {"#tea": NOON + 3000}


def test_scrolling_up_reads_back_page_by_page(reader: Seat) -> None:
    """The row that was the first stays where it is; a page is asked for once."""
    pages = reader.chat.history.pages
    reader.room.history.scroll(Edge.TOP)
    reader.room.history.scroll(Edge.TOP)
    assert pages[1:] == [("#tea", Part.AROUND, kept(801).key)]
    reader.hear(PageRead("#tea", Part.AROUND, kept(801).key, Page(lines(601, 1000), is_first=False)))
    assert (reader.view.lines[0], reader.view.lines[-1]) == ("line 601", "line 1000")
    assert reader.view.place == Place(row_of(reader, "line 801"), Edge.TOP)
    reader.room.history.scroll(Edge.TOP)
    assert pages[2:] == [("#tea", Part.BEFORE, kept(601).key)]
    reader.hear(PageRead("#tea", Part.BEFORE, kept(601).key, Page(lines(301, 600), is_first=True, is_last=False)))
    assert (reader.view.lines[0], len(reader.view.lines), reader.view.lines[-1]) == ("line 301", LINES_READ, "line 900")
    assert reader.view.place == Place(row_of(reader, "line 601"), Edge.TOP)
    reader.room.history.scroll(Edge.TOP)
    assert len(pages) == 3


def row_of(seat: Seat, text: str) -> int:
    """Return the number of the row with this text."""
    return [text_of(row) for row in seat.view.rows].index(text)


def test_scrolling_down_again_leads_to_the_newest(reader: Seat) -> None:
    """What came meanwhile is unread until then."""
    reader.room.history.scroll(Edge.TOP)
    reader.hear(PageRead("#tea", Part.AROUND, kept(801).key, Page(lines(601, 900), is_first=False, is_last=False)))
    reader.hear(talk("#tea", "bob", "meanwhile", at=NOON + 5000))
    assert (reader.view.lines[-1], reader.view.badges) == ("line 900", {"#tea": (1, False)})
    reader.room.history.scroll(Edge.BOTTOM)
    assert reader.chat.history.pages[2:] == [("#tea", Part.AFTER, kept(900).key)]
    reader.hear(PageRead("#tea", Part.AFTER, kept(900).key, Page(lines(901, 1000), is_first=False, is_last=True)))
    assert reader.view.place == Place(row_of(reader, "line 900"), Edge.BOTTOM)
    reader.room.history.scroll(Edge.BOTTOM)
    assert (reader.view.lines[-1], reader.view.badges) == ("meanwhile", {})
    assert reader.chat.history.read == {"#tea": NOON + 5000}


def test_sending_leads_to_the_newest(reader: Seat) -> None:
    """One wants to see what one has said."""
    reader.room.history.scroll(Edge.TOP)
    reader.hear(PageRead("#tea", Part.AROUND, kept(801).key, Page(lines(601, 900), is_first=False, is_last=False)))
    reader.type("here")
    reader.hear(own_talk("#tea", "here"))
    assert (reader.view.lines[-1], reader.view.place) == ("here", None)


def test_where_nothing_is_older_nothing_is_asked(reader: Seat) -> None:
    """The first line is in sight, or nothing was kept; a page that holds nothing changes nothing."""
    seat = in_two_channels()
    asked = len(seat.chat.history.pages)
    seat.room.history.scroll(Edge.TOP)
    seat.room.history.scroll(Edge.BOTTOM)
    assert len(seat.chat.history.pages) == asked
    reader.room.history.scroll(Edge.TOP)
    reader.hear(PageRead("#tea", Part.AROUND, kept(801).key, Page()))
    assert (reader.view.lines[-2], reader.view.place) == ("line 1000", None)
    reader.hear(PageRead("#gone", Part.BEFORE, "1", Page(lines(1, 2))), PageRead("#tea", Part.BEFORE, "1", Page(lines(1, 2))))
    assert reader.view.lines[-2] == "line 1000"


def test_a_flood_leaves_something_to_read_back() -> None:
    """More came than the window holds."""
    seat = Seat()
    seat.enter("ann", "#tea")
    seat.hear(*(talk("#tea", "bob", f"{number}", key=f"{number}") for number in range(1000)))
    seat.room.history.scroll(Edge.TOP)
    assert seat.chat.history.pages[-1] == ("#tea", Part.AROUND, seat.view.rows[0].key)


def test_how_an_export_went_is_said(reader: Seat, tmp_path: Path) -> None:
    """Below the composer, for the open conversation."""
    file = tmp_path / "tea.html"
    reader.room.history.export(ExportFormat.HTML, file)
    assert reader.chat.history.exports == [("#tea", ExportFormat.HTML, file)]
    reader.hear(Exported("tea.html"))
    assert reader.view.hint == "Saved as tea.html"
    reader.hear(Exported("tea.html", "No space left on device"))
    assert reader.view.hint == "tea.html cannot be written: No space left on device."
    Seat().room.history.export(ExportFormat.HTML, file)
