"""The window: what `view.View` asks for, done with two screens of which one is seen."""

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk
from typing import Final

from desktop_chat.gui.ports import Panel
from desktop_chat.gui.presenter import Presenter
from desktop_chat.gui.room_screen import RoomScreen, RoomVerbs
from desktop_chat.gui.rows import ConversationHead, ConversationRow, MemberRow, Problem, RoomHead, RoomRow, StartForm, TimelineRow
from desktop_chat.gui.start_screen import StartScreen, StartVerbs
from desktop_chat.gui.theme import Look

LEAST_WIDTH: Final = 480
LEAST_HEIGHT: Final = 520
USUAL_SIZE: Final = (1100, 720)


class MainWindow:
    """Draws what the presenter decides and tells it what the person does. Main thread only.

    Args:
        root: The window of Tk, or a part of one in tests.
        look: Colours, sizes, fonts.
    """

    def __init__(self, root: tk.Tk | tk.Toplevel, look: Look) -> None:
        self.root, self._look = root, look
        root.configure(bg=look.palette.bg)
        root.minsize(look.px(LEAST_WIDTH), look.px(LEAST_HEIGHT))
        self._screen: ttk.Frame | None = None

    def attach(self, presenter: Presenter, panels: Sequence[Panel] = ()) -> None:
        """Make the two screens, whose buttons and keys call this presenter, and open these panels."""
        room = presenter.room
        self.start = StartScreen(
            self.root, self._look, StartVerbs(presenter.host, presenter.join, presenter.join_near, presenter.leave, presenter.act), panels
        )
        verbs = RoomVerbs(
            send=room.send,
            names=room.names,
            choose=lambda key: self._then_write(lambda: room.choose(key)),
            open_person=lambda nick: self._then_write(lambda: room.open_person(nick)),
            open_link=room.open_link,
            act=presenter.act,
            leave=presenter.leave,
            invite=presenter.invite,
        )
        self.room = RoomScreen(self.root, self._look, verbs, panels)
        self._bind_keys(presenter)

    def _bind_keys(self, presenter: Presenter) -> None:
        room = presenter.room
        for key, do in (
            ("<Alt-Up>", lambda: room.step(-1)),
            ("<Alt-Down>", lambda: room.step(1)),
            ("<Control-w>", room.close_current),
        ):
            self.root.bind(key, self._in_room(do))
        self.root.bind("<FocusIn>", lambda event: room.focus(has_focus=True) if event.widget is self.root else None, add=True)
        self.root.bind("<FocusOut>", lambda event: room.focus(has_focus=False) if event.widget is self.root else None, add=True)

    def _in_room(self, do: Callable[[], None]) -> Callable[[object], str]:
        def run(_event: object) -> str:
            if self._screen is self.room:
                do()
            return "break"

        return run

    def _then_write(self, do: Callable[[], None]) -> None:
        """Do what was asked, and let the person write on at once."""
        do()
        self.room.composer.text.focus_set()

    def _raise(self, screen: ttk.Frame) -> None:
        if self._screen is not screen:
            if self._screen is not None:
                self._screen.pack_forget()
            screen.pack(fill="both", expand=True)
            self._screen = screen

    def show_start(self, form: StartForm) -> None:
        """Show the start screen as the form says."""
        self._raise(self.start)
        self.start.show(form)

    def show_rooms(self, rows: Sequence[RoomRow]) -> None:
        """Say on the start screen which rooms there are."""
        self.start.show_rooms(rows)

    def show_room(self) -> None:
        """Show the room screen, with the cursor in the composer."""
        self._raise(self.room)
        self.room.composer.text.focus_set()

    def set_title(self, title: str) -> None:
        """Name the window."""
        self.root.title(title)

    def set_room(self, head: RoomHead) -> None:
        """Say where we are and how it is."""
        self.room.set_room(head)

    def set_conversations(self, rows: Sequence[ConversationRow]) -> None:
        """Show channels and people, in this order."""
        self.room.set_conversations(rows)

    def set_conversation(self, head: ConversationHead) -> None:
        """Say what conversation is open."""
        self.room.set_conversation(head)

    def set_members(self, rows: Sequence[MemberRow]) -> None:
        """Show who is in the open channel."""
        self.room.set_members(rows)

    def replace_timeline(self, rows: Sequence[TimelineRow]) -> None:
        """Show another conversation, at its end."""
        self.room.replace_timeline(rows)

    def append_timeline(self, rows: Sequence[TimelineRow]) -> None:
        """Show more of the same."""
        self.room.append_timeline(rows)

    def draft(self) -> str:
        """Return what stands in the composer."""
        return self.room.composer.get()

    def set_draft(self, text: str) -> None:
        """Put a text into the composer, the cursor behind it."""
        self.room.composer.set(text)

    def set_banner(self, problem: Problem | None) -> None:
        """Say above the timeline what is wrong with the room, or nothing."""
        self.room.set_banner(problem)

    def set_hint(self, sentence: str) -> None:
        """Say one sentence below the composer, or nothing."""
        self.room.set_hint(sentence)
