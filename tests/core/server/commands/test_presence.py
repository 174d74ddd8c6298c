"""AWAY SETNAME CHGHOST CHGIDENT: what changes about a person, and who sees it."""

import pytest

from desktop_chat.core.server.bans import Ban, BanKind
from desktop_chat.core.wire.limits import AWAY_BYTES, HOST_LENGTH, REALNAME_BYTES, USER_LENGTH
from tests.core.server.commands.conftest import members
from tests.support.room import CONFIG, Room

LONG = "가" * 32
"""A nick of 96 bytes: the longest."""
ANN, BOB = "ann!~ann@10.0.0.7", "bob!~bob@10.0.0.7"


def test_who_goes_away_is_told_so_and_so_is_who_comes_back(room: Room) -> None:
    """Modern #away-message: 306; "with no parameters, or with the empty string", 305."""
    room.join("ann")
    room.say("ann", "AWAY :lunch 점심", "AWAY")
    assert room.replies("ann") == [
        ("306", "You have been marked as being away"),
        ("305", "You are no longer marked as being away"),
    ]
    room.say("ann", "AWAY lunch ignored", "AWAY :")
    assert room.numerics("ann") == ["306", "305"]
    assert room.session("ann").away is None


def test_a_private_message_to_somebody_away_is_answered_with_the_text(room: Room) -> None:
    """Modern #away-message: RPL_AWAY "when a PRIVMSG command is directed at the away user"."""
    room.join("ann", "bob")
    room.say("bob", "AWAY :gone fishing")
    room.say("ann", "PRIVMSG bob :hello")
    assert room.replies("ann") == [("301", "bob", "gone fishing")]


def test_a_too_long_away_text_is_refused_and_changes_nothing(room: Room) -> None:
    """Longer input gets 417 and is dropped whole, never cut; AWAYLEN is the bound, to the byte."""
    room.join("ann")
    room.say("ann", f"AWAY :{'a' * AWAY_BYTES}")
    assert room.numerics("ann") == ["306"]
    room.say("ann", f"AWAY :{'b' * (AWAY_BYTES + 1)}")
    assert room.numerics("ann") == ["417"]
    assert room.session("ann").away == "a" * AWAY_BYTES


