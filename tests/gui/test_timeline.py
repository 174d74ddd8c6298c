"""The timeline: what it shows, when it follows, what it forgets, and what a click opens."""

import tkinter as tk

import pytest

from desktop_chat.gui.conversation import ROWS_KEPT
from desktop_chat.gui.links import split_links
from desktop_chat.gui.rows import Edge, LineKind, TimelineRow
from desktop_chat.gui.safe_text import Shown, shown
from desktop_chat.gui.theme import Look
from desktop_chat.gui.timeline import Timeline

pytestmark = pytest.mark.tk


class Roll:
    """A timeline in a window, and the addresses that were clicked."""

    def __init__(self, top: tk.Toplevel, look: Look) -> None:
        self.top, self.opened, self.edges = top, list[str](), list[Edge | None]()
        self.timeline = Timeline(
            top, look, on_link=self.opened.append, on_edge=self.edges.append, on_newest=lambda: self.edges.append(None)
        )
        self.timeline.pack(fill="both", expand=True)
        top.update()

    @property
    def text(self) -> tk.Text:
        """The widget."""
        return self.timeline.text

    def add(self, *rows: TimelineRow) -> None:
        """Append lines and draw."""
        self.timeline.append(rows)
        self.top.update()

    def lines(self) -> list[str]:
        """Return what can be read."""
        return self.text.get("1.0", "end-1c").splitlines()

    def tags(self, words: str) -> set[str]:
        """Return the tags of the first place with these words."""
        at = self.text.search(words, "1.0")
        assert at, f"no {words!r} in {self.lines()}"
        return set(self.text.tag_names(at))


@pytest.fixture
def roll(top: tk.Toplevel, look: Look) -> Roll:
    """Return an empty timeline."""
    return Roll(top, look)


def talk(text: str, *, heads: bool = False, mentioned: bool = False) -> TimelineRow:
    """Return something that ann said."""
    return TimelineRow(
        LineKind.TALK, split_links(shown(text)), sender=Shown("ann"), colour=2, time="9:02 AM", heads=heads, mentioned=mentioned
    )


def line(kind: LineKind, text: str) -> TimelineRow:
    """Return a line of another kind."""
    return TimelineRow(kind, split_links(shown(text)), sender=Shown("ann"), colour=2, time="9:02 AM")


def test_a_group_has_one_head(roll: Roll) -> None:
    """Name and time stand above the first line; the name in the colour of the person."""
    roll.add(talk("hello", heads=True), talk("again"))
    assert roll.lines() == ["ann   9:02 AM", "hello", "again"]
    assert "person-2" in roll.tags("ann")


def test_each_kind_of_line_tells_what_it_is(roll: Roll) -> None:
    """By words or signs, not by colour alone."""
    roll.add(*(line(kind, "said") for kind in LineKind if kind is not LineKind.TALK))
    assert roll.lines() == ["✦ ann said", "ann · said", "9:02 AM  said", "9:02 AM  said", "9:02 AM  said", "said"]
    roll.timeline.replace([talk("to you", mentioned=True)])
    assert "mentioned" in roll.tags("to you")


def test_it_follows_the_end_until_the_person_reads_above(roll: Roll) -> None:
    """Then the view stays, a button counts what came, and goes to the end when it is pressed."""
    roll.add(*(talk(f"line {number}") for number in range(100)))
    assert roll.timeline.is_at_end
    roll.text.yview_moveto(0.2)
    roll.top.update()
    top_line = roll.text.index("@0,0")
    roll.add(talk("new"), talk("newer"))
    assert roll.text.index("@0,0") == top_line
    assert roll.timeline.newer.winfo_ismapped()
    assert "2" in str(roll.timeline.newer.cget("text"))
    roll.timeline.newer.invoke()
    roll.top.update()
    assert roll.timeline.is_at_end
    assert not roll.timeline.newer.winfo_ismapped()


def test_scrolling_down_by_hand_ends_the_count_too(roll: Roll) -> None:
    """What is in sight is not new."""
    roll.add(*(talk(f"line {number}") for number in range(100)))
    roll.text.yview_moveto(0)
    roll.add(talk("new"))
    roll.text.yview_moveto(1)
    roll.top.update()
    assert not roll.timeline.newer.winfo_ismapped()


def test_only_the_last_rows_are_kept(roll: Roll) -> None:
    """Whole rows go, with their heads."""
    for number in range(ROWS_KEPT + 50):
        roll.timeline.append([talk(f"line {number}", heads=number % 10 == 0)])
    talked = [text for text in roll.lines() if text.startswith("line ")]
    assert talked == [f"line {number}" for number in range(50, ROWS_KEPT + 50)]
    assert roll.lines()[0] == "ann   9:02 AM", "the head of the row that is now the first"


def test_a_click_on_an_address_opens_it_and_nothing_else(roll: Roll) -> None:
    """Of two addresses the one under the mouse; text beside it opens nothing."""
    roll.add(talk("see https://one.example/a and https://two.example/b there"))
    for words in ("two.example", "there"):
        left, top, width, height = roll.text.bbox(roll.text.search(words, "1.0")) or (0, 0, 0, 0)
        roll.text.event_generate("<Motion>", x=left + width // 2, y=top + height // 2)
        roll.text.event_generate("<Button-1>", x=left + width // 2, y=top + height // 2)
        roll.text.event_generate("<ButtonRelease-1>", x=left + width // 2, y=top + height // 2)
        roll.top.update()
    assert roll.opened == ["https://two.example/b"]


def test_nothing_can_be_typed_into_it_but_it_can_be_copied(roll: Roll) -> None:
    """It takes the focus on a click, and Ctrl+C takes what is selected."""
    roll.add(talk("복사할 글"))
    roll.text.event_generate("<Button-1>", x=30, y=30)
    roll.text.focus_force()
    roll.top.update()
    roll.text.event_generate("<Key>", keysym="x")
    roll.text.tag_add("sel", "1.0", "end-1c")
    roll.text.event_generate("<<Copy>>")
    assert roll.lines() == ["복사할 글"]
    assert roll.top.clipboard_get().strip() == "복사할 글"


@pytest.mark.parametrize("text", ["a" * 10_000, "a" + "\u0301" * 1000, "\u202etxt.exe", "[exec rm] $x {", "😀👨‍👩‍👧🇰🇷", "\x00\x07\ud800"])
def test_hostile_text_is_drawn_without_harm(roll: Roll, text: str) -> None:
    """Long words, towers of marks, direction, Tcl's own characters, families, halves of characters."""
    roll.add(talk(text), talk("still here"))
    assert roll.lines()[-1] == "still here"
