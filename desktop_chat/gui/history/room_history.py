"""What the window keeps of a room from one start to the next, and shows again: pages, read marks, drafts. No Tk."""

from collections.abc import Callable
from pathlib import Path

from desktop_chat.core.client.events import Exported, LineRead, PageRead, RoomRecalled
from desktop_chat.core.client.events.kept import KeptConversation, KeptLine, KeptRoom, Notify, Part
from desktop_chat.core.client.export import ExportFormat
from desktop_chat.gui.history.pages import Pages
from desktop_chat.gui.messages.quotes import Quotes
from desktop_chat.gui.ports import Chat
from desktop_chat.gui.room.conversation import HOST_KEY, Conversation
from desktop_chat.gui.room.conversations import Conversations
from desktop_chat.gui.rows import Edge
from desktop_chat.gui.safe_text import shown
from desktop_chat.gui.view import View
from desktop_chat.i18n import tr


class RoomHistory:
    """Between the conversations on the screen and the history on the disk.

    Args:
        view: The window.
        chat: The program behind it.
        conversations: Those of the room.
        names_us: Says whether a text names us.
        choose: Opens a conversation.
        settle: Shows what changed: the timeline, and what is unread.
    """

    def __init__(
        self,
        view: View,
        chat: Chat,
        conversations: Conversations,
        *,
        names_us: Callable[[str], bool],
        choose: Callable[[Conversation], None],
        settle: Callable[[], None],
    ) -> None:
        self._view, self._chat, self._conversations = view, chat, conversations
        self._names_us, self._choose, self._settle = names_us, choose, settle
        self._pages = Pages(chat)
        self.quotes = Quotes(chat, conversations)

    def recall(self, event: RoomRecalled) -> None:
        """Put the conversations of the last time beside those that are here already, with what is unread and was being written.

        On the way back into a room after its link broke all of them are here, and this changes nothing.
        """
        kept_conversations = () if self._conversations.are_recalled else event.conversations
        self._conversations.are_recalled = True
        for kept in kept_conversations:
            is_new = self._conversations.get(kept.name) is None
            conversation = self._conversations.open(kept.name, is_channel=kept.is_channel)
            conversation.joined &= not is_new
            is_current = conversation is self._conversations.current
            if not is_current:
                conversation.unread += kept.unread
                conversation.mentioned |= bool(kept.unread) and not kept.is_channel
            conversation.draft = conversation.draft or kept.draft
            conversation.notify = kept.notify
            if is_current and not self._view.draft():
                self._view.set_draft(conversation.draft)

    def open(self, conversation: Conversation) -> None:
        """Make a conversation the current one, with its draft, and see that its last lines are there."""
        self.keep_draft()
        self._conversations.choose(conversation)
        self._pages.open(conversation)
        self._view.set_draft(conversation.draft)
        self._view.set_hint("")

    def scroll(self, edge: Edge) -> None:
        """Read on in the open conversation, where the first or the last row of the timeline came in sight."""
        current = self._conversations.current
        if current is not None and self._pages.scroll(current, edge):
            self.to_newest()

    def to_newest(self) -> None:
        """Show the newest lines again."""
        self._conversations.show_newest()
        self._settle()

    def jump(self, name: str, key: str) -> None:
        """Show a line of a conversation, by both names, with what was said around it."""
        conversation = self._conversations.get(name)
        if conversation is not None:
            if conversation is not self._conversations.current:
                self._choose(conversation)
            self._pages.jump(conversation, key)
            self._settle()

    def show_found(self, line: KeptLine, elsewhere: KeptRoom | None) -> None:
        """Show a line in its conversation, which is opened, if it is not.

        Args:
            line: What was found.
            elsewhere: Its room, if that is another one than this: there one can only read.
        """
        if self._conversations.get(line.conversation) is None:
            conversation = self._conversations.open(line.conversation, is_channel=line.is_channel)
            conversation.joined, conversation.elsewhere = not line.is_channel, elsewhere
        self.jump(line.conversation, line.key)

    def jump_to_time(self, time: float) -> None:
        """Show the first line of the open conversation since a moment, in seconds since 1970."""
        current = self._conversations.current
        if current is not None and current.name != HOST_KEY:
            self._pages.jump_to_time(current, time)

    def set_notify(self, name: str, notify: Notify) -> None:
        """Note what of a conversation the person wants to be told, now and the next time."""
        conversation = self._conversations.get(name)
        if conversation is not None:
            conversation.notify = notify
            self._chat.history.keep_notify(KeptConversation(conversation.name, conversation.is_channel, notify=notify))
            self._settle()

    def export(self, kind: ExportFormat, file: Path) -> None:
        """Write the open conversation into a file; `Exported` tells how that went."""
        current = self._conversations.current
        if current is not None:
            self._chat.history.export(current.name, kind, file)

    def exported(self, event: Exported) -> None:
        """Say how it went."""
        if event.problem:
            self._view.set_hint(tr("{path} cannot be written: {reason}.", path=shown(event.file), reason=event.problem))
        else:
            self._view.set_hint(tr("Saved as {path}", path=shown(event.file)))

    def take(self, event: PageRead | LineRead) -> None:
        """Take a page, or a line that is quoted; for a conversation that was closed meanwhile it comes too late."""
        if isinstance(event, LineRead):
            self.quotes.take(event)
            return
        conversation = self._conversations.get(event.conversation)
        if conversation is not None and self._pages.take(event, conversation, self._names_us):
            self._conversations.show_again(conversation)
        elif event.part is Part.SINCE:
            self._view.set_hint(tr("Nothing was said here since then."))

    def mark(self) -> None:
        """Let the history know up to where the open conversation is read, if that has changed."""
        current = self._conversations.current
        if current is not None and current.newest > current.marked and current.history.past is None:
            current.marked = current.newest
            self._chat.history.mark_read(current.name, current.newest)

    def keep_draft(self) -> None:
        """Keep what stands in the composer, for the next time; while a message is edited there, what stood there before."""
        current = self._conversations.current
        aim = current.composing if current is not None else None
        self._keep(aim.draft if aim is not None and aim.edits else self._view.draft())

    def forget_draft(self) -> None:
        """Keep no draft: it was sent."""
        self._keep("")

    def _keep(self, text: str) -> None:
        current = self._conversations.current
        if current is not None and current.draft != text and current.name != HOST_KEY and current.elsewhere is None:
            current.draft = text
            self._chat.history.keep_draft(KeptConversation(current.name, current.is_channel, draft=text))
