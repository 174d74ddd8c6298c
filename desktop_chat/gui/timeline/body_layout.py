"""Where the words of a message stand: its paragraphs, quotes, lists and pieces of code, one below the other. No Tk."""

from collections.abc import Sequence
from typing import Final

from desktop_chat.gui.look.marks import Bar, Box, Icon, Mark, Words
from desktop_chat.gui.look.palette import CodeColours
from desktop_chat.gui.look.typesetter import Typeface, Typesetter
from desktop_chat.gui.timeline.highlighting import CodeWord, code_lines
from desktop_chat.gui.timeline.inks import Inks
from desktop_chat.gui.timeline.lines import EMOJI_SIZE, Line, Piece, Style, StyledText, break_lines
from desktop_chat.gui.timeline.markup import Block, BlockKind, Kind
from desktop_chat.gui.timeline.shapes import Body, Deed, Spot, TextLine

LARGE_EMOJI: Final = 34
"""Pixels of the design, of those that stand alone."""
MOST_LARGE: Final = 6
QUOTE_INDENT: Final = 12
QUOTE_EDGE: Final = 3
ITEM_INDENT: Final = 18
CODE_PAD: Final = 14
CODE_HEAD: Final = 10
COPY_SIZE: Final = 16
RADIUS: Final = 8


