"""The list of rooms on the start screen, and the window with the invitation: real widgets."""

import tkinter as tk
from tkinter import ttk

import pytest

from desktop_chat.gui.host.invite_window import InviteWindow, draw_squares
from desktop_chat.gui.host.qr_picture import BORDER
from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.ports import Invite
from desktop_chat.gui.rows import RoomRow
from desktop_chat.gui.safe_text import Shown
from desktop_chat.gui.start.start_screen import StartScreen, StartVerbs
from tests.support.tk import y_of

pytestmark = pytest.mark.tk

INVITE = Invite("ircs://192.168.0.12:6697/?room=x&pin=00", ((True, False, True), (False, True, False), (True, True, True)))


def test_a_click_on_a_room_joins_it(top: tk.Toplevel, look: Look) -> None:
    """Under the name that stands above; while something is being done it does nothing."""
    chosen: list[tuple[str, str]] = []

    def ignore(*_words: object) -> None:
        """Take no notice."""

    verbs = StartVerbs(ignore, ignore, lambda key, nick: chosen.append((key, nick)), ignore, ignore, ignore)
    start = StartScreen(top, look, verbs)
    start.pack(fill="both", expand=True)
    start.show_rooms([])
    top.update()
    assert start.no_room.winfo_ismapped()
    start.show_rooms([RoomRow("one", Shown("우리 반"), "3 people", is_locked=True), RoomRow("two", Shown("Lab"), "")])
    start.nick.insert(0, "ann")
    top.update()
    assert not start.no_room.winfo_ismapped()
    start.rooms.canvas.event_generate("<Button-1>", x=60, y=y_of(start.rooms.canvas, "Lab"))
    assert chosen == [("two", "ann")]


def test_a_qr_code_has_its_squares_and_its_border(top: tk.Toplevel) -> None:
    """ISO/IEC 18004 6.3.8: four light modules around it."""
    canvas = draw_squares(top, INVITE.squares, 4)
    assert canvas.winfo_reqwidth() == canvas.winfo_reqheight() == (3 + 2 * BORDER) * 4
    dark = {tuple(int(number) // 4 - BORDER for number in canvas.coords(item)[:2]) for item in canvas.find_all()}
    assert dark == {(x, y) for y, row in enumerate(INVITE.squares) for x, is_dark in enumerate(row) if is_dark}


def test_the_link_can_be_copied_and_not_changed(top: tk.Toplevel, look: Look) -> None:
    """By the button, which has the focus; Escape closes the window."""
    window = InviteWindow(top, look, INVITE)
    window.update()
    window.copy_button.invoke()
    assert top.clipboard_get() == INVITE.link
    assert isinstance(window.link, ttk.Entry)
    assert window.link.instate(["readonly"])
    assert window.link.get() == INVITE.link
    window.focus_force()
    window.update()
    window.event_generate("<Escape>")
    top.update()
    assert not window.winfo_exists()
