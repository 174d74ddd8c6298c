"""All conversations of a room, which one is open, and which of its lines the screen has not shown yet. No Tk."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Final

from desktop_chat.core.client.knowledge import Knowledge
from desktop_chat.core.wire.names import fold
from desktop_chat.gui.room.conversation import HOST_KEY, ROWS_KEPT, Conversation
from desktop_chat.gui.room.row_maker import Remark, Said
from desktop_chat.gui.rows import LineKind, Place, TimelineRow
from desktop_chat.gui.safe_text import prose
from desktop_chat.i18n import tr

PEOPLE_KEPT: Final = 200
"""Conversations with people: a room full of strangers with changing names must not fill the memory."""


class Conversations:
    """In the order of the list: the host, channels as joined, people as they came."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Begin anew, with none."""
        self.current: Conversation | None = None
        self._by_key: dict[str, Conversation] = {}
        self._new_rows: list[TimelineRow] = []
        self._replaced: dict[str, TimelineRow] = {}
        self._is_other = True
        self._openings = 0
        self.are_recalled = False
        """Those of the last time are among them."""

    def __iter__(self) -> Iterator[Conversation]:
        return iter(sorted(self._by_key.values(), key=_group_of))

    def get(self, name: str) -> Conversation | None:
        """Return a conversation by the name of the channel or person, in any case."""
        return self._by_key.get(fold(name))

    def open(self, name: str, *, is_channel: bool) -> Conversation:
        """Return a conversation, made if it is not there; where there are too many people, the oldest that is read goes."""
        found = self.get(name)
        if found is None:
            self._make_room()
            found = self._by_key[fold(name)] = Conversation(name, is_channel=is_channel)
        return found

    def here(self) -> Conversation:
        """Return the current conversation; where there is none, the one with the host."""
        return self.current or self.open(HOST_KEY, is_channel=False)

    def choose(self, conversation: Conversation) -> None:
        """Make one the current one, at its newest lines, and read."""
        self.current, self._is_other = conversation, True
        conversation.history.past = None
        self._openings += 1
        conversation.opened = self._openings
        conversation.read()

    def show_newest(self) -> None:
        """Show the newest lines of the current one again, after others further back."""
        if self.current is not None and self.current.history.past is not None:
            self.choose(self.current)

    def shown_rows(self) -> list[TimelineRow]:
        """Return the rows of the current one that stand on the screen and can be shown otherwise."""
        if self.current is None:
            return []
        past = self.current.history.past
        return [row for row in (self.current.rows if past is None else past.rows()[0]) if row.key]

    def show_again(self, conversation: Conversation) -> None:
        """Note that a conversation has other lines than the screen shows."""
        self._is_other |= conversation is self.current

    def renew(self) -> None:
        """Let the screen have all its rows once more, made anew."""
        for conversation in self:
            conversation.renew()
        self._new_rows, self._replaced, self._is_other = [], {}, True

    def close(self, name: str) -> Conversation | None:
        """Forget a conversation; return its neighbour in the list if it was the current one and there is another."""
        closed = self.get(name)
        if closed is None:
            return None
        everything = list(self)
        at = everything.index(closed)
        del everything[at]
        self._by_key.pop(fold(name))
        if closed is not self.current:
            return None
        self.current, self._is_other = None, True
        return everything[min(at, len(everything) - 1)] if everything else None

    def neighbour(self, by: int) -> Conversation | None:
        """Return the conversation so many further down the list, round and round."""
        everything = list(self)
        return everything[(everything.index(self.current) + by) % len(everything)] if self.current else None

    def rename(self, old: str, new: str, *, is_channel: bool) -> bool:
        """Carry a conversation on under the new name of a person or channel, if there is one.

        Where a person has a talk of their own under the new name, both stay; a channel's takes the place of one we have left.
        """
        found, other = self.get(old), self.get(new)
        if found is None or found.is_channel != is_channel or HOST_KEY in {old, new} or (other not in {None, found} and not is_channel):
            return False
        if other is not None and other is self.current:
            self.choose(found)
        del self._by_key[fold(old)]
        found.name = new
        self._by_key[fold(new)] = found
        return True

    def names(self, known: Knowledge) -> list[str]:
        """Return what Tab may complete: who spoke last, then who is here, then the channels."""
        current = self.current
        if current is None:
            return []
        here = [member.nick for member in known.members(current.name)]
        person = [] if current.is_channel or current.name == HOST_KEY else [current.name]
        others = [nick for nick in (*current.speakers, *person, *here) if not known.is_me(nick)]
        return [*dict.fromkeys(others), *(one.name for one in self if one.is_channel)]

    def line(self, conversation: Conversation, kind: LineKind, sentence: str, moment: datetime, *, nick: str = "") -> None:
        """Add a line that nobody said and that is not kept; *nick* is who came or went."""
        self._show(conversation, conversation.add(kind, prose(sentence), moment, nick=nick))

    def remark(self, conversation: Conversation, remark: Remark, moment: datetime) -> None:
        """Add a line that nobody said, unless it stands there: a replay, or what came from the history."""
        if not conversation.knows(remark.key):
            self._show(conversation, conversation.add_remark(remark, moment))

    def unread(self, conversation: Conversation, moment: datetime, *, mentioned: bool) -> None:
        """Note that what is said next is not read at once; *mentioned* that it is meant for us."""
        if not conversation.unread:
            self._show(conversation, conversation.mark_unread(prose(tr("New")), moment))
        conversation.unread += 1
        conversation.mentioned |= mentioned

    def said(self, conversation: Conversation, said: Said, moment: datetime) -> None:
        """Add what somebody said."""
        self._show(conversation, conversation.add_said(said, moment))

    def change(self, conversation: Conversation, key: str, how: Callable[[Said], Said]) -> None:
        """Let what was said under a key be another value; where it is not here nothing happens."""
        new = conversation.change(key, how)
        if new is not None and conversation is self.current:
            self._replaced[new.key] = new

    def _show(self, conversation: Conversation, rows: list[TimelineRow]) -> None:
        if conversation is self.current and not self._is_other and conversation.history.past is None:
            self._new_rows += rows

    def take_replaced(self) -> list[TimelineRow]:
        """Return the rows that the screen has, or is about to get, and that say something else now."""
        replaced, self._replaced = self._replaced, {}
        return list(replaced.values())

    def take_rows(self) -> tuple[list[TimelineRow], bool, Place | None]:
        """Return the rows that the screen lacks, whether they replace all that it shows, and which is seen, if not the last."""
        rows, is_other = self._new_rows[-ROWS_KEPT:], self._is_other
        self._new_rows, self._is_other = [], False
        if not is_other:
            return rows, False, None
        past = self.current.history.past if self.current else None
        if past is not None:
            old_rows, place = past.rows()
            return old_rows, True, place
        return (list(self.current.rows) if self.current else []), True, None

    def _make_room(self) -> None:
        people = [one for one in self._by_key.values() if not one.is_channel and one.name != HOST_KEY and one is not self.current]
        if len(people) >= PEOPLE_KEPT:
            self.close(min(people, key=lambda one: bool(one.unread)).name)


def _group_of(conversation: Conversation) -> int:
    return 0 if conversation.name == HOST_KEY else 1 if conversation.is_channel else 2
