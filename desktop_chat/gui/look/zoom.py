"""How large everything is, step by step. No Tk."""

from typing import Final

from desktop_chat.settings import RANGES, KeptSettings, Settings

STEP: Final = 10
"""Per cent."""


def zoom(kept: KeptSettings, steps: int) -> None:
    """Make everything so many steps larger, or smaller (-1), as far as it goes; 0 is back to the usual size."""
    least, most = RANGES["zoom"]
    wanted = kept.now.zoom // STEP * STEP + steps * STEP if steps else Settings().zoom
    kept.change(zoom=min(max(wanted, least), most))
