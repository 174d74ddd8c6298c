"""The look of buttons, fields and scroll bars: a ttk theme whose parts are pictures, drawn at the scale of the screen.

Each picture stands on a ground of one colour, so a control has a style for each ground that it stands on. Pictures are stretched
in their middle; `border` says how much of each side is not.
"""

import tkinter as tk
from tkinter import ttk
from typing import TYPE_CHECKING, Final, NamedTuple

from desktop_chat.gui.look.palette import Palette
from desktop_chat.gui.look.ttk_controls import make_controls
from desktop_chat.gui.look.ttk_elements import Elements

if TYPE_CHECKING:
    from desktop_chat.gui.look.theme import Look

RADIUS: Final = 8
COMPOSER_RADIUS: Final = 14
PILL: Final = 15
KEY_RADIUS: Final = 6
SIDE: Final = 32
"""Pixels of the design of a picture's side: more than two corners."""
POPUP_SIDE: Final = 240
"""The same of a box that opens over the window."""
BAR: Final = 10
"""How wide a scroll bar is."""
ENTER_KEYS: Final = ("<Return>", "<KP_Enter>")
"""They press the button that has the keyboard."""
GROUNDS: Final = (("", "bg"), ("Side.", "side"), ("Panel.", "panel"), ("Raised.", "raised"))
"""The beginning of a style's name, and the colour that it is for."""


class ButtonKind(NamedTuple):
    """A kind of button."""

    style: str
    ground: str
    fill: str
    hover: str
    text: str
    border: str = ""
    radius: int = RADIUS
    pad: tuple[int, int] = (14, 8)
    is_small: bool = False


def button_kinds(palette: Palette) -> tuple[ButtonKind, ...]:
    """Return all kinds of buttons."""
    accent = (palette.accent, palette.accent_hover, palette.on_accent)
    return (
        ButtonKind("TButton", palette.bg, palette.raised, palette.hover, palette.fg, palette.border),
        ButtonKind("Accent.TButton", palette.bg, *accent),
        ButtonKind("Danger.TButton", palette.bg, palette.danger, palette.danger_hover, palette.on_accent),
        ButtonKind("Raised.Accent.TButton", palette.raised, *accent, pad=(12, 6)),
        ButtonKind("Send.TButton", palette.raised, *accent, radius=10, pad=(9, 9)),
        ButtonKind("Pill.TButton", palette.bg, *accent, radius=PILL, pad=(14, 6), is_small=True),
        ButtonKind("Quiet.TButton", palette.side, palette.side, palette.selected, palette.dim, pad=(8, 5), is_small=True),
        ButtonKind("Name.TButton", palette.side, palette.side, palette.selected, palette.fg, pad=(6, 5)),
        ButtonKind("Raised.Quiet.TButton", palette.raised, palette.raised, palette.selected, palette.dim, pad=(8, 5), is_small=True),
        ButtonKind("Step.TButton", palette.bg, palette.raised, palette.hover, palette.fg, palette.border, pad=(10, 4)),
        ButtonKind("Corner.TButton", palette.bg, palette.bg, palette.hover, palette.dim, pad=(8, 5), is_small=True),
    )


