"""What can be done with a channel, with a person, with a member of a channel: as menus, only what we may do. No Tk."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop_chat.core.client.events.kept import Notify
from desktop_chat.core.client.knowledge import Knowledge
from desktop_chat.gui.lists.menu_items import PARTING, MenuItem, tidy
from desktop_chat.gui.lists.orders import Orders
from desktop_chat.gui.lists.powers import Powers
from desktop_chat.gui.room.conversation import HOST_KEY, Conversation
from desktop_chat.gui.settings.keys import Shortcut, shown_for
from desktop_chat.i18n import tr


@dataclass(frozen=True, slots=True)
class Going:
    """Where the window can go, and what it does there.

    Args:
        go: Opens a conversation by its name.
        meet: Opens the talk with a person.
        search: Looks for a text everywhere.
        close: Leaves a channel, or puts the talk with a person away.
        notify: Keeps what of a conversation the person wants to be told.
    """

    go: Callable[[str], None]
    meet: Callable[[str], None]
    search: Callable[[str], None]
    close: Callable[[str], None]
    notify: Callable[[str, Notify], None]


class RoomMenus:
    """Makes menus anew each time they are asked for.

    Args:
        known: Gives the room.
        orders: What can be done by commands.
        going: What the window does by itself.
        mention: Writes a name into the composer.
        is_online: Whether the link holds; without it the host can be asked for nothing.
    """

    def __init__(
        self, *, known: Callable[[], Knowledge], orders: Orders, going: Going, mention: Callable[[str], None], is_online: Callable[[], bool]
    ) -> None:
        self._known, self._orders, self._going, self._mention, self._is_online = known, orders, going, mention, is_online

    def _at_host(self, label: str, run: Callable[[], object], *, wanted: bool = True) -> list[MenuItem]:
        """Return a line for what the host has to do; [] if we may not."""
        reason = "" if self._is_online() else tr("Not connected")
        return [MenuItem(label, run, reason)] if wanted else []

    def of_conversation(self, conversation: Conversation) -> list[MenuItem]:
        """Return what can be done with an entry of the list of channels and people."""
        name = conversation.name
        if name == HOST_KEY:
            return []
        deeds = self.of_channel(name) if conversation.is_channel else self._of_person(name)
        return tidy([*deeds[:-1], PARTING, *self._notices(conversation), PARTING, *deeds[-1:]])

    def _notices(self, conversation: Conversation) -> list[MenuItem]:
        """Return what one may want to be told of a conversation; of a person there is no difference between all and mentions."""
        labels = {Notify.ALL: tr("Tell me of everything"), Notify.MENTIONS: tr("Tell me when I am named"), Notify.NOTHING: tr("Muted")}
        if not conversation.is_channel:
            del labels[Notify.MENTIONS]
        return [MenuItem(label, self._notify(conversation.name, wish), is_on=conversation.notify is wish) for wish, label in labels.items()]

    def _notify(self, name: str, wish: Notify) -> Callable[[], None]:
        return lambda: self._going.notify(name, wish)

    def of_channel(self, name: str) -> list[MenuItem]:
        """Return what can be done with a channel."""
        orders, may = self._orders, Powers(self._known(), name)
        if not may.is_inside:
            return [
                *self._at_host(tr("Join again"), lambda: orders.join(name)),
                MenuItem(tr("Take it off the list"), lambda: self._going.close(name)),
            ]
        return [
            *self._at_host(tr("Change the topic…"), lambda: orders.ask_topic(name), wanted=may.sets_topic),
            *self._at_host(tr("Invite somebody…"), lambda: orders.pick_guest(name), wanted=may.invites),
            *self._at_host(tr("About this channel…"), lambda: orders.show_settings(name)),
            *self._at_host(tr("Who is banned…"), lambda: orders.show_bans(name)),
            *self._at_host(tr("Rename the channel…"), lambda: orders.ask_name(name), wanted=may.runs),
            PARTING,
            MenuItem(tr("Leave the channel"), lambda: self._going.close(name), keys=shown_for(Shortcut.CLOSE)),
        ]

    def _of_person(self, nick: str) -> list[MenuItem]:
        return [
            *self._of_anybody(nick),
            PARTING,
            MenuItem(tr("Close the talk"), lambda: self._going.close(nick), keys=shown_for(Shortcut.CLOSE)),
        ]

    def _of_anybody(self, nick: str) -> list[MenuItem]:
        """Return what can be done with somebody, in a channel with us or not."""
        orders, known = self._orders, self._known()
        is_other = not known.is_me(nick)
        return [
            *self._at_host(tr("About {name}…", name=nick), lambda: orders.describe(nick)),
            *self._at_host(tr("Invite to a channel…"), lambda: orders.pick_channel_for(nick), wanted=is_other),
            PARTING,
            *self._at_host(tr("Throw out of the room…"), lambda: orders.ask_kill(nick), wanted=is_other and known.is_operator),
        ]

    def of_member(self, channel: str, nick: str) -> list[MenuItem]:
        """Return what can be done with a member of a channel."""
        known = self._known()
        may, is_other = Powers(known, channel), not known.is_me(nick)
        talk = [MenuItem(tr("Write to {nick}", nick=nick), lambda: self._going.meet(nick))] if is_other else []
        mention = MenuItem(tr("Name {nick} in a message", nick=nick), lambda: self._mention(nick))
        orders = self._orders
        put_out = [
            *self._at_host(tr("Put out of the channel…"), lambda: orders.ask_kick(channel, nick)),
            *self._at_host(tr("Ban…"), lambda: orders.ask_ban(channel, nick)),
            *self._at_host(tr("Ban and put out…"), lambda: orders.ask_kick_ban(channel, nick)),
        ]
        return tidy(
            [
                *talk,
                mention,
                *self._of_anybody(nick)[:2],
                PARTING,
                *self._ranks(may, channel, nick),
                PARTING,
                *(put_out if is_other and may.removes(nick) else []),
                *self._of_anybody(nick)[-1:],
            ]
        )

    def _ranks(self, may: Powers, channel: str, nick: str) -> list[MenuItem]:
        """Return the ranks that we may give and take; what one has oneself one may give up."""
        mine = self._known().is_me(nick)
        items: list[MenuItem] = []
        for mode, give, take, is_allowed in (
            ("o", tr("Make an operator"), tr("No operator any more"), may.runs),
            ("h", tr("Make a half-operator"), tr("No half-operator any more"), may.runs),
            ("v", tr("Give a voice"), tr("Take the voice"), may.helps),
        ):
            has = may.has(nick, mode)
            if may.knows_rank(mode) and (is_allowed or (mine and has)):
                change = f"{'-' if has else '+'}{mode}"
                items += self._at_host(take if has else give, _rank(self._orders, channel, change, nick))
        return items


def _rank(orders: Orders, channel: str, change: str, nick: str) -> Callable[[], None]:
    return lambda: orders.change_mode(channel, change, nick)
