"""The conversations of a room: their order, which is open, what the screen still lacks, and how many are kept."""

from datetime import UTC, datetime, timedelta

import pytest

from desktop_chat.core.client.knowledge import Knowledge
from desktop_chat.gui.room.conversation import HOST_KEY, ROWS_KEPT
from desktop_chat.gui.room.conversations import PEOPLE_KEPT, Conversations
from desktop_chat.gui.room.row_maker import Said
from desktop_chat.gui.rows import LineKind
from desktop_chat.gui.safe_text import prose
from tests.support.fake_view import text_of

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def some() -> Conversations:
    """Return bob, #tea, the host and #coffee, in this order; #tea is open and shown."""
    some = Conversations()
    some.open("bob", is_channel=False)
    some.choose(some.open("#tea", is_channel=True))
    some.open(HOST_KEY, is_channel=False)
    some.open("#coffee", is_channel=True)
    some.take_rows()
    return some


def names(conversations: Conversations) -> list[str]:
    """Return them in order."""
    return [one.name for one in conversations]


def said(text: str, sender: str = "bob") -> Said:
    """Return something that bob said."""
    return Said(sender, prose(text))


def test_the_list_has_the_host_then_channels_then_people(some: Conversations) -> None:
    """Each in the order in which they came."""
    assert names(some) == [HOST_KEY, "#tea", "#coffee", "bob"]


def test_one_is_found_in_any_case(some: Conversations) -> None:
    """Names compare as in the room."""
    assert some.get("BOB") is some.open("Bob", is_channel=False)
    assert some.get("nobody") is None
    assert len(names(some)) == 4


def test_without_an_open_one_the_host_has_one() -> None:
    """What is said must be readable somewhere."""
    empty = Conversations()
    assert empty.here() is empty.get(HOST_KEY)
    assert (empty.neighbour(1), empty.take_rows()) == (None, ([], True, None))


@pytest.mark.parametrize(("by", "name"), [(1, "#coffee"), (2, "bob"), (3, HOST_KEY), (-1, HOST_KEY), (-2, "bob"), (400, "#tea")])
def test_neighbours_go_round(some: Conversations, by: int, name: str) -> None:
    """Down or up."""
    neighbour = some.neighbour(by)
    assert neighbour is not None
    assert neighbour.name == name


def test_only_what_is_new_in_the_open_one_is_shown(some: Conversations) -> None:
    """All of it once it is another one."""
    tea, coffee = some.open("#tea", is_channel=True), some.open("#coffee", is_channel=True)
    some.said(tea, said("one"), NOON)
    some.said(coffee, said("two"), NOON)
    some.line(tea, LineKind.EVENT, "three", NOON)
    rows, replaces, _ = some.take_rows()
    assert ([text_of(row) for row in rows][1:], replaces) == (["one", "three"], False)
    assert some.take_rows() == ([], False, None)
    some.choose(coffee)
    some.said(coffee, said("four"), NOON)
    rows, replaces, _ = some.take_rows()
    assert ([text_of(row) for row in rows][1:], replaces) == (["two", "four"], True)


def test_closing_the_open_one_names_its_neighbour(some: Conversations) -> None:
    """The one that takes its place in the list; the last has the one before it; the only one has none."""
    closed = [some.close(name) for name in ("bob", "nobody", "#TEA")]
    assert closed[:2] == [None, None]
    assert closed[2] is some.get("#coffee")
    some.choose(some.open("#coffee", is_channel=True))
    assert some.close("#coffee") is some.get(HOST_KEY)
    some.choose(some.open(HOST_KEY, is_channel=False))
    assert some.close(HOST_KEY) is None
    assert (names(some), some.current) == ([], None)


def test_a_person_keeps_the_talk_under_another_name(some: Conversations) -> None:
    """Also when only the case changes; not when the new name has a talk of its own."""
    bob = some.get("bob")
    assert some.rename("bob", "BOB", is_channel=False)
    assert some.rename("bob", "rob", is_channel=False)
    assert (some.get("rob"), some.get("bob")) == (bob, None)
    some.open("carol", is_channel=False)
    assert not some.rename("rob", "carol", is_channel=False)
    assert not some.rename("nobody", "somebody", is_channel=False)


