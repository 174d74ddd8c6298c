"""Somebody's program without a window, in a process of its own: joins a room by its announced name, an address or a link.

    python -m tests.support.guest_program FOLDER NICK PLACE

PLACE is `name=NAME` for a room that is announced. Prints `in PIN ADDRESS`, or `failed PROBLEM EXPECTED FOUND`; then waits for a
line, and ends.
"""

import queue
import sys
from pathlib import Path

from desktop_chat.app.chat import ChatProgram
from desktop_chat.core.client.events import ClientEvent, FoundRoom, LinkFailed, LinkUp, Registered, RoomsFound
from desktop_chat.gui.ports import JoinRequest
from desktop_chat.lan.interfaces import usable_interfaces

WAIT_SECONDS = 20.0


def find(events: "queue.Queue[ClientEvent]", name: str) -> FoundRoom:
    """Wait for a room of this name."""
    while True:
        event = events.get(timeout=WAIT_SECONDS)
        for room in event.rooms if isinstance(event, RoomsFound) else ():
            if room.name == name:
                return room


def outcome(events: "queue.Queue[ClientEvent]") -> str:
    """Wait for what comes of joining."""
    pin = ""
    while True:
        event = events.get(timeout=WAIT_SECONDS)
        if isinstance(event, LinkUp):
            pin = event.pin
        elif isinstance(event, Registered):
            return f"in {pin}"
        elif isinstance(event, LinkFailed):
            keys = event.keys
            return f"failed {event.problem.name} {keys.expected if keys else '-'} {keys.found if keys else '-'}"


def main(folder: str, nick: str, place: str) -> None:
    """Join, tell, wait, leave."""
    Path(folder).mkdir(exist_ok=True)
    events: queue.Queue[ClientEvent] = queue.Queue()
    program = ChatProgram(events, folder=Path(folder), choose=usable_interfaces)
    if place.startswith("name="):
        program.look_for_rooms()
        program.join(JoinRequest(nick, "", found=find(events, place.removeprefix("name="))))
    else:
        program.join(JoinRequest(nick, place))
    sys.stdout.write(f"{outcome(events)}\n")
    sys.stdout.flush()
    sys.stdin.readline()
    assert program.stop() == []


if __name__ == "__main__":
    main(*sys.argv[1:4])
