"""What the program keeps of a room and tells the window again: real rooms, real files, no Tk."""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_chat import paths
from desktop_chat.core.client.events import (
    Exported,
    HistoryProblem,
    HistoryTroubled,
    HostingFailed,
    HostingStarted,
    HostProblem,
    InvitationOpened,
    JoinedChannel,
    LineRead,
    MemberJoined,
    MessageArrived,
    MessageEdited,
    MessageKind,
    MessageQueued,
    MessageRedacted,
    PageRead,
    Reacted,
    Registered,
    RoomRecalled,
    SearchAnswered,
)
from desktop_chat.core.client.events.kept import (
    KeptConversation,
    KeptQuote,
    KeptReaction,
    Notify,
    Part,
    Standing,
)
from desktop_chat.core.client.export import ExportFormat
from desktop_chat.core.wire.tags import REACT, REPLY, UNREACT, reply_in
from desktop_chat.gui.ports import HostRequest, JoinRequest
from desktop_chat.net.sockets import listen
from desktop_chat.store.sqlite_history import SqliteHistory
from tests.support.desk import Desk
from tests.support.person import Person

HOSTING = HostRequest("가람", "우리 반", 0)


def host(desk: Desk) -> None:
    """Host a room and be in #general."""
    desk.program.host(HOSTING)
    desk.port = desk.until(HostingStarted).port
    desk.until(JoinedChannel, channel="#general")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the data folder of somebody who has hosted a room and talked there."""
    with Desk(tmp_path / "host") as desk:
        host(desk)
        with Person(desk.port, "bob", channel="#general") as bob:
            desk.until(MemberJoined, nick="bob")
            bob.say(
                "PRIVMSG #general :점심회의에서 봅시다",
                "PRIVMSG 가람 :psst",
                "NOTICE #general :hear",
                "PRIVMSG #general :\x01ACTION waves\x01",
            )
            desk.until(MessageArrived, text="waves")
        desk.program.say("#general", "네, 회의")
        mine = desk.until(MessageArrived, text="네, 회의")
        desk.program.history.mark_read("#general", mine.time)
        desk.program.history.keep_draft(KeptConversation("#general", is_channel=True, draft="half a"))
        desk.program.history.keep_notify(KeptConversation("#general", is_channel=True, notify=Notify.MENTIONS))
    return tmp_path / "host"


@pytest.fixture
def again(folder: Path) -> Iterator[Desk]:
    """Return the same person after a restart, before anything was done."""
    with Desk(folder) as desk:
        yield desk


def test_a_room_of_our_own_is_recalled_before_it_is_open(again: Desk) -> None:
    """With what is unread and was being written."""
    again.program.host(HOSTING)
    recalled = again.until(RoomRecalled)
    assert recalled.room.name == "우리 반"
    assert recalled.conversations == (
        KeptConversation("#general", is_channel=True, unread=0, draft="half a", notify=Notify.MENTIONS),
        KeptConversation("bob", is_channel=False, unread=1),
    )
    again.program.history.ask_page("#general", Part.LAST)
    page = again.until(PageRead).page
    assert [(line.sender, line.kind, line.text, line.mine) for line in page.lines][:7] == [
        ("가람", "join", "", True),
        ("bob", "join", "", False),
        ("bob", "talk", "점심회의에서 봅시다", False),
        ("bob", "notice", "hear", False),
        ("bob", "action", "waves", False),
        ("bob", "quit", "Connection closed", False),
        ("가람", "talk", "네, 회의", True),
    ]
    again.until(Registered)


def test_a_room_is_recalled_where_its_host_does_not_answer(folder: Path, tmp_path: Path) -> None:
    """By the key that is known for its address: nothing of the network is needed."""
    with Desk(folder) as home, Desk(tmp_path / "guest") as guest:
        host(home)
        address = f"127.0.0.1:{home.port}"
        guest.program.join(JoinRequest("나래", address))
        guest.until(JoinedChannel)
        guest.program.say("#general", "here")
        guest.until(MessageArrived, text="here")
    with Desk(tmp_path / "guest") as guest:
        guest.program.join(JoinRequest("나래", address))
        assert [one.name for one in guest.until(RoomRecalled).conversations] == ["#general"]
        guest.program.history.search(1, "here", None)
        assert [line.text for line in guest.until(SearchAnswered, number=1).lines] == ["here"]


def test_a_room_at_another_address_is_recalled_by_its_key(folder: Path, tmp_path: Path) -> None:
    """As soon as it has proven it: before its host lets us in."""
    with Desk(folder) as home, Desk(tmp_path / "guest") as guest:
        host(home)
        guest.program.join(JoinRequest("나래", f"127.0.0.1:{home.port}"))
        guest.until(JoinedChannel)
        guest.program.say("#general", "here")
        guest.until(MessageArrived, text="here")
        guest.program.join(JoinRequest("나래", f"localhost:{home.port}"))
        guest.until(RoomRecalled)
        guest.until(Registered)


def test_words_of_two_syllables_are_found_after_a_restart(again: Desk) -> None:
    """In all of the room, and in one channel."""
    again.program.host(HOSTING)
    again.until(RoomRecalled)
    again.program.history.search(1, "회의", None)
    assert [line.text for line in again.until(SearchAnswered).lines] == ["네, 회의", "점심회의에서 봅시다"]
    again.program.history.search(2, "psst", "#general")
    assert again.until(SearchAnswered, number=2).lines == ()


def test_a_talk_with_somebody_goes_on_under_their_new_name(folder: Path) -> None:
    """As on the screen."""
    with Desk(folder) as desk:
        host(desk)
        with Person(desk.port, "bob", channel="#general") as bob:
            desk.until(MemberJoined, nick="bob")
            bob.say("NICK rob", "PRIVMSG 가람 :it is me")
            desk.until(MessageArrived, sender="rob")
        desk.program.history.ask_page("rob", Part.LAST)
        assert [line.text for line in desk.until(PageRead).page.lines] == ["psst", "it is me"]


def test_what_is_edited_or_deleted_is_so_in_the_history_too(again: Desk) -> None:
    """Whoever deletes a message would be surprised to find it with everybody."""
    host(again)
    for text in ("to be edited", "to be deleted"):
        again.program.say("#general", text)
    edited, deleted = (again.until(MessageArrived, text=text) for text in ("to be edited", "to be deleted"))
    again.program.history.hear(MessageEdited("#general", edited.msgid, "가람", "edited"))
    again.program.history.hear(MessageRedacted("#general", deleted.msgid, "가람", ""))
    again.program.history.ask_page("#general", Part.LAST)
    lines = again.until(PageRead).page.lines
    assert [(line.text, line.standing) for line in lines[-2:]] == [("edited", Standing.EDITED), ("", Standing.DELETED)]


def test_reactions_and_answers_are_kept_and_read_again(folder: Path) -> None:
    """From a real room: what was answered, who reacted how, and the first line of a day; nothing stands twice."""
    with Desk(folder) as desk:
        host(desk)
        desk.program.say("#general", "who has the plans?")
        asked = desk.until(MessageArrived, text="who has the plans?")
        with Person(desk.port, "bob", channel="#general") as bob:
            bob.say("CAP REQ :message-tags")
            bob.say(f"@+reply={asked.msgid} PRIVMSG #general :I have", f"@+reply={asked.msgid};+draft/react=👍 TAGMSG #general")
            assert desk.until(Reacted, by="bob").msgid == asked.msgid
        for tag in (REACT[0], UNREACT[0], REACT[0]):
            assert desk.program.command("TAGMSG", "#general", tags={REPLY[0]: asked.msgid, tag: "👀"}) is None
            assert desk.until(Reacted, mine=True).is_on == (tag == REACT[0])
        desk.program.say("#general", "thank you", asked.msgid)
        assert reply_in(desk.until(MessageQueued).message.tags) == asked.msgid
        assert reply_in(desk.until(MessageArrived, text="thank you").tags) == asked.msgid
    with Desk(folder) as desk:
        host(desk)
        desk.program.history.ask_date("#general", asked.time)
        read = desk.until(PageRead)
        by_text = {line.text: line for line in read.page.lines}
        assert (read.part, read.key) == (Part.SINCE, asked.msgid)
        assert by_text["who has the plans?"].reactions == (KeptReaction("👍", "bob", False), KeptReaction("👀", "가람", True))  # noqa: FBT003
        assert by_text["I have"].quoted == by_text["thank you"].quoted == KeptQuote("가람", "who has the plans?")
        desk.program.history.ask_line("#general", asked.msgid)
        found = desk.until(LineRead)
        assert found.line is not None
        assert (found.key, found.line.text) == (asked.msgid, "who has the plans?")


def test_only_the_last_of_several_searches_is_answered(again: Desk) -> None:
    """Who types fast asks for words that nobody waits for any more."""
    again.program.host(HOSTING)
    again.until(RoomRecalled)
    answered = list[int]()
    for number in range(200):
        again.program.history.search(number, "회의", None)
    while not answered or answered[-1] != 199:
        answered.append(again.until(SearchAnswered).number)
    assert len(answered) < 200


def test_lines_without_a_msgid_are_lines_of_their_own(again: Desk) -> None:
    """Two that are alike are two, and each has a key."""
    host(again)
    for _ in range(2):
        again.program.history.hear(MessageArrived("#general", "old", "same", MessageKind.TALK, 5.0, "", mine=False))
    keys = {again.until(MessageArrived, text="same").key for _ in range(2)}
    assert len(keys) == 2
    assert "" not in keys
    again.program.history.ask_page("#general", Part.LAST)
    assert [line.text for line in again.until(PageRead).page.lines].count("same") == 2


def test_a_channel_is_written_into_a_file(again: Desk, tmp_path: Path) -> None:
    """Whole or not at all."""
    again.program.host(HOSTING)
    again.until(RoomRecalled)
    file = tmp_path / "general.json"
    again.program.history.export("#general", ExportFormat.JSON, file)
    assert again.until(Exported) == Exported(str(file))
    found = json.loads(file.read_text(encoding="utf-8"))
    assert (found["room"], [line["text"] for line in found["lines"]][-1]) == ("우리 반", "네, 회의")
    nowhere = tmp_path / "no such folder" / "x.txt"
    again.program.history.export("#general", ExportFormat.TEXT, nowhere)
    assert again.until(Exported) == Exported(str(nowhere), "No such file or directory")
    assert [one.name for one in tmp_path.iterdir() if one.name.endswith(".part")] == []


def test_what_is_wrong_with_the_history_is_told_whatever_is_done_first(folder: Path) -> None:
    """Leaving a room empties the queue, but not of this; nor of an invitation that was opened meanwhile."""
    paths.history_file(folder).write_text("precious " * 100)
    with Desk(folder) as desk:
        desk.until(HistoryTroubled, problem=HistoryProblem.DAMAGED)
        desk.events.put(HistoryTroubled(HistoryProblem.FULL, ""))
        host(desk)
    with Desk(folder) as desk:
        for event in (HistoryTroubled(HistoryProblem.FULL, ""), InvitationOpened("ircs://a")):
            desk.events.put(event)
        desk.program.leave()
        desk.until(HistoryTroubled)
        desk.until(InvitationOpened)


def test_two_programs_with_one_folder_both_run(folder: Path) -> None:
    """The second keeps nothing, says so, and leaves the first alone."""
    with Desk(folder) as first:
        host(first)
        with Desk(folder) as second:
            second.until(HistoryTroubled, problem=HistoryProblem.LOCKED)
            second.program.join(JoinRequest("나래", f"127.0.0.1:{first.port}"))
            second.until(JoinedChannel)
            second.program.say("#general", "here")
            first.until(MessageArrived, text="here")
            second.until(MessageArrived, text="here")
    with closing(SqliteHistory(paths.history_file(folder))) as history:
        (room,) = history.rooms()
        assert [line.text for line in history.lines(room.key, "#general")].count("here") == 1


def test_a_room_that_cannot_be_opened_is_recalled_all_the_same(folder: Path) -> None:
    """One can read what was said."""
    with listen("127.0.0.1", 0) as taken, Desk(folder) as desk:
        desk.program.host(replace(HOSTING, port=taken.getsockname()[1]))
        desk.until(RoomRecalled)
    with listen("127.0.0.1", 0) as taken, Desk(folder) as desk:
        desk.program.host(replace(HOSTING, port=taken.getsockname()[1]))
        assert desk.until(HostingFailed).problem is HostProblem.PORT_IN_USE
