"""Masks: what they match, and that none can keep the room busy."""

import re
import tomllib
from fnmatch import translate
from pathlib import Path
from typing import TypedDict

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop_chat.core.wire.masks import fold_source, matches, matches_name, normalise_mask


class MaskCase(TypedDict):
    """A mask of the public corpus."""

    mask: str
    matches: list[str]
    fails: list[str]


CASES: list[MaskCase] = tomllib.loads((Path(__file__).parent / "data" / "mask_match.toml").read_text("utf-8"))["tests"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["mask"])
def test_the_public_corpus_is_matched(case: MaskCase) -> None:
    """IRC parser tests, mask-match."""
    assert [source for source in case["matches"] if not matches(case["mask"], source)] == []
    assert [source for source in case["fails"] if matches(case["mask"], source)] == []


@pytest.mark.parametrize(
    ("typed", "mask"),
    [
        ("ann", "ann!*@*"),
        ("ann!~u", "ann!~u@*"),
        ("ann!~u@host", "ann!~u@host"),
        ("~u@host", "*!~u@host"),
        ("*@10.0.0.*", "*!*@10.0.0.*"),
        ("@host", "*!*@host"),
        ("ann!", "ann!*@*"),
        ("!~u@", "*!~u@*"),
        ("", "*!*@*"),
        ("가람", "가람!*@*"),
        ("a@b!c@d", "a@b!c@d"),
    ],
)
def test_a_mask_gets_all_three_parts(typed: str, mask: str) -> None:
    """A ban on a nick means that nick from anywhere (Ergo, InspIRCd)."""
    assert normalise_mask(typed) == mask
    assert normalise_mask(mask) == mask


@pytest.mark.parametrize(
    ("mask", "source"),
    [
        ("ANN!*@*", "ann!~u@host"),
        ("ann!*@HOST", "Ann!~u@Host"),
        ("Ёлка!*@*", "ёЛКА!~u@host"),
        ("나래*!*@*", "나래_2!~u@host"),
        ("나?_2!*@*", "나래_2!~u@host"),
        ("ａｎｎ!*@*", "ann!~u@host"),
        ("a\\b!*@*", "a\\b!~u@host"),
        ("*", "ann!~u@host"),
        ("*!*@10.0.0.?", "ann!~u@10.0.0.7"),
    ],
)
def test_a_mask_matches_without_case_in_any_script(mask: str, source: str) -> None:
    """Names are compared folded, so no spelling of a banned nick slips through."""
    assert matches(mask, source)


@pytest.mark.parametrize(
    ("mask", "source"),
    [
        ("ann!*@*", "anna!~u@host"),
        ("ann!*@*", "xann!~u@host"),
        ("a.n!*@*", "abn!~u@host"),
        ("나??_2!*@*", "나래_2!~u@host"),
        ("ann!*@10.0.0.?", "ann!~u@10.0.0.17"),
        ("*a*a*!*@b", "a!~u@b"),
        ("ab*ba!x@y", "aba!x@y"),
        ("", "ann!~u@host"),
    ],
)
def test_a_mask_matches_the_whole_or_nothing(mask: str, source: str) -> None:
    """Modern #wildcard-expressions: `?` is one character, everything else stands for itself."""
    assert not matches(mask, source)


def test_a_name_is_matched_folded() -> None:
    """LIST and WHO take masks for names."""
    assert matches_name("#우리*", "#우리반")
    assert matches_name("#T?A", "#tea")
    assert not matches_name("#t?", "#tea")


def test_a_source_is_folded_part_by_part() -> None:
    """Each part is a name of its own; the signs between them stay."""
    assert fold_source("ＡＮＮ!~U@Host") == "ann!~u@host"


@pytest.mark.parametrize("text", ["a" * 500, "ab" * 250], ids=["a", "ab"])
@pytest.mark.parametrize("piece", ["*a", "*?a", "*a?", "*ab", "?*", "*a*b"])
def test_a_hostile_mask_costs_no_time(piece: str, text: str) -> None:
    """Two hundred stars that nearly match are answered; a backtracking matcher would not come back in a lifetime."""
    assert not matches(piece * (400 // len(piece)) + "x", text)


@given(st.text("ab*?", max_size=12), st.text("ab", max_size=12))
@example("*ab*", "aab")
@example("a*?*b", "ab")
def test_masks_mean_what_file_patterns_mean(mask: str, text: str) -> None:
    """Modern #wildcard-expressions has the `*` and `?` of every shell."""
    assert matches(mask, text) == bool(re.fullmatch(translate(mask), text))


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_mask_is_matched_with_any_text_without_an_error(mask: str, text: str) -> None:
    """Nothing that arrives raises past the border; a star matches all of it."""
    matches(mask, text)
    assert matches("*", text)
