"""Tells the view what changed in the room, part by part. No Tk, no decisions."""

from enum import Enum, auto

from desktop_chat.core.client.knowledge import Knowledge
from desktop_chat.gui.faces import Faces
from desktop_chat.gui.messages.unsent import Unsent
from desktop_chat.gui.room import room_rows
from desktop_chat.gui.room.conversations import Conversations
from desktop_chat.gui.rows import RoomHead, TimelineRow
from desktop_chat.gui.view import View


class Part(Enum):
    """A part of the room screen."""

    ROOM = auto()
    LIST = auto()
    HEAD = auto()
    MEMBERS = auto()
    UNSENT = auto()


class RoomDisplay:
    """What the view does not show yet."""

    def __init__(self, view: View) -> None:
        self._view, self._faces = view, Faces()
        self._dirty = set(Part)
        self._unsent: list[TimelineRow] = []

    def touch(self, *parts: Part) -> None:
        """Note that these have something new to show; without any, that all have."""
        self._dirty.update(parts or Part)
        if Part.MEMBERS in self._dirty:
            self._dirty.add(Part.ROOM)  # It tells how many there are.

    def show(self, conversations: Conversations, known: Knowledge, unsent: Unsent) -> None:
        """Show the rows that are new, and the parts that were touched but the room's own."""
        is_other, has_rows = self._show_timeline(conversations, known)
        if Part.UNSENT in self._dirty or is_other or unsent:
            self._show_unsent(unsent.rows(conversations.current), is_other=is_other or has_rows)
        if Part.LIST in self._dirty:
            self._view.set_conversations(room_rows.conversation_rows(conversations, conversations.current, known))
            self._view.set_title(room_rows.title(conversations, conversations.current, known))
        if Part.HEAD in self._dirty:
            self._view.set_conversation(room_rows.conversation_head(conversations.current, known))
        if Part.MEMBERS in self._dirty:
            self._view.set_members(room_rows.member_rows(conversations.current, known))
        self._dirty &= {Part.ROOM}

    def _show_timeline(self, conversations: Conversations, known: Knowledge) -> tuple[bool, bool]:
        """Show the rows that are new, in the colours that people chose; return whether all are others, and whether there are any."""
        rows, is_other, place = conversations.take_rows()
        changed = conversations.take_replaced()
        others = self._faces.update(known)
        if others and not is_other:
            changed += [row for row in conversations.shown_rows() if known.features.fold(row.sender) in others]
        rows = self._faces.coloured(rows, known)
        if is_other:
            self._view.replace_timeline(rows, place)
        elif rows:
            self._view.append_timeline(rows)
        for row in self._faces.coloured(changed, known):
            self._view.replace_row(row)
        return is_other, bool(rows)

    def _show_unsent(self, rows: list[TimelineRow], *, is_other: bool) -> None:
        """Show what waits, if that is not what stands there already, after the same lines."""
        if is_other or rows != self._unsent:
            self._unsent = rows
            self._view.set_unsent(rows)

    def is_touched(self, part: Part) -> bool:
        """Return whether a part was touched."""
        return part in self._dirty

    def show_room(self, head: RoomHead) -> None:
        """Show the room's own part."""
        self._view.set_room(head)
        self._dirty.discard(Part.ROOM)
