"""Widths and heights without a screen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.gui.look.typesetter import WIDTHS_KEPT, Heights, Typeface, Typesetter
from tests.support.typesetting import LETTER, SETTER


def test_a_width_is_measured_once() -> None:
    """Until too many others were."""
    asked: list[str] = []

    def measure(_face: Typeface, text: str) -> int:
        asked.append(text)
        return len(text)

    setter = Typesetter(measure, dict.fromkeys(Typeface, Heights(12, 4)), 1.0)
    assert [setter.width(Typeface.BODY, "a"), setter.width(Typeface.BODY, "a"), setter.width(Typeface.BOLD, "a")] == [1, 1, 1]
    assert asked == ["a", "a"]
    for number in range(WIDTHS_KEPT):
        setter.width(Typeface.BODY, str(number))
    setter.width(Typeface.BODY, "a")
    assert asked.count("a") == 3


@pytest.mark.parametrize(("scale", "line"), [(1.0, 20), (2.0, 41), (0.5, 16)])
def test_lines_are_as_far_apart_as_the_design_wants(scale: float, line: int) -> None:
    """But never less than their letters are high."""
    setter = Typesetter(lambda _face, text: len(text), dict.fromkeys(Typeface, Heights(12, 4)), scale)
    assert setter.line_height(Typeface.BODY) == line


def test_all_typefaces_stand_on_one_line() -> None:
    """A smaller one begins lower by as much as it is less high."""
    heights = dict.fromkeys(Typeface, Heights(12, 4)) | {Typeface.META: Heights(9, 3)}
    setter = Typesetter(lambda _face, text: len(text), heights, 1.0)
    assert setter.top_of(Typeface.META, 20, Typeface.BODY) - setter.top_of(Typeface.BODY, 20, Typeface.BODY) == 3


@given(st.text(st.sampled_from("ab가e\u0301\U0001f1f0\U0001f1f7"), max_size=40), st.integers(0, 300))
def test_what_fits_is_whole_and_what_does_not_is_cut(text: str, width: int) -> None:
    """Between graphemes, and with an ellipsis, which alone may be too wide."""
    shown = SETTER.fitting(Typeface.BODY, text, width)
    if len(text) * LETTER <= width:
        assert shown == text
    else:
        assert shown == "…" or (shown.endswith("…") and text.startswith(shown[:-1]))
        assert len(shown) * LETTER <= max(width, LETTER) or len(shown) <= 5