def test_the_longest_away_text_reaches_the_longest_names_whole(room: Room) -> None:
    """Modern #rplaway-301: the text is never cut."""
    other = "나" * 32
    room.join(LONG, other)
    text = "가" * (AWAY_BYTES // 3)
    room.say(LONG, f"AWAY :{text}")
    room.clear()
    room.say(other, f"PRIVMSG {LONG} :?")
    assert room.replies(other) == [("301", LONG, text)]


def test_who_shares_a_channel_sees_who_goes_and_comes_back(room: Room) -> None:
    """IRCv3 away-notify: "sent an AWAY message when a user sharing a channel with them sets, changes or removes" it."""
    room.join("ann", "new", caps="away-notify", channel="#tea")
    room.join("old", channel="#tea")
    room.join("far", caps="away-notify")
    room.say("ann", "AWAY :lunch", "AWAY :lunch", "AWAY :tea", "AWAY", "AWAY")
    assert room.got("new") == [f":{ANN} AWAY lunch", f":{ANN} AWAY tea", f":{ANN} AWAY"]
    assert room.got("old") == room.got("far") == []
    assert room.numerics("ann") == ["306", "306", "306", "305", "305"], "not of their own away status"


def test_who_comes_in_away_is_said_to_be_so(room: Room) -> None:
    """IRCv3 away-notify: "as well as when a user joins and has an away message set"; not "with no away message set"."""
    room.join("new", caps="away-notify", channel="#tea")
    room.join("old", channel="#tea")
    room.join("ann", "bob", caps="away-notify")
    room.say("ann", "AWAY :out")
    room.clear()
    room.say("ann", "JOIN #tea")
    room.say("bob", "JOIN #tea")
    assert room.got("new") == [f":{ANN} JOIN #tea", f":{ANN} AWAY out", f":{BOB} JOIN #tea"]
    assert room.got("old") == [f":{ANN} JOIN #tea", f":{BOB} JOIN #tea"]
    assert "AWAY" not in room.numerics("ann")


def test_who_negotiated_it_is_away_before_the_welcome(room: Room) -> None:
    """IRCv3 pre-away: "servers MUST accept the AWAY command before connection registration has completed"."""
    room.join("old", caps="away-notify", channel="#tea")
    room.open("ann")
    room.say("ann", "CAP REQ :draft/pre-away", "AWAY *", "NICK ann", "AWAY :in a moment", "AWAY :", "AWAY *", "USER a 0 * :Ann", "CAP END")
    assert [reply for reply in room.replies("ann") if reply[0] in {"305", "306"}] == [
        ("306", "You have been marked as being away"),
        ("306", "You have been marked as being away"),
        ("305", "You are no longer marked as being away"),
        ("306", "You have been marked as being away"),
    ]
    assert room.session("ann").away == "*"
    assert room.got("old") == []
    room.say("ann", "JOIN #tea")
    assert room.got("old") == [":ann!~a@10.0.0.7 JOIN #tea", ":ann!~a@10.0.0.7 AWAY *"]


def test_who_did_not_negotiate_it_has_to_wait_for_the_welcome(room: Room) -> None:
    """IRCv3 pre-away: "Clients wishing to make use of this specification MUST negotiate the capability"."""
    room.open("ann")
    room.say("ann", "AWAY *", "CAP REQ :away-notify", "AWAY *")
    assert [reply[0] for reply in room.replies("ann")] == ["451", "CAP", "451"]


def test_a_new_real_name_is_shown_to_who_shares_a_channel(room: Room) -> None:
    """IRCv3 setname: "to all clients in common channels, as well as to the client from which it originated"."""
    room.join("ann", "new", caps="setname", channel="#tea")
    room.join("old", channel="#tea")
    room.join("far", caps="setname")
    room.say("ann", "SETNAME :Bruce Wayne <bruce@wayne.enterprises>")
    assert room.got("ann") == room.got("new") == [f":{ANN} SETNAME :Bruce Wayne <bruce@wayne.enterprises>"]
    assert room.got("old") == room.got("far") == []
    room.say("old", "WHOIS ann")
    assert room.replies("old")[0] == ("311", "ann", "~ann", "10.0.0.7", "*", "Bruce Wayne <bruce@wayne.enterprises>")


def test_without_the_capability_it_is_done_silently(tea: Room) -> None:
    """IRCv3 setname: "the server SHOULD handle it silently"; SETNAME "MUST NOT be sent to clients which do not have" it."""
    tea.say("ann", "SETNAME Jane Doe")
    assert tea.got("ann") == tea.got("bob") == []
    assert tea.session("ann").realname == "Jane Doe"


@pytest.mark.parametrize("name", [":", ": ", f":{'x' * (REALNAME_BYTES + 1)}", f":{'가' * (REALNAME_BYTES // 3)}a"])
def test_what_is_no_real_name_is_refused(tea: Room, name: str) -> None:
    """IRCv3 setname, Errors: "it MUST send a FAIL message with the INVALID_REALNAME code"; NAMELEN is the bound."""
    tea.say("ann", f"SETNAME {name}")
    assert tea.replies("ann") == [("FAIL", "SETNAME", "INVALID_REALNAME", f"A real name has 1 to {REALNAME_BYTES} bytes")]
    assert tea.session("ann").realname == "ann real"


def test_the_longest_real_name_is_taken_whole(room: Room) -> None:
    """IRCv3 setname: NAMELEN is "the maximum allowed length for realnames"."""
    room.join(LONG, caps="setname")
    room.say(LONG, f"SETNAME :{'가' * (REALNAME_BYTES // 3)}", f"WHOIS {LONG}")
    change, whois, *_ = room.replies(LONG)
    assert change[-1] == whois[-1] == "가" * (REALNAME_BYTES // 3)
    assert f"NAMELEN={REALNAME_BYTES}" in room.world.isupport


def test_who_is_banned_does_not_speak_by_its_real_name(tea: Room) -> None:
    """IRCv3 setname, Errors: CANNOT_CHANGE_REALNAME, "Cannot change realname while banned from a channel"."""
    tea.say("ann", "MODE #tea +b bob")
    tea.clear()
    tea.say("bob", "SETNAME :buy this")
    assert tea.replies("bob") == [("FAIL", "SETNAME", "CANNOT_CHANGE_REALNAME", "Cannot change realname while banned from a channel")]
    tea.say("bob", "OPER host secret", "SETNAME :Bob")
    assert tea.session("bob").realname == "Bob"


@pytest.fixture
def shown(room: Room) -> Room:
    """Return a room with an operator, and #tea in which ann, its operator with a voice, `new` with chghost and `old` without are."""
    room.join("host")
    room.join("ann", "new", caps="chghost", channel="#tea")
    room.join("old", channel="#tea")
    room.say("ann", "MODE #tea +v ann")
    room.say("host", f"OPER host {CONFIG.operators['host']}")
    room.clear()
    return room


def test_a_changed_host_is_shown_as_such(shown: Room) -> None:
    """IRCv3 chghost: "servers MUST send the CHGHOST message to other clients who share channels", and SHOULD to the client itself."""
    shown.say("host", "CHGHOST ann tea.example")
    assert shown.got("ann") == shown.got("new") == [f":{ANN} CHGHOST ~ann tea.example"]
    assert shown.got("host") == []
    shown.say("ann", "PRIVMSG #tea :hi")
    assert shown.got("new") == [":ann!~ann@tea.example PRIVMSG #tea :hi"]


def test_a_changed_user_name_is_shown_as_such(shown: Room) -> None:
    """IRCv3 chghost: "One or both of the username and hostname can change"; the `~` is part of the user name."""
    shown.say("host", "CHGIDENT ANN b")
    assert shown.got("new") == [f":{ANN} CHGHOST b 10.0.0.7"]
    assert shown.session("ann").source == "ann!b@10.0.0.7"


def test_who_does_not_know_chghost_sees_a_reconnect(shown: Room) -> None:
    """IRCv3 chghost, Fallback: "appropriate QUIT, JOIN and MODE commands, to restore membership and user channel modes"."""
    shown.say("ann", "AWAY :lunch")
    shown.say("old", "CAP REQ :away-notify")
    shown.clear()
    shown.say("host", "CHGHOST ann tea.example", "CHGHOST old tea.example")
    assert shown.got("old") == [
        f":{ANN} QUIT :Changing host",
        ":ann!~ann@tea.example JOIN #tea",
        ":ann!~ann@tea.example AWAY lunch",
        ":desktop.chat MODE #tea +ov ann ann",
    ]
    assert shown.got("ann") == [f":{ANN} CHGHOST ~ann tea.example", ":old!~old@10.0.0.7 CHGHOST ~old tea.example"]
    assert members(shown) == ["@+ann", "new", "old"]


def test_the_same_again_changes_nothing(shown: Room) -> None:
    """Nobody is told of what did not happen."""
    shown.say("host", "CHGHOST ann 10.0.0.7", "CHGIDENT ann ~ann", "CHGIDENT ann ann", "CHGIDENT ann ann")
    assert shown.got("new") == [f":{ANN} CHGHOST ann 10.0.0.7"]


def test_the_address_is_kept_for_bans_and_told_to_operators_only(shown: Room) -> None:
    """IRCv3 whox: `255.255.255.255` "when the server refuses to disclose the IP address"; Modern #rplwhoishost-378."""
    shown.say("host", "CHGHOST ann tea.example", "WHO ann %ih", "WHOIS ann")
    who, _, *whois = shown.replies("host")
    assert who == ("354", "10.0.0.7", "tea.example")
    assert ("378", "ann", "is connecting from ~ann@10.0.0.7") in whois
    for nick in ("old", "ann"):
        shown.clear()
        shown.say(nick, "WHO ann %ih")
        assert shown.replies(nick)[0] == ("354", "10.0.0.7" if nick == "ann" else "255.255.255.255", "tea.example")
    shown.apply(shown.world.ban(Ban(BanKind.ADDRESS, "10.0.0.7"), shown.now))
    assert shown.is_closed("ann")


@pytest.mark.parametrize("host", [":", "::1", "a b", "a@b", "가", "x" * (HOST_LENGTH + 1)])
def test_what_is_no_host_is_refused(shown: Room, host: str) -> None:
    """It would not stand in nick!user@host (Modern #message-format), or not be told whole."""
    shown.say("host", f"CHGHOST ann :{host}")
    assert [reply[:4] for reply in shown.replies("host")] == [("FAIL", "CHGHOST", "INVALID_HOST", "ann")]
    assert shown.session("ann").source == ANN


@pytest.mark.parametrize("user", ["", "a b", "a@b", "~a", "가", "x" * (USER_LENGTH + 1)])
def test_what_is_no_user_name_is_refused(shown: Room, user: str) -> None:
    """The same of user names."""
    shown.say("host", f"CHGIDENT ann :{user}")
    assert [reply[:4] for reply in shown.replies("host")] == [("FAIL", "CHGIDENT", "INVALID_USERNAME", "ann")]
    assert shown.session("ann").source == ANN


@pytest.mark.parametrize("command", ["CHGHOST", "CHGIDENT"])
def test_only_operators_change_how_people_are_shown(shown: Room, command: str) -> None:
    """Modern #errnoprivileges-481; #errnosuchnick-401."""
    shown.say("ann", f"{command} ann x")
    shown.say("host", f"{command} nobody x")
    assert [reply[0] for reply in shown.replies("ann")] == ["481"]
    assert shown.replies("host") == [("401", "nobody", "No such nick")]


def test_the_answer_bears_the_label(room: Room) -> None:
    """IRCv3 labeled-response: one line, whatever it is."""
    room.join("ann", caps="setname batch labeled-response")
    room.say("ann", "@label=1 SETNAME :Ann Lee", "@label=2 SETNAME :", "@label=3 AWAY :out")
    assert [(m.command, m.tags["label"]) for m in room.messages("ann")] == [("SETNAME", "1"), ("FAIL", "2"), ("306", "3")]


def test_a_bot_is_tagged_as_one(room: Room) -> None:
    """IRCv3 bot-mode, The `bot` tag: "to all commands sent by a bot"."""
    room.join("ann", "new", caps="setname message-tags", channel="#tea")
    room.say("ann", "MODE ann +B", "SETNAME :I am a bot")
    assert room.got("new") == [f"@bot :{ANN} SETNAME :I am a bot"]
