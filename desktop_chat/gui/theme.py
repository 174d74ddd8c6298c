"""How the window looks: a palette at a scale, its fonts, and the ttk styles made of them."""

import tkinter as tk
from collections.abc import Mapping, Sequence
from tkinter import font as tkfont
from tkinter import ttk
from typing import Final

from desktop_chat.gui.images import Images
from desktop_chat.gui.palette import Palette
from desktop_chat.gui.typesetter import SIZES, Heights, Typeface, Typesetter

FAMILIES: Final = ("Pretendard", "Noto Sans CJK KR", "Malgun Gothic", "Apple SD Gothic Neo", "Noto Sans KR", "NanumGothic")
"""Fonts with Latin and Hangul of one hand, the best first; without any of them the system's own."""
CODE_FAMILIES: Final = ("D2Coding", "DejaVu Sans Mono", "Consolas", "Menlo", "Noto Sans Mono", "Noto Sans Mono CJK KR")
"""The same for code, all letters of one width."""
BOLD_FACES: Final = frozenset({Typeface.BOLD, Typeface.BOLD_ITALIC, Typeface.INITIALS})
ITALIC_FACES: Final = frozenset({Typeface.ITALIC, Typeface.BOLD_ITALIC})
FIELD_PADDING: Final = 8


class Look:
    """A palette at a scale, with its fonts. Main thread only.

    Args:
        root: Whose fonts and styles these are.
        palette: The colours.
        scale: Pixels for each pixel of the design: 1.0 at 96 dpi.
    """

    def __init__(self, root: tk.Misc, palette: Palette, scale: float) -> None:
        self.palette, self.scale = palette, scale
        self._root, self._known = root, frozenset(tkfont.families(root))
        self._family = self._first_of(FAMILIES, "TkDefaultFont")
        self._holder = tk.Frame(root)
        code = self._first_of(CODE_FAMILIES, "TkFixedFont")
        self.fonts: Mapping[Typeface, tkfont.Font] = {
            face: self._font(size, family=code if face is Typeface.CODE else "", bold=face in BOLD_FACES, slanted=face in ITALIC_FACES)
            for face, size in SIZES.items()
        }
        self.body, self.bold, self.meta = self.fonts[Typeface.BODY], self.fonts[Typeface.BOLD], self.fonts[Typeface.META]
        self.title = self._font(16, bold=True)
        self.large = self._font(26, bold=True)
        self.count = self._font(11, bold=True)
        self.setter = self._make_setter()
        self.images = Images(self._holder, scale)
        self._style(root)

    def px(self, pixels: float) -> int:
        """Return a size of the design on this screen."""
        return max(round(pixels * self.scale), 1 if pixels else 0)

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

        return Typesetter(measure, heights, self.scale)

    def _style(self, root: tk.Misc) -> None:
        style, colours = ttk.Style(root), self.palette
        style.theme_use("clam")
        style.configure(".", background=colours.bg, foreground=colours.fg, font=self.body, borderwidth=0, focuscolor=colours.accent_text)
        for name, ground in (("", colours.bg), ("Side.", colours.side), ("Panel.", colours.panel), ("Raised.", colours.raised)):
            style.configure(f"{name}TFrame", background=ground)
            style.configure(f"{name}TLabel", background=ground, foreground=colours.fg)
            style.configure(f"Dim.{name}TLabel", background=ground, foreground=colours.dim, font=self.meta)
            style.configure(f"Title.{name}TLabel", background=ground, foreground=colours.fg, font=self.title)
        style.configure("Large.TLabel", font=self.large)
        style.configure("Problem.TLabel", foreground=colours.danger_text)
        style.configure("Problem.Raised.TLabel", foreground=colours.danger_text)
        self._style_buttons(style)
        self._style_fields(style)

    def _style_buttons(self, style: ttk.Style) -> None:
        colours = self.palette
        kinds = (
            ("TButton", colours.raised, colours.hover, colours.fg, colours.border),
            ("Accent.TButton", colours.accent, colours.accent_hover, colours.on_accent, colours.accent),
            ("Quiet.TButton", colours.side, colours.hover, colours.dim, colours.side),
        )
        for name, ground, hover, text, border in kinds:
            style.configure(
                name,
                background=ground,
                foreground=text,
                bordercolor=border,
                lightcolor=ground,
                darkcolor=ground,
                borderwidth=1,
                relief="raised",  # With light and dark sides of one colour: flat, and with its border.
                anchor="center",
                padding=(self.px(14), self.px(FIELD_PADDING)),
            )
            style.map(
                name,
                background=[("disabled", colours.line), ("pressed", hover), ("active", hover)],
                foreground=[("disabled", colours.faint)],
                bordercolor=[("focus", colours.accent_text)],
                lightcolor=[("focus", colours.accent_text), ("pressed", hover), ("active", hover)],
                darkcolor=[("focus", colours.accent_text), ("pressed", hover), ("active", hover)],
            )
        style.configure("Quiet.TButton", padding=(self.px(8), self.px(4)), font=self.meta)

    def _style_fields(self, style: ttk.Style) -> None:
        colours = self.palette
        style.configure(
            "TEntry",
            fieldbackground=colours.raised,
            foreground=colours.fg,
            insertcolor=colours.fg,
            selectbackground=colours.accent,
            selectforeground=colours.on_accent,
            bordercolor=colours.border,
            lightcolor=colours.raised,
            darkcolor=colours.raised,
            borderwidth=1,
            padding=self.px(FIELD_PADDING),
        )
        style.map(
            "TEntry",
            bordercolor=[("focus", colours.accent_text)],
            lightcolor=[("focus", colours.accent_text)],
            selectbackground=[("!focus", colours.selected)],
            selectforeground=[("!focus", colours.fg)],
            fieldbackground=[("disabled", colours.bg)],
            foreground=[("disabled", colours.faint)],
        )
        # Arrows are for mice of another age; what is left is a thin bar.
        for ground in ("bg", "side", "panel"):
            name = f"{ground}.Vertical.TScrollbar"
            trough = getattr(colours, ground)
            style.layout(
                name, [("Vertical.Scrollbar.trough", {"sticky": "ns", "children": [("Vertical.Scrollbar.thumb", {"sticky": "nswe"})]})]
            )
            style.configure(
                name, background=colours.line, troughcolor=trough, bordercolor=trough, lightcolor=colours.line, darkcolor=colours.line
            )
            style.configure(name, arrowsize=self.px(9), gripcount=0, borderwidth=0)
            style.map(name, background=[("disabled", trough), ("active", colours.border)], lightcolor=[("disabled", trough)])
            style.map(name, darkcolor=[("disabled", trough)])
