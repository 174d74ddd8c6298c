"""Where things are: the program's own files, and each person's data, by the conventions of the desktop."""

import sys
from pathlib import Path

from platformdirs import user_data_path


def asset(name: str) -> Path:
    """Return the path of a file that belongs to the program: in the package, beside it in the source tree, or unpacked."""
    package = Path(__file__).parent
    places = [Path(getattr(sys, "_MEIPASS", package)) / "assets", package / "assets", package.parent / "assets"]
    return next((place for place in places if place.is_dir()), places[-1]) / name


def data_folder(chosen: Path | None) -> Path:
    """Return the folder of a person's data, made if it is not there and readable by its owner only.

    Args:
        chosen: Another folder than the usual one of this desktop.

    Raises:
        OSError: If it cannot be made.
    """
    folder = chosen or user_data_path("desktop-chat", appauthor=False)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def profile_folder(folder: Path, name: str) -> Path:
    """Return the data folder of a profile, made as `data_folder` does; "" names the usual one, which is *folder* itself."""
    return data_folder(folder / "profiles" / name) if name else folder


def room_log(folder: Path) -> Path:
    """Return the file of the hosted room's log."""
    return folder / "room.sqlite3"


def history_file(folder: Path) -> Path:
    """Return the file of the person's own history of all rooms."""
    return folder / "history.sqlite3"


def settings_file(folder: Path) -> Path:
    """Return the file of the settings."""
    return folder / "settings.json"


def authority_file(folder: Path) -> Path:
    """Return the file of the key by which members know the room that is hosted here."""
    return folder / "room-authority.pem"


def host_file(folder: Path) -> Path:
    """Return the file of the host's own key and certificate."""
    return folder / "room-host.pem"


def device_file(folder: Path) -> Path:
    """Return the file of the key by which hosts know this device."""
    return folder / "device.pem"


def known_rooms_file(folder: Path) -> Path:
    """Return the file of the rooms that a person has been in, with their keys."""
    return folder / "known-rooms.json"


def passwords_file(folder: Path) -> Path:
    """Return the file of rooms' passwords, for systems without a keyring."""
    return folder / "passwords.json"


def bans_file(folder: Path) -> Path:
    """Return the file of those who may not come into the room hosted here."""
    return folder / "bans.json"


def choices_file(folder: Path) -> Path:
    """Return the file of what the host of the room chose."""
    return folder / "hosting.json"


def window_file(folder: Path) -> Path:
    """Return the file in which the window says how a second start reaches it."""
    return folder / "window.json"


def log_file(folder: Path) -> Path:
    """Return the file of the program's own log."""
    return folder / "desktop-chat.log"
