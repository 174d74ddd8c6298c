"""Clients that people already have, as people use them: WeeChat and irssi in one room."""

import sys
from pathlib import Path

import pytest

from desktop_chat.core.client.events import JoinedChannel, MessageArrived
from desktop_chat.gui.ports import JoinRequest
from tests.end_to_end.conftest import Host
from tests.support.desk import Desk
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


def test_they_read_what_newer_clients_do(host: Host, find_program: FindProgram, tmp_path: Path) -> None:
    """WeeChat is told who types (IRCv3 typing) and that a message was deleted, irssi reads reactions; both read several lines."""
    weechat_binary, irssi_binary = find_program("weechat-headless"), find_program("irssi")
    with (
        Person(host.port, "ann", channel="#tea") as ann,
        WeeChat(weechat_binary, tmp_path / "weechat", host.port, "bob") as weechat,
        Irssi(irssi_binary, tmp_path / "irssi", host.port, "cem") as irssi,
    ):
        weechat.type("/set typing.look.enabled_nicks on")
        weechat.type("/set irc.look.typing_status_nicks on")
        weechat.type('/trigger add typing signal "typing_set_nick" "" "" "/print -stdout typing ${tg_signal_data}\\n"')
        weechat.type("/join #tea")
        weechat.until("#tea: -- Channel #tea: 2 nicks")
        irssi.say("/join #tea")
        weechat.until("cem (irssi) (~irssi@127.0.0.1) has joined #tea")
        ann.say("CAP REQ :batch draft/multiline draft/message-redaction echo-message message-tags")
        ann.until(" ACK ")
        ann.say("@+typing=active TAGMSG #tea")
        weechat.until(";typing;ann\n")
        ann.say("BATCH +1 draft/multiline #tea", "@batch=1 PRIVMSG #tea :first line", "@batch=1 PRIVMSG #tea :second line", "BATCH -1")
        msgid = ann.until(" BATCH +")[-1].partition("msgid=")[2][:14]
        weechat.until("#tea: @ann first line\n")
        weechat.until("#tea: @ann second line\n")
        irssi.until("@ann> first line")
        irssi.until("@ann> second line")
        ann.say(f"@+reply={msgid};+draft/react=:) TAGMSG #tea")
        irssi.until("@ann> * reacted with :) to ann: first line second line")
        ann.say(f"REDACT #tea {msgid} :oops")
        weechat.until("ann deleted a message from ")
        irssi.until("ann deleted a message from ")


def test_they_read_several_lines_of_the_window_one_by_one(host: Host, find_program: FindProgram, tmp_path: Path) -> None:
    """What is one message in the window is as many in a client that knows no such messages (IRCv3 multiline, Fallback)."""
    with (
        WeeChat(find_program("weechat-headless"), tmp_path / "weechat", host.port, "bob") as weechat,
        Irssi(find_program("irssi"), tmp_path / "irssi", host.port, "cem") as irssi,
        Desk(tmp_path / "ann") as ann,
    ):
        weechat.type("/join #general")
        weechat.until("#general: -- Channel #general: 1 nick")
        irssi.say("/join #general")
        weechat.until("cem (irssi) (~irssi@127.0.0.1) has joined #general")
        ann.program.join(JoinRequest("ann", f"127.0.0.1:{host.port}"))
        ann.until(JoinedChannel, channel="#general")
        ann.program.say("#general", "첫째 줄\n\n셋째 줄")
        assert ann.until(MessageArrived, mine=True).text == "첫째 줄\n\n셋째 줄"
        weechat.until("#general: ann 첫째 줄\n")
        weechat.until("#general: ann 셋째 줄\n")
        irssi.until("ann> 첫째 줄")
        irssi.until("ann> 셋째 줄")
