"""What a panel drawn on a canvas is made of, as plain values. No Tk.

Places are in pixels from the upper left corner of what they belong to.
"""

from typing import NamedTuple

from desktop_chat.gui.look.typesetter import Typeface
from desktop_chat.gui.rows import Presence


class Words(NamedTuple):
    """A line of text that cannot be selected: a name, a time."""

    x: int
    y: int
    text: str
    face: Typeface
    colour: str
    ground: str
    """The colour behind it: emoji are drawn upon it."""


class Box(NamedTuple):
    """A rectangle with round corners, on a ground of one colour."""

    x: int
    y: int
    width: int
    height: int
    radius: int
    fill: str
    ground: str
    border: str = ""
    """The colour of its edge; "" for none."""


class Bar(NamedTuple):
    """A rectangle with square corners: a rule, the edge of a quote."""

    x: int
    y: int
    width: int
    height: int
    fill: str


class Avatar(NamedTuple):
    """The picture of a person: initials on a colour."""

    x: int
    y: int
    size: int
    initials: str
    fill: str
    ground: str
    is_round: bool = False
    dot: Presence | None = None
    """What a small sign says: whether they are there, by its shape and its colour; None for no sign."""


class Icon(NamedTuple):
    """A sign that everybody knows, by its name in `icons`."""

    x: int
    y: int
    size: int
    name: str
    colour: str
    ground: str


Mark = Words | Box | Bar | Avatar | Icon
