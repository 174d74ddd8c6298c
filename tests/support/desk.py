"""The program behind a window, and in the window's place a test that takes its events from the queue."""

import queue
import time
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from desktop_chat.app.chat import ChatProgram
from desktop_chat.core.client.events import ClientEvent
from desktop_chat.gui.event_queue import EventQueue
from desktop_chat.gui.ports import EVENTS_WAITING
from desktop_chat.lan.responder import Choose

WAIT_SECONDS = 20.0
"""For any event to come. Far above what it takes, so that a busy machine fails no test."""

Kind = TypeVar("Kind")


class Desk:
    """One person's program.

    Args:
        folder: The data folder; made here.
        events_waiting: How many events the queue holds.
        choose: Gives the interfaces on which rooms are looked for.
    """

    def __init__(self, folder: Path, *, events_waiting: int = EVENTS_WAITING, choose: Choose | None = None) -> None:
        folder.mkdir(exist_ok=True)
        self.events = EventQueue(events_waiting)
        self.program = ChatProgram(self.events, folder=folder, choose=choose)
        self.port = 0
        """Of the room hosted here, once the test knows it."""

    def until(self, kind: type[Kind], **values: object) -> Kind:
        """Wait for an event of a kind, with these values in its fields; return it, and drop those before it."""
        deadline = time.monotonic() + WAIT_SECONDS
        seen: list[ClientEvent] = []
        while True:
            try:
                event = self.events.get(timeout=max(0.0, deadline - time.monotonic()))
            except queue.Empty:
                raise AssertionError(f"no {kind.__name__} {values}, only {seen}") from None
            seen.append(event)
            if isinstance(event, kind) and all(getattr(event, name) == value for name, value in values.items()):
                return event

    def waiting(self) -> list[ClientEvent]:
        """Take the events that wait."""
        return [self.events.get_nowait() for _ in range(self.events.qsize())]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        assert self.program.stop() == []
