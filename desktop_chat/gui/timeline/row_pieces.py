"""What stands above and below the words of a row: the line that it answers, and how people reacted to it. No Tk."""

from typing import Final

from desktop_chat.gui.look.marks import Bar, Box, Mark, Words
from desktop_chat.gui.look.palette import Palette
from desktop_chat.gui.look.typesetter import Typeface, Typesetter
from desktop_chat.gui.messages.message_rows import Reaction
from desktop_chat.gui.rows import TimelineRow
from desktop_chat.gui.timeline.inks import Inks
from desktop_chat.gui.timeline.shapes import NO_PIECE, Deed, Piece, Spot

EDGE: Final = 2
"""The coloured edge of a quote."""
EDGE_GAP: Final = 6
NAME_GAP: Final = 8
PILL: Final = 26
PILL_PAD: Final = 10
PILL_GAP: Final = 6


def quote_piece(row: TimelineRow, setter: Typesetter, inks: Inks, width: int) -> Piece:
    """Return the line that a row answers, on one line; a click on it leads there.

    Args:
        row: What is laid out.
        setter: Measures.
        inks: The colours of the words below.
        width: How wide it may be, in pixels.
    """
    if row.quote is None:
        return NO_PIECE
    face, height, left = Typeface.META, setter.line_height(Typeface.META), setter.px(EDGE + EDGE_GAP)
    top, x = setter.top_of(face, height, face), left
    marks: list[Mark] = [Bar(0, setter.px(2), setter.px(EDGE), height - setter.px(3), inks.mention)]
    for text, gap in ((row.quote.sender, NAME_GAP), (row.quote.text, 0)):
        if text and x < width:
            fitting = setter.fitting(face, text, width - x)
            marks.append(Words(x, top, fitting, face, inks.dim, inks.ground))
            x += setter.words_width(face, fitting) + setter.px(gap)
    used = min(x, width)
    return Piece(used, height + setter.px(2), tuple(marks), (Spot(0, 0, used, height, Deed.JUMP, row.quote.key),))


def reactions_piece(row: TimelineRow, setter: Typesetter, palette: Palette, ground: str, width: int) -> Piece:
    """Return the pills below a row; a click on one reacts with the same, or takes that back.

    Args:
        row: What is laid out.
        setter: Measures.
        palette: The colours.
        ground: What the pills stand on.
        width: How wide a line of them may be, in pixels.
    """
    marks, spots = list[Mark](), list[Spot]()
    height, gap = setter.px(PILL), setter.px(PILL_GAP)
    x, y, used = 0, gap, 0
    for reaction in row.reactions:
        pill = _pill(reaction, setter, palette, ground, width)
        if x and x + pill.width > width:
            x, y = 0, y + height + gap
        placed = pill.at(x, y)
        marks += placed.marks
        spots += placed.spots
        x += pill.width + gap
        used = max(used, x - gap)
    return Piece(used, y + height + setter.px(2), tuple(marks), tuple(spots)) if marks else NO_PIECE


def _pill(reaction: Reaction, setter: Typesetter, palette: Palette, ground: str, most: int) -> Piece:
    height, pad = setter.px(PILL), setter.px(PILL_PAD)
    fill = palette.selected if reaction.mine else palette.raised
    count, face = str(reaction.count), Typeface.BODY
    count_width = setter.width(Typeface.META, count)
    sign = setter.fitting(face, reaction.sign, max(most - 2 * pad - count_width - setter.px(PILL_GAP), setter.px(PILL)))
    x = pad + setter.words_width(face, sign) + setter.px(PILL_GAP)
    width = x + count_width + pad
    colour = palette.accent_text if reaction.mine else palette.dim
    marks = (
        Box(0, 0, width, height, height // 2, fill, ground, palette.accent if reaction.mine else palette.line),
        Words(pad, (height - setter.letters_height(face)) // 2, sign, face, palette.fg, fill),
        Words(x, (height - setter.letters_height(Typeface.META)) // 2, count, Typeface.META, colour, fill),
    )
    return Piece(width, height, marks, (Spot(0, 0, width, height, Deed.REACT, reaction.value, reaction.who),))
