"""Real windows in processes of their own."""

import json
import sys
from pathlib import Path

from tests.support.processes import Program


class Window(Program):
    """A window that does as it is told; `tests/support/driven.py` says what it can be told.

    Args:
        folder: Its data.
        arguments: What follows the folder.
        module: `watched` for one that only tells what can be read.
    """

    def __init__(self, folder: Path, *arguments: str, module: str = "driven") -> None:
        super().__init__([sys.executable, "-W", "error", "-m", f"tests.support.{module}", folder, *arguments])

    def order(self, *words: str) -> None:
        """Tell it to do something."""
        self.say(json.dumps(words))

    def until_seen(self, place: str, part: str) -> list[str]:
        """Wait until *part* stands in a place of the window; return all lines there."""
        self.order("until", place, part)
        lines = json.loads(self.until("]\n"))
        assert isinstance(lines, list)
        return lines
