"""One run of the program with its window: puts the parts of the window together, and takes them down in order."""

import gc
import logging
import queue
import signal
import time
import tkinter as tk
from pathlib import Path
from types import TracebackType
from typing import Final

from desktop_chat import i18n, paths
from desktop_chat.core.client.events import ClientEvent, InvitationOpened
from desktop_chat.core.wire.errors import ChatError
from desktop_chat.gui.host.profile_presenter import profile_of
from desktop_chat.gui.inside.panels import Panels
from desktop_chat.gui.look.looks import Looks
from desktop_chat.gui.look.screen import can_draw_emoji, prepare_screen
from desktop_chat.gui.ports import Chat, Inside, JoinRequest, StartRequest
from desktop_chat.gui.presenter import Presenter
from desktop_chat.gui.pump import Pump
from desktop_chat.gui.rows import StartForm
from desktop_chat.gui.safe_text import allow_emoji
from desktop_chat.gui.settings.about import facts
from desktop_chat.gui.settings.window_place import WindowPlace
from desktop_chat.gui.window import USUAL_SIZE, MainWindow
from desktop_chat.settings import KeptSettings, Settings, save_settings

log = logging.getLogger(__name__)

CLASS_NAME: Final = "Desktop-chat"
"""By which a desktop knows that a window belongs to this program (X11 WM_CLASS)."""
CALM_MS: Final = 500
"""After the window was made: it is drawn by then."""
SIGNAL_LOOK_MS: Final = 200
"""How often Python gets to look whether a signal came: inside Tk's loop it does not by itself."""


class NoScreen(ChatError):
    """No window can be opened here; the text is Tk's reason."""


def make_root() -> tk.Tk:
    """Return the window, empty; `destroy_root` ends it.

    Raises:
        NoScreen: If there is no screen.
    """
    prepare_screen()
    try:
        root = tk.Tk(className=CLASS_NAME)
    except tk.TclError as error:
        raise NoScreen(str(error)) from error
    root.report_callback_exception = log_callback_error
    # As bytes: in the plain locale of an empty environment Tk finds no file whose path has letters beyond ASCII.
    picture = paths.asset("icon/desktop-chat.png").read_bytes()
    root.iconphoto(True, tk.PhotoImage(master=root, data=picture))  # noqa: FBT003  # Tk's own form
    return root


