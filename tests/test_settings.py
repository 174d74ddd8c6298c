"""What a person has chosen, kept from one start to the next."""

import json
from pathlib import Path

import pytest

from desktop_chat.settings import CHOICES, RANGES, RECENT_KEPT, KeptSettings, Settings, load_settings, save_settings

CHOSEN = Settings(nick="가람", language="ko", theme="light", geometry="800x600+10+20", recent=("192.168.0.7", "[::1]:7000"))


def test_what_was_saved_is_loaded(tmp_path: Path) -> None:
    """Every field comes back as it was."""
    save_settings(tmp_path / "settings.json", CHOSEN)
    assert load_settings(tmp_path / "settings.json") == CHOSEN
    assert [file.name for file in tmp_path.iterdir()] == ["settings.json"]


def test_nothing_saved_means_nothing_chosen(tmp_path: Path) -> None:
    """The first start."""
    assert load_settings(tmp_path / "settings.json") == Settings()


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe\x00", b'{"nick": "a"'])
def test_a_damaged_file_is_kept_aside(content: bytes, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The program starts as new, says so in its log, and destroys nothing."""
    file = tmp_path / "settings.json"
    file.write_bytes(content)
    assert load_settings(file) == Settings()
    assert (tmp_path / "settings.damaged.json").read_bytes() == content
    assert "kept aside" in caplog.text
    save_settings(file, CHOSEN)
    assert load_settings(file) == CHOSEN


def test_what_cannot_even_be_kept_aside_stops_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A folder in the file's place, another in the way of moving it."""
    (tmp_path / "settings.json").mkdir()
    (tmp_path / "settings.damaged.json").write_text("")
    assert load_settings(tmp_path / "settings.json") == Settings()
    assert "nor could they be kept aside" in caplog.text


@pytest.mark.parametrize(
    ("found", "loaded"),
    [
        ([], Settings()),
        ({"nick": 7, "language": None, "theme": "light"}, Settings(theme="light")),
        ({"nick": "ann", "unknown": True}, Settings(nick="ann")),
        ({"recent": "192.168.0.7"}, Settings()),
        ({"recent": ["a", 1, None, "b"]}, Settings(recent=("a", "b"))),
        ({"recent": [str(number) for number in range(50)]}, Settings(recent=tuple(str(number) for number in range(RECENT_KEPT)))),
    ],
)
def test_what_is_of_the_wrong_kind_was_never_chosen(found: object, loaded: Settings, tmp_path: Path) -> None:
    """Edited by hand, or written by another version."""
    (tmp_path / "settings.json").write_text(json.dumps(found), encoding="utf-8")
    assert load_settings(tmp_path / "settings.json") == loaded


def test_a_failed_save_leaves_the_old_settings(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The temporary file cannot be written: a warning, and what was there is there."""
    file = tmp_path / "settings.json"
    save_settings(file, CHOSEN)
    (tmp_path / "settings.tmp").mkdir()
    save_settings(file, Settings(nick="other"))
    assert "could not be saved" in caplog.text
    assert load_settings(file) == CHOSEN


def test_a_recent_address_comes_first_and_once() -> None:
    """The oldest goes when there are too many."""
    settings = Settings(recent=("b", "a"))
    assert settings.with_recent("a") == ("a", "b")
    full = Settings(recent=tuple(str(number) for number in range(RECENT_KEPT)))
    assert full.with_recent("new") == ("new", *full.recent[:-1])


@pytest.mark.parametrize(
    ("found", "loaded"),
    [
        ({"zoom": 150, "maximised": True, "density": "compact"}, Settings(zoom=150, maximised=True, density="compact")),
        ({"zoom": True, "maximised": 1, "side_shown": "no"}, Settings()),
        ({"zoom": 79}, Settings()),
        ({"zoom": 10**30}, Settings()),
        ({"zoom": 120.0}, Settings()),
        ({"theme": "purple", "language": "tlh"}, Settings()),
        ({"with_recent": "x", "__doc__": "y"}, Settings()),
    ],
)
def test_numbers_and_switches_are_what_they_are(found: object, loaded: Settings, tmp_path: Path) -> None:
    """1 is not on, on is not 1, and what no one can choose was never chosen."""
    (tmp_path / "settings.json").write_text(json.dumps(found), encoding="utf-8")
    assert load_settings(tmp_path / "settings.json") == loaded


def test_a_file_of_an_older_program_is_read(tmp_path: Path) -> None:
    """As the first version wrote it: what it did not know is as it was never chosen."""
    old = {"nick": "ann", "language": "ko", "theme": "dark", "messages": "bubbles", "geometry": "800x600+1+2", "recent": ["10.0.0.1"]}
    (tmp_path / "settings.json").write_text(json.dumps(old), encoding="utf-8")
    assert load_settings(tmp_path / "settings.json") == Settings(
        nick="ann", language="ko", theme="dark", messages="bubbles", geometry="800x600+1+2", recent=("10.0.0.1",)
    )


def test_a_change_holds_is_saved_and_is_told_at_once() -> None:
    """Whoever watches sees what was before, and what is; what changes nothing is told to nobody."""
    saved, told = list[Settings](), list[tuple[Settings, Settings]]()
    kept = KeptSettings(Settings(), saved.append)
    kept.watch(lambda before: told.append((before, kept.now)))
    kept.change(zoom=120, theme="light")
    kept.change(zoom=120)
    assert kept.now == Settings(zoom=120, theme="light")
    assert saved == [kept.now]
    assert told == [(Settings(), kept.now)]


@pytest.mark.parametrize("values", [{"zoom": 201}, {"zoom": "100"}, {"theme": "purple"}, {"colour": "red"}, {"maximised": 1}])
def test_a_change_that_cannot_be_is_a_mistake_of_ours(values: dict[str, str | int]) -> None:
    """It raises, and changes nothing."""
    kept = KeptSettings(Settings(), lambda _settings: None)
    with pytest.raises(ValueError, match="cannot be so"):
        kept.change(nick="ann", **values)
    assert kept.now == Settings()


def test_what_can_be_chosen_can_be_chosen() -> None:
    """The tables name settings that there are, and what holds at first is in them."""
    assert all(getattr(Settings(), name) in choices for name, choices in CHOICES.items())
    assert all(least <= getattr(Settings(), name) <= most for name, (least, most) in RANGES.items())
