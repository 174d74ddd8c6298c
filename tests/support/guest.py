"""A member's session without a socket: the test is its host, saying lines and reading what comes back."""

from desktop_chat.core.client.events import ClientEvent, Happened
from desktop_chat.core.client.events.kept import KeptLine
from desktop_chat.core.client.session import ClientSession
from desktop_chat.core.client.turn import Step
from desktop_chat.core.instant import Instant
from desktop_chat.core.wire.message import Message, encode

NOON = Instant(1_000.0, 1_700_000_000.0)
WELCOME = (":irc.example 001 ann :Welcome", ":irc.example 422 ann :No MOTD")


class Guest:
    """Called ann; collects the lines it sends, as text."""

    def __init__(self, session: ClientSession | None = None, *, is_in: bool = True) -> None:
        self.session = session or ClientSession("ann", channels=())
        self.now = NOON
        self.sent: list[str] = []
        self.told: list[ClientEvent] = []
        """All that was told, in order."""
        self.note(self.session.start())
        if is_in:
            self.hear(*WELCOME)
            self.sent.clear()

    def hear(self, *lines: str | bytes) -> list[ClientEvent]:
        """Let the host say lines; return what is told of them, without the lines that are kept of what happened."""
        events: list[ClientEvent] = []
        for line in lines:
            step = self.session.receive(line if isinstance(line, bytes) else line.encode(), self.now)
            self.note(step.send)
            assert step.end is None
            events += step.events
        self.told += events
        return [event for event in events if not isinstance(event, Happened)]

    def happened(self) -> list[KeptLine]:
        """Take the lines that were told of what happened since the last call."""
        lines = [event.line for event in self.told if isinstance(event, Happened)]
        self.told.clear()
        return lines

    def wait(self, seconds: float) -> Step:
        """Let time pass, and the session notice it."""
        self.now = Instant(self.now.monotonic + seconds, self.now.wall + seconds)
        step = self.session.tick(self.now)
        self.note(step.send)
        return step

    def say(self, command: str, *params: str) -> list[ClientEvent]:
        """Let the person send a message; return what is shown at once."""
        return self.session.say([Message(command, params)], self.now).events

    def answers(self) -> list[str]:
        """Take the lines sent since the last call."""
        taken = self.sent.copy()
        self.sent.clear()
        return taken

    def note(self, messages: list[Message]) -> None:
        """Collect what the session sends."""
        self.sent += [encode(message).decode().removesuffix("\r\n") for message in messages]
