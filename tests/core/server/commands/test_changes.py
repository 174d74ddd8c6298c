"""REDACT and EDIT (IRCv3 message-redaction; pull request 425 of the IRCv3 specifications)."""

from dataclasses import replace

import pytest

from desktop_chat.core.server.config import TalkRules
from desktop_chat.core.server.offers import offers
from desktop_chat.core.server.persons import person_of
from tests.core.server.commands.conftest import edit, events, said, say
from tests.support.room import CONFIG, Room

CAPS = "batch desktop-chat/message-edit draft/message-redaction echo-message labeled-response message-tags"
ANN, BOB = "ann!~ann@10.0.0.7", "bob!~bob@10.0.0.7"
UNKNOWN = "This message does not exist or is too old"


@pytest.fixture
def tea(room: Room) -> Room:
    """Return a room where ann (its operator), bob and cem are in #tea and know changes; old knows nothing, eve is elsewhere."""
    room.join("ann", "bob", "cem", caps=CAPS, channel="#tea")
    room.join("old", channel="#tea")
    room.join("eve", caps=CAPS)
    room.clear()
    return room


@pytest.mark.parametrize(
    ("reason", "shown"), [("", ""), (" :bad example", " :bad example"), (" spam", " spam"), (" spam and more", " spam"), (" :", " :")]
)
def test_what_one_said_one_may_take_back(tea: Room, reason: str, shown: str) -> None:
    """Examples: "Deleting a PRIVMSG"; it is forwarded "with an appropriate prefix"; who took it back gets it too."""
    msgid = say(tea, "bob", "#tea")
    tea.say("bob", f"@label=x REDACT #TEA {msgid}{reason}")
    for name in ("ann", "cem"):
        (line,) = tea.got(name)
        assert line.endswith(f" :{BOB} REDACT #tea {msgid}{shown}")
    (line,) = tea.got("bob")
    assert line.startswith("@label=x;msgid=")
    assert tea.got("eve") == []


def test_it_is_out_of_the_log_and_that_it_was_is_kept(tea: Room) -> None:
    """Chat history: either "exclude it entirely" or "include a REDACT message"; who, when and why stays."""
    msgid = say(tea, "bob", "#tea")
    tea.say("ann", f"REDACT #tea {msgid} :not here")
    assert said(tea, "#tea") == []
    assert events(tea, "#tea") == [("REDACT", ANN, f"#tea {msgid} :not here", "")]


@pytest.mark.parametrize(
    ("nick", "reason", "sentence"),
    [
        ("bob", "", "bob deleted a message from 1 minute ago"),
        ("bob", " :oops", "bob deleted a message from 1 minute ago: oops"),
        ("ann", " :spam", "ann deleted a message of bob from 1 minute ago: spam"),
    ],
)
def test_others_are_told_in_a_sentence(tea: Room, nick: str, reason: str, sentence: str) -> None:
    """Fallback: "a standard NOTICE or PRIVMSG with information about the action", "relative time descriptions"."""
    msgid = say(tea, "bob", "#tea")
    tea.wait(70)
    tea.say(nick, f"REDACT #tea {msgid}{reason}")
    assert tea.got("old") == [f":desktop.chat NOTICE #tea :{sentence}"]


@pytest.mark.parametrize(
    ("seconds", "ago"), [(0, "a moment"), (1, "1 second"), (59, "59 seconds"), (7_200, "2 hours"), (86_000, "23 hours"), (86_400, "1 day")]
)
def test_how_long_ago_is_told_roughly(tea: Room, seconds: float, ago: str) -> None:
    """Fallback: "messages in the past"."""
    msgid = say(tea, "old", "#tea")
    tea.now = tea.now._replace(wall=tea.now.wall + seconds)
    tea.say("ann", f"REDACT #tea {msgid}")
    assert tea.got("old") == [f":desktop.chat NOTICE #tea :ann deleted a message of old from {ago} ago"]


def test_of_many_deletions_only_a_few_are_told(tea: Room) -> None:
    """PROTOCOL: "one tidy line, never a flood"."""
    msgids = [say(tea, "bob", "#tea") for _ in range(9)]
    tea.say("ann", *[f"REDACT #tea {msgid}" for msgid in msgids])
    assert len(tea.got("old")) == 5


def test_a_private_message_is_taken_back_by_who_sent_it(tea: Room) -> None:
    """Command: "to a target nickname or channel"; both are told."""
    msgid = say(tea, "bob", "eve")
    tea.say("eve", f"REDACT bob {msgid}")
    assert tea.replies("eve") == [("FAIL", "REDACT", "REDACT_FORBIDDEN", "bob", msgid, "You are not authorised to delete this message")]
    tea.say("bob", f"REDACT EVE {msgid}")
    assert tea.replies("eve") == tea.replies("bob") == [("REDACT", "eve", msgid)]
    for name, other in (("bob", "eve"), ("eve", "bob")):
        place = f"{person_of(tea.session(name))} nick:{other}"
        assert said(tea, place) == []
        assert events(tea, place) == [("REDACT", BOB, f"eve {msgid}", "")]


