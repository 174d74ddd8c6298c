"""The window comes up where it was, or where it can be reached."""

import tkinter as tk
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_chat.gui.settings.window_place import Area, WindowPlace, fitting
from desktop_chat.settings import Settings, load_settings
from tests.support.program import program_in
from tests.support.tk import until

SCREEN = Area(0, 0, 1280, 860)
TWO = Area(-1920, 0, 3200, 1080)
"""One on the left of the first."""


@pytest.mark.parametrize(
    ("geometry", "area", "expected"),
    [
        ("1000x700+100+50", SCREEN, "1000x700+100+50"),
        ("1000x700+-1800+50", TWO, "1000x700+-1800+50"),
        ("1000x700+-1800+50", SCREEN, "1000x700"),
        ("1000x700+1270+50", SCREEN, "1000x700"),
        ("1000x700+-900+50", SCREEN, "1000x700+-900+50"),
        ("1000x700+100+-40", SCREEN, "1000x700"),
        ("1000x700+100+855", SCREEN, "1000x700"),
        ("3840x2160+0+0", SCREEN, "1280x860+0+0"),
        ("", SCREEN, ""),
        ("1000x700", SCREEN, ""),
        ("axb+1+2", SCREEN, ""),
    ],
)
def test_a_window_stands_where_it_can_be_reached(geometry: str, area: Area, expected: str) -> None:
    """On any screen that is there; where it was, as far as it is; a title bar above the screen cannot be taken hold of."""
    assert fitting(geometry, area) == expected


@pytest.fixture
def normal_again(root: tk.Tk) -> Iterator[tk.Tk]:
    """Leave a root of its usual size."""
    yield root
    root.attributes("-zoomed", False)  # noqa: FBT003  # Tk's own form


@pytest.mark.tk
def test_size_and_place_are_kept(root: tk.Tk, tmp_path: Path) -> None:
    """From the last move to the next start."""
    with program_in(root, tmp_path, Settings(theme="dark", geometry="900x640+40+30")) as program:
        until(root, lambda: (root.winfo_width(), root.winfo_height()) == (900, 640))
        root.geometry("820x600+60+20")
        until(root, lambda: root.winfo_width() == 820)
        program.draw()
        program.program.close()
        assert load_settings(tmp_path / "settings.json").geometry == "820x600+60+20"
        root.deiconify()


@pytest.mark.tk
def test_a_maximised_window_remembers_the_size_it_had(normal_again: tk.Tk) -> None:
    """Xvfb has no window manager: what Tk was told is what counts."""
    root = normal_again
    place = WindowPlace(root)
    place.restore("700x560+10+20", (1100, 720), maximised=False)
    root.deiconify()
    until(root, lambda: root.winfo_width() == 700)
    root.update()
    assert (place.geometry, place.is_maximised) == ("700x560+10+20", False)
    place.restore("700x560+10+20", (1100, 720), maximised=True)
    root.update()
    assert place.geometry == "700x560+10+20"
