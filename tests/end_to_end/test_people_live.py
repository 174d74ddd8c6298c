"""What changes about people and channels, seen live in WeeChat and irssi, which know most of these extensions."""

import sys
from pathlib import Path

import pytest

from tests.end_to_end.conftest import Host
from tests.support.other_clients import Irssi, WeeChat
from tests.support.person import Person
from tests.support.programs import FindProgram

pytestmark = [
    pytest.mark.end_to_end,
    pytest.mark.skipif(sys.platform == "win32", reason="neither client has a version for Windows"),
]

SECOND = "${irc_server[irc_servers].channels.nicks.next_nick.%s}"
"""Of the second nick of the first channel, as WeeChat keeps it."""
STATE = f"/eval /print -stdout state:{SECOND % 'name'}={SECOND % 'away'};\\n"
"""Tells whether WeeChat knows that one as away: its list of nicks shows that by colour only."""


def test_changes_are_seen_live_and_disturb_nobody(host: Host, find_program: FindProgram, tmp_path: Path) -> None:
    """IRCv3 setname, away-notify, invite-notify; channel-rename by its fallback, which neither of the two knows better."""
    weechat_binary, irssi_binary = find_program("weechat-headless"), find_program("irssi")
    with (
        Person(host.port, "bob", channel="#tea") as bob,
        WeeChat(weechat_binary, tmp_path / "weechat", host.port, "나래") as weechat,
        Irssi(irssi_binary, tmp_path / "irssi", host.port, "다솜") as irssi,
    ):
        bob.say("MODE #tea -t")
        weechat.type("/join #tea")
        weechat.until("#tea: -- Channel #tea: 2 nicks")
        irssi.say("/join #tea")
        irssi.until("Irssi: Join to #tea was synced")

        bob.say("SETNAME :Bob the Builder", "PRIVMSG #tea :hi")
        weechat.until('bob has changed real name to "Bob the Builder"')
        bob.say("AWAY :lunch", "PRIVMSG #tea :gone")
        weechat.until("#tea: @bob gone")
        weechat.type(STATE)
        assert weechat.until(";") == "state:bob=1;"
        bob.say("AWAY", "PRIVMSG #tea :back")
        weechat.until("#tea: @bob back")
        weechat.type(STATE)
        assert weechat.until(";") == "state:bob=0;"

        with Person(host.port, "eve") as eve:
            bob.say("INVITE eve #tea")
            eve.until("INVITE eve #tea")
            weechat.until("room: -- bob has invited eve to #tea")

        bob.say("RENAME #tea #coffee :better")
        weechat.until("#tea: <-- 나래 (~weechat@127.0.0.1) has left #tea (better)")
        weechat.until("#coffee: -- Channel #coffee: 3 nicks")
        irssi.until("Act: 2")
        irssi.say("/window goto #coffee", "still here")
        weechat.until("#coffee: 다솜 still here")
        weechat.type("me too", window="room.#coffee")
        irssi.until("나래> me too")