class TtkTheme:
    """Makes the theme and puts it to use.

    Args:
        root: Whose theme it is.
        look: The palette, the scale, fonts and pictures.
        name: The same for the same palette and scale: Tk cannot forget a theme, so one that was made before is used again.
    """

    def __init__(self, root: tk.Misc, look: "Look", name: str) -> None:
        self._look, self._palette, self._style = look, look.palette, ttk.Style(root)
        if name not in self._style.theme_names():
            self._style.theme_create(name, parent="clam")
        self._style.theme_use(name)
        self._elements = Elements(self._style)
        self._plain()
        for key in ENTER_KEYS:
            # Tk itself knows but the space bar.
            root.tk.call("bind", "TButton", key, "%W invoke; break")
        for kind in button_kinds(look.palette):
            self._button(kind)
        self._entry()
        self._composer()
        self._popup()
        self._key()
        self._table()
        make_controls(self._style, look, self._elements)
        for ground in ("bg", "side", "panel", "raised"):
            self._scroll_bar(ground)

    def _table(self) -> None:
        """Tables, and the bar that says how far something is."""
        style, colours, look = self._style, self._palette, self._look
        style.configure(
            "Horizontal.TProgressbar",
            background=colours.accent,
            troughcolor=colours.raised,
            bordercolor=colours.line,
            lightcolor=colours.accent,
            darkcolor=colours.accent,
            thickness=look.px(8),
        )
        style.configure(
            "Treeview",
            background=colours.bg,
            fieldbackground=colours.bg,
            foreground=colours.fg,
            bordercolor=colours.line,
            lightcolor=colours.bg,
            darkcolor=colours.bg,
            font=look.meta,
            rowheight=look.px(24),
        )
        style.configure(
            "Treeview.Heading", background=colours.side, foreground=colours.dim, font=look.meta, relief="flat", padding=look.px(4)
        )
        style.map("Treeview.Heading", background=[("active", colours.hover)])
        style.map("Treeview", background=[("selected", colours.selected)], foreground=[("selected", colours.fg)])

    def _plain(self) -> None:
        """Frames and labels, which are of one colour."""
        style, colours, look = self._style, self._palette, self._look
        style.configure(".", background=colours.bg, foreground=colours.fg, font=look.body, borderwidth=0, focuscolor=colours.accent_text)
        for name, ground in GROUNDS:
            colour = getattr(colours, ground)
            style.configure(f"{name}TFrame", background=colour)
            style.configure(f"{name}TLabel", background=colour, foreground=colours.fg)
            style.configure(f"Dim.{name}TLabel", background=colour, foreground=colours.dim, font=look.meta)
            style.configure(f"Title.{name}TLabel", background=colour, foreground=colours.fg, font=look.title)
        style.configure("Large.TLabel", font=look.large)
        style.configure("Problem.TLabel", foreground=colours.danger_text, font=look.meta)

    def _box(self, fill: str, ground: str, radius: int, *, border: str = "", ring: str = "") -> str:
        px = self._look.px
        side = px(max(SIDE, 2 * radius + 2))
        return self._look.images.held_box((side, side), px(radius), fill, ground, border=border, ring=ring)

    def _button(self, kind: ButtonKind) -> None:
        style, colours, px = self._style, self._palette, self._look.px
        is_accent, element = kind.fill in {colours.accent, colours.danger}, f"{kind.style}.box"
        # A gap keeps the ring apart from a fill that may be as light as it is.
        ring, gap = (colours.fg, kind.ground) if is_accent else (colours.accent_text, "")
        states = (
            ("disabled", self._box(colours.disabled, kind.ground, kind.radius)),
            ("pressed", self._box(kind.hover, kind.ground, kind.radius, border=kind.border)),
            ("focus", self._box(kind.fill, kind.ground, kind.radius, border=gap, ring=ring)),
            ("active", self._box(kind.hover, kind.ground, kind.radius, border=kind.border)),
        )
        usual = self._box(kind.fill, kind.ground, kind.radius, border=kind.border)
        self._elements.make(element, usual, *states, border=px(kind.radius))
        style.layout(
            kind.style,
            [
                (
                    element,
                    {
                        "sticky": "nsew",
                        "children": [("Button.padding", {"sticky": "nsew", "children": [("Button.label", {"sticky": "nsew"})]})],
                    },
                )
            ],
        )
        style.configure(
            kind.style,
            background=kind.fill,
            foreground=kind.text,
            anchor="center",
            padding=(px(kind.pad[0]), px(kind.pad[1])),
            font=self._look.meta if kind.is_small else self._look.bold if is_accent else self._look.body,
        )
        style.map(
            kind.style,
            background=[("disabled", colours.disabled), ("pressed", kind.hover), ("active", kind.hover)],
            foreground=[("disabled", colours.faint), ("active", kind.text if is_accent else colours.fg)],
        )

    def _entry(self) -> None:
        style, colours, px = self._style, self._palette, self._look.px
        for name, ground in (("", colours.bg), ("Side.", colours.side)):
            self._elements.make(
                f"Own.{name}field",
                self._box(colours.raised, ground, RADIUS, border=colours.border),
                ("disabled", self._box(ground, ground, RADIUS, border=colours.line)),
                ("focus", self._box(colours.raised, ground, RADIUS, ring=colours.accent_text)),
                border=px(RADIUS + 1),
                padding=(px(12), px(9)),
            )
            style.layout(f"{name}TEntry", [(f"Own.{name}field", {"sticky": "nsew", "children": [("Entry.textarea", {"sticky": "nsew"})]})])
        style.configure(
            "TEntry",
            foreground=colours.fg,
            insertcolor=colours.fg,
            insertwidth=px(2),
            selectbackground=colours.accent,
            selectforeground=colours.on_accent,
        )
        style.map(
            "TEntry",
            selectbackground=[("!focus", colours.selected)],
            selectforeground=[("!focus", colours.fg)],
            foreground=[("disabled", colours.faint)],
        )

    def _key(self) -> None:
        """What stands on a key, in a box as a key is."""
        colours, style, px = self._palette, self._style, self._look.px
        self._elements.make("Own.key", self._box(colours.raised, colours.bg, KEY_RADIUS, border=colours.border), border=px(KEY_RADIUS))
        style.layout(
            "Key.TLabel",
            [
                (
                    "Own.key",
                    {
                        "sticky": "nsew",
                        "children": [("Label.padding", {"sticky": "nsew", "children": [("Label.label", {"sticky": "nsew"})]})],
                    },
                )
            ],
        )
        style.configure("Key.TLabel", background=colours.raised, font=self._look.meta, padding=(px(8), px(4)))

    def _composer(self) -> None:
        """The frame around the field where one writes; its state `focus` is set by hand."""
        colours, style, px = self._palette, self._style, self._look.px
        self._elements.make(
            "Own.composer",
            self._box(colours.raised, colours.bg, COMPOSER_RADIUS, border=colours.border),
            ("focus", self._box(colours.raised, colours.bg, COMPOSER_RADIUS, border=colours.accent_text)),
            border=px(COMPOSER_RADIUS),
        )
        style.layout("Composer.TFrame", [("Own.composer", {"sticky": "nsew"})])
        style.configure("Composer.TFrame", background=colours.raised)

    def _popup(self) -> None:
        """The box of what opens over the window. Its picture is large: ttk fills a box with copies of the picture's middle."""
        colours, look = self._palette, self._look
        side, radius = look.px(POPUP_SIDE), look.px(COMPOSER_RADIUS)
        for name, fill in (("Popup", colours.raised), ("Sheet", colours.bg)):
            picture = look.images.held_box((side, side), radius, fill, colours.bg, border=colours.border)
            self._elements.make(f"Own.{name}", picture, border=radius)
            self._style.layout(f"{name}.TFrame", [(f"Own.{name}", {"sticky": "nsew"})])
            self._style.configure(f"{name}.TFrame", background=fill)
        card = look.images.held_box((side, side), radius, colours.raised, colours.bg, border=colours.line)
        self._elements.make("Own.Card", card, border=radius)
        self._style.layout("Card.TFrame", [("Own.Card", {"sticky": "nsew"})])
        self._style.configure("Card.TFrame", background=colours.raised)

    def _scroll_bar(self, ground: str) -> None:
        """A thin bar without arrows: those are for mice of another age."""
        style, colours, look = self._style, self._palette, self._look
        name, colour = f"{ground}.Vertical.TScrollbar", getattr(colours, ground)
        thumb = f"{ground}.thumb"
        self._elements.make(
            thumb,
            self._thumb(colours.line, colour),
            ("disabled", self._thumb(colour, colour)),
            ("active", self._thumb(colours.border, colour)),
            border=(0, look.px(BAR // 2 + 1)),
        )
        style.layout(name, [("Vertical.Scrollbar.trough", {"sticky": "ns", "children": [(thumb, {"sticky": "nswe"})]})])
        style.configure(name, troughcolor=colour, bordercolor=colour, lightcolor=colour, darkcolor=colour, background=colour)
        style.configure(name, borderwidth=0, arrowsize=look.px(BAR), gripcount=0)

    def _thumb(self, fill: str, ground: str) -> str:
        px = self._look.px
        return self._look.images.held_bar(px(BAR), px(SIDE), px(2), fill, ground)
