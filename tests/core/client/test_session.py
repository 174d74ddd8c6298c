"""A connection as a whole: keep-alive, own words, its one end, and whatever a host may send."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.core.client.events import LinkClosed, LinkEnd, LinkFailed, LinkLost, LinkProblem, MessageArrived, MessageKind
from desktop_chat.core.client.handlers import TABLE
from desktop_chat.core.client.knowledge import Knowledge
from desktop_chat.core.client.session import (
    PING_AFTER_SECONDS,
    PONG_AT_ONCE_SECONDS,
    PONG_WITHIN_SECONDS,
    WELCOME_AFTER_SECONDS,
    ClientSession,
)
from desktop_chat.core.client.turn import ConnectionState
from desktop_chat.core.wire.errors import PeerError, UsageError
from desktop_chat.core.wire.linebuffer import TOO_LONG
from desktop_chat.core.wire.message import Message, encode, parse
from tests.support.guest import NOON, Guest


def test_it_starts_once(guest: Guest) -> None:
    """A second start is a bug of ours."""
    with pytest.raises(UsageError):
        guest.session.start()


def test_a_quiet_host_is_asked_and_may_answer_with_anything(guest: Guest) -> None:
    """Modern #ping-message: any line shows that the host is there."""
    guest.wait(0)
    guest.wait(PING_AFTER_SECONDS - 1)
    assert guest.answers() == []
    guest.wait(1)
    assert guest.answers() == ["PING alive"]
    guest.wait(PONG_WITHIN_SECONDS - 1)
    guest.hear(":irc.example PONG irc.example alive")
    assert guest.wait(PING_AFTER_SECONDS - 1).end is None
    assert guest.answers() == []


def test_a_silent_host_is_given_up(guest: Guest) -> None:
    """The link is dead, whatever the socket says."""
    guest.wait(PING_AFTER_SECONDS)
    assert guest.wait(PONG_WITHIN_SECONDS - 1).end is None
    assert guest.wait(1).end == LinkLost(LinkProblem.SILENT, "")
    assert guest.wait(1000).end is None


def test_a_host_that_never_said_a_word_is_given_up_sooner(stranger: Guest) -> None:
    """It may be no chat host at all; somebody waits in front of the window."""
    assert stranger.wait(0).end is None
    stranger.wait(WELCOME_AFTER_SECONDS)
    assert stranger.wait(PONG_WITHIN_SECONDS).end == LinkFailed(LinkProblem.TIMED_OUT, "")


def test_a_host_that_waits_for_a_nick_is_kept(stranger: Guest) -> None:
    """A person may think about another name as long as the host answers."""
    stranger.hear("433 * ann :Nickname is already in use")
    for _ in range(20):
        stranger.wait(WELCOME_AFTER_SECONDS)
        assert stranger.answers()[-1] == "PING alive"
        stranger.hear("PONG x")
    assert stranger.session.state is ConnectionState.REGISTERING


def test_own_words_are_shown_at_once_if_the_host_does_not_echo_them(guest: Guest) -> None:
    """IRCv3 echo-message: without it nobody repeats them to us."""
    assert guest.say("PRIVMSG", "#tea,bob", "hi") == [
        MessageArrived("#tea", "ann", "hi", MessageKind.TALK, NOON.wall, "", mine=True),
        MessageArrived("bob", "ann", "hi", MessageKind.TALK, NOON.wall, "", mine=True),
    ]
    (waving,) = guest.say("PRIVMSG", "#tea", "\x01ACTION waves\x01")
    assert isinstance(waving, MessageArrived)
    assert (waving.text, waving.kind) == ("waves", MessageKind.ACTION)
    assert guest.say("JOIN", "#tea") == []


@pytest.mark.parametrize(
    ("params", "shown"),
    [
        ((), []),
        (("#tea",), []),
        (("#tea", ""), []),
        (("", "hi"), []),
        ((",", "hi"), []),
        (("#tea,", "hi"), [("#tea", "hi")]),
        (("#tea", "a", "b"), [("#tea", "a")]),
    ],
)
def test_of_a_raw_line_only_what_the_host_relays_is_shown(guest: Guest, params: tuple[str, ...], shown: list[tuple[str, str]]) -> None:
    """A person may type any line with `/raw`; the host answers what is none (Modern #privmsg-message: 411, 412)."""
    events = guest.say("PRIVMSG", *params)
    assert [(event.conversation, event.text) for event in events if isinstance(event, MessageArrived)] == shown


@pytest.mark.parametrize(
    ("command", "text"),
    [("PRIVMSG", "\x01VERSION\x01"), ("NOTICE", "\x01VERSION chat 1\x01"), ("NOTICE", "\x01ACTION x\x01"), ("PRIVMSG", "\x01")],
)
def test_a_query_of_our_own_is_not_talk(guest: Guest, command: str, text: str) -> None:
    """Modern ctcp: `/raw PRIVMSG bob :VERSION` between delimiters says nothing to anybody."""
    assert guest.say(command, "bob", text) == []


def test_own_words_wait_for_the_echo_where_there_is_one(guest: Guest) -> None:
    """IRCv3 echo-message: the echo is the receipt, with id and time of the host."""
    guest.hear("CAP ann ACK :echo-message")
    assert guest.say("PRIVMSG", "#tea", "hi") == []


