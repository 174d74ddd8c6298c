"""The program with its window."""

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from desktop_chat import paths
from desktop_chat.app.chat import ChatProgram
from desktop_chat.app.feed import Feed
from desktop_chat.app.lab import LabProgram
from desktop_chat.app.passwords import system_keyring
from desktop_chat.app.problems import StartProblem
from desktop_chat.app.single_instance import SingleInstance
from desktop_chat.app.threads import ErrorLog, ThreadsProgram
from desktop_chat.core.client.events import InvitationOpened
from desktop_chat.gui.event_queue import EventQueue
from desktop_chat.gui.ports import EVENTS_WAITING, STOP_SECONDS, Inside, StartRequest
from desktop_chat.gui.program import NoScreen, WindowProgram, destroy_root, make_root
from desktop_chat.i18n import tr
from desktop_chat.lan.interfaces import usable_interfaces
from desktop_chat.net.deadline import Deadline
from desktop_chat.settings import Settings

log = logging.getLogger(__name__)

EXIT_LEFT_OVER = 1
"""The window is closed but a thread would not end."""


class Closed(NamedTuple):
    """How a window was closed."""

    status: int
    """For the process to end with."""
    wants_other_profile: bool
    """The person wants another one, with a profile of its own."""


def open_window(folder: Path, settings: Settings, request: StartRequest | None, *, interfaces: Sequence[str] = ()) -> Closed:
    """Open the window and stay until it is closed; return how it was.

    Args:
        folder: The data folder.
        interfaces: On which rooms are announced and looked for; empty for every usable one.
        settings: As the person left them.
        request: What to begin with; None for the start screen.

    Raises:
        StartProblem: If there is no screen.
    """
    try:
        root = make_root()
    except NoScreen as error:
        raise StartProblem(tr("No window can be opened here: {reason}.", reason=error)) from error
    events, errors = EventQueue(EVENTS_WAITING), ErrorLog()
    logging.getLogger().addHandler(errors)
    chat = ChatProgram(events, folder=folder, choose=lambda: usable_interfaces(interfaces), keyring=system_keyring())
    threads, lab = ThreadsProgram(chat, events, errors), LabProgram(settings.language)
    feed = Feed(events)
    instance = SingleInstance(paths.window_file(folder), lambda link: feed.post(InvitationOpened(link)))
    program = WindowProgram(root, chat, events, folder=folder, settings=settings, inside=Inside(threads, lab))
    try:
        root.after(0, instance.start)  # Once the window runs: from then on it can be asked to end as well.
        program.run(request)
    finally:
        feed.close()
        left = instance.stop(Deadline(STOP_SECONDS)) + threads.stop() + chat.stop() + lab.close()
        logging.getLogger().removeHandler(errors)
        destroy_root(root)
    if left:
        log.error("still running after the window was closed: %s", left)
    return Closed(EXIT_LEFT_OVER if left else 0, program.wants_other_profile)
