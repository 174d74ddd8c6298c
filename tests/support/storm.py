"""A room under fire: members talk while a host and members are killed and links are cut, at moments chosen by a seed."""

import random
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Final

from desktop_chat import paths
from tests.support.cutting_proxy import CuttingProxy
from tests.support.person import Person
from tests.support.processes import OURS, Program

CHANNEL: Final = "#general"
MEMBERS: Final = ("ann", "bob", "cleo")
SETTLE_SECONDS: Final = 60.0
BYTES_UNTIL_CUT: Final = 3_000
"""At most: about five messages, and as much as half a handshake."""


class Host:
    """The room's process, which can be killed and is there again on its port.

    Args:
        folder: Its data folder.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = 0
        self._program = self._start()

    def _start(self) -> Program:
        where = ["--room", "storm", "--bind", "127.0.0.1", "--port", str(self.port)]
        program = Program([*OURS, "--data-dir", self.folder, "serve", *where, "--no-announce", "--no-flood-control"])
        program.until("ready ")
        self.port = int(program.until("\n").split()[0])
        return program

    def kill(self) -> None:
        """End it without a warning, and start it again."""
        self._program.kill()
        self._program.close()
        self._program = self._start()

    def stop(self) -> None:
        """Ask it to end; it must end well."""
        self._program.ask_to_end()
        assert self._program.wait() == 0

    def close(self) -> None:
        """End it, if it was not asked to."""
        self._program.close()

    def lines(self) -> list[str]:
        """Return what the room's log has, in its order; once the host has ended."""
        with closing(sqlite3.connect(paths.room_log(self.folder))) as log:
            return [
                text for (text,) in log.execute("SELECT text FROM message WHERE target = ? AND command = 'PRIVMSG' ORDER BY id", (CHANNEL,))
            ]


class Member:
    """A member's process, which can be killed and comes back, and the wire to its host."""

    def __init__(self, folder: Path, nick: str, port: int) -> None:
        self.nick, self._folder = nick, folder
        folder.mkdir()
        self.proxy = CuttingProxy(port)
        self.said = 0
        self.seen: list[str] = []
        """What it told, over all its lives."""
        self._program = self._start()

    def _start(self) -> Program:
        address = f"127.0.0.1:{self.proxy.port}"
        return Program([sys.executable, "-m", "tests.support.storm_member", self._folder, self.nick, address, CHANNEL])

    def say(self, count: int) -> None:
        """Say some numbered lines."""
        self._program.say(*(f"say {self.nick} {self.said + number}" for number in range(count)))
        self.said += count

    def hurry(self) -> None:
        """Come back now, if the link is away."""
        self._program.say("hurry")

    def kill(self) -> None:
        """End it without a warning, and start it again."""
        self._program.kill()
        self._program.wait()
        self._collect()
        self._program = self._start()

    def _collect(self) -> None:
        self._program.close()
        self.seen += self._program.text().splitlines()

    def knows(self, text: str) -> bool:
        """Return whether this life of it told that the host has a line: its own is pending before."""
        told = self._program.text()
        return f"sent {text}\n" in told or f"heard {text}\n" in told

    def last_told(self) -> list[str]:
        """Return the last lines that this life of it told, and what it says is wrong."""
        return [*self._program.text().splitlines()[-20:], self._program.errors()[-2000:]]

    def stop(self) -> None:
        """End it politely."""
        self._program.say("end")
        self._program.until("ended []")
        self._program.wait()
        self._collect()
        assert self._program.wait() == 0

    def told(self, word: str) -> list[str]:
        """Return the texts it told with this word, once it has ended."""
        return [line.partition(" ")[2] for line in self.seen if line.startswith(f"{word} ")]

    def lines(self) -> list[str]:
        """Return what its own history has of the channel, in its order."""
        with closing(sqlite3.connect(paths.history_file(self._folder))) as history:
            return [
                text
                for (text,) in history.execute(
                    "SELECT l.text FROM line l JOIN conversation c ON c.id = l.conversation WHERE c.folded = ? AND l.kind = 'talk' "
                    "ORDER BY l.time_ms, l.key",
                    (CHANNEL,),
                )
            ]

    def close(self) -> None:
        """Give everything back."""
        self._program.close()
        self.proxy.close()


class Storm:
    """A host and its members.

    Args:
        folder: For all their files.
        seed: Chooses what happens when.
    """

    def __init__(self, folder: Path, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311  # To be repeated, not to be secret.
        self.host = Host(folder / "host")
        self.members = [Member(folder / nick, nick, self.host.port) for nick in MEMBERS]
        self.cuts = 0

    def rage(self, cuts: int) -> None:
        """Let so many things break while everybody talks, once all of them are in and know the room."""
        self.settle()
        while self.cuts < cuts:
            for member in self.members:
                member.say(self.random.randrange(4))
            self._break_something()
            for member in self.members:
                member.hurry()

    def _break_something(self) -> None:
        self.cuts += 1
        victim = self.random.choice(self.members)
        chance = self.random.random()
        if chance < 0.7:
            victim.proxy.cut(self.random.randrange(BYTES_UNTIL_CUT))
        elif chance < 0.85:
            victim.kill()
        elif chance < 0.95:
            self.host.kill()
        else:
            victim.proxy.cut(self.random.randrange(BYTES_UNTIL_CUT))
            self.host.kill()

    def settle(self) -> None:
        """Wait until everybody has heard everything."""
        for member in self.members:
            member.say(1)
        last = [f"{member.nick} {member.said - 1}" for member in self.members]
        deadline = time.monotonic() + SETTLE_SECONDS
        for member in self.members:
            while not all(member.knows(text) for text in last):
                assert time.monotonic() < deadline, f"{member.nick} did not come back: {member.last_told()}"
                member.hurry()
                self._tick()

    def _tick(self) -> None:
        """Let a moment pass, by asking the host something."""
        with Person(self.host.port) as person:
            person.in_step()

    def stop(self) -> None:
        """End everybody politely."""
        for member in self.members:
            member.stop()
        self.host.stop()

    def close(self) -> None:
        """Give everything back."""
        for member in self.members:
            member.close()
        self.host.close()
