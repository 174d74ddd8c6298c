"""What is said in several lines, taken back, edited and said again, over real sockets and a restart of the host."""

from pathlib import Path

import pytest

from desktop_chat.core.wire.message import Message, parse
from tests.end_to_end.conftest import Host
from tests.support.person import Person

pytestmark = pytest.mark.end_to_end

CAPS = (
    "batch desktop-chat/message-edit draft/chathistory draft/message-redaction draft/multiline echo-message labeled-response message-tags"
)
ID = "0191f7a2-5c3b-7d1e-9c4a-1f2e3d4c5b6a"
SPEECH = (
    f"@label=a;+desktop-chat/id={ID} BATCH +1 draft/multiline #tea",
    "@batch=1 PRIVMSG #tea :one",
    "@batch=1 PRIVMSG #tea :two",
    "BATCH -1",
)


class Knowing(Person):
    """Somebody whose client knows all of this.

    Args:
        port: Where the room is.
        nick: Who it is.
    """

    def __init__(self, port: int, nick: str) -> None:
        super().__init__(port, nick)
        self.say(f"CAP REQ :{CAPS}")
        self.until(" ACK ")
        self.say("JOIN #tea")
        self.until(" 366 ")
        self.in_step()

    def messages(self) -> list[Message]:
        """Wait until everything sent so far has been handled; return what came meanwhile."""
        return [parse(line.encode()) for line in self.in_step()]


def test_what_was_said_once_is_there_once_also_after_a_crash_of_the_host(tmp_path: Path) -> None:
    """PROTOCOL, Rules that keep promises; the second attempt comes to a new host on the same log."""
    with Host(tmp_path / "room") as host:
        with Knowing(host.port, "ann") as ann, Knowing(host.port, "bob") as bob, Person(host.port, "old", channel="#tea") as old:
            ann.in_step()
            bob.in_step()
            ann.say(*SPEECH)
            first = ann.messages()
            assert [message.command for message in first] == ["BATCH", "PRIVMSG", "PRIVMSG", "BATCH"]
            assert [message.command for message in bob.messages()] == ["BATCH", "PRIVMSG", "PRIVMSG", "BATCH"]
            assert [line.partition(" ")[2] for line in old.in_step()] == ["PRIVMSG #tea :one", "PRIVMSG #tea :two"]
        host.kill()
        host.wait()
    with Host(tmp_path / "room") as host, Knowing(host.port, "bob") as bob, Knowing(host.port, "ann") as ann:
        bob.in_step()
        ann.say(*SPEECH)
        second = ann.messages()
        assert second == first
        assert bob.messages() == []
        ann.say("CHATHISTORY LATEST #tea * 10")
        assert [message.params[-1] for message in ann.messages() if message.command == "PRIVMSG"] == ["one", "two"]


def test_what_was_taken_back_or_edited_is_so_for_everybody_and_in_history(host: Host) -> None:
    """Each client in its way, the oldest in words."""
    with Knowing(host.port, "ann") as ann, Knowing(host.port, "bob") as bob, Person(host.port, "old", channel="#tea") as old:
        ann.in_step()
        bob.in_step()
        bob.say("PRIVMSG #tea :frist", "PRIVMSG #tea :spam")
        edited, gone = (message.tags["msgid"] for message in bob.messages())
        bob.say(f"@draft/target-msgid={edited};draft/edit-text=first EDIT #tea")
        assert [message.command for message in bob.messages()] == ["EDIT"]
        ann.say(f"REDACT #tea {gone} :not here")
        assert ("REDACT", ("#tea", gone, "not here")) in [(message.command, message.params) for message in ann.messages()]
        assert [message.command for message in bob.messages()] == ["REDACT"]
        assert [line.partition(" ")[2] for line in old.in_step()] == [
            "PRIVMSG #tea :frist",
            "PRIVMSG #tea :spam",
            "PRIVMSG #tea :* edited: first",
            "NOTICE #tea :ann deleted a message of bob from a moment ago: not here",
        ]
        ann.say("CHATHISTORY LATEST #tea * 10")
        assert [message.params[-1] for message in ann.messages() if message.command == "PRIVMSG"] == ["first"]
