"""What a person has chosen, kept from one start to the next."""

import json
import logging
from dataclasses import asdict, dataclass, fields
from pathlib import Path

log = logging.getLogger(__name__)

RECENT_KEPT = 8


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings, with what holds before anything was chosen."""

    nick: str = ""
    language: str = "auto"
    """`en`, `ko`, or `auto` for the desktop's."""
    theme: str = "dark"
    """`dark` or `light`."""
    messages: str = "rows"
    """How talk is shown: `rows` or `bubbles`."""
    geometry: str = ""
    """The window's size and place, as Tk writes it."""
    recent: tuple[str, ...] = ()
    """Addresses of rooms, the last first."""

    def with_recent(self, address: str) -> tuple[str, ...]:
        """Return the recent addresses with one more at the front."""
        return (address, *(other for other in self.recent if other != address))[:RECENT_KEPT]


def load_settings(path: Path) -> Settings:
    """Read settings; what is missing, unknown or of the wrong kind is as if it was never chosen.

    A file that cannot be read is kept aside under another name, never overwritten.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError) as error:
        log.warning("the settings could not be read and are kept aside: %s", error)
        _keep_aside(path)
        return Settings()
    if not isinstance(found, dict):
        return Settings()
    usual = Settings()
    known: dict[str, str] = {
        field.name: found[field.name]
        for field in fields(Settings)
        if field.name != "recent" and type(found.get(field.name)) is type(getattr(usual, field.name))
    }
    recent = found.get("recent")
    addresses = tuple(one for one in recent if isinstance(one, str))[:RECENT_KEPT] if isinstance(recent, list) else ()
    return Settings(**known, recent=addresses)


def save_settings(path: Path, settings: Settings) -> None:
    """Write settings so that a crash at any moment leaves the old or the new ones; a failure is logged."""
    temporary = path.with_suffix(".tmp")
    try:
        temporary.write_text(json.dumps(asdict(settings), ensure_ascii=False, indent=1), encoding="utf-8")
        temporary.replace(path)
    except OSError as error:
        log.warning("the settings could not be saved: %s", error)


def _keep_aside(path: Path) -> None:
    try:
        path.replace(path.with_suffix(".damaged.json"))
    except OSError as error:
        log.warning("nor could they be kept aside: %s", error)
