"""`desktop-chat serve` as a process: how it begins, how it ends, what it says when it cannot."""

import hashlib
import json
import time
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.end_to_end.conftest import Host, StartHost
from tests.support.person import Person
from tests.support.processes import OURS, STOP_SIGNALS, Program

pytestmark = pytest.mark.end_to_end

STOP_SECONDS = 3.0


def end(host: Host, number: int = STOP_SIGNALS[0]) -> tuple[int, float]:
    """Tell a host to end; return its exit status and how many seconds it took."""
    begun = time.monotonic()
    host.ask_to_end(number)
    return host.wait(), time.monotonic() - begun


def refusal(*arguments: str | Path) -> str:
    """Start the program, which must refuse; return its one sentence."""
    with Program([*OURS, *arguments]) as program:
        assert program.wait() == 2
        sentence = program.errors()
    assert sentence.endswith("\n")
    assert sentence.count("\n") == 1, sentence
    return sentence.rstrip()


def test_it_says_when_it_can_accept(host: Host) -> None:
    """One line on standard output, `ready PORT PIN`, flushed; the PIN is the SHA-256 of the room authority's public key."""
    authority = x509.load_pem_x509_certificate((host.folder / "room-authority.pem").read_bytes())
    spki = authority.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    assert host.pin == hashlib.sha256(spki).hexdigest()
    with Person(host.port, "가람", channel="#우리반") as person:
        assert person.in_step() == []


@pytest.mark.parametrize("number", STOP_SIGNALS)
def test_it_ends_when_asked_and_tells_everybody(host: Host, number: int) -> None:
    """Every client gets `ERROR :…`, registered or not; exit status 0, within three seconds."""
    with Person(host.port, "ann") as ann, Person(host.port) as nobody:
        nobody.say("CAP LS")
        nobody.until(" CAP ")
        status, seconds = end(host, number)
        assert status == 0
        assert seconds < STOP_SECONDS
        assert ann.rest()[-1].startswith("ERROR :")
        assert nobody.rest()[-1].startswith("ERROR :")


def test_it_ends_in_time_with_500_clients_of_whom_50_do_not_read(start_host: StartHost) -> None:
    """Within three seconds; all who read get their last line."""
    host = start_host("--no-flood-control")
    reading = [Person(host.port, f"r{number}") for number in range(450)]
    stuck = [Person(host.port, f"s{number}", channel="#tea", receive_buffer=4096) for number in range(50)]
    with Person(host.port, "ann", channel="#tea") as ann:
        for _ in range(20):
            ann.say(*(f"PRIVMSG #tea :{'x' * 400}" for _ in range(200)))
            ann.in_step()
        status, seconds = end(host)
        assert status == 0
        assert seconds < STOP_SECONDS
        assert all(person.rest()[-1].startswith("ERROR :") for person in (*reading, ann))
    for person in (*reading, *stuck):
        person.close()


def test_a_second_signal_while_it_ends_changes_nothing(host: Host) -> None:
    """An impatient Ctrl-C Ctrl-C is no traceback."""
    with Person(host.port, "ann", channel="#tea") as ann:
        host.ask_to_end(STOP_SIGNALS[0])
        ann.until("ERROR")
        host.ask_to_end(STOP_SIGNALS[-1])
        assert host.wait() == 0


def test_the_password_file_locks_the_room(start_host: StartHost, tmp_path: Path) -> None:
    """Its first line is the word; without it nobody enters (Modern #errpasswdmismatch-464)."""
    file = tmp_path / "word"
    file.write_text("열려라 참깨\nsecond line\n", encoding="utf-8")
    host = start_host("--password-file", str(file))
    with Person(host.port) as stranger:
        stranger.say("NICK eve", "USER eve 0 * :Eve")
        assert " 464 " in stranger.rest()[0]
    with Person(host.port) as friend:
        friend.say("PASS :열려라 참깨", "NICK ann", "USER ann 0 * :Ann")
        friend.until(" 001 ann ")


def test_the_room_has_the_name_it_was_given(start_host: StartHost) -> None:
    """ISUPPORT NETWORK (Modern #network-parameter), in any language."""
    host = start_host("--room", "3학년 2반", "--no-announce", "--bind", "127.0.0.1")
    with Person(host.port) as ann:
        ann.say("NICK ann", "USER ann 0 * :Ann")
        assert any("3학년" in line for line in ann.until(" 422 "))


