"""The command line: what may be typed, and which part of the program does it."""

import argparse
import re
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from desktop_chat import __version__, i18n, logs, paths
from desktop_chat.app.config_file import read_config
from desktop_chat.app.config_keys import HostConfig
from desktop_chat.app.exporting import FORMATS, export
from desktop_chat.app.joining import check_address
from desktop_chat.app.operator_passwords import hash_typed_password
from desktop_chat.app.problems import StartProblem
from desktop_chat.app.rooms import USUAL_SECONDS, print_rooms
from desktop_chat.app.serve import serve
from desktop_chat.app.single_instance import hand_over
from desktop_chat.core.client.invitation import is_link
from desktop_chat.gui.people import next_nick
from desktop_chat.gui.ports import HostRequest, JoinRequest, StartRequest
from desktop_chat.i18n import tr
from desktop_chat.net.addresses import EVERYWHERE
from desktop_chat.settings import Settings, load_settings

LONGEST_WAIT_SECONDS = 3600
EXIT_PROBLEM = 2
"""The exit status when the program could not do what it was asked; the sentence is on standard error."""


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
        print(problem, file=sys.stderr)
        return EXIT_PROBLEM


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


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser(prog="desktop-chat", description=tr("A chat room on the local network in one double-click."))
    parser.add_argument("--version", action="version", version=f"desktop-chat {__version__}")
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help=tr("keep data in this folder instead of the usual one"))
    parser.add_argument(
        "--profile",
        type=profile_name,
        metavar="NAME",
        help=tr("be somebody else: with data of their own, in a folder of this name"),
    )
    parser.add_argument("--verbose", action="store_true", help=tr("write more into the log file"))
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title=tr("commands; without one the window opens"))

    serve_parser = commands.add_parser("serve", help=tr("host a room without a window"))
    serve_parser.add_argument("--config", type=Path, metavar="FILE", help=tr("read from this file (TOML) what is not given here"))
    add_room(serve_parser)
    serve_parser.add_argument("--bind", action="append", default=[], metavar="ADDR", help=tr("listen on this address; may be repeated"))
    serve_parser.add_argument("--password-file", type=Path, metavar="FILE", help=tr("its first line is the room's password"))
    serve_parser.add_argument("--no-flood-control", action="store_true", help=tr("let everybody talk as fast as they can"))
    serve_parser.add_argument("--memory-only", action="store_true", help=tr("keep what is said in memory only, nothing on disk but keys"))

    commands.add_parser("hash-password", help=tr("ask for a password and write its hash, for the operators in a configuration file"))

    add_tools(commands)

    host_parser = commands.add_parser("host", help=tr("open the window and host a room"))
    add_room(host_parser)
    add_nick(host_parser)

    join_parser = commands.add_parser("join", help=tr("open the window and join a room"))
    join_parser.add_argument("address", metavar="ADDRESS", help=tr("where the room is: HOST, HOST:PORT or an invitation, ircs://…"))
    add_nick(join_parser)
    return parser


def add_tools(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands that open no room."""
    rooms_parser = commands.add_parser("rooms", help=tr("list the rooms that are announced on this network"))
    rooms_parser.add_argument("--json", action="store_true", help=tr("as JSON, for programs"))
    rooms_parser.add_argument("--seconds", type=waiting_time, default=USUAL_SECONDS, metavar="N", help=tr("listen for so long"))
    add_interface(rooms_parser)

    lab_parser = commands.add_parser("lab", help=tr("measure threads against processes on this machine"))
    lab_parser.add_argument("--quick", action="store_true", help=tr("only a first look, some seconds"))
    lab_parser.add_argument("--json", type=Path, metavar="FILE", help=tr("write the figures into this file, for programs"))
    lab_parser.add_argument("--html", type=Path, metavar="FILE", help=tr("write a page with all charts into this file"))

    export_parser = commands.add_parser("export", help=tr("write what was said in a channel into a file"))
    export_parser.add_argument("room", metavar="ROOM", help=tr("the room's name, or the beginning of its key"))
    export_parser.add_argument("channel", metavar="CHANNEL", help=tr("the channel, or the name of the other person"))
    export_parser.add_argument("--format", choices=list(FORMATS), default="text", help=tr("in what form; usually text"))
    export_parser.add_argument("--output", type=Path, metavar="FILE", help=tr("write into this file; without it the text is printed"))


def add_room(parser: argparse.ArgumentParser) -> None:
    """Add the options of whoever hosts."""
    parser.add_argument("--room", default="", metavar="NAME", help=tr("what people call the room"))
    parser.add_argument("--port", type=port_number, metavar="N", help=tr("listen on this port; 0 for any free one"))
    parser.add_argument("--no-announce", action="store_true", help=tr("do not announce the room on the network"))
    parser.add_argument("--allow-plain", action="store_true", help=tr("let other computers come in without encryption (TLS) too"))
    parser.add_argument("--allow-public", action="store_true", help=tr("let computers outside the local network come in too"))
    add_interface(parser)


def add_interface(parser: argparse.ArgumentParser) -> None:
    """Add the option of whoever announces or looks for rooms."""
    parser.add_argument(
        "--interface", action="append", default=[], metavar="NAME", help=tr("use this network interface only; may be repeated")
    )


def profile_name(text: str) -> str:
    """Read the name of a profile: it becomes the name of a folder."""
    if not re.fullmatch(r"[\w-]{1,40}", text):
        raise argparse.ArgumentTypeError(tr("{text} is not a name for a profile: letters, digits, - and _", text=text))
    return text


def waiting_time(text: str) -> float:
    """Read how many seconds to wait."""
    if not (text.isascii() and text.replace(".", "", 1).isdigit() and 0 < float(text) <= LONGEST_WAIT_SECONDS):
        raise argparse.ArgumentTypeError(tr("{text} is not a number of seconds: 1 to {most}", text=text, most=LONGEST_WAIT_SECONDS))
    return float(text)


def add_nick(parser: argparse.ArgumentParser) -> None:
    """Add the option of whoever takes part."""
    parser.add_argument("--nick", default="", metavar="NICK", help=tr("your name in the room"))


def port_number(text: str) -> int:
    """Read a port of 0 to 65535."""
    if not (text.isascii() and text.isdigit() and int(text[:6]) < 65536):  # noqa: PLR2004
        raise argparse.ArgumentTypeError(tr("{text} is not a port: a number from 0 to 65535", text=text))
    return int(text)
