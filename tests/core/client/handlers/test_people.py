"""What people say and do (Modern #sending-messages, ctcp)."""

from dataclasses import replace

import pytest

from desktop_chat.core.client.events import (
    AwayChanged,
    ClientEvent,
    MemberQuit,
    MessageArrived,
    MessageKind,
    NickChanged,
    ServerSaid,
)
from desktop_chat.core.client.session import ClientSession
from tests.support.guest import NOON, Guest


def said(conversation: str, sender: str, text: str, kind: MessageKind = MessageKind.TALK, *, mine: bool = False) -> MessageArrived:
    """Return a message that arrived now, without an id."""
    return MessageArrived(conversation, sender, text, kind, NOON.wall, "", mine)


@pytest.mark.parametrize(
    ("line", "event"),
    [
        (":bob!~b@host PRIVMSG #tea :hello all", said("#tea", "bob", "hello all")),
        (":bob!~b@host PRIVMSG ann :hello you", said("bob", "bob", "hello you")),
        (":bob!~b@host NOTICE ann :psst", said("bob", "bob", "psst", MessageKind.NOTICE)),
        (":ann!~a@host PRIVMSG #tea :my echo", said("#tea", "ann", "my echo", mine=True)),
        (":ANN!~a@host PRIVMSG bob :my echo", said("bob", "ANN", "my echo", mine=True)),
        (":irc.example NOTICE #tea :closing soon", said("#tea", "irc.example", "closing soon", MessageKind.NOTICE)),
        (":bob!~b@host PRIVMSG #tea :\x01ACTION waves\x01", said("#tea", "bob", "waves", MessageKind.ACTION)),
        (":bob!~b@host PRIVMSG ann :\x01action waves", said("bob", "bob", "waves", MessageKind.ACTION)),
        (":bob PRIVMSG ann :bare nick", said("bob", "bob", "bare nick")),
    ],
)
def test_talk_belongs_to_the_channel_or_to_the_other_person(guest: Guest, line: str, event: ClientEvent) -> None:
    """Modern #privmsg-message; IRCv3 echo-message: own words belong to whom they were said; ctcp: the last delimiter is optional."""
    assert guest.hear(line) == [event]


def test_talk_to_the_operators_belongs_to_the_channel(guest: Guest) -> None:
    """Modern #statusmsg-parameter."""
    guest.hear("005 ann STATUSMSG=@+ :are supported")
    assert guest.hear(":bob!~b@host PRIVMSG @#tea :ops only") == [said("#tea", "bob", "ops only")]


@pytest.mark.parametrize(
    ("line", "event"),
    [
        (":irc.example NOTICE * :*** Looking up your hostname", ServerSaid("NOTICE", "*** Looking up your hostname", ("*",))),
        ("NOTICE AUTH :*** hello", ServerSaid("NOTICE", "*** hello", ("AUTH",))),
        ("PRIVMSG ann :from nowhere", ServerSaid("PRIVMSG", "from nowhere", ("ann",))),
    ],
)
def test_the_host_itself_is_no_person(guest: Guest, line: str, event: ClientEvent) -> None:
    """Modern #notice-message: servers speak by NOTICE."""
    assert guest.hear(line) == [event]


def test_the_host_tells_when_it_was_said_and_under_which_id(guest: Guest) -> None:
    """IRCv3 server-time, message-ids."""
    (event,) = guest.hear("@time=2023-11-14T22:13:20.250Z;msgid=abc;x :bob!~b@host PRIVMSG ann :late")
    assert isinstance(event, MessageArrived)
    assert (event.time, event.msgid) == (1_700_000_000.250, "abc")


@pytest.mark.parametrize("time", ["", "yesterday", "2023-11-14", "2023-13-14T22:13:20.250Z", "0000-01-01T00:00:00.000Z", "9" * 400])
def test_a_time_that_is_none_is_now(guest: Guest, time: str) -> None:
    """IRCv3 server-time: `YYYY-MM-DDThh:mm:ss.sssZ`."""
    assert guest.hear(f"@time={time} :bob!~b@host PRIVMSG ann :hi") == [said("bob", "bob", "hi")]


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ("VERSION", "NOTICE bob :\x01VERSION Desktop Chat 1\x01"),
        ("ping 12 34", "NOTICE bob :\x01PING 12 34\x01"),
        ("CLIENTINFO", "NOTICE bob :\x01CLIENTINFO ACTION CLIENTINFO PING VERSION\x01"),
    ],
)
def test_a_few_queries_are_answered(query: str, answer: str) -> None:
    """Modern ctcp, VERSION, PING, CLIENTINFO: by NOTICE, to who asked, and nobody is disturbed."""
    guest = Guest(ClientSession("ann", channels=(), version="Desktop Chat 1"))
    assert guest.hear(f":bob!~b@host PRIVMSG ann :\x01{query}\x01") == []
    assert guest.answers() == [answer]


