"""What may be typed after `desktop-chat`; what the program then does, as a process, is in tests/end_to_end."""

import shlex
import tomllib
from pathlib import Path

import pytest

from desktop_chat import __version__, cli, i18n, paths
from desktop_chat.app.problems import StartProblem
from desktop_chat.app.window import Closed
from desktop_chat.arguments import make_parser
from desktop_chat.gui.ports import HostRequest, JoinRequest, StartRequest
from desktop_chat.settings import Settings, save_settings


@pytest.fixture(autouse=True)
def in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Speak English, whatever this machine and an earlier test speak."""
    monkeypatch.setattr(i18n, "system_language", lambda: "en")
    i18n.use_language("en")


def start_request(*arguments: str, nick: str = "") -> StartRequest | None:
    """Return what the window begins with."""
    return cli.start_request(make_parser().parse_args(arguments), nick)


def test_without_a_command_the_window_asks() -> None:
    """The start screen."""
    assert start_request() is None
    assert start_request("--data-dir", "there", "--verbose") is None


def test_host_opens_the_window_hosting() -> None:
    """The name may come from the settings; the port is the usual one unless given."""
    assert start_request("host", "--room", "3학년 2반", "--nick", "가람", "--port", "0") == HostRequest("가람", "3학년 2반", 0)
    assert start_request("host", nick="나래") == HostRequest("나래", "Our room", None)


def test_join_opens_the_window_inside() -> None:
    """With or without a port, IPv6 too."""
    assert start_request("join", "192.168.0.7:7000", "--nick", "가람") == JoinRequest("가람", "192.168.0.7:7000")
    assert start_request("join", "[fe80::1]", nick="나래") == JoinRequest("나래", "[fe80::1]")


@pytest.mark.parametrize("address", ["http://host", "host:", "host:0", "host:65536", "[::1", "a b"])
def test_join_refuses_what_is_no_address(address: str) -> None:
    """Before a window opens."""
    with pytest.raises(StartProblem, match="is not an address"):
        start_request("join", address)


def test_serve_takes_all_its_options() -> None:
    """As the manual has them; `--bind` adds up."""
    options = make_parser().parse_args(
        shlex.split("--data-dir d serve --room R --bind 127.0.0.1 --bind ::1 --port 7000 --password-file f --no-announce")
    )
    assert (options.data_dir, options.room, options.bind, options.port) == (Path("d"), "R", ["127.0.0.1", "::1"], 7000)
    assert (options.password_file, options.no_announce) == (Path("f"), True)


def test_rooms_takes_all_its_options() -> None:
    """`--interface` adds up."""
    options = make_parser().parse_args(shlex.split("rooms --json --seconds 0.5 --interface eth0 --interface eth1"))
    assert (options.json, options.seconds, options.interface) == (True, 0.5, ["eth0", "eth1"])


def test_export_takes_all_its_options() -> None:
    """As text to the terminal, unless something else is asked for."""
    options = make_parser().parse_args(shlex.split("export '우리 반' '#general'"))
    assert (options.room, options.channel, options.format, options.output) == ("우리 반", "#general", "text", None)
    options = make_parser().parse_args(shlex.split("export ab12 bob --format html --output talk.html"))
    assert (options.format, options.output) == ("html", Path("talk.html"))


@pytest.mark.parametrize("name", ["", "a/b", "..", "a b", "x" * 41])
def test_a_profile_has_a_name_that_a_folder_can_have(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Of any script, and nothing that leads elsewhere."""
    assert make_parser().parse_args(["--profile", "나_2-b"]).profile == "나_2-b"
    with pytest.raises(SystemExit):
        cli.main([f"--profile={name}"])
    assert "is not a name for a profile" in capsys.readouterr().err


@pytest.mark.parametrize(("name", "following"), [("", "2"), ("2", "3"), ("9", "10"), ("ann", "ann_2"), ("ann_2", "ann_3")])
def test_a_profile_in_use_is_followed_by_another(name: str, following: str) -> None:
    """Until one is free."""
    assert cli.next_profile(name) == following