def test_a_channel_keeps_the_talk_under_another_name(some: Conversations) -> None:
    """IRCv3 channel-rename."""
    tea = some.get("#tea")
    assert some.rename("#TEA", "#milk", is_channel=True)
    assert (some.get("#milk"), some.get("#tea")) == (tea, None)
    assert not some.rename("bob", "#bob", is_channel=True)


@pytest.mark.parametrize(("old", "new"), [("#tea", "x"), (HOST_KEY, "x"), ("bob", HOST_KEY)])
def test_a_broken_host_renames_no_channel_and_not_itself(some: Conversations, old: str, new: str) -> None:
    """`:#tea NICK x`, or a NICK of nobody."""
    before = names(some)
    assert not some.rename(old, new, is_channel=False)
    assert names(some) == before


def test_a_crowd_of_strangers_does_not_fill_the_memory(some: Conversations) -> None:
    """The oldest that is read goes; what nobody has read yet, and channels, stay."""
    unread = some.open("unread", is_channel=False)
    unread.unread = 1
    for at in range(3 * PEOPLE_KEPT):
        some.open(f"stranger{at}", is_channel=False)
    assert len(names(some)) == 3 + PEOPLE_KEPT
    assert names(some)[:4] == [HOST_KEY, "#tea", "#coffee", "unread"]
    assert names(some)[-1] == f"stranger{3 * PEOPLE_KEPT - 1}"


def test_the_open_talk_is_never_the_one_that_goes(some: Conversations) -> None:
    """However old it is."""
    some.choose(some.open("bob", is_channel=False))
    for at in range(2 * PEOPLE_KEPT):
        some.open(f"stranger{at}", is_channel=False)
    assert some.current is some.get("bob")


def test_nothing_open_has_no_names() -> None:
    """Tab then completes nothing."""
    assert Conversations().names(Knowledge()) == []


def test_lines_of_one_person_stand_under_one_name(some: Conversations) -> None:
    """Until somebody else speaks, something happens, five minutes pass, or the day ends."""
    tea = some.open("#tea", is_channel=True)

    def heads(text: Said, seconds: float) -> bool:
        return tea.add_said(text, NOON + timedelta(seconds=seconds))[-1].heads

    assert [heads(said("a"), 0), heads(said("b"), 299), heads(said("c"), 300), heads(said("d", "BOB"), 301)] == [True, False, True, False]
    assert [heads(said("e", "ann"), 302), heads(said("f"), 303)] == [True, True]
    tea.add(LineKind.EVENT, prose("carol joined"), NOON)
    assert heads(said("g"), 304)
    assert heads(said("an hour before"), -3600)
    assert not heads(Said("bob", prose("waves"), LineKind.ACTION), -3599)


def test_a_new_day_is_a_row_of_its_own(some: Conversations) -> None:
    """Before the first line of it, and it begins a new group."""
    tea = some.open("#tea", is_channel=True)
    late = NOON.replace(hour=23, minute=59)
    assert [text_of(row) for row in tea.add_said(said("late"), late)] == ["Sunday, 1 March 2026", "late"]
    assert len(tea.add_said(said("later"), late)) == 1
    rows = tea.add_said(said("early"), late + timedelta(minutes=1))
    assert [(text_of(row), row.kind, row.heads) for row in rows] == [
        ("Monday, 2 March 2026", LineKind.DAY, False),
        ("early", LineKind.TALK, True),
    ]


def test_who_spoke_last_is_known_once(some: Conversations) -> None:
    """The last one first."""
    tea = some.open("#tea", is_channel=True)
    for sender in ("ann", "bob", "ann", "carol", "bob"):
        tea.add_said(said("x", sender), NOON)
    assert list(tea.speakers) == ["bob", "carol", "ann"]


def test_a_conversation_keeps_its_last_rows(some: Conversations) -> None:
    """What is older is in the host's log."""
    tea = some.open("#tea", is_channel=True)
    for at in range(2 * ROWS_KEPT):
        tea.add_said(said(str(at)), NOON)
    assert (len(tea.rows), text_of(tea.rows[0])) == (ROWS_KEPT, str(ROWS_KEPT))
