"""Our own theme: every control is drawn, and shows the focus."""

import tkinter as tk
from tkinter import ttk

import pytest
from PIL import ImageColor, ImageGrab

from desktop_chat.gui.look.palette import DARK, LIGHT, Palette
from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.look.ttk_theme import button_kinds
from tests.support.tk import until

pytestmark = pytest.mark.tk

KINDS = [kind.style for kind in button_kinds(DARK)]


def show(root: tk.Tk, palette: Palette, scale: float = 1.0) -> tuple[tk.Toplevel, Look]:
    """Return an empty window of its own look, in front."""
    look = Look(root, palette, scale)
    top = tk.Toplevel(root, bg=palette.bg, padx=20, pady=20)
    top.geometry("300x120+400+0")  # Beside the root, which may lie above it.
    top.update()
    top.focus_force()
    return top, look


def colours_of(widget: tk.Misc) -> set[tuple[int, ...]]:
    """Return the colours that are seen of a widget."""
    left, top = widget.winfo_rootx(), widget.winfo_rooty()
    picture = ImageGrab.grab((left, top, left + widget.winfo_width(), top + widget.winfo_height()))
    return {colour for _, colour in picture.getcolors(picture.width * picture.height) or () if isinstance(colour, tuple)}


def shows(widget: tk.Misc, colour: str) -> bool:
    """Return whether a colour is seen in a widget."""
    widget.update()
    return ImageColor.getrgb(colour) in colours_of(widget)


@pytest.mark.parametrize("palette", [DARK, LIGHT], ids=["dark", "light"])
@pytest.mark.parametrize("style", KINDS)
def test_a_button_is_drawn_and_shows_the_focus(root: tk.Tk, palette: Palette, style: str) -> None:
    """Its ground in its own colour, and a ring when the keyboard is in it."""
    top, _ = show(root, palette)
    kind = next(kind for kind in button_kinds(palette) if kind.style == style)
    button = ttk.Button(top, text="OK", style=style)
    button.pack()
    until(root, lambda: shows(button, kind.fill))
    ring = palette.fg if kind.fill in {palette.accent, palette.danger} else palette.accent_text
    button.focus_force()
    until(root, lambda: shows(button, ring))


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_field_shows_the_focus(root: tk.Tk, scale: float) -> None:
    """By a ring in place of its edge, at every scale."""
    top, look = show(root, DARK, scale)
    field, other = ttk.Entry(top, font=look.body), ttk.Button(top)
    field.pack()
    other.pack()
    other.focus_force()
    until(root, lambda: shows(field, DARK.border))
    field.focus_force()
    until(root, lambda: shows(field, DARK.accent_text) and not shows(field, DARK.border))
    assert field.winfo_reqheight() >= look.px(32)


def test_a_scroll_bar_is_as_thin_as_the_design_wants(root: tk.Tk) -> None:
    """Without arrows; where there is nothing to scroll it is not seen."""
    top, look = show(root, DARK)
    bar = ttk.Scrollbar(top, orient="vertical", style="bg.Vertical.TScrollbar")
    bar.pack(side="right", fill="y")
    bar.set(0.2, 0.5)
    until(root, lambda: shows(bar, DARK.line))
    assert bar.winfo_width() <= look.px(12)
    bar.set(0.0, 1.0)
    until(root, lambda: not shows(bar, DARK.line))
