"""What the room screen shows and what its buttons and keys do: conversations, unread marks, members, sending. No Tk.

Events are taken one by one with `handle`; the view hears of what changed once, with `settle`, so that a flood costs the
screen no more than a line. How one gets into the room, and back, is the business of `presenter.py`.
"""

from collections.abc import Callable
from typing import assert_never

from desktop_chat.core.client.commands import InputProblem, Refused
from desktop_chat.core.client.events import (
    AwayChanged,
    ChannelRenamed,
    ChannelsListed,
    CommandRefused,
    HostClosed,
    Invited,
    JoinedChannel,
    LeftChannel,
    MemberJoined,
    MemberLeft,
    MemberQuit,
    MembersListed,
    MessageArrived,
    MessageEdited,
    MessageRedacted,
    ModeChanged,
    ModesListed,
    NickChanged,
    NickRefused,
    Reacted,
    Registered,
    RoomDescribed,
    ServerSaid,
    SessionEvent,
    TopicChanged,
    TopicSetBy,
)
from desktop_chat.core.client.knowledge import Knowledge
from desktop_chat.gui import room_rows, texts
from desktop_chat.gui.changes import ChangeEvent, change
from desktop_chat.gui.conversation import HOST_KEY, KINDS, Conversation, Said
from desktop_chat.gui.conversations import Conversations
from desktop_chat.gui.host_texts import HostEvent, host_words, refusal
from desktop_chat.gui.news import NewsEvent, news_of
from desktop_chat.gui.people import is_mentioned
from desktop_chat.gui.ports import Chat
from desktop_chat.gui.room_display import Part, RoomDisplay
from desktop_chat.gui.rows import LineKind
from desktop_chat.gui.safe_text import shown
from desktop_chat.gui.times import local_time
from desktop_chat.gui.view import View
from desktop_chat.i18n import tr


