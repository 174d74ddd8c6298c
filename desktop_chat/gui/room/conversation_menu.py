"""The menu of the open conversation, behind a button at the right of its head."""

from collections.abc import Callable
from functools import partial
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
        for label, deed, everywhere in (
            (tr("Find here"), Shortcut.FIND, False),
            (tr("Find everywhere"), Shortcut.FIND_EVERYWHERE, True),
        ):
            self.menu.add_command(label=label, accelerator=shown_for(deed), command=partial(search, everywhere))
        self.menu.add_command(label=tr("Save as a file"), command=export)
        self.menu.add_command(label=tr("Go to a day"), accelerator=shown_for(Shortcut.DAY), command=go_to_day)
        button = ttk.Button(head, text="⋯", style="Corner.TButton", width=3)
        button.configure(command=lambda: self.menu.tk_popup(button.winfo_rootx(), button.winfo_rooty() + button.winfo_height()))
        button.pack(side="right")
