"""Which words of a piece of code are what. No Tk.

`pygments` is loaded when the first piece of code is seen, and with it nothing but the one language.
"""

from collections.abc import Iterator
from enum import Enum, auto
from functools import lru_cache


class CodeWord(Enum):
    """What a word of code is; as the fields of `palette.CodeColours`."""

    PLAIN = auto()
    KEYWORD = auto()
    STRING = auto()
    NUMBER = auto()
    COMMENT = auto()
    NAME = auto()


@lru_cache(maxsize=64)
def code_lines(code: str, language: str) -> tuple[tuple[tuple[str, CodeWord], ...], ...]:
    """Return the lines of code as words; joined they are the line. An unknown language has plain words only."""
    lines: list[list[tuple[str, CodeWord]]] = [[]]
    for text, word in _words(code, language):
        first, *rest = text.split("\n")
        lines[-1].append((first, word))
        lines += [[(line, word)] for line in rest]
    return tuple(tuple(pair for pair in line if pair[0]) for line in lines[: code.count("\n") + 1])


def _words(code: str, language: str) -> Iterator[tuple[str, CodeWord]]:
    if not language:
        yield code, CodeWord.PLAIN
        return
    from pygments.lexers import get_lexer_by_name  # noqa: PLC0415  # 30 ms that most conversations never need.
    from pygments.token import Token  # noqa: PLC0415
    from pygments.util import ClassNotFound  # noqa: PLC0415

    kinds = (
        (Token.Comment, CodeWord.COMMENT),
        (Token.Keyword, CodeWord.KEYWORD),
        (Token.Operator.Word, CodeWord.KEYWORD),
        (Token.Literal.String, CodeWord.STRING),
        (Token.Literal.Number, CodeWord.NUMBER),
        (Token.Name.Function, CodeWord.NAME),
        (Token.Name.Class, CodeWord.NAME),
        (Token.Name.Builtin, CodeWord.NAME),
    )
    try:
        lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        yield code, CodeWord.PLAIN
        return
    for token, text in lexer.get_tokens(code):
        yield text, next((word for kind, word in kinds if token[: len(kind)] == kind), CodeWord.PLAIN)
