"""One run of the program with its window: puts the parts of the window together, and takes them down in order."""

import gc
import logging
import queue
import signal
import time
import tkinter as tk
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Final

from desktop_chat import paths
from desktop_chat.core.client.events import ClientEvent, InvitationOpened
from desktop_chat.core.wire.errors import ChatError
from desktop_chat.gui.palette import DARK, PALETTES
from desktop_chat.gui.panels import Panels
from desktop_chat.gui.ports import Chat, Inside, JoinRequest, StartRequest
from desktop_chat.gui.presenter import Presenter
from desktop_chat.gui.pump import Pump
from desktop_chat.gui.rows import StartForm
from desktop_chat.gui.safe_text import allow_emoji
from desktop_chat.gui.screen import can_draw_emoji, prepare_screen, screen_scale
from desktop_chat.gui.theme import Look
from desktop_chat.gui.window import USUAL_SIZE, MainWindow
from desktop_chat.settings import Settings, save_settings

log = logging.getLogger(__name__)

CLASS_NAME: Final = "Desktop-chat"
"""By which a desktop knows that a window belongs to this program (X11 WM_CLASS)."""
BUBBLES: Final = "bubbles"
"""The setting `messages`."""
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
    root.iconphoto(True, tk.PhotoImage(master=root, file=paths.asset("icon/desktop-chat.png")))  # noqa: FBT003  # Tk's own form
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
        self.root, self._folder, self._settings = root, folder, settings
        allow_emoji(possible=can_draw_emoji(root))
        look = Look(root, PALETTES.get(settings.theme, DARK), screen_scale(root))
        self.window = MainWindow(root, look, bubbles=settings.messages == BUBBLES, keep_bubbles=self._keep_bubbles)
        form = StartForm(nick=settings.nick, address=next(iter(settings.recent), ""))
        self.presenter = Presenter(
            self.window, chat, form=form, remember=self._remember, settings=lambda: self._settings, wall_clock=time.time
        )
        self.wants_other_profile = False
        """The window was closed so that another one may open, with a profile of its own."""
        self._pump = Pump(root, events, handle=self.presenter.handle, settle=self.presenter.settle)
        self.panels = Panels(root, look, inside, self._pump)
        self.window.attach(self.presenter, self.panels.all(), other_profile=self._use_other_profile)
        self._is_closing = False
        root.protocol("WM_DELETE_WINDOW", self.close)
        root.createcommand("::tk::mac::LaunchURL", lambda link: self.presenter.handle(InvitationOpened(link)))  # macOS alone calls it.
        self._place(settings.geometry or f"{look.px(USUAL_SIZE[0])}x{look.px(USUAL_SIZE[1])}")

    def _place(self, geometry: str) -> None:
        try:
            self.root.geometry(geometry)
        except tk.TclError as error:
            log.warning("the window's last place makes no sense: %s", error)

    def run(self, request: StartRequest | None) -> None:
        """Show the window until it is closed."""
        for name in ("SIGTERM", "SIGINT", "SIGBREAK"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), lambda *_: self.close())
        self._look_for_signals()
        self.presenter.begin(request)
        self._pump.start()
        self.root.mainloop()

    def close(self) -> None:
        """End `run`; the window goes at once, whatever else takes its time."""
        if self._is_closing:
            return
        self._is_closing = True
        self.presenter.keep()
        self._settings = replace(self._settings, geometry=self.root.geometry())
        save_settings(paths.settings_file(self._folder), self._settings)
        self._pump.stop()
        self.root.withdraw()
        self.root.quit()

    def _use_other_profile(self) -> None:
        self.wants_other_profile = True
        self.close()

    def _look_for_signals(self) -> None:
        self.root.after(SIGNAL_LOOK_MS, self._look_for_signals)

    def _keep_bubbles(self, wanted: bool) -> None:  # noqa: FBT001  # The only thing it is told.
        self._settings = replace(self._settings, messages=BUBBLES if wanted else "rows")
        save_settings(paths.settings_file(self._folder), self._settings)

    def _remember(self, request: StartRequest) -> None:
        recent = self._settings.recent
        if isinstance(request, JoinRequest):
            recent = self._settings.with_recent(request.found.addresses[0] if request.found else request.address)
        self._settings = replace(self._settings, nick=request.nick, recent=recent)
        save_settings(paths.settings_file(self._folder), self._settings)


def destroy_root(root: tk.Tk) -> None:
    """End the window for good, once no thread runs that might hold something of it."""
    root.destroy()
    gc.collect()  # Tk's objects die here, on the main thread; on any other they would abort the process.
