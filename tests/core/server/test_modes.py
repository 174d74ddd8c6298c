"""Mode strings: read and written, without a channel or a person."""

import pytest

from desktop_chat.core.server.modes import ModeChange, mode_text, parse_changes


def read(text: str, *arguments: str) -> list[tuple[str, str | None]]:
    """Return each change as sign and letter, and its argument."""
    return [(change.sign + change.letter, change.argument) for change in parse_changes(text, arguments)]


def test_arguments_go_to_the_modes_that_take_one_in_order() -> None:
    """Modern #mode-message: "For type A, B, and C modes, arguments will be sequentially obtained"."""
    assert read("+ob-l+mk", "ann", "*!*@*", "key") == [("+o", "ann"), ("+b", "*!*@*"), ("-l", None), ("+m", None), ("+k", "key")]


@pytest.mark.parametrize(
    ("text", "signs"),
    [("im", "+i +m"), ("+i-m", "+i -m"), ("-+-i", "-i"), ("+", ""), ("", ""), ("--im", "-i -m")],
)
def test_a_sign_counts_until_the_next(text: str, signs: str) -> None:
    """Modern #mode-message, `modestring`; Ergo and others take a missing sign for `+`."""
    assert " ".join(sign for sign, _ in read(text)) == signs


@pytest.mark.parametrize(
    ("text", "argument"),
    [("+b", "x"), ("-b", "x"), ("+k", "x"), ("-k", "x"), ("+l", "x"), ("-l", None), ("+v", "x"), ("-v", "x"), ("+i", None), ("+z", None)],
)
def test_the_type_of_a_mode_decides_whether_it_takes_an_argument(text: str, argument: str | None) -> None:
    """Modern #mode-message: A and B always, C when set, D never; what this room does not know takes none."""
    assert read(text, "x") == [(text, argument)]


def test_an_argument_that_lacks_is_none() -> None:
    """Modern #mode-message: a list is asked for so, and +k without a key is ignored; both are the handler's business."""
    assert read("+bk", "x") == [("+b", "x"), ("+k", None)]


def test_changes_are_written_with_as_few_signs_as_it_takes() -> None:
    """Modern #mode-message, message examples: `-bl+i *@192.168.0.1`."""
    changes = [ModeChange("b", on=False, argument="*@192.168.0.1"), ModeChange("l", on=False), ModeChange("i", on=True)]
    assert mode_text(changes) == ["-bl+i", "*@192.168.0.1"]


def test_no_changes_are_no_text() -> None:
    """There is nothing to announce."""
    assert mode_text([]) == [""]
