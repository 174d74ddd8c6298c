"""Draws the program's icon, two speech bubbles, one in front of the other, in every size and format. Run it after changing it.

    PYTHONPATH=. python3 tools/draw_icon.py

The files are kept: in `assets/icon` those that the program shows, in `package/icons` those that desktops want to have.
"""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple

from PIL import Image, ImageDraw

ROOT: Final = Path(__file__).parents[1]
SHOWN, GIVEN = Path("assets/icon"), Path("package/icons")
"""Folders below the root: for the window and the tray; for the packages."""
DESIGN: Final = 256
"""The side of the picture in which all numbers below are."""
FINER: Final = 4
"""Drawn this much larger, then made smaller: soft edges."""
SIZES_OF_WINDOWS: Final = (16, 24, 32, 48, 64, 128, 256)
SIZES_OF_MACOS: Final = (16, 32, 64, 128, 256, 512, 1024)
SIZES_OF_LINUX: Final = (16, 22, 24, 32, 48, 64, 128, 256, 512)
"""Folders of the icon theme `hicolor`."""
TRAY_SIZE: Final = 64

Box = tuple[int, int, int, int]


class Inks(NamedTuple):
    """The colours of one drawing; "" leaves a hole."""

    behind: str
    front: str
    dots: str


COLOURED: Final = Inks("#8fb3ff", "#2f6fed", "#ffffff")
TRAY: Final[Mapping[str, Inks]] = MappingProxyType({"light": Inks("#1b1e25", "#1b1e25", ""), "dark": Inks("#ffffff", "#ffffff", "")})
"""On a light and on a dark panel: one colour, as trays have it."""


class Pen:
    """Draws on a picture in the numbers of the design.

    Args:
        side: Of the picture, in pixels.
    """

    def __init__(self, side: int) -> None:
        self.picture = Image.new("RGBA", (side, side))
        self._draw, self._scale = ImageDraw.Draw(self.picture), side / DESIGN

    def _scaled(self, numbers: tuple[int, ...]) -> list[float]:
        return [number * self._scale for number in numbers]

    def box(self, box: Box, radius: int, ink: str) -> None:
        """Draw a rounded box, or a hole of its shape."""
        self._draw.rounded_rectangle(self._scaled(box), radius=radius * self._scale, fill=ink or (0, 0, 0, 0))

    def tail(self, corners: tuple[int, ...], ink: str) -> None:
        """Draw the triangle that points to who speaks."""
        self._draw.polygon(self._scaled(corners), fill=ink)

    def dot(self, box: Box, ink: str) -> None:
        """Draw a circle, or a hole of its shape."""
        self._draw.ellipse(self._scaled(box), fill=ink or (0, 0, 0, 0))


def drawn(size: int, inks: Inks = COLOURED) -> Image.Image:
    """Return the icon, *size* pixels wide and high."""
    pen = Pen(size * FINER)
    pen.box((84, 22, 246, 148), 36, inks.behind)
    pen.tail((206, 140, 232, 140, 234, 182), inks.behind)
    pen.box((0, 66, 196, 216), 46, "")
    pen.box((10, 76, 186, 206), 36, inks.front)
    pen.tail((36, 196, 82, 196, 34, 246), inks.front)
    for middle in (56, 98, 140):
        pen.dot((middle - 13, 128, middle + 13, 154), inks.dots)
    return pen.picture.resize((size, size), Image.Resampling.LANCZOS)


def pictures() -> dict[Path, list[Image.Image]]:
    """Return every file, by its path below the root, with the pictures that it holds, the largest last."""
    return {
        SHOWN / "desktop-chat.png": [drawn(DESIGN)],
        **{SHOWN / f"tray-{panel}.png": [drawn(TRAY_SIZE, inks)] for panel, inks in TRAY.items()},
        GIVEN / "desktop-chat.ico": [drawn(size) for size in SIZES_OF_WINDOWS],
        GIVEN / "desktop-chat.icns": [drawn(size) for size in SIZES_OF_MACOS],
        **{GIVEN / f"{size}.png": [drawn(size)] for size in SIZES_OF_LINUX},
    }


def write(root: Path) -> None:
    """Write every file below a folder."""
    for name, images in pictures().items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        *smaller, largest = images
        if smaller:
            largest.save(root / name, append_images=smaller, sizes=[image.size for image in images])
        else:
            largest.save(root / name, optimize=True)


if __name__ == "__main__":
    write(ROOT)
