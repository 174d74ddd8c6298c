"""CAP: which extensions a client wants (IRCv3 capability-negotiation)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_chat.core.server.commands.registration import welcome_when_complete
from desktop_chat.core.server.effects import Retag
from desktop_chat.core.server.table import Command
from desktop_chat.core.wire.capabilities import CAPABILITIES, METADATA, TAG_CAPS, Caps
from desktop_chat.core.wire.numerics import Numeric

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_chat.core.server.turn import Turn
    from desktop_chat.core.wire.message import Message

VERSION_302 = 302


def handle_cap(turn: Turn, message: Message) -> None:
    """Run one sub-command; an unknown one is answered 410."""
    subcommand = message.params[0].upper()
    handler = SUBCOMMANDS.get(subcommand)
    if handler is None:
        turn.reply(Numeric.ERR_INVALIDCAPCMD, subcommand[:32] or "*", "Invalid CAP command")
    else:
        handler(turn, message.params[1] if len(message.params) > 1 else "")


def cap_ls(turn: Turn, version: str) -> None:
    """List what there is; before registration this holds the welcome back until CAP END."""
    who = turn.who
    who.negotiating = not who.registered
    if version.isascii() and version.isdigit() and int(version[:9]) >= VERSION_302:
        who.cap_302 = True
        change_caps(turn, who.caps | Caps.CAP_NOTIFY)
    offered = turn.world.offers.items()
    say_all(turn, "LS", [f"{name}={value}" if value and who.cap_302 else name for name, value in offered])


def cap_list(turn: Turn, _: str) -> None:
    """List what this client has."""
    say_all(turn, "LIST", [name for name, cap in CAPABILITIES.items() if turn.who.caps & cap])


def cap_req(turn: Turn, wanted: str) -> None:
    """Take all the wanted changes (`name`, `-name`), or none and NAK.

    An ACK that does not fit one line goes on in the next; of a NAK the beginning is enough.
    """
    who = turn.who
    who.negotiating = not who.registered
    caps = who.caps
    for word in wanted.split():
        name = word.removeprefix("-")
        cap = CAPABILITIES[name] if name in turn.world.offers else None
        if cap is None or (word == "-cap-notify" and who.cap_302):
            say(turn, "NAK", wanted)
            return
        caps = caps & ~cap if word.startswith("-") else caps | cap
    for line in list(turn.lines(wanted.split(), "ACK")) or [""]:
        say(turn, "ACK", line)
    change_caps(turn, caps)


def cap_end(turn: Turn, _: str) -> None:
    """End the negotiation; the welcome may come now."""
    if not turn.who.registered:
        turn.who.negotiating = False
        welcome_when_complete(turn)


def change_caps(turn: Turn, caps: int) -> None:
    """Give the session these capabilities, and delivery the word where its lines look different from here on."""
    before, turn.who.caps = turn.who.caps, caps
    if not caps & METADATA:
        turn.who.subscriptions.clear()  # "servers MUST clear that client's subscription list" (draft/metadata-3).
    if (before ^ caps) & TAG_CAPS:
        turn.effects.append(Retag(turn.who.id, caps & TAG_CAPS))


def say_all(turn: Turn, subcommand: str, words: list[str]) -> None:
    """Send words in as many CAP lines as they need; all but the last are marked with `*` (capability-negotiation, Multiline replies)."""
    *more, last = list(turn.lines(words, subcommand, "*")) or [""]
    for line in more:
        turn.from_server("CAP", turn.who.shown, subcommand, "*", line)
    say(turn, subcommand, last)


def say(turn: Turn, subcommand: str, text: str) -> None:
    """Send one CAP line."""
    turn.from_server("CAP", turn.who.shown, subcommand, text)


SUBCOMMANDS: dict[str, Callable[[Turn, str], None]] = {
    "LS": cap_ls,
    "LIST": cap_list,
    "REQ": cap_req,
    "END": cap_end,
}

COMMANDS = (Command("CAP", handle_cap, min_params=1, needs_welcome=False, spec="IRCv3 capability-negotiation"),)
