"""What the room screen shows and what its buttons and keys do: conversations, unread marks, members, sending. No Tk.

Events are taken one by one with `handle`; the view hears of what changed once, with `settle`, so that a flood costs the
screen no more than a line. How one gets into the room, and back, is the business of `presenter.py`.
"""

from collections.abc import Callable

from desktop_chat.core.client.events import (
    AwayChanged,
    ChannelRenamed,
    ChannelsListed,
    Happened,
    HostClosed,
    JoinedChannel,
    LeftChannel,
    LoggedIn,
    MasksListed,
    MembersListed,
    MessageArrived,
    MessageEdited,
    MessageQueued,
    MessageRedacted,
    PersonDescribed,
    PresenceTold,
    ProfileChanged,
    Reacted,
    Registered,
    RoomDescribed,
    RoomRecalled,
    SendFailed,
    SessionEvent,
    TopicSetBy,
    TypingTold,
)
from desktop_chat.core.client.knowledge import Knowledge
from desktop_chat.gui.alerting import Alerting
from desktop_chat.gui.history.room_history import RoomHistory
from desktop_chat.gui.history.search_presenter import SearchPresenter
from desktop_chat.gui.host.profile_presenter import ProfilePresenter
from desktop_chat.gui.lists.around import Around
from desktop_chat.gui.lists.moves import Moves
from desktop_chat.gui.lists.room_menus import Going
from desktop_chat.gui.messages.day_jump import DayJump
from desktop_chat.gui.messages.message_actions import MessageActions
from desktop_chat.gui.messages.unsent import Unsent
from desktop_chat.gui.ports import Chat
from desktop_chat.gui.room import room_rows
from desktop_chat.gui.room.arrivals import Arrival, Arrivals
from desktop_chat.gui.room.conversation import HOST_KEY, Conversation
from desktop_chat.gui.room.conversations import Conversations
from desktop_chat.gui.room.remarks import Remarks
from desktop_chat.gui.room.room_display import Part, RoomDisplay
from desktop_chat.gui.rows import LineKind
from desktop_chat.gui.view import View
from desktop_chat.gui.writing.sending import Sending
from desktop_chat.gui.writing.typing_presenter import TypingPresenter
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
        self.is_hosting = self.is_online = False
        """The room is ours; the host has let us in, and the link holds."""
        self._display = RoomDisplay(view)
        self._alerting = Alerting(view, chat.alerts, settings=settings, wall_clock=wall_clock)
        self._remarks = Remarks(self._conversations, self._display, wall_clock=wall_clock)
        self.history = RoomHistory(
            view,
            chat,
            self._conversations,
            names_us=lambda text: self._alerting.names_us(self.nick or self._asked[1], text),
            choose=self._choose,
            settle=self._settle_list,
        )
        self._arrivals = Arrivals(
            self._conversations,
            self._display,
            self._remarks,
            self._alerting,
            self.history.quotes,
            known=lambda: self.known,
        )
        self.unsent = Unsent(chat, touch=lambda: self._display.touch(Part.UNSENT), settle=self.settle, quote=self.history.quotes.of)
        self.moves = Moves(chat, self._conversations, show=self._choose, take_away=self._close, settle=self.settle)
        self.search = SearchPresenter(view, chat, self._conversations, jump=self.history.show_found, wall_clock=wall_clock)
        self._sending = Sending(
            view,
            chat,
            tell=lambda sentence: self._remarks.line(self._conversations.here(), LineKind.INFO, sentence),
            can_open=lambda name: not self.known.features.is_channel(name) or self._conversations.get(name) is not None,
            open_person=self.open_person,
        )
        self.profiling = ProfilePresenter(chat, known=lambda: self.known)
        self.messages = MessageActions(view, chat, self._conversations, known=lambda: self.known, jump=self.history.jump)
        self.around = Around(
            view,
            chat,
            self._conversations,
            known=lambda: self.known,
            going=Going(self.moves.go, self.open_person, self.search.look_for, self.moves.close, self.history.set_notify),
            is_online=lambda: self.is_online,
        )
        self.day_jump = DayJump(self.around.sheets, self.history, wall_clock=wall_clock)
        self.typing = TypingPresenter(
            view, chat, self._conversations, may_tell=lambda: self.is_online and settings().tells_typing, clock=wall_clock
        )
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
        self.is_hosting, self.is_online = hosting, True
        self.known.apply(event)
        self.around.begin()
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
        self.around.sheets.show_again()
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
        self.typing.forget()
        self.search.close()
        self._alerting.forget()
        self.around.sheets.close()
        self.is_hosting = self.is_online = False
        self._asked = ("", "")

    def handle(self, event: SessionEvent) -> None:
        """Take one event of the room."""
        self.typing.hear(event)
        match event:
            case MessageArrived() | Happened() | MessageEdited() | MessageRedacted() | Reacted():
                self._arrive(event)
            case MessageQueued() | SendFailed():
                self.unsent.hear(event)
            case JoinedChannel() | LeftChannel() | MembersListed() | ChannelRenamed():
                self._moved(event)
            case AwayChanged():
                self._remarks.away(event, self.known)
            case RoomDescribed() | PresenceTold() | ProfileChanged():
                self._display.touch(Part.ROOM, Part.LIST, Part.HEAD, Part.MEMBERS)
            case Registered() | LoggedIn() | TopicSetBy() | HostClosed() | TypingTold():
                pass
            case MasksListed() | ChannelsListed() | PersonDescribed():
                self._answered(event)
            case _:
                self._remarks.hear(event, self.known)
        self.known.apply(event)

    def _answered(self, event: MasksListed | ChannelsListed | PersonDescribed) -> None:
        """Show an answer where it was asked for; else as lines."""
        if not self.around.hear(event) and not isinstance(event, PersonDescribed):
            self._remarks.hear(event, self.known)

    def _arrive(self, event: Arrival) -> None:
        if isinstance(event, MessageArrived):
            self.unsent.arrive(event.own_id)
        self._arrivals.take(event)

    def _moved(self, event: JoinedChannel | LeftChannel | MembersListed | ChannelRenamed) -> None:
        self._display.touch(Part.LIST, Part.HEAD, Part.MEMBERS)
        match event:
            case JoinedChannel(channel):
                conversation = self._arrivals.open(channel)
                if not conversation.rejoins:
                    self._choose(conversation)
                conversation.joined, conversation.rejoins = True, False
            case LeftChannel(channel, by=by) if by:
                self._arrivals.open(channel).joined = False
            case LeftChannel(channel):
                self._close(channel)
            case ChannelRenamed():
                self._remarks.hear(event, self.known)

    def choose(self, name: str) -> None:
        """Open a conversation of the list; "" is the one with the host."""
        self.moves.go(name)

    def open_person(self, nick: str) -> None:
        """Open the conversation with a person, made if there is none; with oneself there is none."""
        if nick and not self.known.is_me(nick):
            self._choose(self._arrivals.open(nick, is_channel=False))
            self.settle()

    def send(self, text: str) -> bool:
        """Send what was typed; return whether the composer may be emptied."""
        if self.messages.send_edit(text):
            return False
        current = self._conversations.current
        place = current.name if current is not None and current.elsewhere is None else HOST_KEY
        is_sent = self._sending.send(text, place, is_online=self.is_online, reply=self.messages.answered)
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

    def _choose(self, conversation: Conversation) -> None:
        self.messages.leave()
        self.history.open(conversation)
        self.typing.show()
        self.messages.show()
        self._display.touch(Part.LIST, Part.HEAD, Part.MEMBERS)

    def _close(self, name: str) -> None:
        self._alerting.drop(name)
        closed = self._conversations.get(name)
        if closed is not None and closed.elsewhere is None:
            self._chat.history.put_away(name)
        if (neighbour := self._conversations.close(name)) is not None:
            self._choose(neighbour)
        self._display.touch(Part.LIST, Part.HEAD, Part.MEMBERS)

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
        if self._display.is_touched(Part.ROOM) or self._display.is_touched(Part.MEMBERS):
            addresses = self._chat.addresses() if self.is_hosting else ()
            self._display.show_room(
                room_rows.room_head(self.known, self._asked, online=self.is_online, hosting=self.is_hosting, addresses=addresses)
            )
        if self._display.is_touched(Part.LIST):
            self.around.watch()
        self._display.show(self._conversations, self.known, self.unsent)
