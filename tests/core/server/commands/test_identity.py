"""What others are told of who somebody is: account-notify, extended-join, account-tag, WHOIS, WHO, modes and bans by account."""

import pytest

from tests.core.server.commands.conftest import members
from tests.support.identity import DEVICE, account, log_in, secure
from tests.support.room import Room


@pytest.fixture
def room() -> Room:
    """Return a room with ann and bob in #tea, both with accounts and ann logged in to hers; cem has none and is elsewhere."""
    room = Room(kept=[account("Ann").record(), account("bob").record()])
    room.open("ann")
    room.say("ann", "CAP REQ :sasl", "NICK ann", "USER ann 0 * :ann real")
    log_in(room, "ann")
    room.say("ann", "CAP END", "JOIN #tea")
    room.open("bob")
    room.say("bob", "CAP REQ :sasl", "NICK rob", "USER bob 0 * :bob real", "CAP END", "JOIN #tea")
    room.join("cem")
    return room


def test_an_account_is_told_to_who_shares_a_channel_and_wants_to_know(room: Room) -> None:
    """IRCv3 account-notify: to "clients on common channels with them, including themselves"."""
    room.say("ann", "CAP REQ :account-notify")
    room.join("eve", caps="account-notify", channel="#tea")
    room.join("joe", channel="#tea")
    room.join("far", caps="account-notify")
    room.say("bob", "CAP REQ :account-notify")
    room.clear()
    log_in(room, "bob")
    line = ":rob!~bob@10.0.0.7 ACCOUNT bob"
    assert (room.got("ann"), room.got("eve"), room.got("joe"), room.got("far")) == ([line], [line], [], [])
    assert room.got("bob")[1:] == [
        ":desktop.chat 900 rob rob!~bob@10.0.0.7 bob :You are now logged in as bob",
        ":desktop.chat 903 rob :SASL authentication successful",
        line,
    ]


def test_a_join_tells_account_and_real_name_to_who_wants_to_know(room: Room) -> None:
    """IRCv3 extended-join: "the account name of the user", `*` for none, and the real name."""
    room.join("eve", caps="extended-join", channel="#tea")
    room.say("bob", "PART #tea")
    log_in(room, "bob")
    room.clear()
    room.say("bob", "JOIN #tea")
    room.say("cem", "JOIN #tea")
    assert room.got("eve") == [":rob!~bob@10.0.0.7 JOIN #tea bob :bob real", ":cem!~cem@10.0.0.7 JOIN #tea * :cem real"]
    assert room.got("ann") == [":rob!~bob@10.0.0.7 JOIN #tea", ":cem!~cem@10.0.0.7 JOIN #tea"]


def test_what_an_account_says_bears_its_name(room: Room) -> None:
    """IRCv3 account-tag: "to all commands sent by a user"."""
    room.join("eve", caps="account-tag", channel="#tea")
    room.say("ann", "PRIVMSG #tea :hello", "TOPIC #tea green")
    assert [line.partition(" ")[0] for line in room.got("eve")] == ["@account=Ann"] * 2


def test_whois_tells_the_account_and_how_somebody_is_connected(room: Room) -> None:
    """Modern #rplwhoisaccount-330, #rplwhoissecure-671, #rplwhoiscertfp-276: the certificate only to oneself and operators."""
    secure(room, "ann")
    room.clear()
    room.say("cem", "WHOIS ann")
    replies = room.replies("cem")
    assert ("330", "ann", "Ann", "is logged in as") in replies
    assert ("671", "ann", "is using a secure connection") in replies
    assert "276" not in [reply[0] for reply in replies]
    for who, line in (("ann", "WHOIS ann"), ("cem", "OPER host secret")):
        room.say(who, line, "WHOIS ann")
        assert ("276", "ann", f"has client certificate fingerprint {DEVICE}") in room.replies(who)
    room.say("ann", "WHOIS cem")
    assert not {"330", "671", "276"} & {reply[0] for reply in room.replies("ann")}


