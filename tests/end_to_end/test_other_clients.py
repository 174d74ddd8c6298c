"""Clients that people already have, as people use them: WeeChat and irssi in one room."""

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


def test_weechat_and_irssi_share_a_room(host: Host, find_program: FindProgram, tmp_path: Path) -> None:
    """Both join, see each other's lines and topic, and leave."""
    weechat_binary, irssi_binary = find_program("weechat-headless"), find_program("irssi")
    with (
        WeeChat(weechat_binary, tmp_path / "weechat", host.port, "나래") as weechat,
        Irssi(irssi_binary, tmp_path / "irssi", host.port, "다솜") as irssi,
    ):
        weechat.type("/join #다과")
        weechat.until("#다과: -- Channel #다과: 1 nick")
        weechat.type("/topic 오늘은 유자차", window="room.#다과")
        weechat.until('#다과: -- 나래 has changed topic for #다과 to "오늘은 유자차"')

        irssi.say("/join #다과")
        irssi.until("Topic for #다과: 오늘은 유자차")
        irssi.until("Topic set by 나래")
        weechat.until("#다과: --> 다솜 (irssi) (~irssi@127.0.0.1) has joined #다과")

        irssi.say("나래 님, 안녕하세요? Hello!")
        weechat.until("#다과: 다솜 나래 님, 안녕하세요? Hello!\n")
        weechat.type("네, 반가워요! Nice to meet you.", window="room.#다과")
        irssi.until("@나래> 네, 반가워요! Nice to meet you.")

        weechat.type("/op 다솜", window="room.#다과")
        irssi.until("mode/#다과 [+o 다솜] by 나래")
        irssi.say("/topic 내일은 커피")
        weechat.until('다솜 has changed topic for #다과 from "오늘은 유자차" to "내일은 커피"')

        with Person(host.port, "witness", channel="#다과") as witness:
            irssi.say("/quit 또 봐요")
            weechat.until("다솜 (~irssi@127.0.0.1) has quit (Quit: 또 봐요)")
            assert irssi.wait() == 0
            weechat.type("/quit 저도요")
            assert weechat.wait() == 0
            assert witness.until("저도요")[-1] == ":나래!~weechat@127.0.0.1 QUIT :Quit: 저도요"
            witness.say("NAMES #다과")
            assert " ".join(witness.line().split()[3:]) == "= #다과 witness"
