"""The file of `serve --config`: TOML, read whole before anything starts; what is wrong in it is told with its line."""

import difflib
import logging
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar, cast

from desktop_chat.app.config_keys import KEYS, PARTS, HostConfig, Key
from desktop_chat.app.problems import StartProblem
from desktop_chat.core.server.config import ConfigFile, ConfigProblem, RoomConfig
from desktop_chat.i18n import tr

log = logging.getLogger(__name__)

LINE = re.compile(r"at line (\d+)")
"""How `tomllib` tells where it stopped; at the end of the text it says so instead."""
Rules = TypeVar("Rules")
Way = tuple[str, ...]


class ConfigWrong(StartProblem):
    """A configuration file cannot be used.

    Args:
        path: The file.
        problem: Where it is wrong.
        reason: Why, translated.
    """

    def __init__(self, path: Path, problem: ConfigProblem, reason: str) -> None:
        if problem.key:
            reason = f"{problem.key}: {reason}"
        super().__init__(tr("{path}, line {line}: {reason}.", path=path, line=problem.line, reason=reason))
        self.problem = problem


def read_config(path: Path) -> HostConfig:
    """Return what a file says, and for what it does not say the usual.

    Raises:
        ConfigWrong: If anything in it is wrong; the first of it is told.
        StartProblem: If it cannot be read.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise StartProblem(tr("The configuration file {path} cannot be read: {reason}.", path=path, reason=reason)) from error
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = LINE.search(str(error))
        line = int(at[1]) if at else max(1, len(text.splitlines()))
        raise ConfigWrong(path, ConfigProblem(line, ""), tr("this is not TOML ({reason})", reason=error)) from error
    config = build(HostConfig, HostConfig(), read_values(path, text, found))
    if config.password_file is not None:
        config = replace(config, password_file=path.parent / config.password_file)
    return replace(config, room=replace(config.room, file=ConfigFile(path.name, lambda: read_again(path))))


def read_again(path: Path) -> RoomConfig | ConfigProblem:
    """Return what a file says of the room now, or where it is wrong; why goes to the log, in the host's language. Any thread."""
    try:
        return read_config(path).room
    except StartProblem as problem:
        log.warning("the configuration was not read again: %s", problem)
        return problem.problem if isinstance(problem, ConfigWrong) else ConfigProblem(0, "")


def read_values(path: Path, text: str, found: Mapping[str, object]) -> dict[type, dict[str, object]]:
    """Return the checked values of a file, for each class of rules by the names of its fields."""
    values: dict[type, dict[str, object]] = {}
    for way, value in leaves(found):
        name = ".".join(way)
        try:
            key = key_of(way)
            read = key.read(value)
        except ValueError as error:
            raise ConfigWrong(path, ConfigProblem(line_of(text, way), name), str(error)) from error
        fields = values.setdefault(key.owner, {})
        if name in KEYS:
            fields[key.field] = read
        else:
            cast(dict[str, object], fields.setdefault(key.field, {}))[way[-1]] = read
    return values


def leaves(found: Mapping[str, object]) -> Iterator[tuple[Way, object]]:
    """Yield the way to each key of each table, and its value; of what should be a table and is none, itself."""
    for table, keys in found.items():
        if isinstance(keys, dict):
            yield from (((table, key), value) for key, value in keys.items())
        else:
            yield (table,), keys


def key_of(way: Way) -> Key:
    """Return the row of a key.

    Raises:
        ValueError: If there is none, with a sentence that names the nearest.
    """
    name = ".".join(way)
    key = KEYS.get(name) or (KEYS.get(f"{way[0]}.*") if len(way) > 1 else None)
    if key is not None:
        return key
    near = difflib.get_close_matches(name, KEYS, 1)
    raise ValueError(tr("there is no such key; is {near} meant?", near=near[0]) if near else tr("there is no such key"))


def line_of(text: str, way: Way) -> int:
    """Return the line on which a key of a TOML text begins.

    A text whose last line ends a key or a header is TOML itself: the first beginning of the text that has the key ends with it,
    and the last one before that ends just before it.
    """
    lines, begins = text.splitlines(), 1
    for count in range(1, len(lines) + 1):
        try:
            found: object = tomllib.loads("\n".join(lines[:count]))
        except tomllib.TOMLDecodeError:
            continue
        for step in way:
            found = found.get(step) if isinstance(found, dict) else None
        if found is not None:
            break
        begins = count + 1
    return begins


def build(owner: type[Rules], usual: Rules, values: Mapping[type, Mapping[str, object]]) -> Rules:
    """Return the rules of a class with these values, and with all the rules below it."""
    below = {
        field: build(part, getattr(usual, field), values)  # Each class of rules is the part of one other.
        for part, (whole, field) in PARTS.items()
        if whole is owner
    }
    return replace(usual, **{**values.get(owner, {}), **below})  # type: ignore[type-var]
