"""The window: makes its two screens, whose buttons and keys call the presenter, and makes them anew when they shall look otherwise."""

import logging
import tkinter as tk
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from desktop_chat.gui.history.search_panel import SearchVerbs
from desktop_chat.gui.history.search_presenter import SearchPresenter
from desktop_chat.gui.host.room_windows import RoomWindows
from desktop_chat.gui.look.theme import Holder, Look
from desktop_chat.gui.ports import Panel
from desktop_chat.gui.presenter import Presenter
from desktop_chat.gui.room.conversation_pane import PaneVerbs
from desktop_chat.gui.room.quiet_button import Quiet
from desktop_chat.gui.room.room_presenter import RoomPresenter
from desktop_chat.gui.room.room_screen import AroundVerbs, RoomScreen, RoomVerbs
from desktop_chat.gui.rows import Action, StartForm
from desktop_chat.gui.settings.key_bindings import bind_keys
from desktop_chat.gui.settings.keys import Key, Scope, Shortcut
from desktop_chat.gui.sheets.pick_sheet import PickVerbs
from desktop_chat.gui.sheets.sheet_host import SheetHost, SheetVerbs
from desktop_chat.gui.start.start_screen import StartScreen, StartVerbs
from desktop_chat.gui.timeline.message_verbs import MessageVerbs
from desktop_chat.gui.timeline.view import TimelineVerbs
from desktop_chat.gui.widgets.banner import Banner
from desktop_chat.gui.widgets.column import ColumnSetting
from desktop_chat.gui.window_view import WindowView
from desktop_chat.gui.writing.composer import ComposerVerbs
from desktop_chat.gui.writing.emoji_picker import EmojiPicker, habits_in
from desktop_chat.settings import KeptSettings, Settings

log = logging.getLogger(__name__)

LEAST_WIDTH: Final = 480
LEAST_HEIGHT: Final = 520
USUAL_SIZE: Final = (1100, 720)


