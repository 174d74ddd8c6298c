"""Pictures drawn at the scale of the screen: round corners, avatars, icons, emoji.

Each is opaque, on the one colour that it will stand on: a picture that lets something through costs four times as much to draw
on X11. Each is held by a label that is never seen: when the last use of a picture disappears, Tk forgets its pixels.
"""

import tkinter as tk
from collections import OrderedDict
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from PIL import Image, ImageDraw, ImageTk

from desktop_chat import paths
from desktop_chat.gui.look.emoji import TILE, TILES_IN_ROW, TILES_IN_SHEET, bare, sequences
from desktop_chat.gui.look.icons import ICONS
from desktop_chat.gui.rows import Presence

FINENESS: Final = 4
"""Pictures are drawn so many times as large and then made smaller: that makes their edges smooth."""
PICTURES_KEPT: Final = 1_000
SHEETS_KEPT: Final = 6

Draw = Callable[[ImageDraw.ImageDraw, int, int], None]
"""Draws a picture, given its width and height in fine pixels."""


@lru_cache(maxsize=SHEETS_KEPT)
def _sheet(number: int) -> Image.Image:
    """Return a sheet of emoji; reading one takes 4 ms."""
    with Image.open(paths.asset(f"emoji/{number:02}.webp")) as file:
        return file.convert("RGBA")


