"""PRIVMSG NOTICE TAGMSG: who gets what, and what is kept."""

import pytest

from desktop_chat.core.server.records import MessageRecord, msgid_of
from desktop_chat.core.wire import limits
from tests.support.room import LIMITS, START, Room

ANN = "ann!~ann@10.0.0.7"
FIRST_ID = int(START.wall * 1_000_000)
LONGEST = "가" * 32


@pytest.fixture
def tea(room: Room) -> Room:
    """Return a room with ann, its operator, bob and cem in #tea; eve is elsewhere."""
    room.join("ann", "bob", "cem", channel="#tea")
    room.join("eve")
    return room


@pytest.mark.parametrize("command", ["PRIVMSG", "NOTICE"])
def test_a_channel_hears_it_but_not_who_said_it(tea: Room, command: str) -> None:
    """Modern #privmsg-message; the colon is there for small clients also before one word."""
    tea.say("ann", f"{command} #TEA :안녕")
    assert tea.got("bob") == tea.got("cem") == [f":{ANN} {command} #tea :안녕"]
    assert tea.got("ann") == tea.got("eve") == []


def test_one_person_hears_it_by_name_in_any_case(tea: Room) -> None:
    """Modern #privmsg-message: "`<target>` is the nickname of a client"."""
    tea.say("ann", "PRIVMSG EVE :psst")
    assert tea.got("eve") == [f":{ANN} PRIVMSG eve :psst"]
    assert tea.got("bob") == []


def test_each_of_several_targets_hears_it(tea: Room) -> None:
    """Modern #privmsg-message: `<target>{,<target>}`; an unknown one stops no other."""
    tea.say("ann", "PRIVMSG bob,nobody,#tea,eve :hi")
    assert [message.params[0] for message in tea.messages("bob")] == ["bob", "#tea"]
    assert tea.numerics("eve") == ["PRIVMSG"]
    assert tea.replies("ann") == [("401", "nobody", "No such nick")]


def test_targets_beyond_the_limit_are_told(tea: Room) -> None:
    """Modern #targmax-parameter; RFC 2812 5.2, 407."""
    tea.say("ann", f"PRIVMSG {','.join(['eve'] * LIMITS.targets)},bob,cem :hi")
    assert tea.numerics("eve") == ["PRIVMSG"] * LIMITS.targets
    assert tea.got("bob") == tea.got("cem") == []
    assert [reply[:2] for reply in tea.replies("ann")] == [("407", "bob"), ("407", "cem")]


@pytest.mark.parametrize(
    ("line", "reply"),
    [
        ("PRIVMSG", ("411", "No recipient given (PRIVMSG)")),
        ("PRIVMSG :", ("411", "No recipient given (PRIVMSG)")),
        ("PRIVMSG bob", ("412", "No text to send")),
        ("PRIVMSG bob :", ("412", "No text to send")),
        ("PRIVMSG nobody :hi", ("401", "nobody", "No such nick")),
        ("PRIVMSG , :hi", ("401", "*", "No such nick")),
        ("PRIVMSG @bob :hi", ("401", "@bob", "No such nick")),
        ("PRIVMSG #nowhere :hi", ("403", "#nowhere", "No such channel")),
        ("PRIVMSG @#nowhere :hi", ("403", "#nowhere", "No such channel")),
        ("@+typing=active TAGMSG nobody", ("401", "nobody", "No such nick")),
        ("@+typing=active TAGMSG", ("461", "TAGMSG", "Not enough parameters")),
    ],
)
def test_what_cannot_be_delivered_is_told(tea: Room, line: str, reply: tuple[str, ...]) -> None:
    """Modern #errnorecipient-411, #errnotexttosend-412, #errnosuchnick-401."""
    tea.say("ann", line)
    assert reply in tea.replies("ann")
    assert tea.records == []


@pytest.mark.parametrize(
    "rest", ["", " :", " bob", " bob :", " nobody :hi", " , :hi", " #nowhere :hi", " #quiet :hi", f" bob :{'x' * 480}"]
)
def test_a_notice_is_never_answered(tea: Room, rest: str) -> None:
    """Modern #notice-message: servers "must not send any error back to the client on receipt of a NOTICE command"."""
    tea.say("eve", "JOIN #quiet")
    tea.say("ann", f"NOTICE{rest}")
    assert tea.got("ann") == []
    assert tea.got("bob") == []