def log_callback_error(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Log what escaped a callback of Tk; the window goes on."""
    log.error("a callback of the window failed", exc_info=(kind, error, trace))


class WindowProgram:
    """The window from the first pixel to the last. Main thread only.

    Args:
        root: Empty.
        chat: The program behind the window.
        events: What that program tells.
        folder: The data folder.
        settings: As the person left them.
        inside: What the panels show.
    """

    def __init__(
        self, root: tk.Tk, chat: Chat, events: queue.Queue[ClientEvent], *, folder: Path, settings: Settings, inside: Inside
    ) -> None:
        self.root, self._chat, self._inside = root, chat, inside
        allow_emoji(possible=can_draw_emoji(root))
        self.kept = KeptSettings(settings, lambda now: save_settings(paths.settings_file(folder), now))
        self._looks = Looks(root, settings)
        look = self._looks.now
        self.window = MainWindow(root, look, self.kept)
        form = StartForm(nick=settings.nick, address=next(iter(settings.recent), ""))
        self.presenter = Presenter(
            self.window, chat, form=form, remember=self._remember, settings=lambda: self.kept.now, wall_clock=time.time
        )
        self.wants_other_profile = False
        """The window was closed so that another one may open, with a profile of its own."""
        self._pump = Pump(root, events, handle=self.presenter.handle, settle=self.presenter.settle)
        self.panels = Panels(root, lambda: self._looks.now, inside, self._pump, self.kept, lambda: facts(folder, chat.addresses()))
        self.window.attach(self.presenter, self.panels.all, other_profile=self._use_other_profile, deeds=self.panels.deeds())
        self.kept.watch(self._follow)
        chat.set_profile(profile_of(settings))
        root.bind("<FocusIn>", lambda event: self._came_back() if event.widget is root else None, add=True)
        self._waits_for_dress = ""
        self._is_closing = False
        root.protocol("WM_DELETE_WINDOW", lambda: self.window.beside.ask_to_leave(self.close))
        root.createcommand("::tk::mac::LaunchURL", lambda link: self.presenter.handle(InvitationOpened(link)))  # macOS alone calls it.
        self._place = WindowPlace(root)
        self._place.restore(settings.geometry, (look.px(USUAL_SIZE[0]), look.px(USUAL_SIZE[1])), maximised=settings.maximised)

    def run(self, request: StartRequest | None) -> None:
        """Show the window until it is closed."""
        for name in ("SIGTERM", "SIGINT", "SIGBREAK"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), lambda *_: self.close())
        self._look_for_signals()
        self.presenter.begin(request)
        self._pump.start()
        self.root.after(CALM_MS, set_heap_aside)
        self.root.mainloop()

    def close(self) -> None:
        """End `run`; the window goes at once, whatever else takes its time."""
        if self._is_closing:
            return
        self._is_closing = True
        self.presenter.keep()
        self.kept.change(geometry=self._place.geometry, maximised=self._place.is_maximised)
        self._pump.stop()
        self.root.withdraw()
        self.root.after(0, self.root.quit)  # In the loop: a signal may come before that has begun, and then `quit` is forgotten.

    def _use_other_profile(self) -> None:
        self.wants_other_profile = True
        self.close()

    def _look_for_signals(self) -> None:
        self.root.after(SIGNAL_LOOK_MS, self._look_for_signals)

    def _follow(self, before: Settings) -> None:
        """Let a setting that was changed hold at once."""
        now = self.kept.now
        if profile_of(now) != profile_of(before):
            self._chat.set_profile(profile_of(now))
        if now.volume != before.volume:
            self._chat.alerts.sound(now.volume)  # One hears what one chooses.
        if now.theme != before.theme:
            self._looks.ask_desktop(now)
        if now.language != before.language:
            i18n.use_language(now.language)
            self._inside.lab.speak(now.language)
        if now.language != before.language or self._looks.differs(now):
            self._dress_soon()

    def _came_back(self) -> None:
        """Look whether the desktop went dark, or light, while the person was elsewhere."""
        self._looks.ask_desktop(self.kept.now)
        if self._looks.differs(self.kept.now):
            self._dress_soon()

    def _dress_soon(self) -> None:
        """Not now: what was pressed is about to go. Once, however much changes at a time."""
        if not self._waits_for_dress:
            self._waits_for_dress = self.root.after_idle(self._dress_anew)

    def _dress_anew(self) -> None:
        """Make all windows anew in the look and the language of now; what has the keyboard keeps it."""
        self._waits_for_dress = ""
        focused = self.root.focus_displayof()
        window = focused.winfo_toplevel() if focused is not None else None
        before = self._looks.change(self.kept.now) if self._looks.differs(self.kept.now) else None
        self.window.dress_anew(self._looks.now)
        self.panels.dress_anew(window)
        if before is not None:
            before.free()
        self.root.after(CALM_MS, set_heap_aside)

    def _remember(self, request: StartRequest) -> None:
        now = self.kept.now
        address = (request.found.addresses[0] if request.found else request.address) if isinstance(request, JoinRequest) else ""
        self.kept.change(nick=request.nick, recent=now.with_recent(address) if address else now.recent)


def set_heap_aside() -> None:
    """Collect what is garbage now, on the main thread, and let later collections pass over what is left.

    That is nearly all there ever is: looking through it would take longer than a frame. And what of Tk is garbage after
    the window was made anew dies here; on another thread it would abort the process.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def destroy_root(root: tk.Tk) -> None:
    """End the window for good, once no thread runs that might hold something of it."""
    root.destroy()
    gc.unfreeze()
    gc.collect()  # Tk's objects die here, on the main thread; on any other they would abort the process.
