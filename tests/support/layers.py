"""What a folder may import: read from the syntax trees, so that no import hides in a function."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "desktop_chat"
LEAVES = frozenset({"settings", "paths", "i18n", "logs", "__init__"})
PURE_FORBIDDEN = frozenset(
    {
        *("socket", "ssl", "select", "selectors", "threading", "queue", "multiprocessing", "subprocess", "asyncio", "_thread"),
        *("tkinter", "sqlite3", "time", "random", "secrets", "logging", "os", "sys", "io", "pathlib", "platformdirs"),
    },
)
MAY_IMPORT: dict[str, frozenset[str]] = {
    "core": frozenset({"core"}),
    "net": frozenset({"net", "core"}),
    "store": frozenset({"store", "core"}),
    "server": frozenset({"server", "store", "net", "core"}),
    "client": frozenset({"client", "net", "core"}),
    "lan": frozenset({"lan", "net", "core"}),
    "lab": frozenset({"lab", "server", "store", "net", "core", *LEAVES}),
    "gui": frozenset({"gui", "core", *LEAVES}),
    "app": frozenset({"app", "gui", "lab", "server", "client", "lan", "store", "net", "core", *LEAVES}),
    "cli": frozenset({"arguments", "app", "gui", "net", "core", *LEAVES}),
    "arguments": frozenset({"app", *LEAVES}),
    "__main__": frozenset({"cli"}),
    "settings": frozenset(),
    "paths": frozenset(),
    "i18n": frozenset({"paths"}),
    "logs": frozenset(),
    "__init__": frozenset(),
}
"""Each folder or module beside them, and which of ours it may know. Down only; siblings never see each other."""


def part_of(file: Path) -> str:
    """Return the folder, or the module beside the folders, that a file of the package is in."""
    first = file.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imports(source: str) -> Iterator[str]:
    """Yield the full name of every module that a source imports anywhere in it."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            yield "." * node.level + module
            yield from (f"{module}.{alias.name}" for alias in node.names if module == "desktop_chat")


def broken_rules(part: str, source: str) -> list[str]:
    """Return, in words, each import that this part of the package may not make."""
    broken = []
    for name in imports(source):
        top, _, rest = name.partition(".")
        ours = rest.partition(".")[0]
        if name.startswith("."):
            broken.append(f"{part} imports {name}: relative imports hide their layer")
        elif top == "desktop_chat" and ours and ours not in MAY_IMPORT[part] and ours != "__version__":
            broken.append(f"{part} imports {name}")
        elif part == "core" and top in PURE_FORBIDDEN:
            broken.append(f"core is pure, but imports {name}")
        elif top == "tkinter" and part != "gui":
            broken.append(f"{part} imports {name}: Tk is for gui")
    return broken