def test_who_knows_no_redaction_is_told_of_a_private_one_too(tea: Room) -> None:
    """By who took it back, so that it stands in their conversation."""
    msgid = say(tea, "bob", "old")
    tea.say("bob", f"REDACT old {msgid}")
    assert tea.got("old") == [f":{BOB} NOTICE old :bob deleted a message from a moment ago"]


def test_what_was_said_to_who_is_gone_or_has_another_name_is_found(tea: Room) -> None:
    """The nick is what the client knows: then's or now's."""
    first, second = say(tea, "bob", "eve"), say(tea, "bob", "eve")
    tea.say("eve", "NICK iva")
    tea.clear()
    tea.say("bob", f"REDACT iva {first}", f"REDACT eve {second}")
    assert tea.replies("eve") == [("REDACT", "iva", first), ("REDACT", "iva", second)]
    third = say(tea, "bob", "iva")
    tea.drop("eve")
    tea.clear()
    tea.say("bob", f"REDACT iva {third}")
    assert tea.replies("bob") == [("REDACT", "iva", third)]


def test_in_a_renamed_channel_it_is_told_under_the_name_of_now(tea: Room) -> None:
    """IRCv3 channel-rename: its history goes along."""
    msgid = say(tea, "bob", "#tea")
    tea.say("ann", "RENAME #tea #coffee")
    tea.clear()
    tea.say("bob", f"REDACT #coffee {msgid}")
    assert tea.replies("cem") == [("REDACT", "#coffee", msgid)]


def test_what_was_said_to_the_operators_stays_between_them(tea: Room) -> None:
    """Server implementation considerations: an error must not "leak a message's existence"."""
    tea.say("ann", "MODE #tea +h cem")
    msgid = say(tea, "bob", "%#tea")
    tea.say("old", f"REDACT #tea {msgid}")
    assert tea.replies("old") == [("FAIL", "REDACT", "UNKNOWN_MSGID", "#tea", msgid, UNKNOWN)]
    tea.say("bob", f"REDACT %#tea {msgid}")
    assert tea.replies("ann") == tea.replies("cem") == tea.replies("bob") == [("REDACT", "%#tea", msgid)]
    assert tea.got("old") == []


def test_a_reaction_is_taken_back_without_words(tea: Room) -> None:
    """Examples: "Deleting a TAGMSG"."""
    msgid = say(tea, "bob", "#tea")
    tea.say("cem", f"@+reply={msgid};+draft/react=🤞 TAGMSG #tea")
    tea.clear()
    reaction = f"{tea.records[-1].id:014x}"
    tea.say("cem", f"REDACT #tea {reaction}")
    assert tea.replies("ann") == [("REDACT", "#tea", reaction)]
    assert tea.got("old") == []


@pytest.mark.parametrize(
    ("who", "line", "reply"),
    [
        ("bob", "REDACT", ("461", "REDACT", "Not enough parameters")),
        ("bob", "REDACT #tea", ("461", "REDACT", "Not enough parameters")),
        ("bob", "REDACT #none {}", ("FAIL", "REDACT", "INVALID_TARGET", "#none", "You cannot change messages of #none")),
        ("bob", "REDACT a!b {}", ("FAIL", "REDACT", "INVALID_TARGET", "a!b", "You cannot change messages of a!b")),
        ("eve", "REDACT #tea {}", ("FAIL", "REDACT", "INVALID_TARGET", "#tea", "You cannot change messages of #tea")),
        ("cem", "REDACT #tea {}", ("FAIL", "REDACT", "REDACT_FORBIDDEN", "#tea", "{}", "You are not authorised to delete this message")),
        ("bob", "REDACT eve {}", ("FAIL", "REDACT", "UNKNOWN_MSGID", "eve", "{}", UNKNOWN)),
        ("eve", "REDACT bob {}", ("FAIL", "REDACT", "UNKNOWN_MSGID", "bob", "{}", UNKNOWN)),
        ("bob", "REDACT #other {}", ("FAIL", "REDACT", "UNKNOWN_MSGID", "#other", "{}", UNKNOWN)),
        ("bob", "REDACT #tea 00000000000001", ("FAIL", "REDACT", "UNKNOWN_MSGID", "#tea", "00000000000001", UNKNOWN)),
        ("bob", "REDACT #tea nonsense", ("FAIL", "REDACT", "UNKNOWN_MSGID", "#tea", "nonsense", UNKNOWN)),
        ("bob", "REDACT #tea :", ("FAIL", "REDACT", "UNKNOWN_MSGID", "#tea", "*", UNKNOWN)),
        ("bob", "REDACT #tea {} :" + "x" * 475, ("417", "Input line was too long")),
        ("bob", "EDIT", ("461", "EDIT", "Not enough parameters")),
        ("bob", "EDIT #tea", ("FAIL", "EDIT", "INVALID_EDIT", "#tea", "Invalid edit: the tag draft/target-msgid is missing")),
        ("bob", "@draft/target-msgid={} EDIT #tea", ("FAIL", "EDIT", "INVALID_EDIT", "#tea", "{}", "Invalid edit text")),
        ("bob", edit("#tea", "{}", "\\s\\n"), ("FAIL", "EDIT", "INVALID_EDIT", "#tea", "{}", "Invalid edit text")),
        ("bob", edit("#tea", "{}", "a\\rb"), ("FAIL", "EDIT", "INVALID_EDIT", "#tea", "{}", "Invalid edit text")),
        ("bob", edit("#tea", "{}", "\\n" * 99 + "a\\nb"), ("FAIL", "EDIT", "INVALID_EDIT", "#tea", "{}", "Invalid edit text")),
        ("bob", edit("#tea", "{}", "a\\n\x01VERSION\x01"), ("FAIL", "EDIT", "INVALID_EDIT", "#tea", "{}", "Invalid edit text")),
        ("bob", edit("#none", "{}", "x"), ("FAIL", "EDIT", "INVALID_TARGET", "#none", "You cannot change messages of #none")),
        ("bob", edit("#tea", "7", "x"), ("FAIL", "EDIT", "UNKNOWN_MSGID", "#tea", "7", UNKNOWN)),
        ("ann", edit("#tea", "{}", "x"), ("FAIL", "EDIT", "EDIT_FORBIDDEN", "#tea", "{}", "You are not authorised to edit this message")),
    ],
)
def test_what_cannot_be_changed_is_told(tea: Room, who: str, line: str, reply: tuple[str, ...]) -> None:
    """Errors, of both specifications; nobody edits what another said, operators neither."""
    msgid = say(tea, "bob", "#tea")
    tea.say("bob", "JOIN #other")
    tea.clear()
    tea.say(who, line.replace("{}", msgid))
    assert tea.replies(who) == [tuple(word.replace("{}", msgid) for word in reply)]
    assert said(tea, "#tea") == ["an example"]
    assert tea.got("old") == []


