"""Lists that what is typed makes shorter: the switcher, the channels of the room, people, bans."""

import pytest

from desktop_chat.core.client.events import (
    ChannelsListed,
    JoinedChannel,
    ListedChannel,
    MaskEntry,
    MasksListed,
    Member,
    MembersListed,
    PersonDescribed,
)
from desktop_chat.gui.lists.list_entries import ADD_CHANNEL, ADD_PERSON
from desktop_chat.gui.lists.list_rows import ListRow
from desktop_chat.gui.rows import LineKind, Presence
from desktop_chat.gui.sheets.sheet_forms import ChannelForm, ChannelWish, PersonCard, PickForm
from tests.support.view import NOON, Seat, in_two_channels, talk

LISTED = ChannelsListed((ListedChannel("#tea", 2, "green"), ListedChannel("#random", 5, ""), ListedChannel("#책모임", 2, "데미안 📚")))
BANS = MasksListed("#coffee", "b", (MaskEntry("*!*@10.0.0.9", "bob", NOON), MaskEntry("troll!*@*")))


@pytest.fixture
def seat() -> Seat:
    """Return ann, in #tea with bob and in #coffee with bob and carol, the latter open."""
    return in_two_channels()


def form(seat: Seat) -> PickForm:
    """Return the list that is open."""
    return seat.sheet(PickForm)


def rows(seat: Seat) -> list[ListRow]:
    """Return its entries."""
    return [row for row in form(seat).rows if isinstance(row, ListRow)]


def titles(seat: Seat) -> list[str]:
    """Return what can be read there."""
    return [row.title for row in rows(seat)]


def test_the_switcher_begins_with_what_was_open_before(seat: Seat) -> None:
    """So that the keys and Enter go back and forth; where one is comes last."""
    seat.hear(talk("carol", "carol", "psst"))
    seat.room.open_person("bob")
    seat.room.around.switch()
    assert titles(seat) == ["coffee", "tea", "carol", "bob"]
    seat.room.around.sheets.choose()
    assert (seat.view.open, seat.view.sheet) == ("#coffee", None)
    seat.room.around.switch()
    seat.room.around.sheets.choose()
    assert seat.view.open == "bob"


def test_the_switcher_marks_what_is_unread(seat: Seat) -> None:
    """As the list at the left does."""
    seat.hear(talk("#tea", "bob", "hi"), talk("#tea", "bob", "ann?"), talk("carol", "carol", "psst"))
    seat.room.around.switch()
    assert [(row.title, row.badge, row.urgent) for row in rows(seat) if row.badge] == [("tea", 2, True), ("carol", 1, True)]


def test_what_is_typed_finds_channels_people_and_offers_more(seat: Seat) -> None:
    """Members one never talked to as well; to join what is no channel of ours; and to search."""
    sheets = seat.room.around.sheets
    seat.room.around.switch()
    sheets.type("c")
    assert titles(seat) == ["carol", "coffee", "Join #c", "Search for “c”"]
    sheets.type("coffee")
    assert titles(seat) == ["coffee", "Search for “coffee”"]
    sheets.type("green tea")
    assert titles(seat) == ["Search for “green tea”"]
    sheets.type("")
    assert titles(seat) == ["tea", "coffee"]


@pytest.mark.parametrize(
    ("typed", "moves", "done"),
    [
        ("caro", 0, "open carol"),
        ("new", 0, "JOIN #new"),
        ("#new", 0, "JOIN #new"),
        ("two words", 0, "find"),
        ("c", 3, "find"),
        ("c", -1, "find"),
    ],
)
def test_enter_does_what_is_marked(seat: Seat, typed: str, moves: int, done: str) -> None:
    """The arrow keys go round and round."""
    sheets = seat.room.around.sheets
    seat.room.around.switch()
    sheets.type(typed)
    sheets.move(moves)
    assert form(seat).active == rows(seat)[moves].key
    sheets.choose()
    did = {
        "open carol": seat.view.open == "carol",
        "JOIN #new": seat.chat.commands == [("JOIN", "#new")],
        "find": seat.view.searched == typed,
    }
    assert [name for name, was_done in did.items() if was_done] == [done]
    assert seat.view.sheet is None


