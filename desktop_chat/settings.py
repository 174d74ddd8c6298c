"""What a person has chosen, kept from one start to the next."""

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

log = logging.getLogger(__name__)

RECENT_KEPT = 8

Value = str | bool | int | tuple[str, ...]
"""What a setting can be."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings, with what holds before anything was chosen.

    A new one is a field here, a row in `CHOICES` or `RANGES` if not everything of its kind makes sense, and a row in
    `gui/settings/settings_model` if a person shall change it in the settings window.
    """

    nick: str = ""
    display_name: str = ""
    """What of ourselves is told to every room: this, a colour as `#rrggbb`, and what we are at."""
    own_colour: str = ""
    own_status: str = ""
    language: str = "auto"
    """`en`, `ko`, or `auto` for the desktop's."""
    theme: str = "system"
    """`dark`, `light`, `contrast`, or `system` for the desktop's."""
    messages: str = "rows"
    """How talk is shown: `rows` or `bubbles`."""
    zoom: int = 100
    """How large everything is, in per cent of the screen's own scale."""
    density: str = "comfortable"
    """How far rows stand apart: `comfortable` or `compact`."""
    enter_sends: bool = True
    """Enter sends and Shift+Enter begins a line; else the other way round."""
    tells_typing: bool = True
    """Others see that one is typing."""
    emoji_recent: tuple[str, ...] = ()
    """Emoji that were picked, the last first."""
    emoji_tone: int = 0
    """The skin tone of emoji that have one: none, or from light to dark."""
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
    """The window's size and place, as Tk writes it; of a maximised one those that it had before."""
    maximised: bool = False
    side_shown: bool = True
    """The channels are shown where there is room for them; so are the members."""
    members_shown: bool = True
    settings_section: str = ""
    """Which part of the settings was seen last."""
    recent: tuple[str, ...] = ()
    """Addresses of rooms, the last first."""

    def with_recent(self, address: str) -> tuple[str, ...]:
        """Return the recent addresses with one more at the front."""
        return (address, *(other for other in self.recent if other != address))[:RECENT_KEPT]


CHOICES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "language": ("auto", "en", "ko"),
        "theme": ("system", "dark", "light", "contrast"),
        "messages": ("rows", "bubbles"),
        "density": ("comfortable", "compact"),
    }
)
"""All values of the settings that have only a few."""
RANGES: Final[Mapping[str, tuple[int, int]]] = MappingProxyType({"zoom": (80, 200), "volume": (0, 100), "emoji_tone": (0, 5)})
"""The least and the greatest value of settings that are numbers."""


def can_be(name: str, value: object) -> bool:
    """Return whether a setting can have a value; of those that are none, and of values of another kind, that is False."""
    usual = getattr(Settings(), name, None)
    if name in CHOICES:
        return value in CHOICES[name]
    if isinstance(usual, tuple):
        return isinstance(value, tuple) and all(isinstance(one, str) for one in value)
    if type(value) is not type(usual) or usual is None:
        return False
    return name not in RANGES or (isinstance(value, int) and RANGES[name][0] <= value <= RANGES[name][1])


class KeptSettings:
    """The settings as they are now; each change holds at once, is saved at once, and is told to whoever watches. Main thread only.

    Args:
        settings: As they were left.
        save: Writes them.
    """

    def __init__(self, settings: Settings, save: Callable[[Settings], None]) -> None:
        self.now = settings
        self._save = save
        self._watchers: list[Callable[[Settings], None]] = []

    def watch(self, told: Callable[[Settings], None]) -> None:
        """Call back after each change, with the settings as they were before it; `now` is what holds."""
        self._watchers.append(told)

    def change(self, **values: Value) -> None:
        """Change settings, by their names; what is as it was changes nothing.

        Raises:
            ValueError: If there is no such setting, or it cannot be this.
        """
        wrong = [name for name, value in values.items() if not can_be(name, value)]
        if wrong:
            raise ValueError(f"these settings cannot be so: {wrong}")
        before, changed = self.now, asdict(self.now)
        changed.update(values)
        self.now = Settings(**changed)
        if self.now != before:
            self._save(self.now)
            for told in self._watchers:
                told(before)


def load_settings(path: Path) -> Settings:
    """Read settings; what is missing, unknown, of the wrong kind or out of range is as if it was never chosen.

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
    values = {name: _as_tuple(found[name]) for name in chosen if name in found}
    chosen.update((name, value) for name, value in values.items() if can_be(name, value))
    chosen["recent"] = chosen["recent"][:RECENT_KEPT]
    return Settings(**chosen)


def _as_tuple(value: object) -> object:
    """Return a list of JSON, which knows no tuples, as one, without what is no text in it; anything else as it is."""
    return tuple(one for one in value if isinstance(one, str)) if isinstance(value, list) else value


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
