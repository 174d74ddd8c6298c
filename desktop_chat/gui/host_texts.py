"""What a host says in numerics, as sentences in the person's language; what is not in the tables stays in the host's words."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from desktop_chat.core.client.events import CommandRefused, ListedChannel, MasksListed, ServerSaid
from desktop_chat.core.wire.numerics import Numeric
from desktop_chat.i18n import ntr, tr


def refusal(event: CommandRefused) -> str:
    """Say what the host refused."""
    sentence = REFUSALS.get(event.code)
    if sentence is not None:
        return sentence(event.subject or "–")
    return f"{event.subject}: {event.text}" if event.subject else event.text


def host_words(event: ServerSaid) -> str:
    """Say what the host informs of; "" for what is not worth a line."""
    if event.code in SILENT:
        return ""
    sentence = INFORMS.get(event.code)
    if sentence is not None:
        return sentence(event.params or ("",), event.text)
    return " ".join((*event.params, event.text))


def channel_lines(rows: Sequence[ListedChannel]) -> tuple[str, ...]:
    """Say which channels there are."""
    lines = (ntr("{channel}: {count} member", "{channel}: {count} members", row.members, channel=row.channel) for row in rows)
    with_topics = (f"{line} – {row.topic}" if row.topic else line for line, row in zip(lines, rows, strict=True))
    return (tr("Channels of this room:"), *with_topics) if rows else (tr("There are no channels yet."),)


def mask_lines(event: MasksListed) -> tuple[str, ...]:
    """Say what is on a list of a channel."""
    lines = (f"{one.mask} – {tr('by {nick}', nick=one.by)}" if one.by else one.mask for one in event.entries)
    return (tr("List {mode} of {channel}: {count}", mode=f"+{event.mode}", channel=event.channel, count=len(event.entries)), *lines)


def _first(subject: str) -> str:
    """Return the nick of a refusal that is about a nick and a channel."""
    return subject.partition(" ")[0]


REFUSALS: Final[Mapping[str, Callable[[str], str]]] = MappingProxyType(
    {
        Numeric.ERR_NOSUCHNICK: lambda name: tr("Nobody called {name} is in this room.", name=name),
        Numeric.ERR_WASNOSUCHNICK: lambda name: tr("Nobody called {name} is in this room.", name=name),
        Numeric.ERR_NOSUCHCHANNEL: lambda name: tr("There is no channel {name}.", name=name),
        Numeric.ERR_CANNOTSENDTOCHAN: lambda name: tr("Your message was not sent: you may not write in {name}.", name=name),
        Numeric.ERR_TOOMANYCHANNELS: lambda name: tr("You are in too many channels; leave one to join {name}.", name=name),
        Numeric.ERR_NOTEXTTOSEND: lambda _name: tr("There was nothing to send."),
        Numeric.ERR_INPUTTOOLONG: lambda _name: tr("This is too long to be sent."),
        Numeric.ERR_UNKNOWNCOMMAND: lambda name: tr("The host does not know the command {name}.", name=name),
        Numeric.ERR_USERNOTINCHANNEL: lambda name: tr("{name} is not in this channel.", name=_first(name)),
        Numeric.ERR_NOTONCHANNEL: lambda name: tr("You are not in {name}.", name=name),
        Numeric.ERR_USERONCHANNEL: lambda name: tr("{name} is already in this channel.", name=_first(name)),
        Numeric.ERR_NEEDMOREPARAMS: lambda name: tr("Something is missing after {name}.", name=name),
        Numeric.ERR_CHANNELISFULL: lambda name: tr("{name} is full.", name=name),
        Numeric.ERR_INVITEONLYCHAN: lambda name: tr("{name} is open to invited members only.", name=name),
        Numeric.ERR_BANNEDFROMCHAN: lambda name: tr("You are banned from {name}.", name=name),
        Numeric.ERR_BADCHANNELKEY: lambda name: tr("{name} asks for a key: /join {name} key", name=name),
        Numeric.ERR_BADCHANMASK: lambda name: tr("A channel cannot be called {name}.", name=name),
        Numeric.ERR_NEEDREGGEDNICK: lambda name: tr("Only people with an account may enter {name}.", name=name),
        Numeric.ERR_NOPRIVILEGES: lambda _name: tr("Only the host may do this."),
        Numeric.ERR_CHANOPRIVSNEEDED: lambda name: tr("Only an operator of {name} may do this.", name=name),
        Numeric.ERR_UNKNOWNMODE: lambda name: tr("There is no mode {name}.", name=name),
    }
)
"""By numeric; each is given what the refusal is about."""

INFORMS: Final[Mapping[str, Callable[[tuple[str, ...], str], str]]] = MappingProxyType(
    {
        Numeric.RPL_INVITING: lambda params, _text: tr("You invited {nick}.", nick=params[0]),
        Numeric.RPL_WHOISSERVER: lambda params, text: tr("{nick} is in the room {text}", nick=params[0], text=text),
        Numeric.RPL_YOUREOPER: lambda _params, _text: tr("You run this room."),
        "INVITE": lambda params, text: tr("{by} invited {nick} to {channel}", nick=params[0], by=params[-1], channel=text),
        "MODE": lambda params, text: "" if text == "+o" else tr("Modes of {nick}: {modes}", nick=params[0], modes=text),
    }
)
"""By numeric; each is given its parameters and its text."""

SILENT: Final = frozenset(
    {
        Numeric.RPL_YOURHOST,
        Numeric.RPL_CREATED,
        Numeric.RPL_MYINFO,
        Numeric.RPL_LUSERCLIENT,
        Numeric.RPL_LUSEROP,
        Numeric.RPL_LUSERUNKNOWN,
        Numeric.RPL_LUSERCHANNELS,
        Numeric.RPL_LUSERME,
        Numeric.RPL_LOCALUSERS,
        Numeric.RPL_GLOBALUSERS,
        Numeric.RPL_LISTSTART,
        Numeric.RPL_CREATIONTIME,
        Numeric.RPL_MOTDSTART,
        Numeric.RPL_ENDOFMOTD,
        Numeric.RPL_ENDOFWHO,
        Numeric.RPL_ENDOFWHOWAS,
        Numeric.RPL_ENDOFNAMES,
        Numeric.RPL_LOGGEDIN,
        Numeric.RPL_SASLSUCCESS,
        Numeric.RPL_UNAWAY,
        Numeric.RPL_NOWAWAY,
        Numeric.ERR_NOMOTD,
    }
)
"""What tells a person nothing: greetings, counts, ends of lists; and what an event of its own has told."""
