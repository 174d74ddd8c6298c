"""The texts of HELP: each command has one, and each has its command."""

from desktop_chat.core.server.commands import COMMANDS
from desktop_chat.core.server.commands.help import HELP, INDEX


def test_every_command_is_explained_and_nothing_else() -> None:
    """Modern #help-message: "documentation about … the IRC commands it implements"."""
    assert set(HELP) - {INDEX} == set(COMMANDS)


def test_every_text_begins_with_the_form_of_its_command() -> None:
    """The title tells how to write the command; at least one line tells what it does."""
    for name, (form, *lines) in HELP.items():
        assert form.split()[0] == (name if name != INDEX else "HELP")
        assert all(lines)
        assert lines


def test_the_index_names_every_command_once() -> None:
    """HELP without a subject leads to all others."""
    assert sorted(" ".join(HELP[INDEX][1:]).split()) == sorted(COMMANDS)
