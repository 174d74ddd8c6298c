"""Korean and English are equals: every sentence is translated, with the same placeholders, and no other."""

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_chat import i18n
from tests.support.layers import PACKAGE

ARGUMENTS = {"tr": 1, "ntr": 2, "tr_noop": 1}
"""How many sentences each function takes."""


def sentences(file: Path) -> Iterator[str]:
    """Yield every sentence of a source; a sentence that is not a literal fails."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ARGUMENTS and file.name != "i18n.py":
            for argument in node.args[: ARGUMENTS[node.func.id]]:
                assert isinstance(argument, ast.Constant), f"{file.name}:{node.lineno}: not a literal"
                assert isinstance(argument.value, str)
                yield argument.value


def counted(file: Path) -> Iterator[tuple[str, str]]:
    """Yield the two sentences of each count in a source."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "ntr":
            one, many = (argument.value for argument in node.args[:2] if isinstance(argument, ast.Constant))
            yield str(one), str(many)


ENGLISH = sorted({sentence for file in PACKAGE.rglob("*.py") for sentence in sentences(file)})
OTHERS = [code for code in i18n.LANGUAGES if code != "en"]


def placeholders(sentence: str) -> set[str]:
    """Return the names in braces."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


@pytest.mark.parametrize("code", OTHERS)
def test_every_sentence_is_translated_and_no_other(code: str) -> None:
    """The catalogue has exactly the sentences that the program says."""
    catalogue = i18n.load_catalogue(code)
    assert sorted(set(ENGLISH) - set(catalogue)) == [], "not translated"
    assert sorted(set(catalogue) - set(ENGLISH)) == [], "no longer said"
    assert [sentence for sentence, translated in catalogue.items() if not translated.strip()] == []


@pytest.mark.parametrize("code", OTHERS)
def test_a_translation_names_the_same_things(code: str) -> None:
    """`{names}` are the same; nothing is left out or invented."""
    differing = [sentence for sentence, other in i18n.load_catalogue(code).items() if placeholders(sentence) != placeholders(other)]
    assert differing == []


def test_counts_are_said_right() -> None:
    """English has two forms, Korean one; both name the count, or the one says "one" in words."""
    korean = i18n.load_catalogue("ko")
    pairs = {pair for file in PACKAGE.rglob("*.py") if file.name != "i18n.py" for pair in counted(file)}
    assert len(pairs) > 10
    assert [pair for pair in pairs if korean[pair[0]] != korean[pair[1]] and placeholders(pair[0]) == placeholders(pair[1])] == []
    assert [many for _, many in pairs if "count" not in placeholders(many)] == []
