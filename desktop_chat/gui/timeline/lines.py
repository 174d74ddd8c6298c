"""Where the lines of a paragraph break, and where each piece of them stands. No Tk.

Lines break at spaces, around emoji, and between the letters of Chinese and Japanese, but not before a mark that closes (UAX #14 in
the cases people type). Korean words stay whole, as Koreans set them. A word wider than a line is cut between two graphemes.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from desktop_chat.core.wire.text import continues_grapheme
from desktop_chat.gui.look.typesetter import Typeface, Typesetter

EMOJI_SIZE: Final = 20
"""Pixels of the design, of one in a line."""
INSET: Final = 3
"""Pixels of the design that a box is wider than its letters, on each side."""
_LETTERS = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_CLOSING = "、。，．・：；？！）」』】〕〉》ー…ぁぃぅぇぉっゃゅょァィゥェォッャュョ"
_ATOM = re.compile(rf"\s+|[{_LETTERS}][{_CLOSING}]*|[^\s{_LETTERS}]+")
_IDEOGRAPH = re.compile(f"[{_LETTERS}]")


class Style(NamedTuple):
    """How a run is drawn."""

    face: Typeface
    colour: str
    ground: str = ""
    """A box behind it; "" for none."""
    underline: bool = False
    url: str = ""
    is_emoji: bool = False


class Piece(NamedTuple):
    """What is drawn at one go."""

    start: int
    """Index of its first character in the text of the row."""
    text: str
    style: Style
    x: int
    width: int
    inset: int = 0
    """How far its letters are from the edges of the box behind them."""

    @property
    def end(self) -> int:
        """The index behind its last character."""
        return self.start + len(self.text)


class Line(NamedTuple):
    """One line of a paragraph."""

    start: int
    end: int
    """Index behind its last character, the spaces at which it was broken included."""
    pieces: tuple[Piece, ...]
    width: int
    """Without the spaces at its end."""


class _Atom(NamedTuple):
    """What is never broken, unless it is wider than a line."""

    text: str
    style: Style
    width: int
    glued: bool
    """No line may begin with it."""


StyledText = tuple[str, Style]


def break_lines(runs: Sequence[StyledText], width: int, setter: Typesetter, *, start: int = 0, emoji_size: int = EMOJI_SIZE) -> list[Line]:
    """Break a paragraph into lines of at most *width* pixels; there is at least one.

    Args:
        runs: What stands in it; a run that is an emoji is one emoji.
        width: In pixels.
        setter: Measures.
        start: Index of the first character in the text of the row.
        emoji_size: Pixels of the design.
    """
    breaker = _Breaker(width, setter, start, setter.px(emoji_size))
    for word in _words(_atoms(runs, setter, setter.px(emoji_size))):
        breaker.add(word)
    breaker.end_line()
    return breaker.lines


def _atoms(runs: Sequence[StyledText], setter: Typesetter, emoji_size: int) -> Iterator[_Atom]:
    joins = False
    """Whether the atom before ends with a letter that the next one may belong to."""
    for text, style in runs:
        if style.is_emoji:
            yield _Atom(text, style, emoji_size, glued=False)
            joins = False
            continue
        inset = 2 * setter.px(INSET) if style.ground else 0
        for found in _ATOM.findall(text):
            is_space, is_ideograph = found.isspace(), bool(_IDEOGRAPH.match(found))
            glued = is_space or (joins and not is_ideograph) or (found[0] in _CLOSING and not is_ideograph)
            yield _Atom(found, style, setter.width(style.face, found) + inset, glued)
            inset = 0
            joins = not is_space and not is_ideograph


def _words(atoms: Iterator[_Atom]) -> Iterator[list[_Atom]]:
    """Yield atoms together that must stand in one line."""
    word: list[_Atom] = []
    for atom in atoms:
        if word and not atom.glued:
            yield word
            word = []
        word.append(atom)
    if word:
        yield word


class _Breaker:
    """Puts words into lines, one after the other."""

    def __init__(self, width: int, setter: Typesetter, start: int, emoji_size: int) -> None:
        self.lines: list[Line] = []
        self._width, self._setter, self._emoji_size = max(width, 1), setter, emoji_size
        self._start = self._at = start
        self._atoms: list[_Atom] = []
        self._used = 0

    def add(self, word: list[_Atom]) -> None:
        """Put a word into this line, or into the next, or cut it."""
        needed = sum(atom.width for atom in word if not atom.text.isspace())
        if self._used + needed > self._width and self._atoms:
            self.end_line()
        for atom in word:
            if self._used + atom.width > self._width and not atom.text.isspace():
                self._cut(atom)
            else:
                self._put(atom.text, atom.style, atom.width)

    def _cut(self, atom: _Atom) -> None:
        """Put what is wider than a line into as many as it takes."""
        rest = atom.text
        while rest:
            count = len(rest) if atom.style.is_emoji else self._fitting(rest, atom.style.face)
            if not count and self._atoms:
                self.end_line()
                continue
            count = count or grapheme_end(rest)
            piece, rest = rest[:count], rest[count:]
            self._put(piece, atom.style, self._width_of(piece, atom.style))
            if rest:
                self.end_line()

    def _fitting(self, text: str, face: Typeface) -> int:
        """Return how many characters of a text fit into what is left of the line, whole graphemes only."""
        room = self._width - self._used
        low, high = 0, min(len(text), max(room, 1))  # Hardly a letter is narrower than a pixel.
        while low < high:
            middle = (low + high + 1) // 2
            if self._setter.width(face, text[:middle]) <= room:
                low = middle
            else:
                high = middle - 1
        return _border(text, low)

    def _width_of(self, text: str, style: Style) -> int:
        return self._emoji_size if style.is_emoji else self._setter.width(style.face, text)

    def _put(self, text: str, style: Style, width: int) -> None:
        self._atoms.append(_Atom(text, style, width, glued=False))
        self._used += width
        self._at += len(text)

    def end_line(self) -> None:
        """Close this line and begin another."""
        pieces = self._pieces()
        self.lines.append(Line(self._start, self._at, tuple(pieces), self._visible_width(pieces)))
        self._start, self._atoms, self._used = self._at, [], 0

    def _pieces(self) -> list[Piece]:
        """Return the atoms of this line, those of one style together: drawn and measured at one go, letters stand as they should."""
        pieces: list[Piece] = []
        start, x = self._start, 0
        for text, style in _joined(self._atoms):
            inset = self._setter.px(INSET) if style.ground else 0
            width = self._width_of(text, style) + 2 * inset
            pieces.append(Piece(start, text, style, x, width, inset))
            start, x = start + len(text), x + width
        return pieces

    def _visible_width(self, pieces: list[Piece]) -> int:
        if not pieces:
            return 0
        last = pieces[-1]
        return last.x + (last.width if last.style.is_emoji or last.inset else self._setter.width(last.style.face, last.text.rstrip()))


def _joined(atoms: list[_Atom]) -> Iterator[StyledText]:
    text, style = "", None
    for atom in atoms:
        if style is not None and (atom.style != style or style.is_emoji):
            yield text, style
            text = ""
        text, style = text + atom.text, atom.style
    if style is not None:
        yield text, style


def _border(text: str, end: int) -> int:
    """Return the last border between graphemes up to *end*, 0 if the first grapheme is longer."""
    while 0 < end < len(text) and continues_grapheme(text, end):
        end -= 1
    return end


def grapheme_end(text: str, start: int = 0) -> int:
    """Return where the grapheme ends that begins at *start*."""
    end = start + 1
    while end < len(text) and continues_grapheme(text, end):
        end += 1
    return end