@pytest.mark.parametrize(
    ("lines", "problem", "end"),
    [
        ([], LinkProblem.BROKEN, LinkLost(LinkProblem.BROKEN, "reset")),
        ([], LinkProblem.CLOSED_BY_HOST, LinkLost(LinkProblem.CLOSED_BY_HOST, "reset")),
        (["ERROR :Killed"], LinkProblem.BROKEN, LinkLost(LinkProblem.CLOSED_BY_HOST, "Killed")),
        (["ERROR :Killed"], LinkProblem.SILENT, LinkLost(LinkProblem.SILENT, "reset")),
    ],
)
def test_the_end_says_what_is_known_of_it(guest: Guest, lines: list[str], problem: LinkProblem, end: LinkEnd) -> None:
    """Modern #error-message: the host's words explain more than the socket's."""
    guest.hear(*lines)
    assert guest.session.end(problem, "reset") == end


def test_after_quit_the_host_hangs_up_because_we_want_it(guest: Guest) -> None:
    """Modern #quit-message: the host answers with ERROR and closes."""
    guest.say("QUIT", "bye")
    guest.hear("ERROR :Quit: bye")
    assert guest.session.end(LinkProblem.CLOSED_BY_HOST, "") == LinkClosed()


def test_there_is_one_end_only(guest: Guest) -> None:
    """A second one is a bug of ours; lines after it mean nothing."""
    assert guest.session.close() == LinkClosed()
    with pytest.raises(UsageError):
        guest.session.end(LinkProblem.BROKEN, "")
    with pytest.raises(UsageError):
        guest.session.close()
    assert guest.hear(":bob!~b@host PRIVMSG ann :hi") == []


@pytest.mark.parametrize("line", [TOO_LONG, b"\xff\xfe", b"PRIVMSG \0", b":", b"@a=b", b"@ : :", b":src", b"42 x", b"!!!", b""])
def test_a_line_that_cannot_be_read_is_left_out(guest: Guest, line: bytes) -> None:
    """Nothing is raised, and the next line is read as ever."""
    assert guest.hear(line) == []
    assert len(guest.hear(":bob!~b@host PRIVMSG ann :hi")) == 1


WORDS = st.one_of(
    st.sampled_from(
        ["ann", "ANN", "#tea", "*", "+o-v", "+k", "0", ":", "@+ann", "\x01ACTION x\x01", "\x01", "LS", "ACK", "NAK", "NEW", ""]
    ),
    st.sampled_from(["PREFIX=(ov)@+", "PREFIX=", "CHANTYPES=", "STATUSMSG=@#", "CHANMODES=,,,", "CASEMAPPING=ascii", "echo-message"]),
    st.text(max_size=8),
)
SOURCES = st.sampled_from(["", ":ann!~a@h ", ":bob!~b@h ", ":irc.example ", ":! ", ":@ ", ": "])
LINES = st.builds(
    lambda source, command, middle, last: f"{source}{command} {' '.join(middle)}{last}",
    SOURCES,
    st.sampled_from([*sorted(TABLE), "999", "400", "TAGMSG"]),
    st.lists(WORDS, max_size=5),
    st.one_of(st.just(""), WORDS.map(" :{}".format)),
)


@given(st.lists(LINES, max_size=25))
def test_no_host_can_make_it_raise_or_say_what_cannot_stand_on_the_wire(lines: list[str]) -> None:
    """Any commands with any words, before and after the welcome: events a member can learn from, answers that can be sent."""
    session, known = ClientSession("ann", version="v"), Knowledge()
    session.start()
    for line in ["001 ann :Welcome", ":ann JOIN #tea", "353 ann = #tea :ann", "366 ann #tea :", *lines]:
        step = session.receive(line.encode(errors="replace"), NOON)
        for event in step.events:
            known.apply(event)
        for message in step.send:
            assert b"\r\n" in encode(message)
        assert step.end is None
    assert session.state is ConnectionState.REGISTERED


@given(LINES)
def test_no_line_of_a_person_makes_it_raise(line: str) -> None:
    """`/raw` lets through whatever can stand on the wire; an error here would end the link."""
    try:
        message = parse(line.encode(errors="replace"))
    except PeerError:
        return
    shown = Guest().session.say([message], NOON).events
    assert all(isinstance(event, MessageArrived) and event.mine for event in shown)


@given(st.binary(max_size=200))
def test_no_bytes_make_it_raise(line: bytes) -> None:
    """A host may be anything that listens on the port."""
    Guest().hear(line)


def test_a_host_in_doubt_is_asked_at_once_and_given_less_time(guest: Guest) -> None:
    """After a sleep of the machine the connection is alive or dead, there is nothing to wait for."""
    assert guest.session.doubt(guest.now).send == [Message("PING", ("alive",))]
    assert guest.wait(PONG_AT_ONCE_SECONDS - 1).end is None
    assert guest.wait(1).end == LinkLost(LinkProblem.SILENT, "")
    assert guest.session.doubt(guest.now).send == []


def test_the_next_session_is_the_same_member_s(guest: Guest) -> None:
    """Its nick, its password, the channels it is in with the keys it said; not those it left or was thrown out of."""
    guest.session.use_password("secret")
    for line in ("JOIN #tea,#locked key1,key2", "JOIN #locked2 key3", "JOIN #open"):
        guest.session.say([parse(line.encode())], NOON)
    guest.hear(*(f":ann!~a@h JOIN {name}" for name in ("#tea", "#Locked", "#gone", "#kicked", "#open", "#TEA")))
    guest.hear(":ann!~a@h PART #Gone", ":bob!~b@h KICK #kicked ann :out", ":ann!~a@h NICK 가람", ":bob!~b@h PART #tea")
    again = guest.session.again()
    assert [encode(message) for message in again.start()[1:3]] == [b"PASS secret\r\n", "NICK 가람\r\n".encode()]
    step = again.receive(":irc.example 001 가람 :Welcome".encode(), NOON)
    assert [message.params for message in step.send] == [("#tea", "key1"), ("#Locked", "key2"), ("#open",)]
