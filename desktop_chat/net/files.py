"""Files that only their owner can read."""

import logging
import os
from pathlib import Path

log = logging.getLogger(__name__)


def write_private(file: Path, text: str) -> None:
    """Write a file that only its owner can read, whole or not at all; a failure is logged."""
    temporary = file.with_suffix(".tmp")
    try:
        temporary.unlink(missing_ok=True)
        with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as opened:
            opened.write(text)
        temporary.replace(file)
    except OSError as error:
        log.warning("%s could not be written: %s", file, error)
