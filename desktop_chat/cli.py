"""The command line: which part of the program does what was typed."""

import argparse
import logging
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from desktop_chat import __version__, i18n, logs, paths
from desktop_chat.app.config_file import read_config
from desktop_chat.app.config_keys import HostConfig
from desktop_chat.app.exporting import export
from desktop_chat.app.joining import check_address
from desktop_chat.app.operator_passwords import hash_typed_password
from desktop_chat.app.problems import StartProblem
from desktop_chat.app.rooms import print_rooms
from desktop_chat.app.serve import serve
from desktop_chat.app.single_instance import hand_over
from desktop_chat.arguments import make_parser
from desktop_chat.core.client.invitation import is_link
from desktop_chat.gui.people import next_nick
from desktop_chat.gui.ports import HostRequest, JoinRequest, StartRequest
from desktop_chat.i18n import tr
from desktop_chat.net.addresses import EVERYWHERE
from desktop_chat.settings import Settings, load_settings

log = logging.getLogger(__name__)

EXIT_PROBLEM = 2
"""The exit status when the program could not do what it was asked; the sentence is on standard error."""
EXIT_CRASH = 1
"""When it ended by an error of its own; the log tells all of it."""
WITH_WINDOW = frozenset({None, "host", "join"})
"""Commands that open the window; None for no command."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; return its exit status: 0, or 2 with one sentence on standard error.

    Args:
        argv: What was typed after the program's name; None for the process's own.
    """
    i18n.use_language("auto")
    options = make_parser().parse_args(with_command(sys.argv[1:] if argv is None else argv))
    try:
        return run(options)
    except StartProblem as problem:
        tell_end(options, str(problem))
        return EXIT_PROBLEM
    except Exception as error:
        log.critical("ended by an error", exc_info=True)
        tell_end(options, crash_sentence(error, logs.log_file()))
        return EXIT_CRASH


def crash_sentence(error: Exception, file: Path | None) -> str:
    """Return what a person is told of an error of our own, and where it is written down."""
    if file is None:
        return tr("Desktop Chat has ended by an error of its own: {reason}", reason=repr(error))
    return tr("Desktop Chat has ended by an error of its own. What happened is in {path}; please pass that file on.", path=file)


def tell_end(options: argparse.Namespace, sentence: str) -> None:
    """Say why the program ends: on standard error, and in a window to whoever wanted one and sees no terminal."""
    if sys.stderr is not None:  # Windows gives a program with a window none.
        print(sentence, file=sys.stderr)
    sees_terminal = sys.stderr is not None and sys.stderr.isatty()
    if getattr(sys, "frozen", False) and not sees_terminal and options.command in WITH_WINDOW:
        from desktop_chat.gui.error_window import show_error  # noqa: PLC0415  # A machine that only hosts may have no Tk.

        show_error(sentence)


def with_command(typed: Sequence[str]) -> Sequence[str]:
    """Return what was typed; a desktop that opens a link gives it alone, and means to join."""
    return ["join", *typed] if len(typed) == 1 and is_link(typed[0]) else typed


def run(options: argparse.Namespace) -> int:
    """Do what the options say.

    Raises:
        StartProblem: If that cannot even begin.
    """
    if is_handed_over(options):
        return 0
    folder, settings = prepare(options, options.profile or "")
    if options.command == "serve":
        return serve(host_config(options), folder, lambda line: print(line, flush=True))
    if options.command == "hash-password":
        return hash_typed_password(print)
    if options.command == "rooms":
        return print_rooms(
            lambda line: print(line, flush=True), seconds=options.seconds, as_json=options.json, interfaces=options.interface
        )
    if options.command == "lab":
        from desktop_chat.app.lab import lab_in_terminal  # noqa: PLC0415  # Whoever only hosts need not load it.

        return lab_in_terminal(
            settings.language, quick=options.quick, html=options.html, json=options.json, say=lambda line: print(line, flush=True)
        )
    if options.command == "export":
        return export(
            folder,
            room=options.room,
            channel=options.channel,
            kind=options.format,
            output=options.output,
            say=print_piece,
        )
    return open_windows(options, folder, settings)