def test_a_flood_of_queries_is_not_answered_by_a_flood() -> None:
    """A host would end us for it, not the asker."""
    guest = Guest(ClientSession("ann", channels=(), version="Desktop Chat 1"))
    guest.hear(*[":bob!~b@host PRIVMSG ann :\x01VERSION\x01"] * 50)
    assert len(guest.answers()) == 1
    guest.wait(2.0)
    guest.hear(":bob!~b@host PRIVMSG ann :\x01VERSION\x01")
    assert len(guest.answers()) == 1


@pytest.mark.parametrize(
    "line", [":bob!~b@host PRIVMSG #tea :\x01VERSION\x01", ":ann!~a@host PRIVMSG ann :\x01VERSION\x01", ":ann!~a@h PRIVMSG bob :\x01X\x01"]
)
def test_a_query_to_a_channel_or_of_our_own_is_not_answered(line: str) -> None:
    """One line must not make everybody in a channel talk."""
    guest = Guest(ClientSession("ann", channels=(), version="Desktop Chat 1"))
    assert guest.hear(line) == []
    assert guest.answers() == []


def test_without_a_version_nothing_is_answered(guest: Guest) -> None:
    """Modern ctcp: replies are optional."""
    assert guest.hear(":bob!~b@host PRIVMSG ann :\x01VERSION\x01") == []
    assert guest.answers() == []


@pytest.mark.parametrize(
    ("line", "event"),
    [
        (":bob!~b@host PRIVMSG ann :\x01DCC SEND x\x01", ServerSaid("CTCP", "SEND x", ("bob", "DCC"))),
        (":bob!~b@host NOTICE ann :\x01VERSION other 2\x01", ServerSaid("CTCP", "other 2", ("bob", "VERSION"))),
        (":bob!~b@host NOTICE ann :\x01ACTION waves\x01", ServerSaid("CTCP", "waves", ("bob", "ACTION"))),
    ],
)
def test_other_queries_and_answers_are_words(guest: Guest, line: str, event: ClientEvent) -> None:
    """Modern ctcp: nothing that somebody sent is lost."""
    assert guest.hear(line) == [event]


def test_a_new_name_is_told_and_kept_if_it_is_ours(guest: Guest) -> None:
    """Modern #nick-message."""
    told = guest.hear(":bob!~b@host NICK :robert", ":ann!~a@host NICK 가람", ":가람!~a@host PRIVMSG #tea :me again")
    assert told == [
        NickChanged("bob", "robert", mine=False),
        NickChanged("ann", "가람", mine=True),
        said("#tea", "가람", "me again", mine=True),
    ]
    assert guest.session.nick == "가람"


def test_who_quits_is_told_but_of_our_own_end_error_tells(guest: Guest) -> None:
    """Modern #quit-message."""
    told = guest.hear(":bob!~b@host QUIT :Connection reset", ":carol!~c@host QUIT", ":ann!~a@host QUIT :bye")
    assert told == [MemberQuit("bob", "Connection reset"), MemberQuit("carol", "")]


def test_who_is_away_is_told(guest: Guest) -> None:
    """IRCv3 away-notify; Modern #rplaway-301."""
    told = guest.hear(":bob!~b@host AWAY :lunch", ":bob!~b@host AWAY", "301 ann bob :still at lunch")
    assert told == [AwayChanged("bob", "lunch"), AwayChanged("bob", None), AwayChanged("bob", "still at lunch")]


def test_our_own_being_away_is_told_with_what_we_said(guest: Guest) -> None:
    """Modern #rplnowaway-306, #rplunaway-305: the host does not repeat the text."""
    guest.say("AWAY", "점심")
    assert guest.hear("306 ann :You have been marked as being away") == [AwayChanged("ann", "점심")]
    guest.say("AWAY")
    assert guest.hear("305 ann :You are no longer marked as being away") == [AwayChanged("ann", None)]


@pytest.mark.parametrize("line", ["NICK bob", ":bob NICK", "QUIT", "AWAY :x", ":bob!~b@h PRIVMSG ann", ":bob!~b@h PRIVMSG", "301 ann bob"])
def test_a_line_without_what_it_needs_means_nothing(guest: Guest, line: str) -> None:
    """No source, too few parameters: a host's mistake does no harm."""
    assert guest.hear(line) == []


def test_what_other_clients_say_beside_the_text_is_kept_as_it_stands_on_the_wire(guest: Guest) -> None:
    """IRCv3 message-tags: "client-only tags … prefixed with a plus sign"; what the host adds is not among them."""
    (said,) = guest.hear("@msgid=7;+reply=1;+a\\:b=c\\sd;time=x :bob!b@h PRIVMSG ann :hi")
    assert isinstance(said, MessageArrived)
    assert (said.tags, said.msgid, said.key) == ("+reply=1;+a\\:b=c\\sd", "7", "7")


def test_a_line_without_a_msgid_is_known_by_a_key_of_our_own_if_it_is_kept(guest: Guest) -> None:
    """Two lines that are alike are two."""
    (said,) = guest.hear(":bob!b@h PRIVMSG ann :hi")
    assert isinstance(said, MessageArrived)
    assert (said.tags, said.key, replace(said, own_key="own-1").key) == ("", "", "own-1")
