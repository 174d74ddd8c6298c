"""Getting in, or not (Modern #connection-registration)."""

import pytest

from desktop_chat.core.client.events import (
    CommandRefused,
    HostClosed,
    LinkFailed,
    LinkProblem,
    NickRefusal,
    NickRefused,
    Registered,
    RoomDescribed,
    ServerSaid,
)
from desktop_chat.core.client.session import ClientSession
from desktop_chat.core.client.turn import ConnectionState
from tests.support.guest import Guest


def test_capabilities_are_asked_for_before_the_name_is_told() -> None:
    """Modern #connection-registration: CAP LS 302, PASS, NICK, USER, in this order."""
    guest = Guest(ClientSession("가람", password="open sesame", realname="가람 Kim"), is_in=False)
    assert guest.answers() == ["CAP LS 302", "PASS :open sesame", "NICK 가람", "USER chat 0 * :가람 Kim"]


def test_what_is_understood_is_asked_for_once_the_whole_list_is_there(stranger: Guest) -> None:
    """IRCv3 capability-negotiation, The CAP LS subcommand: `*` says that more lines follow."""
    stranger.answers()
    stranger.hear(":irc.example CAP * LS * :multi-prefix sasl=PLAIN,EXTERNAL", ":irc.example CAP * LS * :unheard/of")
    assert stranger.answers() == []
    stranger.hear(":irc.example CAP * LS :server-time away-notify server-time")
    assert stranger.answers() == ["CAP REQ :away-notify multi-prefix server-time"]


def test_negotiation_ends_when_all_is_granted(stranger: Guest) -> None:
    """IRCv3 capability-negotiation: the host waits for CAP END; an ACK may come in two lines."""
    stranger.hear("CAP * LS :multi-prefix server-time")
    stranger.answers()
    stranger.hear("CAP * ACK :multi-prefix")
    assert stranger.answers() == []
    stranger.hear("CAP * ACK :server-time ")
    assert stranger.answers() == ["CAP END"]
    assert stranger.session.capabilities == {"multi-prefix", "server-time"}


def test_after_a_refusal_each_is_asked_for_alone(stranger: Guest) -> None:
    """IRCv3 capability-negotiation, The CAP NAK subcommand: a request is refused as a whole, for one name in it."""
    stranger.hear("CAP * LS :multi-prefix server-time")
    stranger.answers()
    stranger.hear("CAP * NAK :multi-prefix server-time")
    assert stranger.answers() == ["CAP REQ multi-prefix", "CAP REQ server-time"]
    stranger.hear("CAP * NAK :multi-prefix", "CAP * ACK :server-time")
    assert stranger.answers() == ["CAP END"]
    assert stranger.session.capabilities == {"server-time"}


@pytest.mark.parametrize("line", ["CAP * LS :", "CAP * LS :sasl unheard/of", "CAP * LS", "CAP * NAK :never-asked", "CAP * ACK :sasl"])
def test_with_nothing_to_ask_for_negotiation_ends_at_once(stranger: Guest, line: str) -> None:
    """IRCv3 capability-negotiation: else the host would wait for ever."""
    stranger.answers()
    stranger.hear(line)
    assert stranger.answers() == ["CAP END"]


@pytest.mark.parametrize("line", ["CAP", "CAP *", "CAP * LIST :multi-prefix", "CAP * FROBNICATE :x"])
def test_what_is_no_negotiation_is_not_answered(stranger: Guest, line: str) -> None:
    """A broken or unknown CAP means nothing."""
    stranger.answers()
    assert stranger.hear(line) == []
    assert stranger.answers() == []


def test_capabilities_come_and_go_later(guest: Guest) -> None:
    """IRCv3 capability-negotiation, cap-notify: NEW is asked for, DEL is over; neither ends a negotiation again."""
    guest.hear("CAP ann NEW :away-notify sasl", "CAP ann ACK :away-notify")
    assert guest.answers() == ["CAP REQ away-notify"]
    assert guest.session.capabilities == {"away-notify"}
    guest.hear("CAP ann DEL :away-notify")
    assert guest.session.capabilities == frozenset()
    guest.hear("CAP ann NEW :unheard/of")
    assert guest.answers() == []


