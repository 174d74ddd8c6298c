"""About the room: MOTD VERSION ADMIN INFO LUSERS TIME HELP LINKS STATS (Modern #server-queries-and-commands)."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

from desktop_chat.core.server.commands.help import HELP, INDEX
from desktop_chat.core.server.isupport import TOKENS_PER_LINE
from desktop_chat.core.server.table import Command
from desktop_chat.core.server.turn import as_middle, param
from desktop_chat.core.wire.capabilities import Caps
from desktop_chat.core.wire.masks import matches_name
from desktop_chat.core.wire.numerics import Numeric
from desktop_chat.core.wire.text import split_text
from desktop_chat.core.wire.times import server_time

if TYPE_CHECKING:
    from desktop_chat.core.server.turn import Turn
    from desktop_chat.core.wire.message import Message


def for_another_server(turn: Turn, asked: str) -> bool:
    """Answer 402 and return True if *asked*, a server's name, a mask or a nick, means another server (Modern #errnosuchserver-402).

    No name at all means this one.
    """
    if not asked or matches_name(asked, turn.world.config.server_name) or turn.world.find_nick(asked) is not None:
        return False
    turn.reply(Numeric.ERR_NOSUCHSERVER, asked, "No such server")
    return True


def handle_motd(turn: Turn, message: Message) -> None:
    """Show the message of the day (Modern #motd-message)."""
    if not for_another_server(turn, param(message, 0)):
        send_motd(turn)


def send_motd(turn: Turn) -> None:
    """Send 375 372… 376, or 422 when there is none. A line too long for one 372 goes on in the next."""
    config = turn.world.config
    if not config.motd:
        turn.reply(Numeric.ERR_NOMOTD, "MOTD File is missing")
        return
    turn.reply(Numeric.RPL_MOTDSTART, f"- {config.server_name} Message of the day - ")
    for line in config.motd:
        for piece in split_text(line, turn.space_after() - len("- ")) or [""]:
            turn.reply(Numeric.RPL_MOTD, f"- {piece}")
    turn.reply(Numeric.RPL_ENDOFMOTD, "End of /MOTD command.")


def handle_version(turn: Turn, message: Message) -> None:
    """Tell the version and what 005 tells (Modern #version-message)."""
    if for_another_server(turn, param(message, 0)):
        return
    config = turn.world.config
    turn.reply(Numeric.RPL_VERSION, config.version, config.server_name, config.name)
    send_isupport(turn)


def handle_isupport(turn: Turn, _message: Message) -> None:
    """Tell what 005 tells, with draft/extended-isupport also before the welcome (IRCv3 extended-isupport)."""
    send_isupport(turn)


def send_isupport(turn: Turn) -> None:
    """Send the tokens of 005 (Modern #rplisupport-005); "inside a draft/isupport batch" to who has that capability."""
    tokens = turn.world.isupport
    with turn.batch("draft/isupport") if turn.who.caps & Caps.EXTENDED_ISUPPORT else nullcontext():
        for start in range(0, len(tokens), TOKENS_PER_LINE):
            turn.reply(Numeric.RPL_ISUPPORT, *tokens[start : start + TOKENS_PER_LINE], "are supported by this server")


def handle_admin(turn: Turn, message: Message) -> None:
    """Tell whom to ask (Modern #admin-message)."""
    if for_another_server(turn, param(message, 0)):
        return
    config = turn.world.config
    turn.reply(Numeric.RPL_ADMINME, config.server_name, "Administrative info")
    turn.reply(Numeric.RPL_ADMINLOC1, config.about)
    turn.reply(Numeric.RPL_ADMINLOC2, "Hosted by a member on this network")
    turn.reply(Numeric.RPL_ADMINEMAIL, config.admin or "Ask the host in the room")


def handle_info(turn: Turn, message: Message) -> None:
    """Tell what this is (Modern #info-message)."""
    if for_another_server(turn, param(message, 0)):
        return
    world = turn.world
    turn.reply(Numeric.RPL_INFO, world.config.version)
    turn.reply(Numeric.RPL_INFO, "A chat room on the local network: threads read, one engine decides")
    turn.reply(Numeric.RPL_INFO, f"Open since {server_time(world.started.wall)}")
    turn.reply(Numeric.RPL_ENDOFINFO, "End of /INFO list")


def handle_lusers(turn: Turn, message: Message) -> None:
    """Tell how many there are (Modern #lusers-message)."""
    if not for_another_server(turn, param(message, 1)):
        send_user_counts(turn)


def send_user_counts(turn: Turn) -> None:
    """Send 251 to 255, 265 and 266."""
    world = turn.world
    people = world.people()
    hidden = sum("i" in who.modes for who in people)
    unknown = len(world.sessions) - len(people)
    most = world.most_people
    turn.reply(Numeric.RPL_LUSERCLIENT, f"There are {len(people) - hidden} users and {hidden} invisible on 1 servers")
    turn.reply(Numeric.RPL_LUSEROP, str(sum(who.is_operator for who in people)), "operator(s) online")
    turn.reply(Numeric.RPL_LUSERUNKNOWN, str(unknown), "unknown connection(s)")
    turn.reply(Numeric.RPL_LUSERCHANNELS, str(len(world.channels)), "channels formed")
    turn.reply(Numeric.RPL_LUSERME, f"I have {len(people)} clients and 0 servers")
    for numeric, words in ((Numeric.RPL_LOCALUSERS, "local"), (Numeric.RPL_GLOBALUSERS, "global")):
        turn.reply(numeric, str(len(people)), str(most), f"Current {words} users {len(people)}, max {most}")


def handle_time(turn: Turn, message: Message) -> None:
    """Tell the room's time, in UTC (Modern #time-message)."""
    if not for_another_server(turn, param(message, 0)):
        turn.reply(Numeric.RPL_TIME, turn.world.config.server_name, server_time(turn.now.wall))


def handle_help(turn: Turn, message: Message) -> None:
    """Explain a command, or list them (Modern #help-message): a title, an empty line, the text."""
    asked = param(message, 0)
    subject = asked.upper() if as_middle(asked) == asked else "*"
    lines = HELP.get(subject if asked else INDEX)
    if lines is None:
        turn.reply(Numeric.ERR_HELPNOTFOUND, subject, "No help available on this topic")
        return
    title, *others = lines
    turn.reply(Numeric.RPL_HELPSTART, subject, title)
    for line in ("", *others):
        turn.reply(Numeric.RPL_HELPTXT, subject, line)
    turn.reply(Numeric.RPL_ENDOFHELP, subject, "End of /HELP")


def handle_links(turn: Turn, _message: Message) -> None:
    """A room is one server (Modern #links-message)."""
    config = turn.world.config
    turn.reply(Numeric.RPL_LINKS, config.server_name, config.server_name, f"0 {config.about}")
    turn.reply(Numeric.RPL_ENDOFLINKS, "*", "End of /LINKS list")


def handle_stats(turn: Turn, message: Message) -> None:
    """Tell `u`, how long the room is open, and `m`, how often each command came; nothing else is kept (Modern #stats-message)."""
    query = message.params[0][:1]
    if for_another_server(turn, param(message, 1)):
        return
    if query == "u":
        turn.reply(Numeric.RPL_STATSUPTIME, f"Server Up {duration(turn.now.monotonic - turn.world.started.monotonic)}")
    elif query == "m":
        for name, count in sorted(turn.world.command_counts.items()):
            turn.reply(Numeric.RPL_STATSCOMMANDS, name, str(count))
    turn.reply(Numeric.RPL_ENDOFSTATS, query, "End of /STATS report")


def duration(seconds: float) -> str:
    """Return a time span as `<days> days <hours>:<minutes>:<seconds>` (Modern #rplstatsuptime-242)."""
    minutes, second = divmod(int(seconds), 60)
    hours, minute = divmod(minutes, 60)
    days, hour = divmod(hours, 24)
    return f"{days} days {hour}:{minute:02}:{second:02}"


COMMANDS = (
    Command("MOTD", handle_motd, spec="Modern #motd-message"),
    Command("VERSION", handle_version, spec="Modern #version-message"),
    Command("ADMIN", handle_admin, spec="Modern #admin-message"),
    Command("ISUPPORT", handle_isupport, early_cap=Caps.EXTENDED_ISUPPORT, spec="IRCv3 extended-isupport"),
    Command("INFO", handle_info, spec="Modern #info-message"),
    Command("LUSERS", handle_lusers, spec="Modern #lusers-message"),
    Command("TIME", handle_time, spec="Modern #time-message"),
    Command("HELP", handle_help, spec="Modern #help-message"),
    Command("HELPOP", handle_help, spec="Modern #help-message"),
    Command("LINKS", handle_links, spec="Modern #links-message"),
    Command("STATS", handle_stats, min_params=1, spec="Modern #stats-message"),
)
