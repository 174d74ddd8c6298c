"""How each kind of row looks, in rows or in bubbles: marks and words with their places. No Tk."""

from collections import OrderedDict
from dataclasses import replace
from typing import Final

from desktop_chat.core.client.events.kept import Standing
from desktop_chat.gui.look.marks import Avatar, Bar, Box, Icon, Mark, Words
from desktop_chat.gui.look.palette import Palette
from desktop_chat.gui.look.typesetter import Typeface, Typesetter
from desktop_chat.gui.people import initials_of
from desktop_chat.gui.rows import Delivery, LineKind, TimelineRow
from desktop_chat.gui.timeline.body_layout import BodyLayout
from desktop_chat.gui.timeline.delivery import DeliveryMarks
from desktop_chat.gui.timeline.edited import edited_mark, with_edited_mark
from desktop_chat.gui.timeline.inks import Inks, own_inks, page_inks, small_inks
from desktop_chat.gui.timeline.items import Fold, Item
from desktop_chat.gui.timeline.lines import Style, StyledText
from desktop_chat.gui.timeline.markup import Block, BlockKind, blocks_of, link_runs, runs_of
from desktop_chat.gui.timeline.row_pieces import quote_piece, reactions_piece
from desktop_chat.gui.timeline.shapes import Body, Deed, Piece, RowLayout, Spot

LAYOUTS_KEPT: Final = 1_000
SIDE: Final = 20
AVATAR: Final = 40
LEFT: Final = SIDE + AVATAR + 12
RIGHT: Final = 28
WIDEST: Final = 760
"""A longer line is hard to read."""
BUBBLE_PART: Final = 0.7
WIDEST_BUBBLE: Final = 560
PAD_X: Final = 12
PAD_Y: Final = 7
RADIUS: Final = 14
BORDERS: Final = frozenset({LineKind.DAY, LineKind.UNREAD})
"""What stands between rows and cannot be selected itself."""
EDGE: Final = 3
"""The coloured edge of a line that names the person at this window."""


def read_text(item: Item) -> str:
    """Return what is read of an item, as it is selected and copied: the words without signs of emphasis and without the head."""
    if isinstance(item, Fold):
        return item.text
    if item.kind in BORDERS:
        return ""
    lead = "".join(text for text, _ in _lead(item))
    return lead + "\n".join(block.text for block in _blocks(item))


def head_text(item: Item) -> str:
    """Return name and time where they stand above an item, or what a line between others says; else ""."""
    if isinstance(item, TimelineRow) and item.kind in BORDERS:
        return item.text
    return f"{item.sender}  {item.time}" if isinstance(item, TimelineRow) and item.heads else ""


def _lead(row: TimelineRow) -> tuple[tuple[str, bool], ...]:
    """Return what stands before the words in the same line, and whether it is the name of the sender."""
    if row.kind is LineKind.ACTION:
        return ("✦ ", False), (row.sender, True), (" ", False)
    if row.kind is LineKind.NOTICE and row.sender:
        return (row.sender, True), (" · ", False)
    return ()


def _blocks(row: TimelineRow) -> tuple[Block, ...]:
    """Return the words of a row: of people with what their signs mean, of the program and the host as they are."""
    is_said = row.standing is not Standing.DELETED
    if row.kind is LineKind.TALK and is_said:
        return blocks_of(row.text)
    runs = runs_of if row.kind in {LineKind.ACTION, LineKind.NOTICE} and is_said else link_runs
    return tuple(Block(BlockKind.PARAGRAPH, runs(line)) for line in row.text.split("\n"))


