"""Whether the desktop is dark: asked when the window begins and when the person comes back to it. No Tk.

Each system is asked in its own way; where it does not answer, or too late, nothing is known.
"""

import logging
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from typing import Final

log = logging.getLogger(__name__)

ASK_SECONDS: Final = 0.5
"""An answer takes a hundredth of it."""
GSETTINGS: Final = ("gsettings", "get", "org.gnome.desktop.interface")


def desktop_is_dark() -> bool | None:
    """Return whether the desktop is dark; None if it does not say."""
    return ASKING.get(sys.platform, _ask_gnome)()


def _answer(*command: str) -> str:
    """Return what a program prints, "" if it is not there, does not know or is too slow."""
    program = shutil.which(command[0])
    if program is None:
        return ""
    try:
        done = subprocess.run((program, *command[1:]), capture_output=True, timeout=ASK_SECONDS, check=False)  # noqa: S603  # Words of ours.
    except (OSError, subprocess.TimeoutExpired) as error:
        log.info("the desktop does not say whether it is dark: %s", error)
        return ""
    return done.stdout.decode(errors="replace").strip().strip("'")


def _ask_gnome() -> bool | None:
    """Ask as GNOME and the desktops that follow it tell (gsettings)."""
    scheme = _answer(*GSETTINGS, "color-scheme")
    if scheme in {"prefer-dark", "prefer-light"}:
        return scheme == "prefer-dark"
    theme = _answer(*GSETTINGS, "gtk-theme")
    return "dark" in theme.lower() if theme else None


def _ask_macos() -> bool | None:
    """Ask for the appearance; the key is there only while it is dark."""
    return _answer("defaults", "read", "-g", "AppleInterfaceStyle") == "Dark"


def _ask_windows() -> bool | None:
    """Ask the registry."""
    if sys.platform == "win32":
        import winreg  # noqa: PLC0415  # There is none elsewhere.

        path = r"Software\Microsoft\Windows\CurrentVersion\Themes\Personalize"
        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, path) as key:
                return bool(winreg.QueryValueEx(key, "AppsUseLightTheme")[0] == 0)
        except OSError as error:
            log.info("the desktop does not say whether it is dark: %s", error)
    return None


ASKING: Final[Mapping[str, Callable[[], bool | None]]] = {"darwin": _ask_macos, "win32": _ask_windows}
"""Everywhere else as GNOME tells."""
