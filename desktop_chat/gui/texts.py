"""Events and problems as sentences in the person's language, and with each problem the action that mends it.

What a host refuses or says in numerics is in `host_texts.py`.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from desktop_chat.core.client.commands import InputProblem, Refused
from desktop_chat.core.client.events import (
    HostingFailed,
    HostProblem,
    LinkBroken,
    LinkFailed,
    LinkLost,
    LinkProblem,
    NickRefusal,
    NickRefused,
)
from desktop_chat.core.client.fingerprints import key_words
from desktop_chat.core.wire.limits import NICK_LENGTH
from desktop_chat.core.wire.names import NameProblem
from desktop_chat.gui.ports import JoinRequest, StartRequest
from desktop_chat.gui.rows import Action, Problem
from desktop_chat.gui.safe_text import shown
from desktop_chat.gui.writing.command_texts import command_forms, command_text
from desktop_chat.i18n import tr


def name_problem(problem: NameProblem) -> str:
    """Say why a name cannot be taken."""
    match problem:
        case NameProblem.EMPTY:
            return tr("Please type your name first.")
        case NameProblem.TOO_LONG:
            return tr("This name is too long: {limit} characters fit.", limit=NICK_LENGTH)
        case NameProblem.LOOK_ALIKE:
            return tr("This name looks like that of a service; please choose another one.")
        case _:
            return tr("A name can hold letters, digits and _ - [ ], but no spaces or other signs.")


def nick_refusal(event: NickRefused) -> str:
    """Say why the host did not take a name."""
    match event.reason:
        case NickRefusal.IN_USE:
            return tr("The name {nick} is taken in this room.", nick=event.nick)
        case NickRefusal.ERRONEOUS:
            return tr("This room does not allow the name {nick}.", nick=event.nick)
        case NickRefusal.UNAVAILABLE:
            return tr("The name {nick} is not free right now.", nick=event.nick)


def link_failed(event: LinkFailed, address: str) -> Problem:
    """Say why a room could not be entered."""
    if event.problem is LinkProblem.KEY_CHANGED:
        return Problem(shown(key_changed(event, address)), Action.ACCEPT_KEY, tr("I compared the keys: go in"))
    return LINK_FAILURES[event.problem](address, event.detail)


def key_changed(event: LinkFailed, address: str) -> str:
    """Say that somebody else may be answering, and what to compare with the host."""
    expected, found = (key_words(key) for key in (event.keys.expected, event.keys.found)) if event.keys else ("–", "–")
    return tr(
        "Careful: what answers at {address} has another key than this room had. Somebody else may be answering. "
        "Compare with the host before you go in: you know {expected}, this one shows {found}.",
        address=address,
        expected=expected,
        found=found,
    )


def _taken_over() -> Problem:
    return _again(tr("You came into this room again from another window or computer."))


def _broke(address: str, _reason: str) -> Problem:
    return _retry(tr("The connection to {address} broke.", address=address))


def _no_answer(address: str, _reason: str) -> Problem:
    return _retry(tr("{address} does not answer. Are both computers on the same network?", address=address))


LINK_FAILURES: Final[Mapping[LinkProblem, Callable[[str, str], Problem]]] = MappingProxyType(
    {
        LinkProblem.BAD_ADDRESS: lambda address, _: _plain(
            tr("{address} is not an address. It looks like 192.168.0.12 or 192.168.0.12:6697.", address=address)
        ),
        LinkProblem.NAME_UNKNOWN: lambda address, _: _plain(
            tr("No computer called {address} was found. Check the address.", address=address)
        ),
        LinkProblem.REFUSED: lambda address, _: _retry(
            tr("There is no room at {address}. Is the host's program open, and is the port right?", address=address)
        ),
        LinkProblem.TIMED_OUT: _no_answer,
        LinkProblem.SILENT: _no_answer,
        LinkProblem.UNREACHABLE: lambda address, _: _retry(
            tr("{address} cannot be reached from here. Check that you are on the network.", address=address)
        ),
        LinkProblem.NOT_SECURE: lambda address, _: _plain(
            tr("What answers at {address} does not speak the language of these rooms (IRC over TLS).", address=address)
        ),
        LinkProblem.BAD_INVITATION: lambda _address, _: _plain(
            tr("This is not a whole invitation. Please copy the link again, from its first letter to its last.")
        ),
        LinkProblem.EXPIRED_INVITATION: lambda _address, _: _plain(tr("This invitation is too old. Please ask the host for a new one.")),
        LinkProblem.BAD_PASSWORD: lambda _address, _: _plain(
            tr("This room asks for a password. Please type it, exactly as you were told.")
        ),
        LinkProblem.BANNED: lambda _address, _: _plain(tr("The host does not let you in.")),
        LinkProblem.ACCOUNT_REQUIRED: lambda _address, _: _plain(tr("Only people with an account may come into this room.")),
        LinkProblem.TAKEN_OVER: lambda _address, _: _taken_over(),
        LinkProblem.CLOSED_BY_HOST: lambda _, reason: _retry(tr("The host closed the connection: {reason}", reason=reason or "–")),
        LinkProblem.BROKEN: _broke,
        LinkProblem.INTERNAL: lambda _address, _: _plain(tr("Something went wrong in this program; its log says more.")),
    }
)
"""For each problem: given the address and the host's reason."""


def link_lost(event: LinkLost | LinkFailed) -> Problem:
    """Say why we are no longer in the room."""
    return _again(_why_out(event.problem, event.detail))


def link_broken(event: LinkBroken) -> Problem:
    """Say the same while the link tries to come back by itself."""
    sentence = tr("{why} Coming back by itself …", why=_why_out(event.problem, event.detail))
    return Problem(shown(sentence), Action.TRY_NOW, tr("Try now"))


