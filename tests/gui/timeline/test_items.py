"""The list of items: what folds, what stands once only, and that each change is told as it was."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.gui.rows import LineKind, TimelineRow
from desktop_chat.gui.safe_text import Shown, prose
from desktop_chat.gui.timeline.items import Fold, Item, Items, Splice


def talk(text: str, *, sender: str = "ann", heads: bool = False, key: str = "") -> TimelineRow:
    """Return something that somebody said at two minutes past nine."""
    return TimelineRow(LineKind.TALK, prose(text), sender=Shown(sender), time="9:02 AM", heads=heads, key=key)


def move(kind: LineKind, nick: str) -> TimelineRow:
    """Return that somebody came or went."""
    return TimelineRow(kind, prose(f"{nick} moved"), sender=Shown(nick), time="9:02 AM")


def came(nick: str) -> TimelineRow:
    """Return that somebody came."""
    return move(LineKind.CAME, nick)


def went(nick: str) -> TimelineRow:
    """Return that somebody went."""
    return move(LineKind.WENT, nick)


def day(name: str) -> TimelineRow:
    """Return where a day begins."""
    return TimelineRow(LineKind.DAY, prose(name))


UNREAD = TimelineRow(LineKind.UNREAD, prose("New"))
ROWS = st.lists(
    st.sampled_from([talk("a", heads=True), talk("b"), talk("c", sender="bob", heads=True), came("x"), went("y"), day("Monday"), UNREAD])
)


def read(items: Items) -> list[str]:
    """Return what the items say."""
    return [item.summary if isinstance(item, Fold) else item.text for item in items]


def test_comings_and_goings_fold() -> None:
    """One alone is told as it is; from two on one line tells all, also of those that come later."""
    items = Items()
    items.append([came("x")])
    assert read(items) == ["x moved"]
    assert items.append([went("y"), talk("hi")]) == [Splice(0, 1, 2)]
    assert read(items) == ["x joined · y left", "hi"]
    items.append([came("x"), came("y"), went("x"), went("z")])
    assert read(items)[2] == "y joined · z left · x came and went"


def test_a_crowd_is_counted() -> None:
    """Three names, and how many more."""
    items = Items()
    items.append([came(f"n{number}") for number in range(9)])
    assert read(items) == ["n0, n1, n2 and 6 more joined"]


def test_a_folded_line_opens_and_closes() -> None:
    """Then each can be read; what comes later is seen at once."""
    items = Items()
    items.append([talk("hi"), came("x"), went("x")])
    assert items.turn(1) == [Splice(1, 1, 1)]
    items.append([came("y")])
    assert items[1].text.split("\n")[1:] == ["9:02 AM  x moved", "9:02 AM  x moved", "9:02 AM  y moved"]
    items.turn(1)
    assert items[1].text == "y joined · x came and went"
    assert items.turn(0) == []


def test_there_is_one_unread_line() -> None:
    """A new one takes the place of the one before."""
    items = Items()
    items.append([talk("a"), UNREAD, talk("b")])
    assert items.append([UNREAD, talk("c")]) == [Splice(1, 1, 0), Splice(2, 0, 2)]
    assert read(items) == ["a", "b", "New", "c"]


def test_a_row_is_found_by_its_key_and_replaced() -> None:
    """Nothing happens to a row that is not there."""
    items = Items()
    items.append([talk("a", key="1"), talk("b", key="2"), came("x"), came("y")])
    assert items.replace(talk("A", key="1")) == [Splice(0, 1, 1)]
    assert items.replace(talk("A", key="9")) == []
    assert (read(items)[:2], items.index_of("2"), items.index_of("9")) == (["A", "b"], 1, None)
    assert items.drop_first(2) == [Splice(0, 2, 0)]
    assert read(items) == ["x, y joined"]


@given(st.lists(ROWS, max_size=8))
def test_every_change_is_told(changes: list[list[TimelineRow]]) -> None:
    """Who applies the splices to a list of the same length has the same items where they did not change."""
    items, twin = Items(), list[Item | None]()
    for rows in changes:
        for at, removed, added in items.append([replace(row) for row in rows]):
            twin[at : at + removed] = [None] * added
        assert len(twin) == len(items)
        assert all(one is None or one is other for one, other in zip(twin, items, strict=True))
        twin = list(items)


def test_what_the_host_does_not_have_stays_the_last() -> None:
    """Whatever is said meanwhile; it folds with nothing."""
    items = Items()
    items.append([talk("a"), came("x")])
    assert items.set_unsent([talk("mine"), talk("mine too")]) == [Splice(2, 0, 2)]
    assert items.append([came("y"), talk("b")]) == [Splice(1, 1, 2)]
    assert read(items) == ["a", "x, y joined", "b", "mine", "mine too"]
    assert items.set_unsent([]) == [Splice(3, 2, 0)]
    assert read(items) == ["a", "x, y joined", "b"]
