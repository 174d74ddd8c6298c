"""Being known by our device, without a question (IRCv3 sasl-3.1, sasl-3.2, account-registration)."""

import pytest

from desktop_chat.core.client.events import CommandRefused, LinkFailed, LinkLost, LinkProblem, LoggedIn, Registered, ServerSaid
from desktop_chat.core.client.session import LOGIN_WITHIN_SECONDS, ClientSession
from tests.support.guest import WELCOME, Guest

OURS = "CAP * LS :draft/account-registration=before-connect,desktop-chat/device-key sasl=EXTERNAL,SCRAM-SHA-256,PLAIN server-time"
GRANTED = "CAP * ACK :server-time draft/account-registration sasl"
REFUSED = ":irc.example 904 * :SASL authentication failed"
TAKEN = ":irc.example FAIL REGISTER ACCOUNT_EXISTS ann :This name is taken"
SUCCESS = ":irc.example REGISTER SUCCESS ann :Account successfully registered"
LOGGED_IN = ":irc.example 900 ann ann!~u@h ann :You are now logged in as ann"
REGISTER = "REGISTER * * *"


@pytest.fixture
def caller() -> Guest:
    """Return ann with a device's certificate in front of the door."""
    guest = Guest(ClientSession("ann", channels=(), has_device=True), is_in=False)
    guest.answers()
    return guest


def test_the_device_logs_in_before_the_welcome(caller: Guest) -> None:
    """IRCv3 sasl-3.1: "only send CAP END when the SASL exchange is completed"; the empty response is `+`."""
    caller.hear(OURS)
    assert caller.answers() == ["CAP REQ :server-time draft/account-registration sasl"]
    caller.hear(GRANTED)
    assert caller.answers() == ["AUTHENTICATE EXTERNAL"]
    caller.hear("AUTHENTICATE +")
    assert caller.answers() == ["AUTHENTICATE +"]
    assert caller.hear(LOGGED_IN) == []
    caller.hear(":irc.example 903 * :SASL authentication successful")
    assert caller.answers() == ["CAP END"]
    caller.hear(*WELCOME)
    assert caller.answers() == []


def test_on_the_first_visit_the_device_is_registered(caller: Guest) -> None:
    """IRCv3 account-registration, `before-connect`; the person is told nothing but that it is in."""
    caller.hear(OURS, GRANTED, "AUTHENTICATE +")
    caller.answers()
    assert caller.hear(REFUSED) == []
    assert caller.answers() == [REGISTER]
    assert caller.hear(SUCCESS) == []
    assert caller.answers() == ["CAP END"]
    assert [type(event) for event in caller.hear(*WELCOME)] == [Registered]
    assert caller.answers() == []


@pytest.mark.parametrize("number", ["902", "904", "905", "906", "907"], ids=["locked", "failed", "too long", "aborted", "already"])
def test_where_no_device_is_registered_it_goes_on_without(caller: Guest, number: str) -> None:
    """IRCv3 sasl-3.2: "Clients MUST handle the case when a mechanism they picked [...] turns out to be not available"."""
    caller.hear("CAP * LS :draft/account-registration=before-connect sasl=EXTERNAL", "CAP * ACK :sasl")
    assert caller.answers() == ["CAP REQ sasl", "AUTHENTICATE EXTERNAL"]
    assert caller.hear(":irc.example 908 * PLAIN :are available SASL mechanisms", f":irc.example {number} * :no") == []
    assert caller.answers() == ["CAP END"]
    caller.hear(*WELCOME)
    assert caller.answers() == []


@pytest.mark.parametrize(
    ("offer", "asked"),
    [
        ("CAP * LS :sasl", ["CAP REQ sasl"]),
        ("CAP * LS :sasl=PLAIN,SCRAM-SHA-256", ["CAP END"]),
        ("CAP * LS :draft/account-registration=desktop-chat/device-key", ["CAP REQ draft/account-registration"]),
        ("CAP * LS :", ["CAP END"]),
    ],
)
def test_only_what_is_of_use_is_asked_for(caller: Guest, offer: str, asked: list[str]) -> None:
    """IRCv3 sasl-3.2: "Clients MUST handle the case when there is no value"."""
    caller.hear(offer)
    assert caller.answers() == asked


def test_without_a_device_there_is_nothing_to_say(stranger: Guest) -> None:
    """A connection in plain text shows none."""
    stranger.answers()
    stranger.hear(OURS)
    assert stranger.answers() == ["CAP REQ server-time"]
    stranger.hear("CAP * ACK :server-time", "AUTHENTICATE +")
    assert stranger.answers() == ["CAP END"]


