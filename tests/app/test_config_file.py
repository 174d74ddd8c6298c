"""The file of `serve --config`: all of it is understood, what is wrong in it is told with its line."""

import ipaddress
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

import pytest

from desktop_chat.app.config_file import ConfigWrong, line_of, read_again, read_config
from desktop_chat.app.config_keys import ELSEWHERE, KEYS, PARTS, HostConfig
from desktop_chat.app.problems import StartProblem
from desktop_chat.core.server.config import ConfigProblem, RoomConfig
from desktop_chat.core.server.pace import Rate
from desktop_chat.core.server.password_hash import hash_password
from tests.support.layers import ROOT

EXAMPLE = ROOT / "docs" / "serve.example.toml"
HASH = hash_password("secret", b"0123456789abcdef")


def written(folder: Path, text: str) -> Path:
    """Return a file with this text."""
    file = folder / "room.toml"
    file.write_text(text, encoding="utf-8")
    return file


def without_file(config: HostConfig) -> HostConfig:
    """Return the same, not knowing where it came from."""
    return replace(config, room=replace(config.room, file=None))


def test_the_example_says_what_holds_without_it() -> None:
    """The documented file loads, and changes nothing."""
    usual = HostConfig()
    assert without_file(read_config(EXAMPLE)) == replace(usual, room=replace(usual.room, name="Our room"))


def test_the_example_has_every_key() -> None:
    """A host finds all there is in one place."""
    text = EXAMPLE.read_text(encoding="utf-8")
    missing = [name for name in KEYS if not name.endswith(".*") and line_of(text, tuple(name.split("."))) > len(text.splitlines())]
    assert missing == []
    assert "\n[operators] " in text


def test_every_rule_is_in_the_table() -> None:
    """No field of a class of rules is forgotten: it has a key, or it is said why not."""
    classes = {HostConfig, *PARTS}
    reachable = {HostConfig}
    for owner in (HostConfig, RoomConfig):
        usual = HostConfig() if owner is HostConfig else HostConfig().room
        reachable |= {type(getattr(usual, one.name)) for one in fields(owner) if is_dataclass(getattr(usual, one.name))}
    assert reachable - {Rate} == classes
    rules = {f"{owner.__name__}.{one.name}" for owner in classes for one in fields(owner)}
    keyed = {f"{key.owner.__name__}.{key.field}" for key in KEYS.values()}
    parts = {f"{whole.__name__}.{name}" for whole, name in PARTS.values()}
    assert sorted(rules - keyed - parts - set(ELSEWHERE)) == [], "neither a key, nor said why not"
    assert sorted((keyed | parts | set(ELSEWHERE)) - rules) == [], "no such rule"


def test_an_empty_file_changes_nothing(tmp_path: Path) -> None:
    """What is not said is as usual."""
    assert without_file(read_config(written(tmp_path, ""))) == HostConfig()


def test_what_a_file_says_counts(tmp_path: Path) -> None:
    """A value of each kind, in one file; an editor's byte order mark is no harm."""
    text = f"""\ufeff
    room.name = "3학년 2반"
    room.motd = ["환영합니다", ""]
    room.password-file = "word"
    operators = {{ "선생님" = "열려라 참깨", host = "{HASH}" }}
    limits.targets = 5
    [network]
    port = 7000
    plain = true
    let-in = ["203.0.113.0/24", "2001:db8::7"]
    [flood]
    lines = {{ burst = 5, per-second = 0.5 }}
    [timing]
    ping-after-seconds = 2.5
    [door]
    connections = 9
    """
    config = read_config(written(tmp_path, text))
    assert (config.room.name, config.room.motd, config.password_file) == ("3학년 2반", ("환영합니다", ""), tmp_path / "word")
    assert config.room.operators == {"선생님": "열려라 참깨", "host": HASH}
    assert (config.room.limits.targets, config.room.limits.channels, config.door.connections) == (5, 100, 9)
    assert (config.port, config.plain, config.room.timing.ping_after_seconds) == (7000, True, 2.5)
    assert config.let_in == (ipaddress.ip_network("203.0.113.0/24"), ipaddress.ip_network("2001:db8::7/128"))
    assert config.room.flood_limit == Rate(5, 0.5)
    assert config.room.file is not None
    assert config.room.file.name == "room.toml"


