"""Pictures drawn at the scale of the screen."""

import tkinter as tk

import pytest

from desktop_chat.gui.look.icons import ICONS
from desktop_chat.gui.look.images import PICTURES_KEPT, Images
from desktop_chat.gui.look.palette import DARK
from desktop_chat.gui.rows import Presence

pytestmark = pytest.mark.tk


@pytest.fixture
def images(root: tk.Tk) -> Images:
    """Return pictures of their own."""
    return Images(tk.Frame(root), 1.0)


def pixel(root: tk.Misc, image: str, x: int, y: int) -> str:
    """Return the colour of a pixel, as `#rrggbb`."""
    red, green, blue = (int(part) for part in root.tk.splitlist(root.tk.call(image, "get", x, y)))
    return f"#{red:02x}{green:02x}{blue:02x}"


@pytest.mark.parametrize("name", ICONS)
def test_every_icon_is_drawn(root: tk.Tk, images: Images, name: str) -> None:
    """In its colour, on its ground, of the size that was asked for."""
    icon = images.icon(name, 24, "#ff0000", "#00ff00")
    assert (int(root.tk.call("image", "width", icon)), int(root.tk.call("image", "height", icon))) == (24, 24)
    pixels = {pixel(root, icon, x, y) for x in range(24) for y in range(24)}
    assert {"#ff0000", "#00ff00"} <= pixels


def test_a_corner_is_round(root: tk.Tk, images: Images) -> None:
    """Its ground in the tip, its fill inside, its edge between."""
    corner = images.corner(12, DARK.raised, DARK.bg, side="nw", border=DARK.line)
    assert pixel(root, corner, 0, 0) == DARK.bg
    assert pixel(root, corner, 11, 11) == DARK.raised
    assert pixel(root, corner, 11, 0) not in {DARK.bg, DARK.raised}, "the edge"
    assert pixel(root, images.corner(12, DARK.raised, DARK.bg, side="se"), 11, 11) == DARK.bg


def test_an_emoji_stands_on_its_ground(root: tk.Tk, images: Images) -> None:
    """Nothing of it lets anything through."""
    emoji = images.emoji("😀", 20, "#123456")
    assert pixel(root, emoji, 0, 0) == "#123456"
    red, green, blue = (int(pixel(root, emoji, 10, 4)[at : at + 2], 16) for at in (1, 3, 5))
    assert red > green > blue, "yellow"


def test_a_picture_is_made_once_and_goes_when_too_many_others_came(root: tk.Tk, images: Images) -> None:
    """Those of a theme never go."""
    first, held = images.disc(8, "#ffffff", "#000000"), images.held_box((8, 8), 2, "#ffffff", "#000000")
    assert images.disc(8, "#ffffff", "#000000") == first
    for number in range(PICTURES_KEPT):
        images.disc(1, f"#{number:06x}", "#000000")
    names = root.tk.splitlist(root.tk.call("image", "names"))
    assert first not in names
    assert held in names


def test_presence_is_told_by_shape_and_not_by_colour_alone(root: tk.Tk, images: Images) -> None:
    """In one colour: full for here, a crescent for away, a ring for gone."""
    fill, ground = "#ff0000", "#000000"
    shapes = {}
    for presence in Presence:
        dot = images.dot(28, presence, fill, ground, "#0000ff")
        shapes[presence] = [pixel(root, dot, x, 14) == fill for x in (6, 12, 21)]
    assert shapes == {Presence.HERE: [True, True, True], Presence.AWAY: [False, False, True], Presence.GONE: [True, False, True]}
