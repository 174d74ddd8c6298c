"""What is known of the room, as rows and heads: hostile names and texts included."""

from desktop_chat.core.client.events import (
    AwayChanged,
    JoinedChannel,
    Member,
    MembersListed,
    Registered,
    RoomDescribed,
    TopicChanged,
)
from desktop_chat.core.client.features import Features
from desktop_chat.gui.room import room_rows
from desktop_chat.gui.rows import Tone
from tests.support.fake_view import text_of
from tests.support.view import Seat, in_two_channels, talk

HOSTILE = (
    "nul \x00 bell \x07 escape \x1b[2J",
    "abc\u202etxt.exe",
    "x" * 10_000,
    "e" + "\u0301" * 1000,
    "half \ud83d",
    "{nick} {0.__class__} %s",
    "",
)


def test_members_are_listed_by_rank_and_name() -> None:
    """With what they may do, and whether they are there."""
    seat = Seat()
    seat.enter("ann", "#tea")
    seat.hear(
        MembersListed("#tea", (Member("zoe"), Member("ann", "+"), Member("bob", "@+"), Member("Carl"))),
        AwayChanged("zoe", ""),
    )
    assert [(member.nick, member.role, member.away, member.me) for member in seat.view.members] == [
        ("bob", "Operator", None, False),
        ("ann", "Voice", None, True),
        ("Carl", "", None, False),
        ("zoe", "", "", False),
    ]


def test_a_room_without_a_name_is_called_by_its_host() -> None:
    """And one without either is a room."""
    seat = Seat()
    assert room_rows.room_head(seat.room.known, ("", ""), online=False, hosting=False, addresses=()).name == "Room"
    seat.room.known.apply(Registered("ann", "irc.example"))
    head = room_rows.room_head(seat.room.known, ("", ""), online=True, hosting=True, addresses=())
    assert (head.name, head.tone, head.address) == ("irc.example", Tone.GOOD, "")
    assert room_rows.title([], None, seat.room.known) == "Desktop Chat"


def test_whatever_somebody_writes_can_be_drawn() -> None:
    """Text, nick, channel, topic, room, away text: nothing hidden, nothing endless, nothing taken for a template."""
    for text in HOSTILE:
        seat = in_two_channels()
        seat.hear(
            RoomDescribed(Features(network=text)),
            TopicChanged("#coffee", text, text),
            talk("#coffee", text, text),
            talk(text, text, text),
            JoinedChannel(f"#{text}"),
            MembersListed(f"#{text}", (Member(text),)),
            AwayChanged(text, text),
        )
        seat.room.choose(text)
        view = seat.view
        assert view.room is not None
        names = [
            view.title,
            view.room.name,
            view.head.title,
            *(row.title for row in view.conversations),
            *(row.title for row in view.members),
        ]
        lines = [view.head.topic, *(text_of(row) for row in view.rows), *(row.sender for row in view.rows)]
        for drawn in (*names, *lines):
            assert not {char for char in drawn if char < " " or char in "\u202e\ud83d"}
            assert "\u0301" * 5 not in drawn
        assert max(map(len, names)) <= 200
        assert max(map(len, lines)) <= 5000


def test_a_template_in_a_text_is_no_template() -> None:
    """Braces stay as they were written."""
    seat = in_two_channels()
    seat.hear(talk("#coffee", "{nick}", "{channel} %s"), TopicChanged("#coffee", "{topic}", "{by}"))
    assert seat.view.lines[-2:] == ["{channel} %s", "{by} set the topic: {topic}"]
