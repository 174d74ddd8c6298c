"""The window: what `view.View` asks for, done with two screens of which one is seen."""

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk
from typing import Final

from desktop_chat.gui.banner import Banner
from desktop_chat.gui.conversation_pane import PaneVerbs
from desktop_chat.gui.emoji_picker import EmojiHabits, EmojiPicker, fresh_habits
from desktop_chat.gui.ports import Panel
from desktop_chat.gui.presenter import Presenter
from desktop_chat.gui.room_screen import RoomScreen, RoomVerbs
from desktop_chat.gui.room_windows import RoomWindows
from desktop_chat.gui.rows import (
    Action,
    ConversationHead,
    ConversationRow,
    MemberRow,
    Place,
    Problem,
    RoomHead,
    RoomRow,
    SearchForm,
    StartForm,
    TimelineRow,
)
from desktop_chat.gui.search_panel import SearchVerbs
from desktop_chat.gui.search_presenter import SearchPresenter
from desktop_chat.gui.start_screen import StartScreen, StartVerbs
from desktop_chat.gui.theme import Look
from desktop_chat.gui.timeline.view import TimelineVerbs
from desktop_chat.gui.urgency import set_urgent

LEAST_WIDTH: Final = 480
LEAST_HEIGHT: Final = 520
USUAL_SIZE: Final = (1100, 720)


