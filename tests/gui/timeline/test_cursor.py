"""The ring of the keyboard, over a timeline that is longer than its view."""

import pytest

from desktop_chat.gui.rows import LineKind, TimelineRow
from desktop_chat.gui.safe_text import prose
from tests.support.timeline import Roll, lines, talk

pytestmark = pytest.mark.tk


def press(roll: Roll, key: str, times: int = 1) -> None:
    """Press a key in the timeline."""
    roll.canvas.focus_force()
    for _ in range(times):
        roll.do(key)


def ring(roll: Roll) -> tuple[int, int] | None:
    """Return the upper and the lower edge of the ring, in the view."""
    found = roll.canvas.find_withtag("cursor")
    if not found:
        return None
    _, top, _, bottom = roll.canvas.coords(found[0])
    origin = roll.timeline.stage.origin
    return round(top) - origin, round(bottom) - origin


def test_it_brings_each_message_into_sight(roll: Roll) -> None:
    """Upwards and downwards, past what nobody said; at the end the view follows again."""
    roll.timeline.replace([*lines(0, 60), TimelineRow(LineKind.EVENT, prose("a topic")), *lines(60, 40)])
    roll.top.update()
    cursor, height = roll.timeline.deeds.cursor, roll.canvas.winfo_height()
    press(roll, "<Up>", 60)
    for _ in range(3):
        place = ring(roll)
        assert place is not None
        assert place[0] >= 0
        assert place[1] <= height + 1
        press(roll, "<Up>", 13)
    assert cursor.at == 1
    press(roll, "<Up>", 2)
    assert cursor.at == 0, "where there is none before it, the view scrolls"
    press(roll, "<Down>", 100)
    assert cursor.at == 100
    assert roll.timeline.is_at_end


def test_it_begins_with_what_is_in_sight(roll: Roll) -> None:
    """From above or from below; on a message that is higher than the view, its beginning is seen."""
    roll.timeline.replace([*lines(0, 30), talk("word\n" * 120, key="tall"), *lines(30, 30)])
    roll.timeline.scroll(-200)
    roll.top.update()
    first = roll.timeline.stage.viewport.visible()[0].at
    press(roll, "<Down>")
    assert roll.timeline.deeds.cursor.at == first
    while roll.timeline.deeds.cursor.at != 30:
        press(roll, "<Up>")
    place = ring(roll)
    assert place is not None
    assert abs(place[0]) <= 2


def test_it_stays_on_its_message(roll: Roll) -> None:
    """Whatever comes; it is gone with the message, and with the keyboard."""
    roll.timeline.replace(lines(0, 20))
    press(roll, "<Up>", 2)
    before = ring(roll)
    roll.add(talk("new"))
    after = ring(roll)
    assert before is not None
    assert after is not None
    assert after[0] < before[0], "the view follows the end"
    roll.timeline.replace([*lines(10, 10), talk("other")])
    assert roll.timeline.deeds.cursor.at == 8
    roll.top.focus_force()
    roll.top.update()
    assert ring(roll) is None
    roll.canvas.focus_force()
    roll.top.update()
    assert ring(roll) is not None
    roll.timeline.replace([])
    roll.top.update()
    assert (ring(roll), roll.timeline.deeds.cursor.hit()) == (None, None)
