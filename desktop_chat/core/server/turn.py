"""One step of the room: whose it is, when, and the effects it has so far."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from desktop_chat.core.server.effects import NOBODY, Deliver, Effect, Send, Work
from desktop_chat.core.server.outgoing import Marked, Outgoing
from desktop_chat.core.wire import limits
from desktop_chat.core.wire.capabilities import Caps
from desktop_chat.core.wire.message import Message
from desktop_chat.core.wire.numerics import Numeric
from desktop_chat.core.wire.text import cut

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from desktop_chat.core.instant import Instant
    from desktop_chat.core.server.channel import Channel
    from desktop_chat.core.server.session import Session
    from desktop_chat.core.server.world import World


class Turn:
    """What a command handler works with; `effects` is what comes out.

    Args:
        world: The room.
        who: The session that acts.
        now: The moment of this pass.
        label: By which *who* wants to know the answer, or "" (IRCv3 labeled-response).
    """

    __slots__ = ("_batch", "effects", "label", "now", "who", "world")

    def __init__(self, world: World, who: Session, now: Instant, label: str = "") -> None:
        self.world, self.who, self.now, self.label = world, who, now, label
        self.effects: list[Effect] = []
        self._batch = ""

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

    def lines(self, words: Iterable[str], *middle: str, by: str = " ") -> Iterator[str]:
        """Yield words joined by one character: as many to a line as a numeric has space for after the parameters *middle*."""
        space, line, size = self.space_after(*middle), "", 0
        for word in words:
            more = len(word.encode())
            if line and size + 1 + more > space:
                yield line
                line, size = word, more
            else:
                line, size = (f"{line}{by}{word}", size + 1 + more) if line else (word, more)
        if line:
            yield line

    def fail(self, command: str, code: str, *context_and_text: str) -> None:
        """Send the acting session a standard reply: it was not done (IRCv3 standard-replies).

        Args:
            command: What was not done, or `*`.
            code: A word for programs.
            context_and_text: What it is about, as it may stand in the middle of a line, and a sentence for people.
        """
        self._standard_reply("FAIL", command, code, *context_and_text)

    def warn(self, command: str, code: str, *context_and_text: str) -> None:
        """Send the acting session a standard reply: it was done, but."""
        self._standard_reply("WARN", command, code, *context_and_text)

    def note(self, command: str, code: str, *context_and_text: str) -> None:
        """Send the acting session a standard reply: good to know."""
        self._standard_reply("NOTE", command, code, *context_and_text)

    def _standard_reply(self, kind: str, command: str, code: str, *context_and_text: str) -> None:
        *context, text = context_and_text
        self.from_server(kind, command, code, *(as_middle(word) for word in context), text)

    def from_server(self, command: str, *params: str) -> None:
        """Send the acting session a command with the server as its source; the last parameter is cut to its end."""
        *middle, last = params
        text = cut(last, self._space(command, *middle))
        self.send(self.who, Message(command, (*middle, text), self.world.config.server_name))

    def send(self, to: Session, message: Message) -> Outgoing:
        """Send one session one line; return the line."""
        line = self.outgoing(message)
        is_batched = self._batch and to is self.who
        self.effects.append(Send(to.id, Marked(line, f"batch={self._batch}") if is_batched else line))
        return line

    def deliver(self, to: tuple[int, ...], message: Message, *, skip: int = NOBODY) -> None:
        """Send many sessions one line."""
        if to:
            self.effects.append(Deliver(to, self.outgoing(message), skip))

    def outgoing(self, message: Message, *, msgid: str = "") -> Outgoing:
        """Return a line of this moment, with what is known of who acts if it comes from there (account-tag, bot-mode)."""
        who, wall = self.who, self.now.wall
        if message.source == self.world.config.server_name:
            return Outgoing(message, wall=wall, msgid=msgid)
        return Outgoing(message, wall=wall, msgid=msgid, account=who.account, is_bot=who.is_bot)

    @contextmanager
    def batch(self, kind: str, *params: str) -> Iterator[None]:
        """Send the acting session what it is sent meanwhile as one batch; one that knows no batches gets the bare lines.

        Args:
            kind: The type of the batch.
            params: Its parameters (IRCv3 batch).
        """
        who, server, outer = self.who, self.world.config.server_name, self._batch
        if not who.caps & Caps.BATCH:
            yield
            return
        reference = who.next_batch()
        self.send(who, Message("BATCH", (f"+{reference}", kind, *params), server))
        self._batch = reference
        yield
        self._batch = outer
        self.send(who, Message("BATCH", (f"-{reference}",), server))

    def work(self, run: Callable[[], object], then: Callable[[Turn, object], None]) -> None:
        """Let something be done that takes long, and the acting session wait for it; see `Work`."""
        self.who.busy = True
        self.effects.append(Work(self.who.id, run, then, self.label))

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


def targets_of(turn: Turn, param: str) -> list[str]:
    """Return the items of a list as far as one line may set off (ISUPPORT TARGMAX); the first one too many is told (RFC 2812, 407)."""
    items, most = items_of(param), turn.world.config.limits.targets
    if len(items) > most:
        turn.reply(Numeric.ERR_TOOMANYTARGETS, items[most], f"At most {most} targets at once; this one and those after it are left out")
    return items[:most]


def param(message: Message, index: int) -> str:
    """Return a parameter, or "" if it was left out."""
    return message.params[index] if len(message.params) > index else ""
