"""Write docs/protocol.md: every command, mode, capability, token, numeric and limit, from the tables of the code itself.

python3 tools/write_protocol.py
"""

import ast
import inspect
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from desktop_chat.app.config_keys import KEYS, PARTS, HostConfig
from desktop_chat.core.server import modes
from desktop_chat.core.server.channel import RANKS
from desktop_chat.core.server.commands import COMMANDS
from desktop_chat.core.server.commands.help import HELP
from desktop_chat.core.server.config import RoomConfig
from desktop_chat.core.server.isupport import isupport_tokens
from desktop_chat.core.server.offers import offers
from desktop_chat.core.server.pace import Rate
from desktop_chat.core.server.table import Command
from desktop_chat.core.wire import limits
from desktop_chat.core.wire.capabilities import CAPABILITIES, Caps
from desktop_chat.core.wire.numerics import ELSEWHERE, Numeric

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "desktop_chat"
PAGE = ROOT / "docs" / "protocol.md"
CAPABILITY_PAGES = {
    "cap-notify": "IRCv3 capability-negotiation",
    "desktop-chat/message-edit": "IRCv3 pull request 425",
    "draft/metadata-2": "IRCv3 metadata",
    "draft/metadata-3": "IRCv3 metadata",
    "sasl": "IRCv3 sasl-3.2",
}
"""Capabilities whose specification has another name than they."""
LINKS = (
    (r"Modern (#[\w-]+)", r"[Modern \1](https://modern.ircdocs.horse/\1)"),
    (r"RFC 2812 ([\d.]+)", r"[RFC 2812 \1](https://www.rfc-editor.org/rfc/rfc2812#section-\1)"),
    (r"IRCv3 pull request (\d+)", r"[IRCv3 pull request \1](https://github.com/ircv3/ircv3-specifications/pull/\1)"),
    (r"IRCv3 ([\w.-]+)", r"[IRCv3 \1](https://ircv3.net/specs/extensions/\1)"),
)
"""What a specification is called in the code, and as a link; the first that fits counts."""
KINDS = {modes.LIST_MODES: "A: list", modes.KEY_MODE: "B", modes.SET_ONLY_MODES: "C", modes.FLAG_MODES: "D: flag", RANKS: "rank"}
HEAD = """# The protocol as it is spoken

IRC, as [Modern IRC](https://modern.ircdocs.horse/) and, where that is silent, [RFC 2812](https://www.rfc-editor.org/rfc/rfc2812) describe
it, with the extensions of [IRCv3](https://ircv3.net/). This page is made from the tables of the code by `tools/write_protocol.py`, and a
test holds it up to date; do not edit it.
"""


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


def page() -> str:
    """Return the whole page."""
    room = RoomConfig("Our room", "")
    parts = [
        HEAD,
        "## Commands\n\nEverybody once welcomed, unless it says otherwise.",
        table(("command", "what it does", "who", "parameters at least", "specification"), map(command_row, COMMANDS.values())),
        "## Capabilities",
        table(("capability", "what it brings", "offered", "specification"), capability_rows()),
        "## Channel modes",
        table(("mode", "kind", "what it means", "specification"), channel_mode_rows()),
        "## User modes",
        table(("mode", "what it means", "specification"), ((f"`{a}`", b, linked(c)) for a, (b, c) in modes.ABOUT_USER_MODES.items())),
        f"## Tokens of 005\n\nOf a room without a configuration file: {linked('Modern #rplisupport-parameters')}.",
        table(("token", "value"), (tuple(map(code, one.partition("=")[::2])) for one in isupport_tokens(room))),
        "## Numerics",
        table(("code", "name", "sent", "specification"), numeric_rows()),
        "## Limits of a line\n\nThey follow from the size of a message, and nobody can change them.",
        table(("limit", "value", "why"), limit_rows()),
        "## Limits of a room\n\nA host may change them: [serve.example.toml](serve.example.toml).",
        table(("key", "without it", "why"), rule_rows()),
    ]
    return "\n\n".join(part.rstrip("\n") for part in parts) + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def command_row(row: Command) -> tuple[str, ...]:
    """Return what is told of a command."""
    form, *does = HELP[row.name]
    who = "operators" if row.needs_operator else "" if row.needs_welcome else "also before the welcome"
    return code(form), plain(" ".join(does)), who, str(row.min_params), linked(row.spec)


