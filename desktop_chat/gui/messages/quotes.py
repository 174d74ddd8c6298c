"""The message that another one answers, as it is quoted above that on one line. No Tk."""

from dataclasses import replace
from typing import Final

from desktop_chat.core.client.events import LineRead, MessageArrived
from desktop_chat.core.client.events.kept import KeptQuote, Standing
from desktop_chat.core.wire.names import fold
from desktop_chat.core.wire.tags import reply_in
from desktop_chat.gui.messages.message_rows import Quote
from desktop_chat.gui.ports import Chat
from desktop_chat.gui.room.conversation import Conversation
from desktop_chat.gui.room.conversations import Conversations
from desktop_chat.gui.room.row_maker import Said
from desktop_chat.gui.safe_text import Shown, prose, shown, shown_name
from desktop_chat.gui.timeline.markup import blocks_of
from desktop_chat.i18n import tr

LINES_NOTED: Final = 500
QUOTED_CHARACTERS: Final = 120
"""A line of the window."""


def one_line(text: str) -> Shown:
    """Return the beginning of what was said, on one line and without signs of emphasis."""
    blocks = blocks_of(prose(text[: QUOTED_CHARACTERS * 4]))
    return shown(" ".join(word for block in blocks for word in block.text.split()), max_characters=QUOTED_CHARACTERS)


def quote_of(key: str, quoted: KeptQuote | Said | None) -> Quote | None:
    """Return what is quoted, by the key of the line that is answered; None if there is no key.

    Args:
        key: As the answer says it.
        quoted: The line, None if nobody here has it.
    """
    if not key:
        return None
    if quoted is None:
        return Quote(key, Shown(""), tr("A message that is not here"))
    text = tr("This message was deleted") if quoted.standing is Standing.DELETED else one_line(quoted.text)
    return Quote(key, shown_name(quoted.sender), text)


class Quotes:
    """Finds what is quoted: among the lines on the screen, else in the history.

    Args:
        chat: Whose history it is.
        conversations: Those of the room.
    """

    def __init__(self, chat: Chat, conversations: Conversations) -> None:
        self._chat, self._conversations = chat, conversations
        self._read: dict[tuple[str, str], KeptQuote | None] = {}
        """What the history was asked for, by the folded name of the conversation and the key; None until it answers, or if it has none."""

    def of(self, message: MessageArrived) -> Quote | None:
        """Return what a message that was said now quotes; None for one that answers none."""
        key, conversation = reply_in(message.tags), self._conversations.get(message.conversation)
        place, said = (fold(message.conversation), key), conversation.find(key) if conversation is not None else None
        if key and said is None and place not in self._read:
            self._note(place, None)
            self._chat.history.ask_line(message.conversation, key)
        return quote_of(key, said or self._read.get(place))

    def _note(self, place: tuple[str, str], quoted: KeptQuote | None) -> None:
        self._read[place] = quoted
        if len(self._read) > LINES_NOTED:
            del self._read[next(iter(self._read))]

    def take(self, event: LineRead) -> None:
        """Let the lines that answer one from the history quote it."""
        conversation = self._conversations.get(event.conversation)
        if conversation is not None and event.line is not None:
            quoted = KeptQuote(event.line.sender, event.line.text, event.line.standing)
            self._note((fold(event.conversation), event.key), quoted)
            self._quote(conversation, event.key, quoted)

    def renew(self, conversation: Conversation, key: str) -> None:
        """Let the lines that answer one quote what it says now."""
        self._quote(conversation, key, conversation.find(key))

    def _quote(self, conversation: Conversation, key: str, quoted: KeptQuote | Said | None) -> None:
        quote = quote_of(key, quoted)
        for answer in [said.key for said in conversation.said() if said.quote is not None and said.quote.key == key]:
            self._conversations.change(conversation, answer, lambda said: replace(said, quote=quote))
