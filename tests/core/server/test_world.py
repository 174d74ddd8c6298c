"""The room as a whole: its ways in, keep-alive, ends, and whatever a client may send."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.core.instant import Instant
from desktop_chat.core.server.commands import COMMANDS
from desktop_chat.core.server.config import RoomLimits, Timing
from desktop_chat.core.server.effects import Deliver, Keep
from desktop_chat.core.server.outgoing import Outgoing
from desktop_chat.core.server.records import BurstRecord, KeptRecord, MessageRecord
from desktop_chat.core.wire.limits import CLIENT_TAGS_BYTES
from desktop_chat.core.wire.linebuffer import TOO_LONG, LineBuffer
from desktop_chat.core.wire.message import Message
from tests.support.room import CONFIG, START, Room

TIMING = Timing(ping_after_seconds=90.0, pong_within_seconds=30.0, register_within_seconds=20.0)
ANN = "ann!~ann@10.0.0.7"


@pytest.fixture
def timed() -> Room:
    """Return a room whose times the tests below know."""
    return Room(replace(CONFIG, timing=TIMING))


def test_a_line_that_is_too_long_is_told_and_dropped_whole(room: Room) -> None:
    """Modern #errinputtoolong-417; PROTOCOL, Transport: "never cut"."""
    room.join("ann")
    room.say("ann", TOO_LONG)
    assert room.replies("ann") == [("417", "Input line was too long")]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"PRIVMSG bob :\xff", "INVALID_UTF8"),
        (b"PRIVMSG bob :\xed\xa0\x80", "INVALID_UTF8"),
        (b"PRIVMSG bob :a\0b", "BAD_MESSAGE"),
        (b"!!!", "BAD_MESSAGE"),
    ],
)
def test_a_line_that_cannot_be_read_is_told(room: Room, line: bytes, code: str) -> None:
    """IRCv3 standard-replies; Modern #utf8only-parameter: other bytes are not relayed."""
    room.join("ann", "bob")
    room.say("ann", line)
    assert [reply[:3] for reply in room.replies("ann")] == [("FAIL", "*", code)]
    assert room.got("bob") == []


def test_an_unknown_command_is_told(room: Room) -> None:
    """Modern #errunknowncommand-421; repeated short."""
    room.join("ann")
    room.say("ann", "frobnicate x", "001 x", "a" * 400)
    assert room.replies("ann") == [("421", shown, "Unknown command") for shown in ("FROBNICATE", "001", "A" * 32)]


def test_who_is_gone_is_not_heard_any_more(room: Room) -> None:
    """Lines and ends may wait in the inbox when the room has already ended a session."""
    room.join("ann", "bob", channel="#tea")
    room.say("ann", "QUIT", "PRIVMSG #tea :still there?")
    room.drop("ann")
    assert room.numerics("bob") == ["QUIT"]


def test_a_connection_that_breaks_is_a_quit_with_its_reason(room: Room) -> None:
    """Modern #quit-message: the server "MUST distribute a QUIT message" with the nature of the event."""
    room.join("ann", "bob", channel="#tea")
    room.join("eve")
    room.drop("ann", "Connection reset by peer")
    assert room.got("bob") == [f":{ANN} QUIT :Connection reset by peer"]
    assert room.got("eve") == []
    assert room.world.find_nick("ann") is None


def test_who_was_never_in_goes_in_silence(room: Room) -> None:
    """Nobody shared a channel with them; the name they had taken is free."""
    room.open("eve")
    room.say("eve", "NICK eve")
    room.drop("eve")
    room.open("bob")
    room.drop("bob")
    assert room.world.nicks == {}
    assert room.world.sessions == {}


def test_an_invitation_ends_with_who_was_invited(room: Room) -> None:
    """Ids are never used twice, and nothing is kept of who left."""
    room.join("ann", channel="#tea")
    room.join("bob")
    room.say("ann", "INVITE bob #tea")
    channel = room.world.find_channel("#tea")
    assert channel is not None
    assert len(channel.invited) == 1
    room.drop("bob")
    assert channel.invited == set()


def test_an_empty_channel_ends(room: Room) -> None:
    """Modern #channels: it "ceases to exist when the last user leaves"."""
    room.join("ann", "bob", channel="#tea")
    room.say("ann", "QUIT")
    assert room.world.find_channel("#TEA") is not None
    room.drop("bob")
    assert room.world.channels == {}


