"""CHATHISTORY: what a client gets, page by page, and what it is told if it asks wrongly (IRCv3 chathistory)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_chat.core.server.archive import ArchiveError
from desktop_chat.core.server.config import HistoryRules, RoomConfig
from desktop_chat.core.wire import limits
from desktop_chat.core.wire.message import Message
from tests.support.room import CONFIG, START, Room

CAPS = "batch message-tags server-time draft/chathistory"
FIRST_MS = int(START.wall * 1000)


def asked(room: Room, nick: str, line: str) -> list[Message]:
    """Let somebody send a line; return what came, as messages."""
    room.say(nick, line)
    return room.messages(nick)


def texts(messages: list[Message]) -> list[str]:
    """Return the texts of what was said among messages."""
    return [message.params[-1] for message in messages if message.command in {"PRIVMSG", "NOTICE"}]


def stamp(ms: int) -> str:
    """Return a time so many milliseconds after the room opened, as CHATHISTORY wants it."""
    return f"timestamp=2023-11-14T22:13:{20 + ms // 1000:02}.{ms % 1000:03}Z"


@pytest.fixture
def talk(room: Room) -> dict[str, str]:
    """Let ann, who knows everything of history, be in #tea, where bob says one to nine, a second apart; return their msgids."""
    room.join("ann", caps=CAPS, channel="#tea")
    room.join("bob", channel="#tea")
    for number in range(1, 10):
        room.wait(1)
        room.say("bob", f"PRIVMSG #tea :{number}")
    return {message.params[1]: message.tags["msgid"] for message in room.messages("ann")}


def test_an_answer_is_one_batch_of_the_lines_as_they_were(room: Room) -> None:
    """Batches chathistory: "messages inside the batch MUST be tagged with the time at which they were originally sent".

    Chathistory, Returned message notes: msgid "MUST be the `msgid` tag as originally sent by the IRC server".
    """
    room.join("ann", caps=f"{CAPS} account-tag", channel="#Tea")
    room.join("bob", channel="#tea")
    room.session("bob").account = "Robert"
    room.session("bob").modes.add("B")
    room.say("bob", "@+draft/reply=x\\:y;+a PRIVMSG #TEA :안녕", "NOTICE #tea :two", "PRIVMSG #tea :\x01ACTION waves\x01")
    live = room.messages("ann")
    room.session("bob").account = "other"
    room.wait(60)
    begin, *lines, end = asked(room, "ann", "CHATHISTORY latest #tea * 50")
    assert (begin.command, begin.params) == ("BATCH", ("+1", "chathistory", "#tea"))
    assert (end.command, end.params) == ("BATCH", ("-1",))
    assert [line._replace(tags={**line.tags, "batch": "1"}) for line in live] == lines
    assert dict(lines[0].tags) == {
        "batch": "1",
        "time": "2023-11-14T22:13:20.000Z",
        "account": "Robert",
        "bot": "",
        "msgid": live[0].tags["msgid"],
        "+draft/reply": "x;y",
        "+a": "",
    }


