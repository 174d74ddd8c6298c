"""Accounts as other people's clients use them: WeeChat and irssi log in by each mechanism they know, over TLS."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.end_to_end.conftest import Host
from tests.support.keys import device_keys, member_context
from tests.support.other_clients import Irssi, WeeChat
from tests.support.person import Person
from tests.support.programs import FindProgram
from tests.support.tls_person import TlsPerson

pytestmark = [
    pytest.mark.end_to_end,
    pytest.mark.skipif(sys.platform == "win32", reason="neither client has a version for Windows"),
]

PASSWORD = "correct horse battery"
WITH_PASSWORD = ("sasl_username 나래", f'sasl_password "{PASSWORD}"')


@pytest.fixture
def room(host: Host) -> Iterator[Host]:
    """Return a room with the accounts 나래, by password, and 다솜, by the key of a device; 가람 watches."""
    with Person(host.port, "나래") as narae, TlsPerson(host.port, "다솜", context=member_context()) as dasom:
        narae.say(f"REGISTER * * :{PASSWORD}")
        narae.until(" 900 ")
        dasom.say("REGISTER * * *")
        dasom.until(" 900 ")
    yield host
    assert PASSWORD not in host.log.read_text(encoding="utf-8")


def account_of(host: Host, nick: str) -> str:
    """Return who somebody is, as another member sees it (330)."""
    with Person(host.port, "witness") as witness:
        witness.say(f"WHOIS {nick}")
        return next(line.split()[4] for line in witness.until(" 318 ") if " 330 " in line)


@pytest.mark.parametrize("mechanism", ["plain", "scram-sha-256"])
def test_weechat_logs_in_by_password(room: Host, find_program: FindProgram, tmp_path: Path, mechanism: str) -> None:
    """RFC 4616, RFC 7677; it has its nick although it says it before it has logged in."""
    with WeeChat(find_program("weechat-headless"), tmp_path / "w", room.port, "나래", f"sasl_mechanism {mechanism}", *WITH_PASSWORD):
        assert account_of(room, "나래") == "나래"


def test_weechat_logs_in_by_its_certificate(room: Host, find_program: FindProgram, tmp_path: Path) -> None:
    """RFC 4422 appendix A, EXTERNAL; and an old session of its own gives the nick back."""
    key = device_keys().file
    settings = ("sasl_mechanism external", f"ssl_cert {key}", f"tls_cert {key}")
    with TlsPerson(room.port, context=member_context()) as ghost:
        ghost.say("CAP REQ sasl", "NICK 다솜", "USER x 0 * :x", "AUTHENTICATE EXTERNAL", "AUTHENTICATE +", "CAP END")
        ghost.until(" 422 ")
        with WeeChat(find_program("weechat-headless"), tmp_path / "w", room.port, "다솜", *settings):
            assert ghost.rest()[-1] == "ERROR :Your account came in again from another connection"
            assert account_of(room, "다솜") == "다솜"


def test_irssi_logs_in_by_password(room: Host, find_program: FindProgram, tmp_path: Path) -> None:
    """RFC 4616."""
    network = f'sasl_mechanism = "PLAIN"; sasl_username = "나래"; sasl_password = "{PASSWORD}";'
    tls = 'use_tls = "yes"; tls_verify = "no";'
    with Irssi(find_program("irssi"), tmp_path / "i", room.port, "나래", server=tls, network=network):
        assert account_of(room, "나래") == "나래"


def test_irssi_logs_in_by_its_certificate(room: Host, find_program: FindProgram, tmp_path: Path) -> None:
    """RFC 4422 appendix A, EXTERNAL."""
    tls = f'use_tls = "yes"; tls_verify = "no"; tls_cert = "{device_keys().file}";'
    with Irssi(find_program("irssi"), tmp_path / "i", room.port, "다솜", server=tls, network='sasl_mechanism = "EXTERNAL";'):
        assert account_of(room, "다솜") == "다솜"


def test_a_client_that_cannot_log_in_is_told_and_takes_another_name(room: Host, find_program: FindProgram, tmp_path: Path) -> None:
    """Irssi tries its alternate nick by itself after 433."""
    with Irssi(find_program("irssi"), tmp_path / "i", room.port, "나래") as irssi, Person(room.port, "witness") as witness:
        irssi.say("/nick 나래")
        irssi.until("Nick 나래 is already in use")
        witness.say("WHOIS 나래")
        assert " 401 " in witness.until(" 318 ")[0]


def test_accounts_are_there_again_after_a_restart(room: Host, start_again: Host) -> None:
    """The nick is still kept, and the device still known."""
    with Person(start_again.port) as stranger, TlsPerson(start_again.port, context=member_context()) as owner:
        stranger.say("NICK 다솜", "USER x 0 * :x")
        assert " 433 " in stranger.line()
        owner.say("CAP REQ sasl", "NICK 다솜", "USER x 0 * :x", "AUTHENTICATE EXTERNAL", "AUTHENTICATE +", "CAP END")
        owner.until(" 001 다솜 ")
    assert room.folder == start_again.folder


@pytest.fixture
def start_again(room: Host) -> Iterator[Host]:
    """Return the same room, closed and opened once more."""
    room.ask_to_end()
    assert room.wait() == 0
    with Host(room.folder) as again:
        yield again
