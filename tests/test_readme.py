"""README.md is true: its commands are ones that dev.py and the program understand, its links lead somewhere."""

import re
import shlex

import pytest

import dev
from desktop_chat.arguments import make_parser
from desktop_chat.net.addresses import DEFAULT_PORT
from tests.support.layers import ROOT

TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```sh\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
COMMANDS = [line for block in BLOCKS for line in block.splitlines()]
INLINE = re.findall(r"`(python3 dev\.py [^`]+)`", TEXT)


def test_two_commands_stand_alone_to_be_pasted() -> None:
    """One opens the program, one passes all tests."""
    assert [block.strip() for block in BLOCKS[:2]] == ["python3 dev.py run", "python3 dev.py test"]


@pytest.mark.parametrize("line", [*COMMANDS, *INLINE])
def test_a_command_is_understood(line: str) -> None:
    """It starts dev.py with something it does; what follows `run` is for the program's own parser."""
    python, script, command, *arguments = shlex.split(line, comments=True)
    assert (python, script) == ("python3", "dev.py")
    assert command in dev.COMMANDS
    if arguments == ["--help"]:
        with pytest.raises(SystemExit, match=r"^0$"):
            make_parser().parse_args(arguments)
    elif arguments:
        assert command == "run"
        assert make_parser().parse_args(arguments).command == arguments[0]


@pytest.mark.parametrize("target", re.findall(r"\]\((?!https?:)([^)#]+)\)", TEXT))
def test_a_link_leads_somewhere(target: str) -> None:
    """Every file it points to is there."""
    assert (ROOT / target).is_file()


def test_the_port_is_the_one_that_is_used() -> None:
    """Both where it is explained and where another client types it."""
    assert set(re.findall(r"\b6\d{3}\b", TEXT)) == {str(DEFAULT_PORT)}


def test_what_runs_everything_is_there() -> None:
    """`.ci/run` begins with the README's own test command."""
    assert "python3 dev.py test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