def capability_rows() -> Iterator[tuple[str, ...]]:
    """Yield what is told of each capability."""
    said, offered = reasons(PACKAGE / "core/wire/capabilities.py", "Caps"), offers()
    for name, bit in CAPABILITIES.items():
        value = offered.get(name)
        spec = CAPABILITY_PAGES.get(name) or f"IRCv3 {name.removeprefix('draft/')}"
        yield f"`{name}`", said[Caps(bit).name], "" if value is None else code(value) or "yes", linked(spec)


def channel_mode_rows() -> Iterator[tuple[str, ...]]:
    """Yield what is told of each channel mode."""
    for letter, (means, spec) in modes.ABOUT_CHANNEL_MODES.items():
        kind = next(kind for letters, kind in KINDS.items() if letter in letters)
        yield f"`{letter}`", kind, means, linked(spec)


def numeric_rows() -> Iterator[tuple[str, ...]]:
    """Yield what is told of each numeric."""
    sources = "".join(file.read_text(encoding="utf-8") for file in sorted((PACKAGE / "core/server").rglob("*.py")))
    sent = set(re.findall(r"Numeric\.(\w+)", sources))
    for one in Numeric:
        anchor = f"Modern #{one.name.lower().replace('_', '')}-{one.value}"
        yield one.value, f"`{one.name}`", "yes" if one.name in sent else "", linked(ELSEWHERE.get(one) or anchor)


def limit_rows() -> Iterator[tuple[str, ...]]:
    """Yield each limit of a line, with its reason."""
    for name, why in reasons(PACKAGE / "core/wire/limits.py").items():
        yield f"`{name}`", f"{getattr(limits, name):,}", plain(why)


def rule_rows() -> Iterator[tuple[str, ...]]:
    """Yield each key of the configuration file that is a rule of how much, or how fast, with its reason."""
    usual: dict[type, object] = {HostConfig: HostConfig()}
    for part, (whole, field) in PARTS.items():
        usual[part] = getattr(usual[whole], field)
    for name, key in KEYS.items():
        if key.owner not in {HostConfig, RoomConfig}:
            why = reasons(Path(inspect.getfile(key.owner)), key.owner.__name__).get(key.field, "")
            yield f"`{name}`", shown(getattr(usual[key.owner], key.field)), plain(why)


def reasons(file: Path, class_name: str = "") -> dict[str, str]:
    """Return the text under each assignment of a module or class."""
    body = ast.parse(file.read_text(encoding="utf-8")).body
    if class_name:
        body = next(node.body for node in body if isinstance(node, ast.ClassDef) and node.name == class_name)
    found = {}
    for node, after in pairwise(body):
        target = node.targets[0] if isinstance(node, ast.Assign) else node.target if isinstance(node, ast.AnnAssign) else None
        if isinstance(target, ast.Name) and isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
            found[target.id] = str(after.value.value)
    return found


def shown(value: object) -> str:
    """Return a rule's value for people."""
    if isinstance(value, Rate):
        return f"{value.burst:,.0f} at once, {value.per_second:,.0f} a second"
    return f"{value:,}" if isinstance(value, int | float) else str(value)


def linked(spec: str) -> str:
    """Return a specification with a link to it."""
    for pattern, link in LINKS:
        found = re.fullmatch(pattern, spec)
        if found:
            return found.expand(link)
    return plain(spec)


def plain(text: str) -> str:
    """Return a text as it may stand in a table."""
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


def code(text: str) -> str:
    """Return a text as code in a table; nothing stays nothing."""
    return f"`{text.replace('|', chr(92) + '|')}`" if text else ""


if __name__ == "__main__":
    main()
