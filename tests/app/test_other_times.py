"""What was said elsewhere, and what a host has forgotten: real rooms, real files, no Tk."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from desktop_chat import paths
from desktop_chat.core.client.events import (
    HostingFailed,
    HostingStarted,
    HostProblem,
    JoinedChannel,
    MessageArrived,
    MessageKind,
    PageRead,
    RoomRecalled,
    SearchAnswered,
)
from desktop_chat.core.client.events.kept import EventKind, Part, name_elsewhere
from desktop_chat.gui.ports import JoinRequest
from tests.app.test_visit import HOSTING, host
from tests.support.desk import Desk
from tests.support.person import Person


def test_all_rooms_are_searched_and_read_from_wherever_one_is(tmp_path: Path) -> None:
    """A guest of another room finds what was said at home, and reads it; nobody has to be there."""
    with Desk(tmp_path / "member") as home:
        host(home)
        for text in ("점심회의에서 봅시다", "네, 회의"):
            home.program.say("#general", text)
            home.until(MessageArrived, text=text)
    with Desk(tmp_path / "other") as other:
        host(other)
        with Desk(tmp_path / "member") as guest:
            guest.program.join(JoinRequest("나래", f"127.0.0.1:{other.port}"))
            guest.until(JoinedChannel)
            guest.program.say("#general", "다른 회의")
            guest.until(MessageArrived, text="다른 회의")
            guest.program.history.search(1, "회의", None)
            found = guest.until(SearchAnswered, number=1)
            assert [line.text for line in found.lines] == ["다른 회의", "네, 회의", "점심회의에서 봅시다"]
            (elsewhere,) = found.others
            assert elsewhere.name == "우리 반"
            assert [line.conversation for line in found.lines] == ["#general", *[name_elsewhere("#general", elsewhere.key)] * 2]
            there = found.lines[1]
            guest.program.history.ask_page(there.conversation, Part.AROUND, there.key)
            page = guest.until(PageRead, conversation=there.conversation).page
            assert "점심회의에서 봅시다" in [line.text for line in page.lines]
            guest.program.history.search(2, "회의", there.conversation)
            assert [line.text for line in guest.until(SearchAnswered, number=2).lines] == ["네, 회의", "점심회의에서 봅시다"]


def test_where_the_host_has_forgotten_something_the_history_says_so(tmp_path: Path) -> None:
    """Between what was known and what the host still has; over a restart too, and once."""
    with Desk(tmp_path / "home") as home, Desk(tmp_path / "guest") as guest:
        host(home)
        address = f"127.0.0.1:{home.port}"
        guest.program.join(JoinRequest("나래", address))
        guest.until(JoinedChannel)
        for desk in (home, guest):
            home.program.say("#general", f"before {desk is home}")
            guest.until(MessageArrived, text=f"before {desk is home}")
    with Desk(tmp_path / "home") as home:
        home.program.host(replace(HOSTING, port=home.port))
        home.until(JoinedChannel)
        for text in ("meanwhile", "after"):
            home.program.say("#general", text)
            home.until(MessageArrived, text=text)
    with closing(sqlite3.connect(paths.room_log(tmp_path / "home"), isolation_level=None)) as log:
        log.execute("DELETE FROM said WHERE id < (SELECT id FROM message WHERE text = 'after')")
    for _ in range(2):
        with Desk(tmp_path / "home") as home, Desk(tmp_path / "guest") as guest:
            host(home)
            guest.program.join(JoinRequest("나래", f"127.0.0.1:{home.port}"))
            guest.until(JoinedChannel)
            home.program.say("#general", "now")
            guest.until(MessageArrived, text="now")
            guest.program.history.ask_page("#general", Part.LAST)
            lines = guest.until(PageRead).page.lines
            said = [line.text or line.kind for line in lines if line.kind in {MessageKind.TALK, EventKind.GAP}]
            assert said[:4] == ["before True", "before False", "gap", "after"]
            assert said.count("gap") == 1


def test_what_was_put_away_stays_away_over_a_restart_until_something_is_said(tmp_path: Path) -> None:
    """A private talk that was closed; it is still there to be found."""
    with Desk(tmp_path / "home") as home:
        host(home)
        with Person(home.port, "bob") as bob:
            bob.say("PRIVMSG 가람 :psst")
            home.until(MessageArrived, sender="bob")
        home.program.history.put_away("bob")
    for text in ("", "again"):
        with Desk(tmp_path / "home") as home:
            home.program.host(replace(HOSTING, port=0))
            assert [one.name for one in home.until(RoomRecalled).conversations] == ["#general"]
            home.program.history.search(1, "psst", None)
            assert [line.conversation for line in home.until(SearchAnswered).lines] == ["bob"]
            home.port = home.until(HostingStarted).port
            home.until(JoinedChannel)
            if text:
                with Person(home.port, "bob") as bob:
                    bob.say(f"PRIVMSG 가람 :{text}")
                    home.until(MessageArrived, text=text)
    with Desk(tmp_path / "home") as home:
        home.program.host(HOSTING)
        assert {one.name for one in home.until(RoomRecalled).conversations} == {"#general", "bob"}


def test_who_connects_again_by_hand_is_where_they_were_and_it_is_no_news(tmp_path: Path) -> None:
    """The channels of the request are joined by the link, each once; that one came into them before is not said again."""
    with Desk(tmp_path / "home") as home, Desk(tmp_path / "guest") as guest:
        host(home)
        guest.program.join(JoinRequest("나래", f"127.0.0.1:{home.port}", channels=("#general", "#tea")))
        assert [guest.until(JoinedChannel).channel for _ in range(2)] == ["#general", "#tea"]
        guest.program.say("#tea", "here")
        guest.until(MessageArrived, text="here")
        guest.program.history.ask_page("#tea", Part.LAST)
        assert [line.kind for line in guest.until(PageRead).page.lines if line.kind is not EventKind.MODE] == [MessageKind.TALK]


def test_a_room_whose_log_is_damaged_is_opened_anew_only_when_asked(tmp_path: Path) -> None:
    """The log is never overwritten: it has another name then, and is as it was."""
    with Desk(tmp_path / "home") as home:
        host(home)
    log = paths.room_log(tmp_path / "home")
    log.write_bytes(b"precious " * 100)
    with Desk(tmp_path / "home") as home:
        home.program.host(HOSTING)
        assert home.until(HostingFailed).problem is HostProblem.STORE_DAMAGED
        assert log.read_bytes() == b"precious " * 100
        home.program.host(replace(HOSTING, begins_anew=True))
        home.until(JoinedChannel)
        assert log.with_name("room-aside-1.sqlite3").read_bytes() == b"precious " * 100