class Images:
    """Makes pictures and keeps those that were used last. Main thread only.

    Args:
        holder: A frame that is never seen.
        scale: Pixels for each pixel of the design.
        theme: The name of the theme that these are for; its own pictures are called after it.
        edge: Thickness of edges, in pixels of the design.
    """

    def __init__(self, holder: tk.Misc, scale: float, *, theme: str = "", edge: int = 1) -> None:
        self._holder, self._scale, self._theme, self._edge = holder, scale, theme, edge
        self._held: dict[tuple[object, ...], str] = {}
        self._kept: OrderedDict[tuple[object, ...], tuple[ImageTk.PhotoImage, tk.Label]] = OrderedDict()

    def corner(self, radius: int, fill: str, ground: str, *, side: str, border: str = "") -> str:
        """Return a round corner of a box.

        Args:
            radius: In pixels; so is the side of the picture.
            fill: The colour of the box.
            ground: What it stands on.
            side: `nw`, `ne`, `sw` or `se`.
            border: The colour of its edge; "" for none.
        """

        def draw(pen: ImageDraw.ImageDraw, width: int, height: int) -> None:
            left, top = (0 if "w" in side else -width), (0 if "n" in side else -height)
            edge = self._line() if border else 0
            if border:
                pen.ellipse((left, top, left + 2 * width - 1, top + 2 * height - 1), fill=border)
            pen.ellipse((left + edge, top + edge, left + 2 * width - 1 - edge, top + 2 * height - 1 - edge), fill=fill)

        return self._drawn(("corner", radius, fill, ground, side, border), radius, radius, ground, draw)

    def box(self, size: tuple[int, int], radius: int, fill: str, ground: str, *, border: str = "", ring: str = "") -> str:
        """Return a whole box with round corners, for what is always of one size or is stretched in its middle.

        Args:
            size: Width and height, in pixels.
            radius: In pixels.
            fill: Its colour.
            ground: What it stands on.
            border: The colour of its edge.
            ring: The colour of a second edge inside, which shows the focus.
        """
        return self._drawn(("box", *size, radius, fill, ground, border, ring), *size, ground, self._box(radius, fill, border, ring))

    def _box(self, radius: int, fill: str, border: str, ring: str) -> Draw:
        def draw(pen: ImageDraw.ImageDraw, width: int, height: int) -> None:
            edges = [colour for colour in (ring, border or ring) if colour]
            inset = 0
            for colour in (*edges, fill):
                pen.rounded_rectangle(
                    (inset, inset, width - 1 - inset, height - 1 - inset), radius=max(radius * FINENESS - inset, 0), fill=colour
                )
                inset += self._line()

        return draw

    def held_box(self, size: tuple[int, int], radius: int, fill: str, ground: str, *, border: str = "", ring: str = "") -> str:
        """Return a box as `box` does, for a theme: it stays until `free`."""
        key = ("box", *size, radius, fill, ground, border, ring)
        return self.held(key, size, ground, self._box(radius, fill, border, ring))

    def held_bar(self, width: int, height: int, inset: int, fill: str, ground: str) -> str:
        """Return a bar with round ends, for a theme: it stays until `free`.

        Args:
            width: In pixels, the space beside it included.
            height: In pixels.
            inset: How wide that space is, on each side.
            fill: Its colour.
            ground: What it stands on.
        """

        def draw(pen: ImageDraw.ImageDraw, wide: int, high: int) -> None:
            side = inset * FINENESS
            pen.rounded_rectangle((side, side, wide - 1 - side, high - 1 - side), radius=(wide - 2 * side) / 2, fill=fill)

        return self.held(("bar", width, height, inset, fill, ground), (width, height), ground, draw)

    def held(self, key: tuple[object, ...], size: tuple[int, int], ground: str, draw: Draw) -> str:
        """Return a drawing for a theme: it stays until `free`.

        Its name is the same whenever this theme is made: Tk cannot forget a theme, and its parts find their pictures again by their names.

        Args:
            key: What it is; the same is drawn once.
            size: Width and height, in pixels.
            ground: What it stands on.
            draw: Draws it.
        """
        name = self._held.get(key)
        if name is None:
            name = self._held[key] = f"{self._theme}.{len(self._held)}"
            if name not in self._holder.tk.splitlist(self._holder.tk.call("image", "names")):
                picture = self._picture(*size, ground, draw)
                pixels = b"P6 %d %d 255\n" % picture.size + picture.tobytes()
                self._holder.tk.call("image", "create", "photo", name, "-format", "ppm", "-data", pixels)
        return name

    def free(self) -> None:
        """Give back all pictures; nothing that shows one may be there any more."""
        for _, label in self._kept.values():
            label.destroy()
        self._kept.clear()
        self._holder.tk.call("image", "delete", *self._held.values())
        self._held.clear()

    def tile(self, size: int, fill: str, ground: str) -> str:
        """Return the square with very round corners that stands for a person in the timeline."""
        return self.box((size, size), round(size * 0.3), fill, ground)

    def disc(self, size: int, fill: str, ground: str) -> str:
        """Return a circle."""
        return self.box((size, size), size // 2, fill, ground)

    def dot(self, size: int, presence: Presence, fill: str, ground: str, behind: str) -> str:
        """Return a small sign with an edge, which lies over a larger circle: full for here, a crescent for away, a ring for gone.

        Args:
            size: In pixels, with the edge.
            presence: What it says.
            fill: Its colour.
            ground: What both stand on; its edge has this colour.
            behind: The colour of the larger one.
        """

        def draw(pen: ImageDraw.ImageDraw, width: int, height: int) -> None:
            # The larger circle ends about here: up to its rim the picture has its colour.
            large = width * 2.5
            left = width * 0.85 - large
            pen.ellipse((left, left, left + large - 1, left + large - 1), fill=behind)
            edge = width * 0.14
            pen.ellipse((0, 0, width - 1, height - 1), fill=ground)
            pen.ellipse((edge, edge, width - 1 - edge, height - 1 - edge), fill=fill)
            if presence is Presence.AWAY:
                pen.ellipse((edge - width * 0.12, edge - width * 0.12, width * 0.58, height * 0.58), fill=ground)
            elif presence is Presence.GONE:
                inner = edge + width * 0.17
                pen.ellipse((inner, inner, width - 1 - inner, height - 1 - inner), fill=ground)

        return self._drawn(("dot", size, presence, fill, ground, behind), size, size, ground, draw)

    def icon(self, name: str, size: int, colour: str, ground: str) -> str:
        """Return a sign of `icons`, in pixels."""

        def draw(pen: ImageDraw.ImageDraw, width: int, _height: int) -> None:
            ICONS[name](pen, width / 24, colour, ground)

        return self._drawn(("icon", name, size, colour, ground), size, size, ground, draw)

    def emoji(self, sequence: str, size: int, ground: str) -> str:
        """Return the picture of an emoji that `emoji.split_emoji` has found."""
        key = ("emoji", sequence, size, ground)
        return self._known(key) or self._keep(key, self._emoji(sequence, size, ground))

    def _emoji(self, sequence: str, size: int, ground: str) -> Image.Image:
        number = sequences()[bare(sequence)]
        place = number % TILES_IN_SHEET
        left, top = place % TILES_IN_ROW * TILE, place // TILES_IN_ROW * TILE
        tile = _sheet(number // TILES_IN_SHEET).crop((left, top, left + TILE, top + TILE)).resize((size, size), Image.Resampling.LANCZOS)
        whole = Image.new("RGB", (size, size), ground)
        whole.paste(tile, (0, 0), tile)
        return whole

    def _drawn(self, key: tuple[object, ...], width: int, height: int, ground: str, draw: Draw) -> str:
        known = self._known(key)
        if known:
            return known
        return self._keep(key, self._picture(width, height, ground, draw))

    def _picture(self, width: int, height: int, ground: str, draw: Draw) -> Image.Image:
        fine = Image.new("RGB", (max(width, 1) * FINENESS, max(height, 1) * FINENESS), ground)
        draw(ImageDraw.Draw(fine), fine.width, fine.height)
        return fine.reduce(FINENESS)

    def _line(self) -> int:
        """Return the thickness of an edge, in fine pixels."""
        return max(round(self._scale * self._edge), 1) * FINENESS

    def _known(self, key: tuple[object, ...]) -> str:
        known = self._kept.get(key)
        if known is None:
            return ""
        self._kept.move_to_end(key)
        return str(known[0])

    def _keep(self, key: tuple[object, ...], picture: Image.Image) -> str:
        image = ImageTk.PhotoImage(picture, master=self._holder)
        self._kept[key] = image, tk.Label(self._holder, image=str(image))
        if len(self._kept) > PICTURES_KEPT:
            _, label = self._kept.popitem(last=False)[1]
            label.destroy()
        return str(image)
