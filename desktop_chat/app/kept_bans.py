"""Bans of the room hosted here, kept from one opening to the next."""

import json
import logging
from pathlib import Path

from desktop_chat.core.server.bans import Ban, BanKind
from desktop_chat.net.files import write_private

log = logging.getLogger(__name__)


def load_bans(file: Path) -> tuple[Ban, ...]:
    """Return the bans of a file; what is none is left out."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ()
    except (OSError, ValueError) as error:
        log.warning("the bans could not be read: %s", error)
        return ()
    return tuple(ban for one in found if (ban := _ban(one)) is not None) if isinstance(found, list) else ()


def save_bans(file: Path, bans: tuple[Ban, ...]) -> None:
    """Keep bans; a failure is logged."""
    write_private(file, json.dumps([ban._asdict() for ban in bans], ensure_ascii=False, indent=1))


def _ban(found: object) -> Ban | None:
    if not isinstance(found, dict):
        return None
    kind, value, reason, time, by, until = (found.get(name) for name in Ban._fields)
    if kind not in set(BanKind) or not isinstance(value, str) or not value:
        return None
    reason, by = (word if isinstance(word, str) else "" for word in (reason, by))
    since, end = (float(moment) if isinstance(moment, int | float) else 0.0 for moment in (time, until))
    return Ban(BanKind(kind), value, reason, since, by, end)
