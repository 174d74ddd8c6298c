"""The promise of exactly once (PROTOCOL, Rules that keep promises)."""

import pytest

from desktop_chat.core.server.archive import ArchiveError
from desktop_chat.core.server.records import SentRecord, msgid_of
from desktop_chat.core.server.security import Security
from tests.support.room import START, Room

CAPS = "batch draft/multiline echo-message labeled-response message-tags server-time"
ID = "0191f7a2-5c3b-7d1e-9c4a-1f2e3d4c5b6a"
TAG = f"+desktop-chat/id={ID}"
FIRST = msgid_of(int(START.wall * 1_000_000) + 2)
"""Two people have come in before."""


@pytest.fixture
def tea(room: Room) -> Room:
    """Return a room where ann and bob are in #tea."""
    room.join("ann", "bob", caps=CAPS, channel="#tea")
    return room


def come_back(room: Room, *, host: str = "10.0.0.7", device: str = "", account: str = "") -> None:
    """Let ann's connection break, and ann come back, elsewhere in no channel."""
    room.drop("ann")
    room.wait(7)
    room.open("ann", host=host)
    room.session("ann").security = Security("TLSv1.3", device)
    room.session("ann").account = account
    room.say("ann", f"CAP REQ :{CAPS}", "NICK ann", "USER ann 0 * :Ann", "CAP END")
    room.clear()


def test_the_second_attempt_gets_the_echo_of_the_first(tea: Room) -> None:
    """PROTOCOL: "The host never stores two messages with one such id"; the echo bears the second attempt's label."""
    tea.say("ann", f"@label=a;{TAG} PRIVMSG #tea :hi")
    (first,) = tea.messages("ann")
    tea.clear()
    come_back(tea)
    tea.say("ann", f"@label=b;{TAG} PRIVMSG #tea :hi")
    (second,) = tea.messages("ann")
    assert second == first._replace(tags={**first.tags, "label": "b"})
    assert (second.tags["msgid"], second.tags["time"]) == (FIRST, "2023-11-14T22:13:20.000Z")
    assert tea.got("bob") == []
    assert len(tea.records) == 1


def test_it_is_answered_before_it_is_asked_who_may_speak(tea: Room) -> None:
    """Whoever comes back is in no channel yet, and may be kept out of it by now."""
    tea.say("ann", f"@{TAG} PRIVMSG #tea :hi")
    come_back(tea)
    tea.say("ann", f"@{TAG} PRIVMSG #tea :hi", f"@{TAG.replace('a2', 'a3')} PRIVMSG #tea :hi")
    assert tea.numerics("ann") == ["PRIVMSG", "404"]


@pytest.mark.parametrize(
    ("first", "second", "is_known"),
    [
        ({}, {}, True),
        ({}, {"host": "10.0.0.8"}, False),
        ({"device": "ab"}, {"device": "ab", "host": "10.0.0.8"}, True),
        ({"device": "ab"}, {"device": "cd"}, False),
        ({"account": "ann"}, {"account": "ann", "host": "10.0.0.8"}, True),
        ({"account": "ann", "device": "ab"}, {"device": "ab", "host": "10.0.0.8"}, True),
        ({"device": "ab"}, {"account": "ann", "device": "ab", "host": "10.0.0.8"}, True),
        ({}, {"account": "ann"}, True),
        ({"account": "ann"}, {}, False),
    ],
)
def test_who_comes_back_is_known_by_account_device_or_nick_and_host(
    room: Room, first: dict[str, str], second: dict[str, str], *, is_known: bool
) -> None:
    """PROTOCOL: "from one account or device"; a nick alone proves nothing."""
    room.join("ann", "bob", caps=CAPS)
    come_back(room, **first)
    room.say("ann", f"@{TAG} PRIVMSG bob :hi")
    come_back(room, **second)
    room.say("ann", f"@{TAG} PRIVMSG bob :hi")
    assert len(room.got("bob")) == (not is_known)
    assert len(room.records) == 2 - is_known


def test_somebody_else_may_use_the_same_id(tea: Room) -> None:
    """Everybody sees ids; they must not be a means to keep others from speaking."""
    tea.say("ann", f"@{TAG} PRIVMSG #tea :hi")
    tea.say("bob", f"@{TAG} PRIVMSG #tea :hi")
    assert len(tea.records) == 2


