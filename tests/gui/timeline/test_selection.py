"""What is selected across rows, and what is copied of it."""

from desktop_chat.gui.rows import LineKind, TimelineRow
from desktop_chat.gui.safe_text import Shown, prose
from desktop_chat.gui.timeline.items import Items, Splice
from desktop_chat.gui.timeline.selection import Caret, Selection

ANN = TimelineRow(LineKind.TALK, prose("good **morning**"), sender=Shown("ann"), time="9:02 AM", heads=True)
MORE = TimelineRow(LineKind.TALK, prose("- tea\n- milk"), sender=Shown("ann"), time="9:02 AM")
BOB = TimelineRow(LineKind.TALK, prose("yes"), sender=Shown("bob"), time="9:03 AM", heads=True)
DAY = TimelineRow(LineKind.DAY, prose("Monday"))


def items() -> Items:
    """Return ann's two messages, a day, and bob's."""
    made = Items()
    made.append([ANN, MORE, DAY, BOB])
    return made


def test_within_a_message_only_its_letters_are_copied() -> None:
    """As they are read; in which direction they were selected does not matter."""
    forth, back = Selection(Caret(0, 5), Caret(0, 12)), Selection(Caret(0, 12), Caret(0, 5))
    assert forth.text(items()) == back.text(items()) == "morning"


def test_across_messages_it_is_told_who_said_them() -> None:
    """Where the head of a message is in the selection; the first may begin in its middle."""
    assert Selection(Caret(0, 0), Caret(3, 3)).text(items()) == "ann  9:02 AM\ngood morning\n• tea\n• milk\nMonday\nbob  9:03 AM\nyes"
    assert Selection(Caret(3, 0), Caret(0, 5)).text(items()) == "morning\n• tea\n• milk\nMonday"


def test_each_row_knows_its_part() -> None:
    """The first from somewhere, the last up to somewhere, those between as a whole."""
    selection = Selection(Caret(3, 2), Caret(1, 4))
    assert [selection.range_in(at, 10) for at in range(5)] == [(0, 0), (4, 10), (0, 10), (0, 2), (0, 0)]


def test_it_stays_on_its_rows() -> None:
    """Where older ones come above; it ends where one of its ends is gone."""
    selection = Selection(Caret(1, 1), Caret(2, 2))
    assert selection.after([Splice(0, 0, 50)]) == Selection(Caret(51, 1), Caret(52, 2))
    assert selection.after([Splice(1, 1, 1)]) is None