def test_everybody_may_be_let_in(tmp_path: Path) -> None:
    """IPv4 and IPv6."""
    config = read_config(written(tmp_path, 'network.let-in = ["everybody"]'))
    assert [str(network) for network in config.let_in] == ["0.0.0.0/0", "::/0"]


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("[room]\n\nnam = 'x'\n", 3, "room.nam: there is no such key; is room.name meant?"),
        ("[nonsense]\nx = 1", 2, "nonsense.x: there is no such key"),
        ("[limits]\nchannels = 1\ntargets = 0", 3, "limits.targets: this must be a whole number from 1 to 100"),
        ("limits.targets = true", 1, "this must be a whole number"),
        ("limits = 5", 1, "limits: there is no such key"),
        ("[room]\nmotd = [\n 'a',\n 5,\n]", 2, "room.motd: this must be a text of one line"),
        ("[room]\nmotd = 'a'", 2, "this must be a list of texts"),
        ('[room]\nname = """a\nb"""', 2, "this must be a text of one line"),
        (f"[room]\nname = '{'x' * 257}'", 2, "at most 256 bytes"),
        ("[room]\nserver-name = 'room'", 2, "must look like the name of a computer"),
        ("[room]\nserver-name = 'a b.c'", 2, "must look like the name of a computer"),
        ("[room]\npassword-file = 5", 2, "must be a text"),
        ("\n[network]\nport = 65536", 3, "from 0 to 65535"),
        ("[network]\nplain = 'yes'", 2, "network.plain: this must be true or false"),
        ("[network]\nlet-in = ['10.0.0.1/8']", 2, 'each of these must be "everybody" or a network'),
        ("[network]\nlet-in = 5", 2, 'each of these must be "everybody" or a network'),
        ("[timing]\nping-after-seconds = 0", 2, "must be a number of at least 1"),
        ("[timing]\nping-after-seconds = nan", 2, "must be a number of at least 1"),
        ("[flood]\nlines = 5", 2, "this must be burst and per-second, as { burst = 60, per-second = 10 }"),
        ("[door]\n\nlines = { burst = 5, per-minute = 1 }", 3, "this must be burst and per-second, as { burst = 60, per-second = 10 }"),
        ("[door]\ndata = { burst = -5, per-second = 1 }", 2, "must be a number of at least 1"),
        ("[operators]\n# who\nann = ''", 3, "operators.ann: this must be a password"),
        ("[operators]\nann = '$scrypt$ln=14'", 2, "operators.ann: this must be a password"),
        ("[room]\nname = 'a'\nname = 'b'", 3, "this is not TOML"),
        ("[room\n", 1, "this is not TOML"),
        ("[room]\nname = ", 2, "this is not TOML"),
        ("room.motd = [\n'a',\n", 2, "this is not TOML"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, text: str, line: int, says: str) -> None:
    """`FILE, line N: KEY: what it must be`; the first one counts."""
    file = written(tmp_path, text)
    with pytest.raises(ConfigWrong) as caught:
        read_config(file)
    sentence = str(caught.value)
    assert sentence.startswith(f"{file}, line {line}: ")
    assert says in sentence
    assert caught.value.problem.line == line


@pytest.mark.parametrize("data", [None, b"\xff\xfe"])
def test_a_file_that_cannot_be_read_is_a_problem(tmp_path: Path, data: bytes | None) -> None:
    """It says which, and why."""
    file = tmp_path / "room.toml"
    if data is not None:
        file.write_bytes(data)
    with pytest.raises(StartProblem, match=r"room\.toml cannot be read: "):
        read_config(file)


def test_what_is_read_again_is_the_room_or_where_the_file_is_wrong(tmp_path: Path) -> None:
    """Nothing is raised on the thread that reads it."""
    file = written(tmp_path, "room.admin = 'ann'")
    again = read_config(file).room.file
    assert again is not None
    written(tmp_path, "room.admin = 'bob'")
    found = again.read()
    assert isinstance(found, RoomConfig)
    assert found.admin == "bob"
    written(tmp_path, "\nroom.admin = 5")
    assert again.read() == ConfigProblem(2, "room.admin")
    file.unlink()
    assert read_again(file) == ConfigProblem(0, "")
