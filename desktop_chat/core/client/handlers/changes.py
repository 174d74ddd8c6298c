"""What happens to messages after they were said: deleted, edited, reacted to (IRCv3 message-redaction, react)."""

from typing import Final

from desktop_chat.core.client.events import MessageEdited, MessageRedacted, Reacted, TypingTold
from desktop_chat.core.client.handlers.people import conversation_of
from desktop_chat.core.client.handlers.row import Row
from desktop_chat.core.client.turn import Turn, nick_of
from desktop_chat.core.client.typing import ACTIVE, DONE, PAUSED, TYPING
from desktop_chat.core.wire.limits import REACTION_BYTES
from desktop_chat.core.wire.message import Message
from desktop_chat.core.wire.tags import EDIT_TEXT, EDITED_MSGID, REACT, REPLY, UNREACT, is_reaction, value_of

STATES: Final = frozenset({ACTIVE, PAUSED, DONE})


def handle_redact(turn: Turn, message: Message) -> None:
    """A message was deleted (IRCv3 message-redaction, Command)."""
    by, (target, msgid, reason) = nick_of(message.source), (*message.params, "")[:3]
    turn.tell(MessageRedacted(conversation_of(turn.me, by, target), msgid, by, reason))


def handle_edit(turn: Turn, message: Message) -> None:
    """A message says something else now (pull request 425 of the IRCv3 specifications, Editing messages)."""
    by, msgid, text = nick_of(message.source), message.tags.get(EDITED_MSGID, ""), message.tags.get(EDIT_TEXT, "")
    if msgid and text:
        turn.tell(MessageEdited(conversation_of(turn.me, by, message.params[0]), msgid, by, text))


def handle_tagmsg(turn: Turn, message: Message) -> None:
    """Tags without a text: a reaction is told (IRCv3 react), and who is typing (IRCv3 typing). Anything else means nothing to a reader.

    Nor does one that is too long: "a byte limit may be appropriate" (Value restrictions).
    """
    given = value_of(message.tags, REACT)
    reaction = given or value_of(message.tags, UNREACT)
    if is_reaction(message.tags) and len(reaction.encode(errors="replace")) <= REACTION_BYTES:
        by, msgid = nick_of(message.source), value_of(message.tags, REPLY)
        conversation = conversation_of(turn.me, by, message.params[0])
        turn.tell(Reacted(conversation, msgid, by, reaction, bool(given), turn.me.is_me(by)))
    state, nick = message.tags.get(TYPING, ""), nick_of(message.source)
    if state in STATES and not turn.me.is_me(nick):
        turn.tell(TypingTold(conversation_of(turn.me, nick, message.params[0]), nick, state))


ROWS: Final[dict[str, Row]] = {
    "REDACT": Row(handle_redact, 2, from_somebody=True),
    "EDIT": Row(handle_edit, 1, from_somebody=True),
    "TAGMSG": Row(handle_tagmsg, 1, from_somebody=True),
}
