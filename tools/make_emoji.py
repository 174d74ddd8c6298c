"""Makes the emoji of assets/emoji/ out of Noto Color Emoji and Unicode's own list of them.

    python3 tools/make_emoji.py FONT LIST

On Debian FONT is /usr/share/fonts/truetype/noto/NotoColorEmoji.ttf of fonts-noto-color-emoji, and LIST is
/usr/share/unicode/emoji/emoji-test.txt of unicode-data. Pillow must have been built with raqm, as its wheels for Linux are: it
joins families, flags and skin tones.

`sequences.txt` holds one emoji a line, in Unicode's order, without variation selectors. Picture N of them is the square N % 64 of
the sheet N // 64, read row by row: small sheets, so that the first emoji on the screen costs the reading of one of them only.
"""

import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from desktop_chat.gui.look.emoji import TILE, TILES_IN_ROW, TILES_IN_SHEET, bare  # noqa: E402

FOLDER = ROOT / "assets" / "emoji"
FONT_SIZE: Final = 109
"""The one size in which the font holds its pictures."""
PICTURE: Final = (136, 128)
"""Of the font, in pixels."""
QUALITY: Final = 78
LISTED = re.compile(r"^([0-9A-F ]+?) +; fully-qualified", re.MULTILINE)


def sequences(listed: str) -> list[str]:
    """Return all emoji of Unicode's list."""
    return ["".join(chr(int(code, 16)) for code in found.group(1).split()) for found in LISTED.finditer(listed)]


def picture(sequence: str, font: ImageFont.FreeTypeFont) -> Image.Image:
    """Return the picture of one emoji, a square."""
    width, height = PICTURE
    square = Image.new("RGBA", (width, width), (0, 0, 0, 0))
    ImageDraw.Draw(square).text((0, (width - height) // 2), sequence, font=font, embedded_color=True)
    return square.resize((TILE, TILE), Image.Resampling.LANCZOS)


def sheet(pictures: Iterable[Image.Image]) -> Image.Image:
    """Return pictures side by side, row by row."""
    whole = Image.new("RGBA", (TILES_IN_ROW * TILE, TILES_IN_SHEET // TILES_IN_ROW * TILE), (0, 0, 0, 0))
    for at, one in enumerate(pictures):
        whole.paste(one, (at % TILES_IN_ROW * TILE, at // TILES_IN_ROW * TILE))
    return whole


def main(font_file: str, list_file: str) -> int:
    """Write the list and the sheets."""
    font = ImageFont.truetype(font_file, FONT_SIZE, layout_engine=ImageFont.Layout.RAQM)
    everything = sequences(Path(list_file).read_text(encoding="utf-8"))
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / "sequences.txt").write_text("\n".join(map(bare, everything)) + "\n", encoding="utf-8")
    for first in range(0, len(everything), TILES_IN_SHEET):
        pictures = (picture(one, font) for one in everything[first : first + TILES_IN_SHEET])
        sheet(pictures).save(FOLDER / f"{first // TILES_IN_SHEET:02}.webp", quality=QUALITY, method=6)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