class MainWindow(WindowView):
    """Tells the presenter what the person does. Main thread only.

    Args:
        root: The window of Tk, or a part of one in tests.
        look: Colours, sizes, fonts.
        kept: The settings.
    """

    def __init__(self, root: tk.Tk | tk.Toplevel, look: Look, kept: KeptSettings) -> None:
        super().__init__(root)
        self._look, self._kept = look, kept

    def attach(
        self,
        presenter: Presenter,
        panels: Callable[[], Sequence[Panel]] = lambda: (),
        *,
        other_profile: Callable[[], None],
        deeds: Mapping[Shortcut, Callable[[], None]] | None = None,
    ) -> None:
        """Make the two screens, whose buttons and keys call this presenter.

        Args:
            presenter: Decides.
            panels: Gives the windows beside this one, with a button for each.
            other_profile: Opens another window, with a profile of its own, in place of this one.
            deeds: What keys do in all windows of the program.
        """
        self._presenter, self._panels, self._other_profile = presenter, panels, other_profile
        self.beside = RoomWindows(
            self.root, lambda: self._look, presenter.hosting, presenter.room.profiling, self._kept, export=self._export
        )
        self._deeds = {**(deeds or {}), **self._room_deeds(presenter.room)}
        self._make()
        self._kept.watch(self._follow)
        bind_keys(self.root, self._deeds, self._may)
        room = presenter.room
        self.root.bind("<FocusIn>", lambda event: room.focus(has_focus=True) if event.widget is self.root else None, add=True)
        self.root.bind("<FocusOut>", lambda event: room.focus(has_focus=False) if event.widget is self.root else None, add=True)

    def _make(self) -> None:
        """Make everything that is in the window."""
        presenter, room, panels = self._presenter, self._presenter.room, self._panels()
        self.root.configure(bg=self._look.palette.bg)
        least = self._look.px(LEAST_WIDTH), self._look.px(LEAST_HEIGHT)
        self.root.minsize(min(least[0], self.root.winfo_screenwidth()), min(least[1], self.root.winfo_screenheight()))
        self.emoji = EmojiPicker(self.root, self._look, habits_in(self._kept))
        self.start = StartScreen(
            self.root,
            self._look,
            StartVerbs(presenter.host, presenter.join, presenter.join_near, presenter.leave, self._forget, presenter.act),
            panels,
        )
        verbs = RoomVerbs(
            choose=lambda key: self._then_write(lambda: room.choose(key)),
            open_person=lambda nick: self._then_write(lambda: room.open_person(nick)),
            side=self._column("side_shown"),
            members=self._column("members_shown"),
            leave=lambda: self.beside.ask_to_leave(presenter.leave),
            around=AroundVerbs(
                menu_of=room.around.menu_of,
                menu_of_member=room.around.menu_of_member,
                close_person=room.moves.close_person,
                add=room.around.add,
                switch=room.around.switch,
            ),
            settings=self._deeds.get(Shortcut.SETTINGS, lambda: None),
            quiet=Quiet(lambda: self._kept.now.do_not_disturb, self._turn_quiet),
            invite=presenter.hosting.invite,
            manage=self.beside.open_host,
            profile=self.beside.open_profile,
            pane=PaneVerbs(
                write=ComposerVerbs(
                    send=room.send,
                    names=room.names,
                    pick_emoji=self.emoji.open,
                    edit_last=room.messages.edit_last,
                    typed=room.typing.write,
                    rested=room.typing.rest,
                    look_who_types=room.typing.show,
                    enter_sends=lambda: self._kept.now.enter_sends,
                ),
                act=presenter.act,
                search=lambda everywhere: self._search(room.search, everywhere=everywhere),
                go_to_day=room.day_jump.ask,
                export=room.history.export,
                touch_head=room.around.touch_head,
                cancel=room.messages.cancel,
            ),
            reading=TimelineVerbs(
                open_link=presenter.open_link,
                use_bubbles=lambda wanted: self._kept.change(messages="bubbles" if wanted else "rows"),
                reach=room.history.scroll,
                show_newest=room.history.to_newest,
                send_again=room.unsent.retry,
                give_up=room.unsent.drop,
                messages=MessageVerbs(
                    rights=room.messages.rights,
                    answer=room.messages.answer,
                    edit=room.messages.edit,
                    delete=room.messages.delete,
                    react=room.messages.react,
                    jump=room.messages.jump,
                    pick_emoji=self.emoji.open,
                ),
            ),
            found=SearchVerbs(room.search.type, room.search.move, room.search.choose, lambda: self._then_write(room.search.close)),
        )
        self.room = RoomScreen(self.root, self._look, verbs, panels, bubbles=self._kept.now.messages == "bubbles")
        sheets = room.around.sheets
        verbs_of_sheets = SheetVerbs(
            PickVerbs(sheets.type, sheets.move, sheets.choose), sheets.answer, sheets.apply, sheets.message, sheets.close
        )
        self.sheet = SheetHost(self.room, self._look, verbs_of_sheets, on_gone=self.room.pane.composer.text.focus_set)
        self.notice = Banner(
            self.root,
            self._look,
            on_action=lambda action: self._other_profile() if action is Action.OTHER_PROFILE else presenter.act(action),
        )
        # These take some of the keys for themselves, before the window hears of them.
        for widget in (self.room.pane.composer.text, self.room.pane.timeline.canvas, self.room.pane.search.entry):
            bind_keys(widget, self._deeds, self._may)

    def _forget(self, key: str) -> None:
        """Offer a room that was entered before no longer."""
        address = self._presenter.near.address_of(key)
        self._kept.change(recent=tuple(one for one in self._kept.now.recent if one != address))
        self._presenter.near.show()

    def _room_deeds(self, room: RoomPresenter) -> dict[Shortcut, Callable[[], None]]:
        return {
            Shortcut.PREVIOUS: lambda: room.moves.step(-1),
            Shortcut.NEXT: lambda: room.moves.step(1),
            Shortcut.CLOSE: room.moves.close_current,
            Shortcut.EMOJI: self._pick_emoji,
            Shortcut.QUIET: self._turn_quiet,
            Shortcut.CHANNELS: self._turn_side,
            Shortcut.MEMBERS: self._turn_members,
            Shortcut.SWITCH: room.around.switch,
            Shortcut.ROOM: self.beside.open_host,
            Shortcut.PROFILE: self.beside.open_profile,
            Shortcut.DAY: room.day_jump.ask,
            Shortcut.FIND: lambda: self._search(room.search, everywhere=False),
            Shortcut.FIND_EVERYWHERE: lambda: self._search(room.search, everywhere=True),
        }

    def _column(self, name: str) -> ColumnSetting:
        return ColumnSetting(lambda: bool(getattr(self._kept.now, name)), lambda wanted: self._kept.change(**{name: wanted}))

    def _turn_quiet(self) -> None:
        self._kept.change(do_not_disturb=not self._kept.now.do_not_disturb)

    def _turn_side(self) -> None:
        self.room.turn_side()

    def _turn_members(self) -> None:
        self.room.turn_members()

    def _export(self) -> None:
        self.room.pane.export()

    def _pick_emoji(self) -> None:
        self.room.pane.composer.pick_emoji()

    def _may(self, key: Key) -> bool:
        return key.scope is Scope.ANYWHERE or self.screen is self.room

    def dress_anew(self, look: Look) -> None:
        """Make everything anew, in another look or language; what is seen, stands in a field and has the keyboard stays so."""
        before = [child for child in self.root.winfo_children() if not isinstance(child, tk.Toplevel | Holder)]
        start, room, screen = self.start, self.room, self.screen
        focused = str(self.root.focus_lastfor() or "")  # Also while another window has the keyboard, such as the settings.
        for old in before:
            old.pack_forget()
        self._look, self.screen = look, None
        self._make()
        self._presenter.show_again()
        self.start.take_over(start)
        self.room.take_over(room)
        for old in before:
            old.destroy()
        self.beside.dress_anew()
        self.root.update_idletasks()  # What is not mapped yet gets the keyboard later, or never if another window takes it first.
        self._focus_again(focused.removeprefix(str(screen)) if screen is not None else "")

    def _focus_again(self, path: str) -> None:
        """Give the keyboard to what stands where it was, by the way to it from the screen; all screens are made in one order."""
        if path and self.screen is not None:
            try:
                self.root.nametowidget(f"{self.screen}{path}").focus_set()
            except KeyError:
                log.debug("%s was there and is no longer", path)

    def show_start(self, form: StartForm) -> None:
        """Show the start screen as the form says; what was about the room goes."""
        self.beside.close()
        super().show_start(form)

    def _follow(self, _before: Settings) -> None:
        """Let the settings hold that need no other look."""
        self.room.pane.timeline.show_bubbles(wanted=self._kept.now.messages == "bubbles")
        self.room.fit()
        self.room.pane.follow_settings()
        self.room.quiet_button.show()

    def _search(self, search: SearchPresenter, *, everywhere: bool) -> None:
        """Show the search panel, with the keyboard in its field."""
        search.open(everywhere=everywhere)
        self.room.pane.search.begin()

    def _then_write(self, do: Callable[[], None]) -> None:
        """Do what was asked, once all that was typed before has arrived, and let the person write on at once."""

        def then() -> None:
            do()
            self.room.put_away()
            self.room.pane.composer.text.focus_set()

        self.room.pane.composer.finish(then)
