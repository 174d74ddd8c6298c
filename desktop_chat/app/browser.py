"""The web browser of whoever sits in front of the window."""

import logging
import webbrowser

from desktop_chat.gui.links import may_open

log = logging.getLogger(__name__)


def browse(url: str) -> None:
    """Show an address in the browser, or in what the desktop has for its kind, which may take seconds to start."""
    if may_open(url) and not webbrowser.open(url):
        log.warning("no browser could be started for %s", url)
