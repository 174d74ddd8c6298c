"""What a person types to find something, as a value. Nothing that can be typed is an error.

회의 report        both words, in any order; the end of a word may be missing
"see you at three"  these words in a row, whole
from:가람           said by somebody whose name begins so
in:#general        said in a channel whose name begins so; in:가람 in the talk with a person
"""

import re
from dataclasses import dataclass
from typing import Final

from desktop_chat.core.client.search_words import is_dense, runs_of, words_of_run
from desktop_chat.core.wire.names import fold

_PIECE: Final = re.compile(r'(from|in):("[^"]*"?|\S*)|"([^"]*)("?)|([^\s"]+)', re.IGNORECASE)
WORDS_MOST: Final = 16
"""Words of one search; a pasted page is cut there."""
BETWEEN_RUNS: Final = r"[\W_]*"


@dataclass(frozen=True, slots=True)
class SearchWord:
    """One word, or several in a row.

    Args:
        runs: As `search_words.runs_of` cuts them; at least one.
        is_whole: The last one may not go on; of a script that is found in the middle of its words it always may.
    """

    runs: tuple[str, ...]
    is_whole: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """What stands in a row among the words of a text that holds it (`search_words.words_of`)."""
        *before, last = self.runs
        # The last one alone is left out: in the text another syllable may follow.
        ending = [word for word in words_of_run(last) if len(word) > 1] if is_dense(last) else []
        return (*(word for run in before for word in words_of_run(run)), *(ending or [last]))

    @property
    def goes_on(self) -> bool:
        """Whether the last of the words may be only the beginning of one in the text."""
        return len(self.runs[-1]) == 1 if is_dense(self.runs[-1]) else not self.is_whole

    @property
    def pattern(self) -> str:
        """A regular expression that finds it in a text."""
        begins = "" if is_dense(self.runs[0]) else r"(?<![^\W_])"
        ends = r"(?![^\W_])" if self.is_whole and not is_dense(self.runs[-1]) else ""
        return begins + BETWEEN_RUNS.join(map(re.escape, self.runs)) + ends


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What is looked for: all of it must hold.

    Args:
        words: In the text.
        sender: The beginning of a nick, folded; "" for anybody.
        place: The beginning of the name of a channel or person, folded; "" for everywhere.
    """

    words: tuple[SearchWord, ...] = ()
    sender: str = ""
    place: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is looked for; a place alone is nothing yet."""
        return not (self.words or self.sender)


def parse_search(text: str) -> SearchQuery:
    """Read what was typed; of two `from:` or `in:` the last counts."""
    sender = place = ""
    words: list[SearchWord] = []
    for found in _PIECE.finditer(text):
        name, value, phrase, closing, word = found.groups()
        if name:
            bare = fold(value.strip('"'))
            sender, place = (bare, place) if name.lower() == "from" else (sender, bare)
        elif len(words) < WORDS_MOST and (runs := runs_of(phrase if phrase is not None else word)):
            words.append(SearchWord(tuple(runs), is_whole=bool(closing)))
    return SearchQuery(tuple(words), sender, place)


def hits(text: str, query: SearchQuery) -> list[tuple[int, int]]:
    """Return where in a text the words of a query stand, as ranges in order that do not overlap."""
    if not query.words:
        return []
    either = re.compile("|".join(word.pattern for word in query.words), re.IGNORECASE)
    return [found.span() for found in either.finditer(text)]
