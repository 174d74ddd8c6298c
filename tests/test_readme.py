"""README.md is true: its commands are ones that dev.py and the program understand, its links lead somewhere; README.ko.md says the same."""

import re
import shlex
from collections import Counter

import pytest

import dev
from desktop_chat.arguments import make_parser
from desktop_chat.net.addresses import DEFAULT_PORT
from tests.support.layers import ROOT

TEXT, KOREAN = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.ko.md"))


def commands(text: str) -> list[str]:
    """Return the lines of all blocks of commands."""
    return [line for block in re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL) for line in block.splitlines()]


BLOCKS = re.findall(r"^```sh\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
INLINE = re.findall(r"`(python3 dev\.py [^`]+)`", TEXT)


def test_two_commands_stand_alone_to_be_pasted() -> None:
    """One opens the program, one passes all tests."""
    assert [block.strip() for block in BLOCKS[:2]] == ["python3 dev.py run", "python3 dev.py test"]


@pytest.mark.parametrize("line", [*commands(TEXT), *INLINE])
def test_a_command_is_understood(line: str) -> None:
    """It starts dev.py with something it does; what follows `run` is for the program's own parser."""
    python, script, command, *arguments = shlex.split(line, comments=True)
    assert (python, script) == ("python3", "dev.py")
    assert command in dev.COMMANDS
    if arguments == ["--help"]:
        with pytest.raises(SystemExit, match=r"^0$"):
            make_parser().parse_args(arguments)
    elif arguments == ["--twice"]:
        assert command == "build"
    elif arguments:
        assert command == "run"
        assert make_parser().parse_args(arguments).command == arguments[0]


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\((?!https?:)([^)#]+)\)", TEXT + KOREAN))))
def test_a_link_leads_somewhere(target: str) -> None:
    """Every file it points to is there."""
    assert (ROOT / target).is_file()


def test_the_port_is_the_one_that_is_used() -> None:
    """Both where it is explained and where another client types it."""
    assert set(re.findall(r"\b6\d{3}\b", TEXT)) == {str(DEFAULT_PORT)}


def test_what_runs_everything_is_there() -> None:
    """`.ci/run` begins with the README's own test command."""
    assert "python3 dev.py test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_the_korean_one_has_the_same_commands() -> None:
    """Word for word; what is said of each is Korean."""
    told = [[line.partition("  #")[0].rstrip() for line in commands(text)] for text in (TEXT, KOREAN)]
    assert told[0] == told[1]
    assert all(re.search(r"[가-힣]", line) for line in commands(KOREAN) if "  #" in line)


def test_the_korean_one_has_the_same_headings_in_korean() -> None:
    """As many, of the same rank, in the same order; what stands below each is as long in paragraphs, rows and points."""
    shapes = []
    for text in (TEXT, KOREAN):
        prose = re.sub(r"^```.*?^```", "```", text, flags=re.MULTILINE | re.DOTALL)
        parts = re.split(r"^(#+) .*$", prose, flags=re.MULTILINE)
        sections = zip(parts[1::2], parts[2::2], strict=True)
        shapes.append([(rank, body.count("\n\n"), len(re.findall(r"^[|-]", body, re.MULTILINE))) for rank, body in sections])
    assert shapes[0] == shapes[1]
    headings = re.findall(r"^##+ (.*)$", KOREAN, re.MULTILINE)
    assert all(re.search(r"[가-힣]", heading) for heading in headings)


def test_the_korean_one_names_the_same_files_options_and_pages() -> None:
    """Whatever is typed or clicked; pictures may show the window in Korean."""
    for pattern in (r"`([^`\n]+)`", r"\]\(([^)]+)\)"):
        english, korean = (Counter(re.findall(pattern, text.replace("-en-", "-ko-"))) for text in (TEXT, KOREAN))
        assert english - korean == Counter({"README.ko.md": 1} if "README.ko.md" in english else {})
        assert korean - english == Counter({"README.md": 1} if "README.md" in korean else {})
