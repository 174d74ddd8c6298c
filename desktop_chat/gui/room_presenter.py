"""What the room screen shows and what its buttons and keys do: conversations, unread marks, members, sending. No Tk.

Events are taken one by one with `handle`; the view hears of what changed once, with `settle`, so that a flood costs the
screen no more than a line. How one gets into the room, and back, is the business of `presenter.py`.
"""

from collections.abc import Callable

from desktop_chat.core.client.events import (
    AwayChanged,
    ChannelRenamed,
    Happened,
    HistoryGap,
    HostClosed,
    JoinedChannel,
    LeftChannel,
    MembersListed,
    MessageArrived,
    MessageEdited,
    MessageQueued,
    MessageRedacted,
    Reacted,
    Registered,
    RoomDescribed,
    RoomRecalled,
    SendFailed,
    SessionEvent,
    TopicSetBy,
)
from desktop_chat.core.client.knowledge import Knowledge
from desktop_chat.gui import room_rows
from desktop_chat.gui.alerting import Alerting
from desktop_chat.gui.changes import ChangeEvent, change
from desktop_chat.gui.conversation import HOST_KEY, Conversation
from desktop_chat.gui.conversations import Conversations
from desktop_chat.gui.message_actions import MessageActions
from desktop_chat.gui.pages import said_of
from desktop_chat.gui.ports import Chat
from desktop_chat.gui.remarks import Remarks
from desktop_chat.gui.room_display import Part, RoomDisplay
from desktop_chat.gui.room_history import RoomHistory
from desktop_chat.gui.rows import LineKind
from desktop_chat.gui.search_presenter import SearchPresenter
from desktop_chat.gui.sending import Sending
from desktop_chat.gui.times import local_time
from desktop_chat.gui.unsent import Unsent
from desktop_chat.gui.view import View
from desktop_chat.i18n import tr
from desktop_chat.settings import Settings


