"""A second start hands its link to the window that is open; over real sockets, in one process."""

import json
import queue
import socket
import stat
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_chat.app import single_instance
from desktop_chat.app.single_instance import LONGEST_CALL, SingleInstance, hand_over, read_address
from desktop_chat.core.client.invitation import LINK_CHARACTERS
from desktop_chat.net.deadline import Deadline
from desktop_chat.net.errors import AddressUnusable

LINK = "ircs://192.168.0.7/?room=%EC%9A%B0%EB%A6%AC"
STOP_SECONDS = 10.0


class Door:
    """A door, and what came through it."""

    def __init__(self, file: Path) -> None:
        self.links: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._door = SingleInstance(file, self.links.put)
        self._door.start()

    def close(self) -> None:
        """End it; it must end in time."""
        assert self._door.stop(Deadline(STOP_SECONDS)) == []


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return where the window says how it is reached."""
    return tmp_path / "window.json"


@pytest.fixture
def door(file: Path) -> Iterator[Door]:
    """Open a door."""
    opened = Door(file)
    yield opened
    opened.close()


def call(file: Path, line: bytes) -> bytes:
    """Say something to the window; return all that it answers."""
    address = read_address(file)
    assert address is not None
    with socket.create_connection(("127.0.0.1", address.port), timeout=STOP_SECONDS) as window:
        window.sendall(line)
        window.shutdown(socket.SHUT_WR)
        try:
            return window.recv(1000)
        except ConnectionError:
            return b""  # It did not even read all of it.


@pytest.mark.parametrize("link", [LINK, "ircs://h/?room=우리 방", "ircs://h/" + "방" * (LINK_CHARACTERS - 9)])
def test_a_link_is_handed_to_the_window(door: Door, file: Path, link: str) -> None:
    """Whole, in any script, the longest too; the caller knows that it arrived."""
    assert hand_over(file, link)
    assert door.links.get(timeout=STOP_SECONDS) == link


def test_links_come_one_after_the_other(door: Door, file: Path) -> None:
    """The door stays open; asking whether there is a window is no link."""
    assert [hand_over(file, link) for link in ("", "ircs://a", "", "ircs://b")] == [True] * 4
    assert [door.links.get(timeout=STOP_SECONDS) for _ in range(2)] == ["ircs://a", "ircs://b"]


def test_without_a_window_nobody_takes_it(file: Path) -> None:
    """Never opened; closed again; crashed, which leaves the file: each time the second start opens a window of its own."""
    assert not hand_over(file, LINK)
    door = Door(file)
    left = file.read_text(encoding="utf-8")
    door.close()
    assert not file.exists()
    file.write_text(left, encoding="utf-8")
    assert not hand_over(file, LINK)


def test_after_a_crash_the_next_window_takes_links(file: Path) -> None:
    """What the last one has left is written over."""
    file.write_text(json.dumps({"port": 1, "call": "a", "answer": "b"}), encoding="utf-8")
    door = Door(file)
    assert hand_over(file, LINK)
    door.close()


def test_the_first_window_keeps_the_links(door: Door, file: Path) -> None:
    """A second one with the same data keeps nothing, so it takes no links; when it closes, the first goes on."""
    second = Door(file)
    assert hand_over(file, LINK)
    assert door.links.get(timeout=STOP_SECONDS) == LINK
    second.close()
    assert hand_over(file, LINK)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps the whole folder for its owner")
def test_only_its_person_reads_how_it_is_reached(door: Door, file: Path) -> None:
    """The secrets in it are all that keeps others out."""
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert door.links.empty()


@pytest.mark.parametrize(
    "line", [b"", b"wrong ircs://x\n", b"ircs://x\n", b"GET / HTTP/1.1\r\n\r\n", b"\xff\xfe\n", b"x" * (LONGEST_CALL + 1)]
)
def test_a_stranger_is_not_heard(door: Door, file: Path, line: bytes) -> None:
    """Whatever it says: no answer, no link, and the next caller is heard."""
    assert call(file, line) == b""
    assert hand_over(file, LINK)
    assert door.links.get(timeout=STOP_SECONDS) == LINK


def test_a_caller_that_says_nothing_keeps_nobody_out(door: Door, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its time ends."""
    monkeypatch.setattr(single_instance, "CALL_SECONDS", 0.05)
    address = read_address(file)
    assert address is not None
    with socket.create_connection(("127.0.0.1", address.port)) as silent:
        silent.settimeout(STOP_SECONDS)
        assert silent.recv(1) == b""
    monkeypatch.undo()
    assert hand_over(file, LINK)
    assert not door.links.empty()


def test_a_program_that_took_the_port_does_not_pass_for_the_window(file: Path) -> None:
    """It hears a secret that is worth nothing any more, and cannot answer: the second start opens its own window."""
    with socket.create_server(("127.0.0.1", 0)) as stranger:
        file.write_text(json.dumps({"port": stranger.getsockname()[1], "call": "old", "answer": "secret"}), encoding="utf-8")
        stranger.settimeout(STOP_SECONDS)
        results: queue.SimpleQueue[bool] = queue.SimpleQueue()
        caller_thread = threading.Thread(target=lambda: results.put(hand_over(file, LINK)))
        caller_thread.start()
        with stranger.accept()[0] as caller:
            assert caller.recv(1000).startswith(b"old ")
            caller.sendall(b"taken\n")
        assert results.get(timeout=STOP_SECONDS) is False
        caller_thread.join()


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"port": "x", "call": "", "answer": ""}', "\xff"])
def test_a_damaged_file_is_as_if_there_was_no_window(file: Path, text: str) -> None:
    """And the next window writes it anew."""
    file.write_text(text, encoding="latin-1")
    assert not hand_over(file, LINK)
    door = Door(file)
    assert hand_over(file, LINK)
    door.close()


def test_where_nothing_can_listen_the_window_opens_all_the_same(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Links open in new windows then."""

    def refuse(_host: str, _port: int) -> socket.socket:
        raise AddressUnusable("no loopback here")

    monkeypatch.setattr(single_instance, "listen", refuse)
    door = Door(file)
    assert not file.exists()
    door.close()
