"""Being known by our device: log in with its certificate, and register it where the room takes that. No person is asked.

On the first visit the host makes an account of our nick, and keeps it for this device; a host without accounts is as before.
"""

from typing import Final

from desktop_chat.core.client.events import LinkProblem, LoggedIn, ServerSaid
from desktop_chat.core.client.handlers.row import Row, plain_refusal, plain_reply
from desktop_chat.core.client.turn import Login, Me, Turn
from desktop_chat.core.wire.codes import ACCOUNT_REQUIRED, DEVICE_KEY, NO_PASSWORD, TAKEN_OVER
from desktop_chat.core.wire.message import Message
from desktop_chat.core.wire.numerics import Numeric

REGISTRATION: Final = "draft/account-registration"
LOGIN_CAPS: Final = (REGISTRATION, "sasl")
MECHANISM: Final = "EXTERNAL"
"""The device's key says who we are (RFC 4422 appendix A)."""
UNDER_WAY: Final = frozenset({Login.ASKED, Login.REGISTERING})
REFUSALS: Final = {ACCOUNT_REQUIRED: LinkProblem.ACCOUNT_REQUIRED, TAKEN_OVER: LinkProblem.TAKEN_OVER}
"""Why a host is about to hang up, by the code of its FAIL."""


def wanted_caps(me: Me) -> tuple[str, ...]:
    """Return the capabilities that this takes, of those that the host offers (IRCv3 sasl-3.2, Mechanism list in CAP LS)."""
    mechanisms = me.caps.offered.get("sasl", "")
    if me.login is Login.NEVER or (mechanisms and MECHANISM not in mechanisms.split(",")):
        return ()
    return LOGIN_CAPS if takes_device_key(me) else ("sasl",)


def takes_device_key(me: Me) -> bool:
    """Return whether the host makes an account of nothing but a device's key."""
    return DEVICE_KEY in me.caps.offered.get(REGISTRATION, "").split(",")


def end_negotiation(turn: Turn) -> None:
    """Let the host go on to the welcome, once every request is answered and it knows who we are, or does not."""
    me = turn.me
    if not me.is_registering or me.caps.asked:
        return
    if me.login is Login.READY and "sasl" in me.caps.active:
        step(turn, Login.ASKED)
        turn.send("AUTHENTICATE", MECHANISM)
    elif me.login not in UNDER_WAY:
        turn.send("CAP", "END")


def step(turn: Turn, login: Login) -> None:
    """Note how far we are, and since when."""
    turn.me.login, turn.me.login_since = login, turn.now.monotonic


def register_device(turn: Turn) -> None:
    """Ask for an account of our nick (IRCv3 account-registration, the REGISTER command)."""
    step(turn, Login.REGISTERING)
    turn.send("REGISTER", "*", "*", NO_PASSWORD)


def handle_authenticate(turn: Turn, _message: Message) -> None:
    """The host waits for our response, which is empty: it has seen the certificate."""
    if turn.me.login is Login.ASKED:
        turn.send("AUTHENTICATE", "+")


def handle_success(turn: Turn, message: Message) -> None:
    """903: we are known."""
    if turn.me.login is Login.ASKED:
        step(turn, Login.DONE)
        end_negotiation(turn)
    else:
        plain_reply(turn, message)


def handle_logged_in(turn: Turn, message: Message) -> None:
    """900: nick, source, account, text; 901 without an account: we are logged out."""
    note_account(turn, message.params[2] if message.command == Numeric.RPL_LOGGEDIN and message.params[3:] else "")
    handle_news(turn, message)


def note_account(turn: Turn, account: str) -> None:
    """Know by which account the host knows us; before the welcome it is told with that."""
    turn.me.account = account
    if not turn.me.is_registering:
        turn.tell(LoggedIn(account))


def handle_news(turn: Turn, message: Message) -> None:
    """900, 901, 908: what a person wants to know only of a log-in by hand."""
    if turn.me.login not in UNDER_WAY:
        plain_reply(turn, message)


def handle_failure(turn: Turn, message: Message) -> None:
    """902, 904 to 907: we are not."""
    if turn.me.login is not Login.ASKED:
        plain_refusal(turn, message)
    elif REGISTRATION in turn.me.caps.active:
        register_device(turn)
    else:
        step(turn, Login.UNKNOWN)
        end_negotiation(turn)


def handle_register(turn: Turn, message: Message) -> None:
    """REGISTER SUCCESS: from here on the nick is kept for this device."""
    if turn.me.login is Login.REGISTERING:
        step(turn, Login.DONE)
        end_negotiation(turn)
    else:
        turn.tell(ServerSaid(message.command, message.params[-1], message.params[:-1]))


def take_failure(turn: Turn, command: str, code: str) -> bool:
    """Take a FAIL that is about who we are; return False if a person has to hear of it."""
    me = turn.me
    if command == "REGISTER" and me.login is Login.REGISTERING:
        step(turn, Login.UNKNOWN)
        end_negotiation(turn)
        return True
    if code == ACCOUNT_REQUIRED and me.login is Login.UNKNOWN and REGISTRATION in me.caps.active:
        register_device(turn)
        return True
    if code in REFUSALS:
        me.refusal = REFUSALS[code]
        return True
    return False


def register_after_welcome(turn: Turn) -> None:
    """Ask again under the nick we are in with; the first may have been another's."""
    if turn.me.login is Login.UNKNOWN and REGISTRATION in turn.me.caps.active:
        register_device(turn)


ROWS: Final[dict[str, Row]] = {
    "AUTHENTICATE": Row(handle_authenticate, 1),
    "REGISTER": Row(handle_register, 1),
    Numeric.RPL_SASLSUCCESS: Row(handle_success, 1),
    **dict.fromkeys((Numeric.RPL_LOGGEDIN, Numeric.RPL_LOGGEDOUT), Row(handle_logged_in, 1)),
    Numeric.RPL_SASLMECHS: Row(handle_news, 1),
    **dict.fromkeys(
        (
            Numeric.ERR_NICKLOCKED,
            Numeric.ERR_SASLFAIL,
            Numeric.ERR_SASLTOOLONG,
            Numeric.ERR_SASLABORTED,
            Numeric.ERR_SASLALREADY,
        ),
        Row(handle_failure, 1),
    ),
}