def test_a_host_that_repeats_its_offer_is_not_asked_again(guest: Guest) -> None:
    """What waits for an answer, and what is in force, is enough."""
    guest.hear(*["CAP ann NEW :away-notify multi-prefix"] * 5, "CAP ann ACK :away-notify multi-prefix", "CAP ann LS :multi-prefix")
    assert guest.answers() == ["CAP REQ :away-notify multi-prefix"]


def test_a_capability_can_be_switched_off_by_an_ack(guest: Guest) -> None:
    """IRCv3 capability-negotiation, The CAP ACK subcommand: `-name` is one disabled."""
    guest.hear("CAP ann ACK :server-time", "CAP ann ACK :-server-time")
    assert guest.session.capabilities == frozenset()


def test_a_host_without_capabilities_lets_us_in_all_the_same(stranger: Guest) -> None:
    """IRCv3 capability-negotiation: an older server answers 421, or nothing, and goes on with the registration."""
    assert stranger.hear(":irc.example 421 ann CAP :Unknown command") == []
    assert stranger.hear(":irc.example 001 ann :Welcome") == [Registered("ann", "irc.example")]


def test_another_unknown_command_is_told(guest: Guest) -> None:
    """Modern #errunknowncommand-421."""
    assert guest.hear(":irc.example 421 ann FROB :Unknown command") == [CommandRefused("421", "FROB", "Unknown command")]


def test_the_host_has_the_last_word_on_our_nick(stranger: Guest) -> None:
    """Modern #rplwelcome-001: the first parameter is the nick we have, perhaps a shortened one."""
    assert stranger.hear(":irc.example 001 an :Welcome") == [Registered("an", "irc.example")]
    assert stranger.session.nick == "an"
    assert stranger.session.state is ConnectionState.REGISTERED


def test_channels_are_joined_at_the_welcome() -> None:
    """Modern #join-message: one line each."""
    guest = Guest(ClientSession("ann", channels=("#general", "#차")))
    assert guest.session.state is ConnectionState.REGISTERED
    guest = Guest(ClientSession("ann", channels=("#general", "#차")), is_in=False)
    guest.answers()
    guest.hear("001 ann :Welcome")
    assert guest.answers() == ["JOIN #general", "JOIN #차"]


def test_a_second_welcome_means_nothing(guest: Guest) -> None:
    """A host that repeats itself cannot rename us, or make us join again."""
    assert guest.hear("001 mallory :Welcome") == []
    assert guest.session.nick == "ann"


def test_an_empty_nick_is_not_taken(stranger: Guest) -> None:
    """A broken welcome still lets us in."""
    assert stranger.hear("001  :", "001 :") == [Registered("ann", "")]


def test_what_the_host_is_and_allows_adds_up(guest: Guest) -> None:
    """Modern #rplisupport-005: several lines, each with some of the tokens."""
    first, second = guest.hear(
        ":irc.example 005 ann NETWORK=Test PREFIX=(ohv)@%+ :are supported by this server",
        ":irc.example 005 ann CHANTYPES=# -PREFIX :are supported by this server",
    )
    assert isinstance(first, RoomDescribed)
    assert isinstance(second, RoomDescribed)
    assert (first.features.network, first.features.prefix_signs) == ("Test", "@%+")
    assert (second.features.network, second.features.prefix_signs, second.features.channel_types) == ("Test", "@+", "#")
    assert guest.session.features == second.features


def test_the_figures_of_the_welcome_are_not_told(stranger: Guest) -> None:
    """Modern #rplyourhost-002, #rplluserclient-251: every host sends them, nobody reads them."""
    told = stranger.hear(
        "001 ann :Welcome",
        "002 ann :Your host is irc.example",
        "004 ann irc.example v1 io bno",
        "251 ann :There are 3 users",
        "375 ann :- irc.example Message of the day -",
        "372 ann :- Hello",
        "376 ann :End of /MOTD command",
    )
    assert told == [Registered("ann", ""), ServerSaid("372", "- Hello")]


