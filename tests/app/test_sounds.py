"""The sound of a message."""

import shutil
import subprocess
import sys
import threading
import wave
from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_chat import paths
from desktop_chat.app import sounds as sounds_module
from desktop_chat.app.sounds import BETWEEN_SECONDS, PLAYERS, Sounds, run_player, system_player, write_quieter
from desktop_chat.net.deadline import Deadline
from desktop_chat.net.worker import Crew
from tests.support.waiting import WAIT_SECONDS, wait_until

SOUND = paths.asset("sounds/message.wav")


def loudest(file: Path) -> int:
    """Return the greatest height in a file."""
    with wave.open(str(file), "rb") as sound:
        return max(map(abs, array("h", sound.readframes(sound.getnframes()))))


class Ear:
    """Hears what is played, and how loud it is; it may take as long as it likes."""

    def __init__(self) -> None:
        self.heard: list[int] = []
        self.may_end = threading.Event()
        self.may_end.set()
        self.error: OSError | None = None

    def play(self, file: Path) -> None:
        """Play a file."""
        self.heard.append(loudest(file))
        self.may_end.wait(WAIT_SECONDS)
        if self.error is not None:
            raise self.error


class Speaker:
    """Sounds with a clock of their own."""

    def __init__(self, ear: Ear | None) -> None:
        self.crew, self.now = Crew(), 100.0
        self.sounds = Sounds(crew=self.crew, player=ear.play if ear else None, clock=lambda: self.now)

    def play(self, volume: int = 60) -> bool:
        """Make a sound long after the one before."""
        self.now += BETWEEN_SECONDS
        return self.sounds.play(volume)


@pytest.fixture
def ear() -> Ear:
    """Return who hears."""
    return Ear()


@pytest.fixture
def speaker(ear: Ear) -> Iterator[Speaker]:
    """Return what sounds; it ends in time."""
    speaker = Speaker(ear)
    yield speaker
    ear.may_end.set()
    speaker.sounds.stop()
    assert speaker.crew.join(Deadline(WAIT_SECONDS)) == []


def test_the_sound_is_short_and_ends_in_silence() -> None:
    """Half a second, 16 bits, one channel: what every player takes."""
    with wave.open(str(SOUND), "rb") as sound:
        assert (sound.getnchannels(), sound.getsampwidth()) == (1, 2)
        assert 0.2 < sound.getnframes() / sound.getframerate() < 1.0
        samples = array("h", sound.readframes(sound.getnframes()))
    assert max(map(abs, samples)) > 20_000
    assert max(map(abs, samples[-20:])) < 200


@pytest.mark.parametrize(("volume", "part"), [(100, 1.0), (50, 0.25), (10, 0.01), (0, 0.0), (1000, 1.0), (-5, 0.0)])
def test_the_volume_is_a_part_of_the_loudest(volume: int, part: float, tmp_path: Path) -> None:
    """As the ear counts: half of it is a quarter of the height. What is no percentage is the nearest one."""
    write_quieter(SOUND, tmp_path / "quieter.wav", volume)
    assert loudest(tmp_path / "quieter.wav") == pytest.approx(loudest(SOUND) * part, abs=1)


def test_a_sound_is_made_on_a_thread_of_its_own(speaker: Speaker, ear: Ear) -> None:
    """A player that takes its time keeps nobody waiting; what comes meanwhile is not heard after it, one after the other."""
    assert speaker.crew.workers() == []
    ear.may_end.clear()
    speaker.play(100)
    wait_until(lambda: len(ear.heard) == 1)
    assert all(speaker.play(100) for _ in range(20))
    assert [worker.name for worker in speaker.crew.workers()] == ["app-sound"]
    ear.may_end.set()
    wait_until(lambda: len(ear.heard) == 2)
    speaker.play(50)
    wait_until(lambda: len(ear.heard) == 3)
    assert ear.heard[2] < ear.heard[1] / 2


def test_a_flood_is_heard_once(speaker: Speaker, ear: Ear) -> None:
    """A thousand messages within a second."""
    speaker.play()
    wait_until(lambda: len(ear.heard) == 1)
    for _ in range(1000):
        speaker.now += 0.001
        assert speaker.sounds.play(60)
    speaker.play()
    wait_until(lambda: len(ear.heard) == 2)


def test_where_nothing_plays_the_bell_is_asked_for(ear: Ear) -> None:
    """Not more often than a sound would be made."""
    del ear
    speaker = Speaker(None)
    assert not speaker.play()
    assert speaker.sounds.play(60)
    assert not speaker.play()
    speaker.sounds.stop()


def test_without_a_device_it_is_quiet_and_said_once(speaker: Speaker, ear: Ear, caplog: pytest.LogCaptureFixture) -> None:
    """No error; and a device that is plugged in later is used."""
    caplog.set_level("INFO")
    ear.error = OSError("no such device")
    for number in range(1, 4):
        speaker.play()
        wait_until(lambda number=number: len(ear.heard) == number)  # type: ignore[misc]
    ear.error = None
    speaker.play()
    wait_until(lambda: len(ear.heard) == 4)
    assert caplog.text.count("no such device") == 1


def test_a_player_is_a_program_that_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first of those that the machine has, with the file as its last word."""
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(shutil, "which", lambda name: f"/bin/{name}" if name in {"aplay", "paplay"} else None)
    ran: list[list[str]] = []
    monkeypatch.setattr(sounds_module, "run_player", lambda command, file: ran.append([*command, str(file)]))
    player = system_player()
    assert player is not None
    player(tmp_path / "60.wav")
    assert ran == [["/bin/paplay", str(tmp_path / "60.wav")]]
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    assert system_player() is None
    assert {name for name, *_ in PLAYERS} >= {"paplay", "afplay"}


def test_a_player_that_fails_or_hangs_is_an_error_in_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No device, or a sound server that does not answer."""
    monkeypatch.setattr(sounds_module, "PLAY_SECONDS", 0.2)
    run_player([sys.executable, "-c", ""], tmp_path)
    with pytest.raises(subprocess.CalledProcessError):
        run_player([sys.executable, "-c", "raise SystemExit(1)"], tmp_path)
    with pytest.raises(subprocess.TimeoutExpired):
        run_player([sys.executable, "-c", "input()" if sys.platform == "win32" else "import signal; signal.pause()"], tmp_path)