def test_who_does_not_register_in_time_is_sent_away(timed: Room) -> None:
    """A stuck client holds a place; one that negotiates for ever too."""
    timed.open("ann")
    timed.say("ann", "CAP LS 302", "NICK ann")
    timed.clear()
    timed.wait(TIMING.register_within_seconds - 1)
    timed.say("ann", "PING x")
    assert timed.numerics("ann") == ["PONG"]
    timed.wait(1)
    assert timed.got("ann") == ["ERROR :Registration timed out"]
    assert timed.world.sessions == {}


def test_the_quiet_are_asked_once_and_may_answer_with_anything(timed: Room) -> None:
    """Modern #ping-message; any line shows that the peer lives."""
    timed.join("ann")
    timed.wait(TIMING.ping_after_seconds - 1)
    assert timed.got("ann") == []
    timed.wait(1)
    timed.wait(TIMING.pong_within_seconds - 1)
    assert timed.got("ann") == [":desktop.chat PING desktop.chat"]
    timed.say("ann", b"\xff")
    timed.clear()
    timed.wait(TIMING.ping_after_seconds - 1)
    assert timed.got("ann") == []


def test_the_silent_are_ended_and_others_see_why(timed: Room) -> None:
    """Modern #quit-message: `Ping timeout: 120 seconds`."""
    timed.join("ann", "bob", channel="#tea")
    timed.wait(TIMING.ping_after_seconds)
    timed.say("bob", "PONG desktop.chat")
    timed.clear()
    timed.wait(TIMING.pong_within_seconds)
    assert timed.got("bob") == [f":{ANN} QUIT :Ping timeout: 120 seconds"]
    assert timed.got("ann") == ["ERROR :Ping timeout: 120 seconds"]
    assert timed.is_closed("ann")


def test_two_silent_neighbours_end_in_one_look(timed: Room) -> None:
    """The first end is told to the second before its own."""
    timed.join("ann", "bob", channel="#tea")
    timed.wait(TIMING.ping_after_seconds)
    timed.clear()
    timed.wait(TIMING.pong_within_seconds)
    assert timed.numerics("ann") == ["ERROR"]
    assert timed.numerics("bob") == ["QUIT", "ERROR"]
    assert timed.world.channels == {}


def lost_message() -> Deliver:
    """Return a message of ann's that the log did not take."""
    line = Outgoing(Message("PRIVMSG", ("#tea", "hi"), ANN), wall=START.wall)
    return Deliver((2,), line, record=MessageRecord(1, 1, "#tea", ANN, "PRIVMSG", "hi"))


def test_a_message_that_could_not_be_kept_is_told_to_its_sender(room: Room) -> None:
    """IRCv3 standard-replies; PROTOCOL: nobody sees what is not in the log."""
    room.join("ann")
    room.apply(room.world.not_stored(lost_message(), START))
    text = "The host could not save this message; please try again"
    assert room.replies("ann") == [("FAIL", "PRIVMSG", "MESSAGE_NOT_STORED", "#tea", text)]


def test_each_message_of_a_burst_that_could_not_be_kept_is_told(room: Room) -> None:
    """The sender counts on an answer for each."""
    room.join("ann")
    lost = lost_message()._replace(record=BurstRecord(1, 1, "#tea", ANN, "PRIVMSG", ["hi", "there"], "#tea", "", 0))
    room.apply(room.world.not_stored(lost, START))
    assert [words[:3] for words in room.replies("ann")] == [("FAIL", "PRIVMSG", "MESSAGE_NOT_STORED")] * 2


def test_nobody_is_told_of_it_if_the_sender_has_gone(room: Room) -> None:
    """In the same pass it may have quit."""
    assert room.world.not_stored(lost_message(), START) == []


def test_what_could_not_be_kept_is_told_to_who_did_it(room: Room) -> None:
    """IRCv3 standard-replies, labeled-response: the answer bears the label of what it answers."""
    room.join("ann", caps="batch labeled-response")
    lost = Keep(KeptRecord("account", "ann", "{}"), by=1, label="a;1")
    room.apply(room.world.not_stored(lost, START))
    assert room.got("ann") == ["@label=a\\:1 :desktop.chat FAIL * NOT_STORED :The host could not save this; please try again"]
    assert room.world.not_stored(lost._replace(by=99), START) == []