class MainWindow:
    """Draws what the presenter decides and tells it what the person does. Main thread only.

    Args:
        root: The window of Tk, or a part of one in tests.
        look: Colours, sizes, fonts.
        bubbles: Talk stands in bubbles.
        keep_bubbles: Told when the person wants it otherwise.
        habits: What is kept of the emoji that the person picks; None keeps it as long as the window is there.
    """

    def __init__(
        self,
        root: tk.Tk | tk.Toplevel,
        look: Look,
        *,
        bubbles: bool = False,
        keep_bubbles: Callable[[bool], None] = lambda _wanted: None,
        habits: EmojiHabits | None = None,
    ) -> None:
        self.root, self._look, self._bubbles, self._keep_bubbles = root, look, bubbles, keep_bubbles
        root.configure(bg=look.palette.bg)
        root.minsize(look.px(LEAST_WIDTH), look.px(LEAST_HEIGHT))
        self.emoji = EmojiPicker(root, look, habits or fresh_habits())
        self._screen: ttk.Frame | None = None

    def attach(self, presenter: Presenter, panels: Sequence[Panel] = (), *, other_profile: Callable[[], None]) -> None:
        """Make the two screens, whose buttons and keys call this presenter.

        Args:
            presenter: Decides.
            panels: Windows beside this one, with a button for each.
            other_profile: Opens another window, with a profile of its own, in place of this one.
        """
        room = presenter.room
        self.beside = RoomWindows(self.root, lambda: self._look, presenter.hosting)
        self.start = StartScreen(
            self.root, self._look, StartVerbs(presenter.host, presenter.join, presenter.join_near, presenter.leave, presenter.act), panels
        )
        verbs = RoomVerbs(
            choose=lambda key: self._then_write(lambda: room.choose(key)),
            open_person=lambda nick: self._then_write(lambda: room.open_person(nick)),
            leave=presenter.leave,
            invite=presenter.hosting.invite,
            manage=self.beside.open_host,
            pane=PaneVerbs(
                send=room.send,
                names=room.names,
                act=presenter.act,
                search=lambda everywhere: self._search(room.search, everywhere=everywhere),
                export=room.history.export,
                pick_emoji=self.emoji.open,
            ),
            reading=TimelineVerbs(
                open_link=presenter.open_link,
                use_bubbles=self._keep_bubbles,
                reach=room.history.scroll,
                show_newest=room.history.to_newest,
                send_again=room.unsent.retry,
                give_up=room.unsent.drop,
            ),
            found=SearchVerbs(room.search.type, room.search.move, room.search.choose, lambda: self._then_write(room.search.close)),
        )
        self.room = RoomScreen(self.root, self._look, verbs, panels, bubbles=self._bubbles)
        self.notice = Banner(
            self.root, self._look, on_action=lambda action: other_profile() if action is Action.OTHER_PROFILE else presenter.act(action)
        )
        self._bind_keys(presenter)

    def _bind_keys(self, presenter: Presenter) -> None:
        room = presenter.room
        for key, do in (
            ("<Alt-Up>", lambda: room.step(-1)),
            ("<Alt-Down>", lambda: room.step(1)),
            ("<Control-w>", room.close_current),
            ("<Control-period>", self.room.pane.composer.pick_emoji),
        ):
            self.root.bind(key, self._in_room(do))
        find = self._in_room(lambda: self._search(room.search, everywhere=False))
        find_everywhere = self._in_room(lambda: self._search(room.search, everywhere=True))
        # In a Text these keys move the cursor, and with Shift they select, before the window hears of them.
        for widget in (self.root, self.room.pane.composer.text, self.room.pane.timeline.canvas):
            widget.bind("<Control-f>", find)
            for letter, pressed in (("f", find_everywhere), ("r", self._in_room(self.beside.open_host))):
                for key in (letter, letter.upper()):
                    widget.bind(f"<Control-Shift-KeyPress-{key}>", pressed)
        self.root.bind("<FocusIn>", lambda event: room.focus(has_focus=True) if event.widget is self.root else None, add=True)
        self.root.bind("<FocusOut>", lambda event: room.focus(has_focus=False) if event.widget is self.root else None, add=True)

    def _search(self, search: SearchPresenter, *, everywhere: bool) -> None:
        """Show the search panel, with the keyboard in its field."""
        search.open(everywhere=everywhere)
        self.room.pane.search.begin()

    def _in_room(self, do: Callable[[], None]) -> Callable[[object], str]:
        def run(_event: object) -> str:
            if self._screen is self.room:
                do()
            return "break"

        return run

    def _then_write(self, do: Callable[[], None]) -> None:
        """Do what was asked, and let the person write on at once."""
        do()
        self.room.pane.composer.text.focus_set()

    def _raise(self, screen: ttk.Frame) -> None:
        if self._screen is not screen:
            if self._screen is not None:
                self._screen.pack_forget()
            screen.pack(fill="both", expand=True)
            self._screen = screen

    def show_start(self, form: StartForm) -> None:
        """Show the start screen as the form says."""
        self.beside.close()
        self._raise(self.start)
        self.start.show(form)

    def show_rooms(self, rows: Sequence[RoomRow]) -> None:
        """Say on the start screen which rooms there are."""
        self.start.show_rooms(rows)

    def show_room(self) -> None:
        """Show the room screen, with the cursor in the composer."""
        self._raise(self.room)
        self.room.pane.composer.text.focus_set()

    def set_title(self, title: str) -> None:
        """Name the window."""
        self.root.title(title)

    def set_urgent(self, *, wanted: bool) -> None:
        """Let the desktop show that the window wants attention, or no longer."""
        set_urgent(self.root, wanted=wanted)

    def bell(self) -> None:
        """Make the plain sound that every desktop has."""
        self.root.bell()

    def come_forward(self) -> None:
        """Show the window in front of all others, with the keyboard."""
        self.root.deiconify()
        self.root.lift()
        self.root.focus_force()

    def set_room(self, head: RoomHead) -> None:
        """Say where we are and how it is."""
        self.room.set_room(head)

    def set_conversations(self, rows: Sequence[ConversationRow]) -> None:
        """Show channels and people, in this order."""
        self.room.side.set_conversations(rows)

    def set_conversation(self, head: ConversationHead) -> None:
        """Say what conversation is open."""
        self.room.pane.set_conversation(head)

    def set_members(self, rows: Sequence[MemberRow]) -> None:
        """Show who is in the open channel."""
        self.room.right.set_members(rows)

    def replace_timeline(self, rows: Sequence[TimelineRow], place: Place | None = None) -> None:
        """Show other lines, at their end or at a place."""
        self.room.pane.timeline.replace(rows, place)

    def append_timeline(self, rows: Sequence[TimelineRow]) -> None:
        """Show more of the same."""
        self.room.pane.timeline.append(rows)

    def replace_row(self, row: TimelineRow) -> None:
        """Show a row in place of the one with its key."""
        self.room.pane.timeline.replace_row(row)

    def set_unsent(self, rows: Sequence[TimelineRow]) -> None:
        """Show below the newest lines what the host does not have."""
        self.room.pane.timeline.set_unsent(rows)

    def set_search(self, form: SearchForm | None) -> None:
        """Show the search panel and what was found, or put it away."""
        self.room.pane.set_search(form)

    def select_found(self, row: int) -> None:
        """Show which of the rows that were found is selected."""
        self.room.pane.search.select(row)

    def draft(self) -> str:
        """Return what stands in the composer."""
        return self.room.pane.composer.get()

    def set_draft(self, text: str) -> None:
        """Put a text into the composer, the cursor behind it."""
        self.room.pane.composer.set(text)

    def set_banner(self, problem: Problem | None) -> None:
        """Say above the timeline what is wrong with the room, or nothing."""
        self.room.pane.set_banner(problem)

    def set_notice(self, problem: Problem | None) -> None:
        """Say above both screens what is wrong with the program itself, or nothing."""
        self.notice.show(problem)
        if problem is None:
            self.notice.pack_forget()
        else:
            self.notice.pack(fill="x", side="top", before=self._screen or self.start)

    def set_hint(self, sentence: str) -> None:
        """Say one sentence below the composer, or nothing."""
        self.room.pane.set_hint(sentence)
