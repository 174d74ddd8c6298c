"""Conversations and members as entries of the lists beside the timeline. No Tk."""

from collections.abc import Sequence
from typing import Final

from desktop_chat.core.client.events.kept import Notify
from desktop_chat.core.client.knowledge import Knowledge
from desktop_chat.gui.faces import face_of
from desktop_chat.gui.lists.list_rows import ListHeading, ListRow
from desktop_chat.gui.people import initials_of
from desktop_chat.gui.room.room_rows import presence_of
from desktop_chat.gui.rows import ConversationRow, MemberRow, Presence
from desktop_chat.gui.safe_text import Shown, shown, shown_name
from desktop_chat.i18n import tr

ADD_CHANNEL: Final = "+channel"
ADD_PERSON: Final = "+person"
"""Keys of the headings' buttons."""


def conversation_list(rows: Sequence[ConversationRow]) -> list[ListRow | ListHeading]:
    """Return the list of channels and people, each under a heading; the host's own messages stand above both."""
    return [
        *(list_row(row) for row in rows if not row.key),
        ListHeading(Shown(tr("Channels")), ADD_CHANNEL),
        *(list_row(row) for row in rows if row.key and row.is_channel),
        ListHeading(Shown(tr("People")), ADD_PERSON),
        *(list_row(row) for row in rows if row.key and not row.is_channel),
    ]


def list_row(row: ConversationRow) -> ListRow:
    """Return an entry of the list of channels and people; a channel's sign stands in front, not in its name twice."""
    title = row.title.removeprefix("#") if row.is_channel else row.title
    return ListRow(
        key=row.key,
        title=Shown(title),
        sign=_sign(row),
        face=None if row.is_channel else row.colour,
        selected=row.selected,
        dot=None if row.is_channel else _presence(is_present=row.present, is_away=row.away),
        faded=not row.present or row.notify is Notify.NOTHING,
        badge=row.unread,
        urgent=row.mentioned,
        muted=row.notify is Notify.NOTHING,
    )


def _sign(row: ConversationRow) -> str:
    if not row.is_channel:
        return initials_of(row.title)
    return "info" if not row.key else "lock" if row.locked else "hash"


def _presence(*, is_present: bool, is_away: bool) -> Presence:
    return Presence.GONE if not is_present else Presence.AWAY if is_away else Presence.HERE


def person_row(nick: str, known: Knowledge) -> ListRow:
    """Return an entry for somebody to be picked."""
    away = known.away_text(nick)
    title = shown_name(nick)
    return ListRow(nick, title, shown(away or ""), sign=initials_of(title), face=face_of(known, nick), dot=presence_of(known, nick))


def member_list(rows: Sequence[MemberRow]) -> list[ListRow | ListHeading]:
    """Return who is here: those who are there, those who are away, those who are gone, each with their number."""
    groups = {
        Presence.HERE: tr("Online – {count}", count=sum(_presence_of(row) is Presence.HERE for row in rows)),
        Presence.AWAY: tr("Away – {count}", count=sum(_presence_of(row) is Presence.AWAY for row in rows)),
        Presence.GONE: tr("Offline – {count}", count=sum(_presence_of(row) is Presence.GONE for row in rows)),
    }
    listed: list[ListRow | ListHeading] = []
    for presence, title in groups.items():
        entries = [member_row(row) for row in rows if _presence_of(row) is presence]
        listed += [ListHeading(shown(title)), *entries] if entries else []
    return listed


def _presence_of(row: MemberRow) -> Presence:
    return _presence(is_present=row.present, is_away=row.away is not None)


def member_row(row: MemberRow) -> ListRow:
    """Return an entry of the list of members."""
    title = Shown(tr("{nick} (you)", nick=row.title)) if row.me else row.title
    return ListRow(
        key=row.nick,
        title=title,
        role=row.role,
        detail=" · ".join(word for word in (row.status, row.away) if word),
        sign=initials_of(row.title),
        face=row.colour,
        dot=_presence_of(row),
        faded=not row.present,
    )