def test_without_batch_the_lines_come_alone(room: Room) -> None:
    """Chathistory, Implementation: "Servers SHOULD NOT enforce that clients support all related capabilities"."""
    room.join("ann", channel="#tea")
    room.say("ann", "PRIVMSG #tea :hi", "CHATHISTORY LATEST #tea * 5")
    assert room.got("ann") == [":ann!~ann@10.0.0.7 PRIVMSG #tea :hi"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("LATEST #tea * 3", "789"),
        ("LATEST #tea {7} 3", "89"),
        ("LATEST #tea {3} 2", "89"),
        ("LATEST #tea @7000 5", "89"),
        ("BEFORE #tea {4} 2", "23"),
        ("BEFORE #tea {1} 2", ""),
        ("BEFORE #tea @4000 2", "23"),
        ("BEFORE #tea @4001 2", "34"),
        ("BEFORE #tea @39000 2", "89"),
        ("AFTER #tea {4} 2", "56"),
        ("AFTER #tea {9} 2", ""),
        ("AFTER #tea @4000 2", "56"),
        ("AFTER #tea @3999 2", "45"),
        ("AFTER #tea @39000 2", ""),
        ("AROUND #tea {5} 1", "5"),
        ("AROUND #tea {5} 4", "3456"),
        ("AROUND #tea {5} 5", "34567"),
        ("AROUND #tea {1} 4", "1234"),
        ("AROUND #tea @4500 2", "45"),
        ("BETWEEN #tea {2} {8} 3", "345"),
        ("BETWEEN #tea {8} {2} 3", "567"),
        ("BETWEEN #tea {2} {5} 9", "34"),
        ("BETWEEN #tea {5} {2} 9", "34"),
        ("BETWEEN #tea {5} {5} 9", ""),
        ("BETWEEN #tea @2000 @5000 9", "34"),
        ("BETWEEN #tea @5000 {2} 9", "34"),
        ("BETWEEN #tea @4100 @4900 9", ""),
        ("BETWEEN #tea @4900 @4100 9", ""),
        ("BETWEEN #tea {2} @39000 2", "34"),
        ("LATEST #tea * 999999999999", "123456789"),
    ],
)
def test_each_subcommand_returns_its_part(room: Room, talk: dict[str, str], line: str, expected: str) -> None:
    """Chathistory, Subcommands: borders are excluded; "up to `limit`"; BETWEEN counts from its first selector, in either direction."""
    words = [stamp(int(word[1:])) if word.startswith("@") else word for word in line.split()]
    for number, msgid in talk.items():
        words = [word.replace(f"{{{number}}}", f"msgid={msgid}") for word in words]
    answer = asked(room, "ann", f"CHATHISTORY {' '.join(words)}")
    assert [answer[0].command, answer[-1].command] == ["BATCH", "BATCH"]
    assert "".join(texts(answer)) == expected


def test_no_answer_is_longer_than_005_says(room: Room) -> None:
    """Chathistory, ISUPPORT tokens: CHATHISTORY is "the maximum number of messages a client can request in a single command"."""
    room.join("ann", caps=CAPS, channel="#tea")
    room.say("ann", *[f"PRIVMSG #tea :{number}" for number in range(limits.HISTORY_PAGE + 5)], "VERSION")
    tokens = [param for message in room.messages("ann") if message.command == "005" for param in message.params]
    assert {f"CHATHISTORY={limits.HISTORY_PAGE}", "MSGREFTYPES=msgid,timestamp"} <= set(tokens)
    assert len(texts(asked(room, "ann", f"CHATHISTORY LATEST #tea * {limits.HISTORY_PAGE + 1}"))) == limits.HISTORY_PAGE


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("NEWEST #tea * 5", "INVALID_PARAMS NEWEST :Unknown command"),
        ("LATEST #tea *", "INVALID_PARAMS LATEST :Insufficient parameters"),
        ("LATEST #tea * 5 5", "INVALID_PARAMS LATEST :Too many parameters"),
        ("BETWEEN #tea msgid=0 5", "INVALID_PARAMS BETWEEN :Insufficient parameters"),
        ("BEFORE #tea * 5", "INVALID_PARAMS BEFORE * :Invalid message reference"),
        ("AFTER #tea msgid=nonsense 5", "INVALID_PARAMS AFTER msgid=nonsense :Invalid msgid"),
        ("AFTER #tea timestamp=2023-11-14 5", "INVALID_PARAMS AFTER timestamp=2023-11-14 :Invalid timestamp"),
        ("AFTER #tea timestamp=2023-02-30T00:00:00.000Z 5", "INVALID_PARAMS AFTER timestamp=2023-02-30T00:00:00.000Z :Invalid timestamp"),
        ("AFTER #tea account=ann 5", "INVALID_MSGREFTYPE AFTER #tea account=ann :History is found by msgid and timestamp only"),
        ("LATEST #tea * 0", "INVALID_PARAMS LATEST 0 :Invalid limit"),
        ("LATEST #tea * -5", "INVALID_PARAMS LATEST -5 :Invalid limit"),
        ("LATEST #tea * :", "INVALID_PARAMS LATEST * :Invalid limit"),
        ("LATEST #nowhere * 5", "INVALID_TARGET LATEST #nowhere :Messages could not be retrieved"),
        ("LATEST #cake * 5", "INVALID_TARGET LATEST #cake :Messages could not be retrieved"),
        ("LATEST @#tea * 5", "INVALID_TARGET LATEST @#tea :Messages could not be retrieved"),
        ("TARGETS msgid=0 * 5", "INVALID_PARAMS TARGETS msgid=0 :Invalid timestamp"),
        ("TARGETS " + 2 * "timestamp=2023-02-03T00:00:00.000Z " + "x", "INVALID_PARAMS TARGETS x :Invalid limit"),
    ],
)
def test_a_wrong_request_is_told_what_is_wrong(room: Room, line: str, answer: str) -> None:
    """Chathistory, Errors and Warnings: the codes and what follows them; of a channel one is not in there is no history either."""
    room.join("eve", channel="#cake")
    room.join("ann", channel="#tea")
    room.say("ann", f"CHATHISTORY {line}")
    assert room.got("ann") == [f":desktop.chat FAIL CHATHISTORY {answer}"]


