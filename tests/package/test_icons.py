"""Every icon that is kept is what the one drawing gives."""

from pathlib import Path

import pytest
from PIL import IcnsImagePlugin, IcoImagePlugin, Image

from tests.support.layers import ROOT
from tools.draw_icon import GIVEN, SHOWN, SIZES_OF_LINUX, pictures, write

NAMES = [path.as_posix() for path in pictures()]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Draw all of them anew; return the folder."""
    folder = tmp_path_factory.mktemp("icons")
    write(folder)
    return folder


def frames(file: Path) -> dict[tuple[int, ...], bytes]:
    """Return the pixels of every picture that a file holds, by its size."""
    with Image.open(file) as image:
        if isinstance(image, IcoImagePlugin.IcoImageFile):
            return {size: image.ico.getimage(size).convert("RGBA").tobytes() for size in image.info["sizes"]}
        if isinstance(image, IcnsImagePlugin.IcnsImageFile):
            return {size: image.icns.getimage(size).convert("RGBA").tobytes() for size in image.info["sizes"]}
        return {image.size: image.convert("RGBA").tobytes()}


@pytest.mark.parametrize("name", NAMES)
def test_a_kept_file_is_what_the_drawing_gives(name: str, made: Path) -> None:
    """Pixel for pixel; how they are packed may differ from one zlib to another."""
    assert frames(ROOT / name) == frames(made / name)


def test_no_file_is_kept_that_nobody_draws() -> None:
    """A size that is drawn no longer is deleted."""
    kept = {path.relative_to(ROOT).as_posix() for folder in (SHOWN, GIVEN) for path in (ROOT / folder).iterdir()}
    assert kept == set(NAMES)


@pytest.mark.parametrize("size", SIZES_OF_LINUX)
def test_a_size_is_drawn_at_that_size(size: int) -> None:
    """The icon theme says how large each is; a smaller one made larger would be blurred."""
    with Image.open(ROOT / GIVEN / f"{size}.png") as image:
        assert image.size == (size, size)


@pytest.mark.parametrize(("panel", "colour"), [("light", (0x1B, 0x1E, 0x25, 255)), ("dark", (255, 255, 255, 255))])
def test_a_tray_icon_has_one_colour_that_stands_out_from_its_panel(panel: str, colour: tuple[int, ...]) -> None:
    """Dark on a light panel, white on a dark one: both bubbles; the dots in them are holes."""
    with Image.open(ROOT / SHOWN / f"tray-{panel}.png") as image:
        pixels = image.convert("RGBA")
    assert {pixels.getpixel(place) for place in ((24, 24), (40, 10))} == {colour}
    assert pixels.getpixel((14, 35)) == (0, 0, 0, 0)
