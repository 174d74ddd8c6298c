"""A text as the words by which it is found: the same cut for what is kept and for what is looked for.

Scripts with spaces give whole words. Hangul, kana and Han give every two characters in a row and the last one alone, so
that a word is found wherever it stands: 회의 in 점심회의에서. A single syllable begins one of them.
"""

import re
import unicodedata
from typing import Final

_DENSE: Final = "\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff"
"""Hangul, kana, Han: written without spaces, or with particles that hang on."""
_SIGNS: Final = "\u2190-\u2bff\U0001f000-\U0001faff"
"""Emoji and their kind: each is a word."""
_RUN: Final = re.compile(rf"[{_DENSE}]+|[{_SIGNS}]|[^\W_{_DENSE}]+")
_IS_DENSE: Final = re.compile(f"[{_DENSE}]")


def runs_of(text: str) -> list[str]:
    """Return the runs of letters in a text, each of one kind of script, folded so that case does not matter."""
    return _RUN.findall(unicodedata.normalize("NFC", text).casefold())


def is_dense(run: str) -> bool:
    """Return whether a run is of a script whose words are found in the middle, too."""
    return _IS_DENSE.match(run) is not None


def words_of_run(run: str) -> list[str]:
    """Return the words of one run."""
    return [run[at : at + 2] for at in range(len(run))] if is_dense(run) else [run]


def words_of(text: str) -> list[str]:
    """Return the words by which a text is found, in order. None holds a space or any ASCII sign but letters and digits."""
    return [word for run in runs_of(text) for word in words_of_run(run)]
