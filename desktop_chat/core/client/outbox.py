"""What a person said and the host has not confirmed: sent again after each break until it is, in order, and stored there once.

Each message has an id of its own. It is the label by which the host's answer is known (IRCv3 labeled-response), and it travels
in the tag `+desktop-chat/id`, by which the host knows a message that comes a second time.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from desktop_chat.core.client.events import MessageArrived, MessageKind, SendFailed
from desktop_chat.core.wire.message import NO_TAGS, Message
from desktop_chat.core.wire.multiline import BATCH_TYPE
from desktop_chat.core.wire.tags import REPLY, kept_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

ID_TAG: Final = "+desktop-chat/id"
RECEIPTS: Final = frozenset({"batch", "echo-message", "labeled-response", "message-tags"})
"""With these a host confirms what it has stored; without one of them, sending is all that can be done."""
CTCP: Final = "\x01"
ACTION: Final = f"{CTCP}ACTION "
KINDS: Final = {"PRIVMSG": MessageKind.TALK, "NOTICE": MessageKind.NOTICE}
CONFIRMS: Final = frozenset({"PRIVMSG", "NOTICE", "ACK"})
ERRORS: Final = ("4", "5", "FAIL")
"""How the command of a refusal begins."""


@dataclass(frozen=True, slots=True)
class Pending:
    """One message on its way to the host."""

    id: str
    """A UUID, made when it was said."""
    target: str
    """A channel or a nick."""
    command: str
    """PRIVMSG or NOTICE."""
    text: str
    time: float
    """When it was said, in seconds since 1970."""
    reply: str = ""
    """The msgid of what it answers; "" for nothing."""

    @property
    def _reply_tags(self) -> dict[str, str]:
        return {REPLY[0]: self.reply} if self.reply else {}

    def plain(self, *, has_tags: bool) -> Message:
        """Return it for a host that confirms nothing, and may know tags."""
        return Message(self.command, (self.target, self.text), tags=self._reply_tags if has_tags else NO_TAGS)

    def shown(self, nick: str) -> MessageArrived:
        """Return it as it stands on the screen meanwhile, said by somebody called so."""
        kind, text, tags = KINDS[self.command], self.text, kept_text(self._reply_tags)
        if text.startswith(ACTION):
            kind, text = MessageKind.ACTION, text.removeprefix(ACTION).rstrip(CTCP)
        return MessageArrived(self.target, nick, text, kind, self.time, "", mine=True, tags=tags, own_id=self.id)

    def tagged(self) -> Message:
        """Return it as it is sent, each time the same."""
        return Message(self.command, (self.target, self.text), tags={"label": self.id, ID_TAG: self.id, **self._reply_tags})


@dataclass(frozen=True, slots=True)
class Refused:
    """A message that the host did not take; it waits for a person."""

    pending: Pending
    reason: str
    """In the host's own words."""


class Outbox:
    """The messages of one room that are not confirmed, in the order they were said. The link's thread only."""

    def __init__(self) -> None:
        self._waiting: dict[str, Pending] = {}
        self._sent: set[str] = set()
        """Those that went out over this connection."""
        self._failed: set[str] = set()
        """Those that the host refused; they wait for a person."""
        self._batches: dict[str, str] = {}
        """Answers of several lines: the batch, and the message that it is about."""
        self._echoed: set[str] = set()
        """Messages of several lines whose echo has begun."""

    def __len__(self) -> int:
        return len(self._waiting)

    def load(self, kept: Iterable[Pending | Refused]) -> None:
        """Take in the messages of an earlier run of the program, before all that is said now."""
        earlier = {}
        for one in kept:
            pending = one.pending if isinstance(one, Refused) else one
            earlier[pending.id] = pending
            if isinstance(one, Refused):
                self._failed.add(pending.id)
        self._waiting = earlier | self._waiting

    def begin(self) -> None:
        """Begin a connection: what was under way over the last one is sent again."""
        self._sent.clear()
        self._batches.clear()
        self._echoed.clear()

    def add(self, pending: Pending) -> None:
        """Put a message at the end."""
        self._waiting[pending.id] = pending

    def rename(self, old: str, new: str, fold: Callable[[str], str]) -> None:
        """Send to a channel by its other name what waits to be sent there."""
        renamed = {one.id: replace(one, target=new) for one in self._waiting.values() if fold(one.target) == fold(old)}
        self._waiting |= renamed

    def take(self, may_send: Callable[[str], bool]) -> list[Pending]:
        """Return what is to be sent now, in order, and note it as under way.

        Args:
            may_send: Whether something can be sent to a channel or nick yet.
        """
        taken = [one for one in self._waiting.values() if one.id not in self._sent | self._failed and may_send(one.target)]
        self._sent.update(one.id for one in taken)
        return taken

    def retry(self, message_id: str) -> None:
        """Send a refused message again, after all others."""
        if message_id in self._failed:
            self._failed.discard(message_id)
            self._sent.discard(message_id)
            self._waiting[message_id] = self._waiting.pop(message_id)

    def drop(self, message_id: str) -> None:
        """Forget a message: it arrived, or its writer gave it up."""
        self._waiting.pop(message_id, None)
        self._failed.discard(message_id)

    def hear(self, message: Message) -> SendFailed | None:
        """Take what the host says: a message that it confirms is done; return a refusal."""
        if not self._waiting:
            return None
        about = self._about(message.tags)
        if message.command == "BATCH":
            self._hear_batch(message, about)
        elif about not in self._waiting or about in self._echoed:
            return None
        elif message.command in CONFIRMS:
            self.drop(about)
        elif message.command.startswith(ERRORS):
            self._failed.add(about)
            return SendFailed(about, message.params[-1] if message.params else "")
        return None

    def _about(self, tags: Mapping[str, str]) -> str:
        """Return the message that a line is about; an id that is none of ours if there is none."""
        about = self._batches.get(tags.get("batch", ""), tags.get("label", "")) if tags else ""
        return about if about in self._waiting else tags.get(ID_TAG, "") if tags else ""

    def _hear_batch(self, message: Message, about: str) -> None:
        """Note of which message a batch tells; the end of one that echoes several lines confirms them all (IRCv3 multiline)."""
        sign, reference = "".join(message.params[:1])[:1], "".join(message.params[:1])[1:]
        if sign == "+" and about in self._waiting:
            self._batches[reference] = about
            if message.params[1:2] == (BATCH_TYPE,):
                self._echoed.add(about)
        elif sign == "-" and (ended := self._batches.pop(reference, "")) in self._echoed:
            self._echoed.discard(ended)
            self.drop(ended)
