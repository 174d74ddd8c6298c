"""The timeline on a real canvas: what it shows, when it follows, and where it goes."""

from dataclasses import replace
from functools import partial

import pytest

from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.rows import Delivery, Edge, LineKind, Place, TimelineRow
from desktop_chat.gui.safe_text import Shown, prose
from desktop_chat.gui.timeline.view import LINE, NOTCH, ROWS_KEPT
from tests.support.timeline import Roll, lines, lines_of, talk
from tests.support.tk import until

pytestmark = pytest.mark.tk


def test_only_what_is_seen_is_drawn(roll: Roll) -> None:
    """However long the conversation is; what leaves goes off the canvas."""
    roll.timeline.replace(lines(0, 5000))
    roll.top.update()
    drawn = len(roll.canvas.find_all())
    assert roll.drawn()[-1] == "line 4999"
    assert drawn < 150
    for _ in range(20):
        roll.timeline.scroll(-500)
    assert len(roll.canvas.find_all()) < 200
    roll.timeline.replace([])
    assert roll.canvas.find_all() == ()


def test_it_follows_the_end_until_the_person_reads_above(roll: Roll) -> None:
    """Then the view stays, a button counts what came, and goes to the end when it is pressed."""
    roll.add(*lines(0, 100))
    assert roll.timeline.is_at_end
    roll.timeline.scroll(-800)
    before = roll.seen()
    roll.add(talk("new"), talk("newer"), TimelineRow(LineKind.EVENT, prose("a topic")))
    assert roll.seen() == before
    assert roll.timeline.newer.winfo_ismapped()
    assert "2" in str(roll.timeline.newer.cget("text"))
    roll.timeline.newer.invoke()
    roll.top.update()
    assert roll.timeline.is_at_end
    assert not roll.timeline.newer.winfo_ismapped()


def test_scrolling_down_by_hand_ends_the_count_too(roll: Roll) -> None:
    """What is in sight is not new."""
    roll.add(*lines(0, 100))
    roll.timeline.scroll(-800)
    roll.add(talk("new"))
    roll.timeline.scroll(10_000)
    roll.top.update()
    assert not roll.timeline.newer.winfo_ismapped()


def test_what_one_says_oneself_is_seen(roll: Roll) -> None:
    """Wherever one was reading."""
    roll.add(*lines(0, 100))
    roll.timeline.scroll(-800)
    roll.add(talk("mine", mine=True))
    assert roll.timeline.is_at_end


def has_moved(roll: Roll, origin: int) -> bool:
    """Return whether the view has come to a place on the canvas."""
    return roll.timeline.stage.origin == origin


def test_the_wheel_and_the_keys_scroll_smoothly(roll: Roll) -> None:
    """In steps, to where they would have led at once."""
    roll.timeline.replace(lines(0, 200))
    roll.top.update()
    start = roll.timeline.stage.origin
    roll.do("<Button-4>", (100, 100))
    until(roll.top, partial(has_moved, roll, start - NOTCH))
    roll.canvas.focus_force()
    for key, way in (("<Control-Up>", -1), ("<Control-Down>", 1)):
        start = roll.timeline.stage.origin
        roll.do(key)
        until(roll.top, partial(has_moved, roll, start + way * LINE))
    for key, line in (("<Home>", "line 0"), ("<End>", "line 199")):
        roll.do(key)
        assert line in roll.seen()
    roll.do("<Prior>")
    until(roll.top, lambda: "line 199" not in roll.seen() and not roll.top.tk.call("after", "info"))


def test_the_scroll_bar_leads_to_any_part(roll: Roll) -> None:
    """By rows: nothing but what is seen there has to be laid out."""
    roll.timeline.replace(lines(0, 1000))
    roll.top.tk.call(roll.timeline.bar.cget("command"), "moveto", "0.5")
    roll.top.update()
    assert "line 500" in roll.seen()
    first, last = roll.timeline.bar.get()  # type: ignore[misc]  # Two numbers, whatever its stub says.
    assert first == pytest.approx(0.5)
    assert last < 0.55


def test_older_rows_come_without_a_jump(roll: Roll) -> None:
    """They are asked for once, when the first row is in sight; then what was seen is where it was."""
    roll.timeline.replace(lines(500, 100), Place(0, Edge.TOP))
    roll.top.update()
    assert roll.reached == [Edge.TOP]
    roll.timeline.scroll(5)
    roll.top.update()
    before = roll.seen()
    roll.timeline.replace(lines(400, 200), Place(100, Edge.TOP))
    roll.top.update()
    assert roll.seen() == before
    roll.timeline.scroll(-300)
    roll.top.update()
    assert "line 499" in roll.seen()
    assert roll.reached == [Edge.TOP]


