"""What the host of the room chose, kept from one opening to the next."""

import json
import logging
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from desktop_chat.core.server.choices import HostChoices
from desktop_chat.core.server.pace import Rate
from desktop_chat.net.files import write_private

log = logging.getLogger(__name__)


def load_choices(file: Path) -> HostChoices:
    """Return the choices of a file; what is missing, unknown or out of bounds is as if it was never chosen."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return HostChoices()
    except (OSError, ValueError) as error:
        log.warning("the host's choices could not be read: %s", error)
        return HostChoices()
    if not isinstance(found, dict):
        return HostChoices()
    usual = HostChoices()
    return HostChoices(
        announce=_truth(found, "announce", usual=usual.announce),
        plain=_truth(found, "plain", usual=usual.plain),
        connections=_whole(found, "connections") or usual.connections,
        connections_per_address=_whole(found, "connections_per_address") or usual.connections_per_address,
        channels=_whole(found, "channels") or usual.channels,
        lines=_rate(found, usual.lines),
        days=_whole(found, "days"),
    )


def save_choices(file: Path, choices: HostChoices) -> None:
    """Keep choices; a failure is logged."""
    write_private(file, json.dumps(asdict(choices), ensure_ascii=False, indent=1))


def _truth(found: Mapping[str, object], name: str, *, usual: bool) -> bool:
    value = found.get(name)
    return value if isinstance(value, bool) else usual


def _whole(found: Mapping[str, object], name: str) -> int | None:
    """Return a number of at least 1."""
    value = found.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 1 else None


def _rate(found: Mapping[str, object], usual: Rate | None) -> Rate | None:
    """Return how fast one may talk; `null` is as fast as one likes."""
    match found.get("lines", ...):
        case None:
            return None
        case {"burst": int() | float() as burst, "per_second": int() | float() as per_second} if burst >= 1 and per_second > 0:
            return Rate(burst, per_second)
        case _:
            return usual