def test_the_same_figures_are_an_answer_later(guest: Guest) -> None:
    """Modern #lusers-message, #motd-message: somebody asked."""
    told = guest.hear("252 ann 2 :operator(s) online", "422 ann :MOTD File is missing")
    assert told == [ServerSaid("252", "2 operator(s) online"), ServerSaid("422", "MOTD File is missing")]


@pytest.mark.parametrize(
    ("line", "event"),
    [
        ("433 * bob :Nickname is already in use", NickRefused("bob", NickRefusal.IN_USE)),
        ("436 * bob :Nickname collision", NickRefused("bob", NickRefusal.IN_USE)),
        ("432 * b!b :Erroneous nickname", NickRefused("b!b", NickRefusal.ERRONEOUS)),
        ("431 * :No nickname given", NickRefused("", NickRefusal.ERRONEOUS)),
        ("437 * bob :Nick is temporarily unavailable", NickRefused("bob", NickRefusal.UNAVAILABLE)),
        ("438 ann bob :Nick change too fast", NickRefused("bob", NickRefusal.UNAVAILABLE)),
        ("437 ann #tea :Channel is temporarily unavailable", CommandRefused("437", "#tea", "Channel is temporarily unavailable")),
    ],
)
def test_a_nick_that_is_not_to_be_had_is_told_with_why(stranger: Guest, line: str, event: object) -> None:
    """Modern #errnicknameinuse-433, #errerroneusnickname-432; RFC 2812 5.2, 437 for nick or channel."""
    assert stranger.hear(f":irc.example {line}") == [event]
    assert stranger.session.state is ConnectionState.REGISTERING


def test_another_nick_can_be_asked_for_in_front_of_the_door(stranger: Guest) -> None:
    """Modern #errnicknameinuse-433: registration goes on with the next NICK."""
    stranger.hear("433 * ann :Nickname is already in use")
    stranger.say("NICK", "ann_2")
    assert stranger.hear("001 ann_2 :Welcome") == [Registered("ann_2", "")]


@pytest.mark.parametrize(("code", "problem"), [("464", LinkProblem.BAD_PASSWORD), ("465", LinkProblem.BANNED)])
def test_the_end_says_why_we_were_not_let_in(stranger: Guest, code: str, problem: LinkProblem) -> None:
    """Modern #errpasswdmismatch-464, #erryourebannedcreep-465: the host hangs up after it."""
    assert stranger.hear(f"{code} * :No", "ERROR :Closing link") == [HostClosed("Closing link")]
    assert stranger.session.end(LinkProblem.CLOSED_BY_HOST, "") == LinkFailed(problem, "")


def test_a_host_may_forgive_a_wrong_password(stranger: Guest) -> None:
    """Modern #pass-message: whether it is required is the host's affair."""
    stranger.hear("464 * :Password incorrect", "001 ann :Welcome", "ERROR :later")
    end = stranger.session.end(LinkProblem.CLOSED_BY_HOST, "")
    assert getattr(end, "problem", None) is LinkProblem.CLOSED_BY_HOST


def test_inside_a_wrong_password_is_a_refused_command(guest: Guest) -> None:
    """Modern #oper-message: 464 answers OPER."""
    assert guest.hear("464 ann :Password incorrect") == [CommandRefused("464", "", "Password incorrect")]


def test_ping_is_answered_with_the_same_words(guest: Guest) -> None:
    """Modern #ping-message; #pong-message is never answered."""
    assert guest.hear("PING :two words", "PING", ":irc.example PONG irc.example alive") == []
    assert guest.answers() == ["PONG :two words"]


def test_the_host_s_last_words_are_told(guest: Guest) -> None:
    """Modern #error-message."""
    assert guest.hear("ERROR :Closing link: slow reader") == [HostClosed("Closing link: slow reader")]