def test_a_name_of_somebody_else_is_not_registered_but_the_next_one_is(caller: Guest) -> None:
    """IRCv3 account-registration, ACCOUNT_EXISTS: not again "without changing their nickname"; after the welcome it has changed."""
    caller.hear(OURS, GRANTED, REFUSED)
    caller.answers()
    assert caller.hear(TAKEN) == []
    assert caller.answers() == ["CAP END"]
    caller.hear(":irc.example 433 * ann :Nickname is registered: log in to use it", *WELCOME)
    assert caller.answers() == [REGISTER]
    assert caller.hear(TAKEN) == []
    caller.hear(SUCCESS.replace("SUCCESS", "VERIFICATION_REQUIRED"))
    assert caller.answers() == []


def test_after_the_welcome_the_registration_needs_no_answer(caller: Guest) -> None:
    """It is told to nobody."""
    caller.hear(OURS, GRANTED, REFUSED, TAKEN, *WELCOME)
    caller.answers()
    assert caller.hear(SUCCESS) == []
    assert caller.answers() == []


def test_where_an_account_is_required_it_is_made_under_another_name(caller: Guest) -> None:
    """IRCv3 account-registration, ACCOUNT_REQUIRED: the host waits for it."""
    caller.hear(OURS, GRANTED, REFUSED, TAKEN)
    caller.answers()
    assert caller.hear(":irc.example FAIL * ACCOUNT_REQUIRED :log in, or register") == []
    assert caller.answers() == [REGISTER]
    caller.hear(SUCCESS, *WELCOME)
    assert caller.answers() == ["CAP END"]


def test_why_the_host_hangs_up_is_known_at_the_end(caller: Guest, guest: Guest) -> None:
    """Not by its words, by its code; whoever took our place is not thrown out again."""
    assert caller.hear(":irc.example FAIL * ACCOUNT_REQUIRED :no", "ERROR :no")[:-1] == []
    assert caller.session.end(LinkProblem.CLOSED_BY_HOST, "") == LinkFailed(LinkProblem.ACCOUNT_REQUIRED, "")
    guest.hear(":irc.example FAIL * TAKEN_OVER :again")
    assert guest.session.end(LinkProblem.CLOSED_BY_HOST, "") == LinkLost(LinkProblem.TAKEN_OVER, "")


@pytest.mark.parametrize("said", ["", "AUTHENTICATE +", REFUSED])
def test_a_host_that_does_not_answer_keeps_nobody_waiting(caller: Guest, said: str) -> None:
    """A few seconds; then the welcome comes without."""
    caller.hear(OURS, GRANTED, *([said] if said else []))
    caller.answers()
    caller.wait(LOGIN_WITHIN_SECONDS - 0.1)
    assert caller.answers() == []
    caller.wait(0.1)
    assert caller.answers() == ["CAP END"]
    caller.hear(*WELCOME, ":irc.example 903 * :late")
    assert caller.answers() == []


def test_what_a_person_does_by_hand_is_answered_to_the_person(guest: Guest) -> None:
    """`/quote` leads here too."""
    assert guest.hear("AUTHENTICATE +", REFUSED, TAKEN) == [
        CommandRefused("904", "", "SASL authentication failed"),
        CommandRefused("ACCOUNT_EXISTS", "ann", "This name is taken"),
    ]
    assert guest.answers() == []
    assert guest.hear(SUCCESS, ":irc.example 903 ann :yes", LOGGED_IN) == [
        ServerSaid("REGISTER", "Account successfully registered", ("SUCCESS", "ann")),
        ServerSaid("903", "yes"),
        LoggedIn("ann"),
        ServerSaid("900", "You are now logged in as ann", ("ann!~u@h", "ann")),
    ]


def test_what_else_is_negotiated_meanwhile_does_not_end_the_log_in(caller: Guest) -> None:
    """IRCv3 capability-negotiation, cap-notify: the host may offer something at any time."""
    caller.hear(OURS, GRANTED)
    caller.answers()
    caller.hear("CAP * NEW :away-notify", "CAP * ACK :away-notify")
    assert caller.answers() == ["CAP REQ away-notify"]
    caller.hear("AUTHENTICATE +", ":irc.example 903 * :yes")
    assert caller.answers() == ["AUTHENTICATE +", "CAP END"]


def test_by_which_account_we_are_known_is_told_with_the_welcome(stranger: Guest) -> None:
    """900 comes before 001; 901 says that it is over (IRCv3 sasl-3.1, Numerics)."""
    assert LoggedIn("ann") not in stranger.hear(LOGGED_IN)
    assert LoggedIn("ann") in stranger.hear(":irc.example 001 ann :Welcome")
    assert stranger.hear(":irc.example 901 ann ann!~u@h :You are now logged out")[0] == LoggedIn("")
    assert stranger.hear(":irc.example 900 ann :broken")[0] == LoggedIn("")
