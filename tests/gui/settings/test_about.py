"""What the program says of itself is true."""

import tomllib
from pathlib import Path

from desktop_chat import __version__
from desktop_chat.gui.settings.about import LICENCE, PARTS, facts
from desktop_chat.gui.settings.settings_model import ROWS, Fact, FactForm, Section, find
from tests.support.layers import ROOT


def test_all_that_others_have_made_is_named() -> None:
    """Every library that the program needs, and the fonts and pictures in it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = {line.partition(">")[0] for line in project["dependencies"]}
    assert needed <= {name for name, _ in PARTS}
    assert {"Pretendard", "Noto Emoji"} <= {name for name, _ in PARTS}
    assert project["license"].startswith(LICENCE)
    assert len(project["license-files"]) == 4, "a licence came in: is what it is for named here?"


def test_the_version_and_the_folders_are_told() -> None:
    """So that they can be copied into a letter to whoever helps."""
    rows = facts(Path("/home/ann/data"), ())
    texts = {row.key: row.kind.text for row in rows if isinstance(row.kind, Fact)}
    assert texts["about version"].startswith(__version__)
    assert texts["about folder"] == str(Path("/home/ann/data"))
    assert texts["about log"] == str(Path("/home/ann/data/desktop-chat.log"))
    assert texts["history own"] == str(Path("/home/ann/data/history.sqlite3"))
    assert [row.key for row in find(rows, "로그 파일 한 일")] == ["about log"]


def test_addresses_are_told_while_a_room_is_hosted() -> None:
    """And not else; keys are unique, for rows are known by them."""
    hosting, visiting = facts(Path("x"), ("10.0.0.1:6697", "host.local")), facts(Path("x"), ())
    (row,) = (row for row in hosting if row not in visiting)
    assert row.kind == Fact("10.0.0.1:6697, host.local", FactForm.COPIED)
    keys = [row.key for row in (*ROWS, *hosting)]
    assert len(set(keys)) == len(keys)


def test_every_section_of_the_settings_has_something_in_it() -> None:
    """Look, language, notifications, writing, keys, privacy, history, network, about."""
    assert {row.section for row in (*ROWS, *facts(Path("x"), ()))} == set(Section)
