"""Colours can be told apart by everybody who can read them, and sizes follow the screen."""

import tkinter as tk
from dataclasses import fields
from itertools import chain

import pytest

from desktop_chat.gui.look.palette import PALETTES, Palette
from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.look.typesetter import Typeface
from desktop_chat.gui.people import PERSON_COLOURS
from desktop_chat.gui.rows import Tone
from desktop_chat.gui.timeline.inks import own_inks, page_inks, small_inks
from desktop_chat.gui.timeline.markup import Kind, Run

TEXT = {"dark": 4.5, "light": 4.5, "contrast": 7.0}
"""WCAG 2.1, 1.4.3 and, for high contrast, 1.4.6: the least contrast of text, by palette."""
CONTROL = 3.0
"""WCAG 2.1, 1.4.11: the least contrast of what shows a control."""
GROUNDS = ("bg", "side", "panel", "raised")
LIT = ("hover", "selected")
"""What a row or a button stands on while the mouse or the keyboard is there."""


def luminance(colour: str) -> float:
    """Return the relative luminance of `#rrggbb` (WCAG 2.1)."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21 (WCAG 2.1)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_text_can_be_read(palette: Palette) -> None:
    """4.5:1 for everything that is read, wherever it stands; 7:1 in high contrast."""
    texts = ("fg", "dim", "faint", "accent_text", "link", "danger_text")
    pairs = {(text, ground): (getattr(palette, text), getattr(palette, ground)) for text in texts for ground in GROUNDS}
    pairs |= {("row", f"{text} {ground}"): (getattr(palette, text), getattr(palette, ground)) for text in ("fg", "dim") for ground in LIT}
    pairs |= {
        ("people", f"{at} {ground}"): (colour, getattr(palette, ground)) for at, colour in enumerate(palette.people) for ground in GROUNDS
    }
    pairs |= {("face", str(at)): (palette.on_accent, colour) for at, colour in enumerate(palette.faces)}
    pairs |= {("selected", ""): (palette.fg, palette.selected), ("mention", ""): (palette.fg, palette.mention)}
    pairs |= {("bubble", text): (getattr(palette, text), palette.bubble) for text in ("fg", "dim", "link", "accent_text")}
    pairs |= {("mention", text): (getattr(palette, text), palette.mention) for text in ("dim", "link", "faint")}
    pairs |= {("mention", str(at)): (colour, palette.mention) for at, colour in enumerate(palette.people)}
    pairs |= {("pill", ""): (palette.accent_text, palette.selected), ("found", ""): (palette.fg, palette.found)}
    pairs |= {("selection", text): (getattr(palette, text), palette.selection) for text in ("fg", "link")}
    pairs |= {("own", text): (getattr(palette, text), palette.own_bubble) for text in ("on_accent", "own_dim")}
    pairs |= {("own", ground): (palette.on_accent, getattr(palette, ground)) for ground in ("own_code", "own_selection")}
    words = ("plain", "keyword", "string", "number", "comment", "name")
    pairs |= {("code", word): (getattr(palette.code, word), palette.code.ground) for word in words}
    pairs |= {
        ("accent", fill): (palette.on_accent, getattr(palette, fill)) for fill in ("accent", "accent_hover", "danger", "danger_hover")
    }
    pairs |= {("mention in a bubble", text): (getattr(palette, text), palette.bubble) for text in ("faint", "danger_text")}
    pairs |= {("disabled", ""): (palette.faint, palette.disabled), ("lit", "link"): (palette.link, palette.hover)}
    weak = {name: round(contrast(*pair), 2) for name, pair in pairs.items() if contrast(*pair) < TEXT[palette.name]}
    assert weak == {}


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_controls_can_be_seen(palette: Palette) -> None:
    """3:1 for borders, the focus ring and the dot that says how the room is."""
    grounds = [getattr(palette, ground) for ground in GROUNDS]
    marks = [palette.border, palette.accent_text, *(palette.tone(tone) for tone in Tone)]
    assert min(contrast(mark, ground) for mark in marks for ground in grounds) >= CONTROL


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_there_are_as_many_colours_as_people_are_told_apart_by(palette: Palette) -> None:
    """`colour_of` gives an index into both."""
    assert len(set(palette.people)) == len(set(palette.faces)) == PERSON_COLOURS


@pytest.mark.tk
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_sizes_follow_the_screen(root: tk.Tk, scale: float) -> None:
    """Fonts are measured in pixels of the screen, so a letter is as large on every one."""
    look = Look(root, PALETTES["dark"], scale)
    assert look.px(40) == 40 * scale
    assert look.px(0) == 0
    assert look.px(0.1) == 1
    fonts = {"body": 14, "meta": 12, "title": 16}
    assert {name: getattr(look, name).cget("size") for name in fonts} == {name: -round(size * scale) for name, size in fonts.items()}


def test_contrast_is_that_of_the_standard() -> None:
    """WCAG 2.1: 21:1 for black on white; the test above can fail."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert set(chain.from_iterable((p.bg, p.fg) for p in PALETTES.values()))


@pytest.mark.tk
def test_rows_stand_closer_where_that_is_wanted(root: tk.Tk) -> None:
    """Lines, the room between rows, and rows of lists; letters are as large."""
    usual, compact = Look(root, PALETTES["dark"], 1.0), Look(root, PALETTES["dark"], 1.0, is_compact=True)
    assert compact.setter.line_height(Typeface.BODY) < usual.setter.line_height(Typeface.BODY)
    assert compact.setter.gap(14) < usual.setter.gap(14)
    assert compact.row(40) < usual.row(40)
    assert compact.body.cget("size") == usual.body.cget("size")


@pytest.mark.tk
def test_edges_are_thick_in_high_contrast(root: tk.Tk) -> None:
    """Two pixels of the design, at every scale."""
    assert [Look(root, PALETTES[name], 1.0).edge for name in ("dark", "light", "contrast")] == [1, 1, 2]
    assert Look(root, PALETTES["contrast"], 1.5).edge == 3


def test_addresses_are_underlined() -> None:
    """In all palettes, on every ground: a colour alone tells nobody."""
    run = Run("https://lan.example", Kind.LINK, url="https://lan.example")
    for palette in PALETTES.values():
        for inks in (page_inks(palette), own_inks(palette), small_inks(palette, palette.dim)):
            assert inks.style(run).underline


def test_no_colour_is_forgotten() -> None:
    """Every colour of a palette is either read, stood on, or a mark; whoever adds one says which it is, and the tests above check it."""
    text = {"fg", "dim", "faint", "accent_text", "on_accent", "link", "danger_text", "own_dim", "people"}
    ground = {*GROUNDS, *LIT, "disabled", "mention", "found", "selection", "bubble", "own_bubble", "own_code", "own_selection"}
    fills = {"accent", "accent_hover", "danger", "danger_hover", "faces"}
    marks = {"border", "good", "warn", "line"}
    assert {field.name for field in fields(Palette)} == text | ground | fills | marks | {"name", "code", "edge"}
