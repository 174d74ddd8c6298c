"""What a host answers in several lines, and about whom it watches (Modern #user-based-queries, #mode-message; IRCv3 monitor)."""

import pytest

from desktop_chat.core.client.events import (
    AwayChanged,
    MaskEntry,
    MasksListed,
    Member,
    MembersListed,
    PersonDescribed,
    PresenceTold,
    ServerSaid,
)
from desktop_chat.core.client.handlers import answers
from desktop_chat.core.client.handlers.answers import PEOPLE_AT_ONCE
from desktop_chat.core.client.handlers.channels import WHO_MEMBERS
from tests.support.guest import WELCOME, Guest

BOB = "311 ann bob ~b b.example * :Bob B"


def test_a_whois_is_told_as_one(guest: Guest) -> None:
    """Modern #whois-message; every line that this host or another may send, and IRCv3 metadata, RPL_WHOISKEYVALUE."""
    heard = guest.hear(
        BOB,
        "319 ann bob :@#tea #우리반",
        "312 ann bob irc.example :우리 반",
        "313 ann bob :is an IRC operator",
        "335 ann bob :is a bot in 우리 반",
        "330 ann bob bobby :is logged in as",
        "671 ann bob :is using a secure connection",
        "378 ann bob :is connecting from ~b@10.0.0.7",
        "379 ann bob :is using modes +i",
        "760 ann bob display-name * :Bob the Builder",
        "317 ann BOB 65 1700000000 :seconds idle, signon time",
        "318 ann bob :End of /WHOIS list",
    )
    assert heard == [
        PersonDescribed(
            nick="bob",
            user="~b",
            host="b.example",
            realname="Bob B",
            account="bobby",
            channels=("@#tea", "#우리반"),
            is_operator=True,
            is_bot=True,
            is_secure=True,
            address="~b@10.0.0.7",
            idle_seconds=65,
            signed_on=1_700_000_000.0,
            facts=(("display-name", "Bob the Builder"),),
            remarks=("is using modes +i",),
        )
    ]


def test_a_poor_answer_is_enough(guest: Guest) -> None:
    """Modern #rplwhoisidle-317 without the time of coming in, a number that is none, #rplwhoisactually-338."""
    heard = guest.hear(BOB, "338 ann bob 10.0.0.7 :actually using host", "317 ann bob x :seconds idle", "318 ann bob :End")
    assert heard == [PersonDescribed("bob", "~b", "b.example", "Bob B", address="10.0.0.7")]


def test_who_is_away_is_in_the_answer_and_known(guest: Guest) -> None:
    """Modern #rplaway-301: it also comes by itself, when one writes to somebody."""
    assert guest.hear("301 ann bob :lunch") == [AwayChanged("bob", "lunch")]
    assert guest.hear(BOB, "301 ann bob :lunch", "318 ann bob :End") == [
        AwayChanged("bob", "lunch"),
        PersonDescribed("bob", "~b", "b.example", "Bob B", away="lunch"),
    ]


def test_of_several_each_is_told(guest: Guest) -> None:
    """RFC 2812 3.6.2: WHOIS takes a list; of whom there is none, nothing is told here."""
    events = guest.hear(BOB, BOB.replace("bob", "carol"), "318 ann bob,nobody,carol :End")
    assert [event.nick for event in events if isinstance(event, PersonDescribed)] == ["bob", "carol"]


def test_whowas_stays_words(guest: Guest) -> None:
    """Modern #rplwhowasuser-314: it is followed by numerics of WHOIS."""
    assert guest.hear("312 ann bob irc.example :yesterday") == [ServerSaid("312", "yesterday", ("bob", "irc.example"))]


def test_a_host_that_never_ends_fills_no_memory(guest: Guest) -> None:
    """Nobody answers about more at once."""
    for number in range(PEOPLE_AT_ONCE + 1):
        guest.hear(BOB.replace("bob", f"p{number}"))
    assert len(guest.hear(f"318 ann p{PEOPLE_AT_ONCE - 1} :End", f"318 ann p{PEOPLE_AT_ONCE} :End")) == 1


def test_a_list_of_masks_is_told_whole(guest: Guest) -> None:
    """Modern #rplbanlist-367, #rplexceptlist-348, #rplinvexlist-346: who and when may be missing."""
    heard = guest.hear(
        "367 ann #tea *!*@10.0.0.9 bob!~b@host 1700000000",
        "348 ann #tea carol!*@* bob x",
        "367 ann #TEA troll!*@*",
        "368 ann #tea :End of channel ban list",
        "349 ann #tea :End",
        "347 ann #tea :End",
    )
    assert heard == [
        MasksListed("#tea", "b", (MaskEntry("*!*@10.0.0.9", "bob", 1_700_000_000.0), MaskEntry("troll!*@*"))),
        MasksListed("#tea", "e", (MaskEntry("carol!*@*", "bob"),)),
        MasksListed("#tea", "I", ()),
    ]


def test_a_list_without_end_fills_no_memory(guest: Guest, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is too much is left out."""
    monkeypatch.setattr(answers, "ROWS_COLLECTED", 1)
    assert guest.hear("367 ann #tea x!*@*", "367 ann #tea y!*@*", "368 ann #tea :End") == [MasksListed("#tea", "b", (MaskEntry("x!*@*"),))]


def in_tea(*, caps: str = "away-notify", members: str = "ann @bob carol") -> Guest:
    """Return ann, who has just come into #tea."""
    guest = Guest(is_in=False)
    guest.hear(f"CAP * LS :{caps}", f"CAP * ACK :{caps}", *WELCOME, ":ann!~a@host JOIN #tea")
    guest.answers()
    guest.hear(f"353 ann = #tea :{members}", "366 ann #tea :End")
    return guest


def test_who_is_away_is_asked_once_on_coming_in() -> None:
    """IRCv3 away-notify tells changes only; Modern #rplwhoreply-352: G for gone. NAMES again asks nothing."""
    guest = in_tea()
    assert guest.answers() == ["WHO #tea"]
    heard = guest.hear(
        "352 ann #tea ~a host irc.example ann G :0 Ann",
        "352 ann #tea ~b host irc.example bob G@ :0 Bob",
        "352 ann #tea ~c host irc.example carol H :0 Carol",
        "315 ann #tea :End of WHO list",
    )
    assert heard == [AwayChanged("bob", "")]
    assert guest.hear("353 ann = #tea :ann", "366 ann #tea :End") == [MembersListed("#tea", (Member("ann"),))]
    assert guest.answers() == []


def test_a_who_that_a_person_asked_for_stays_words(guest: Guest) -> None:
    """Modern #who-message."""
    heard = guest.hear("352 ann * ~b host irc.example bob H :0 Bob", "315 ann bob :End of WHO list")
    assert [event.code for event in heard if isinstance(event, ServerSaid)] == ["352", "315"]


def test_nobody_is_asked_about_where_that_would_not_help_or_be_much() -> None:
    """Without away-notify it would soon be wrong; alone there is nobody; of a crowd the answer is long."""
    assert in_tea(caps="batch").answers() == []
    assert in_tea(members="ann").answers() == []
    assert in_tea(members=" ".join(f"p{number}" for number in range(WHO_MEMBERS + 1))).answers() == []


def test_who_is_watched_is_told(guest: Guest) -> None:
    """IRCv3 monitor, RPL_MONONLINE and RPL_MONOFFLINE: with or without user and host, several at once."""
    assert guest.hear("730 ann :bob!~b@host,carol", "731 * :dora,") == [
        PresenceTold("bob", is_online=True),
        PresenceTold("carol", is_online=True),
        PresenceTold("dora", is_online=False),
    ]
