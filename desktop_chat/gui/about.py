"""What the program is made of, and where its files are: rows of the settings window. No Tk."""

import platform
from pathlib import Path
from typing import Final

from desktop_chat import __version__, paths
from desktop_chat.gui.settings_model import Fact, FactForm, Row, Section
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


def about_rows(folder: Path) -> tuple[Row, ...]:
    """Return the rows.

    Args:
        folder: The data folder.
    """
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