def test_who_tells_the_account(room: Room) -> None:
    """IRCv3 whox: field `a`, "`0` is used for `[account]` when the user is logged out"."""
    room.clear()
    room.say("cem", "WHO #tea %na")
    assert room.replies("cem")[:2] == [("354", "ann", "Ann"), ("354", "rob", "0")]


def test_a_connection_by_tls_is_shown_and_cannot_be_pretended(room: Room) -> None:
    """User mode Z."""
    secure(room, "ann", "")
    room.clear()
    room.say("ann", "MODE ann", "MODE ann -Z", "MODE ann +iZ")
    assert room.replies("ann") == [("221", "+Z"), ("221", "+Z"), ("MODE", "ann", "+i")]
    room.say("cem", "MODE cem +Z")
    assert room.replies("cem") == [("221", "+")]


def test_a_channel_may_be_for_named_members_only(room: Room) -> None:
    """Channel mode R: 477 at the door, 404 for who is in or outside without an account; a voice is heard all the same."""
    room.join("joe", channel="#tea")
    room.say("ann", "MODE #tea +R-n")
    room.clear()
    room.say("cem", "JOIN #tea", "PRIVMSG #tea :hi")
    assert [reply[:2] for reply in room.replies("cem")] == [("477", "#tea"), ("404", "#tea")]
    room.receive("joe", "PRIVMSG #tea :hi")
    assert room.replies("joe") == [("404", "#tea", "Cannot send to channel")]
    room.say("ann", "MODE #tea +v joe")
    room.clear()
    room.receive("joe", "PRIVMSG #tea :hi")
    room.receive("ann", "PRIVMSG #tea :hello")
    assert room.numerics("ann") == room.numerics("joe") == ["PRIVMSG"]
    room.say("bob", "PART #tea")
    log_in(room, "bob")
    room.say("bob", "JOIN #tea", "PRIVMSG #tea :me too")
    assert "@ann" in members(room)
    assert "rob" in members(room)
    room.say("cem", "OPER host secret", "JOIN #tea")
    assert "cem" in members(room)


@pytest.mark.parametrize("mask", ["account:bob", "a:BOB", "account:b*", "a:*"])
def test_a_ban_may_look_at_the_account(room: Room, mask: str) -> None:
    """IRCv3 account-extban: "Servers MUST support matching exact account names", "MAY support matching account masks"."""
    room.say("bob", "PART #tea")
    room.clear()
    room.say("ann", f"MODE #tea +b {mask}", "MODE #tea b")
    shown = mask.replace("a:", "account:") if mask.startswith("a:") else mask
    assert room.replies("ann")[:2] == [("MODE", "#tea", "+b", shown), ("367", "#tea", shown, "ann", "1700000000")]
    room.say("cem", "JOIN #tea")
    assert room.numerics("cem")[0] == "JOIN"
    log_in(room, "bob")
    room.clear()
    room.say("bob", "JOIN #tea")
    assert room.numerics("bob") == ["474"]
    room.say("ann", f"MODE #tea -b {mask}")
    room.say("bob", "JOIN #tea")
    assert room.numerics("bob")[0] == "JOIN"


def test_an_exception_and_an_invitation_may_look_at_the_account(room: Room) -> None:
    """IRCv3 account-extban with Modern #exception-channel-mode, #invite-exception-channel-mode."""
    room.say("bob", "PART #tea")
    log_in(room, "bob")
    room.say("ann", "MODE #tea +b *!*@*", "MODE #tea +e account:bob", "MODE #tea +i", "MODE #tea +I account:bob")
    room.clear()
    room.say("cem", "JOIN #tea")
    room.say("bob", "JOIN #tea", "PRIVMSG #tea :I am good")
    assert (room.numerics("cem"), room.numerics("bob")[0], room.numerics("ann")) == (["473"], "JOIN", ["JOIN", "PRIVMSG"])


def test_the_kinds_of_bans_are_told(room: Room) -> None:
    """IRCv3 account-extban: "Servers publishing the `ACCOUNTEXTBAN` token MUST also publish the `EXTBAN` token"."""
    assert {"EXTBAN=,a", "ACCOUNTEXTBAN=account,a"} <= set(room.world.isupport)