def test_what_cannot_be_read_is_said(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """Chathistory: "If no message history can be returned due to an error, the MESSAGE_ERROR error code SHOULD be returned"."""
    room.join("ann", channel="#tea")

    def fail(*_: object) -> None:
        raise ArchiveError("disk I/O error")

    monkeypatch.setattr(room.log, "page", fail)
    room.say("ann", "CHATHISTORY LATEST #tea * 5")
    assert room.got("ann") == [":desktop.chat FAIL CHATHISTORY MESSAGE_ERROR LATEST #tea :Messages could not be retrieved"]


def test_a_room_that_keeps_nothing_says_so() -> None:
    """Neither capability nor token; the command is answered all the same."""
    room = Room(RoomConfig("r", "v", history=HistoryRules(kept=False)))
    room.join("ann", channel="#tea")
    room.say("ann", "CAP LS 302", "VERSION", "CHATHISTORY LATEST #tea * 5")
    lines = room.got("ann")
    assert not any("draft/chathistory" in line or "playback" in line or "MSGREFTYPES" in line or "CHATHISTORY=" in line for line in lines)
    assert lines[-1] == ":desktop.chat FAIL CHATHISTORY MESSAGE_ERROR LATEST #tea :This room keeps no history"


EVENTS = ("TOPIC #tea :오늘은 차", "MODE #tea +k 비밀", "NICK bert", "KICK #tea cem :too loud", "PART #tea :bye now")


@pytest.mark.parametrize("wants_events", [True, False])
def test_events_are_for_who_can_play_them_back(room: Room, wants_events: bool) -> None:  # noqa: FBT001
    """Chathistory: without draft/event-playback "the server MUST NOT send any lines other than PRIVMSG and NOTICE".

    With it each is the line that it was, with its msgid.
    """
    caps = CAPS + (" draft/event-playback" if wants_events else "")
    room.join("ann", caps=caps, channel="#tea")
    room.join("cem", channel="#tea")
    room.join("bob")
    room.say("bob", "JOIN #tea")
    room.say("ann", "MODE #tea +o bob", "PRIVMSG #tea :hello")
    room.say("bob", *EVENTS, "JOIN #tea", "JOIN #tea 비밀", "TAGMSG #tea", "QUIT :bed")
    live = [message for message in room.messages("ann") if not message.command.isdigit() and message.command != "TAGMSG"]
    _, *lines, _ = asked(room, "ann", "CHATHISTORY LATEST #tea * 50")
    if wants_events:
        del lines[:2]  # The two that came before.
        assert [line.command for line in lines] == ["JOIN", "MODE", "PRIVMSG", "TOPIC", "MODE", "NICK", "KICK", "PART", "JOIN", "QUIT"]
        assert [message for message in lines if message.command != "PRIVMSG"] == [
            message._replace(tags={**message.tags, "batch": "1"}) for message in live
        ]
    else:
        assert texts(lines) == ["hello"]
        assert len(lines) == 1


def test_one_event_stands_in_all_its_channels_with_one_id(room: Room) -> None:
    """A QUIT is one line to each who sees it, so it has one msgid."""
    room.join("ann", caps=f"{CAPS} draft/event-playback", channel="#tea")
    room.join("bob", channel="#tea")
    room.say("ann", "JOIN #cake")
    room.say("bob", "JOIN #cake", "QUIT")
    live = room.messages("ann")[-1]
    found = [asked(room, "ann", f"CHATHISTORY LATEST {name} * 1")[1] for name in ("#tea", "#cake")]
    assert [line.tags["msgid"] for line in found] == [live.tags["msgid"]] * 2


def test_newcomers_read_what_was_said_before_them_unless_the_host_decided_otherwise() -> None:
    """The room's rule (HistoryRules.newcomers_read): then history begins with one's own coming."""
    for newcomers_read in (True, False):
        room = Room(RoomConfig("r", "v", history=HistoryRules(newcomers_read=newcomers_read)))
        room.join("bob", channel="#tea")
        room.say("bob", "PRIVMSG #tea :before")
        room.join("ann", caps=f"{CAPS} draft/event-playback", channel="#tea")
        room.say("bob", "PRIVMSG #tea :after")
        room.clear()
        answer = asked(room, "ann", "CHATHISTORY LATEST #tea * 50")
        assert texts(answer) == (["before", "after"] if newcomers_read else ["after"])
        targets = asked(room, "ann", f"CHATHISTORY TARGETS {stamp(39_000)} timestamp=2023-01-01T00:00:00.000Z 5")
        assert [line.params[1] for line in targets[1:-1]] == ["#tea"]


def test_a_labelled_answer_is_one_batch(room: Room) -> None:
    """IRCv3 labeled-response: "the label tag MUST be … on the batch start"."""
    room.join("ann", caps=f"{CAPS} labeled-response", channel="#tea")
    room.say("ann", "PRIVMSG #tea :hi", "@label=x CHATHISTORY LATEST #tea * 5", "@label=y CHATHISTORY LATEST #nowhere * 5")
    begin, line, end, fail = room.messages("ann")
    assert (dict(begin.tags)["label"], line.tags["batch"], end.params) == ("x", "1", ("-1",))
    assert (fail.command, fail.tags["label"]) == ("FAIL", "y")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([0.0, 0.0, 0.0004, 0.001, 3.0]), max_size=30), st.integers(1, 9), st.booleans())
def test_paging_never_skips_and_never_repeats(pauses: list[float], limit: int, backwards: bool) -> None:  # noqa: FBT001
    """Chathistory, Returned message notes: an order "which determinately orders any two messages (even if they share a timestamp)"."""
    room = Room(CONFIG)
    room.join("ann", caps=CAPS, channel="#tea")
    for number, pause in enumerate(pauses):
        room.wait(pause)
        room.say("ann", f"PRIVMSG #tea :{number}")
    seen: list[str] = []
    request = "LATEST #tea *" if backwards else f"AFTER #tea {stamp(0).replace('20.', '19.')}"
    while True:
        _, *lines, _ = asked(room, "ann", f"CHATHISTORY {request} {limit}")
        if not lines:
            break
        seen = texts(lines) + seen if backwards else seen + texts(lines)
        reference = f"msgid={lines[0 if backwards else -1].tags['msgid']}"
        request = f"BEFORE #tea {reference}" if backwards else f"AFTER #tea {reference}"
    assert seen == [str(number) for number in range(len(pauses))]
