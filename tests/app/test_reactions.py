"""Reactions, edits and deletions that happened while a member was away: real rooms, real files, no Tk."""

from pathlib import Path

from desktop_chat.core.client.events import (
    HostingStarted,
    JoinedChannel,
    MessageArrived,
    MessageEdited,
    PageRead,
)
from desktop_chat.core.client.events.kept import KeptReaction, Part, Standing
from desktop_chat.core.wire.tags import EDIT_TEXT, EDITED_MSGID, REACT, REPLY
from desktop_chat.gui.ports import HostRequest, JoinRequest
from tests.support.desk import Desk

CHANNEL = "#general"


def come_in(guest: Desk, port: int) -> None:
    """Join the room."""
    guest.program.join(JoinRequest("나래", f"127.0.0.1:{port}"))
    guest.until(JoinedChannel, channel=CHANNEL)


def test_what_became_of_messages_meanwhile_is_there_once(tmp_path: Path) -> None:
    """Played back by the host when one comes back (IRCv3 event-playback), and there the next time too."""
    with Desk(tmp_path / "host") as host:
        host.program.host(HostRequest("가람", "우리 반", 0))
        port = host.until(HostingStarted).port
        host.until(JoinedChannel, channel=CHANNEL)
        with Desk(tmp_path / "guest") as guest:
            come_in(guest, port)
            for text in ("question", "slip", "tpyo"):
                host.program.say(CHANNEL, text)
            question, slip, typo = (guest.until(MessageArrived, text=text).msgid for text in ("question", "slip", "tpyo"))
        host.program.command("TAGMSG", CHANNEL, tags={REPLY[0]: question, REACT[0]: "👍"})
        host.program.command("REDACT", CHANNEL, slip)
        host.program.command("EDIT", CHANNEL, tags={EDITED_MSGID: typo, EDIT_TEXT: "typo"})
        host.until(MessageEdited, msgid=typo)
        for is_first in (True, False):
            with Desk(tmp_path / "guest") as guest:
                come_in(guest, port)
                if is_first:
                    guest.until(MessageEdited, msgid=typo)
                guest.program.history.ask_page(CHANNEL, Part.LAST)
                lines = {line.key: line for line in guest.until(PageRead, part=Part.LAST).page.lines}
                assert lines[question].reactions == (KeptReaction("👍", "가람", mine=False),)
                assert lines[slip].standing is Standing.DELETED
                assert (lines[typo].text, lines[typo].standing) == ("typo", Standing.EDITED)
