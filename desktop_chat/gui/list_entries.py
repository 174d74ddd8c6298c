"""Conversations and members as entries of the lists beside the timeline. No Tk."""

from collections.abc import Sequence

from desktop_chat.gui.list_panel import ListHeading, ListRow
from desktop_chat.gui.people import initials_of
from desktop_chat.gui.rows import ConversationRow, MemberRow, Tone
from desktop_chat.gui.safe_text import Shown, shown
from desktop_chat.i18n import tr


def conversation_list(rows: Sequence[ConversationRow]) -> list[ListRow | ListHeading]:
    """Return the list of channels and people, each under a heading; the host's own messages stand above both."""
    listed: list[ListRow | ListHeading] = []
    headings = {False: tr("People"), True: tr("Channels")}
    for row in rows:
        if row.key and row.is_channel in headings:
            listed.append(ListHeading(shown(headings.pop(row.is_channel))))
        listed.append(list_row(row))
    return listed


def list_row(row: ConversationRow) -> ListRow:
    """Return an entry of the list of channels and people; a channel's sign stands in front, not in its name twice."""
    title = row.title.removeprefix("#") if row.is_channel else row.title
    return ListRow(
        key=row.key,
        title=Shown(title),
        sign=("hash" if row.key else "info") if row.is_channel else initials_of(row.title),
        face=None if row.is_channel else row.colour,
        selected=row.selected,
        dot=Tone.GOOD if row.present and not row.is_channel else None,
        faded=not row.present,
        badge=row.unread,
        urgent=row.mentioned,
    )


def member_row(row: MemberRow) -> ListRow:
    """Return an entry of the list of members."""
    details = [row.role, tr("you") if row.me else "", tr("away") if row.away else "", row.status]
    detail = " · ".join(word for word in details if word)
    dot = Tone.WAITING if row.away else Tone.GOOD
    return ListRow(key=row.nick, title=row.title, detail=detail, sign=initials_of(row.title), face=row.colour, dot=dot, faded=row.away)
