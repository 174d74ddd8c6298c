"""What stands around the conversation and how one gets there: menus, sheets, the switcher, whom the host watches. No Tk.

It puts the parts together; each of them is a module of its own.
"""

from collections.abc import Callable

from desktop_chat.core.client.events import ChannelsListed, MasksListed, PersonDescribed
from desktop_chat.core.client.knowledge import Knowledge
from desktop_chat.gui import texts
from desktop_chat.gui.lists.list_entries import ADD_CHANNEL
from desktop_chat.gui.lists.menu_items import MenuItem
from desktop_chat.gui.lists.orders import Orders
from desktop_chat.gui.lists.powers import Powers
from desktop_chat.gui.lists.room_menus import Going, RoomMenus
from desktop_chat.gui.lists.watching import Watching
from desktop_chat.gui.ports import Chat
from desktop_chat.gui.room.conversation import HOST_KEY
from desktop_chat.gui.room.conversations import Conversations
from desktop_chat.gui.safe_text import shown
from desktop_chat.gui.sheets.pickers import PeoplePicker, Switcher
from desktop_chat.gui.sheets.sheets import Sheets
from desktop_chat.gui.view import View
from desktop_chat.i18n import tr


class Around:
    """What a person can do beside talking.

    Args:
        view: The window.
        chat: The program behind it.
        conversations: Those of the room.
        known: Gives the room.
        going: What the window does by itself.
        is_online: Whether the link holds.
    """

    def __init__(
        self,
        view: View,
        chat: Chat,
        conversations: Conversations,
        *,
        known: Callable[[], Knowledge],
        going: Going,
        is_online: Callable[[], bool],
    ) -> None:
        self._view, self._chat, self._conversations, self._known = view, chat, conversations, known
        self._going, self._is_online = going, is_online
        self.sheets = Sheets(view, known=known, command=self._command, meet=going.meet)
        self._orders = Orders(known=known, sheets=self.sheets, command=self._command)
        self._menus = RoomMenus(known=known, orders=self._orders, going=going, mention=self._mention, is_online=is_online)
        self._watching = Watching(self._command)

    def _command(self, name: str, *params: str) -> None:
        """Send a command; say why, if it cannot be sent."""
        refused = self._chat.command(name, *params)
        if refused is not None:
            self._view.set_hint(shown(texts.input_problem(refused)))

    def _mention(self, nick: str) -> None:
        """Write a name into the composer."""
        draft = self._view.draft()
        self._view.set_draft(f"{draft.rstrip()} {nick} " if draft.strip() else f"{nick}: ")

    def begin(self) -> None:
        """Note that the host has let us in."""
        self._watching.begin()

    def watch(self) -> None:
        """Let the host watch those we talk to alone."""
        if self._is_online():
            people = [one.name for one in self._conversations if not one.is_channel and one.name != HOST_KEY]
            self._watching.sync(people, self._known().features)

    def hear(self, event: MasksListed | ChannelsListed | PersonDescribed) -> bool:
        """Take an answer of the host; return whether it was shown."""
        return self.sheets.hear(event)

    def switch(self) -> None:
        """Ask where to go."""
        switcher = Switcher(
            self._conversations, self._known(), go=self._going.go, meet=self._going.meet, join=self._join, search=self._going.search
        )
        self.sheets.pick(switcher)

    def add(self, kind: str) -> None:
        """Do what the button of a heading of the list is for: enter a channel, or write to somebody."""
        if kind == ADD_CHANNEL:
            self.sheets.browse(self._join)
        else:
            self.sheets.pick(PeoplePicker(self._known(), tr("Write to somebody"), choose=self._going.meet))

    def _join(self, channel: str) -> None:
        """Enter a channel, or open it if we are in it."""
        if self._known().channel(channel) is not None:
            self._going.go(channel)
        else:
            self._orders.join(channel)

    def menu_of(self, key: str) -> list[MenuItem]:
        """Return the menu of an entry of the list of channels and people."""
        conversation = self._conversations.get(key)
        return self._menus.of_conversation(conversation) if conversation is not None else []

    def menu_of_member(self, nick: str) -> list[MenuItem]:
        """Return the menu of a member of the open channel."""
        current = self._conversations.current
        return self._menus.of_member(current.name, nick) if current is not None else []

    def touch_head(self) -> None:
        """Show what the head of the conversation is about: change the topic if we may, else all of it; who a person is."""
        current = self._conversations.current
        if current is None or current.name == HOST_KEY or not self._is_online():
            return
        if not current.is_channel:
            self._orders.describe(current.name)
        elif Powers(self._known(), current.name).sets_topic:
            self._orders.ask_topic(current.name)
        else:
            self._orders.show_settings(current.name)
