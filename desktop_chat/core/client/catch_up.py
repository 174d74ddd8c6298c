"""What was said while we were away, fetched page by page from the host's history, without doubles and in order (IRCv3 chathistory).

While a conversation is caught up with, what is said in it meanwhile waits: so everybody behind the session gets each line once,
in the room's order, and need not know of any of this.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from desktop_chat.core.client.events import Happened, MessageArrived, MessageEdited, MessageRedacted, Reacted
from desktop_chat.core.client.events.kept import EventKind, KeptLine
from desktop_chat.core.wire.times import server_time

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from desktop_chat.core.client.events import ClientEvent
    from desktop_chat.core.client.turn import Turn
    from desktop_chat.core.wire.message import Message

NEEDED: Final = frozenset({"batch", "draft/chathistory", "message-tags", "server-time"})
PAGE: Final = 100
"""Messages asked for at once; a host may give fewer, so the end is a page with none."""
WAIT_SECONDS: Final = 10.0
"""A host that does not answer in so long does not keep back what is said now any longer."""
TARGETS: Final = 50
Change = MessageEdited | MessageRedacted | Reacted
"""What must not come before the message that it is about."""


Line = MessageArrived | Happened
"""What stands in the room's order."""


class Place(NamedTuple):
    """How far a conversation is known. Later places are larger."""

    time: float
    """In seconds since 1970."""
    msgid: str
    """Orders what was said in one moment."""


class Seen:
    """The last line of each conversation of a room that this member has. Goes on over connections."""

    def __init__(self) -> None:
        self.places: dict[str, Place] = {}

    def load(self, places: Mapping[str, Place]) -> None:
        """Know places from an earlier run of the program, by the folded name of the channel or person."""
        self.places |= places

    def note(self, key: str, event: Line) -> None:
        """Know a line."""
        place = Place(event.time, event.msgid)
        if event.msgid and self.places.get(key, place) <= place:
            self.places[key] = place

    def rename(self, old: str, new: str) -> None:
        """Know a channel under another name, by both names as they are folded."""
        if old in self.places:
            self.places[new] = self.places.pop(old)

    def newest(self) -> float | None:
        """Return the time of the last message of all."""
        return max((place.time for place in self.places.values()), default=None)


@dataclass(slots=True)
class Request:
    """One conversation that is being caught up with."""

    target: str
    is_first: bool
    """Nothing of it is known: the last page is all that is asked for."""
    asked_at: float
    known: Place
    """How far it was known when we asked."""
    asked_id: str = ""
    """After what the page that comes now was asked for."""
    last_id: str = ""
    """Of that page; as long as it is empty, the same."""
    is_around: bool = False
    """That page begins before what is known, and has not come to it yet."""
    has_gap: bool = False
    """It was told that something is missing."""
    ids: set[str] = field(default_factory=set)
    held: list[Line | Change] = field(default_factory=list)
    """What came meanwhile."""


