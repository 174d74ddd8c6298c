"""A person's device is its account in every room of ours, without a question."""

from pathlib import Path

from desktop_chat.core.client.events import HostingStarted, JoinedChannel, LinkLost, LinkProblem, NickRefused, Registered
from desktop_chat.gui.ports import HostRequest, JoinRequest
from tests.support.desk import Desk

HOSTING = HostRequest("가람", "우리 반", 0)


def opened(host: Desk) -> str:
    """Let somebody host; return the room's address on this machine."""
    host.program.host(HOSTING)
    port = host.until(HostingStarted).port
    host.until(JoinedChannel, channel="#general")
    return f"127.0.0.1:{port}"


def account_of(host: Desk, nick: str) -> str:
    """Return who somebody in the room is known to be."""
    hosted = host.program.hosted
    assert hosted is not None

    found = hosted.server.ask(lambda world: [who.account for who in world.people() if who.nick == nick])
    assert found is not None
    return found[0]


def test_the_first_visit_keeps_the_nick_for_the_device(tmp_path: Path) -> None:
    """Also when nobody is there, and when the room was closed and opened again."""
    with Desk(tmp_path / "host") as host, Desk(tmp_path / "narae") as narae, Desk(tmp_path / "other") as other:
        narae.program.join(JoinRequest("나래", opened(host)))
        narae.until(Registered, nick="나래")
        assert account_of(host, "나래") == "나래"
        assert account_of(host, "가람") == "가람"
        narae.program.leave()
        host.program.leave()

        address = opened(host)
        other.program.join(JoinRequest("나래", address))
        other.until(NickRefused, nick="나래")
        other.program.rename("다솜")
        other.until(Registered, nick="다솜")
        narae.program.join(JoinRequest("나래", address))
        narae.until(Registered, nick="나래")


def test_the_second_window_of_a_device_takes_the_place_of_the_first(tmp_path: Path) -> None:
    """The first is told why, in a way that lets nobody come back by itself."""
    with Desk(tmp_path / "host") as host, Desk(tmp_path / "narae") as first, Desk(tmp_path / "narae") as second:
        address = opened(host)
        first.program.join(JoinRequest("나래", address))
        first.until(JoinedChannel)
        second.program.join(JoinRequest("나래", address))
        second.until(Registered, nick="나래")
        assert first.until(LinkLost).problem is LinkProblem.TAKEN_OVER
