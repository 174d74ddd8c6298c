"""What the program says of itself is true."""

import tomllib
from pathlib import Path

from desktop_chat import __version__
from desktop_chat.gui.about import LICENCE, PARTS, about_rows
from desktop_chat.gui.settings_model import Fact, find
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
    rows = about_rows(Path("/home/ann/data"))
    texts = [row.kind.text for row in rows if isinstance(row.kind, Fact)]
    assert texts[0].startswith(__version__)
    assert str(Path("/home/ann/data")) in texts
    assert str(Path("/home/ann/data/desktop-chat.log")) in texts
    assert [row.key for row in find(rows, "로그")] == ["about log"]