@pytest.mark.parametrize(
    ("flag", "speaker", "text", "is_heard"),
    [
        ("n", "eve", "hi", False),
        ("n", "bob", "hi", True),
        ("m", "bob", "hi", False),
        ("m", "ann", "hi", True),
        ("b *!*@*", "bob", "hi", False),
        ("C", "bob", "\x01VERSION\x01", False),
        ("C", "bob", "\x01ACTION waves\x01", True),
        ("C", "bob", "\x01ACTIONS\x01", False),
        ("C", "bob", "hi", True),
    ],
)
def test_a_channel_may_be_closed_to_some_talk(tea: Room, flag: str, speaker: str, text: str, *, is_heard: bool) -> None:
    """Modern #no-external-messages-mode, #moderated-channel-mode, #ban-channel-mode; +C: no CTCP but ACTION."""
    tea.say("ann", "MODE #tea -n", f"MODE #tea +{flag}")
    tea.clear()
    tea.say(speaker, f"PRIVMSG #tea :{text}")
    assert tea.numerics("cem") == ["PRIVMSG"] * is_heard
    assert [reply[:2] for reply in tea.replies(speaker)] == [("404", "#tea")] * (not is_heard)


def test_tags_alone_are_no_ctcp(tea: Room) -> None:
    """IRCv3 message-tags, TAGMSG: there is no text; +C lets it through."""
    tea.join("dan", caps="message-tags", channel="#tea")
    tea.say("ann", "MODE #tea +C")
    tea.clear()
    tea.say("bob", "@+typing=active TAGMSG #tea")
    assert tea.numerics("dan") == ["TAGMSG"]


@pytest.mark.parametrize(
    ("target", "hearing", "shown"),
    [
        ("@#tea", ["ann"], "@#tea"),
        ("%#tea", ["ann", "bob"], "%#tea"),
        ("+#TEA", ["ann", "bob", "cem"], "+#tea"),
        ("@%#tea", ["ann", "bob"], "%#tea"),
        ("+@@#tea", ["ann", "bob", "cem"], "+#tea"),
    ],
)
def test_a_prefix_means_those_of_that_rank_and_above(tea: Room, target: str, hearing: list[str], shown: str) -> None:
    """Modern #privmsg-message: "with the given or higher status"; `@%#bunny` "is functionally identical to" `%#bunny`."""
    tea.join("dan", channel="#tea")
    tea.say("ann", "MODE #tea +h-h+h+v bob dan bob cem")
    tea.say("eve", "JOIN #tea")
    tea.clear()
    tea.say("eve", f"PRIVMSG {target} :hi")
    assert [nick for nick in ("ann", "bob", "cem", "dan") if tea.got(nick) == [f":eve!~eve@10.0.0.7 PRIVMSG {shown} :hi"]] == hearing


def test_who_is_away_is_told_to_who_writes_but_not_to_who_notices(tea: Room) -> None:
    """Modern #privmsg-message: 301 "and the command will continue"; #notice-message: no automatic reply."""
    tea.say("bob", "AWAY :점심")
    tea.clear()
    tea.say("ann", "PRIVMSG bob :hi", "NOTICE bob :hi", "PRIVMSG #tea :hi")
    assert tea.replies("ann") == [("301", "bob", "점심")]
    assert len(tea.got("bob")) == 3


def test_what_was_said_is_kept_before_anybody_hears_it(tea: Room) -> None:
    """PROTOCOL, Rules that keep promises: the effect carries the record; ids sort in the room's order, within one moment too."""
    tea.say("ann", "@+reply=a\\:b;x=y PRIVMSG #TEA :one", "NOTICE eve :two")
    assert tea.records == [
        MessageRecord(FIRST_ID, 1_700_000_000_000, "#tea", ANN, "PRIVMSG", "one", "+reply=a\\:b"),
        MessageRecord(FIRST_ID + 1, 1_700_000_000_000, "eve", ANN, "NOTICE", "two", ""),
    ]


def test_ids_go_on_where_the_log_ends(room: Room) -> None:
    """Also if the clock was put back since."""
    room = Room(last_id=FIRST_ID * 2)
    room.join("ann", "bob")
    room.say("ann", "PRIVMSG bob :hi")
    assert [record.id for record in room.records] == [FIRST_ID * 2 + 1]


def test_who_knows_tags_gets_the_id_and_the_tags_of_the_sender(room: Room) -> None:
    """IRCv3 message-ids, message-tags: client-only tags are attached as they are, others "MUST be removed"."""
    room.join("ann")
    room.join("bob", caps="message-tags")
    room.say("ann", "@+react=\\:);time=never;msgid=mine;label=1 PRIVMSG bob :hi")
    assert room.got("bob") == [f"@msgid={msgid_of(FIRST_ID)};+react=\\:) :{ANN} PRIVMSG bob :hi"]


