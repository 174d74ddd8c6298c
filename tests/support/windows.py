"""Real windows in processes of their own."""

import json
import sys
from pathlib import Path

from tests.support.processes import Program


class Window(Program):
    """A window that does as it is told; `tests/support/driven.py` says what it can be told.

    Args:
        folder: Its data folder.
        arguments: What follows it.
        environment: What differs from that of this process.
    """

    module = "driven"

    def __init__(self, folder: Path, *arguments: str, **environment: str) -> None:
        super().__init__([sys.executable, "-W", "error", "-m", f"tests.support.{self.module}", folder, *arguments], **environment)  # type: ignore[arg-type]  # None of its own names

    def order(self, *words: str) -> None:
        """Tell it to do something."""
        self.say(json.dumps(words))

    def until_seen(self, place: str, part: str) -> list[str]:
        """Wait until *part* stands in a place of the window; return all lines there."""
        self.order("until", place, part)
        lines = json.loads(self.until("]\n"))
        assert isinstance(lines, list)
        return lines


class WatchedWindow(Window):
    """One that is used by a real keyboard and only tells what can be read in it: `tests/support/watched.py`."""

    module = "watched"
