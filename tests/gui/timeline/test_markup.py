"""What the signs around words mean, and that nothing of what was typed is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.gui.timeline.markup import Block, BlockKind, Kind, Run, blocks_of, runs_of

SIGNS = st.lists(
    st.sampled_from(["*", "**", "_", "`", "```", "\n", "> ", "- ", "1. ", "a", "b c", "가", "@", " ", "https://a.example", "😀"])
)
PLAIN, BOLD, ITALIC, CODE, LINK, MENTION, EMOJI = Kind.PLAIN, Kind.BOLD, Kind.ITALIC, Kind.CODE, Kind.LINK, Kind.MENTION, Kind.EMOJI


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("plain", [("plain", PLAIN)]),
        ("**bold** and *it* and _it_", [("bold", BOLD), (" and ", PLAIN), ("it", ITALIC), (" and ", PLAIN), ("it", ITALIC)]),
        ("***both***", [("both", BOLD | ITALIC)]),
        ("**a _b_**", [("a ", BOLD), ("b", BOLD | ITALIC)]),
        ("`a **b**`", [("a **b**", CODE)]),
        ("3시 **회의**는", [("3시 ", PLAIN), ("회의", BOLD), ("는", PLAIN)]),
        ("hi @가람, you", [("hi ", PLAIN), ("@가람", MENTION), (", you", PLAIN)]),
        ("_https://a.example/x_y_", [("_", PLAIN), ("https://a.example/x_y_", LINK)]),
        ("**https://a.example**", [("https://a.example", BOLD | LINK)]),
        ("ok 👍🏽!", [("ok ", PLAIN), ("👍🏽", EMOJI), ("!", PLAIN)]),
    ],
)
def test_signs_mean_what_people_mean(text: str, runs: list[tuple[str, Kind]]) -> None:
    """Emphasis, code, addresses, names, emoji."""
    assert [(run.text, run.kind) for run in runs_of(text)] == runs


@pytest.mark.parametrize(
    "text", ["2 * 3 * 4", "** a **", "snake_case_name", "a*b", "__init__", "``", "*", "a@b.example", "5 * x, 6 *y", "_ _", "**", "****"]
)
def test_signs_typed_by_accident_stay(text: str) -> None:
    """Arithmetic, names of variables, a mail address."""
    assert runs_of(text) == (Run(text),)


def test_a_message_of_several_lines_has_blocks() -> None:
    """Quotes, lists, code; everything else is a paragraph a line."""
    text = "see\n> said before\n- one\n  - two\n2) three\n```python\ndef f():\n\n    pass\n```\nend"
    assert blocks_of(text) == (
        Block(BlockKind.PARAGRAPH, (Run("see"),)),
        Block(BlockKind.QUOTE, (Run("said before"),)),
        Block(BlockKind.ITEM, (Run("one"),), "• "),
        Block(BlockKind.ITEM, (Run("two"),), "• ", 1),
        Block(BlockKind.ITEM, (Run("three"),), "2. "),
        Block(BlockKind.CODE, code="def f():\n\n    pass", language="python"),
        Block(BlockKind.PARAGRAPH, (Run("end"),)),
    )


def test_code_in_one_line_needs_no_language() -> None:
    """And a fence that nobody closes is no fence."""
    assert blocks_of("```a = 1```") == (Block(BlockKind.CODE, code="a = 1"),)
    assert [block.kind for block in blocks_of("```\na = 1")] == [BlockKind.PARAGRAPH] * 2
    assert [block.kind for block in blocks_of("``````")] == [BlockKind.PARAGRAPH]


@given(SIGNS.map("".join))
def test_only_signs_are_lost(text: str) -> None:
    """Every letter that was typed is read, in its order; there is always something to draw."""
    blocks = blocks_of(text)
    assert blocks
    read = "".join(block.text for block in blocks)
    assert [char for char in read if char in "abc가😀"] == [char for char in text if char in "abc가😀"]


@pytest.mark.parametrize(
    "text", ["*a " * 1365, "_a " * 1365, "`a " * 1365, "**" * 2048, "```" * 1365, "https://" * 512, "@" * 4096, "[(" * 2048]
)
def test_signs_without_end_take_no_time(text: str) -> None:
    """The longest text there is; a test that hangs fails by its timeout."""
    assert blocks_of(text)
