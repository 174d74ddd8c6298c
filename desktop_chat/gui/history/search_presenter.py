"""Finding: what is typed is looked for, what is found is listed, what is chosen is shown where it was said. No Tk."""

from collections.abc import Callable
from typing import Final

from desktop_chat.core.client.events import SearchAnswered
from desktop_chat.core.client.events.kept import KeptLine, KeptRoom, place_of
from desktop_chat.core.client.search_query import SearchQuery, hits, parse_search
from desktop_chat.gui.ports import Chat
from desktop_chat.gui.room.conversations import Conversations
from desktop_chat.gui.room.room_rows import conversation_title, room_name
from desktop_chat.gui.rows import FoundPiece, FoundRow, SearchForm
from desktop_chat.gui.safe_text import Shown, shown, shown_name
from desktop_chat.gui.times import local_time, when_text
from desktop_chat.gui.view import View
from desktop_chat.i18n import ntr, tr

BEFORE_HIT: Final = 40
"""Characters of a long line that are shown before the first hit."""


class SearchPresenter:
    """What the search panel shows.

    Args:
        view: The window.
        chat: Whose history is searched.
        conversations: Those of the room.
        jump: Shows a line where it was said, in another room if one is named.
        wall_clock: Gives the time in seconds since 1970: lines of today show no day.
    """

    def __init__(
        self,
        view: View,
        chat: Chat,
        conversations: Conversations,
        *,
        jump: Callable[[KeptLine, KeptRoom | None], None],
        wall_clock: Callable[[], float],
    ) -> None:
        self._view, self._chat, self._conversations, self._jump, self._wall_clock = view, chat, conversations, jump, wall_clock
        self._place: str | None = None
        self._place_title = ""
        self._query = SearchQuery()
        self._number = 0
        """Of the last question; answers to earlier ones come too late."""
        self._lines: tuple[KeptLine, ...] = ()
        self._selected = 0
        self._is_open = self._has_more = False

    def open(self, *, everywhere: bool) -> None:
        """Show the panel: for all rooms, or for the open conversation."""
        current = self._conversations.current
        self._place = None if everywhere or current is None else current.name
        self._place_title = "" if current is None else conversation_title(current)
        self._is_open = True
        self._show(())

    def look_for(self, text: str) -> None:
        """Show the panel for all rooms, with what is found of a text."""
        self.open(everywhere=True)
        self._view.set_search_text(text)
        self.type(text)

    def show_again(self) -> None:
        """Show the panel once more, if it is open."""
        if self._is_open:
            selected = self._selected
            self._show(self._lines, has_more=self._has_more)
            self._select(selected)

    def close(self) -> None:
        """Put the panel away."""
        self._is_open = False
        self._number += 1
        self._view.set_search(None)

    def type(self, text: str) -> None:
        """Look for what stands in the field now."""
        self._number += 1
        self._query = parse_search(text)
        if self._query.is_empty:
            self._show(())
        else:
            self._chat.history.search(self._number, text, self._place)

    def take(self, event: SearchAnswered) -> None:
        """List what was found, unless something else is looked for by now."""
        if event.number == self._number:
            self._others = {room.key: room for room in event.others}
            self._show(event.lines, has_more=event.has_more)

    def move(self, by: int) -> None:
        """Go so many rows down the list, or up (-1)."""
        self._select(self._selected + by)

    def choose(self, row: int | None = None) -> None:
        """Show a line where it was said; without a number the one that is selected."""
        if self._lines:
            self._select(self._selected if row is None else row)
            line = self._lines[self._selected]
            self._jump(line, self._room_of(line))

    def _select(self, row: int) -> None:
        if self._lines:
            self._selected = min(max(row, 0), len(self._lines) - 1)
            self._view.select_found(self._selected)

    def _show(self, lines: tuple[KeptLine, ...], *, has_more: bool = False) -> None:
        self._lines, self._selected, self._has_more = lines, 0, has_more
        title = tr("Find everywhere") if self._place is None else tr("Find in {name}", name=self._place_title)
        self._view.set_search(SearchForm(title, tuple(map(self._row, lines)), self._sentence(len(lines), has_more=has_more)))

    def _sentence(self, count: int, *, has_more: bool) -> str:
        if self._query.is_empty:
            return tr('Words, "words in a row", from:name, in:#channel')
        if has_more:
            return tr("The newest {count} of many", count=count)
        return ntr("{count} line found", "{count} lines found", count) if count else tr("Nothing was found")

    def _room_of(self, line: KeptLine) -> KeptRoom | None:
        """Return the room in which a line was said, if that is another one than this."""
        key, _ = place_of(line.conversation, "")
        return self._others.get(key)

    def _row(self, line: KeptLine) -> FoundRow:
        moment, now = local_time(line.time), local_time(self._wall_clock())
        room = self._room_of(line)
        conversation, _, _ = line.conversation.partition(" ")
        where = [shown_name(conversation)] if self._place is None else []
        where += [shown_name(room_name(room))] if room is not None else []
        return FoundRow(shown_name(line.sender), " · ".join([*where, when_text(moment, now)]), pieces_of(shown(line.text), self._query))


def pieces_of(text: Shown, query: SearchQuery) -> tuple[FoundPiece, ...]:
    """Return a line in pieces, those that were looked for marked; of a long one only what is near the first of them."""
    found = hits(text, query)
    if found and found[0][0] > 2 * BEFORE_HIT:
        text = Shown("…" + text[found[0][0] - BEFORE_HIT :])
        found = hits(text, query)
    pieces, end = list[FoundPiece](), 0
    for start, stop in found:
        pieces += [FoundPiece(Shown(text[end:start])), FoundPiece(Shown(text[start:stop]), is_hit=True)]
        end = stop
    pieces.append(FoundPiece(Shown(text[end:])))
    return tuple(piece for piece in pieces if piece.text)
