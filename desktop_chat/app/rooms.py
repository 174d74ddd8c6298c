"""`desktop-chat rooms`: which rooms there are on the local network, as lines for people or for programs."""

import json
import threading
from collections.abc import Callable, Sequence
from dataclasses import asdict

from desktop_chat.core.client.events import FoundRoom, RoomsFound
from desktop_chat.core.client.fingerprints import key_words
from desktop_chat.gui.safe_text import shown
from desktop_chat.i18n import ntr, tr
from desktop_chat.lan.browse import Browser
from desktop_chat.lan.interfaces import usable_interfaces
from desktop_chat.net.deadline import Deadline
from desktop_chat.net.worker import Crew

USUAL_SECONDS = 2.0
"""Rooms answer within one."""
CLOSE_SECONDS = 5.0
EXIT_LEFT_OVER = 1


def find_rooms(*, seconds: float, interfaces: Sequence[str]) -> tuple[tuple[FoundRoom, ...], bool]:
    """Listen for a while; return the rooms, and whether everything has ended as it should."""
    found: list[RoomsFound] = []

    def tell(event: RoomsFound) -> bool:
        found.append(event)
        return True

    crew = Crew()
    browser = Browser(tell, choose=lambda: usable_interfaces(interfaces), crew=crew)
    browser.start()
    threading.Event().wait(seconds)
    rooms = found[-1].rooms if found else ()
    browser.stop()
    return rooms, crew.join(Deadline(CLOSE_SECONDS)) == []


def print_rooms(say: Callable[[str], None], *, seconds: float, as_json: bool, interfaces: Sequence[str]) -> int:
    """Tell of the rooms that are announced; return the exit status.

    Args:
        say: Prints one line.
        seconds: How long to listen.
        as_json: One JSON list for programs, with names as they are.
        interfaces: Where to listen; empty for every usable one.
    """
    rooms, is_well = find_rooms(seconds=seconds, interfaces=interfaces)
    if as_json:
        keys = ("name", "id", "addresses", "people", "locked", "plain")
        say(json.dumps([{key: asdict(room)[key] for key in keys} for room in rooms], ensure_ascii=False))
    else:
        for line in map(line_of, rooms):
            say(line)
        if not rooms:
            say(tr("No room is announced on this network."))
    return 0 if is_well else EXIT_LEFT_OVER


def line_of(room: FoundRoom) -> str:
    """Return one room as a line."""
    people = "" if room.people is None else ntr("{count} person", "{count} people", room.people)
    locked = tr("locked") if room.locked else ""
    return " · ".join(part for part in (shown(room.name), people, locked, " ".join(map(shown, room.addresses)), key_words(room.id)) if part)
