"""The look of switches and of choices among a few: buttons of ttk with a sign that shows by its shape what is chosen.

They are buttons and no check or radio buttons, since those need a variable of Tk, which whoever holds it must not lose.
"""

from tkinter import ttk
from typing import TYPE_CHECKING, Final, NamedTuple

from PIL import ImageDraw

from desktop_chat.gui.look.images import FINENESS
from desktop_chat.gui.look.ttk_elements import Elements

if TYPE_CHECKING:
    from desktop_chat.gui.look.theme import Look

ROUND: Final = (32, 26)
"""Width and height of the sign of a choice in pixels of the design, its ring and the room beside it included."""
PILL: Final = (46, 28)
"""The same of a switch."""
RING: Final = 4
"""How much of that is the ring and the gap before it, on each side."""
DOT: Final = 4
"""Half of the dot in a choice that is chosen; and the gap around the knob of a switch."""


class Sign(NamedTuple):
    """A control's sign in one of its states."""

    is_on: bool
    has_focus: bool


def make_controls(style: ttk.Style, look: "Look", elements: Elements) -> None:
    """Make the styles `Switch.TButton` and `Choice.TButton`, which are on in the state `selected`.

    Args:
        style: Of the theme in use.
        look: Colours, sizes, pictures.
        elements: Those of that theme.
    """
    for name, draw in (("Switch", _draw_switch), ("Choice", _draw_choice)):
        pictures = {sign: draw(look, sign) for sign in (Sign(is_on, has_focus) for is_on in (False, True) for has_focus in (False, True))}
        elements.make(
            f"Own.{name}",
            pictures[Sign(is_on=False, has_focus=False)],
            ("selected", "focus", pictures[Sign(is_on=True, has_focus=True)]),
            ("selected", pictures[Sign(is_on=True, has_focus=False)]),
            ("focus", pictures[Sign(is_on=False, has_focus=True)]),
            border=0,
            sticky="",
        )
        style.layout(
            f"{name}.TButton",
            [
                (
                    "Button.padding",
                    {
                        "sticky": "nsew",
                        "children": [(f"Own.{name}", {"side": "left", "sticky": ""}), ("Button.label", {"side": "left", "sticky": "nsew"})],
                    },
                )
            ],
        )
        style.configure(f"{name}.TButton", background=look.palette.bg, foreground=look.palette.fg, padding=look.px(2), font=look.body)
        style.map(f"{name}.TButton", foreground=[("disabled", look.palette.faint)])


def _draw_switch(look: "Look", sign: Sign) -> str:
    """Return a pill with a knob: on the right, and filled around it, when it is on."""
    colours, unit = look.palette, look.scale * FINENESS

    def draw(pen: ImageDraw.ImageDraw, width: int, height: int) -> None:
        _ring(pen, (width, height), look, sign)
        edge, inset = look.edge * FINENESS, RING * unit
        box = (inset, inset, width - 1 - inset, height - 1 - inset)
        fill = colours.accent if sign.is_on else colours.raised
        pen.rounded_rectangle(box, radius=height / 2, fill=fill, outline=colours.accent if sign.is_on else colours.border, width=edge)
        gap = inset + DOT * unit
        size = height - 1 - 2 * gap
        left = width - 1 - gap - size if sign.is_on else gap
        pen.ellipse((left, gap, left + size, gap + size), fill=colours.on_accent if sign.is_on else colours.dim)

    return look.images.held(("switch", *sign), (look.px(PILL[0]), look.px(PILL[1])), colours.bg, draw)


def _draw_choice(look: "Look", sign: Sign) -> str:
    """Return a circle, with a dot in it when it is on."""
    colours, unit = look.palette, look.scale * FINENESS

    def draw(pen: ImageDraw.ImageDraw, _width: int, size: int) -> None:
        _ring(pen, (size, size), look, sign)
        edge, inset = look.edge * FINENESS, RING * unit
        fill, outline = (colours.accent, colours.accent) if sign.is_on else (colours.raised, colours.border)
        pen.ellipse((inset, inset, size - 1 - inset, size - 1 - inset), fill=fill, outline=outline, width=edge)
        if sign.is_on:
            middle, half = (size - 1) / 2, DOT * unit
            pen.ellipse((middle - half, middle - half, middle + half, middle + half), fill=colours.on_accent)

    return look.images.held(("choice", *sign), (look.px(ROUND[0]), look.px(ROUND[1])), colours.bg, draw)


def _ring(pen: ImageDraw.ImageDraw, size: tuple[int, int], look: "Look", sign: Sign) -> None:
    if sign.has_focus:
        box = (0, 0, size[0] - 1, size[1] - 1)
        pen.rounded_rectangle(box, radius=size[1] / 2, outline=look.palette.accent_text, width=2 * look.px(1) * FINENESS)