class BodyLayout:
    """Puts blocks below each other.

    Args:
        setter: Measures.
        inks: The colours of words.
        code: The colours of pieces of code.
        line: The colour of their edge, and of the edge of a quote.
        width: How wide a line may be, in pixels.
        fills: Pieces of code are as wide as that, not as wide as they need to be.
    """

    def __init__(self, setter: Typesetter, inks: Inks, code: CodeColours, *, line: str, width: int, fills: bool) -> None:
        self._setter, self._inks, self._code, self._line, self._width, self._fills = setter, inks, code, line, max(width, 1), fills
        self._lines: list[TextLine] = []
        self._marks: list[Mark] = []
        self._spots: list[Spot] = []
        self._y = 0
        self._used = 0
        self._texts: list[str] = []
        self._at = 0

    def body(self, blocks: Sequence[Block], lead: Sequence[StyledText] = ()) -> Body:
        """Return the words of a row.

        Args:
            blocks: What they are.
            lead: What stands before the first of them, in the same line.
        """
        large = not lead and _is_large(blocks)
        for block in blocks:
            start = self._at
            match block.kind:
                case BlockKind.CODE:
                    self._code_block(block)
                case BlockKind.QUOTE:
                    self._quote(block)
                case BlockKind.ITEM:
                    self._item(block)
                case BlockKind.PARAGRAPH:
                    self._paragraph(block, lead, LARGE_EMOJI if large else EMOJI_SIZE)
            text = "".join(text for text, _ in lead) + block.text
            lead = ()
            self._texts.append(text)
            self._at = start + len(text) + 1
        return Body(self._used, self._y, tuple(self._lines), tuple(self._marks), tuple(self._spots), "\n".join(self._texts))

    def _paragraph(self, block: Block, lead: Sequence[StyledText], emoji_size: int) -> None:
        styled = [*lead, *((run.text, self._inks.style(run)) for run in block.runs)]
        lines = break_lines(styled, self._width, self._setter, start=self._at, emoji_size=emoji_size)
        height = self._setter.line_height(self._inks.face)
        self._add(lines, 0, max(height, self._setter.px(emoji_size + 6)) if emoji_size != EMOJI_SIZE else height)

    def _quote(self, block: Block) -> None:
        indent, top = self._setter.px(QUOTE_INDENT), self._y
        quiet = self._inks.quiet()
        styled = [(run.text, quiet.style(run)) for run in block.runs]
        self._add(
            break_lines(styled, self._width - indent, self._setter, start=self._at), indent, self._setter.line_height(self._inks.face)
        )
        self._marks.append(Bar(0, top, self._setter.px(QUOTE_EDGE), self._y - top, self._inks.dim))

    def _item(self, block: Block) -> None:
        setter = self._setter
        left = setter.px(ITEM_INDENT) * block.depth
        style = Style(self._inks.face, self._inks.dim)
        needed = setter.width(style.face, block.marker)
        hang = max(setter.px(ITEM_INDENT), needed)
        styled = [(run.text, self._inks.style(run)) for run in block.runs]
        first, *rest = break_lines(styled, self._width - left - hang, setter, start=self._at + len(block.marker))
        moved = tuple(piece._replace(x=piece.x + hang) for piece in first.pieces)
        marker = Piece(self._at, block.marker, style, hang - needed, needed)
        self._add([Line(self._at, first.end, (marker, *moved), first.width + hang)], left, setter.line_height(self._inks.face))
        self._add(rest, left + hang, setter.line_height(self._inks.face))

    def _code_block(self, block: Block) -> None:
        setter, at = self._setter, len(self._marks)
        pad, head = setter.px(CODE_PAD), setter.px(CODE_HEAD)
        top = self._y + setter.px(4)
        self._y, used, before = top + head, self._used, len(self._lines)
        self._used = 0
        start = self._at
        for words in code_lines(block.code, block.language):
            styled = [(text, Style(Typeface.CODE, self._code_colour(word))) for text, word in words]
            lines = break_lines(styled, self._width - 2 * pad, setter, start=start)
            self._add(lines, pad, setter.letters_height(Typeface.CODE) + setter.px(2), ground=self._code.ground, base=Typeface.CODE)
            start = lines[-1].end + 1
        room = setter.px(COPY_SIZE) + setter.px(8) + setter.width(Typeface.TINY, block.language)
        first = self._lines[before].line.width + pad + room + setter.px(20)
        width = self._width if self._fills else min(max(self._used + pad, first), self._width)
        self._y += head
        self._marks.insert(at, Box(0, top, width, self._y - top, setter.px(RADIUS), self._code.ground, self._inks.ground, self._line))
        self._copy_button(block, top, width)
        self._y += setter.px(4)
        self._used = max(used, width)

    def _copy_button(self, block: Block, top: int, width: int) -> None:
        setter, size = self._setter, self._setter.px(COPY_SIZE)
        x, y = width - size - setter.px(10), top + setter.px(8)
        self._marks.append(Icon(x, y, size, "copy", self._code.comment, self._code.ground))
        edge = setter.px(4)
        self._spots.append(Spot(x - edge, y - edge, size + 2 * edge, size + 2 * edge, Deed.COPY_CODE, block.code))
        if block.language:
            left = x - setter.px(8) - setter.width(Typeface.TINY, block.language)
            self._marks.append(
                Words(
                    left,
                    y + (size - setter.letters_height(Typeface.TINY)) // 2,
                    block.language,
                    Typeface.TINY,
                    self._code.comment,
                    self._code.ground,
                )
            )

    def _code_colour(self, word: CodeWord) -> str:
        return str(getattr(self._code, word.name.lower()))

    def _add(self, lines: Sequence[Line], x: int, height: int, *, ground: str = "", base: Typeface | None = None) -> None:
        for line in lines:
            self._lines.append(TextLine(x, self._y, height, line, ground or self._inks.ground, base or self._inks.face))
            self._y += height
            self._used = max(self._used, x + line.width)


def _is_large(blocks: Sequence[Block]) -> bool:
    """Return whether a message is a few emoji and nothing else."""
    if len(blocks) != 1 or blocks[0].kind is not BlockKind.PARAGRAPH:
        return False
    emoji = [run for run in blocks[0].runs if run.kind & Kind.EMOJI]
    return 0 < len(emoji) <= MOST_LARGE and all(run.kind & Kind.EMOJI or run.text.isspace() for run in blocks[0].runs)