def test_who_wants_another_profile_gets_a_window_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In place of the one that was closed, with a folder and settings of its own."""
    opened: list[tuple[Path, str]] = []

    def open_window(folder: Path, settings: Settings, _request: StartRequest | None, **_interfaces: object) -> Closed:
        opened.append((folder, settings.nick))
        return Closed(status=len(opened), wants_other_profile=len(opened) < 3)

    save_settings(paths.settings_file(tmp_path), Settings(nick="가람"))
    monkeypatch.setattr("desktop_chat.app.window.open_window", open_window)
    monkeypatch.setattr("desktop_chat.logs.set_up_logging", lambda *_file, **_options: None)
    monkeypatch.setattr("desktop_chat.logs.report_crashes", lambda _file: None)
    assert cli.main(["--data-dir", str(tmp_path)]) == 3
    assert opened == [(tmp_path, "가람"), (tmp_path / "profiles" / "2", ""), (tmp_path / "profiles" / "3", "")]


@pytest.mark.parametrize("seconds", ["0", "-1", "3601", "x", "", "1.2.3", "nan"])
def test_a_time_that_is_none_is_refused(seconds: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit status 2."""
    with pytest.raises(SystemExit):
        cli.main(["rooms", f"--seconds={seconds}"])
    assert "is not a number of seconds" in capsys.readouterr().err


@pytest.mark.parametrize(("link", "why"), [("ircs://a?pin=1", "not a whole invitation"), ("ircs://a?expires=1", "too old")])
def test_join_refuses_an_invitation_that_is_none(link: str, why: str) -> None:
    """Before a window opens."""
    with pytest.raises(StartProblem, match=why):
        start_request("join", link)


@pytest.mark.parametrize("port", ["-1", "65536", "99999999999", "x", "", "٣", "1.5"])
def test_a_port_that_is_none_is_refused(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit status 2, and the words say what a port is."""
    with pytest.raises(SystemExit) as ended:
        cli.main(["serve", f"--port={port}"])
    assert ended.value.code == 2
    assert "is not a port: a number from 0 to 65535" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["fly"], ["--fly"], ["join"], ["serve", "--nick", "ann"], ["serve", "more"]])
def test_what_it_does_not_know_is_refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Exit status 2, and how it is used."""
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)
    assert ended.value.code == 2
    assert "usage: desktop-chat" in capsys.readouterr().err


def test_it_tells_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    """On standard output, and that is all."""
    with pytest.raises(SystemExit) as ended:
        cli.main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"desktop-chat {__version__}\n"


def test_the_command_of_the_installed_program_is_main() -> None:
    """`pyproject.toml` names it."""
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["scripts"] == {"desktop-chat": "desktop_chat.__main__:main"}


def test_a_link_alone_means_to_join() -> None:
    """So a desktop starts the program for it; whatever else was typed stays as it is."""
    assert cli.with_command(["ircs://192.168.0.7/tea"]) == ["join", "ircs://192.168.0.7/tea"]
    assert [cli.with_command(typed) for typed in ([], ["serve"], ["join", "ircs://a"])] == [[], ["serve"], ["join", "ircs://a"]]


def test_a_link_goes_to_the_window_that_is_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the same data, and not if another name is wanted; its log is left alone. An address is for a window of its own."""
    taken: list[tuple[Path, str]] = []

    def hand_over(file: Path, link: str) -> bool:
        taken.append((file, link))
        return True

    monkeypatch.setattr(cli, "hand_over", hand_over)
    monkeypatch.setattr("desktop_chat.app.window.open_window", lambda *_given, **_named: Closed(7, wants_other_profile=False))
    monkeypatch.setattr("desktop_chat.logs.set_up_logging", lambda *_file, **_options: None)
    monkeypatch.setattr("desktop_chat.logs.report_crashes", lambda _file: None)
    data = ["--data-dir", str(tmp_path)]
    assert cli.main([*data, "join", "ircs://192.168.0.7"]) == 0
    assert cli.main([*data, "--profile", "work", "join", " ircs://192.168.0.8"]) == 0
    assert taken == [
        (paths.window_file(tmp_path), "ircs://192.168.0.7"),
        (paths.window_file(tmp_path / "profiles" / "work"), "ircs://192.168.0.8"),
    ]
    assert [cli.main([*data, *typed]) for typed in (["join", "192.168.0.7"], ["join", "ircs://a", "--nick", "bob"], [])] == [7, 7, 7]
    assert len(taken) == 2


def test_a_link_that_is_none_is_handed_to_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The sentence is told where it was typed."""
    monkeypatch.setattr(cli, "hand_over", lambda _file, _link: pytest.fail("handed over"))
    assert cli.main(["--data-dir", str(tmp_path), "join", "ircs://a?pin=1"]) == 2
    assert "not a whole invitation" in capsys.readouterr().err
