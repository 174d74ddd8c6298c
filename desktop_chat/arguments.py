"""What may be typed after `desktop-chat`, as the parser of the standard library reads it."""

import argparse
import re
from pathlib import Path

from desktop_chat import __version__
from desktop_chat.app.exporting import FORMATS
from desktop_chat.app.rooms import USUAL_SECONDS
from desktop_chat.i18n import tr

LONGEST_WAIT_SECONDS = 3600


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
