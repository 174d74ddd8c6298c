"""Several machines on one network: namespaces joined by a bridge, real programs in them, mDNS over it."""

import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.support.netns import Machine, Network, need_namespaces
from tests.support.processes import Program

pytestmark = pytest.mark.end_to_end

ROOM = "우리 반. 3"
GUEST = (sys.executable, "-W", "error", "-m", "tests.support.guest_program")
Rows = list[dict[str, object]]


class Lan:
    """A network for one test, and the programs on it."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.network = stack.enter_context(Network())
        self._folder, self._stack = folder, stack

    def serve(self, machine: Machine, *arguments: str, data: str = "") -> tuple[Program, str, str]:
        """Open a room on a machine; return the program, its port and its pin."""
        folder = self._folder / (data or machine.name)
        host = machine.program("--data-dir", str(folder), "serve", "--port", "0", "--room", ROOM, *arguments)
        self._stack.enter_context(host)
        host.until("ready ")
        port, pin = host.until("\n").split()
        return host, port, pin

    def rooms(self, machine: Machine, *, seconds: float = 2) -> Rows:
        """Look for rooms from a machine."""
        folder = self._folder / f"rooms-{machine.name}"
        with machine.program("--data-dir", str(folder), "rooms", "--json", "--seconds", str(seconds)) as program:
            rows = json.loads(program.until("]\n"))
            assert (program.wait(), program.errors()) == (0, "")
        assert isinstance(rows, list)
        return rows

    def join(self, machine: Machine, place: str, *, nick: str = "guest", data: str = "guest") -> str:
        """Join from a machine, and leave again; return what came of it."""
        with Program(machine.command(*GUEST, str(self._folder / data), nick, place)) as guest:
            outcome = guest.until("\n").strip()
            guest.say("leave")
            assert (guest.wait(), guest.errors()) == (0, "")
        return outcome


@pytest.fixture
def lan(tmp_path: Path) -> Iterator[Lan]:
    """Return an empty network."""
    need_namespaces()
    with ExitStack() as stack:
        yield Lan(tmp_path, stack)


def test_a_room_shows_up_counts_its_people_and_leaves(lan: Lan) -> None:
    """Within two seconds; on a machine that has IPv6 only, too; what is printed for people is the same."""
    host_machine = lan.network.machine("host", "10.77.0.1/24")
    guest_machine = lan.network.machine("guest", "10.77.0.2/24")
    six = lan.network.machine("six")
    host, port, pin = lan.serve(host_machine)
    for machine in (guest_machine, six):
        (row,) = lan.rooms(machine)
        assert (row["name"], row["people"], row["locked"], row["plain"]) == (ROOM, 0, False, False)
        assert f"10.77.0.1:{port}" in str(row["addresses"])
    assert lan.join(six, f"name={ROOM}") == f"in {pin}"
    with Program(guest_machine.command(*GUEST, str(lan._folder / "stays"), "나래", f"name={ROOM}")) as guest:
        assert guest.until("\n").strip() == f"in {pin}"
        assert [row["people"] for row in lan.rooms(six, seconds=4)] == [1]
        guest.say("leave")
        assert guest.wait() == 0
    with guest_machine.program("--data-dir", str(lan._folder / "p"), "rooms", "--seconds", "2") as printed:
        assert ROOM in printed.until("10.77.0.1")
    host.ask_to_end()
    assert (host.wait(), host.errors()) == (0, "")
    assert lan.rooms(guest_machine) == []


def test_two_rooms_of_one_name_stay_apart(lan: Lan) -> None:
    """The second one gets the beginning of its id behind its name."""
    one, two = lan.network.machine("one", "10.77.0.1/24"), lan.network.machine("two", "10.77.0.2/24")
    lan.serve(one)
    lan.rooms(two)
    lan.serve(two, "--allow-plain")
    rows = lan.rooms(two, seconds=4)
    assert len({row["id"] for row in rows}) == 2
    first, second = sorted(rows, key=lambda row: len(str(row["name"])))
    assert (first["name"], second["name"]) == (ROOM, f"{ROOM} ({str(second['id'])[:4]})")
    assert [first["plain"], second["plain"]] == [False, True]


def test_one_of_two_interfaces_leads_nowhere(lan: Lan) -> None:
    """Its address is announced, since nobody can know; the race finds the other one."""
    host_machine, guest = lan.network.machine("host", "10.77.0.1/24"), lan.network.machine("guest", "10.77.0.2/24")
    lan.network.plug(host_machine, "eth1", "10.66.0.1/24", leads_somewhere=False)
    guest.ip("route", "add", "10.66.0.0/24", "dev", "eth0")
    _, port, pin = lan.serve(host_machine)
    (row,) = lan.rooms(guest)
    assert f"10.66.0.1:{port}" in str(row["addresses"])
    assert lan.join(guest, f"ircs://10.66.0.1:{port},10.77.0.1:{port}/?pin={pin}") == f"in {pin}"
    assert lan.join(guest, f"name={ROOM}") == f"in {pin}"


def test_nobody_joins_an_impostor_unwarned(lan: Lan) -> None:
    """It announces the same room, with another key, where the room was; both keys are told."""
    host_machine, guest = lan.network.machine("host", "10.77.0.1/24"), lan.network.machine("guest", "10.77.0.2/24")
    host, port, pin = lan.serve(host_machine)
    link = f"ircs://10.77.0.1:{port}/?room={ROOM.replace(' ', '%20')}&pin={pin}"
    assert lan.join(guest, link) == f"in {pin}"
    host.ask_to_end()
    assert host.wait() == 0
    _, impostor_port, other = lan.serve(host_machine, data="impostor")
    assert other != pin
    assert lan.join(guest, f"name={ROOM}") == f"failed KEY_CHANGED {pin} {other}"
    tampered = link.replace(pin, "0" * 64).replace(f":{port}", f":{impostor_port}")
    assert lan.join(guest, tampered, data="new") == f"failed KEY_CHANGED {'0' * 64} {other}"
    assert lan.join(guest, f"10.77.0.1:{impostor_port}", data="new") == f"in {other}"


CONNECT = """
import socket, sys
with socket.create_connection((sys.argv[1], int(sys.argv[2])), 20) as sock:
    sock.settimeout(20)
    try:
        sock.sendall(b"NICK ann\\r\\nUSER ann 0 * :Ann\\r\\n")
        data = sock.recv(1000)
    except ConnectionError:
        data = b""
    print(data.decode().partition("\\r\\n")[0] or "nothing")
