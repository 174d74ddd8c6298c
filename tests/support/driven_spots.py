"""Where on the screen the things are that a test points the real mouse at."""

from desktop_chat.gui.window import MainWindow
from tests.support.tk import y_of

FIRST_CHANNEL = "general"
SPOTS = frozenset({"button", "field", "text", "timeline spot", "channel", "keyboard"})
"""The button that sends, the field of the search panel, the composer, the timeline, the first channel; and what has the keyboard."""


def spot_of(window: MainWindow, what: str) -> list[str]:
    """Return the x and y of one of `SPOTS`; of the keyboard, the name of the widget that has it."""
    room = window.room
    if what == "keyboard":
        return [str(window.root.focus_get())]
    if what == "channel":
        canvas = room.side.conversations.canvas
        return [str(canvas.winfo_rootx() + 60), str(canvas.winfo_rooty() + y_of(canvas, FIRST_CHANNEL))]
    pane = room.pane
    widgets = {
        "button": pane.composer.button,
        "field": pane.search.entry,
        "text": pane.composer.text,
        "timeline spot": pane.timeline.canvas,
    }
    widget = widgets[what]
    return [str(widget.winfo_rootx() + widget.winfo_width() // 2), str(widget.winfo_rooty() + widget.winfo_height() // 2)]
