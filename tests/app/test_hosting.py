"""What a host keeps, bans and is told; what a guest need not type twice."""

import os
import stat
from pathlib import Path

import pytest

from desktop_chat.app.hosting import kept_things, reachable_hosts
from desktop_chat.app.kept_bans import load_bans, save_bans
from desktop_chat.app.passwords import Passwords, system_keyring
from desktop_chat.core.client.events import (
    HostingFacts,
    HostingStarted,
    JoinedChannel,
    LinkFailed,
    LinkProblem,
    LinkUp,
    MemberQuit,
    Registered,
)
from desktop_chat.core.client.openness import Kept
from desktop_chat.core.server.bans import Ban, BanKind
from desktop_chat.core.server.security import Security
from desktop_chat.gui.ports import HostRequest, JoinRequest
from desktop_chat.lan.interfaces import Interface
from desktop_chat.net.certificates import device_identity
from tests.support.desk import Desk
from tests.support.person import Person

PIN = "a" * 64
LOCKED = HostRequest("가람", "우리 반", 0, announce=False, password="열려라")


class FakeKeyring:
    """A keyring in memory, which may be locked."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = False

    def get_password(self, service: str, name: str) -> str | None:
        """Return a password."""
        self._check()
        return self.kept.get((service, name))

    def set_password(self, service: str, name: str, password: str) -> None:
        """Keep a password."""
        self._check()
        self.kept[service, name] = password

    def delete_password(self, service: str, name: str) -> None:
        """Forget a password."""
        self._check()
        del self.kept[service, name]

    def _check(self) -> None:
        if self.locked:
            raise RuntimeError("locked")


def test_a_password_is_kept_in_the_keyring_where_there_is_one(tmp_path: Path) -> None:
    """And nowhere else; in the file while the keyring is locked."""
    keyring = FakeKeyring()
    passwords = Passwords(tmp_path / "p.json", keyring)
    passwords.keep(PIN, "열려라")
    assert (passwords.get(PIN), list(tmp_path.iterdir())) == ("열려라", [])
    passwords.forget(PIN)
    passwords.forget(PIN)
    assert passwords.get(PIN) == ""
    keyring.locked = True
    passwords.keep(PIN, "sesame")
    assert passwords.get(PIN) == Passwords(tmp_path / "p.json", None).get(PIN) == "sesame"


def test_without_a_keyring_only_its_owner_can_read_the_file(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A damaged file is as if nothing was kept."""
    file = tmp_path / "p.json"
    passwords = Passwords(file, None)
    assert passwords.get(PIN) == ""
    passwords.keep(PIN, "열려라")
    assert passwords.get(PIN) == "열려라"
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    passwords.forget(PIN)
    assert passwords.get(PIN) == ""
    for damage in ("", "[]", '{"a": 1}'):
        file.write_text(damage)
        assert passwords.get("a") == ""
    Passwords(tmp_path / "nowhere" / "p.json", None).keep(PIN, "x")
    assert "could not be written" in caplog.text


def test_a_system_without_a_keyring_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """The package is optional, and whatever it does when it is asked is no matter."""
    monkeypatch.setattr("importlib.import_module", lambda _name: 1 / 0)
    assert system_keyring() is None


@pytest.mark.parametrize("content", ["", "{}", '[7, {"kind": "what", "value": "x"}, {"kind": "nick"}, {"kind": "nick", "value": ""}]'])
def test_bans_of_a_damaged_file_are_none(tmp_path: Path, content: str) -> None:
    """What is one is read back."""
    file = tmp_path / "bans.json"
    assert load_bans(file) == ()
    file.write_text(content)
    assert load_bans(file) == ()
    bans = (Ban(BanKind.NICK, "eve", "spam", 7.0), Ban(BanKind.DEVICE, PIN))
    save_bans(file, bans)
    assert load_bans(file) == bans


