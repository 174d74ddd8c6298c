"""Lists that what is typed makes shorter: where to go, which channel to join, whom to write to, who is banned. No Tk."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple, Protocol

from desktop_chat.core.client.events import ListedChannel, MaskEntry
from desktop_chat.core.client.knowledge import Knowledge
from desktop_chat.core.wire.names import channel_problem, nick_problem
from desktop_chat.gui.lists.list_entries import list_row, person_row
from desktop_chat.gui.lists.list_rows import ListRow
from desktop_chat.gui.room.conversations import Conversations
from desktop_chat.gui.room.room_rows import conversation_rows
from desktop_chat.gui.safe_text import Shown, shown, shown_name
from desktop_chat.gui.sheets.fuzzy import fuzzy_score
from desktop_chat.gui.times import day_text, local_time
from desktop_chat.i18n import ntr, tr

ROWS_MOST: Final = 200
"""Nobody reads on; what is typed finds the others."""
CHANNEL_PREFIX: Final = "#"


class Pick(NamedTuple):
    """One thing that can be chosen."""

    row: ListRow
    run: Callable[[], None]
    name: str = ""
    """What is compared with what is typed; "" for what always stands there, at the end."""


class Picker(Protocol):
    """A list to pick from."""

    @property
    def title(self) -> str:
        """What is picked."""

    @property
    def hint(self) -> str:
        """What may be typed."""

    @property
    def sentence(self) -> str:
        """What stands below the list."""

    def picks(self, typed: str) -> list[Pick]:
        """Return what there is for what was typed, the best first."""


def best(picks: Iterable[Pick], typed: str) -> list[Pick]:
    """Return those picks that fit, the best first; of equals the order stays; what always stands there comes last."""
    scored = [(fuzzy_score(typed, pick.name) if pick.name else None, pick) for pick in picks]
    fitting = sorted(((score, pick) for score, pick in scored if score is not None), key=lambda pair: -pair[0])
    return [pick for _, pick in fitting][:ROWS_MOST] + [pick for _, pick in scored if not pick.name]


class Switcher:
    """Where to go: channels and people, those opened last first; then to join what is named, or to search for it.

    Args:
        conversations: Those of the room.
        known: Who is in it.
        go: Opens a conversation by its name.
        meet: Opens the talk with a person.
        join: Enters a channel.
        search: Looks for a text everywhere.
    """

    def __init__(
        self,
        conversations: Conversations,
        known: Knowledge,
        *,
        go: Callable[[str], None],
        meet: Callable[[str], None],
        join: Callable[[str], None],
        search: Callable[[str], None],
    ) -> None:
        self._conversations, self._known = conversations, known
        self._go, self._meet, self._join, self._search = go, meet, join, search

    @property
    def title(self) -> str:
        """What is picked."""
        return tr("Go to")

    @property
    def hint(self) -> str:
        """What may be typed."""
        return tr("A channel, a person, or words to find")

    @property
    def sentence(self) -> str:
        """How it is used."""
        return tr("↑ ↓ choose, Enter opens, Esc closes")

    def picks(self, typed: str) -> list[Pick]:
        """Return where one can go; the conversation that is open already comes last of those that are."""
        current, known = self._conversations.current, self._known
        rows = {row.key: row for row in conversation_rows(self._conversations, None, known)}
        recent = sorted(self._conversations, key=lambda one: (one is current, -one.opened))
        found = [Pick(list_row(rows[one.name]), _call(self._go, one.name), rows[one.name].title) for one in recent]
        strangers = [nick for nick in people_of(known) if self._conversations.get(nick) is None]
        found += [Pick(person_row(nick, known), _call(self._meet, nick), nick) for nick in strangers]
        text = typed.strip()
        return best(found if text else found[: len(rows)], text) + (self._others(text) if text else [])

    def _others(self, text: str) -> list[Pick]:
        name = text if text.startswith(CHANNEL_PREFIX) else CHANNEL_PREFIX + text
        others = []
        if channel_problem(name) is None and self._known.channel(name) is None:
            row = ListRow(f"join {name}", Shown(tr("Join {name}", name=shown_name(name))), sign="plus")
            others.append(Pick(row, _call(self._join, name)))
        row = ListRow(f"find {text}", Shown(tr("Search for “{text}”", text=shown(text))), sign="search")
        return [*others, Pick(row, _call(self._search, text))]


class ChannelBrowser:
    """Which channels there are, to enter one or to make a new one.

    Args:
        known: Those we are in.
        join: Enters a channel.
    """

    def __init__(self, known: Knowledge, *, join: Callable[[str], None]) -> None:
        self._known, self._join = known, join
        self.listed: Sequence[ListedChannel] | None = None
        """What the host answered; None as long as it has not."""

    @property
    def title(self) -> str:
        """What is picked."""
        return tr("Join or create a channel")

    @property
    def hint(self) -> str:
        """What may be typed."""
        return tr("The name of a channel")

    @property
    def sentence(self) -> str:
        """How many there are."""
        if self.listed is None:
            return tr("Asking the host…")
        return ntr("{count} channel in this room", "{count} channels in this room", len(self.listed))

    def picks(self, typed: str) -> list[Pick]:
        """Return the channels, the fullest first, and what is typed as a new one if there is none of that name."""
        fold = self._known.features.fold
        listed = sorted(self.listed or (), key=lambda one: (-one.members, fold(one.channel)))
        found = [Pick(self._row(one), _call(self._join, one.channel), one.channel) for one in listed]
        text = typed.strip()
        name = text if text.startswith(CHANNEL_PREFIX) else CHANNEL_PREFIX + text
        if text and channel_problem(name) is None and fold(name) not in {fold(one.channel) for one in listed}:
            row = ListRow(f"new {name}", Shown(tr("Create {name}", name=shown_name(name))), sign="plus")
            found.append(Pick(row, _call(self._join, name)))
        return best(found, text)

    def _row(self, one: ListedChannel) -> ListRow:
        is_inside = self._known.channel(one.channel) is not None
        people = ntr("{count} person", "{count} people", one.members)
        title = Shown(shown_name(one.channel).removeprefix(CHANNEL_PREFIX))
        return ListRow(one.channel, title, shown(one.topic), tail=f"✓ {people}" if is_inside else people)


class PeoplePicker:
    """Whom something is meant for: somebody who is here, or a name that is typed.

    Args:
        known: Who is here.
        title: What is going to happen.
        choose: Does it, given a nick.
        without: Folded nicks of who are not meant.
    """

    def __init__(self, known: Knowledge, title: str, *, choose: Callable[[str], None], without: frozenset[str] = frozenset()) -> None:
        self._known, self.title, self._choose, self._without = known, title, choose, without

    @property
    def hint(self) -> str:
        """What may be typed."""
        return tr("A name")

    @property
    def sentence(self) -> str:
        """How many there are."""
        return ntr("{count} person", "{count} people", len(self._people()))

    def _people(self) -> list[str]:
        return [nick for nick in people_of(self._known) if self._known.features.fold(nick) not in self._without]

    def picks(self, typed: str) -> list[Pick]:
        """Return who is here; a name that nobody here has can be meant all the same."""
        people, text = self._people(), typed.strip()
        found = [Pick(person_row(nick, self._known), _call(self._choose, nick), nick) for nick in people]
        is_other = text and not any(self._known.features.fold(nick) == self._known.features.fold(text) for nick in people)
        if is_other and nick_problem(text) is None and not self._known.is_me(text):
            found.append(Pick(ListRow(f"name {text}", shown_name(text), sign="plus"), _call(self._choose, text)))
        return best(found, text)


class ChannelPicker:
    """Into which of our channels somebody is meant to come.

    Args:
        title: What is going to happen.
        choose: Does it, given the name of a channel.
        channels: Those that there are to choose from.
    """

    def __init__(self, title: str, *, choose: Callable[[str], None], channels: Sequence[str]) -> None:
        self.title, self._choose, self._channels = title, choose, channels

    @property
    def hint(self) -> str:
        """What may be typed."""
        return tr("The name of a channel")

    @property
    def sentence(self) -> str:
        """Why there may be none."""
        return "" if self._channels else tr("They are in all channels into which you can invite.")

    def picks(self, typed: str) -> list[Pick]:
        """Return the channels."""
        rows = [ListRow(name, Shown(shown_name(name).removeprefix(CHANNEL_PREFIX))) for name in self._channels]
        return best([Pick(row, _call(self._choose, row.key), row.key) for row in rows], typed.strip())


class BanList:
    """Who is banned from a channel: to lift a ban, or to make one.

    Args:
        channel: Its name.
        may_change: We may.
        lift: Takes a mask off the list.
        ban: Puts one on it.
    """

    def __init__(self, channel: str, *, may_change: bool, lift: Callable[[str], None], ban: Callable[[str], None]) -> None:
        self.channel, self._may_change, self._lift, self._ban = channel, may_change, lift, ban
        self.entries: Sequence[MaskEntry] | None = None
        """What the host answered; None as long as it has not."""

    @property
    def title(self) -> str:
        """What it is."""
        return tr("Banned from {name}", name=shown_name(self.channel))

    @property
    def hint(self) -> str:
        """What may be typed."""
        return tr("A name or a mask such as *!*@10.0.0.7")

    @property
    def sentence(self) -> str:
        """What choosing does."""
        if self.entries is None:
            return tr("Asking the host…")
        if not self._may_change:
            return tr("Only an operator of {name} may do this.", name=shown_name(self.channel))
        return tr("Enter lifts a ban, or makes one of what you type.") if self.entries else tr("Nobody is banned. Type whom to ban.")

    def picks(self, typed: str) -> list[Pick]:
        """Return the bans, and what is typed as a new one."""
        found = [Pick(_ban_row(one), _call(self._lift, one.mask) if self._may_change else _nothing, one.mask) for one in self.entries or ()]
        text = typed.strip()
        if text and self._may_change and " " not in text:
            row = ListRow(f"ban {text}", Shown(tr("Ban {name}", name=shown_name(text))), sign="plus")
            found.append(Pick(row, _call(self._ban, text)))
        return best(found, text)


def people_of(known: Knowledge) -> list[str]:
    """Return everybody in our channels but us, by name."""
    people = known.people()
    people.pop(known.features.fold(known.nick), None)
    return [people[folded] for folded in sorted(people)]


def _ban_row(one: MaskEntry) -> ListRow:
    words = [tr("by {nick}", nick=shown_name(one.by)) if one.by else "", day_text(local_time(one.time)) if one.time else ""]
    return ListRow(one.mask, shown(one.mask), " · ".join(word for word in words if word), sign="lock")


def _call(do: Callable[[str], None], name: str) -> Callable[[], None]:
    return lambda: do(name)


def _nothing() -> None:
    """Do nothing: it may only be read."""