def test_a_file_configures_it_and_the_command_line_wins(start_host: StartHost, tmp_path: Path) -> None:
    """`--config FILE`; and REHASH reads it again (Modern #rehash-message)."""
    file = tmp_path / "room.toml"
    text = '[room]\nname = "In the file"\nmotd = ["첫 인사"]\npassword-file = "word"\n[operators]\nhost = "HASH"\n'
    with Program([*OURS, "hash-password"]) as program:
        program.say("열려라 참깨")
        hashed = program.until("\n").strip()
        assert program.wait() == 0
    file.write_text(text.replace("HASH", hashed), encoding="utf-8")
    (tmp_path / "word").write_text("tea", encoding="utf-8")
    host = start_host("--config", str(file), "--room", "Typed")
    with Person(host.port) as ann:
        ann.say("PASS tea", "NICK ann", "USER ann 0 * :Ann")
        welcome = ann.until(" 376 ")
        assert any("Welcome to the Typed Network" in line for line in welcome)
        assert any("첫 인사" in line for line in welcome)
        ann.say("OPER host :열려라 참깨")
        ann.until(" 381 ")
        file.write_text(text.replace("첫 인사", "둘째 인사").replace("HASH", hashed), encoding="utf-8")
        ann.say("REHASH", "MOTD")
        ann.until(" 382 ann room.toml ")
        ann.until("둘째 인사")


def test_a_registered_channel_survives_a_restart(tmp_path: Path) -> None:
    """Its modes and topic are in the room's log (MODE +r)."""
    file = tmp_path / "room.toml"
    file.write_text('[operators]\nhost = "secret"\n', encoding="utf-8")
    with Host(tmp_path / "host", "--config", str(file)) as host, Person(host.port, "ann", channel="#tea") as ann:
        ann.say("OPER host secret", "MODE #tea +rs", "TOPIC #tea :오늘은 유자차")
        ann.until(" TOPIC #tea ")
    with Host(tmp_path / "host", "--config", str(file)) as host, Person(host.port, "bob") as bob:
        bob.say("JOIN #tea", "MODE #tea")
        assert any(" 332 bob #tea :오늘은 유자차" in line for line in bob.until(" 366 "))
        assert bob.line() == ":desktop.chat 324 bob #tea +nrst"


def test_a_wrong_file_is_one_sentence_and_nothing_starts(tmp_path: Path) -> None:
    """With the line."""
    file = tmp_path / "room.toml"
    file.write_text("[limits]\ntargets = 0\n", encoding="utf-8")
    sentence = refusal("--data-dir", tmp_path / "data", "serve", "--config", file)
    assert sentence == f"{file}, line 2: limits.targets: this must be a whole number from 1 to 100."
    assert not (tmp_path / "data" / "room.sqlite3").exists()


def test_what_was_said_before_a_restart_keeps_its_place(tmp_path: Path) -> None:
    """Message ids go on rising in the same data folder, also after kill -9: they sort in the room's order."""
    ids: list[str] = []
    for folder in (tmp_path / "host", tmp_path / "host"):
        with Host(folder) as host, Person(host.port) as ann:
            ann.say("CAP REQ :echo-message message-tags", "NICK ann", "USER ann 0 * :Ann", "CAP END", "JOIN #tea", "PRIVMSG #tea :안녕")
            ids.append(ann.until("PRIVMSG #tea :안녕")[-1].partition("msgid=")[2].partition(" ")[0].partition(";")[0])
    assert ids[0]
    assert ids[0] < ids[1]


def test_a_port_in_use_is_one_sentence(host: Host, tmp_path: Path) -> None:
    """A port that was asked for does not move."""
    sentence = refusal("--data-dir", tmp_path / "second", "serve", "--port", str(host.port))
    assert sentence == f"Port {host.port} is used by another program. Choose another one with --port, or leave it out."


def test_a_data_folder_has_one_host(host: Host) -> None:
    """Two would write one log."""
    sentence = refusal("--data-dir", host.folder, "serve", "--port", "0")
    assert sentence == "Another Desktop Chat is hosting with the same data folder. Close it, or choose another with --data-dir."


def test_sentences_are_in_the_persons_language(host: Host, tmp_path: Path) -> None:
    """What was chosen in the settings counts."""
    (tmp_path / "settings.json").write_text(json.dumps({"language": "ko"}), encoding="utf-8")
    assert "포트" in refusal("--data-dir", tmp_path, "serve", "--port", str(host.port))


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["serve", "--bind", "192.0.2.1"], "This computer cannot listen there"),
        (["serve", "--bind", "no address"], "This computer cannot listen there"),
        (["serve", "--password-file", "/nonexistent"], "The password file /nonexistent cannot be read"),
        (["join", "http://x"], "http://x is not an address."),
        (["join", "[::1"], "[::1 is not an address."),
    ],
)
def test_a_mistake_is_one_sentence(arguments: list[str], says: str, tmp_path: Path) -> None:
    """Exit status 2, no traceback."""
    assert refusal("--data-dir", tmp_path, *arguments).startswith(says)


def test_a_data_folder_that_cannot_be_is_one_sentence(tmp_path: Path) -> None:
    """A file stands where the folder should."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert refusal("--data-dir", tmp_path / "file" / "data", "serve").startswith("The data folder ")


def test_a_log_that_is_none_is_one_sentence_and_stays_as_it_is(tmp_path: Path) -> None:
    """Somebody's file is not ours to overwrite."""
    file = tmp_path / "room.sqlite3"
    file.write_bytes(b"somebody's letter, not a database" * 100)
    assert refusal("--data-dir", tmp_path, "serve", "--port", "0").startswith("The room's log cannot be used")
    assert file.read_bytes() == b"somebody's letter, not a database" * 100
