"""A member in a process of its own that says what it is told to and tells what it sees, to be killed at any moment.

    python -m tests.support.storm_member FOLDER NICK ADDRESS CHANNEL

Takes lines: `say TEXT`, `hurry`, `end`. Tells lines: `in`, `out`, `lost PROBLEM`, `refused NICK`, `pending TEXT`, `sent TEXT`,
`failed TEXT`, `heard TEXT`, `ended`.
"""

import queue
import sys
import threading
from pathlib import Path

from desktop_chat.app.chat import ChatProgram
from desktop_chat.core.client.events import (
    ClientEvent,
    JoinedChannel,
    LinkBroken,
    LinkFailed,
    LinkLost,
    MessageArrived,
    MessageQueued,
    NickRefused,
    SendFailed,
)
from desktop_chat.gui.people import next_nick
from desktop_chat.gui.ports import JoinRequest


def tell(text: str) -> None:
    """Write a line at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def words_for(event: ClientEvent) -> str:
    """Return what an event is told as; "" for one that is not."""
    match event:
        case JoinedChannel():
            return "in"
        case LinkBroken():
            return "out"
        case MessageQueued(message):
            return f"pending {message.text}"
        case SendFailed():
            return f"failed {event.own_id}"
        case MessageArrived(mine=True, msgid=msgid) if msgid:
            return f"sent {event.text}"
        case MessageArrived():
            return f"heard {event.text}"
        case _:
            return ""


def watch(events: "queue.Queue[ClientEvent | None]", program: ChatProgram, request: JoinRequest) -> None:
    """Tell what happens; where a first connection fails, try again, as a person would, and take the next name as the window does.

    Who was in has to come back by itself.
    """
    while (event := events.get()) is not None:
        if words := words_for(event):
            tell(words)
        if isinstance(event, LinkFailed | LinkLost):
            tell(f"lost {event.problem.name}: {event.detail}")
        if isinstance(event, LinkFailed):
            program.join(request)
        if isinstance(event, NickRefused):
            tell(f"refused {event.nick}")
            program.rename(next_nick(event.nick))


def main(folder: str, nick: str, address: str, channel: str) -> None:
    """Obey until told to end."""
    events: queue.Queue[ClientEvent | None] = queue.Queue()
    program = ChatProgram(events, folder=Path(folder))  # type: ignore[arg-type]  # One more value, for our own end.
    request = JoinRequest(nick, address)
    watcher = threading.Thread(target=watch, args=(events, program, request))
    watcher.start()
    program.join(request)
    for line in sys.stdin:
        word, _, rest = line.rstrip("\n").partition(" ")
        if word == "say":
            program.say(channel, rest)
        elif word == "hurry":
            program.hurry()
        elif word == "end":
            break
    left = program.stop()
    events.put(None)
    watcher.join()
    tell(f"ended {left}")


if __name__ == "__main__":
    main(*sys.argv[1:5])
