"""What changes about a person for others to see: AWAY SETNAME, and CHGHOST CHGIDENT by operators of the room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_chat.core.server.channel import PREFIXES
from desktop_chat.core.server.commands.channels import show_join
from desktop_chat.core.server.commands.registration import USER_SIGNS
from desktop_chat.core.server.modes import ModeChange, mode_text
from desktop_chat.core.server.table import Command
from desktop_chat.core.server.turn import Turn, param
from desktop_chat.core.wire import limits
from desktop_chat.core.wire.capabilities import Caps
from desktop_chat.core.wire.message import Message
from desktop_chat.core.wire.numerics import Numeric

if TYPE_CHECKING:
    from desktop_chat.core.server.channel import Channel
    from desktop_chat.core.server.session import Session

HOST_SIGNS = "-_.:/"
"""What a shown host may hold beside ASCII letters and digits: names, addresses, and `/` as networks have it in theirs."""


def handle_away(turn: Turn, message: Message) -> None:
    """Set or end being away, and tell those who want to know (Modern #away-message, IRCv3 away-notify).

    With draft/pre-away also before the welcome; then nobody has to be told yet.
    """
    who, text = turn.who, param(message, 0)
    if len(text.encode()) > limits.AWAY_BYTES:
        turn.reply(Numeric.ERR_INPUTTOOLONG, f"An away text has at most {limits.AWAY_BYTES} bytes")
        return
    before, who.away = who.away, text or None
    if text:
        turn.reply(Numeric.RPL_NOWAWAY, "You have been marked as being away")
    else:
        turn.reply(Numeric.RPL_UNAWAY, "You are no longer marked as being away")
    if who.registered and who.away != before:
        turn.deliver(turn.world.observers(who, Caps.AWAY_NOTIFY), turn.act("AWAY", *([text] if text else [])))


def handle_setname(turn: Turn, message: Message) -> None:
    """Change one's real name (IRCv3 setname). Words without a colon before them are one name, as Ergo takes them."""
    who, realname = turn.who, " ".join(message.params)
    if not realname.strip() or len(realname.encode()) > limits.REALNAME_BYTES:
        turn.fail("SETNAME", "INVALID_REALNAME", f"A real name has 1 to {limits.REALNAME_BYTES} bytes")
    elif not who.is_operator and any(channel.is_banned(who) for channel in who.channels.values()):
        turn.fail("SETNAME", "CANNOT_CHANGE_REALNAME", "Cannot change realname while banned from a channel")
    else:
        who.realname = realname
        show_change(turn, Caps.SETNAME, turn.act("SETNAME", realname))


def show_change(turn: Turn, cap: int, line: Message) -> None:
    """Show a change of the acting session to its observers and to itself, as far as they have the capability for it."""
    turn.deliver(turn.world.observers(turn.who, cap), line)
    if turn.who.caps & cap:
        turn.send(turn.who, line)


def handle_chghost(turn: Turn, message: Message) -> None:
    """Give somebody another host to be shown (as InspIRCd and UnrealIRCd have it); the address is kept for bans."""
    nick, host = message.params[:2]
    person = find_person(turn, nick)
    if person is None:
        return
    if not is_made_of(host, HOST_SIGNS) or host.startswith(":") or len(host) > limits.HOST_LENGTH:
        turn.fail("CHGHOST", "INVALID_HOST", nick, f"A host has 1 to {limits.HOST_LENGTH} ASCII letters, digits and {HOST_SIGNS}")
    else:
        identify(turn, person, person.user, host)


def handle_chgident(turn: Turn, message: Message) -> None:
    """Give somebody another user name (as InspIRCd and UnrealIRCd have it); without `~`, as an operator vouches for it."""
    nick, user = message.params[:2]
    person = find_person(turn, nick)
    if person is None:
        return
    if not is_made_of(user, USER_SIGNS) or len(user) > limits.USER_LENGTH:
        turn.fail("CHGIDENT", "INVALID_USERNAME", nick, f"A user name has 1 to {limits.USER_LENGTH} ASCII letters, digits and {USER_SIGNS}")
    else:
        identify(turn, person, user, person.host)


def find_person(turn: Turn, nick: str) -> Session | None:
    """Return who has a nick, or answer 401 and return None."""
    person = turn.world.find_nick(nick)
    if person is None:
        turn.reply(Numeric.ERR_NOSUCHNICK, nick, "No such nick")
    return person


def is_made_of(text: str, signs: str) -> bool:
    """Return whether a text is not empty and has but ASCII letters, digits and these signs."""
    return bool(text) and all(char.isascii() and (char.isalnum() or char in signs) for char in text)


def identify(turn: Turn, person: Session, user: str, host: str) -> None:
    """Change how somebody is shown, and show it by CHGHOST, or as if it had come anew (IRCv3 chghost, Fallback)."""
    if (user, host) == (person.user, person.host):
        return
    world, its_turn = turn.world, Turn(turn.world, person, turn.now)
    line = its_turn.act("CHGHOST", user, host)
    its_turn.deliver(world.without_cap(world.neighbours(person), Caps.CHGHOST), its_turn.act("QUIT", "Changing host"))
    person.identify(user, host)
    show_change(its_turn, Caps.CHGHOST, line)
    for channel in person.channels.values():
        come_back(its_turn, channel)
    turn.effects += its_turn.effects


def come_back(turn: Turn, channel: Channel) -> None:
    """Show the members without chghost that the acting session is in a channel, and with which rank."""
    who, world = turn.who, turn.world
    others = tuple(member_id for member_id in world.without_cap(channel.audience, Caps.CHGHOST) if member_id != who.id)
    show_join(turn, channel, others)
    ranks = [ModeChange(rank, on=True, argument=who.nick) for rank in PREFIXES if rank in channel.members[who]]
    if ranks:
        turn.deliver(others, Message("MODE", (channel.name, *mode_text(ranks)), world.config.server_name))


COMMANDS = (
    Command("AWAY", handle_away, early_cap=Caps.PRE_AWAY, spec="Modern #away-message"),
    Command("SETNAME", handle_setname, min_params=1, spec="IRCv3 setname"),
    Command("CHGHOST", handle_chghost, min_params=2, needs_operator=True, spec="IRCv3 chghost"),
    Command("CHGIDENT", handle_chgident, min_params=2, needs_operator=True, spec="IRCv3 chghost"),
)
