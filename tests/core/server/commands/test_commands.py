"""The table of all commands: what holds for each of them, whatever it is sent."""

import pytest

from desktop_chat.core.server.commands import COMMANDS
from tests.support.room import Room

HOSTILE = {
    "empty": " :",
    "comma": " ,",
    "colon": " ::",
    "spaces": " : ",
    "long": " " + "가" * 150,
    "long list": " " + ",".join("가" * 8 for _ in range(18)),
    "fifteen": " x" * 15,
    "fifteen empty names": " ," * 15,
    "channel": " #tea" * 4,
    "secret": " #nowhere" * 4,
    "nick": " ann" * 4,
    "mask": " *" * 4,
    "surrogates and marks": " \U0001f468\u200d\U0001f469\u202e\u0301" * 4,
}


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("name", COMMANDS)
def test_no_parameters_break_the_room(room: Room, name: str, kind: str) -> None:
    """Bad input costs nothing else: every line that comes of it fits 512 bytes, and another member talks on."""
    nick = "나" * 32
    room.join("ann", nick, channel="#tea")
    room.say(nick, "OPER host secret", f"{name}{HOSTILE[kind]}")
    room.clear()
    room.join("eve", channel="#tea")
    room.join("joe", channel="#tea")
    room.say("eve", "PRIVMSG #tea :still here")
    assert "PRIVMSG" in room.numerics("joe")


def test_every_command_names_its_specification() -> None:
    """A command's row says where it is specified, by document and section."""
    documents = ("Modern #", "RFC 2812 ", "IRCv3 ")
    assert [row.name for row in COMMANDS.values() if not row.spec.startswith(documents)] == []
