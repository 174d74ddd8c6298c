"""Where things are."""

import os
import stat
import sys
from pathlib import Path

import pytest

from desktop_chat import paths


def test_an_asset_is_found_beside_the_source() -> None:
    """The catalogue is there as in a clone."""
    assert paths.asset("locale/ko.toml").is_file()


def test_an_asset_is_found_in_an_installed_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wheel carries the assets inside the package."""
    (tmp_path / "desktop_chat" / "assets").mkdir(parents=True)
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "desktop_chat" / "paths.py"))
    assert paths.asset("a.png") == tmp_path / "desktop_chat" / "assets" / "a.png"


def test_an_asset_is_found_where_the_executable_unpacks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """PyInstaller names that folder."""
    (tmp_path / "assets").mkdir()
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.asset("a.png") == tmp_path / "assets" / "a.png"


def test_the_data_folder_is_made_for_its_owner_only(tmp_path: Path) -> None:
    """Other people of the machine read nobody's talk; a second start takes the folder as it is."""
    folder = paths.data_folder(tmp_path / "deep" / "나의 자료")
    assert folder.is_dir()
    if os.name == "posix":
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert paths.data_folder(folder) == folder


def test_without_a_choice_the_desktop_says_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of our name, where `platformdirs` puts it."""
    monkeypatch.setattr(paths, "user_data_path", lambda name, **_: tmp_path / name)
    assert paths.data_folder(None) == tmp_path / "desktop-chat"


def test_a_data_folder_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    """A file is in the way: whoever asked says so in a sentence."""
    (tmp_path / "taken").write_text("")
    with pytest.raises(OSError, match="taken"):
        paths.data_folder(tmp_path / "taken")


def test_each_kind_of_data_has_a_file_of_its_own(tmp_path: Path) -> None:
    """No two share a name."""
    files = {paths.room_log(tmp_path), paths.history_file(tmp_path), paths.settings_file(tmp_path), paths.log_file(tmp_path)}
    assert len(files) == 4
    assert {file.parent for file in files} == {tmp_path}


def test_a_profile_has_a_folder_below_the_usual_one(tmp_path: Path) -> None:
    """Which is the profile without a name."""
    assert paths.profile_folder(tmp_path, "") == tmp_path
    assert paths.profile_folder(tmp_path, "나") == tmp_path / "profiles" / "나"
    assert (tmp_path / "profiles" / "나").is_dir()
