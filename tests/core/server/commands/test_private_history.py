"""Whose private talk is whose, and CHATHISTORY TARGETS (IRCv3 chathistory; core/server/persons)."""

import pytest

from desktop_chat.core.server.security import Security
from desktop_chat.core.wire.message import Message
from tests.support.room import Room

CAPS = "batch message-tags server-time draft/chathistory"
DEVICE = Security("TLSv1.3", "d" * 64)
BEGIN, END = "timestamp=2023-11-14T22:13:19.000Z", "timestamp=2023-11-14T23:00:00.000Z"


def join(room: Room, nick: str, *, account: str = "", security: Security | None = None, channel: str = "") -> None:
    """Let somebody come in who can ask for history, with an account or with a device that shows a certificate."""
    room.join(nick, caps=CAPS, channel=channel)
    room.session(nick).account = account
    room.session(nick).security = security or room.session(nick).security


def asked(room: Room, nick: str, line: str) -> list[Message]:
    """Let somebody send a line; return what is inside the batch that came."""
    room.clear()
    room.say(nick, line)
    _, *lines, _ = room.messages(nick)
    return lines


def read(room: Room, nick: str, target: str) -> list[str]:
    """Return what somebody is sent of the talk with a target."""
    return [message.params[1] for message in asked(room, nick, f"CHATHISTORY LATEST {target} * 50")]


def targets(room: Room, nick: str, request: str = f"{BEGIN} {END} 50") -> list[tuple[str, ...]]:
    """Return what TARGETS tells somebody."""
    return [message.params[1:] for message in asked(room, nick, f"CHATHISTORY TARGETS {request}")]


def test_both_correspondents_read_both_sides(room: Room) -> None:
    """Chathistory: "history sent between the current user and the target nickname, including outgoing messages"."""
    join(room, "ann")
    join(room, "bob")
    room.join("eve")
    room.say("ann", "PRIVMSG bob :hi", "PRIVMSG eve :psst")
    room.say("bob", "NOTICE ann :hello")
    assert read(room, "ann", "BOB") == read(room, "bob", "ann") == ["hi", "hello"]
    room.say("ann", "CHATHISTORY LATEST Bob * 1")
    assert room.messages("ann")[0].params[1:] == ("chathistory", "Bob")


def test_who_takes_a_free_nick_reads_nothing_of_its_last_owner(room: Room) -> None:
    """Chathistory, Security Considerations: secure identification "to match content to users"; whoever stayed still reads its own."""
    join(room, "ann2", account="ann")
    join(room, "bob")
    room.say("ann2", "NICK ann", "PRIVMSG bob :for your eyes")
    room.say("bob", "PRIVMSG ann :thanks", "QUIT")
    room.say("ann2", "NICK ann2")
    for nick in ("bob", "ann"):
        room.join(nick, caps=CAPS)
        assert read(room, nick, "ann2") == read(room, nick, "bob") == read(room, nick, "ann") == []
        assert targets(room, nick) == []
    assert read(room, "ann2", "bob") == ["for your eyes", "thanks"]


@pytest.mark.parametrize(("account", "security"), [("robert", None), ("", DEVICE)])
def test_who_is_known_reads_its_talk_again_under_any_nick(room: Room, account: str, security: Security | None) -> None:
    """Chathistory: "SHOULD attempt to include history involving other nicknames if either … has changed"."""
    join(room, "ann", account="ann")
    join(room, "bob", account=account, security=security)
    room.say("ann", "PRIVMSG bob :hi")
    room.say("bob", "QUIT")
    assert read(room, "ann", "bob") == ["hi"]
    join(room, "bert", account=account, security=security)
    room.say("bert", "PRIVMSG ann :it is me")
    assert read(room, "bert", "ann") == read(room, "ann", "bert") == ["hi", "it is me"]
    assert targets(room, "ann") == [("bert", "2023-11-14T22:13:20.000Z")]
    room.say("bert", "NICK berta")
    assert [target for target, _ in targets(room, "ann")] == ["berta"]


def test_talk_goes_on_for_a_device_that_logs_in(room: Room) -> None:
    """What was said to the device or the connection stays readable on it."""
    join(room, "ann")
    join(room, "bob", security=DEVICE)
    room.say("ann", "PRIVMSG bob :one")
    room.session("bob").account = "robert"
    room.say("ann", "PRIVMSG bob :two", "PRIVMSG ann :note to myself")
    assert read(room, "bob", "ann") == read(room, "ann", "bob") == ["one", "two"]
    assert read(room, "ann", "ann") == ["note to myself"]


def test_what_went_to_a_rank_only_is_in_no_history(room: Room) -> None:
    """`@#tea` was not for all who may read #tea."""
    join(room, "ann", channel="#tea")
    room.say("ann", "PRIVMSG @#tea :operators only", "PRIVMSG #tea :all")
    assert read(room, "ann", "#tea") == ["all"]


def test_nobody_reads_of_a_channel_it_is_not_in(room: Room) -> None:
    """Not who left it, was put out, or is kept out by a mode; nor an operator of the room from outside."""
    join(room, "ann", channel="#tea")
    join(room, "bob", channel="#tea")
    room.say("ann", "PRIVMSG #tea :hi", "KICK #tea bob", "MODE #tea +i")
    room.clear()
    room.say("bob", "JOIN #tea", "OPER host secret", "CHATHISTORY LATEST #tea * 5")
    assert room.replies("bob")[-1] == ("FAIL", "CHATHISTORY", "INVALID_TARGET", "LATEST", "#tea", "Messages could not be retrieved")
    assert targets(room, "bob") == []


def test_targets_are_told_by_the_time_of_their_latest_message(room: Room) -> None:
    """Chathistory, TARGETS: "ordered by the time of the latest message"; borders excluded; counted from the first selector."""
    join(room, "ann", account="ann", channel="#tea")
    join(room, "bob", channel="#empty")
    room.join("cem")
    room.say("ann", "PRIVMSG bob :early", "JOIN #empty")
    for line in ("PRIVMSG #tea :1", "PRIVMSG cem :2", "PRIVMSG bob :3"):
        room.wait(1)
        room.say("ann", line)
    tea, cem, bob = (("#tea", "2023-11-14T22:13:21.000Z"), ("cem", "2023-11-14T22:13:22.000Z"), ("bob", "2023-11-14T22:13:23.000Z"))
    assert targets(room, "ann") == targets(room, "ann", f"{END} {BEGIN} 9") == [tea, cem, bob]
    assert targets(room, "ann", f"{BEGIN} {END} 2") == [tea, cem]
    assert targets(room, "ann", f"{END} {BEGIN} 2") == [cem, bob]
    assert targets(room, "ann", f"timestamp={tea[1]} timestamp={bob[1]} 9") == [cem]
    room.say("ann", f"CHATHISTORY TARGETS {BEGIN} {END} 9")
    assert room.got("ann")[0] == "@time=2023-11-14T22:13:23.000Z :desktop.chat BATCH +6 draft/chathistory-targets"


def test_two_who_had_one_nick_are_one_target(room: Room) -> None:
    """A client has one window for it; the later time counts."""
    join(room, "ann", account="ann")
    for account, seconds in (("one", 1), ("two", 2), ("", 0)):
        join(room, "bob", account=account)
        room.say("ann", f"PRIVMSG bob :to {account}")
        room.say("bob", "QUIT")
        room.wait(seconds)
    assert targets(room, "ann") == [("bob", "2023-11-14T22:13:23.000Z")]
    assert read(room, "ann", "bob") == ["to one", "to two", "to "]
