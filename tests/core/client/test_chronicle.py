"""`Chronicle`: what happens in channels besides talk, as lines to keep, once each (IRCv3 chathistory, event-playback)."""

import pytest

from desktop_chat.core.client.catch_up import PAGE
from desktop_chat.core.client.events import Happened, JoinedChannel, MemberJoined, MessageArrived, TopicChanged
from desktop_chat.core.client.events.kept import EventKind, KeptLine, event_key, msgid_of, name_elsewhere, place_of
from desktop_chat.core.client.session import ClientSession
from tests.support.guest import NOON, WELCOME, Guest

CAPS = ":h CAP ann ACK :batch draft/chathistory draft/event-playback message-tags server-time"
THEN = "time=2023-11-14T22:13:20.007Z"
THEN_MS = 1_700_000_000_007


@pytest.fixture
def member() -> Guest:
    """Return ann, in #tea with bob and in #Coffee with bob and carol."""
    guest = Guest()
    for channel, names in (("#tea", "ann bob"), ("#Coffee", "ann bob carol")):
        guest.hear(f":ann!~a@h JOIN {channel}", f":h 353 ann = {channel} :{names}", f":h 366 ann {channel} :End")
    guest.happened()
    return guest


def line(channel: str, kind: EventKind, sender: str, text: str = "", *, about: str = "", number: int = 0, mine: bool = False) -> KeptLine:  # noqa: PLR0913
    """Return what is kept of a line with the id 7."""
    is_channel, key = True, event_key("7", channel.lower(), number)
    return KeptLine(channel, is_channel, key, THEN_MS, sender, kind, text, mine, about=about)


@pytest.mark.parametrize(
    ("said", "lines"),
    [
        ("dan JOIN #tea dan :Dan", [line("#tea", EventKind.JOIN, "dan")]),
        ("bob PART #tea :lunch", [line("#tea", EventKind.PART, "bob", "lunch")]),
        ("bob PART #tea", [line("#tea", EventKind.PART, "bob")]),
        ("bob KICK #tea carol :rude", [line("#tea", EventKind.KICK, "bob", "rude", about="carol")]),
        ("bob KICK #tea ANN", [line("#tea", EventKind.KICK, "bob", about="ANN", mine=True)]),
        ("bob TOPIC #tea :green", [line("#tea", EventKind.TOPIC, "bob", "green")]),
        ("bob TOPIC #tea :", [line("#tea", EventKind.TOPIC, "bob")]),
        (
            "bob MODE #tea +ob-n carol x!*@*",
            [line("#tea", EventKind.MODE, "bob", text, number=at) for at, text in enumerate(("+o carol", "+b x!*@*", "-n"))],
        ),
        ("carol QUIT :bye", [line("#Coffee", EventKind.QUIT, "carol", "bye")]),
        ("bob QUIT", [line("#tea", EventKind.QUIT, "bob"), line("#Coffee", EventKind.QUIT, "bob")]),
        ("bob NICK rob", [line("#tea", EventKind.NICK, "bob", "rob"), line("#Coffee", EventKind.NICK, "bob", "rob")]),
        (
            "ann NICK anna",
            [line("#tea", EventKind.NICK, "ann", "anna", mine=True), line("#Coffee", EventKind.NICK, "ann", "anna", mine=True)],
        ),
        ("stranger QUIT :bye", []),
        ("ann PART #tea", []),
        ("ann MODE ann +i", []),
        ("bob AWAY :lunch", []),
        ("bob KICK #tea", []),
    ],
)
def test_what_happens_is_kept_as_values(member: Guest, said: str, lines: list[KeptLine]) -> None:
    """Who did what, where and when; of a quit, in each channel that we share. That we left ourselves is no news."""
    nick, _, rest = said.partition(" ")
    member.hear(f"@{THEN};msgid=7 :{nick}!~x@host {rest}")
    assert member.happened() == lines


def test_what_nobody_did_is_not_kept(member: Guest) -> None:
    """A mode without a source is told as a mode only."""
    member.hear("MODE #tea +n")
    assert member.happened() == []


def test_a_host_without_ids_gives_no_keys(member: Guest) -> None:
    """Whoever keeps the line finds one; it is of now."""
    member.hear(":dan!~d@h JOIN #tea")
    (joined,) = member.happened()
    assert (joined.key, joined.time) == ("", NOON.wall)


def test_our_own_coming_is_news_but_not_coming_back(member: Guest) -> None:
    """Over the next connection the link joins by itself."""
    member.hear("@msgid=7 :ann!~a@h JOIN #milk")
    assert [(one.kind, one.mine) for one in member.happened()] == [(EventKind.JOIN, True)]
    again = Guest(member.session.again(), is_in=False)
    again.hear(*WELCOME, ":ann!~a@h JOIN #MILK", ":ann!~a@h JOIN #new")
    assert [one.conversation for one in again.happened()] == ["#new"]