"""


@pytest.mark.parametrize(
    ("guest_address", "options", "answer"),
    [
        ("10.77.0.2", [], "ERROR :This room speaks TLS only"),
        ("10.77.0.2", ["--allow-plain"], ":desktop.chat 001 ann"),
        ("11.77.0.2", ["--allow-plain"], "nothing"),
    ],
)
def test_plain_text_comes_in_only_where_it_may(lan: Lan, guest_address: str, options: list[str], answer: str) -> None:
    """PROTOCOL, Transport: from the LAN only when the host allows it; from an address that is not private, nothing does."""
    network = guest_address.rpartition(".")[0]
    host_machine = lan.network.machine("host", f"{network}.1/24")
    guest = lan.network.machine("guest", f"{guest_address}/24")
    _, port, _ = lan.serve(host_machine, "--no-announce", *options)
    with Program(guest.command(sys.executable, "-c", CONNECT, f"{network}.1", port)) as caller:
        assert caller.until("\n").startswith(answer)


def test_hostile_announcements_do_no_harm(lan: Lan) -> None:
    """Names with controls and directions, TXT of nonsense, ports of nobody: the good room is still found."""
    evil, good = lan.network.machine("evil", "10.77.0.1/24"), lan.network.machine("good", "10.77.0.2/24")
    guest = lan.network.machine("guest", "10.77.0.3/24")
    lan.serve(good)
    with Program(evil.command(sys.executable, "-m", "tests.support.evil_announcer", "10.77.0.1")) as announcer:
        announcer.until("announced\n")
        rows = lan.rooms(guest, seconds=4)
    assert ROOM in {row["name"] for row in rows}
    assert all(str(row["name"]).isprintable() and str(row["name"]) for row in rows)
