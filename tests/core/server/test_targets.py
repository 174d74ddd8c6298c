"""Where a message goes: masks of hosts and servers, by operators (RFC 2812 3.3.1)."""

import pytest

from tests.support.room import Room

OPER = "oper!~oper@10.0.0.7"


@pytest.fixture
def wide(room: Room) -> Room:
    """Return a room with an operator, and with people at two hosts."""
    room.open("far", host="192.168.1.9")
    room.say("far", "NICK far", "USER far 0 * :Far")
    room.join("ann")
    room.join("oper", caps="echo-message")
    room.say("oper", "OPER host secret")
    room.open("new")
    room.clear()
    return room


@pytest.mark.parametrize(
    ("target", "hearing"),
    [
        ("$desktop.chat", ["far", "ann"]),
        ("$*.chat", ["far", "ann"]),
        ("$$*.CHAT", ["far", "ann"]),
        ("$*.fi", []),
        ("$#192.168.*.9", ["far"]),
        ("$#*.0.7", ["ann"]),
    ],
)
@pytest.mark.parametrize("command", ["PRIVMSG", "NOTICE"])
def test_an_operator_speaks_to_all_whom_a_mask_means(wide: Room, command: str, target: str, hearing: list[str]) -> None:
    """RFC 2812 3.3.1: "the server will only send the PRIVMSG to those who have a server or host matching the mask"."""
    wide.say("oper", f"{command} {target} :rebooting")
    line = f":{OPER} {command} {target} :rebooting"
    assert [name for name in ("far", "ann", "new") if wide.got(name) == [line]] == hearing
    assert wide.got("oper") == [line]
    assert wide.records == [], "it belongs to nobody's history"


@pytest.mark.parametrize(
    ("target", "reply"),
    [
        ("$*", ("413", "$*", "No toplevel domain specified")),
        ("$$", ("413", "$$", "No toplevel domain specified")),
        ("$#localhost", ("413", "$#localhost", "No toplevel domain specified")),
        ("$#192.168.1.*", ("414", "$#192.168.1.*", "Wildcard in toplevel domain")),
        ("$desktop.cha?", ("414", "$desktop.cha?", "Wildcard in toplevel domain")),
    ],
)
def test_a_mask_means_not_simply_everybody(wide: Room, target: str, reply: tuple[str, ...]) -> None:
    """RFC 2812 3.3.1: "at least 1 (one) "." in it and no wildcards following the last ".""."""
    wide.say("oper", f"PRIVMSG {target} :hi", f"NOTICE {target} :hi")
    assert wide.replies("oper") == [reply]
    assert wide.got("ann") == wide.got("far") == []


def test_only_operators_use_masks(wide: Room) -> None:
    """RFC 2812 3.3.1: "This form is available to operators"."""
    wide.say("ann", "PRIVMSG $*.chat :hi", "NOTICE $*.chat :hi")
    assert wide.replies("ann") == [("481", "Permission Denied- You're not an IRC operator")]
    assert wide.got("far") == []


@pytest.mark.parametrize(
    ("target", "hearing"),
    [("@#tea", ["ann"]), ("%#tea", ["ann", "bob"]), ("+#tea", ["ann", "bob", "cem"]), ("#tea", ["ann", "bob", "cem", "dan"])],
)
@pytest.mark.parametrize("line", ["@+typing=active TAGMSG {}", "@+a=b NOTICE {} :x"])
def test_ranks_hear_tags_and_notices_as_they_hear_talk(room: Room, line: str, target: str, hearing: list[str]) -> None:
    """Message-tags, TAGMSG: "delivered to targets in the same way as PRIVMSG and NOTICE", "STATUSMSG prefixes" too."""
    room.join("ann", "bob", "cem", "dan", "eve", caps="message-tags", channel="#tea")
    room.say("ann", "MODE #tea +h-h+h+v bob dan bob cem")
    room.clear()
    room.say("eve", line.format(target))
    assert [name for name in ("ann", "bob", "cem", "dan") if room.got(name)] == hearing


@pytest.mark.parametrize("target", ["@#tea", "#tea"])
@pytest.mark.parametrize(("mode", "speaker"), [("+m", "bob"), ("+n", "eve"), ("+b *!*@*", "bob")])
def test_where_talk_is_refused_tags_are_too(room: Room, mode: str, speaker: str, target: str) -> None:
    """Message-tags, TAGMSG: "honouring channel membership, modes"."""
    room.join("ann", "bob", caps="message-tags", channel="#tea")
    room.join("eve", caps="message-tags")
    room.say("ann", f"MODE #tea {mode}")
    room.clear()
    room.say(speaker, f"@+typing=active TAGMSG {target}")
    assert room.replies(speaker) == [("404", "#tea", "Cannot send to channel")]
    assert room.got("ann") == []