def test_searching_from_the_switcher_searches_everywhere(seat: Seat) -> None:
    """At once."""
    seat.room.around.switch()
    seat.room.around.sheets.type("sugar")
    seat.room.around.sheets.choose("find sugar")
    assert [(text, place) for _, text, place in seat.chat.history.searches] == [("sugar", None)]
    assert seat.view.search is not None


def test_the_channels_of_the_room_are_asked_for_and_shown(seat: Seat) -> None:
    """The fullest first, with their topics, how many are there, and which are ours (Modern #list-message)."""
    seat.room.around.add(ADD_CHANNEL)
    assert (seat.chat.commands, form(seat).sentence) == ([("LIST",)], "Asking the host…")
    seat.hear(LISTED)
    assert [(row.title, row.detail, row.tail) for row in rows(seat)] == [
        ("random", "", "5 people"),
        ("tea", "green", "✓ 2 people"),
        ("책모임", "데미안 📚", "2 people"),
    ]
    assert form(seat).sentence == "3 channels in this room"
    assert seat.view.lines[1:] == [], "and nowhere else"


@pytest.mark.parametrize(
    ("typed", "titles_seen", "done"),
    [
        ("ran", ["random", "Create #ran"], ("JOIN", "#random")),
        ("#RANDOM", ["random"], ("JOIN", "#random")),
        ("new", ["Create #new"], ("JOIN", "#new")),
        ("ㅊㅁ", ["책모임"], ("JOIN", "#책모임")),
    ],
)
def test_a_channel_is_entered_or_made(seat: Seat, typed: str, titles_seen: list[str], done: tuple[str, ...]) -> None:
    """What is typed makes the list shorter, and a new channel if there is none of that name."""
    seat.room.around.add(ADD_CHANNEL)
    seat.hear(LISTED)
    seat.room.around.sheets.type(typed)
    assert titles(seat) == titles_seen
    seat.room.around.sheets.choose()
    assert seat.chat.commands[1:] == [done]
    seat.hear(JoinedChannel(done[1]))
    assert seat.view.open == done[1]


def test_a_channel_of_ours_is_opened(seat: Seat) -> None:
    """And not entered once more."""
    seat.room.around.add(ADD_CHANNEL)
    seat.hear(LISTED)
    seat.room.around.sheets.choose("#tea")
    assert (seat.view.open, seat.chat.commands) == ("#tea", [("LIST",)])


def test_a_name_that_no_channel_can_have_makes_none(seat: Seat) -> None:
    """Nothing is offered, and Enter does nothing."""
    seat.room.around.add(ADD_CHANNEL)
    seat.room.around.sheets.type("two words")
    assert rows(seat) == []
    seat.room.around.sheets.choose()
    seat.room.around.sheets.move(1)
    seat.sheet(PickForm)


def test_a_list_that_somebody_typed_for_stays_lines(seat: Seat) -> None:
    """While no sheet waits for it."""
    seat.hear(LISTED, BANS)
    assert seat.view.lines[1:] == [
        "Channels of this room:",
        "#tea: 2 members – green",
        "#random: 5 members",
        "#책모임: 2 members – 데미안 📚",
        "List +b of #coffee: 2",
        "*!*@10.0.0.9 – by bob",
        "troll!*@*",
    ]
    assert seat.view.rows[-1].kind is LineKind.INFO


def test_somebody_is_written_to(seat: Seat) -> None:
    """Everybody in our channels but us; or whoever is typed, if it can be a name."""
    seat.room.around.add(ADD_PERSON)
    assert [(row.title, row.dot) for row in rows(seat)] == [("bob", Presence.HERE), ("carol", Presence.HERE)]
    assert form(seat).sentence == "2 people"
    for typed, seen in (("ann", []), ("two words", []), ("car", ["carol", "car"]), ("가람", ["가람"])):
        seat.room.around.sheets.type(typed)
        assert titles(seat) == seen
    seat.room.around.sheets.choose()
    assert seat.view.open == "가람"


