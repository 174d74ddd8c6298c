"""What a person has chosen, kept from one start to the next."""

import json
import logging
from dataclasses import asdict, dataclass
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
    notifications: bool = True
    """The desktop tells of messages."""
    sounds: bool = True
    volume: int = 60
    """Of the sounds, in percent."""
    keywords: str = ""
    """Words that count like our name, with commas between them."""
    do_not_disturb: bool = False
    quiet_hours: bool = False
    """Not to be disturbed from `quiet_from` to `quiet_to`, times of day such as 22:00."""
    quiet_from: str = "22:00"
    quiet_to: str = "07:00"
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
    chosen = asdict(Settings())
    chosen.update((name, found[name]) for name, usual in list(chosen.items()) if type(found.get(name)) is type(usual))
    recent = found.get("recent")
    addresses = tuple(one for one in recent if isinstance(one, str))[:RECENT_KEPT] if isinstance(recent, list) else ()
    chosen["recent"] = addresses
    return Settings(**chosen)


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
