"""Client-only tags: which travel, which are kept (IRCv3 message-tags, reply, react, typing, channel-context)."""

from dataclasses import replace

import pytest

from desktop_chat.core.server.config import TalkRules
from desktop_chat.core.wire import limits
from desktop_chat.core.wire.tags import is_denied, is_reaction
from tests.support.room import CONFIG, Room


def denying(*tags: str) -> Room:
    """Return a room that denies tags, with ann and bob in it."""
    room = Room(replace(CONFIG, talk=TalkRules(denied_tags=tags)))
    room.join("ann", "bob", caps="message-tags echo-message")
    return room


@pytest.mark.parametrize(
    "tag",
    [
        "+typing=active",
        "+reply=060a24181e4000",
        "+draft/reply=060a24181e4000",
        "+draft/react=👋",
        "+draft/unreact=👋",
        "+draft/channel-context=#tea",
        "+channel-context=#tea",
        "+example.com/foo=raw+:=,escaped\\:\\s\\\\",
        "+한글",
    ],
)
@pytest.mark.parametrize("line", ["PRIVMSG bob :x", "NOTICE bob :x", "TAGMSG bob"])
def test_any_client_only_tag_travels_as_it_is(room: Room, tag: str, line: str) -> None:
    """Message-tags: "servers MUST attach as-is"; "MUST NOT perform any validation" of names."""
    room.join("ann", "bob", caps="message-tags")
    room.say("ann", f"@{tag};plain=no {line}")
    (got,) = room.got("bob")
    assert got.partition(" ")[0].split(";", 1)[1] == tag


@pytest.mark.parametrize(
    ("denied", "name", "is_blocked"),
    [
        ((), "foo", False),
        (("*",), "foo", True),
        (("*", "-foo", "-example/bar"), "foo", False),
        (("*", "-foo", "-example/bar"), "example/bar", False),
        (("*", "-foo", "-example/bar"), "typing", True),
        (("foo", "example/bar"), "foo", True),
        (("foo", "example/bar"), "typing", False),
    ],
)
def test_a_host_may_deny_tags(denied: tuple[str, ...], name: str, *, is_blocked: bool) -> None:
    """Message-tags, CLIENTTAGDENY examples."""
    assert is_denied(name, denied) is is_blocked


def test_what_is_denied_is_left_out_and_the_message_is_heard() -> None:
    """Message-tags: "blocking tags will not necessarily block the message"; the sender's echo shows what was passed on."""
    room = denying("typing")
    room.say("ann", "@+typing=done;+reply=1 PRIVMSG bob :hi")
    for name in ("ann", "bob"):
        (message,) = room.messages(name)
        assert sorted(message.tags) == ["+reply", "msgid"]
        assert message.params[1] == "hi"


@pytest.mark.parametrize(
    ("denied", "tokens"), [((), []), (("*", "-reply"), ["CLIENTTAGDENY=*,-reply"]), (("typing",), ["CLIENTTAGDENY=typing"])]
)
def test_what_is_denied_is_told(denied: tuple[str, ...], tokens: list[str]) -> None:
    """Message-tags, RPL_ISUPPORT Tokens: "omitting the token entirely is recommended" where all are allowed."""
    assert [token for token in denying(*denied).world.isupport if token.startswith("CLIENTTAGDENY")] == tokens


def test_typing_is_of_this_moment_and_never_kept(room: Room) -> None:
    """IRCv3 typing; a message may end it by carrying it."""
    room.join("ann", "bob", caps="message-tags")
    room.say("ann", "@+typing=active TAGMSG bob", "@+typing=done;+reply=1 PRIVMSG bob :hi", "@+typing=done PRIVMSG bob :hi")
    assert [(record.command, record.tags) for record in room.records] == [("PRIVMSG", "+reply=1"), ("PRIVMSG", "")]


@pytest.mark.parametrize(
    ("tags", "is_kept"),
    [
        ("+reply=1;+draft/react=👋", True),
        ("+draft/reply=1;+react=👋", True),
        ("+reply=1;+draft/unreact=👋", True),
        ("+reply=1;+draft/react=👋;+draft/unreact=👋", False),
        ("+reply=1;+draft/react=", False),
        ("+draft/react=👋", False),
        ("+reply=1", False),
    ],
)
def test_a_reaction_is_kept(room: Room, tags: str, *, is_kept: bool) -> None:
    """IRCv3 react: "MUST be used in conjunction with the +reply"; both "MUST NOT" be attached. History gives what was kept."""
    room.join("ann", "bob", caps="message-tags")
    room.say("ann", f"@{tags} TAGMSG bob")
    assert [(record.command, record.text, record.target) for record in room.records] == [("TAGMSG", "", "bob")] * is_kept
    assert len(room.got("bob")) == 1


def test_a_reaction_is_kept_also_if_nobody_sees_it(room: Room) -> None:
    """Its receivers may come to know tags later."""
    room.join("ann", caps="message-tags")
    room.join("bob")
    room.say("ann", "@+reply=1;+draft/react=👋 TAGMSG bob")
    assert room.numerics("bob") == ["PRIVMSG"]
    assert [record.command for record in room.records] == ["TAGMSG"]


def test_tags_of_the_longest_kind_travel_whole(room: Room) -> None:
    """Message-tags, Size limit: 4,094 bytes from a client; "Any server-sent tags attached to messages MUST be included before"."""
    room.join("ann", "bob", caps="message-tags server-time account-tag")
    tag = "+a=" + "x" * (limits.CLIENT_TAGS_BYTES - len("@+a= "))
    room.say("ann", f"@{tag} TAGMSG bob")
    (got,) = room.got("bob")
    assert got.startswith("@time=")
    assert f";{tag} :ann!" in got
    assert len(got.partition(" ")[0]) < limits.TAGS_BYTES


def test_no_tags_are_no_reaction() -> None:
    """Most messages have none."""
    assert not is_reaction({})
