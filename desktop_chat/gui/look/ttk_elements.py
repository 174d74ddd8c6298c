"""Parts of controls that are made of pictures, each made once for a theme: Tk cannot forget one."""

from tkinter import ttk


class Elements:
    """The parts of the theme in use.

    Args:
        style: Whose theme it is.
    """

    def __init__(self, style: ttk.Style) -> None:
        self._style, self._known = style, frozenset(style.element_names())

    def make(
        self,
        name: str,
        usual: str,
        *states: tuple[*tuple[str, ...], str],
        border: int | tuple[int, int],
        padding: int | tuple[int, int] = 0,
        sticky: str = "nsew",
    ) -> None:
        """Make a part, unless the theme has it from before: then it finds its pictures again by their names.

        Args:
            name: Of the part.
            usual: The name of its picture.
            states: Each with the picture, last, that the part has in all of these states; the first that fits counts.
            border: How much of each side is not stretched, in pixels.
            padding: The room inside.
            sticky: Which sides it reaches.
        """
        if name not in self._known:
            self._style.element_create(name, "image", usual, *states, border=border, padding=padding, sticky=sticky)
