"""What people mean by the signs they type around words: bold, italic, code, quotes, lists, links. No Tk.

A little of Markdown: what nobody types by accident. Signs that mean nothing stay as they are.
"""

import re
from collections.abc import Iterator
from enum import Enum, Flag, auto
from typing import Final, NamedTuple

from desktop_chat.gui.links import CANDIDATE, address_in
from desktop_chat.gui.look.emoji import split_emoji

_INLINE = re.compile(
    r"`(?P<code>[^`\n]+)`"
    rf"|(?P<link>{CANDIDATE})"
    r"|\*\*\*(?P<both>[^\s*](?:[^*\n]*[^\s*])?)\*\*\*"
    r"|\*\*(?P<bold>[^\s*](?:[^*\n]*[^\s*])?)\*\*"
    r"|\*(?P<star>[^\s*](?:[^*\n]*[^\s*])?)\*"
    r"|(?<!\w)_(?P<line>[^\s_](?:[^_\n]*[^\s_])?)_(?!\w)"
    r"|(?<![\w@])(?P<mention>@\w[\w-]*)",
    re.IGNORECASE,
)
_LINK = re.compile(CANDIDATE, re.IGNORECASE)
_FENCE = re.compile(r"```(?:(?P<language>[\w+#.-]{1,20})?\n)?(?P<code>.*?)\n?```", re.DOTALL)
_QUOTE = re.compile(r"> ?")
_ITEM = re.compile(r"(?P<indent> {0,6})(?:[-*•]|(?P<number>\d{1,3})[.)]) +(?=\S)")
DEEPEST: Final = 4
"""How many emphases may stand inside each other; more are signs."""


class Kind(Flag):
    """How words are meant; several may hold at once."""

    PLAIN = 0
    BOLD = auto()
    ITALIC = auto()
    CODE = auto()
    LINK = auto()
    MENTION = auto()
    EMOJI = auto()


EMPHASES: Final = {"both": Kind.BOLD | Kind.ITALIC, "bold": Kind.BOLD, "star": Kind.ITALIC, "line": Kind.ITALIC}


class Run(NamedTuple):
    """Words of one kind, without the signs around them."""

    text: str
    kind: Kind = Kind.PLAIN
    url: str = ""
    """Where a link leads."""


class BlockKind(Enum):
    """What a block is."""

    PARAGRAPH = auto()
    QUOTE = auto()
    ITEM = auto()
    CODE = auto()


class Block(NamedTuple):
    """A line as typed, or a piece of code of several."""

    kind: BlockKind
    runs: tuple[Run, ...] = ()
    marker: str = ""
    """In front of the item of a list, with a space."""
    depth: int = 0
    """How far the item stands in."""
    code: str = ""
    language: str = ""

    @property
    def text(self) -> str:
        """What is read: the words without the signs."""
        return self.code if self.kind is BlockKind.CODE else self.marker + "".join(run.text for run in self.runs)


def blocks_of(text: str) -> tuple[Block, ...]:
    """Return a message as blocks; there is at least one."""
    if "\n" not in text and "```" not in text:
        return (_block(text),)
    blocks: list[Block] = []
    end = 0
    for fence in _FENCE.finditer(text):
        if fence["code"].strip():
            blocks += _lines(text[end : fence.start()])
            blocks.append(Block(BlockKind.CODE, code=fence["code"].strip("\n"), language=(fence["language"] or "").lower()))
            end = fence.end()
    blocks += _lines(text[end:])
    return tuple(blocks) or (_block(""),)


def _lines(text: str) -> list[Block]:
    """Return the blocks of a text without fences; line ends next to a fence are the fence's."""
    trimmed = text.strip("\n")
    return [_block(line) for line in trimmed.split("\n")] if trimmed.strip() else []


def _block(line: str) -> Block:
    quote = _QUOTE.match(line)
    if quote and line[quote.end() :].strip():
        return Block(BlockKind.QUOTE, runs_of(line[quote.end() :]))
    item = _ITEM.match(line)
    if item:
        marker = f"{item['number']}. " if item["number"] else "• "
        return Block(BlockKind.ITEM, runs_of(line[item.end() :]), marker, len(item["indent"]) // 2)
    return Block(BlockKind.PARAGRAPH, runs_of(line))


def runs_of(text: str) -> tuple[Run, ...]:
    """Return a line as runs."""
    return tuple(_runs(text, Kind.PLAIN, 0))


def link_runs(line: str) -> tuple[Run, ...]:
    """Return a line in which nothing but addresses and emoji means anything."""
    runs, end = list[Run](), 0
    for found in _LINK.finditer(line):
        url = address_in(found.group())
        if url:
            runs += [*_plain(line[end : found.start()], Kind.PLAIN), Run(url, Kind.LINK, url)]
            end = found.start() + len(url)
    return (*runs, *_plain(line[end:], Kind.PLAIN))


def _runs(text: str, kind: Kind, depth: int) -> Iterator[Run]:
    end = at = 0
    while found := _INLINE.search(text, at):
        runs, stop = _meaning(found, kind, depth)
        at = max(stop, found.start() + 1)
        if runs:
            yield from _plain(text[end : found.start()], kind)
            yield from runs
            end = stop
    yield from _plain(text[end:], kind)


def _meaning(found: re.Match[str], kind: Kind, depth: int) -> tuple[list[Run], int]:
    """Return the runs that a match means and where it ends; no runs if it means nothing."""
    match found.lastgroup:
        case "code":
            return [Run(found["code"], kind | Kind.CODE)], found.end()
        case "link":
            url = address_in(found["link"])
            return [Run(url, kind | Kind.LINK, url)] if url else [], found.start() + len(url or found["link"])
        case "mention":
            return [Run(found["mention"], kind | Kind.MENTION)], found.end()
        case str(name) if depth < DEEPEST:
            return list(_runs(found[name], kind | EMPHASES[name], depth + 1)), found.end()
        case _:
            return [], found.start() + 1


def _plain(text: str, kind: Kind) -> Iterator[Run]:
    for piece, is_emoji in split_emoji(text):
        yield Run(piece, kind | Kind.EMOJI if is_emoji else kind)
