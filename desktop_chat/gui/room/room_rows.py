"""What is known of the room, as rows and heads for the view. Pure."""

from collections.abc import Iterable
from typing import Final

from desktop_chat.core.client.events.kept import KeptRoom
from desktop_chat.core.client.knowledge import Knowledge, KnownChannel
from desktop_chat.core.client.profile import Profile
from desktop_chat.gui import texts
from desktop_chat.gui.faces import face_of
from desktop_chat.gui.lists.powers import Powers
from desktop_chat.gui.room.conversation import HOST_KEY, Conversation
from desktop_chat.gui.rows import ConversationHead, ConversationRow, MemberRow, Presence, RoomHead, Tone
from desktop_chat.gui.safe_text import Shown, shown, shown_name
from desktop_chat.i18n import ntr, tr

KEY_CHARACTERS: Final = 12
"""Of the key of a room without a name: enough to tell it from others."""


def conversation_rows(conversations: Iterable[Conversation], current: Conversation | None, known: Knowledge) -> list[ConversationRow]:
    """Return the list of channels and people."""
    return [
        ConversationRow(
            key=one.name,
            title=conversation_title(one),
            is_channel=one.is_channel or one.name == HOST_KEY,
            selected=one is current,
            unread=one.counted,
            mentioned=one.mentioned,
            colour=face_of(known, one.name),
            notify=one.notify,
            present=one.elsewhere is None and (one.joined if one.is_channel else one.name == HOST_KEY or known.is_present(one.name)),
            away=known.away_text(one.name) is not None,
            locked=_is_locked(known.channel(one.name)),
        )
        for one in conversations
    ]


def _is_locked(channel: KnownChannel | None) -> bool:
    """Return whether not everybody can come into a channel (Modern #key-channel-mode, #invite-only-channel-mode)."""
    return channel is not None and not channel.modes.keys().isdisjoint("ki")


def _shown_or_none(text: str | None) -> Shown | None:
    return None if text is None else shown(text)


def conversation_title(conversation: Conversation) -> Shown:
    """Return what a conversation is called."""
    if conversation.elsewhere is not None:
        name, _, _ = conversation.name.partition(" ")
        return shown(tr("{name} in {room}", name=name, room=room_name(conversation.elsewhere)))
    return shown_name(tr("Messages of the host") if conversation.name == HOST_KEY else conversation.name)


def room_name(room: KeptRoom) -> str:
    """Return what a room is called, or the beginning of its key."""
    return room.name or room.key[:KEY_CHARACTERS]


def conversation_head(conversation: Conversation | None, known: Knowledge) -> ConversationHead:
    """Return what stands above the timeline."""
    if conversation is None:
        return ConversationHead(Shown(""), writable=False)
    if conversation.elsewhere is not None:
        sign = "hash" if conversation.is_channel else "info"
        elsewhere = shown(tr("Of another room: here it can only be read."))
        return ConversationHead(conversation_title(conversation), elsewhere, sign=sign, writable=False)
    if not conversation.is_channel:
        return _person_head(conversation, known)
    channel = known.channel(conversation.name)
    topic = channel.topic if channel else ""
    if not topic and Powers(known, conversation.name).sets_topic:
        topic = tr("Say what this channel is about")
    return ConversationHead(
        conversation_title(conversation),
        shown(topic),
        sign="lock" if _is_locked(channel) else "hash",
        signs=" · ".join(texts.mode_signs(channel.modes)) if channel else "",
        has_members=channel is not None,
        writable=conversation.joined,
    )


def _person_head(conversation: Conversation, known: Knowledge) -> ConversationHead:
    """Return what stands above the talk with a person, or above what the host says."""
    title, name = conversation_title(conversation), conversation.name
    if name == HOST_KEY:
        return ConversationHead(title, sign="info", writable=False)
    away, is_present = known.away_text(name), known.is_present(name)
    if not is_present:
        topic = tr("is not in the room")
    elif away is not None:
        topic = tr("is away: {text}", text=away) if away else tr("is away")
    else:
        topic = tr("is here")
    return ConversationHead(title, shown(topic), presence=presence_of(known, name), colour=face_of(known, name))


def presence_of(known: Knowledge, nick: str) -> Presence:
    """Return whether somebody is in the room, as far as we know."""
    if not known.is_present(nick):
        return Presence.GONE
    return Presence.HERE if known.away_text(nick) is None else Presence.AWAY


def member_rows(conversation: Conversation | None, known: Knowledge) -> list[MemberRow]:
    """Return who is in a channel, by rank and name; of the talk with a person both."""
    if conversation is None or conversation.name == HOST_KEY:
        return []
    if conversation.is_channel:
        return [_member_row(member.nick, known, role=texts.role(member.prefixes)) for member in known.members(conversation.name)]
    return [_member_row(nick, known) for nick in (conversation.name, known.nick) if nick]


def _member_row(nick: str, known: Knowledge, *, role: str = "") -> MemberRow:
    return MemberRow(
        nick=nick,
        title=shown_name(nick),
        role=role,
        colour=face_of(known, nick),
        away=_shown_or_none(known.away_text(nick)),
        present=known.is_me(nick) or known.is_present(nick),
        me=known.is_me(nick),
        status=status_of(known.profile(nick)),
    )


def status_of(profile: Profile) -> Shown:
    """Return what somebody tells of themselves in one line."""
    return shown(" · ".join(word for word in (profile.display_name, profile.status) if word))


def room_head(known: Knowledge, asked: tuple[str, str], *, online: bool, hosting: bool, addresses: tuple[str, ...]) -> RoomHead:
    """Return what the window says of the room as a whole.

    Args:
        known: What the host told.
        asked: What the room was called the last time, and the name under which we want to go in, before it told anything.
        online: We are in.
        hosting: It is ours.
        addresses: Where others find it.
    """
    room, nick = known.room or known.server or asked[0] or tr("Room"), known.nick or asked[1]
    state = (tr("Hosting") if hosting else tr("Connected")) if online else tr("Not connected")
    people = len(known.people()) if online else 0
    if people:
        state = f"{state} · {ntr('{count} person', '{count} people', people)}"
    return RoomHead(
        name=shown_name(room),
        state=state,
        tone=Tone.GOOD if online else Tone.BAD,
        nick=shown_name(nick),
        colour=face_of(known, nick),
        address=addresses[0] if online and addresses else "",
    )


def title(conversations: Iterable[Conversation], current: Conversation | None, known: Knowledge) -> str:
    """Return the name of the window: what is unread first, so that it is seen in a narrow task bar."""
    unread = sum(one.counted for one in conversations)
    places = [conversation_title(current)] if current else []
    names = " – ".join([*places, *([shown_name(known.room)] if known.room else []), tr("Desktop Chat")])
    return f"({unread}) {names}" if unread else names
