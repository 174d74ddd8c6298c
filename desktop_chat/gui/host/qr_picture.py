"""A QR code as a picture in a file. No Tk."""

from pathlib import Path
from typing import Final

from PIL import Image

from desktop_chat.i18n import tr

BORDER: Final = 4
"""Light squares around a QR code (ISO/IEC 18004 6.3.8): without them many cameras do not find it."""
SQUARE: Final = 12
"""Pixels of a square: sharp on paper too."""


def save_qr(squares: tuple[tuple[bool, ...], ...], file: Path) -> str:
    """Write a QR code as PNG, dark on light; return why that cannot be done, or ""."""
    size = len(squares) + 2 * BORDER
    picture = Image.new("1", (size, size), 1)
    for y, row in enumerate(squares, BORDER):
        for x, dark in enumerate(row, BORDER):
            picture.putpixel((x, y), 0 if dark else 1)
    try:
        picture.resize((size * SQUARE, size * SQUARE), Image.Resampling.NEAREST).save(file, "PNG")
    except OSError as error:
        return tr("{path} cannot be written: {reason}.", path=file, reason=error.strerror or error)
    return ""
