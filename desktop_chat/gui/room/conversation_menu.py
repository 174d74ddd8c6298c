"""The menu of the open conversation, behind a button at the right of its head."""

from collections.abc import Callable
from tkinter import ttk

from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.settings.keys import Shortcut, shown_for
from desktop_chat.gui.widgets.menus import make_menu
from desktop_chat.i18n import tr


class ConversationMenu:
    """A button and its menu.

    Args:
        head: Where the button stands.
        look: Colours, sizes, fonts.
        search: Opens the search panel: for all rooms, or for the open conversation.
        go_to_day: Asks for a day, and shows what was said then.
        export: Saves the conversation.
    """

    def __init__(
        self, head: ttk.Frame, look: Look, *, search: Callable[[bool], None], go_to_day: Callable[[], None], export: Callable[[], None]
    ) -> None:
        self.menu = make_menu(head, look)
        self.menu.add_command(label=tr("Find here"), accelerator="Ctrl+F", command=lambda: search(False))  # noqa: FBT003  # For all rooms
        self.menu.add_command(label=tr("Find everywhere"), accelerator="Ctrl+Shift+F", command=lambda: search(True))  # noqa: FBT003  # The same
        self.menu.add_command(label=tr("Save as a file"), command=export)
        self.menu.add_command(label=tr("Go to a day"), accelerator=shown_for(Shortcut.DAY), command=go_to_day)
        button = ttk.Button(head, text="⋯", style="Corner.TButton", width=3)
        button.configure(command=lambda: self.menu.tk_popup(button.winfo_rootx(), button.winfo_rooty() + button.winfo_height()))
        button.pack(side="right")
