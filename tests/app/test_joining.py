"""What a request to join means, and what is believed of whoever answers."""

from pathlib import Path

import pytest

from desktop_chat.app.hosting import qr_rows
from desktop_chat.app.joining import JoinRefused, read_request
from desktop_chat.client.known_rooms import KnownRooms
from desktop_chat.client.trust import Trust
from desktop_chat.core.client.events import FoundRoom, HostingStarted, JoinedChannel, LinkFailed, LinkProblem, LinkUp, Registered
from desktop_chat.gui.ports import HostRequest, JoinRequest
from desktop_chat.net.addresses import Address
from tests.support.desk import Desk

NOW = 1_700_000_000.0
A, B = "a" * 64, "b" * 64
FOUND = FoundRoom("key", "우리 반", "AAAABBBBCCCCDDDDEEEE", ("10.0.0.1:7000", "[fe80::1%eth0]:7000"))


def test_an_address_an_invitation_and_a_found_room_lead_to_a_host(tmp_path: Path) -> None:
    """Each with what it says of the key."""
    known = KnownRooms(tmp_path / "known.json")
    typed = read_request(JoinRequest("ann", "10.0.0.1"), wall=NOW)
    assert (typed.addresses, typed.channel, typed.trust(known)) == ((Address("10.0.0.1", 6697),), "#general", Trust())
    invited = read_request(JoinRequest("ann", f"ircs://10.0.0.1,b:7/tea?room=R&pin={A}"), wall=NOW)
    assert invited.addresses == (Address("10.0.0.1", 6697), Address("b", 7))
    assert (invited.channel, invited.name, invited.trust(known)) == ("#tea", "R", Trust(frozenset({A})))
    found = read_request(JoinRequest("ann", "", found=FOUND), wall=NOW)
    assert found.addresses == (Address("10.0.0.1", 7000), Address("fe80::1%eth0", 7000))
    assert found.trust(known) == Trust(room_id=FOUND.id)


def test_a_known_name_must_show_a_known_key_until_the_person_accepts_another(tmp_path: Path) -> None:
    """An impostor announces the same name; a room may also really have moved."""
    known = KnownRooms(tmp_path / "known.json")
    known.remember(A, name="우리 반", addresses=["10.0.0.1:6697"])
    assert read_request(JoinRequest("ann", "", found=FOUND), wall=NOW).trust(known) == Trust(frozenset({A}))
    assert read_request(JoinRequest("ann", "10.0.0.1"), wall=NOW).trust(known) == Trust(frozenset({A}))
    assert read_request(JoinRequest("ann", "", found=FOUND, accepted_pin=B), wall=NOW).trust(known) == Trust(frozenset({B}))


@pytest.mark.parametrize(
    ("request_", "problem"),
    [
        (JoinRequest("ann", "a b"), LinkProblem.BAD_ADDRESS),
        (JoinRequest("ann", "ircs://a?pin=1"), LinkProblem.BAD_INVITATION),
        (JoinRequest("ann", "ircs://a?expires=1699999999"), LinkProblem.EXPIRED_INVITATION),
        (JoinRequest("ann", "", found=FoundRoom("key", "R", "", ())), LinkProblem.UNREACHABLE),
    ],
)
def test_what_leads_nowhere_is_refused(request_: JoinRequest, problem: LinkProblem) -> None:
    """Before anybody is called."""
    with pytest.raises(JoinRefused) as refused:
        read_request(request_, wall=NOW)
    assert refused.value.problem is problem


def link_of(host: Desk) -> str:
    """Return the link that a host's window shows."""
    invite = host.program.invite()
    assert invite is not None
    assert len(invite.squares) == len(invite.squares[0])
    return invite.link


def test_an_invitation_leads_in_and_the_room_is_known_then(tmp_path: Path) -> None:
    """Made by the host's program, pasted into a guest's; a room of another key at that address stops the next join."""
    with Desk(tmp_path / "host") as host, Desk(tmp_path / "guest") as guest:
        host.program.host(HostRequest("가람", "우리 반", 0, announce=False))
        port = host.until(HostingStarted).port
        host.until(JoinedChannel)
        link = link_of(host).replace(f":{port}", f":{port},127.0.0.1:{port}", 1)
        guest.program.join(JoinRequest("나래", link))
        pin = guest.until(LinkUp, is_new=False).pin
        assert f"pin={pin}" in link
        guest.until(Registered)
        guest.until(JoinedChannel)
        assert KnownRooms(tmp_path / "guest" / "known-rooms.json").pins_of_name("우리 반") == {pin}
        KnownRooms(tmp_path / "guest" / "known-rooms.json").remember(A, addresses=[f"127.0.0.1:{port}"])
        guest.program.join(JoinRequest("나래", f"127.0.0.1:{port}"))
        failed = guest.until(LinkFailed, problem=LinkProblem.KEY_CHANGED)
        assert failed.keys is not None
        assert (failed.keys.expected, failed.keys.found) == (A, pin)
        guest.program.join(JoinRequest("나래", f"127.0.0.1:{port}", accepted_pin=failed.keys.found))
        guest.until(Registered)
        assert f"pin={pin}&" in link_of(host)
    assert host.program.invite() is None


def test_a_host_s_own_name_for_itself_never_stands_beside_a_known_one(tmp_path: Path) -> None:
    """Else a stranger could say the name of a friend's room, and pass for it the next time."""
    known = KnownRooms(tmp_path / "guest" / "known-rooms.json")
    with Desk(tmp_path / "host") as host, Desk(tmp_path / "guest") as guest:
        known.remember(A, name="우리 반")
        host.program.host(HostRequest("가람", "우리 반", 0, announce=False))
        port = host.until(HostingStarted).port
        guest.program.join(JoinRequest("나래", f"127.0.0.1:{port}"))
        pin = guest.until(LinkUp, is_new=True).pin
        guest.until(JoinedChannel)
        assert known.pins_of_name("우리 반") == {A}
        assert known.pins_at([f"127.0.0.1:{port}"]) == {pin}


def test_a_qr_code_is_a_square_of_squares() -> None:
    """With the three corners by which a camera finds it."""
    rows = qr_rows(f"ircs://192.168.0.7/?pin={A}")
    assert {len(row) for row in rows} == {len(rows)}
    corner = [all(rows[0][:7]), all(rows[0][-7:]), all(rows[-1][:7])]
    assert corner == [True, True, True]
