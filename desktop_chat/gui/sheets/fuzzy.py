"""How well what somebody types fits a name: letters in their order, wherever they stand. No Tk.

The first consonant of a Hangul syllable stands for the syllable, as Koreans type when they look for a name.
"""

import re
import unicodedata
from typing import Final

FIRST_CONSONANTS: Final = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
"""Of Hangul syllables, in the order of Unicode (3.12, Hangul Syllable Composition)."""
FIRST_SYLLABLE: Final = 0xAC00
LAST_SYLLABLE: Final = 0xD7A3
SYLLABLES_OF_CONSONANT: Final = 588
START_SCORE: Final = 30
WORD_SCORE: Final = 15
RUN_SCORE: Final = 10
LETTER_SCORE: Final = 5
_WORD_ENDS = re.compile(r"[\W_]")


def fuzzy_score(typed: str, name: str) -> int | None:
    """Return how well a name fits what was typed, more for better; None if it does not.

    The start of the name counts most, then starts of words, then letters in a row; of equals the shorter name is better.
    """
    wanted, text = _plain(typed), _plain(name)
    best: int | None = None
    for start in (at for at, char in enumerate(text) if wanted and _fits(wanted[0], char)):
        score = _score_from(wanted, text, start)
        if score is not None and (best is None or score > best):
            best = score
    return 0 if not wanted else best


def _score_from(wanted: str, text: str, start: int) -> int | None:
    """Return the score of a match whose first letter stands at *start*, each later letter as early as it can."""
    score, at, before = -len(text), start, start - 1
    for letter in wanted:
        while at < len(text) and not _fits(letter, text[at]):
            at += 1
        if at == len(text):
            return None
        score += LETTER_SCORE
        if at == 0:
            score += START_SCORE
        elif _WORD_ENDS.match(text[at - 1]):
            score += WORD_SCORE
        if at == before + 1 and at != start:
            score += RUN_SCORE
        before, at = at, at + 1
    return score


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold().lstrip("#").replace(" ", "")


def _fits(letter: str, char: str) -> bool:
    if letter == char:
        return True
    is_syllable = FIRST_SYLLABLE <= ord(char) <= LAST_SYLLABLE
    return is_syllable and FIRST_CONSONANTS[(ord(char) - FIRST_SYLLABLE) // SYLLABLES_OF_CONSONANT] == letter
