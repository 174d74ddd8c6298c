"""Makes assets/emoji/names.tsv: what each emoji is called, by group, out of the data of Emojibase (npm emojibase-data).

    python3 tools/make_emoji_names.py FOLDER

FOLDER is the unpacked package. Its names and words are those of Unicode CLDR, its short names those of GitHub and its own.

A line with one field begins a group. Every other line has an emoji without skin tone, its short names, and the words by which one
may look for it in English and in Korean, its name first: four fields parted by tabs, each of the last three by `|`. The order
is Unicode's. Emoji that have no picture in assets/emoji/ are left out.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NotRequired, TypedDict, cast

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from desktop_chat.gui.look.emoji import bare, sequences  # noqa: E402

FILE = ROOT / "assets" / "emoji" / "names.tsv"
SHORT_NAMES: Final = ("github", "emojibase")
"""The sets of short names, the best known first."""
WORDS: Final = 12
"""Of an emoji in one language: more only make everything find everything."""


class Entry(TypedDict):
    """One emoji in one language."""

    emoji: str
    hexcode: str
    label: str
    type: int
    """1 if it is shown as a picture without being asked to."""
    tags: NotRequired[list[str]]
    group: NotRequired[int]
    order: NotRequired[int]


class Group(TypedDict):
    """One group of emoji."""

    key: str
    order: int


def entries(folder: Path, language: str) -> list[Entry]:
    """Return all emoji of a language."""
    return cast(list[Entry], json.loads((folder / language / "data.json").read_text(encoding="utf-8")))


def group_keys(folder: Path) -> dict[int, str]:
    """Return what the groups are called, by their numbers."""
    groups = cast(list[Group], json.loads((folder / "en/messages.json").read_text(encoding="utf-8"))["groups"])
    return {group["order"]: group["key"] for group in groups}


def short_names(folder: Path, name: str) -> dict[str, list[str]]:
    """Return a set of short names, by code points."""
    found = cast(dict[str, str | list[str]], json.loads((folder / f"en/shortcodes/{name}.json").read_text(encoding="utf-8")))
    return {code: [names] if isinstance(names, str) else names for code, names in found.items()}


def words(entry: Entry) -> str:
    """Return the name and the other words of an emoji in one language."""
    return "|".join(dict.fromkeys([entry["label"], *entry.get("tags", [])][:WORDS]))


def qualified(entry: Entry) -> str:
    """Return an emoji as Unicode lists it: the data asks for a picture also where nobody has to (UTS #51, ED-18)."""
    plain = bare(entry["emoji"])
    return plain if len(plain) == 1 and entry["type"] == 1 else entry["emoji"]


def lines(folder: Path) -> Iterator[str]:
    """Yield the lines of the file."""
    groups, sets = group_keys(folder), [short_names(folder, name) for name in SHORT_NAMES]
    korean = {entry["hexcode"]: entry for entry in entries(folder, "ko")}
    listed = [entry for entry in entries(folder, "en") if "group" in entry and bare(entry["emoji"]) in sequences()]
    last = ""
    for entry in sorted(listed, key=lambda entry: entry["order"]):
        if (group := groups[entry["group"]]) != last:
            yield (last := group)
        code = entry["hexcode"]
        names = dict.fromkeys(name for one in sets for name in one.get(code, []))
        yield "\t".join((qualified(entry), "|".join(names), words(entry), words(korean[code])))


def main(folder: str) -> int:
    """Write the file."""
    FILE.write_text("\n".join(lines(Path(folder))) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