def test_bans_are_shown_lifted_and_made(seat: Seat) -> None:
    """The list stays open, and is asked for again after each change (Modern #ban-channel-mode)."""
    seat.hear(MembersListed("#coffee", (Member("ann", "@"),)))
    sheets = seat.room.around.sheets
    sheets.show_bans("#coffee", may_change=True)
    seat.hear(BANS)
    assert [(row.title, row.detail) for row in rows(seat)] == [("*!*@10.0.0.9", "by bob · Tuesday, 14 November 2023"), ("troll!*@*", "")]
    sheets.choose("troll!*@*")
    sheets.type("spam!*@*")
    sheets.choose()
    assert seat.chat.commands == [
        ("MODE", "#coffee", "b"),
        ("MODE", "#coffee", "-b", "troll!*@*"),
        ("MODE", "#coffee", "b"),
        ("MODE", "#coffee", "+b", "spam!*@*"),
        ("MODE", "#coffee", "b"),
    ]
    seat.hear(MasksListed("#coffee", "b", ()))
    assert "Nobody is banned" in form(seat).sentence
    assert seat.view.lines[1:] == []


def test_who_may_not_can_read_the_bans(seat: Seat) -> None:
    """Choosing one does nothing; a list of another channel is not this one."""
    sheets = seat.room.around.sheets
    sheets.show_bans("#coffee", may_change=False)
    assert form(seat).sentence == "Asking the host…"
    seat.hear(BANS, MasksListed("#tea", "b", ()), MasksListed("#coffee", "e", ()))
    assert titles(seat) == ["*!*@10.0.0.9", "troll!*@*"]
    assert "operator" in form(seat).sentence
    sheets.type("troll")
    assert titles(seat) == ["troll!*@*"]
    sheets.choose()
    assert seat.chat.commands == [("MODE", "#coffee", "b")]


def test_a_person_comes_as_a_card(seat: Seat) -> None:
    """From which one writes to them."""
    seat.hear(PersonDescribed("carol", "~c", "host", "Carol C"))
    seat.sheet(PersonCard)
    seat.room.around.sheets.message()
    assert (seat.view.open, seat.view.sheet) == ("carol", None)
    seat.room.around.sheets.message()
    assert seat.view.open == "carol"


def test_a_channel_is_changed_from_its_sheet(seat: Seat) -> None:
    """What cannot be is said, and the sheet stays."""
    seat.hear(MembersListed("#coffee", (Member("ann", "@"),)))
    sheets = seat.room.around.sheets
    sheets.settings("#coffee")
    sheet = seat.sheet(ChannelForm)
    wrong = ChannelWish("#coffee", "", "", "many", frozenset())
    assert sheets.apply(wrong) == "The limit is a number of people, or nothing."
    assert seat.sheet(ChannelForm) is sheet
    assert sheets.apply(ChannelWish("#coffee", "black", "", "9", frozenset("n"))) == ""
    assert seat.chat.commands == [("TOPIC", "#coffee", "black"), ("MODE", "#coffee", "+nl", "9")]
    assert seat.view.sheet is None
    assert sheets.apply(wrong) == "", "nothing is open"


def test_a_sheet_outlives_a_new_look_but_not_the_room(seat: Seat) -> None:
    """The window may be made anew at any moment; the start screen has no sheets."""
    seat.room.around.switch()
    sheet, seat.view.sheet = seat.view.sheet, None
    seat.presenter.show_again()
    assert seat.view.sheet == sheet
    seat.presenter.leave()
    assert seat.view.sheet is None
    seat.room.around.sheets.settings("#gone")
    assert seat.view.sheet is None


def test_without_a_link_it_is_said_that_nothing_was_asked(seat: Seat) -> None:
    """Below the composer."""
    seat.chat.is_over = True
    seat.room.around.add(ADD_CHANNEL)
    assert seat.view.hint != ""
