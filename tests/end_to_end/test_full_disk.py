"""A host whose disk is full: a limit of the operating system for the size of files, which a real process meets in the middle of a write."""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from desktop_chat import paths
from tests.end_to_end.conftest import Host
from tests.support.person import Person

if sys.platform == "linux":
    import resource

pytestmark = [
    pytest.mark.end_to_end,
    pytest.mark.skipif(sys.platform != "linux", reason="Only Linux lets one process limit another (prlimit)"),
]

ROOM_BYTES = 200_000
"""What the files may still grow by: some hundred messages."""
WORDS = "x" * 350


def limit(host: Host, size: int) -> None:
    """Let none of the host's files grow beyond a size; -1 for any."""
    if sys.platform == "linux":
        resource.prlimit(host.id, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def kept(folder: Path) -> list[str]:
    """Return what the room's log has, in its order."""
    with closing(sqlite3.connect(paths.room_log(folder))) as log:
        return [text.partition(" ")[0] for (text,) in log.execute("SELECT text FROM message ORDER BY id")]


def test_what_cannot_be_kept_is_said_what_was_confirmed_is_there_and_the_room_lives_on(tmp_path: Path) -> None:
    """Whoever saw a message as sent finds it after kill -9; once there is room again, everything goes on."""
    with Host(tmp_path / "host", "--no-flood-control") as host:
        log = paths.room_log(host.folder)
        with Person(host.port, "ann", channel="#tea") as ann, Person(host.port, "bob", channel="#tea") as bob:
            ann.say("CAP REQ echo-message")
            ann.until(" ACK ")
            limit(host, max(file.stat().st_size for file in log.parent.iterdir()) + ROOM_BYTES)
            number, refused = 0, ""
            while not refused:
                ann.say(f"PRIVMSG #tea :{number} {WORDS}")
                answer = ann.until("#tea")[-1]
                refused = answer if "FAIL" in answer else ""
                number += not refused
            assert refused.endswith("FAIL PRIVMSG MESSAGE_NOT_STORED #tea :The host could not save this message; please try again")
            assert len(bob.in_step()) >= number
            limit(host, -1)
            ann.say("PRIVMSG #tea :after")
            assert "PRIVMSG #tea :after" in ann.until("PRIVMSG #tea")[-1]
            bob.until("PRIVMSG #tea :after")
        host.kill()
        host.wait()
    assert number > 10
    assert kept(host.folder) == [*map(str, range(number)), "after"]
