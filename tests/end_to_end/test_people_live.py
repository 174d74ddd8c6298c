"""What changes about people and channels, seen live in WeeChat and irssi, which know most of these extensions."""

import sys
from pathlib import Path

import pytest

from tests.end_to_end.conftest import StartHost
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


def test_changes_of_people_are_seen_live(start_host: StartHost, find_program: FindProgram, tmp_path: Path) -> None:
    """IRCv3 setname, away-notify, chghost, invite-notify."""
    (tmp_path / "room.toml").write_text('[operators]\nbob = "secret"\n', encoding="utf-8")
    host, binary = start_host("--config", str(tmp_path / "room.toml")), find_program("weechat-headless")
    with Person(host.port, "bob", channel="#tea") as bob, WeeChat(binary, tmp_path / "weechat", host.port, "나래") as weechat:
        weechat.type("/join #tea")
        weechat.until("#tea: -- Channel #tea: 2 nicks")
        bob.say("SETNAME :Bob the Builder", "PRIVMSG #tea :hi")
        weechat.until('bob has changed real name to "Bob the Builder"')
        for line, shown in (("AWAY :lunch", 1), ("AWAY", 0)):
            bob.say(line, f"PRIVMSG #tea :{line}")
            weechat.until(f"#tea: @bob {line}\n")
            weechat.type(STATE)
            assert weechat.until(";") == f"state:bob={shown};"
        bob.say("OPER bob secret", "CHGHOST bob tea.example")
        weechat.until("#tea: -- bob (~bob@127.0.0.1) has changed host to ~bob@tea.example")
        with Person(host.port, "eve") as eve:
            bob.say("INVITE eve #tea")
            eve.until("INVITE eve #tea")
            weechat.until("room: -- bob has invited eve to #tea")


def test_a_renamed_channel_is_followed(start_host: StartHost, find_program: FindProgram, tmp_path: Path) -> None:
    """IRCv3 extended-join; channel-rename by its fallback, which neither of the two knows better; talk goes on in both."""
    host, weechat_binary, irssi_binary = start_host(), find_program("weechat-headless"), find_program("irssi")
    with (
        Person(host.port, "bob", channel="#tea") as bob,
        WeeChat(weechat_binary, tmp_path / "weechat", host.port, "나래") as weechat,
        Irssi(irssi_binary, tmp_path / "irssi", host.port, "다솜") as irssi,
    ):
        weechat.type("/join #tea")
        weechat.until("#tea: -- Channel #tea: 2 nicks")
        irssi.say("/join #tea")
        irssi.until("Irssi: Join to #tea was synced")
        weechat.until("#tea: --> 다솜 (irssi) (~irssi@127.0.0.1) has joined #tea")

        bob.say("RENAME #tea #coffee :better")
        weechat.until("#tea: <-- 나래 (~weechat@127.0.0.1) has left #tea (better)")
        weechat.until("#coffee: -- Channel #coffee: 3 nicks")
        irssi.until("Act: 2")
        irssi.say("/window goto #coffee", "still here")
        weechat.until("#coffee: 다솜 still here")
        weechat.type("me too", window="room.#coffee")
        irssi.until("나래> me too")
