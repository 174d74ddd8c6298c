"""One visit of a room: what happens there is kept on its way to the window, and the window asks for what was kept."""

import secrets
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Final

from desktop_chat.app.exporting import write_export
from desktop_chat.app.feed import Feed
from desktop_chat.app.keeper import Keeper
from desktop_chat.core.client.events import (
    ChannelRenamed,
    ClientEvent,
    Connecting,
    Exported,
    Happened,
    LineRead,
    LinkUp,
    MessageArrived,
    MessageEdited,
    MessageQueued,
    MessageRedacted,
    NickChanged,
    PageRead,
    Reacted,
    RoomDescribed,
    RoomRecalled,
    SearchAnswered,
    SendFailed,
)
from desktop_chat.core.client.events.kept import (
    OWN_KEYS,
    KeptConversation,
    KeptLine,
    KeptReaction,
    KeptRoom,
    Page,
    Part,
    name_elsewhere,
    place_of,
)
from desktop_chat.core.client.export import ExportFormat
from desktop_chat.core.client.features import DEFAULT_FEATURES
from desktop_chat.core.client.outbox import Pending, Refused
from desktop_chat.core.client.search_query import parse_search
from desktop_chat.core.client.session import Memory
from desktop_chat.net.clock import Clock
from desktop_chat.store.history_search import Found
from desktop_chat.store.room_log import StoreError
from desktop_chat.store.sqlite_history import SqliteHistory

PAGE_LINES: Final = 200
"""About five screens; read in two or three milliseconds."""
FOUND_MOST: Final = 100