def prepare(options: argparse.Namespace, profile: str) -> tuple[Path, Settings]:
    """Return the data folder of a profile, made if it is not there, and what its person has chosen; the log is written there.

    Raises:
        StartProblem: If there can be no such folder.
    """
    folder = open_folder(options, profile)
    logs.set_up_logging(paths.log_file(folder), version=__version__, verbose=options.verbose)
    logs.report_crashes(paths.log_file(folder))
    settings = load_settings(paths.settings_file(folder))
    i18n.use_language(settings.language)
    return folder, settings


def open_folder(options: argparse.Namespace, profile: str) -> Path:
    """Return the data folder of a profile, made if it is not there.

    Raises:
        StartProblem: If there can be none.
    """
    try:
        return paths.profile_folder(paths.data_folder(options.data_dir), profile)
    except OSError as error:
        reason = error.strerror or error
        raise StartProblem(tr("The data folder {path} cannot be used: {reason}.", path=error.filename, reason=reason)) from error


def is_handed_over(options: argparse.Namespace) -> bool:
    """Hand an invitation to the window that is open with these data; return whether one has it. Whoever gives a name wants another window.

    Before anything is logged: the log is the open window's.

    Raises:
        StartProblem: If the invitation leads nowhere.
    """
    if options.command != "join" or options.nick or not is_link(options.address):
        return False
    check_address(options.address, wall=time.time())
    return hand_over(paths.window_file(open_folder(options, options.profile or "")), options.address.strip())


def open_windows(options: argparse.Namespace, folder: Path, settings: Settings) -> int:
    """Open the window; and another one with a profile of its own, if the person wants that; return the exit status."""
    from desktop_chat.app.window import open_window  # noqa: PLC0415  # A machine that only hosts may have no Tk.

    profile = options.profile or ""
    while True:
        request = start_request(options, settings.nick)
        closed = open_window(folder, settings, request, interfaces=getattr(options, "interface", ()))
        if not closed.wants_other_profile:
            return closed.status
        profile = next_profile(profile)
        folder, settings = prepare(options, profile)


def next_profile(name: str) -> str:
    """Return the name of the profile to try when one is in use: 2, 3, and so on; ann, ann_2."""
    return next_nick(name) if name and not name.isdigit() else str(int(name or "1") + 1)


def print_piece(piece: str) -> None:
    """Print a piece of a text as far as the terminal, or what reads our output, can hold its letters."""
    encoding = sys.stdout.encoding or "utf-8"
    print(piece.encode(encoding, "replace").decode(encoding), end="")


def host_config(options: argparse.Namespace) -> HostConfig:
    """Return what `serve` shall host: what the file says, and over it what was typed.

    Raises:
        StartProblem: If the file is wrong.
    """
    config = read_config(options.config) if options.config else HostConfig()
    history = replace(config.room.history, memory_only=config.room.history.memory_only or options.memory_only)
    return replace(
        config,
        room=replace(config.room, name=options.room or config.room.name, history=history),
        bind=tuple(options.bind) or config.bind,
        port=config.port if options.port is None else options.port,
        password_file=options.password_file or config.password_file,
        announce=config.announce and not options.no_announce,
        plain=config.plain or options.allow_plain,
        let_in=EVERYWHERE if options.allow_public else config.let_in,
        interfaces=tuple(options.interface) or config.interfaces,
        flood_control=config.flood_control and not options.no_flood_control,
    )


def start_request(options: argparse.Namespace, nick: str) -> StartRequest | None:
    """Return what the window begins with; None for the start screen.

    Raises:
        StartProblem: If the address is none.
    """
    if options.command == "host":
        nick = options.nick or nick
        return HostRequest(
            nick,
            options.room or tr("Our room"),
            options.port,
            announce=not options.no_announce,
            allow_plain=options.allow_plain,
            allow_public=options.allow_public,
        )
    if options.command == "join":
        check_address(options.address, wall=time.time())
        return JoinRequest(options.nick or nick, options.address)
    return None
