"""Earlier talk for who joins and cannot ask for it (PROTOCOL, Rules that keep promises; IRCv3 chathistory)."""

from datetime import timedelta, timezone

import pytest

from desktop_chat.core.server.archive import ArchiveError
from desktop_chat.core.server.config import HistoryRules, RoomConfig
from desktop_chat.core.server.security import Security
from desktop_chat.core.wire import limits
from tests.support.room import Room

SEOUL = timezone(timedelta(hours=9))
BOB = ":bob!~bob@10.0.0.7 PRIVMSG #tea :"


def open_room(rules: HistoryRules = HistoryRules(zone=SEOUL)) -> Room:  # noqa: B008  # It is frozen.
    """Return a room with bob in #tea."""
    room = Room(RoomConfig("r", "v", history=rules))
    room.join("bob", channel="#tea")
    return room


def replayed(room: Room, nick: str, caps: str = "") -> list[str]:
    """Let somebody come in; return what it gets after the names."""
    room.join(nick, caps=caps)
    return rejoined(room, nick)


def rejoined(room: Room, nick: str) -> list[str]:
    """Let somebody join #tea; return what it gets after the names."""
    room.clear()
    room.say(nick, "JOIN #tea")
    lines = room.got(nick)
    return lines[[" 366 " in line for line in lines].index(True) + 1 :]


def test_an_old_client_sees_the_time_in_the_text() -> None:
    """As the host's clock shows it; with the day if that was another one. An action stays one."""
    room = open_room()
    room.say("bob", "PRIVMSG #tea :yesterday")
    room.wait(18 * 3600)
    room.say("bob", "PRIVMSG #tea :\x01ACTION 손을 흔든다\x01", "NOTICE #tea :today")
    assert replayed(room, "ann") == [
        f"{BOB}[2023-11-15 07:13] yesterday",
        f"{BOB}\x01ACTION [01:13] 손을 흔든다\x01",
        ":bob!~bob@10.0.0.7 NOTICE #tea :[01:13] today",
    ]


def test_a_client_that_knows_time_gets_the_lines_as_they_were() -> None:
    """IRCv3 server-time; batches chathistory: "the server SHOULD put all PRIVMSGs and NOTICEs into a single `chathistory` batch"."""
    room = open_room()
    room.say("bob", "PRIVMSG #tea :one")
    room.wait(60)
    assert replayed(room, "ann", "server-time") == [f"@time=2023-11-14T22:13:20.000Z {BOB}one"]
    begin, line, end = replayed(room, "cem", "server-time batch")
    assert begin.endswith(":desktop.chat BATCH +1 chathistory #tea")
    assert line == f"@batch=1;time=2023-11-14T22:13:20.000Z {BOB}one"
    assert end.endswith(":desktop.chat BATCH -1")


def test_a_client_that_can_ask_gets_nothing_by_itself() -> None:
    """Chathistory: then "the server (or bouncer) SHOULD NOT play back any history that would otherwise be sent automatically"."""
    room = open_room()
    room.say("bob", "PRIVMSG #tea :one")
    assert replayed(room, "ann", "draft/chathistory") == []


def test_only_a_short_tail_is_replayed() -> None:
    """No flood: as many as the host decided."""
    room = open_room(HistoryRules(replay_lines=2))
    room.say("bob", *[f"PRIVMSG #tea :{number}" for number in range(5)])
    assert replayed(room, "ann") == [f"{BOB}[22:13] 3", f"{BOB}[22:13] 4"]


@pytest.mark.parametrize("rules", [HistoryRules(kept=False), HistoryRules(replay_lines=0), HistoryRules(newcomers_read=False)])
def test_a_host_may_decide_that_nothing_is_replayed(rules: HistoryRules) -> None:
    """Nothing kept, nothing replayed, or nothing for newcomers."""
    room = open_room(rules)
    room.say("bob", "PRIVMSG #tea :one")
    assert replayed(room, "ann", "batch") == []


def test_queries_between_programs_are_not_replayed() -> None:
    """An old client would answer a CTCP query of yesterday."""
    room = open_room()
    room.say("bob", "PRIVMSG #tea :\x01VERSION\x01")
    assert replayed(room, "ann", "batch") == []


def test_who_comes_back_gets_what_it_missed() -> None:
    """On its connection, or with a device or account that the room knows; anybody else is new."""
    room = open_room()
    room.say("bob", "PRIVMSG #tea :one")
    room.join("ann", "eve", channel="#tea")
    room.session("ann").security = Security("TLSv1.3", "d" * 64)
    room.say("ann", "PART #tea")
    room.say("bob", "PRIVMSG #tea :two")
    assert rejoined(room, "ann") == [f"{BOB}[07:13] two"]
    room.say("ann", "QUIT")
    room.say("eve", "QUIT")
    room.say("bob", "PRIVMSG #tea :three")
    room.join("ann", "eve")
    room.session("ann").security = Security("TLSv1.3", "d" * 64)
    assert rejoined(room, "ann") == [f"{BOB}[07:13] three"]
    assert len(rejoined(room, "eve")) == 3


def test_leavings_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who left first is forgotten first."""
    monkeypatch.setattr(limits, "LEAVINGS", 1)
    room = open_room()
    room.say("bob", "PRIVMSG #tea :one")
    room.join("ann", "cem", channel="#tea")
    room.say("ann", "PART #tea")
    room.say("cem", "PART #tea")
    assert [len(rejoined(room, nick)) for nick in ("ann", "cem")] == [1, 0]


def test_a_full_line_goes_into_two_rather_than_lose_its_end() -> None:
    """PROTOCOL, Transport: "What a person writes is never cut"."""
    room = open_room()
    text = "가나다라마" * 30 + "abcdefghijkl" * 2
    room.say("bob", f"PRIVMSG #tea :{text}", f"PRIVMSG #tea :\x01ACTION {text[:-10]}\x01")
    lines = replayed(room, "ann")
    texts = [line.removeprefix(BOB) for line in lines]
    assert len(texts) == 4
    assert "".join(texts[:2]) == f"[07:13] {text}"
    assert [piece[:8] + piece[-1:] for piece in texts[2:]] == ["\x01ACTION \x01"] * 2


def test_a_log_that_cannot_be_read_keeps_nobody_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who joins has joined."""
    room = open_room()

    def fail(*_: object) -> None:
        raise ArchiveError("disk I/O error")

    monkeypatch.setattr(room.log, "page", fail)
    assert replayed(room, "ann") == []
    assert room.session("ann").channels
