"""The line below everything: how others come in, which the host alone sees, and the windows beside this one."""

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk
from typing import Final

from desktop_chat.gui.host.invite_window import InviteWindow
from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.ports import Invite, Panel
from desktop_chat.gui.rows import RoomHead
from desktop_chat.gui.widgets.rule import rule
from desktop_chat.i18n import tr

PAD: Final = 16


class StatusLine(tk.Frame):
    """The line below the room.

    Args:
        parent: Where it stands.
        look: Colours, sizes, fonts.
        invite: Gives the way into the room.
        say: Shows a sentence.
        panels: Windows beside this one, with a button for each.
    """

    def __init__(
        self, parent: tk.Misc, look: Look, *, invite: Callable[[], Invite | None], say: Callable[[str], None], panels: Sequence[Panel] = ()
    ) -> None:
        super().__init__(parent, bg=look.palette.side)
        self._look, self._invite, self._say = look, invite, say
        self._rule = rule(self, look)
        self._rule.pack(fill="x")
        self.address = ttk.Label(self, style="Dim.Side.TLabel")
        self.copy_button = ttk.Button(self, text=tr("Copy the address"), style="Quiet.TButton", command=self._copy_address)
        self.invite_button = ttk.Button(self, text=tr("Invite others"), style="Quiet.TButton", command=self._show_invite)
        for panel in reversed([panel for panel in panels if panel.is_in_room]):
            button = ttk.Button(self, text=panel.title, style="Quiet.TButton", command=panel.open)
            button.pack(side="right", padx=(0, look.px(4)), pady=look.px(3))
        self.invite_window: InviteWindow | None = None
        self._address = ""

    def _copy_address(self) -> None:
        self.clipboard_clear()
        self.clipboard_append(self._address)
        self._say(tr("Copied: {text}", text=self._address))

    def _show_invite(self) -> None:
        """Show the invitation, in the one window that there is for it."""
        if self.invite_window is not None:
            self.invite_window.destroy()
        invite = self._invite()
        self.invite_window = InviteWindow(self, self._look, invite) if invite else None

    def take_over(self, other: "StatusLine") -> None:
        """Go on in place of another line: an invitation that it shows is shown here."""
        before = other.invite_window
        if before is not None and before.winfo_exists():
            place = before.geometry().partition("+")[2]
            self._show_invite()
            if self.invite_window is not None:
                self.invite_window.geometry(f"+{place}")

    def set_room(self, head: RoomHead) -> None:
        """Say how others come in."""
        look = self._look
        self._address = head.address
        if head.address:
            self.address.configure(text=tr("Others join with {address}", address=head.address))
            # Before the panels' buttons: where there is no room for all, these stay.
            self.address.pack(side="left", padx=(look.px(PAD), look.px(8)), after=self._rule)
            self.copy_button.pack(side="left", pady=look.px(3), after=self.address)
            self.invite_button.pack(side="left", after=self.copy_button)
        else:
            for widget in (self.address, self.copy_button, self.invite_button):
                widget.pack_forget()
