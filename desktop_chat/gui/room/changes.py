"""What happens to lines after they were said: deleted, edited, reacted to. No Tk."""

from dataclasses import replace
from typing import assert_never

from desktop_chat.core.client.events import MessageEdited, MessageRedacted, Reacted
from desktop_chat.core.client.events.kept import Standing
from desktop_chat.gui.messages.quotes import Quotes
from desktop_chat.gui.messages.reactions import reacted
from desktop_chat.gui.room.conversations import Conversations
from desktop_chat.gui.room.row_maker import Said
from desktop_chat.gui.safe_text import prose
from desktop_chat.i18n import tr

ChangeEvent = MessageRedacted | MessageEdited | Reacted


def change(event: ChangeEvent, conversations: Conversations, quotes: Quotes) -> None:
    """Show a change where its line is shown, and where that is quoted; what is not shown any more needs none.

    Args:
        event: What happened.
        conversations: Where.
        quotes: Told of lines that say something else now.
    """
    conversation = conversations.get(event.conversation)
    said = conversation.find(event.msgid) if conversation is not None else None
    if conversation is None or said is None or said.standing is Standing.DELETED:
        return
    conversations.change(conversation, said.key, lambda line: _changed(line, event))
    if not isinstance(event, Reacted):
        quotes.renew(conversation, said.key)


def _changed(line: Said, event: ChangeEvent) -> Said:
    match event:
        case MessageRedacted():
            return replace(line, text=prose(_deleted(event)), standing=Standing.DELETED, reactions=())
        case MessageEdited(text=text):
            return replace(line, text=prose(text), standing=Standing.EDITED)
        case Reacted():
            return replace(line, reactions=reacted(line.reactions, event))
        case _:
            assert_never(event)


def _deleted(event: MessageRedacted) -> str:
    if event.reason:
        return tr("{nick} deleted this message: {reason}", nick=event.by, reason=event.reason)
    return tr("{nick} deleted this message", nick=event.by)