def test_a_password_is_asked_for_once(tmp_path: Path) -> None:
    """It is kept for the room's key, not for its address; a wrong one is forgotten."""
    with Desk(tmp_path / "host") as host, Desk(tmp_path / "guest") as guest:
        host.program.host(LOCKED)
        port = host.until(HostingStarted).port
        host.until(JoinedChannel)
        address = f"127.0.0.1:{port}"
        guest.program.join(JoinRequest("나래", address))
        assert guest.until(LinkFailed).problem is LinkProblem.BAD_PASSWORD
        guest.program.join(JoinRequest("나래", address, "열려라"))
        pin = guest.until(LinkUp).pin
        guest.until(Registered)
        guest.program.join(JoinRequest("나래", address))
        guest.until(Registered)
        passwords = Passwords(tmp_path / "guest" / "passwords.json", None)
        passwords.keep(pin, "changed")
        guest.program.join(JoinRequest("나래", address))
        assert guest.until(LinkFailed).problem is LinkProblem.BAD_PASSWORD
        assert passwords.get(pin) == ""


def test_the_host_is_told_who_is_how_connected_and_can_ban_a_device(tmp_path: Path) -> None:
    """By TLS with its device, or in plain text; a ban outlives the room."""
    with Desk(tmp_path / "host") as host, Desk(tmp_path / "guest") as guest:
        host.program.controls.ask()
        host.program.host(HostRequest("가람", "우리 반", 0, announce=False))
        port = host.until(HostingStarted).port
        host.until(JoinedChannel)
        guest.program.join(JoinRequest("나래", f"127.0.0.1:{port}"))
        guest.until(JoinedChannel)
        device = device_identity(tmp_path / "guest" / "device.pem").fingerprint
        with Person(port, "plain"):
            host.program.controls.ask()
            facts = host.until(HostingFacts)
            by_nick = {who.nick: who.security for who in facts.room.people}
            assert by_nick["나래"] == Security("TLSv1.3", device)
            assert by_nick["plain"] == Security()
            assert dict(facts.connections) == {"127.0.0.1": 3}
        assert host.program.hosted is not None
        host.program.hosted.ban(BanKind.DEVICE, device, "spam")
        host.until(MemberQuit, nick="나래")
        guest.program.join(JoinRequest("새이름", f"127.0.0.1:{port}"))
        assert guest.until(LinkFailed).problem is LinkProblem.BANNED
        assert [ban.value for ban in load_bans(tmp_path / "host" / "bans.json")] == [device]
        host.program.hosted.unban(BanKind.DEVICE, device)
        host.program.hosted.unban(BanKind.DEVICE, device)
        host.program.controls.ask()
        assert host.until(HostingFacts).room.bans == ()
        guest.program.join(JoinRequest("새이름", f"127.0.0.1:{port}"))
        guest.until(Registered)


def test_others_are_told_the_best_address_first() -> None:
    """The one with a way out, then others of the network, link-local ones last; without any network this machine itself."""
    here = [Interface("eth0", "10.0.0.7", 8, 2), Interface("eth1", "192.168.0.7", 24, 3), Interface("eth0", "fe80::7", 64, 2)]
    six = Interface("eth0", "fd00::7", 64, 2)
    assert reachable_hosts([*here, six], ["192.168.0.7"]) == ("192.168.0.7", "10.0.0.7", "fd00::7", "fe80::7")
    assert reachable_hosts(here, ["127.0.0.1"]) == ("10.0.0.7", "192.168.0.7", "fe80::7")
    assert reachable_hosts([here[2]], ["127.0.0.1"]) == ("fe80::7",)
    assert reachable_hosts([], ["127.0.0.1"]) == ("127.0.0.1",)


def test_what_is_kept_where_is_said(tmp_path: Path) -> None:
    """Each with its file, and whether it is there by now."""
    things = {thing.what: thing for thing in kept_things(tmp_path)}
    assert set(things) == set(Kept)
    assert not any(thing.is_there for thing in things.values())
    device_identity(Path(things[Kept.DEVICE_KEY].path))
    assert {thing.what for thing in kept_things(tmp_path) if thing.is_there} == {Kept.DEVICE_KEY}
