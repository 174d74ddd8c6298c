"""How the window looks: colours, sizes, fonts, and the ttk styles made of them. Nothing else names a colour or a size.

Contrasts are those of WCAG 2.1 AA: 4.5:1 for text, 3:1 for the borders of controls.
"""

import tkinter as tk
from dataclasses import dataclass
from tkinter import font as tkfont
from tkinter import ttk
from typing import Final

from desktop_chat.gui.rows import Tone

FAMILIES: Final = ("Pretendard", "Noto Sans CJK KR", "Malgun Gothic", "Apple SD Gothic Neo", "Noto Sans KR", "NanumGothic")
"""Fonts with Latin and Hangul of one hand, the best first; without any of them the system's own."""
FIELD_PADDING: Final = 8


@dataclass(frozen=True, slots=True)
class Palette:
    """All colours, by what they are for."""

    bg: str
    side: str
    panel: str
    raised: str
    hover: str
    selected: str
    fg: str
    dim: str
    faint: str
    line: str
    border: str
    accent: str
    accent_hover: str
    accent_text: str
    on_accent: str
    link: str
    good: str
    warn: str
    danger: str
    danger_text: str
    mention: str
    people: tuple[str, ...]
    """Names of people; as many as `people.PERSON_COLOURS`, each readable on `bg` and `panel`."""
    faces: tuple[str, ...]
    """The same behind white letters."""

    def tone(self, tone: Tone) -> str:
        """Return the colour of a state."""
        return {Tone.GOOD: self.good, Tone.WAITING: self.warn, Tone.BAD: self.danger_text}[tone]


FACES = ("#2f6fd0", "#b8437c", "#a85a10", "#23796f", "#7a52d6", "#a63f3f", "#4d7a1f", "#5a6472")

DARK: Final = Palette(
    bg="#16181d",
    side="#111317",
    panel="#1b1e24",
    raised="#22262e",
    hover="#1d2027",
    selected="#2d2853",
    fg="#e7e9ee",
    dim="#9aa1ae",
    faint="#8a92a0",
    line="#2a2e37",
    border="#6b7280",
    accent="#6a58f0",
    accent_hover="#5b4be0",
    accent_text="#a99cff",
    on_accent="#ffffff",
    link="#8ab4ff",
    good="#3ecf8e",
    warn="#f2b84b",
    danger="#cf3f3f",
    danger_text="#ff7b7b",
    mention="#2b2617",
    people=("#8ab4ff", "#f08cc0", "#f0a35e", "#5fd0c1", "#b79bff", "#ff8f8f", "#a5d36b", "#b6bfcd"),
    faces=FACES,
)
LIGHT: Final = Palette(
    bg="#ffffff",
    side="#f4f5f8",
    panel="#fafbfc",
    raised="#ffffff",
    hover="#eceef3",
    selected="#e4e1fb",
    fg="#1b1e25",
    dim="#5c6471",
    faint="#656d7b",
    line="#e5e7ec",
    border="#858d9b",
    accent="#5b4be0",
    accent_hover="#4a3bc8",
    accent_text="#5140d8",
    on_accent="#ffffff",
    link="#2457d6",
    good="#15803d",
    warn="#8a5a00",
    danger="#cf3f3f",
    danger_text="#b92f2f",
    mention="#fff4d6",
    people=("#2457d6", "#a8316c", "#97500c", "#0f6e63", "#6a3fd0", "#a83232", "#47711a", "#4d5766"),
    faces=FACES,
)
PALETTES: Final = {"dark": DARK, "light": LIGHT}


class Look:
    """A palette at a scale, with its fonts. Main thread only.

    Args:
        root: Whose fonts and styles these are.
        palette: The colours.
        scale: Pixels for each pixel of the design: 1.0 at 96 dpi.
    """

    def __init__(self, root: tk.Misc, palette: Palette, scale: float) -> None:
        self.palette, self.scale = palette, scale
        known = set(tkfont.families(root))
        usual = tkfont.nametofont("TkDefaultFont", root=root).actual("family")
        family = next((name for name in FAMILIES if name in known), usual)
        self.body = self._font(root, family, 14)
        self.bold = self._font(root, family, 14, bold=True)
        self.title = self._font(root, family, 17, bold=True)
        self.large = self._font(root, family, 26, bold=True)
        self.meta = self._font(root, family, 12)
        self.count = self._font(root, family, 11, bold=True)
        self._style(root)

    def px(self, pixels: float) -> int:
        """Return a size of the design on this screen."""
        return max(round(pixels * self.scale), 1 if pixels else 0)

    def _font(self, root: tk.Misc, family: str, size: int, *, bold: bool = False) -> tkfont.Font:
        # A negative size is one in pixels, whatever Tk believes of the screen.
        return tkfont.Font(root=root, family=family, size=-self.px(size), weight="bold" if bold else "normal")

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
            ("Corner.TButton", colours.bg, colours.hover, colours.dim, colours.bg),
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
        for name in ("Quiet.TButton", "Corner.TButton"):
            style.configure(name, padding=(self.px(8), self.px(4)), font=self.meta)

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
        style.configure(
            "Horizontal.TProgressbar",
            background=colours.accent,
            troughcolor=colours.raised,
            bordercolor=colours.line,
            lightcolor=colours.accent,
            darkcolor=colours.accent,
            thickness=self.px(8),
        )
        style.configure(
            "Treeview",
            background=colours.bg,
            fieldbackground=colours.bg,
            foreground=colours.fg,
            bordercolor=colours.line,
            lightcolor=colours.bg,
            darkcolor=colours.bg,
            font=self.meta,
            rowheight=self.px(24),
        )
        style.configure("Treeview.Heading", background=colours.side, foreground=colours.dim, font=self.meta, relief="flat")
        style.map("Treeview.Heading", background=[("active", colours.hover)])
        style.map("Treeview", background=[("selected", colours.selected)], foreground=[("selected", colours.fg)])
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
