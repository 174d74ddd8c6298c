"""The columns left and right of the conversation, from a narrow window to a wide one: always reachable, never in the way."""

import tkinter as tk
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_chat.settings import load_settings
from tests.support.program import Program, program_in
from tests.support.tk import until, y_of
from tests.support.view import talk

pytestmark = pytest.mark.tk


@pytest.fixture
def program(root: tk.Tk, tmp_path: Path) -> Iterator[Program]:
    """Return ann, in #general with bob, whose talk with her is in the list."""
    with program_in(root, tmp_path) as found:
        found.enter()
        found.hear(talk("bob", "bob", "psst"))
        found.window.room.pane.composer.text.focus_force()
        found.draw()
        yield found


def widen(program: Program, width: int) -> None:
    """Give the window another width."""
    program.root.geometry(f"{width}x720")
    until(program.root, lambda: program.window.room.winfo_width() == width)
    program.draw()


def seen(program: Program) -> tuple[bool, bool]:
    """Return whether channels and members are seen."""
    room = program.window.room
    return bool(room.side.winfo_ismapped()), bool(room.right.winfo_ismapped())


@pytest.mark.parametrize(
    ("width", "expected"),
    [(480, (False, False)), (719, (False, False)), (720, (True, False)), (999, (True, False)), (1000, (True, True)), (3840, (True, True))],
)
def test_as_many_columns_as_have_room(program: Program, width: int, expected: tuple[bool, bool]) -> None:
    """From 480 pixels to 4K; the conversation has the rest."""
    widen(program, width)
    room = program.window.room
    assert seen(program) == expected
    sides = (room.side.winfo_width() if expected[0] else 0) + (room.right.winfo_width() if expected[1] else 0)
    assert room.pane.winfo_width() == width - sides
    assert bool(room.pane.head.side_button.winfo_ismapped()) is not expected[0]
    composer = room.pane.composer
    assert composer.winfo_rootx() + composer.winfo_width() <= program.root.winfo_rootx() + width


def test_in_a_narrow_window_channels_come_over_the_conversation(program: Program) -> None:
    """By a button; choosing one puts them away and lets one write."""
    widen(program, 600)
    room = program.window.room
    room.pane.composer.text.focus_force()
    program.draw()
    room.pane.head.side_button.invoke()
    program.draw()
    assert seen(program) == (True, False)
    assert room.pane.winfo_width() == 600, "nothing was pushed aside"
    canvas = room.side.conversations.canvas
    assert program.root.focus_get() is canvas
    canvas.event_generate("<Button-1>", x=60, y=y_of(canvas, "bob"))
    program.draw()
    assert seen(program) == (False, False)
    assert str(room.pane.head.title.cget("text")) == "bob"
    assert program.root.focus_get() is room.pane.composer.text


@pytest.mark.parametrize(("key", "expected"), [("F9", (True, False)), ("F8", (False, True))])
def test_keys_bring_them_and_put_them_away(program: Program, key: str, expected: tuple[bool, bool]) -> None:
    """The same key, Escape, or a click into the conversation; the keyboard is then where it was."""
    widen(program, 600)
    room = program.window.room
    for away in (key, "Escape", ""):
        room.pane.composer.text.focus_force()
        program.press(key)
        assert seen(program) == expected
        if away:
            program.press(away)
        else:
            room.pane.timeline.canvas.event_generate("<Button-1>")
        program.draw()
        assert seen(program) == (False, False)
        assert program.root.focus_get() in {room.pane.composer.text, room.pane.timeline.canvas}
    assert program.kept.now.side_shown, "over the conversation nothing is chosen for good"
    assert program.kept.now.members_shown


def test_one_lies_over_the_conversation_at_a_time(program: Program) -> None:
    """The other makes room."""
    widen(program, 600)
    program.press("F9")
    program.press("F8")
    assert seen(program) == (False, True)


def test_in_a_wide_window_they_are_hidden_for_good(program: Program) -> None:
    """Until the person wants them again; the next start knows."""
    widen(program, 1200)
    program.press("F9", "F8")
    assert seen(program) == (False, False)
    kept = load_settings(program.folder / "settings.json")
    assert (kept.side_shown, kept.members_shown) == (False, False)
    program.window.room.pane.head.members_button.invoke()
    program.window.room.pane.head.side_button.invoke()
    program.draw()
    assert seen(program) == (True, True)


def test_a_window_that_grows_takes_them_beside(program: Program) -> None:
    """What lay over the conversation stands beside it then."""
    widen(program, 600)
    program.press("F9")
    widen(program, 1100)
    assert seen(program) == (True, True)
    assert program.window.room.pane.winfo_width() < 1100
    widen(program, 600)
    assert seen(program) == (False, False)
