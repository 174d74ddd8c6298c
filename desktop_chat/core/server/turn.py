"""One step of the room: whose it is, when, and the effects it has so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_chat.core.server.effects import NOBODY, Deliver, Effect, Send
from desktop_chat.core.server.outgoing import Outgoing
from desktop_chat.core.wire import limits
from desktop_chat.core.wire.message import Message
from desktop_chat.core.wire.text import cut

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desktop_chat.core.instant import Instant
    from desktop_chat.core.server.channel import Channel
    from desktop_chat.core.server.session import Session
    from desktop_chat.core.server.world import World
    from desktop_chat.core.wire.numerics import Numeric


class Turn:
    """What a command handler works with; `effects` is what comes out.

    Args:
        world: The room.
        who: The session that acts.
        now: The moment of this pass.
    """

    __slots__ = ("effects", "now", "who", "world")

    def __init__(self, world: World, who: Session, now: Instant) -> None:
        self.world, self.who, self.now = world, who, now
        self.effects: list[Effect] = []

    def reply(self, numeric: Numeric, *params: str) -> None:
        """Send the acting session a numeric, addressed to it, from the server.

        Parameters may be what a peer sent: they are made fit to stand in a line and the last is cut to its end.
        """
        *middle, last = params
        fitting = [as_middle(param) for param in middle]
        text = cut(last, self.space_after(*fitting))
        self.send(self.who, Message(numeric, (self.who.shown, *fitting, text), self.world.config.server_name))

    def space_after(self, *middle: str) -> int:
        """Return how many bytes a numeric has left for its last parameter after these."""
        return self._space("000", self.who.shown, *middle)

    def _space(self, *head: str) -> int:
        return limits.MESSAGE_BYTES - len(f":{self.world.config.server_name} {' '.join(head)} :\r\n".encode())

    def lines(self, words: Iterable[str], *middle: str) -> Iterator[str]:
        """Yield words joined by spaces: as many to a line as a numeric has space for after the parameters *middle*."""
        space, line, size = self.space_after(*middle), "", 0
        for word in words:
            more = len(word.encode())
            if line and size + 1 + more > space:
                yield line
                line, size = word, more
            else:
                line, size = (f"{line} {word}", size + 1 + more) if line else (word, more)
        if line:
            yield line

    def fail(self, command: str, code: str, *context_and_text: str) -> None:
        """Send the acting session a standard reply `FAIL` (IRCv3 standard-replies)."""
        self.send(self.who, Message("FAIL", (command, code, *context_and_text), self.world.config.server_name))

    def from_server(self, command: str, *params: str) -> None:
        """Send the acting session a command with the server as its source; the last parameter is cut to its end."""
        *middle, last = params
        text = cut(last, self._space(command, *middle))
        self.send(self.who, Message(command, (*middle, text), self.world.config.server_name))

    def send(self, to: Session, message: Message) -> None:
        """Send one session one line."""
        self.effects.append(Send(to.id, Outgoing(message, wall=self.now.wall)))

    def deliver(self, to: tuple[int, ...], message: Message, *, skip: int = NOBODY) -> None:
        """Send many sessions one line."""
        if to:
            self.effects.append(Deliver(to, Outgoing(message, wall=self.now.wall), skip))

    def announce(self, channel: Channel, message: Message) -> None:
        """Send the members of a channel one line, and the acting session if it acts from outside, as an operator may."""
        self.deliver(channel.audience, message)
        if self.who not in channel.members:
            self.send(self.who, message)

    def act(self, command: str, *params: str) -> Message:
        """Return a line with the acting session as its source."""
        return Message(command, params, self.who.source)


def as_middle(param: str) -> str:
    """Return a text from a peer as it may stand in the middle of a line: no space, no leading colon, not empty, not long."""
    return cut(param.replace(" ", "").lstrip(":"), limits.MASK_BYTES) or "*"


def items_of(param: str) -> list[str]:
    """Return the items of a list with commas, without empty ones; of an empty list the one empty item, to be refused."""
    return [item for item in param.split(",") if item] or [""]


def param(message: Message, index: int) -> str:
    """Return a parameter, or "" if it was left out."""
    return message.params[index] if len(message.params) > index else ""
