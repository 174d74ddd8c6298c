"""docs/architecture.md is true: every module is in its table, every thread in its own."""

import re

from tests.support.layers import PACKAGE, ROOT

TEXT = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
THREAD_NAME = re.compile(r"""Worker\(\s*f?"([a-z-]+)|_(?:worker|start)\(\s*"([a-z-]+)""")


def named_modules() -> set[str]:
    """Return folder/module of every module named in the table of layers."""
    found = set()
    for row in TEXT.splitlines():
        cells = [cell.strip() for cell in row.split("|")]
        folder = re.fullmatch(r"`([a-z/]+/|\.)`", cells[1]) if len(cells) > 3 else None
        if folder:
            place = "" if folder[1] == "." else folder[1]
            found |= {place + name for name in re.findall(r"`([a-z0-9_]+)`", cells[3])}
    return found


def real_modules() -> set[str]:
    """Return folder/module of every module of the package."""
    files = (file.relative_to(PACKAGE).with_suffix("").as_posix() for file in PACKAGE.rglob("*.py"))
    return {name for name in files if not name.endswith("__init__")}


def test_every_module_has_its_place_in_the_table_and_no_other() -> None:
    """A reader finds any line of code in a minute."""
    assert sorted(real_modules() - named_modules()) == [], "not in docs/architecture.md"
    assert sorted(named_modules() - real_modules()) == [], "no longer there"


def test_every_thread_has_its_row_and_no_other() -> None:
    """The thread table names what the code starts."""
    started = {
        (one or other).rstrip("-") for file in PACKAGE.rglob("*.py") for one, other in THREAD_NAME.findall(file.read_text(encoding="utf-8"))
    }
    rows = {name.removesuffix("-N") for name in re.findall(r"^\| `([A-Za-z-]+)`", TEXT, re.MULTILINE)} - {"MainThread"}
    assert started == rows