def _why_out(problem: LinkProblem, detail: str) -> str:
    match problem:
        case LinkProblem.CLOSED_BY_HOST if detail:
            return tr("The host closed the connection: {reason}.", reason=detail.rstrip("."))
        case LinkProblem.CLOSED_BY_HOST:
            return tr("The host has left, or closed the room.")
        case LinkProblem.SILENT | LinkProblem.TIMED_OUT:
            return tr("The host has not answered for a while; the network may be gone.")
        case LinkProblem.TAKEN_OVER:
            return tr("You came into this room again from another window or computer.")
        case LinkProblem.REFUSED:
            return tr("The room is not open right now.")
        case LinkProblem.KEY_CHANGED:
            return tr("Where the room was, another one answers.")
        case LinkProblem.INTERNAL:
            return tr("Something went wrong in this program; its log says more.")
        case _:
            return tr("The connection to the room broke.")


def doing(request: StartRequest) -> str:
    """Say what is being done to get into a room."""
    return tr("Connecting to {address} …", address=request.address) if isinstance(request, JoinRequest) else tr("Opening the room …")


def hosting_failed(event: HostingFailed) -> Problem:
    """Say why a room could not be opened."""
    match event.problem:
        case HostProblem.PORT_IN_USE:
            sentence = tr("Another program on this computer uses the port of the room. Perhaps the room is already open?")
            return Problem(shown(sentence), Action.OTHER_PORT, tr("Use another port"))
        case HostProblem.ADDRESS_UNUSABLE:
            return _plain(tr("This computer does not let the program open a room: {reason}", reason=event.detail or "–"))
        case HostProblem.STORE_UNUSABLE:
            return _plain(tr("The room's history cannot be written: {reason}", reason=event.detail or "–"))
        case HostProblem.STORE_DAMAGED:
            sentence = tr(
                "The room's history cannot be used: it is damaged, or of a newer Desktop Chat ({reason}).", reason=event.detail or "–"
            )
            return Problem(shown(sentence), Action.BEGIN_ANEW, tr("Keep it aside and begin a new one"))
        case HostProblem.KEY_UNUSABLE:
            return _plain(tr("The room's key cannot be read or written: {reason}", reason=event.detail or "–"))
        case HostProblem.BAD_NAME:
            return _plain(tr("A room cannot have this name."))
        case HostProblem.INTERNAL:
            return _plain(tr("Something went wrong in this program; its log says more."))


def room_closed() -> Problem:
    """Say that our own room has ended."""
    return Problem(shown(tr("The room you hosted is closed.")), Action.HOST_INSTEAD, tr("Open it again"))


def _plain(sentence: str) -> Problem:
    return Problem(shown(sentence))


def _retry(sentence: str) -> Problem:
    return Problem(shown(sentence), Action.CONNECT_AGAIN, tr("Try again"))


def _again(sentence: str) -> Problem:
    return Problem(shown(sentence), Action.CONNECT_AGAIN, tr("Connect again"))


def input_problem(refused: Refused) -> str:
    """Say why what was typed cannot be sent."""
    match refused.problem:
        case InputProblem.UNKNOWN_COMMAND:
            return tr(
                "There is no command {command}. Type /help to see all; two strokes // begin a text with one.", command=refused.subject
            )
        case InputProblem.MISSING_WORDS:
            return tr("Something is missing. It goes like this: {form}", form=refused.subject)
        case InputProblem.NOT_A_CHANNEL:
            return tr("{name} is not a channel; channels begin with #.", name=refused.subject or "–")
        case InputProblem.NO_CONVERSATION:
            return tr("Choose a channel or a person first.")
        case InputProblem.NOT_SENDABLE:
            return tr("This cannot be sent as it is: {text}", text=refused.subject)
        case InputProblem.NOT_NOW:
            return tr("The connection is too slow to send this now. Your text stays here; try again in a moment.")
        case InputProblem.TOO_MANY_LINES | InputProblem.TOO_MUCH | InputProblem.TOO_LONG:
            return _length_problem(refused)


def _length_problem(refused: Refused) -> str:
    match refused.problem:
        case InputProblem.TOO_MANY_LINES:
            return tr(
                "This room takes {most} lines in one message at most. Send it in parts, please; your text stays here.", most=refused.subject
            )
        case InputProblem.TOO_MUCH:
            return tr("This is more than the room takes in one message. Send it in parts, please; your text stays here.")
        case _:
            return tr("This is too long to be sent; please make it shorter: {text}", text=refused.subject)


def role(prefixes: str) -> str:
    """Say what a member may do, from the prefixes in a list of members."""
    for sign, name in (("~", tr("Owner")), ("&", tr("Admin")), ("@", tr("Operator")), ("%", tr("Half-operator")), ("+", tr("Voice"))):
        if sign in prefixes:
            return name
    return ""


def mode_signs(modes: Mapping[str, str]) -> list[str]:
    """Say in a word or two what holds in a channel that one ought to know before one writes or invites."""
    signs = (
        ("k", tr("with a key")),
        ("i", tr("invited only")),
        ("m", tr("voices only")),
        ("s", tr("secret")),
        ("l", tr("at most {count}", count=modes.get("l", ""))),
    )
    return [words for letter, words in signs if letter in modes]


def help_lines() -> tuple[str, ...]:
    """Say what can be typed."""
    forms = [f"{form} · {command_text(name)}" for name, form in command_forms().items()]
    return (tr("You can type these commands:"), *forms, tr("F1 shows all keys."))
