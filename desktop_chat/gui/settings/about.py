"""What the program tells of itself in the settings window: where its files are, who can read what, what it is made of. No Tk."""

import platform
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from desktop_chat import __version__, paths
from desktop_chat.gui.settings.keys import Shortcut, shown_for
from desktop_chat.gui.settings.settings_model import Fact, FactForm, Row, Section
from desktop_chat.i18n import tr_noop

LICENCE: Final = "MIT"
"""Of what is ours."""
PARTS: Final = (
    ("Python", "PSF-2.0"),
    ("Tcl/Tk", "TCL"),
    ("cryptography", "Apache-2.0 / BSD-3-Clause"),
    ("desktop-notifier", "MIT"),
    ("Emojibase, Unicode CLDR", "MIT, Unicode-3.0"),
    ("Noto Emoji", "OFL-1.1"),
    ("pillow", "MIT-CMU"),
    ("platformdirs", "MIT"),
    ("precis-i18n", "MIT"),
    ("Pretendard", "OFL-1.1"),
    ("psutil", "BSD-3-Clause"),
    ("pygments", "BSD-2-Clause"),
    ("scramp", "MIT-0"),
    ("segno", "BSD-3-Clause"),
    ("zeroconf", "LGPL-2.1-or-later"),
)
"""What others have made, with its licence (SPDX)."""


def facts(folder: Path, addresses: Sequence[str]) -> tuple[Row, ...]:
    """Return all rows.

    Args:
        folder: The data folder.
        addresses: At which others reach the room that is hosted here; none if none is.
    """
    return (*_privacy(), *_history(folder), *_network(addresses), *_about(folder))


def _privacy() -> tuple[Row, ...]:
    return (
        Row(
            "privacy host",
            Section.PRIVACY,
            tr_noop("What a host can read"),
            Fact(""),
            tr_noop(
                "What you say is encrypted on its way. The host of a room can read all that is said in it, from one person to another too."
            ),
        ),
        Row(
            "privacy reports",
            Section.PRIVACY,
            tr_noop("What this program reports"),
            Fact(""),
            tr_noop("Nothing to anybody: it knows no server but the rooms that you go into."),
        ),
    )


def _history(folder: Path) -> tuple[Row, ...]:
    return (
        Row(
            "history own",
            Section.HISTORY,
            tr_noop("Your own history"),
            Fact(str(paths.history_file(folder)), FactForm.COPIED),
            tr_noop(
                "Every line you have seen, on this computer only. Without this file, deleted while the program is closed, all is forgotten."
            ),
        ),
        Row(
            "history host",
            Section.HISTORY,
            tr_noop("The history of a room"),
            Fact(""),
            tr_noop("Its host decides what is kept, for how long, and who can read it later."),
        ),
    )


def _network(addresses: Sequence[str]) -> tuple[Row, ...]:
    hosted = Row(
        "network room",
        Section.NETWORK,
        tr_noop("A room that you host"),
        Fact(shown_for(Shortcut.ROOM), FactForm.KEY),
        tr_noop("Whether it shows up on the network, who may come in, and its limits: all that stands in the panel of the room."),
    )
    found = (Row("network addresses", Section.NETWORK, tr_noop("Others reach your room at"), Fact(", ".join(addresses), FactForm.COPIED)),)
    return (*(found if addresses else ()), hosted)


def _about(folder: Path) -> tuple[Row, ...]:
    version = f"{__version__} · Python {platform.python_version()} · {platform.system()}"
    return (
        Row("about version", Section.ABOUT, "Desktop Chat", Fact(version, FactForm.COPIED)),
        Row("about licence", Section.ABOUT, tr_noop("Licence"), Fact(LICENCE)),
        Row(
            "about folder",
            Section.ABOUT,
            tr_noop("Data folder"),
            Fact(str(folder), FactForm.COPIED),
            tr_noop("Your history, your keys and these settings. Nothing of it leaves this computer by itself."),
        ),
        Row(
            "about log",
            Section.ABOUT,
            tr_noop("Log file"),
            Fact(str(paths.log_file(folder)), FactForm.COPIED),
            tr_noop("What the program did and what went wrong; no word of what was said."),
        ),
        *(Row(f"about {name}", Section.ABOUT, name, Fact(licence)) for name, licence in PARTS),
    )