class Visit:
    """What `gui.ports.History` describes, for the room that the window is in; with its feed it ends.

    Args:
        keeper: Keeps the history.
        feed: The way to the window.
        clock: Tells the time.
    """

    def __init__(self, keeper: Keeper, feed: Feed, clock: Clock) -> None:
        self.feed = feed
        self._keeper, self._clock = keeper, clock
        self._room = self._address = self._nick = ""
        self._features = DEFAULT_FEATURES
        self._own_keys = (f"{OWN_KEYS}{secrets.token_hex(8)}-{number}" for number in count())
        self._last_search = 0
        self._is_known = False
        self._posted: deque[tuple[Pending, Callable[[], object]]] = deque()
        """What was said before the room was known; of the history's thread."""
        self._remembered: set[str] = set()
        self.memory = Memory()
        """What the sessions of this visit carry from one connection to the next; of the link's thread."""

    @property
    def is_known(self) -> bool:
        """Whether we were in this room before, and can show what was said there without its host."""
        return self._is_known

    def begin(self, nick: str) -> None:
        """Go into a room under this nick: before all else."""
        self._nick = nick

    def recall(self, room: KeptRoom) -> None:
        """Tell the window how a room was left, before its host has answered; again changes nothing. On the link's thread."""
        if room.key and room.key != self._room:
            self._room = room.key
            self._remember()
            self._keeper.ask(lambda history: self._tell_recalled(history, room))  # It is told before all that the host says.
            self._keeper.do(self._let_go)

    def _tell_recalled(self, history: SqliteHistory, room: KeptRoom) -> None:
        conversations = history.conversations(room.key)
        if conversations:
            known = KeptRoom(room.key, history.name_of(room.key) or room.name)
            self.feed.post(RoomRecalled(known, tuple(conversations)))
            for one in history.memory(room.key)[0]:
                refused = one if isinstance(one, Refused) else None
                pending = one.pending if isinstance(one, Refused) else one
                self.feed.post(MessageQueued(pending.shown(self._nick)))
                if refused is not None:
                    self.feed.post(SendFailed(pending.id, refused.reason))

    def _remember(self) -> None:
        """Take what waits to be sent, and how far everything is known, from the history. On the link's thread."""
        room = self._room
        found = self._keeper.ask(lambda history: history.memory(room)) if room not in self._remembered else None
        if found is not None:
            self._remembered.add(room)
            waiting, places = found
            self.memory.outbox.load(waiting)
            self.memory.seen.load(places)
            self._is_known = bool(places)

    def hear(self, event: ClientEvent) -> None:
        """Keep what is said, and pass the event on to the window. On the link's thread."""
        match event:
            case Connecting(address):
                self._address = address
            case LinkUp():
                self.recall(KeptRoom(event.pin or self._address))
                self._remember()
                self._note_visit("")
            case RoomDescribed(features):
                self._features = features
                self._note_visit(features.network)
            case MessageArrived() | Happened():
                event = self._arrived(event)
            case SendFailed(own_id, reason):
                self._keeper.do(lambda history: history.refuse_pending(own_id, reason))
            case MessageEdited() | MessageRedacted() | Reacted():
                self._change(event)
            case NickChanged(old, new) | ChannelRenamed(old, new):
                room = self._room
                self._keeper.do(lambda history: history.rename(room, old, new))
            case _:
                pass
        self.feed.post(event)

    def _change(self, event: MessageEdited | MessageRedacted | Reacted) -> None:
        room, key = self._room, event.msgid
        if isinstance(event, Reacted):
            reaction, is_on = KeptReaction(event.reaction, event.by, event.mine), event.is_on
            self._keeper.do(lambda history: history.react(room, key, reaction, is_on=is_on))
        else:
            text = event.text if isinstance(event, MessageEdited) else None
            self._keeper.do(lambda history: history.change(room, key, text))

    def _arrived(self, event: MessageArrived | Happened) -> MessageArrived | Happened:
        """Keep a line; return it with the key by which it is kept."""
        if isinstance(event, Happened):
            line = event.line if event.line.key else event.line._replace(key=next(self._own_keys))
            self._keeper.record(self._room, line)
            return Happened(line)
        if not event.msgid:
            event = replace(event, own_key=next(self._own_keys))
        self._keeper.record(self._room, self._kept(event))
        if own_id := event.own_id:
            self._keeper.do(lambda history: history.drop_pending(own_id))
        return event

    def post(self, pending: Pending, send: Callable[[], object]) -> None:
        """Keep a message, then let it go: what stands on the screen as on its way survives the program.

        Args:
            pending: The message.
            send: Gives it to the link; done even if it cannot be kept.
        """

        def keep(history: SqliteHistory) -> None:
            self._posted.append((pending, send))
            self._let_go(history)

        self._keeper.do(keep)

    def _let_go(self, history: SqliteHistory) -> None:
        """Keep what was posted, and let it go; while nobody knows yet which room this is, it waits for that. On the history's thread."""
        while self._room and self._posted:
            pending, send = self._posted.popleft()
            try:
                history.keep_pending(self._room, pending)
            finally:
                send()

    def let_retry(self, message_id: str) -> None:
        """Note that a refused message is sent again."""
        self._keeper.do(lambda history: history.refuse_pending(message_id, None))

    def forget_pending(self, message_id: str) -> None:
        """Note that a refused message was given up."""
        self._keeper.do(lambda history: history.drop_pending(message_id))

    def _note_visit(self, name: str) -> None:
        room, time_ms = KeptRoom(self._room, name), round(self._clock.now().wall * 1000)
        self._keeper.do(lambda history: history.visit(room, time_ms))

    def _kept(self, event: MessageArrived) -> KeptLine:
        is_channel = self._features.is_channel(event.conversation)
        time_ms = round(event.time * 1000)
        return KeptLine(event.conversation, is_channel, event.key, time_ms, event.sender, event.kind, event.text, event.mine, event.tags)

    def ask_page(self, conversation: str, part: Part, key: str = "") -> None:
        """Tell `PageRead` soon."""
        room, there = place_of(conversation, self._room)

        def read(history: SqliteHistory) -> None:
            try:
                page = history.page(room, there, part, key=key, most=PAGE_LINES)
            except StoreError:
                self.feed.post(PageRead(conversation, part, key, Page()))  # The window waits for one.
                raise
            self.feed.post(PageRead(conversation, part, key, page))

        self._keeper.do(read)

    def ask_line(self, conversation: str, key: str) -> None:
        """Tell `LineRead` soon."""
        room, _ = place_of(conversation, self._room)
        self._keeper.do(lambda history: self.feed.post(LineRead(conversation, key, history.line(room, key))))

    def ask_date(self, conversation: str, time: float) -> None:
        """Tell `PageRead` soon, of what was said since then, in seconds since 1970."""
        room, there = place_of(conversation, self._room)

        def read(history: SqliteHistory) -> None:
            key = history.first_since(room, there, round(time * 1000))
            self.feed.post(PageRead(conversation, Part.SINCE, key, history.page(room, there, Part.AROUND, key=key, most=PAGE_LINES)))

        self._keeper.do(read)

    def search(self, number: int, text: str, conversation: str | None) -> None:
        """Tell `SearchAnswered` soon, unless another search is asked for before."""
        here, self._last_search = self._room, number
        room, there = (None, None) if conversation is None else place_of(conversation, here)

        def find(history: SqliteHistory) -> None:
            if number == self._last_search:
                found, has_more = history.search(parse_search(text), room=room, conversation=there, most=FOUND_MOST)
                others = tuple(dict.fromkeys(one.room for one in found if one.room.key != here))
                self.feed.post(SearchAnswered(number, tuple(_seen_from(here, one) for one in found), has_more, others))

        self._keeper.do(find)

    def mark_read(self, conversation: str, time: float) -> None:
        """Note that a conversation is read up to a time of the host, in seconds since 1970."""
        (room, there), time_ms = place_of(conversation, self._room), round(time * 1000)
        if room:
            self._keeper.do(lambda history: history.mark_read(room, there, time_ms))

    def keep_draft(self, conversation: KeptConversation) -> None:
        """Keep what stands in the composer of a conversation."""
        room = self._room
        if room:
            self._keeper.do(lambda history: history.keep_draft(room, conversation))

    def keep_notify(self, conversation: KeptConversation) -> None:
        """Keep what of a conversation the person wants to be told."""
        room = self._room
        if room:
            self._keeper.do(lambda history: history.keep_notify(room, conversation))

    def put_away(self, conversation: str) -> None:
        """Let a conversation not be recalled before something new is said there."""
        room = self._room
        if room:
            self._keeper.do(lambda history: history.put_away(room, conversation))

    def export(self, conversation: str, kind: ExportFormat, file: Path) -> None:
        """Write a conversation into a file; tell `Exported`."""
        room, there = place_of(conversation, self._room)

        def write(history: SqliteHistory) -> None:
            try:
                write_export(history, KeptRoom(room, history.name_of(room)), there, kind, file)
            except OSError as error:
                self.feed.post(Exported(str(file), error.strerror or str(error)))
            except StoreError as error:
                self.feed.post(Exported(str(file), str(error)))
                raise
            else:
                self.feed.post(Exported(str(file)))

        self._keeper.do(write)


def _seen_from(here: str, found: Found) -> KeptLine:
    """Return a line that was found, in a conversation that is called as the window calls it, which is in the room with this key."""
    line = found.line
    return line if found.room.key == here else line._replace(conversation=name_elsewhere(line.conversation, found.room.key))
