"""Draws the program's icon: two speech bubbles, one in front of the other. Run it after changing it.

The files it writes are kept in assets/icon, so that nobody needs this to build or run the program.
"""

from pathlib import Path

from PIL import Image, ImageDraw

ICONS = Path(__file__).parents[1] / "assets" / "icon"
SIZE = 256
FINER = 4
"""Drawn this much larger, then made smaller: soft edges."""
BEHIND, FRONT, DOTS = "#8fb3ff", "#2f6fed", "#ffffff"
SIZES_OF_WINDOWS = (16, 24, 32, 48, 64, 128, 256)

Box = tuple[int, int, int, int]


def scaled(*numbers: int) -> list[int]:
    """Return numbers of the 256-pixel picture in the finer one."""
    return [number * FINER for number in numbers]


def bubble(draw: ImageDraw.ImageDraw, box: Box, tail: tuple[int, ...], colour: str) -> None:
    """Draw a rounded box and the triangle that points to who speaks."""
    draw.rounded_rectangle(scaled(*box), radius=36 * FINER, fill=colour)
    draw.polygon(scaled(*tail), fill=colour)


def icon() -> Image.Image:
    """Return the icon."""
    picture = Image.new("RGBA", (SIZE * FINER, SIZE * FINER))
    draw = ImageDraw.Draw(picture)
    bubble(draw, (84, 22, 246, 148), (206, 140, 232, 140, 234, 182), BEHIND)
    draw.rounded_rectangle(scaled(0, 66, 196, 216), radius=46 * FINER, fill=(0, 0, 0, 0))
    bubble(draw, (10, 76, 186, 206), (36, 196, 82, 196, 34, 246), FRONT)
    for middle in (56, 98, 140):
        draw.ellipse(scaled(middle - 13, 128, middle + 13, 154), fill=DOTS)
    return picture.resize((SIZE, SIZE), Image.Resampling.LANCZOS)


if __name__ == "__main__":
    drawn = icon()
    drawn.save(ICONS / "desktop-chat.png", optimize=True)
    drawn.save(ICONS / "desktop-chat.ico", sizes=[(size, size) for size in SIZES_OF_WINDOWS])