class RoomPresenter:
    """The room as the window shows it.

    Args:
        view: The window.
        chat: The program behind it.
        settings: Gives what the person has chosen.
        wall_clock: Gives the time in seconds since 1970, for what comes without one.
    """

    def __init__(self, view: View, chat: Chat, *, settings: Callable[[], Settings], wall_clock: Callable[[], float]) -> None:
        self._view, self._chat, self._wall_clock = view, chat, wall_clock
        self.known = Knowledge()
        self._conversations = Conversations()
        self._hosting = self.is_online = False
        """The host has let us in, and the link holds."""
        self._display = RoomDisplay(view)
        self._alerting = Alerting(view, chat.alerts, settings=settings, wall_clock=wall_clock)
        self._remarks = Remarks(self._conversations, self._display, wall_clock=wall_clock)
        self.history = RoomHistory(
            view,
            chat,
            self._conversations,
            nick=lambda: self.nick or self._asked[1],
            choose=self._choose,
            settle=self._settle_list,
        )
        self.unsent = Unsent(chat, touch=lambda: self._display.touch(Part.UNSENT), settle=self.settle, quote=self.history.quotes.of)
        self.search = SearchPresenter(view, chat, self._conversations, jump=self.history.jump, wall_clock=wall_clock)
        self._sending = Sending(
            view,
            chat,
            tell=lambda sentence: self._remarks.line(self._conversations.here(), LineKind.INFO, sentence),
            can_open=lambda name: not self.known.features.is_channel(name) or self._conversations.get(name) is not None,
            open_person=self.open_person,
        )
        self.messages = MessageActions(view, chat, self._conversations, known=lambda: self.known, jump=self.history.jump)
        self._asked = ("", "")
        """What the room was called the last time, and the name under which we want to go in."""

    @property
    def nick(self) -> str:
        """Our name in the room, "" before the host has let us in."""
        return self.known.nick

    def channels(self) -> tuple[str, ...]:
        """Return the channels we are in, or were when the link ended."""
        return tuple(one.name for one in self._conversations if one.is_channel and one.joined)

    def enter(self, event: Registered, *, hosting: bool) -> None:
        """Begin, or go on after a broken link: into channels we were in we come by the link itself, which is no news."""
        self._hosting, self.is_online = hosting, True
        self.known.apply(event)
        for conversation in self._conversations:
            if conversation.is_channel and conversation.joined:
                conversation.rejoins = True
        self._display.touch()

    def recall(self, event: RoomRecalled, nick: str) -> None:
        """Show the room as it was left, while its host has not answered yet.

        Args:
            event: What was kept.
            nick: Under which we want to go in: lines name us by it.
        """
        self._asked = event.room.name, nick
        self.history.recall(event)
        self._display.touch()

    def renew(self) -> None:
        """Let the view be told everything once more, in the language of now."""
        self._conversations.renew()
        self.search.show_again()
        self.messages.show()
        self._display.touch()

    def lose(self) -> None:
        """Note that the link is gone; everything stays to be read."""
        self.is_online = False
        self._display.touch(Part.ROOM)

    def forget(self) -> None:
        """Begin anew, as if nothing had been said."""
        self.known = Knowledge()
        self._conversations.forget()
        self.unsent.forget()
        self.search.close()
        self._alerting.forget()
        self.is_online, self._asked = False, ("", "")

    def handle(self, event: SessionEvent) -> None:
        """Take one event of the room."""
        match event:
            case MessageArrived() | Happened() | MessageEdited() | MessageRedacted() | Reacted():
                self._said(event)
            case MessageQueued() | SendFailed():
                self.unsent.hear(event)
            case HistoryGap(name):
                sentence = tr("Something was said here that the host no longer has.")
                self._remarks.line(self._open(name, is_channel=self.known.features.is_channel(name)), LineKind.INFO, sentence)
            case JoinedChannel() | LeftChannel() | MembersListed() | ChannelRenamed():
                self._moved(event)
            case AwayChanged():
                self._remarks.away(event, self.known)
            case RoomDescribed():
                self._display.touch(Part.ROOM, Part.LIST)
            case Registered() | TopicSetBy() | HostClosed():
                pass
            case _:
                self._remarks.hear(event, self.known)
        self.known.apply(event)

    def _said(self, event: MessageArrived | Happened | ChangeEvent) -> None:
        if isinstance(event, Happened):
            self._remarks.happened(event)
            return
        if isinstance(event, ChangeEvent):
            change(event, self._conversations, self.history.quotes)
            return
        self.unsent.arrive(event.own_id)
        is_channel = self.known.features.is_channel(event.conversation)
        conversation = self._open(event.conversation, is_channel=is_channel)
        if conversation.knows(event.key):
            return  # A replay of what stands here, or of what came from the history.
        mentioned = not event.mine and self._alerting.names_us(self.nick, event.text)
        said, moment = said_of(event, mentioned=mentioned, quote=self.history.quotes.of(event)), local_time(event.time)
        if not (event.mine or event.is_past):
            is_open = conversation is self._conversations.current
            due = self._alerting.hear(event, conversation, is_named=mentioned, is_open=is_open)
            if due.is_unread:
                self._conversations.unread(conversation, moment, mentioned=due.is_meant)
                self._display.touch(Part.LIST)
        self._conversations.said(conversation, said, moment)

    def _open(self, name: str, *, is_channel: bool) -> Conversation:
        found = self._conversations.get(name)
        if found is None:
            self._display.touch(Part.LIST)
            found = self._conversations.open(name, is_channel=is_channel)
            found.joined = self.known.channel(name) is not None
        return found

    def _moved(self, event: JoinedChannel | LeftChannel | MembersListed | ChannelRenamed) -> None:
        self._display.touch(Part.LIST, Part.HEAD, Part.MEMBERS)
        match event:
            case JoinedChannel(channel):
                conversation = self._open(channel, is_channel=True)
                if not conversation.rejoins:
                    self._choose(conversation)
                conversation.joined, conversation.rejoins = True, False
            case LeftChannel(channel, by=by) if by:
                self._open(channel, is_channel=True).joined = False
            case LeftChannel(channel):
                self._close(channel)
            case ChannelRenamed():
                self._remarks.hear(event, self.known)

    def choose(self, name: str) -> None:
        """Open a conversation of the list; "" is the one with the host."""
        conversation = self._conversations.get(name)
        if conversation is not None and conversation is not self._conversations.current:
            self._choose(conversation)
            self.settle()

    def open_person(self, nick: str) -> None:
        """Open the conversation with a person, made if there is none; with oneself there is none."""
        if nick and not self.known.is_me(nick):
            self._choose(self._open(nick, is_channel=False))
            self.settle()

    def step(self, by: int) -> None:
        """Open the next conversation of the list, or the one before (-1), round and round."""
        if (neighbour := self._conversations.neighbour(by)) is not None:
            self._choose(neighbour)
            self.settle()

    def close_current(self) -> None:
        """Leave the open channel, or put the conversation with a person away."""
        current = self._conversations.current
        if current is None or current.name == HOST_KEY:
            return
        if current.is_channel and current.joined and self.is_online:
            self._chat.say(current.name, "/part")
        else:
            self._close(current.name)
            self.settle()

    def _choose(self, conversation: Conversation) -> None:
        self.messages.leave()
        self.history.keep_draft()
        self._conversations.choose(conversation)
        self.history.open(conversation)
        self._view.set_draft(conversation.draft)
        self._view.set_hint("")
        self.messages.show()
        self._display.touch(Part.LIST, Part.HEAD, Part.MEMBERS)

    def _close(self, name: str) -> None:
        self._alerting.drop(name)
        self._chat.history.put_away(name)
        if (neighbour := self._conversations.close(name)) is not None:
            self._choose(neighbour)
        self._display.touch(Part.LIST, Part.HEAD, Part.MEMBERS)

    def send(self, text: str) -> bool:
        """Send what was typed; return whether the composer may be emptied."""
        if self.messages.send_edit(text):
            return False
        current = self._conversations.current
        is_sent = self._sending.send(text, current.name if current else HOST_KEY, is_online=self.is_online, reply=self.messages.answered)
        if is_sent:
            self.messages.cancel()
            self.history.forget_draft()
            self.history.to_newest()
        return is_sent

    def focus(self, *, has_focus: bool) -> None:
        """Note whether the person looks at this window; what they see is read."""
        self._alerting.focus(has_focus=has_focus)
        current = self._conversations.current
        if not has_focus:
            self.history.keep_draft()
        if has_focus and current is not None and current.unread:
            current.read()
            self._display.touch(Part.LIST)
            self.settle()

    def names(self) -> list[str]:
        """Return what Tab may complete: who spoke last, then who is here, then the channels."""
        return self._conversations.names(self.known)

    def _settle_list(self) -> None:
        self._display.touch(Part.LIST)
        self.settle()

    def settle(self) -> None:
        """Show all that changed since the last time."""
        if self._conversations.current is None and (first := next(iter(self._conversations), None)) is not None:
            self._choose(first)
        if self._alerting.has_focus:
            self.history.mark()
        self._alerting.see(self._conversations.current)
        if self._display.needs_room():
            addresses = self._chat.addresses() if self._hosting else ()
            self._display.show_room(
                room_rows.room_head(self.known, self._asked, online=self.is_online, hosting=self._hosting, addresses=addresses)
            )
        self._display.show(self._conversations, self.known, self.unsent)
