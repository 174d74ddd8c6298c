"""How the window looks: a palette at a scale, with its fonts, its pictures and its theme of ttk."""

import tkinter as tk
from collections.abc import Mapping, Sequence
from tkinter import font as tkfont
from typing import Final

from desktop_chat.gui.look.images import Images
from desktop_chat.gui.look.palette import Palette
from desktop_chat.gui.look.ttk_theme import TtkTheme
from desktop_chat.gui.look.typesetter import SIZES, Heights, Typeface, Typesetter

FAMILIES: Final = ("Pretendard", "Noto Sans CJK KR", "Malgun Gothic", "Apple SD Gothic Neo", "Noto Sans KR", "NanumGothic")
"""Fonts with Latin and Hangul of one hand, the best first; without any of them the system's own."""
CODE_FAMILIES: Final = ("D2Coding", "DejaVu Sans Mono", "Consolas", "Menlo", "Noto Sans Mono", "Noto Sans Mono CJK KR")
"""The same for code, all letters of one width."""
COMPACT_ROW: Final = 0.85
"""Of the height of a row, where rows stand close."""
BOLD_FACES: Final = frozenset({Typeface.BOLD, Typeface.BOLD_ITALIC, Typeface.INITIALS, Typeface.TITLE, Typeface.COUNT})
ITALIC_FACES: Final = frozenset({Typeface.ITALIC, Typeface.BOLD_ITALIC})


class Holder(tk.Frame):
    """Never seen: its labels keep fonts and pictures in use, so that Tk has them ready."""


class Look:
    """A palette at a scale, with its fonts. Main thread only.

    Args:
        root: Whose fonts and styles these are.
        palette: The colours.
        scale: Pixels for each pixel of the design: 1.0 at 96 dpi and a zoom of 100 %.
        is_compact: Rows stand closer.
    """

    def __init__(self, root: tk.Misc, palette: Palette, scale: float, *, is_compact: bool = False) -> None:
        self.palette, self.scale, self.is_compact = palette, scale, is_compact
        self.edge = self.px(palette.edge)
        """How thick the edges of things are, in pixels."""
        self._root, self._known = root, frozenset(tkfont.families(root))
        self._family = self._first_of(FAMILIES, "TkDefaultFont")
        self._holder = Holder(root)
        code = self._first_of(CODE_FAMILIES, "TkFixedFont")
        self.fonts: Mapping[Typeface, tkfont.Font] = {
            face: self._font(size, family=code if face is Typeface.CODE else "", bold=face in BOLD_FACES, slanted=face in ITALIC_FACES)
            for face, size in SIZES.items()
        }
        self.body, self.bold, self.meta = self.fonts[Typeface.BODY], self.fonts[Typeface.BOLD], self.fonts[Typeface.META]
        self.title = self.fonts[Typeface.TITLE]
        self.large = self._font(26, bold=True)
        self.count = self.fonts[Typeface.COUNT]
        self.setter = self._make_setter()
        name = f"desktop-chat-{palette.name}-{scale}{'-compact' if is_compact else ''}"
        self.images = Images(self._holder, scale, theme=name, edge=palette.edge)
        TtkTheme(root, self, name)

    def px(self, pixels: float) -> int:
        """Return a size of the design on this screen."""
        return max(round(pixels * self.scale), 1 if pixels else 0)

    def row(self, pixels: float) -> int:
        """Return the height of a row of a list on this screen: less where rows stand close."""
        return self.px(pixels * COMPACT_ROW if self.is_compact else pixels)

    def free(self) -> None:
        """Give fonts and pictures back, once another look has taken the place of this one and no widget of it is left."""
        self._holder.destroy()
        self.images.free()
        for font in (*self.fonts.values(), self.large):
            # Not by leaving it to the collector of garbage, which may run on a thread where Tk must not be called.
            font.delete_font = False
            self._root.tk.call("font", "delete", str(font))

    def _first_of(self, families: Sequence[str], usual: str) -> str:
        """Return the first family that there is, else that of one of Tk's own fonts."""
        own = str(tkfont.nametofont(usual, root=self._root).actual("family"))
        return next((name for name in families if name in self._known), own)

    def _font(self, size: int, *, family: str = "", bold: bool = False, slanted: bool = False) -> tkfont.Font:
        font = tkfont.Font(
            root=self._root,
            family=family or self._family,
            size=-self.px(size),  # Negative is in pixels, whatever Tk believes of the screen.
            weight="bold" if bold else "normal",
            slant="italic" if slanted else "roman",
        )
        tk.Label(self._holder, font=font)  # Never seen: a font that no widget uses is opened anew for each measure, 400 times as slow.
        return font

    def _make_setter(self) -> Typesetter:
        call = self._root.tk.call
        names = {face: str(font) for face, font in self.fonts.items()}
        heights = {face: Heights(font.metrics("ascent"), font.metrics("descent")) for face, font in self.fonts.items()}

        def measure(face: Typeface, text: str) -> int:
            return int(call("font", "measure", names[face], text))

        return Typesetter(measure, heights, self.scale, is_compact=self.is_compact)
