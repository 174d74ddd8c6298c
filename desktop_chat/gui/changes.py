"""What happens to lines after they were said: deleted, edited, reacted to. No Tk."""

from dataclasses import replace
from datetime import datetime

from desktop_chat.core.client.events import MessageEdited, MessageRedacted, Reacted
from desktop_chat.core.client.events.kept import Standing
from desktop_chat.gui.conversations import Conversations
from desktop_chat.gui.row_maker import Said
from desktop_chat.gui.rows import LineKind
from desktop_chat.gui.safe_text import prose, shown
from desktop_chat.i18n import tr

ChangeEvent = MessageRedacted | MessageEdited | Reacted
QUOTED_CHARACTERS = 40
"""Of a line that somebody reacted to: enough to know it again."""
REACTION_CHARACTERS = 16
"""An emoji with all its parts, or a word."""


def change(event: ChangeEvent, conversations: Conversations, moment: datetime) -> None:
    """Show a change where its line is shown; what is not shown any more needs none.

    Args:
        event: What happened.
        conversations: Where.
        moment: Now.
    """
    conversation = conversations.get(event.conversation)
    said = conversation.find(event.msgid) if conversation else None
    if conversation is None or said is None:
        return
    match event:
        case MessageRedacted():
            sentence = prose(_deleted(event))
            conversations.change(conversation, said.key, lambda line: replace(line, text=sentence, standing=Standing.DELETED))
        case MessageEdited(text=text):
            conversations.change(conversation, said.key, lambda line: replace(line, text=prose(text), standing=Standing.EDITED))
        case Reacted():
            conversations.line(conversation, LineKind.EVENT, _reaction(event, said), moment)


def _deleted(event: MessageRedacted) -> str:
    if event.reason:
        return tr("{nick} deleted this message: {reason}", nick=event.by, reason=event.reason)
    return tr("{nick} deleted this message", nick=event.by)


def _reaction(event: Reacted, said: Said) -> str:
    quoted = shown(said.text, max_characters=QUOTED_CHARACTERS)
    reaction = shown(event.reaction, max_characters=REACTION_CHARACTERS)
    if event.is_on:
        return tr("{nick} reacted with {reaction} to “{text}”", nick=event.by, reaction=reaction, text=quoted)
    return tr("{nick} took back {reaction} on “{text}”", nick=event.by, reaction=reaction, text=quoted)