def test_when_the_room_ends_everybody_is_told(room: Room) -> None:
    """Modern #error-message; those in front of the door too."""
    room.join("ann", "bob", channel="#tea")
    room.open("eve")
    room.apply(room.world.close("The host has closed the room", START))
    for nick in ("ann", "bob", "eve"):
        assert room.got(nick) == ["ERROR :The host has closed the room"]
        assert room.is_closed(nick)
    assert (room.world.sessions, room.world.nicks, room.world.channels) == ({}, {}, {})


def test_ids_are_always_new_and_larger(room: Room) -> None:
    """PROTOCOL, Rules that keep promises: they sort in the room's order, whatever the clock does."""
    moments = [START, START, Instant(START.monotonic, START.wall - 3600), Instant(START.monotonic, START.wall + 1)]
    ids = [room.world.next_id(moment) for moment in moments]
    assert ids == sorted(set(ids))
    assert ids[-1] == int((START.wall + 1) * 1_000_000)


def test_the_departed_are_remembered_up_to_a_bound() -> None:
    """A limit beside every buffer."""
    room = Room(replace(CONFIG, limits=RoomLimits(whowas_entries=3)))
    room.join("ann")
    for number in range(5):
        room.say("ann", f"NICK ann{number}")
    assert [gone.nick for gone in room.world.departed] == ["ann1", "ann2", "ann3"]


def test_the_greatest_number_of_people_is_noted(room: Room) -> None:
    """Modern #rpllocalusers-265; who is not in yet does not count."""
    room.open("eve")
    room.join("ann", "bob")
    room.drop("bob")
    assert (len(room.world.people()), room.world.most_people) == (1, 2)


WORDS = st.one_of(
    st.sampled_from(
        [
            "ann",
            "BOB",
            "#tea",
            "#TEA,#cha",
            "@%#tea",
            "0",
            "*",
            ":",
            "+o-v+b",
            "+k",
            "+l",
            "+r",
            "-r",
            "302",
            "LS",
            "REQ",
            "END",
            "\x01VERSION\x01",
        ]
    ),
    st.sampled_from(["가" * 32, "x" * 300, "server-time -message-tags " * 9, ",".join(["bob"] * 30), "host", "secret", "", "*!*@*"]),
    st.text(max_size=12),
)
LINES = st.builds(
    lambda tags, command, middle, last: f"{tags}{command} {' '.join(middle)}{last}",
    st.sampled_from(["", "@+typing=active ", "@msgid=x;+a=\\s\\n ", "@ "]),
    st.sampled_from([*sorted(COMMANDS), "FROB", "001"]),
    st.lists(WORDS, max_size=4),
    st.one_of(st.just(""), WORDS.map(" :{}".format)),
).map(lambda text: text.encode(errors="replace"))
STREAMS = st.lists(st.tuples(st.sampled_from(["ann", "bob", "new"]), st.one_of(LINES, LINES, st.binary(max_size=60))), max_size=25)


@given(STREAMS)
def test_no_client_can_break_the_room_or_make_it_say_what_does_not_fit(said: list[tuple[str, bytes]]) -> None:
    """Any bytes of anybody, in any order: the driver holds every line that comes of it to what can stand on the wire, in 512 bytes."""
    room = Room()
    room.join("ann", "bob", channel="#tea")
    room.say("ann", "OPER host secret")
    room.open("new")
    for nick, stream in said:
        for line in LineBuffer(tags_bytes=CLIENT_TAGS_BYTES).feed(stream + b"\r\n"):
            room.say(nick, line)
            room.do_work()
    sessions = room.world.sessions.values()
    assert set(room.world.nicks.values()) == {who for who in sessions if who.nick}
    assert all(who in channel.members for who in sessions for channel in who.channels.values())
    for channel in room.world.channels.values():
        assert channel.members or channel.is_registered
        assert set(channel.members) <= set(sessions)
    room.join("eve")
    room.say("eve", "PING alive")
    assert room.got("eve") == [":desktop.chat PONG desktop.chat alive"]