class RowLayouts:
    """Lays rows out at one scale and in one palette, and keeps the layouts of the last ones.

    Args:
        setter: Measures.
        palette: The colours.
        bubbles: Talk stands in bubbles, one's own on the right.
    """

    def __init__(self, setter: Typesetter, palette: Palette, *, bubbles: bool) -> None:
        self._setter, self._palette = setter, palette
        self.bubbles = bubbles
        self._width = 0
        self._kept: OrderedDict[int, tuple[Item, RowLayout]] = OrderedDict()

    def forget(self) -> None:
        """Lay everything out anew from here on."""
        self._kept.clear()

    def of(self, item: Item, width: int) -> RowLayout:
        """Return an item as it is drawn in a view of this width, in pixels."""
        if width != self._width:
            self._width = width
            self._kept.clear()
        known = self._kept.get(id(item))
        if known is None:
            known = self._kept[id(item)] = (item, self._lay_out(item))  # The item itself is kept, so that its id stays its own.
            if len(self._kept) > LAYOUTS_KEPT:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(id(item))
        return known[1]

    def _lay_out(self, item: Item) -> RowLayout:
        if isinstance(item, Fold):
            return self._fold(item)
        px, is_bubble = self._setter.px, self.bubbles and item.kind is LineKind.TALK
        marks = DeliveryMarks(self._setter, self._palette, left=px(LEFT), right=self._width - px(RIGHT), is_right=is_bubble)
        layout = self._of_kind(item)
        if not is_bubble:
            layout = with_edited_mark(item, layout, self._setter, self._palette, right=self._width - px(RIGHT))
        return marks.added(item, layout)

    def _of_kind(self, item: TimelineRow) -> RowLayout:
        match item.kind:
            case LineKind.TALK:
                return self._bubble(item) if self.bubbles else self._row(item)
            case LineKind.DAY:
                return self._day(item)
            case LineKind.UNREAD:
                return self._unread(item)
            case LineKind.ACTION | LineKind.NOTICE:
                return self._with_time(item, self._inks(item, page_inks(self._palette, ground=self._ground(item)).quiet()))
            case _:
                return self._with_time(item, small_inks(self._palette, self._colour_of(item.kind)))

    def _colour_of(self, kind: LineKind) -> str:
        colours = {LineKind.PROBLEM: self._palette.danger_text, LineKind.INFO: self._palette.dim}
        return colours.get(kind, self._palette.faint)

    def _body(self, row: TimelineRow, inks: Inks, width: int, *, fills: bool = False) -> Body:
        bold = Style(Typeface.BOLD, self._palette.people[row.colour])
        lead: list[StyledText] = [(text, bold if is_name else Style(inks.face, inks.plain)) for text, is_name in _lead(row)]
        return self._layout(inks, width, fills=fills).body(_blocks(row), lead)

    def _inks(self, row: TimelineRow, inks: Inks) -> Inks:
        """Return the colours of a row's words, by how far it has come and what became of it."""
        if row.standing is Standing.DELETED:
            return inks.quiet()
        match row.delivery:
            case Delivery.SENT:
                return inks
            case Delivery.PENDING:
                return inks.quiet()
            case Delivery.FAILED if inks.ground == self._palette.own_bubble:
                return replace(inks, ground=self._palette.danger)
            case Delivery.FAILED:
                return replace(inks, plain=self._palette.danger_text)

    def _layout(self, inks: Inks, width: int, *, fills: bool) -> BodyLayout:
        return BodyLayout(self._setter, inks, self._palette.code, line=self._palette.line, width=width, fills=fills)

    def _page_width(self) -> int:
        px = self._setter.px
        return max(min(self._width - px(LEFT) - px(RIGHT), px(WIDEST)), px(80))

    def _ground(self, row: TimelineRow) -> str:
        is_band = row.mentioned and not (self.bubbles and row.kind is LineKind.TALK)
        return self._palette.mention if is_band else self._palette.bg

    def _band(self, row: TimelineRow, top: int, bottom: int) -> tuple[Mark, ...]:
        """Return what is drawn behind a row that names the person at this window."""
        if not row.mentioned:
            return ()
        band = Bar(0, top, self._width, bottom - top, self._palette.mention)
        return band, Bar(0, top, self._setter.px(EDGE), bottom - top, self._palette.warn)

    def _row(self, row: TimelineRow) -> RowLayout:
        px, inks = self._setter.px, self._inks(row, page_inks(self._palette, ground=self._palette.mention if row.mentioned else ""))
        margin = self._setter.gap(14 if row.heads else 2)
        y = margin + (self._setter.line_height(Typeface.BOLD) if row.heads else 0)
        quote = quote_piece(row, self._setter, inks, self._page_width()).at(px(LEFT), y)
        y += quote.height
        body = self._body(row, inks, self._page_width(), fills=True)
        pills = self._pills(row, inks.ground).at(px(LEFT), y + body.height)
        bottom = max(y + body.height + pills.height, margin + px(AVATAR + 2) if row.heads else 0)
        head = (
            (*self._face(row, margin + px(2), inks.ground), *self._name(row, margin), self._time_after_name(row, margin))
            if row.heads
            else ()
        )
        marks = (*self._band(row, max(margin - px(4), 0), bottom + px(2)), *head, *quote.marks, *pills.marks)
        return RowLayout(bottom + px(2), marks, body, px(LEFT), y, inks.selection, (*quote.spots, *pills.spots))

    def _pills(self, row: TimelineRow, ground: str) -> Piece:
        return reactions_piece(row, self._setter, self._palette, ground, self._page_width())

    def _face(self, row: TimelineRow, y: int, ground: str) -> tuple[Mark, ...]:
        px = self._setter.px
        return (Avatar(px(SIDE), y, px(AVATAR), initials_of(row.sender), self._palette.faces[row.colour], ground),)

    def _name(self, row: TimelineRow, y: int) -> tuple[Mark, ...]:
        setter = self._setter
        top = y + setter.top_of(Typeface.BOLD, setter.line_height(Typeface.BOLD), Typeface.BOLD)
        return (Words(setter.px(LEFT), top, row.sender, Typeface.BOLD, self._palette.people[row.colour], self._ground(row)),)

    def _time_after_name(self, row: TimelineRow, y: int) -> Words:
        setter = self._setter
        x = setter.px(LEFT) + setter.width(Typeface.BOLD, row.sender) + setter.px(8)
        top = y + setter.top_of(Typeface.META, setter.line_height(Typeface.BOLD), Typeface.BOLD)
        return Words(x, top, row.time, Typeface.META, self._palette.faint, self._ground(row))

    def _small(self, x: int, y: int, text: str, colour: str) -> Words:
        return Words(x, y, text, Typeface.TINY, colour, self._palette.bg)

    def _bubble(self, row: TimelineRow) -> RowLayout:
        px, palette = self._setter.px, self._palette
        has_head = row.heads and not row.mine
        ground = palette.mention if row.mentioned else palette.bubble
        inks = self._inks(row, own_inks(palette) if row.mine else page_inks(palette, ground=ground))
        margin = self._setter.gap(12 if row.heads else 4)
        y = margin + (self._setter.line_height(Typeface.BOLD) + px(2) if has_head else 0)
        widest = min(int((self._width - px(LEFT)) * BUBBLE_PART), px(WIDEST_BUBBLE))
        inside = max(widest - 2 * px(PAD_X), px(60))
        quote, pills = quote_piece(row, self._setter, inks, inside), self._pills(row, palette.bg)
        body = self._body(row, inks, inside)
        width, height = max(body.width, quote.width) + 2 * px(PAD_X), quote.height + body.height + 2 * px(PAD_Y)
        x = self._width - px(RIGHT) - width if row.mine else px(LEFT)
        quote = quote.at(x + px(PAD_X), y + px(PAD_Y))
        pills = pills.at(self._width - px(RIGHT) - pills.width if row.mine else x, y + height)
        box = Box(x, y, width, height, px(RADIUS), inks.ground, palette.bg, palette.warn if row.mentioned else "")
        head = (*self._face(row, margin + px(2), palette.bg), *self._name(row, margin)) if has_head else ()
        bottom = max(y + height + pills.height, margin + px(AVATAR + 2) if has_head else 0)
        marks = (box, self._time_beside(row, x, width, y + height), *head, *quote.marks, *pills.marks)
        body_y = y + px(PAD_Y) + quote.height
        return RowLayout(bottom + px(1), marks, body, x + px(PAD_X), body_y, inks.selection, (*quote.spots, *pills.spots))

    def _time_beside(self, row: TimelineRow, x: int, width: int, bottom: int) -> Words:
        """Return the time beside the foot of a bubble, towards the middle of the view."""
        setter, gap = self._setter, self._setter.px(8)
        text = f"{edited_mark(row)} {row.time}".lstrip()
        left = x - gap - setter.width(Typeface.TINY, text) if row.mine else x + width + gap
        return self._small(left, bottom - setter.letters_height(Typeface.TINY) - setter.px(4), text, self._palette.faint)

    def _with_time(self, row: TimelineRow, inks: Inks) -> RowLayout:
        """Return a row with the time where the avatars are."""
        setter = self._setter
        margin, line = setter.gap(3), setter.line_height(inks.face)
        left, quote = setter.px(LEFT), quote_piece(row, setter, inks, self._page_width()).at(setter.px(LEFT), margin)
        y = margin + quote.height
        body = self._body(row, inks, self._page_width())
        pills = self._pills(row, inks.ground).at(left, y + body.height)
        bottom = y + body.height + pills.height + setter.gap(3)
        words = self._small(setter.px(SIDE), y + setter.top_of(Typeface.TINY, line, inks.face), row.time, self._palette.faint)
        marks = (*self._band(row, 0, bottom), words, *quote.marks, *pills.marks)
        return RowLayout(bottom, marks, body, left, y, inks.selection, (*quote.spots, *pills.spots))

    def _fold(self, fold: Fold) -> RowLayout:
        setter, palette = self._setter, self._palette
        inks = small_inks(palette, palette.faint)
        blocks = [Block(BlockKind.PARAGRAPH, link_runs(line)) for line in fold.text.split("\n")]
        body = self._layout(inks, self._page_width(), fills=False).body(blocks)
        margin, line, size = setter.gap(3), setter.line_height(inks.face), setter.px(14)
        sign = "open" if fold.is_open else "closed"
        icon = Icon(setter.px(LEFT - 12) - size, margin + (line - size) // 2, size, sign, palette.faint, palette.bg)
        spot = Spot(0, 0, setter.px(LEFT) + body.width, margin + line, Deed.UNFOLD)
        return RowLayout(margin + body.height + setter.gap(3), (icon,), body, setter.px(LEFT), margin, inks.selection, (spot,))

    def _day(self, row: TimelineRow) -> RowLayout:
        setter, palette, px = self._setter, self._palette, self._setter.px
        width = setter.width(Typeface.META, row.text)
        height, pill, x = px(48), px(24), (self._width - width) // 2
        middle = height // 2 + px(2)
        rule = Bar(px(SIDE), middle, self._width - px(SIDE) - px(RIGHT), px(1), palette.line)
        box = Box(x - px(12), middle - pill // 2, width + px(24), pill, pill // 2, palette.bg, palette.bg, palette.line)
        words = Words(x, middle - setter.letters_height(Typeface.META) // 2, row.text, Typeface.META, palette.dim, palette.bg)
        return RowLayout(height, (rule, box, words))

    def _unread(self, row: TimelineRow) -> RowLayout:
        setter, palette, px = self._setter, self._palette, self._setter.px
        height, width = px(28), setter.width(Typeface.TINY, row.text)
        middle, right = height // 2 + px(2), self._width - px(RIGHT)
        rule = Bar(px(SIDE), middle, right - px(SIDE) - width - px(8), px(1), palette.danger_text)
        words = self._small(right - width, middle - setter.letters_height(Typeface.TINY) // 2, row.text, palette.danger_text)
        return RowLayout(height, (rule, words))