def test_a_page_further_back_takes_the_place_of_the_newest(roll: Roll) -> None:
    """At the row that was asked for; there is a way back, and both ends say that more is wanted."""
    roll.timeline.replace(lines(0, 100), Place(50, Edge.MIDDLE))
    roll.top.update()
    assert abs(roll.seen()["line 50"] - roll.canvas.winfo_height() // 2) < 40
    assert roll.timeline.newer.winfo_ismapped()
    assert roll.reached == []
    before = roll.seen()
    roll.timeline.replace(lines(-100, 200), Place(99, Edge.TOP))
    roll.top.update()
    assert roll.seen() == before
    roll.timeline.scroll(100_000)
    roll.top.update()
    assert roll.reached == [Edge.BOTTOM]
    roll.timeline.newer.invoke()
    assert roll.wanted_newest == 1
    roll.timeline.replace(lines(0, 50))
    roll.top.update()
    assert not roll.timeline.newer.winfo_ismapped()


def test_what_was_looked_for_is_marked(roll: Roll, look: Look) -> None:
    """All of it; a row that is not in sight is put where it was asked for."""
    rows = [*lines(0, 80), replace(talk("here"), found=True), *lines(80, 80)]
    for edge, y in ((Edge.TOP, 0), (Edge.BOTTOM, None)):
        roll.timeline.replace(rows, Place(80, edge))
        roll.top.update()
        assert y is None or roll.seen()["here"] == y
        assert "here" in roll.seen()
        assert look.palette.found in fills(roll)


def fills(roll: Roll) -> set[str]:
    """Return the colours of all rectangles on the canvas."""
    call, name = roll.canvas.tk.call, str(roll.canvas)
    items = [item for item in roll.canvas.find_all() if str(roll.canvas.type(item)) == "rectangle"]
    return {str(call(name, "itemcget", item, "-fill")) for item in items}


def test_a_row_is_replaced_where_it_stands(roll: Roll) -> None:
    """One that grows pushes down what is below, or up what is above if the end is followed."""
    roll.timeline.replace(lines(0, 100))
    roll.timeline.replace_row(talk("line 99\nedited", key="99"))
    roll.top.update()
    assert lines_of(roll.timeline)[-2:] == ["line 99", "edited"]
    assert roll.timeline.is_at_end
    assert roll.drawn()[-1] == "edited"


def test_only_the_last_rows_are_kept_while_the_end_is_followed(roll: Roll) -> None:
    """Whoever scrolls up asks for the others again."""
    roll.timeline.replace(lines(0, ROWS_KEPT))
    roll.add(*lines(ROWS_KEPT, 50))
    assert len(roll.timeline.stage.items) == ROWS_KEPT
    roll.timeline.scroll(-100)
    roll.add(*lines(0, 50))
    assert len(roll.timeline.stage.items) == ROWS_KEPT + 50


def test_a_narrower_view_shows_the_same_rows(roll: Roll) -> None:
    """Lines break anew; the first row in sight stays the first, or the end in sight."""
    roll.timeline.replace([talk("many words " * 40, key=str(number)) for number in range(50)])
    roll.top.geometry("600x500")
    until(roll.top, lambda: roll.canvas.winfo_width() < 600)
    assert roll.timeline.is_at_end
    roll.timeline.scroll(-2000)
    first = roll.timeline.stage.viewport.visible()[0].at
    roll.top.geometry("1000x500")
    until(roll.top, lambda: roll.canvas.winfo_width() > 900)
    assert roll.timeline.stage.viewport.visible()[0].at == first


@pytest.mark.parametrize("bubbles", [False, True])
@pytest.mark.parametrize(
    "text", ["a" * 10_000, "a" + "\u0301" * 1000, "\u202etxt.exe", "[exec rm] $x {", "😀👨‍👩‍👧🇰🇷", "\x00\x07\ud800", "\U0001faff"]
)
def test_hostile_text_is_drawn_without_harm(roll: Roll, text: str, bubbles: bool) -> None:  # noqa: FBT001
    """Long words, towers of marks, direction, Tcl's own characters, families, halves of characters, emoji that are none yet."""
    roll.timeline.use_bubbles(wanted=bubbles)
    roll.add(talk(text, heads=True), talk("still here"))
    assert lines_of(roll.timeline)[-1] == "still here"
    assert "still here" in roll.drawn()


def test_no_emoji_is_given_to_tk(roll: Roll) -> None:
    """It would fall apart, or end the program: each is a picture."""
    roll.add(talk("a 👨‍👩‍👧 b 🇰🇷 c 👍🏽"))
    assert roll.drawn() == ["a ", " b ", " c "]
    assert sum(str(roll.canvas.type(item)) == "image" for item in roll.canvas.find_all()) == 3


def test_what_was_refused_is_sent_again_or_given_up_by_a_click(roll: Roll) -> None:
    """It stays below what is said meanwhile."""
    refused = replace(talk("mine", key="m1", mine=True), delivery=Delivery.FAILED, refusal=Shown("Cannot send"))
    roll.timeline.replace(lines(0, 40))
    roll.timeline.set_unsent([refused])
    roll.add(talk("hello"))
    assert list(roll.seen())[-2:] == ["hello", "mine"]
    stage = roll.timeline.stage
    placed = stage.viewport.visible()[-1]
    for spot in stage.layout_of(placed.at).spots:
        roll.click((spot.x + 2, placed.y + spot.y + 2), time=1000 + spot.x * 10)
    assert (roll.again, roll.given_up) == (["m1"], ["m1"])
    roll.timeline.set_unsent([])
    roll.top.update()
    assert list(roll.seen())[-1] == "hello"