def test_invalid_utf8_is_refused_whole(tea: Room) -> None:
    """UTF8ONLY."""
    tea.say("bob", b"REDACT #tea 1 :\xff", b"@draft/edit-text=\xff EDIT #tea")
    assert [reply[:3] for reply in tea.replies("bob")] == [("FAIL", "*", "INVALID_UTF8")] * 2


@pytest.mark.parametrize("line", ["REDACT #tea 1", "EDIT #tea"])
def test_before_the_welcome_nothing_is_changed(room: Room, line: str) -> None:
    """Modern #errnotregistered-451."""
    room.open("ann")
    room.say("ann", line)
    assert room.numerics("ann") == ["451"]


def test_the_time_to_take_back_is_over_for_all_but_operators(tea: Room) -> None:
    """Errors: `REDACT_WINDOW_EXPIRED <target> <target-msgid> <window>`."""
    msgid = say(tea, "bob", "#tea")
    tea.now = tea.now._replace(wall=tea.now.wall + 86_401)
    tea.say("bob", f"REDACT #tea {msgid}")
    assert tea.replies("bob") == [
        ("FAIL", "REDACT", "REDACT_WINDOW_EXPIRED", "#tea", msgid, "86400", "You can no longer delete this message"),
    ]
    tea.say("ann", f"REDACT #tea {msgid}")
    assert tea.replies("bob") == [("REDACT", "#tea", msgid)]


def test_an_operator_of_the_room_takes_back_what_anybody_said(tea: Room) -> None:
    """Server implementation considerations: "channel moderators or server admins", also from outside; but not private talk."""
    msgid, private = say(tea, "bob", "#tea"), say(tea, "bob", "cem")
    tea.say("eve", "OPER host secret")
    tea.clear()
    tea.say("eve", f"REDACT #tea {msgid}", f"REDACT cem {private}")
    assert tea.replies("eve") == [("REDACT", "#tea", msgid), ("FAIL", "REDACT", "UNKNOWN_MSGID", "cem", private, UNKNOWN)]


def test_a_host_may_set_no_end_to_either() -> None:
    """Or another one."""
    room = Room(replace(CONFIG, talk=TalkRules(redact_seconds=None, edit_seconds=60)))
    room.join("ann", caps=CAPS, channel="#tea")
    room.join("bob", caps=CAPS, channel="#tea")
    msgid = say(room, "bob", "#tea")
    room.now = room.now._replace(wall=room.now.wall + 1e8)
    room.say("bob", edit("#tea", msgid, "x"), f"REDACT #tea {msgid}")
    assert room.replies("bob") == [
        ("FAIL", "EDIT", "EDIT_WINDOW_EXPIRED", "#tea", msgid, "60", "You can no longer edit this message"),
        ("REDACT", "#tea", msgid),
    ]


def test_a_room_that_keeps_nothing_offers_neither() -> None:
    """There is nothing that could be changed."""
    assert {"draft/message-redaction", "desktop-chat/message-edit"}.isdisjoint(offers(history=False))
