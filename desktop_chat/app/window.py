"""The program with its window, from the first pixel to the last thread."""

import gc
import logging
import queue
import signal
import time
import tkinter as tk
from dataclasses import replace
from pathlib import Path

from desktop_chat import paths
from desktop_chat.app.chat import ChatProgram
from desktop_chat.app.problems import StartProblem
from desktop_chat.core.client.events import ClientEvent
from desktop_chat.gui.ports import EVENTS_WAITING, JoinRequest, StartRequest
from desktop_chat.gui.presenter import Presenter
from desktop_chat.gui.pump import Pump
from desktop_chat.gui.rows import StartForm
from desktop_chat.gui.safe_text import allow_emoji
from desktop_chat.gui.screen import can_draw_emoji, prepare_screen, screen_scale
from desktop_chat.gui.theme import PALETTES, Look
from desktop_chat.gui.window import USUAL_SIZE, MainWindow
from desktop_chat.i18n import tr
from desktop_chat.settings import Settings, save_settings

log = logging.getLogger(__name__)

EXIT_LEFT_OVER = 1
"""The window is closed but a thread would not end."""
CLASS_NAME = "Desktop-chat"
"""By which a desktop knows that a window belongs to this program (X11 WM_CLASS)."""
SIGNAL_LOOK_MS = 200
"""How often Python gets to look whether a signal came: inside Tk's loop it does not by itself."""


class WindowProgram:
    """One run of the program with its window. Main thread only.

    Args:
        root: The window.
        folder: The data folder.
        settings: As the person left them.
    """

    def __init__(self, root: tk.Tk, folder: Path, settings: Settings) -> None:
        self.root, self._folder, self._settings = root, folder, settings
        self._events = queue.Queue[ClientEvent](EVENTS_WAITING)
        self.chat = ChatProgram(self._events, folder=folder)
        allow_emoji(possible=can_draw_emoji(root))
        look = Look(root, PALETTES.get(settings.theme, PALETTES["dark"]), screen_scale(root))
        self.window = MainWindow(root, look)
        form = StartForm(nick=settings.nick, address=next(iter(settings.recent), ""))
        self.presenter = Presenter(self.window, self.chat, form=form, remember=self._remember, wall_clock=time.time)
        self.window.attach(self.presenter)
        self._pump = Pump(root, self._events, handle=self.presenter.handle, settle=self.presenter.settle)
        self._is_closing = False
        root.protocol("WM_DELETE_WINDOW", self.close)
        root.geometry(settings.geometry or f"{look.px(USUAL_SIZE[0])}x{look.px(USUAL_SIZE[1])}")

    def run(self, request: StartRequest | None) -> int:
        """Show the window until it is closed; return the exit status."""
        for name in ("SIGTERM", "SIGINT", "SIGBREAK"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), lambda *_: self.close())
        self._look_for_signals()
        self.presenter.begin(request)
        self._pump.start()
        try:
            self.root.mainloop()
        finally:
            left = self.chat.stop()
        if left:
            log.error("still running after the window was closed: %s", left)
        return EXIT_LEFT_OVER if left else 0

    def close(self) -> None:
        """End the program: the window goes at once, the threads right after it."""
        if self._is_closing:
            return
        self._is_closing = True
        self._settings = replace(self._settings, geometry=self.root.geometry())
        save_settings(paths.settings_file(self._folder), self._settings)
        self._pump.stop()
        self.root.withdraw()
        self.root.quit()

    def _look_for_signals(self) -> None:
        self.root.after(SIGNAL_LOOK_MS, self._look_for_signals)

    def _remember(self, request: StartRequest) -> None:
        recent = self._settings.with_recent(request.address) if isinstance(request, JoinRequest) else self._settings.recent
        self._settings = replace(self._settings, nick=request.nick, recent=recent)
        save_settings(paths.settings_file(self._folder), self._settings)


def log_callback_error(kind: type[BaseException], error: BaseException, trace: object) -> None:
    """Log what escaped a callback of Tk; the window goes on."""
    log.error("a callback of the window failed", exc_info=(kind, error, trace))  # type: ignore[arg-type]


def open_window(folder: Path, settings: Settings, request: StartRequest | None) -> int:
    """Open the window and stay until it is closed; return the exit status.

    Args:
        folder: The data folder.
        settings: As the person left them.
        request: What to begin with; None for the start screen.

    Raises:
        StartProblem: If there is no screen.
    """
    prepare_screen()
    try:
        root = tk.Tk(className=CLASS_NAME)
    except tk.TclError as error:
        raise StartProblem(tr("No window can be opened here: {reason}.", reason=error)) from error
    try:
        root.report_callback_exception = log_callback_error
        root.iconphoto(True, tk.PhotoImage(master=root, file=paths.asset("icon/desktop-chat.png")))  # noqa: FBT003  # Tk's own form
        status = WindowProgram(root, folder, settings).run(request)
    finally:
        root.destroy()
        del root
        gc.collect()  # Tk's objects die here, on the main thread; on any other they would abort the process.
    return status