def test_a_channel_with_another_name_says_so_under_it(member: Guest) -> None:
    """IRCv3 channel-rename; also where we come too late to hear who did it (Channel redirection)."""
    member.hear(":bob!~b@h RENAME #tea #milk :typo")
    (renamed,) = member.happened()
    assert (renamed.conversation, renamed.kind, renamed.about, renamed.sender, renamed.text) == ("#milk", "rename", "#tea", "bob", "typo")
    member.hear(":h FAIL JOIN CHANNEL_RENAMED #milk #beer :It is called #beer now")
    (renamed,) = member.happened()
    assert (renamed.conversation, renamed.about, renamed.sender) == ("#beer", "#milk", "")


def test_the_id_in_a_key_is_found_again() -> None:
    """By it history is asked for; the key of a message is its id."""
    assert (msgid_of(event_key("7", "#tea")), msgid_of("7"), event_key("", "#tea")) == ("7", "7", "")


def test_a_conversation_of_another_room_has_one_name() -> None:
    """That tells its room; any other is of the room that we are in."""
    assert place_of(name_elsewhere("#tea", "ab"), "here") == ("ab", "#tea")
    assert place_of("#tea", "here") == ("here", "#tea")


def coming() -> Guest:
    """Return ann, at her first visit of #tea; the host has history with events."""
    guest = Guest(ClientSession("ann", channels=()), is_in=False)
    guest.hear(CAPS, *WELCOME, "@msgid=06 :ann!~a@h JOIN #tea")
    guest.told.clear()
    guest.answers()
    return guest


PAST = (
    ":h BATCH +1 chathistory #tea",
    "@batch=1;msgid=01 :bob!~b@h JOIN #tea",
    "@batch=1;msgid=02 :bob!~b@h PRIVMSG #tea :hello",
    "@batch=1;msgid=03 :bob!~b@h TOPIC #tea :black",
    "@batch=1;msgid=04 :bob!~b@h NICK rob",
    "@batch=1;msgid=05 :rob!~b@h QUIT :bye",
    "@batch=1;msgid=06 :ann!~a@h JOIN #tea",
    "@batch=1 :h 332 ann #tea :never",
    ":h BATCH -1",
)


def test_what_is_played_back_is_told_in_its_place_and_changes_nothing() -> None:
    """event-playback: "Clients … MUST … not modify the state"; our own coming and going of then is no news."""
    guest = coming()
    told = guest.hear(*PAST)
    assert [type(event) for event in told] == [MessageArrived]
    assert [event.line.kind if isinstance(event, Happened) else "talk" for event in guest.told if not isinstance(event, JoinedChannel)] == [
        "join",
        "talk",
        "topic",
        "nick",
        "quit",
        "join",
    ]
    assert not any(isinstance(event, MemberJoined | TopicChanged) for event in guest.told)
    guest.happened()
    assert guest.hear(":dan!~d@h JOIN #tea") == [MemberJoined("#tea", "dan")]


def test_pages_of_events_only_are_read_to_their_end() -> None:
    """The next page begins after the last line, whatever that was; what came live is not told again."""
    guest = coming()
    guest.hear(*PAST)
    back = Guest(guest.session.again(), is_in=False)
    back.hear(CAPS, *WELCOME, ":ann!~a@h JOIN #tea")
    assert back.answers()[-2:] == ["MODE #tea", f"CHATHISTORY AROUND #tea msgid=06 {PAGE}"]
    back.hear("@msgid=08 :eve!~e@h JOIN #tea")
    assert back.happened() == []
    page = (
        ":h BATCH +2 chathistory #tea",
        *(line.replace("batch=1", "batch=2") for line in PAST[5:7]),
        "@batch=2;msgid=07 :dan!~d@h PART #tea",
        "@batch=2;msgid=08 :eve!~e@h JOIN #tea",
        ":h BATCH -2",
    )
    back.hear(*page)
    assert back.answers() == [f"CHATHISTORY AFTER #tea msgid=08 {PAGE}"]
    back.hear(":h BATCH +3 chathistory #tea", ":h BATCH -3")
    assert (back.answers(), [msgid_of(one.key) for one in back.happened()]) == ([], ["07", "08"])


def test_a_host_that_gives_no_ids_is_not_asked_for_ever() -> None:
    """A page that ends where it began is the last."""
    guest = coming()
    guest.hear(*PAST)
    back = Guest(guest.session.again(), is_in=False)
    back.hear(CAPS, *WELCOME, ":ann!~a@h JOIN #tea")
    back.answers()
    back.hear(":h BATCH +2 chathistory #tea", "@batch=2 :dan!~d@h PART #tea", ":h BATCH -2")
    assert back.answers() == []


def test_what_is_played_back_of_private_talk_is_no_event_of_a_channel() -> None:
    """There people come and go by themselves."""
    guest = coming()
    guest.hear(":h BATCH +4 chathistory bob", "@batch=4 :bob!~b@h QUIT :bye", ":h BATCH -4")
    assert guest.happened() == []