def test_a_message_of_several_lines_is_echoed_as_one(tea: Room) -> None:
    """With the label on the opening (IRCv3 multiline, Labeled response)."""
    lines = (
        "@batch=1 PRIVMSG #tea :one",
        f"@batch=1 PRIVMSG #tea :{'x' * 400}",
        f"@batch=1;draft/multiline-concat PRIVMSG #tea :{'y' * 99}",
    )
    for label in ("a", "b"):
        tea.say("ann", f"@label={label};{TAG} BATCH +1 draft/multiline #tea", *lines, "BATCH -1")
    echoes = tea.messages("ann")
    first, second = echoes[: len(echoes) // 2], echoes[len(echoes) // 2 :]
    assert second[0] == first[0]._replace(tags={**first[0].tags, "label": "b"})
    assert [message.command for message in second] == ["BATCH", "PRIVMSG", "PRIVMSG", "PRIVMSG", "BATCH"]
    assert len(tea.records) == 1


def test_reactions_are_said_once_and_typing_as_often_as_it_comes(tea: Room) -> None:
    """What is not kept cannot be known again."""
    tea.say("ann", *[f"@+reply=1;+draft/react=x;{TAG} TAGMSG #tea"] * 2)
    assert [message.tags["msgid"] for message in tea.messages("ann")] == [FIRST, FIRST]
    assert len(tea.got("bob")) == 1
    tea.say("ann", *[f"@+typing=active;{TAG.replace('a2', 'a3')} TAGMSG #tea"] * 2)
    assert len(tea.got("bob")) == 2


def test_what_was_refused_is_no_attempt(tea: Room) -> None:
    """It was not stored."""
    tea.say("ann", f"@{TAG} PRIVMSG #none :hi", f"@{TAG} PRIVMSG #tea :hi")
    assert tea.numerics("ann") == ["403", "PRIVMSG"]


def test_what_was_deleted_meanwhile_is_not_said_again(tea: Room) -> None:
    """Its sender gets a receipt all the same, under the same id, and stops trying."""
    tea.say("ann", f"@{TAG} PRIVMSG #tea :hi", f"REDACT #tea {FIRST}")
    tea.clear()
    tea.say("ann", f"@{TAG} PRIVMSG #tea :hi")
    (again,) = tea.messages("ann")
    assert (again.params, again.tags["msgid"]) == (("#tea", "hi"), FIRST)
    assert tea.got("bob") == []


def test_without_echo_the_second_attempt_is_acknowledged(tea: Room) -> None:
    """IRCv3 labeled-response: whatever has a label is answered."""
    tea.say("ann", "CAP REQ -echo-message", f"@{TAG} PRIVMSG #tea :hi", f"@label=b;{TAG} PRIVMSG #tea :hi")
    assert [message.command for message in tea.messages("ann")] == ["CAP", "ACK"]


@pytest.mark.parametrize("value", ["", "7", "x" * 99, ID[:-1], f"{ID}0", "0191f7a2-5c3b-7d1e-9c4a-1f2e3d4c5b6g"])
def test_an_id_that_is_none_is_told(tea: Room, value: str) -> None:
    """Whoever relies on the promise has to know that it does not hold; a NOTICE is never answered."""
    tea.say("ann", f"@+desktop-chat/id={value} PRIVMSG #tea :hi", f"@+desktop-chat/id={value} NOTICE #tea :hi")
    assert tea.replies("ann") == [("FAIL", "PRIVMSG", "INVALID_ID", "The value of +desktop-chat/id has to be a UUID")]
    assert tea.records == []


def test_an_id_may_be_written_in_any_case(tea: Room) -> None:
    """RFC 9562, 4: upper and lower case are the same."""
    tea.say("ann", f"@{TAG} PRIVMSG #tea :hi", f"@{TAG.upper().replace('DESKTOP-CHAT/ID', 'desktop-chat/id')} PRIVMSG #tea :hi")
    assert len(tea.records) == 1


def test_a_message_with_an_id_has_one_target(tea: Room) -> None:
    """Two of them would be two messages with one id."""
    tea.say("ann", f"@{TAG} PRIVMSG #tea,bob :hi", f"@{TAG} NOTICE #tea,bob :hi")
    assert tea.replies("ann") == [("407", "bob", "A message with an id has one target")]
    assert tea.records == []


def test_a_log_that_cannot_be_read_is_told(tea: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rather than say it twice."""

    def fail(_senders: object, _client_id: object) -> SentRecord | None:
        raise ArchiveError("disk I/O error")

    monkeypatch.setattr(tea.log, "sent", fail)
    tea.say("ann", f"@label=a;{TAG} PRIVMSG #tea :hi")
    (told,) = tea.messages("ann")
    assert told.params[:2] == ("PRIVMSG", "LOG_UNREADABLE")
    assert told.tags["label"] == "a"
    assert tea.records == []


def test_what_the_log_did_not_take_is_said_now(tea: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first attempt was decided in the same pass, and looking for it shows that it was not stored."""
    answers = [SentRecord("ann@10.0.0.7", ID, 1, 1), None]
    monkeypatch.setattr(tea.log, "sent", lambda _senders, _client_id: answers.pop(0))
    tea.say("ann", f"@{TAG} PRIVMSG #tea :hi")
    assert len(tea.got("bob")) == len(tea.got("ann")) == 1