class RoomPresenter:
    """The room as the window shows it.

    Args:
        view: The window.
        chat: The program behind it.
        wall_clock: Gives the time in seconds since 1970, for what comes without one.
    """

    def __init__(self, view: View, chat: Chat, *, wall_clock: Callable[[], float]) -> None:
        self._view, self._chat, self._wall_clock = view, chat, wall_clock
        self.known = Knowledge()
        self._conversations = Conversations()
        self._hosting = False
        self.is_online = False
        """The host has let us in, and the link holds."""
        self._has_focus = True
        self._display = RoomDisplay(view)

    @property
    def nick(self) -> str:
        """Our name in the room, "" before the host has let us in."""
        return self.known.nick

    def enter(self, event: Registered, *, hosting: bool) -> None:
        """Begin, or go on after a broken link: channels we were in are joined again."""
        self._hosting, self.is_online = hosting, True
        self.known.apply(event)
        for conversation in self._conversations:
            if conversation.is_channel and conversation.joined:
                conversation.rejoins = True
                self._chat.say(conversation.name, f"/join {conversation.name}")
        self._display.touch()

    def lose(self) -> None:
        """Note that the link is gone; everything stays to be read."""
        self.is_online = False
        self._display.touch(Part.ROOM)

    def forget(self) -> None:
        """Begin anew, as if nothing had been said."""
        self.known, self._conversations = Knowledge(), Conversations()
        self.is_online = False

    def handle(self, event: SessionEvent) -> None:
        """Take one event of the room."""
        match event:
            case MessageArrived() | MessageEdited() | MessageRedacted() | Reacted():
                self._said(event)
            case JoinedChannel() | LeftChannel() | MembersListed() | ChannelRenamed():
                self._moved(event)
            case ServerSaid() | CommandRefused() | ChannelsListed() | Invited() | NickRefused():
                self._host_said(event)
            case AwayChanged():
                self._away(event)
            case MemberJoined() | MemberLeft() | MemberQuit() | NickChanged() | TopicChanged() | ModeChanged() | ModesListed():
                self._news(event)
            case RoomDescribed():
                self._display.touch(Part.ROOM, Part.LIST)
            case Registered() | TopicSetBy() | HostClosed():
                pass
            case _:
                assert_never(event)
        self.known.apply(event)

    def _said(self, event: MessageArrived | ChangeEvent) -> None:
        if isinstance(event, ChangeEvent):
            change(event, self._conversations, local_time(self._wall_clock()))
            return
        is_channel = self.known.features.is_channel(event.conversation)
        conversation = self._open(event.conversation, is_channel=is_channel)
        mentioned = not event.mine and is_mentioned(self.nick, event.text)
        said = Said(event.sender, shown(event.text), KINDS[event.kind], event.mine, mentioned, event.msgid)
        self._conversations.said(conversation, said, local_time(event.time))
        if not event.mine and (conversation is not self._conversations.current or not self._has_focus):
            conversation.unread += 1
            conversation.mentioned |= mentioned or not is_channel
            self._display.touch(Part.LIST)

    def _open(self, name: str, *, is_channel: bool) -> Conversation:
        found = self._conversations.get(name)
        if found is None:
            self._display.touch(Part.LIST)
            found = self._conversations.open(name, is_channel=is_channel)
            found.joined = self.known.channel(name) is not None
        return found

    def _line(self, conversation: Conversation, kind: LineKind, sentence: str) -> None:
        self._conversations.line(conversation, kind, sentence, local_time(self._wall_clock()))

    def _moved(self, event: JoinedChannel | LeftChannel | MembersListed | ChannelRenamed) -> None:
        self._display.touch(Part.LIST, Part.HEAD, Part.MEMBERS)
        match event:
            case JoinedChannel(channel):
                conversation = self._open(channel, is_channel=True)
                if not conversation.rejoins:
                    self._line(conversation, LineKind.EVENT, tr("You joined {channel}", channel=channel))
                    self._choose(conversation)
                conversation.joined, conversation.rejoins = True, False
            case LeftChannel(channel, reason, by) if by:
                conversation = self._open(channel, is_channel=True)
                conversation.joined = False
                self._line(conversation, LineKind.PROBLEM, texts.removed_us(channel, by, reason))
            case LeftChannel(channel):
                self._close(channel)
            case ChannelRenamed():
                self._news(event)

    def _news(self, event: NewsEvent) -> None:
        for channel, sentence in news_of(event, self.known):
            self._line(self._conversations.get(channel) or self._conversations.here(), LineKind.EVENT, sentence)
        match event:
            case MemberQuit(nick) if (person := self._conversations.get(nick)) is not None:
                self._line(person, LineKind.EVENT, texts.member_quit(event))
            case NickChanged(old, new) | ChannelRenamed(old, new):
                self._conversations.rename(old, new, is_channel=isinstance(event, ChannelRenamed))
                self._display.touch(Part.ROOM)
        self._display.touch(Part.LIST, Part.HEAD, Part.MEMBERS)

    def _away(self, event: AwayChanged) -> None:
        self._display.touch(Part.LIST, Part.HEAD, Part.MEMBERS)
        if self.known.is_me(event.nick):
            away = tr("You are marked as away: {text}", text=event.text)
            self._line(self._conversations.here(), LineKind.EVENT, tr("You are back") if event.text is None else away)

    def _host_said(self, event: HostEvent) -> None:
        here = self._conversations.here()
        match event:
            case ServerSaid() if words := host_words(event):
                self._line(here, LineKind.INFO, words)
            case CommandRefused(_, subject):
                about = self._conversations.get(subject or here.name) or here
                self._line(about, LineKind.PROBLEM, refusal(event))
                if about.rejoins:
                    about.joined = about.rejoins = False
                    self._display.touch(Part.LIST, Part.HEAD)
            case NickRefused():
                self._line(here, LineKind.PROBLEM, texts.nick_refusal(event))
            case Invited(channel, by):
                sentence = tr("{nick} invites you to {channel}. To go there, type /join {channel}", nick=by, channel=channel)
                self._line(here, LineKind.INFO, sentence)
            case ChannelsListed(rows):
                for sentence in texts.channel_lines(rows):
                    self._line(here, LineKind.INFO, sentence)

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
        neighbour = self._conversations.neighbour(by)
        if neighbour is not None:
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
        if self._conversations.current is not None:
            self._conversations.current.draft = self._view.draft()
        self._conversations.choose(conversation)
        self._view.set_draft(conversation.draft)
        self._view.set_hint("")
        self._display.touch(Part.LIST, Part.HEAD, Part.MEMBERS)

    def _close(self, name: str) -> None:
        if (neighbour := self._conversations.close(name)) is not None:
            self._choose(neighbour)
        self._display.touch(Part.LIST, Part.HEAD, Part.MEMBERS)

    def send(self, text: str) -> bool:
        """Send what was typed; return whether the composer may be emptied."""
        words = text.split()
        if not words:
            return False
        if text.startswith("/") and words[0].lower() in {"/help", "/query"}:
            return self._own_command(*words)
        if not self.is_online:
            self._view.set_hint(tr("You are not connected. Your text stays here until you are."))
            return False
        current = self._conversations.current
        refused = self._chat.say(current.name if current else HOST_KEY, text)
        self._view.set_hint(shown(texts.input_problem(refused)) if refused else "")
        return refused is None

    def _own_command(self, command: str, *words: str) -> bool:
        """Do what needs no host: show the commands, open a conversation."""
        if command.lower() == "/help":
            for sentence in texts.help_lines():
                self._line(self._conversations.here(), LineKind.INFO, sentence)
            self._view.set_hint("")
            self.settle()
            return True
        if len(words) != 1 or (self.known.features.is_channel(words[0]) and self._conversations.get(words[0]) is None):
            self._view.set_hint(texts.input_problem(Refused(InputProblem.MISSING_WORDS, "/query name")))
            return False
        self._view.set_draft("")  # Or the command would be kept as the draft of the conversation that is left.
        self.open_person(words[0])
        return False

    def focus(self, *, has_focus: bool) -> None:
        """Note whether the person looks at this window; what they see is read."""
        self._has_focus = has_focus
        current = self._conversations.current
        if has_focus and current is not None and current.unread:
            current.read()
            self._display.touch(Part.LIST)
            self.settle()

    def names(self) -> list[str]:
        """Return what Tab may complete: who spoke last, then who is here, then the channels."""
        return self._conversations.names(self.known)

    def open_link(self, url: str) -> None:
        """Show a web address in the browser."""
        self._chat.open_link(url)

    def settle(self) -> None:
        """Show all that changed since the last time."""
        if self._conversations.current is None and (first := next(iter(self._conversations), None)) is not None:
            self._choose(first)
        if self._display.needs_room():
            addresses = self._chat.addresses() if self._hosting else ()
            self._display.show_room(room_rows.room_head(self.known, online=self.is_online, hosting=self._hosting, addresses=addresses))
        self._display.show(self._conversations, self.known)
