"""What a person does with a message: answers it, reacts to it, edits it, deletes it. No Tk."""

from collections.abc import Callable

from desktop_chat.core.client.commands import Refused
from desktop_chat.core.client.events.kept import OWN_KEYS, Standing
from desktop_chat.core.client.knowledge import Knowledge
from desktop_chat.core.wire.tags import EDIT_TEXT, EDITED_MSGID, REACT, REPLY, UNREACT
from desktop_chat.gui import texts
from desktop_chat.gui.lists.powers import Powers
from desktop_chat.gui.messages.message_rows import Composing, Rights
from desktop_chat.gui.messages.quotes import one_line
from desktop_chat.gui.ports import Chat
from desktop_chat.gui.room.conversation import Aim
from desktop_chat.gui.room.conversations import Conversations
from desktop_chat.gui.rows import LineKind
from desktop_chat.gui.safe_text import shown
from desktop_chat.gui.view import View
from desktop_chat.i18n import tr


class MessageActions:
    """Between the lines of the open conversation and what is sent because of them.

    Args:
        view: The window.
        chat: The program behind it.
        conversations: Those of the room.
        known: Gives what is known of the room.
        jump: Shows a line of a conversation, given the name of that and its key.
    """

    def __init__(
        self,
        view: View,
        chat: Chat,
        conversations: Conversations,
        *,
        known: Callable[[], Knowledge],
        jump: Callable[[str, str], None],
    ) -> None:
        self._view, self._chat, self._conversations, self._known, self._jump = view, chat, conversations, known, jump

    def rights(self, key: str) -> Rights:
        """Return what the person may do with a line of the open conversation, by its key.

        An answer waits for the host, so one may be written before it is known whether that host can tell what is answered.
        """
        current = self._conversations.current
        said = current.find(key) if current is not None and current.elsewhere is None else None
        if current is None or said is None or key.startswith(OWN_KEYS) or said.standing is Standing.DELETED:
            return Rights()
        capabilities = self._known().capabilities
        has_tags, edits = "message-tags" in capabilities, "desktop-chat/message-edit" in capabilities
        deletes = "draft/message-redaction" in capabilities and (said.mine or Powers(self._known(), current.name).runs)
        return Rights(has_tags or not self._known().nick, has_tags, edits and said.mine and said.kind is LineKind.TALK, deletes)

    def answer(self, key: str) -> None:
        """Let the next message answer a line."""
        if self.rights(key).answer:
            self._begin(Aim(key))

    def edit(self, key: str) -> None:
        """Put a message into the composer; what is sent then takes its place."""
        current = self._conversations.current
        said = current.find(key) if current is not None else None
        if said is not None and self.rights(key).edit:
            self.cancel()
            self._begin(Aim(key, edits=True, draft=self._view.draft()))
            self._view.set_draft(said.text)

    def edit_last(self) -> bool:
        """Edit the last message of our own in the open conversation; return whether there is one that may be edited."""
        current = self._conversations.current
        last = next((said.key for said in current.said() if said.mine and self.rights(said.key).edit), "") if current else ""
        self.edit(last)
        return bool(last)

    def delete(self, key: str) -> None:
        """Take a message back, or somebody's as an operator (IRCv3 message-redaction)."""
        current = self._conversations.current
        if current is not None and self.rights(key).delete:
            self._refused(self._chat.command("REDACT", current.name, key))

    def react(self, key: str, value: str) -> None:
        """React to a line with an emoji or words; with what is there already, take it back (IRCv3 react)."""
        current = self._conversations.current
        said = current.find(key) if current is not None else None
        if current is None or said is None or not value or not self.rights(key).react:
            return
        is_there = any(one.mine and one.value == value for one in said.reactions)
        tags = {REPLY[0]: key, (UNREACT if is_there else REACT)[0]: value}
        self._refused(self._chat.command("TAGMSG", current.name, tags=tags))

    def jump(self, key: str) -> None:
        """Show a line of the open conversation that is quoted there, wherever it stands."""
        current = self._conversations.current
        if current is not None and not self._view.show_row(key):
            self._jump(current.name, key)

    def _begin(self, aim: Aim) -> None:
        current = self._conversations.current
        if current is not None:
            current.composing = aim
            self.show()

    def show(self) -> None:
        """Say above the composer what the next message is about."""
        current = self._conversations.current
        aim = current.composing if current is not None else None
        said = current.find(aim.key) if current is not None and aim is not None else None
        if aim is None or said is None:
            self._view.set_composing(None)
            return
        title = tr("Editing") if aim.edits else tr("Reply to {nick}", nick=said.sender)
        self._view.set_composing(Composing(shown(title), one_line(said.text)))

    def cancel(self) -> None:
        """Let the next message be one like any other; what was being written before an edit is there again."""
        current = self._conversations.current
        if current is not None and current.composing is not None:
            if current.composing.edits:
                self._view.set_draft(current.composing.draft)
            current.composing = None
            self._view.set_composing(None)

    def leave(self) -> None:
        """Put an edit away, before another conversation is opened; an answer is still one when this is opened again."""
        if self.edits:
            self.cancel()

    @property
    def answered(self) -> str:
        """The key of the line that what is sent next answers; "" for none."""
        current = self._conversations.current
        aim = current.composing if current is not None else None
        return aim.key if aim is not None and not aim.edits else ""

    @property
    def edits(self) -> bool:
        """Whether what is sent next takes the place of a message."""
        current = self._conversations.current
        return current is not None and current.composing is not None and current.composing.edits

    def send_edit(self, text: str) -> bool:
        """Let the message that is being edited say this, nothing and the same being no edit; return whether one is."""
        current = self._conversations.current
        if current is None or current.composing is None or not current.composing.edits:
            return False
        said = current.find(current.composing.key)
        tags = {EDITED_MSGID: current.composing.key, EDIT_TEXT: text}
        is_new = said is not None and text.strip() not in {"", said.text}
        if not is_new or not self._refused(self._chat.command("EDIT", current.name, tags=tags)):
            self.cancel()
        return True

    def _refused(self, refused: Refused | None) -> bool:
        self._view.set_hint(shown(texts.input_problem(refused)) if refused else "")
        return refused is not None
