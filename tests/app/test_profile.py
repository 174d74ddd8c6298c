"""What a person tells of themselves, in a real room: on coming in, while inside, and after the link broke."""

from pathlib import Path

from desktop_chat.core.client.events import HostingStarted, JoinedChannel, LinkBroken, LoggedIn, ProfileChanged
from desktop_chat.core.client.profile import Profile
from desktop_chat.gui.ports import HostRequest, JoinRequest
from tests.support.desk import Desk

BLUE = Profile("나래 Kim", "#2f6fd0", "회의 중")


def test_others_are_told_and_told_again(tmp_path: Path) -> None:
    """Who comes later too; a key that was taken back is gone."""
    with Desk(tmp_path / "host") as host, Desk(tmp_path / "guest") as guest:
        host.program.set_profile(Profile(status="여기 있어요"))
        host.program.host(HostRequest("가람", "우리 반", 0, announce=False))
        port = host.until(HostingStarted).port
        host.until(JoinedChannel)
        guest.program.set_profile(BLUE)
        guest.program.join(JoinRequest("나래", f"127.0.0.1:{port}"))
        assert guest.until(LoggedIn).account == "나래"
        guest.until(ProfileChanged, nick="가람", key="status", value="여기 있어요")
        host.until(ProfileChanged, nick="나래", key="status", value="회의 중")
        guest.program.set_profile(Profile("나래 Kim", "#b8437c"))
        host.until(ProfileChanged, nick="나래", key="color", value="#b8437c")
        host.until(ProfileChanged, nick="나래", key="status", value="")
        host.program.controls.put_out(2, "a test")
        guest.until(LinkBroken)
        guest.program.hurry()
        host.until(ProfileChanged, nick="나래", key="color", value="#b8437c")
