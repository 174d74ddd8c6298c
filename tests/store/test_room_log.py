"""What every room's log promises, whatever it keeps its records in."""

from desktop_chat.core.server.archive import EVER_MS, Page
from desktop_chat.core.server.records import BurstRecord, ChangeRecord, EventRecord, KeptRecord, MessageRecord, SentRecord
from desktop_chat.store.memory_log import KEPT, MemoryRoomLog
from desktop_chat.store.room_log import RoomLog


def record(number: int, text: str = "안녕하세요") -> MessageRecord:
    """Return a message with this id."""
    return MessageRecord(number, 1_700_000_000_000 + number, "#우리반", "가람!~g@10.0.0.7", "PRIVMSG", text, "+reply=1", "#우리반")


def test_an_empty_log_has_no_last_id(room_log: RoomLog) -> None:
    """Ids count from 1."""
    assert room_log.last_id() == 0


def test_the_last_id_is_the_largest_kept(room_log: RoomLog) -> None:
    """A room that opens again goes on after it."""
    room_log.append([record(1), record(2)])
    assert room_log.last_id() == 2
    room_log.append([record(2**53)])
    assert room_log.last_id() == 2**53


def test_a_burst_is_kept_as_the_messages_it_stands_for(room_log: RoomLog) -> None:
    """In order, between others, however many they are."""
    texts = [f"no. {number}" for number in range(70)]
    burst = BurstRecord(5, 1_700_000_000_000, "#우리반", "가람!~g@10.0.0.7", "PRIVMSG", texts, "#우리반", "account:가람", 1)
    room_log.append([record(1), burst, record(90)])
    assert (room_log.last_id(), burst.id) == (90, 74)
    assert room_log.page(("#우리반",), Page(100)) == [record(1), *burst.messages(), record(90)]
    assert [one.text for one in burst.messages()] == texts
    assert room_log.find(74) == MessageRecord(
        74, 1_700_000_000_000, "#우리반", "가람!~g@10.0.0.7", "PRIVMSG", "no. 69", "", "#우리반", "account:가람", 1
    )


def test_nothing_may_be_appended(room_log: RoomLog) -> None:
    """A pass without messages costs nothing."""
    room_log.append([])
    assert room_log.last_id() == 0


def test_tidying_loses_nothing(room_log: RoomLog) -> None:
    """It may be called at any time."""
    room_log.tidy(0)
    room_log.append([record(1)])
    room_log.tidy(0)
    assert room_log.last_id() == 1


def test_memory_is_bounded_and_keeps_the_newest() -> None:
    """A room that keeps nothing does not grow for ever either."""
    log = MemoryRoomLog()
    log.append([record(number) for number in range(1, KEPT + 3)])
    kept = log.page(("#우리반",), Page(KEPT + 2))
    assert [kept[0].id, kept[-1].id, len(kept)] == [3, KEPT + 2, KEPT]


def test_what_else_is_known_is_there_again(room_log: RoomLog) -> None:
    """The newest of each kind and key; what was forgotten is gone."""
    room_log.append([KeptRecord("account", "가람", '{"a": 1}'), record(1), KeptRecord("channel", "가람", "{}")])
    room_log.append([KeptRecord("account", "가람", '{"a": 2}'), KeptRecord("channel", "가람", None), KeptRecord("account", "eve", "{}")])
    assert sorted(room_log.kept()) == [KeptRecord("account", "eve", "{}"), KeptRecord("account", "가람", '{"a": 2}')]
    assert room_log.last_id() == 1


def test_a_message_says_something_else_or_nothing_any_more(room_log: RoomLog) -> None:
    """In every history; of what is not there nothing is changed."""
    private = record(3)._replace(target="bob", place="account:bob", by="account:ann")
    room_log.append([record(1)._replace(place="#우리반"), record(2)._replace(place="#우리반"), private])
    room_log.append([ChangeRecord(1, "다른 말"), ChangeRecord(2, None), ChangeRecord(3, None), ChangeRecord(9, "x"), ChangeRecord(9, None)])
    assert [one.text for one in room_log.page(("#우리반",), Page(9))] == ["다른 말"]
    assert (room_log.find(2), room_log.find(3)) == (None, None)
    assert room_log.page(("account:ann account:bob",), Page(9)) == []


def test_who_sent_what_under_which_id_is_known(room_log: RoomLog) -> None:
    """PROTOCOL, Rules that keep promises: the first of several stays."""
    room_log.append([SentRecord("device:ab", "id1", 1, 5), SentRecord("account:ann", "id1", 1, 5)])
    room_log.append([SentRecord("device:ab", "id1", 2, 6)])
    assert room_log.sent(["account:bob", "device:ab"], "id1") == SentRecord("device:ab", "id1", 1, 5)
    assert room_log.sent(["device:ab"], "id2") is None


def test_changes_in_private_talk_stand_in_its_history(room_log: RoomLog) -> None:
    """An event names the history it belongs to, one for each correspondent."""
    place = "account:ann account:bob"
    room_log.append([EventRecord(7, 8, "bob", "ann!a@h", "REDACT", "bob 1", place=place, by="account:ann")])
    assert [one.command for one in room_log.page((place,), Page(9, events=True))] == ["REDACT"]


def said(number: int, hours: int) -> list[MessageRecord]:
    """Return a message of so many hours after the beginning, and what happened then."""
    one = record(number)._replace(time_ms=3_600_000 * hours, id=3_600_000_000 * hours + number, place="#우리반")
    return [one, EventRecord(*one._replace(id=one.id + 500, command="TOPIC"))]


def forget(room_log: RoomLog, before_ms: int) -> None:
    """Forget all that is to be forgotten."""
    while room_log.forget(before_ms):
        pass


def test_what_was_said_before_a_time_is_forgotten(room_log: RoomLog) -> None:
    """With what happened then; what is later, and what else is known, stays."""
    room_log.append([KeptRecord("account", "가람", "{}"), *said(1, 1), *said(2, 2), *said(3, 3)])
    assert (room_log.stored().messages, room_log.stored().earliest_ms) == (3, 3_600_000)
    forget(room_log, 2 * 3_600_000)
    left = room_log.page(("#우리반",), Page(9, events=True))
    assert [one.command for one in left] == ["PRIVMSG", "TOPIC"] * 2
    assert (room_log.stored().messages, room_log.stored().earliest_ms) == (2, 7_200_000)
    forget(room_log, EVER_MS)
    assert room_log.page(("#우리반",), Page(9, events=True)) == []
    assert (room_log.stored().messages, room_log.stored().earliest_ms) == (0, None)
    assert [one.kind for one in room_log.kept()] == ["account"]


def test_how_long_it_is_kept_can_change(room_log: RoomLog) -> None:
    """From then on; for ever, too."""
    day_ms = 86_400_000
    room_log.append([*said(1, 1), *said(2, 72)])
    room_log.tidy(4 * day_ms)
    assert room_log.stored().messages == 2
    room_log.keep_days(2)
    room_log.tidy(4 * day_ms)
    assert room_log.stored().messages == 1
    room_log.keep_days(None)
    room_log.tidy(400 * day_ms)
    assert room_log.stored().messages == 1