class CatchUp:
    """Catches up over one connection.

    Args:
        seen: What is known.
    """

    def __init__(self, seen: Seen) -> None:
        self._seen = seen
        self._since: float | None = None
        self._requests: dict[str, Request] = {}
        self._batches: dict[str, str] = {}
        """Pages that come in, and messages of several lines in them: for each batch, whose page it is."""
        self._inner: set[str] = set()
        """Of these batches those inside a page (IRCv3 multiline)."""
        self._fold: Callable[[str], str] = str

    def begin(self, turn: Turn) -> None:
        """Ask who wrote to us while we were away. Once the host has let us in."""
        self._since = self._seen.newest()
        if self._since is not None and turn.me.caps.active >= NEEDED:
            since, until = (f"timestamp={server_time(time)}" for time in (self._since, turn.now.wall + 1))
            turn.send("CHATHISTORY", "TARGETS", since, until, str(TARGETS))

    def enter(self, turn: Turn, target: str) -> None:
        """Ask for what was said in a channel, now that we are in it, or by a person."""
        key = turn.me.features.fold(target)
        if key in self._requests or not turn.me.caps.active >= NEEDED:
            return
        known = self._seen.places.get(key)
        request = Request(target, is_first=known is None, asked_at=turn.now.monotonic, known=known or Place(0.0, ""))
        self._requests[key] = request
        if known is not None:
            request.asked_id = request.last_id = known.msgid
            # Not only what came after it: whether it is there still shows whether all that came after it is.
            turn.send("CHATHISTORY", "AROUND", target, f"msgid={known.msgid}", str(PAGE))
            request.is_around = True
        elif self._since is not None and not turn.me.features.is_channel(target):
            request.is_first = False
            turn.send("CHATHISTORY", "AFTER", target, f"timestamp={server_time(self._since)}", str(PAGE))
        else:
            turn.send("CHATHISTORY", "LATEST", target, "*", str(PAGE))

    def hear(self, turn: Turn, message: Message) -> None:
        """Take a line of the host after it was handled: keep back what has to wait, and go on from page to page."""
        self._fold = turn.me.features.fold
        page = self._requests.get(self._batches.get(message.tags.get("batch", ""), ""))
        if page is not None:
            # Also of a line that tells nothing: the next page begins after it, or it is the last known one.
            page.last_id = message.tags.get("msgid", page.last_id)
        events = turn.step.events
        turn.step.events = [passed for event in events for passed in self._pass(turn, event, message)]
        if page is not None:
            page.is_around &= page.last_id != page.known.msgid
        if message.command == "BATCH":
            self._batch(turn, message.tags.get("batch", ""), *message.params[:3])
        elif message.command == "CHATHISTORY" and message.params[:1] == ("TARGETS",) and len(message.params) > 1:
            if not turn.me.features.is_channel(message.params[1]):
                self.enter(turn, message.params[1])
        elif message.command == "FAIL" and message.params[:1] == ("CHATHISTORY",):
            self._fail(turn, message.params)

    def tick(self, turn: Turn) -> None:
        """Give up waiting for a host that does not answer."""
        for key, request in list(self._requests.items()):
            if turn.now.monotonic - request.asked_at >= WAIT_SECONDS:
                self._finish(turn, key, request, has_gap=True)

    def _pass(self, turn: Turn, event: ClientEvent, message: Message) -> list[ClientEvent]:
        """Return an event that may go on now, as it shall be told; nothing for one that waits or is known."""
        if not isinstance(event, Line | Change):
            return [event]
        key = self._fold(event.conversation)
        request = self._requests.get(key)
        is_late = self._batches.get(_batch_of(message)) == key
        if request is not None and (isinstance(event, Change) or not is_late):
            if not (is_late and request.is_around):  # What became of older lines until then is known, like them.
                request.held.append(event)
            return []
        if isinstance(event, Change):
            return [event]
        told: list[ClientEvent] = []
        if request is not None:
            request.ids.add(event.msgid)
            if _is_known(request, event):
                return []
            if request.is_around:
                told = [self._gap(turn, request)]
        self._seen.note(key, event)
        is_past = request is not None and request.is_first and not request.has_gap
        return [*told, replace(event, is_past=is_past, is_late=True) if is_late and isinstance(event, MessageArrived) else event]

    def _batch(self, turn: Turn, outer: str, reference: str = "", kind: str = "", target: str = "") -> None:
        key = self._fold(target)
        if reference.startswith("+") and kind == "chathistory" and key in self._requests:
            self._batches[reference[1:]] = key
        elif reference.startswith("+") and outer in self._batches:
            self._batches[reference[1:]] = self._batches[outer]
            self._inner.add(reference[1:])
        elif reference.startswith("-") and reference[1:] in self._inner:
            self._inner.discard(reference[1:])
            del self._batches[reference[1:]]
        elif reference.startswith("-") and (key := self._batches.pop(reference[1:], "")) in self._requests:
            self._end_page(turn, key, self._requests[key])

    def _end_page(self, turn: Turn, key: str, request: Request) -> None:
        if request.is_around:
            turn.tell(self._gap(turn, request))
        if request.is_first or request.last_id == request.asked_id:
            self._finish(turn, key, request, has_gap=request.has_gap)
        else:
            request.asked_at, request.asked_id = turn.now.monotonic, request.last_id
            turn.send("CHATHISTORY", "AFTER", request.target, f"msgid={request.last_id}", str(PAGE))

    def _fail(self, turn: Turn, params: tuple[str, ...]) -> None:
        """Where the host does not know the message any more, take its last page, and tell that something is missing before it."""
        key = next((key for key in map(self._fold, params[2:-1]) if key in self._requests), None)
        if key is None:
            return
        request = self._requests[key]
        if request.is_first:
            self._finish(turn, key, request, has_gap=False)
        else:
            request.is_first = True
            turn.tell(self._gap(turn, request))
            turn.send("CHATHISTORY", "LATEST", request.target, "*", str(PAGE))

    def _gap(self, turn: Turn, request: Request) -> Happened:
        """Return the line that says that something is missing, behind the last known one."""
        request.has_gap, request.is_around = True, False
        time_ms = round((request.known.time or turn.now.wall) * 1000)
        is_channel = turn.me.features.is_channel(request.target)
        return Happened(KeptLine(request.target, is_channel, "", time_ms, "", EventKind.GAP, "", mine=False))

    def _finish(self, turn: Turn, key: str, request: Request, *, has_gap: bool) -> None:
        del self._requests[key]
        if has_gap and not request.has_gap:
            turn.tell(self._gap(turn, request))
        for event in request.held:
            if isinstance(event, Change):
                turn.tell(event)
            elif not event.msgid or event.msgid not in request.ids:
                self._seen.note(key, event)
                turn.tell(event)


def _is_known(request: Request, event: Line) -> bool:
    """Return whether a line of a page is one of those that we have: the last known one, or, as long as that has not come, as old as it."""
    is_before = Place(event.time, event.msgid) <= request.known
    return event.msgid == request.known.msgid or (is_before and (request.is_around or request.has_gap))


def _batch_of(message: Message) -> str:
    """Return the batch that a line is in; what is told at the end of one is in that."""
    if message.command == "BATCH" and message.params and message.params[0].startswith("-"):
        return message.params[0][1:]
    return message.tags.get("batch", "")