@pytest.mark.parametrize(
    ("target", "copies"), [("bob", 1), ("#tea", 1), ("ann", 2), ("nobody", 0)], ids=["person", "channel", "oneself", "nobody"]
)
@pytest.mark.parametrize("line", ["PRIVMSG {} :hi", "NOTICE {} :hi", "@+typing=active TAGMSG {}"])
def test_the_echo_is_the_receipt(room: Room, line: str, target: str, copies: int) -> None:
    """IRCv3 echo-message: "the final version of the message back to the originating client"; to oneself it comes twice."""
    room.join("bob", channel="#tea")
    room.join("ann", caps="echo-message message-tags", channel="#tea")
    room.say("ann", line.format(target))
    echoes = [message for message in room.messages("ann") if not message.command.isdigit()]
    assert [message.params[0] for message in echoes] == [target] * copies
    assert all(message.tags["msgid"] == msgid_of(FIRST_ID) for message in echoes)


@pytest.mark.parametrize("line", ["PRIVMSG ann :hi", "NOTICE ann :hi", "@+typing=active TAGMSG ann"])
def test_without_echo_who_writes_to_oneself_gets_it_once(room: Room, line: str) -> None:
    """As its receiver."""
    room.join("ann", caps="message-tags")
    room.say("ann", line)
    assert len(room.got("ann")) == 1


def test_tags_alone_reach_only_those_who_know_tags(room: Room) -> None:
    """IRCv3 message-tags: "Servers MUST NOT deliver TAGMSG to clients that haven't negotiated"; it is not kept."""
    room.join("ann", "old", channel="#tea")
    room.say("ann", "@+typing=active TAGMSG #tea")
    assert room.got("old") == []
    room.join("new", caps="message-tags", channel="#tea")
    room.clear()
    room.say("ann", "@+typing=active TAGMSG #tea")
    assert [(message.command, message.tags["+typing"]) for message in room.messages("new")] == [("TAGMSG", "active")]
    assert room.got("old") == room.got("ann") == []
    assert room.records == []


def test_an_echo_of_tags_alone_needs_tags(room: Room) -> None:
    """IRCv3 echo-message: TAGMSG only "when the message-tags capability has been enabled"."""
    room.join("ann", caps="echo-message")
    room.join("bob", caps="message-tags")
    room.say("ann", "@+typing=active TAGMSG bob")
    assert room.numerics("bob") == ["TAGMSG"]
    assert room.got("ann") == []


@pytest.mark.parametrize("tags", ["", "@label=1 "])
def test_without_tags_of_a_client_there_is_nothing_to_relay(room: Room, tags: str) -> None:
    """IRCv3 message-tags: without a tag that may travel nobody is disturbed (Ergo does so too)."""
    room.join("ann", "bob", caps="echo-message message-tags")
    room.say("ann", f"{tags}TAGMSG bob", f"{tags}TAGMSG nobody")
    assert room.got("ann") == room.got("bob") == []


@pytest.mark.parametrize(("bytes_over", "answer"), [(0, []), (1, ["417"])])
def test_what_does_not_fit_with_the_name_before_it_is_refused_not_cut(room: Room, bytes_over: int, answer: list[str]) -> None:
    """RFC 2812 2.3; Modern #errinputtoolong-417; PROTOCOL: "What a person writes is never cut"."""
    room.join(LONGEST, "bob")
    head = f":{LONGEST}!~{'user'}@10.0.0.7 PRIVMSG bob :\r\n"
    text = "x" * (limits.MESSAGE_BYTES - len(head.encode()) + bytes_over)
    room.say(LONGEST, f"PRIVMSG bob :{text}")
    assert room.numerics(LONGEST) == answer
    assert [message.params[1] for message in room.messages("bob")] == [text] * (not bytes_over)
    assert len(room.records) == (not bytes_over)


def test_speaking_ends_being_idle_and_noticing_does_not(tea: Room) -> None:
    """Modern #rplwhoisidle-317: bots may notice for ever."""
    tea.wait(10)
    tea.say("ann", "NOTICE bob :x")
    assert tea.session("ann").last_spoke == START.monotonic
    tea.say("ann", "PRIVMSG bob :x")
    assert tea.session("ann").last_spoke == START.monotonic + 10
