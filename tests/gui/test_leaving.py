"""The whole program with its window: what is told of ourselves from the start, and how a host closes the window."""

import tkinter as tk
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_chat.core.client.events import HostingStarted, JoinedChannel, Member, MembersListed, Registered
from desktop_chat.core.client.profile import Profile
from desktop_chat.gui.look.palette import FACES
from tests.support.program import USUAL, Program, program_in

pytestmark = pytest.mark.tk


@pytest.fixture
def program(root: tk.Tk, tmp_path: Path) -> Iterator[Program]:
    """Return the program of somebody who has chosen a colour."""
    with program_in(root, tmp_path, replace(USUAL, own_colour=FACES[1])) as one:
        yield one


def close(program: Program) -> None:
    """Press the button of the desktop that closes the window."""
    program.root.tk.call(program.root.protocol("WM_DELETE_WINDOW"))
    program.draw()


def test_what_is_told_of_ourselves_follows_the_settings(program: Program) -> None:
    """Once from the start, and when it changes; other settings tell nothing."""
    program.set(own_status="회의 중")
    program.set(density="compact")
    assert program.chat.profiles == [Profile(colour=FACES[1]), Profile(colour=FACES[1], status="회의 중")]


def test_a_host_is_asked_when_the_window_is_closed(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """Out of sight, which no screen without a window manager can show, the room stays open; the window goes with the harsh answer."""
    put_away: list[str] = []
    monkeypatch.setattr(program.root, "iconify", lambda: put_away.append("away"))
    program.presenter.host("ann")
    program.hear(HostingStarted(6697, "우리 반"), Registered("ann", "irc.example"), JoinedChannel("#general"))
    program.hear(MembersListed("#general", (Member("ann"), Member("bob"))))
    close(program)
    question = program.window.beside.question
    assert question is not None
    question.buttons[1].invoke()
    program.draw()
    assert (put_away, program.root.state(), program.chat.left) == (["away"], "normal", 0)
    close(program)
    assert program.window.beside.question is not None
    program.window.beside.question.buttons[0].invoke()
    program.draw()
    assert program.root.state() == "withdrawn"
