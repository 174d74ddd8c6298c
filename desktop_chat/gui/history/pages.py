"""Brings what was kept of a conversation onto the screen, page by page. No Tk."""

from collections.abc import Callable

from desktop_chat.core.client.events import MessageArrived, MessageKind, PageRead
from desktop_chat.core.client.events.kept import EventKind, KeptLine, Page, Part, Standing
from desktop_chat.core.wire.tags import reply_in
from desktop_chat.gui.history.reading import Past
from desktop_chat.gui.messages.message_rows import Quote
from desktop_chat.gui.messages.quotes import quote_of
from desktop_chat.gui.news import remark_of
from desktop_chat.gui.ports import Chat
from desktop_chat.gui.room.conversation import HOST_KEY, Conversation
from desktop_chat.gui.room.row_maker import Entry, Said
from desktop_chat.gui.rows import Edge, LineKind
from desktop_chat.gui.safe_text import prose
from desktop_chat.gui.times import local_time
from desktop_chat.i18n import tr

KINDS = {MessageKind.TALK: LineKind.TALK, MessageKind.ACTION: LineKind.ACTION, MessageKind.NOTICE: LineKind.NOTICE}


def said_of(message: MessageArrived, *, mentioned: bool, quote: Quote | None) -> Said:
    """Return a message as it is drawn; *mentioned* if it names the person at this window."""
    key = message.key or message.own_id
    return Said(message.sender, prose(message.text), KINDS[message.kind], message.mine, mentioned, key, quote=quote)


def entry_of(line: KeptLine, names_us: Callable[[str], bool]) -> Entry:
    """Return a line of the history as it is drawn for whoever is named by these texts."""
    if isinstance(line.kind, EventKind):
        return remark_of(line), local_time(line.time)
    mentioned = not line.mine and names_us(line.text)
    text = tr("This message was deleted") if line.standing is Standing.DELETED else line.text
    quote = quote_of(reply_in(line.tags), line.quoted)
    said = Said(line.sender, prose(text), KINDS[line.kind], line.mine, mentioned, line.key, line.standing, quote, line.reactions)
    return said, local_time(line.time)


class Pages:
    """Asks for pages of the history and puts them where they belong.

    Args:
        chat: Whose history it is.
    """

    def __init__(self, chat: Chat) -> None:
        self._chat = chat

    def open(self, conversation: Conversation) -> None:
        """See that the last lines of a conversation are there; the host's words are not kept."""
        if not conversation.history.is_asked and conversation.name != HOST_KEY:
            conversation.history.is_asked = True
            self._chat.history.ask_page(conversation.name, Part.LAST)

    def scroll(self, conversation: Conversation, edge: Edge) -> bool:
        """Read on where the first or the last row came in sight; return whether the newest lines are to stand there again."""
        reading, past = conversation.history, conversation.history.past
        if reading.waits:
            return False
        if past is None:
            if edge is Edge.TOP and reading.has_older and conversation.oldest_key:
                self._ask(conversation, Part.AROUND, conversation.oldest_key)
        elif edge is Edge.TOP and not past.is_first:
            self._ask(conversation, Part.BEFORE, past.first_key)
        elif edge is Edge.BOTTOM and not past.is_last:
            self._ask(conversation, Part.AFTER, past.last_key)
        return past is not None and edge is Edge.BOTTOM and past.is_last

    def jump(self, conversation: Conversation, key: str) -> None:
        """Show a line that was found, with what was said around it."""
        conversation.history.jumps_to = key
        self._ask(conversation, Part.AROUND, key)

    def jump_to_time(self, conversation: Conversation, time: float) -> None:
        """Show the first line since a moment, in seconds since 1970."""
        conversation.history.waits = True
        self._chat.history.ask_date(conversation.name, time)

    def _ask(self, conversation: Conversation, part: Part, key: str) -> None:
        conversation.history.waits = True
        self._chat.history.ask_page(conversation.name, part, key)

    def take(self, event: PageRead, conversation: Conversation, names_us: Callable[[str], bool]) -> bool:
        """Put a page where it belongs; return whether other rows stand on the screen now.

        Args:
            event: The page.
            conversation: Whose it is.
            names_us: Says whether a text names us.
        """
        reading = conversation.history
        lines = [entry_of(line, names_us) for line in event.page.lines]
        if event.part is Part.LAST:
            conversation.fill(lines)
            reading.has_older |= not event.page.is_first
            return reading.past is None
        reading.waits = False
        if not lines:
            return False
        if event.part in {Part.AROUND, Part.SINCE}:
            self._begin(conversation, event, lines)
        elif reading.past is not None:
            reading.past.extend(event.part, lines, is_end=_is_end(event.page, event.part))
        return reading.past is not None

    def _begin(self, conversation: Conversation, event: PageRead, lines: list[Entry]) -> None:
        reading = conversation.history
        is_jump = event.part is Part.SINCE or reading.jumps_to == event.key
        reading.past = Past(lines, event.page.is_first, event.page.is_last, event.key, Edge.MIDDLE if is_jump else Edge.TOP)
        if is_jump:
            reading.jumps_to, reading.past.found = "", event.key


def _is_end(page: Page, part: Part) -> bool:
    return page.is_first if part is Part.BEFORE else page.is_last
