"""Invitations: read back as written, strict with what comes from anywhere (PROTOCOL, Invitation)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.core.client.fingerprints import key_words, room_id
from desktop_chat.core.client.invitation import (
    BadInvitation,
    Invitation,
    InvitationProblem,
    Place,
    is_link,
    parse_invitation,
)

PIN = "0123456789abcdef" * 4
FULL = Invitation((Place("192.168.0.7"), Place("fe80::1", 7000)), "#우리반", "3학년 2반 & 친구", PIN, 1_700_000_000)
FULL_TEXT = (
    "ircs://192.168.0.7,[fe80::1]:7000/%EC%9A%B0%EB%A6%AC%EB%B0%98"
    f"?room=3%ED%95%99%EB%85%84%202%EB%B0%98%20%26%20%EC%B9%9C%EA%B5%AC&pin={PIN}&expires=1700000000"
)

places = st.builds(
    Place,
    st.one_of(
        st.ip_addresses(v=4).map(str),
        st.ip_addresses(v=6).map(str),
        st.from_regex(r"[a-z][a-z0-9]{0,20}(\.[a-z][a-z0-9]{0,20}){0,2}", fullmatch=True),
    ),
    st.integers(1, 65_535),
)
invitations = st.builds(
    Invitation,
    st.lists(places, min_size=1, max_size=4, unique=True).map(tuple),
    st.sampled_from(["", "#general", "#우리반", "##deep", "#a&b=c+d;e", "#100%"]),
    st.text(st.characters(categories=["L", "N", "P", "S"]), max_size=15),
    st.sampled_from(["", PIN]),
    st.one_of(st.none(), st.integers(0, 999_999_999_999)),
)


def test_it_is_written_as_the_protocol_says() -> None:
    """The whole of it."""
    assert str(FULL) == FULL_TEXT
    assert parse_invitation(FULL_TEXT) == FULL
    assert str(Invitation((Place("host.local"),))) == "ircs://host.local/"


@given(invitations)
def test_what_is_written_is_read_back(invitation: Invitation) -> None:
    """Exactly, and again."""
    text = str(invitation)
    assert parse_invitation(text) == invitation
    assert str(parse_invitation(text)) == text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("  IRCS://10.0.0.1\n", Invitation((Place("10.0.0.1"),))),
        ("ircs://10.0.0.1/#tea", Invitation((Place("10.0.0.1"),), "#tea")),
        ("ircs://10.0.0.1/tea?new=thing", Invitation((Place("10.0.0.1"),), "#tea")),
        (f"ircs://10.0.0.1?pin={PIN.upper()}", Invitation((Place("10.0.0.1"),), pin=PIN)),
        ("ircs://a,a,a:6697/", Invitation((Place("a"),))),
        ("ircs://[FE80:0::1]/", Invitation((Place("fe80::1"),))),
        ("ircs://a?room=우리 반".replace(" ", "+"), Invitation((Place("a"),), room="우리 반")),
    ],
)
def test_what_people_and_programs_make_of_it_is_understood(text: str, found: Invitation) -> None:
    """Pasted, typed, written by a later version."""
    assert parse_invitation(text) == found


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", InvitationProblem.NOT_A_LINK),
        ("http://10.0.0.1/", InvitationProblem.NOT_A_LINK),
        ("irc://10.0.0.1/", InvitationProblem.NOT_A_LINK),
        ("ircs://10.0.0.1/a\x00b", InvitationProblem.NOT_A_LINK),
        ("ircs://10.0.0.1/a b", InvitationProblem.NOT_A_LINK),
        ("ircs://10.0.0.1/100%", InvitationProblem.NOT_A_LINK),
        ("ircs://10.0.0.1?room=%ff", InvitationProblem.NOT_A_LINK),
        ("ircs://10.0.0.1?" + "&".join(f"p{number}=x" for number in range(30)), InvitationProblem.NOT_A_LINK),
        ("ircs://10.0.0.1/" + "x" * 2_000, InvitationProblem.TOO_LONG),
        ("ircs://", InvitationProblem.BAD_ADDRESS),
        ("ircs:///tea", InvitationProblem.BAD_ADDRESS),
        ("ircs://a,,b/", InvitationProblem.BAD_ADDRESS),
        ("ircs://a:0/", InvitationProblem.BAD_ADDRESS),
        ("ircs://a:65536/", InvitationProblem.BAD_ADDRESS),
        ("ircs://a:/", InvitationProblem.BAD_ADDRESS),
        ("ircs://a:٣/", InvitationProblem.BAD_ADDRESS),
        ("ircs://user@a/", InvitationProblem.BAD_ADDRESS),
        ("ircs://-a/", InvitationProblem.BAD_ADDRESS),
        ("ircs://a..b/", InvitationProblem.BAD_ADDRESS),
        ("ircs://fe80::1/", InvitationProblem.BAD_ADDRESS),
        ("ircs://[fe80::1/", InvitationProblem.BAD_ADDRESS),
        ("ircs://[10.0.0.1]/", InvitationProblem.BAD_ADDRESS),
        ("ircs://[fe80::1%25eth0]/", InvitationProblem.BAD_ADDRESS),
        ("ircs://[fe80::1%eth0]/", InvitationProblem.NOT_A_LINK),
        ("ircs://[fe80::1]7000/", InvitationProblem.BAD_ADDRESS),
        ("ircs://" + ",".join(f"h{number}" for number in range(17)), InvitationProblem.BAD_ADDRESS),
        ("ircs://a/%ff", InvitationProblem.BAD_CHANNEL),
        ("ircs://a/two%20words", InvitationProblem.BAD_CHANNEL),
        ("ircs://a/%0D%0AQUIT", InvitationProblem.BAD_CHANNEL),
        ("ircs://a/" + "x" * 60, InvitationProblem.BAD_CHANNEL),
        ("ircs://a?room=a%0Ab", InvitationProblem.BAD_ROOM),
        ("ircs://a?room=" + "x" * 64, InvitationProblem.BAD_ROOM),
        ("ircs://a?pin=", InvitationProblem.BAD_PIN),
        (f"ircs://a?pin={PIN[:-1]}", InvitationProblem.BAD_PIN),
        (f"ircs://a?pin={PIN[:-1]}g", InvitationProblem.BAD_PIN),
        ("ircs://a?expires=", InvitationProblem.BAD_EXPIRY),
        ("ircs://a?expires=soon", InvitationProblem.BAD_EXPIRY),
        ("ircs://a?expires=-1", InvitationProblem.BAD_EXPIRY),
        (f"ircs://a?pin={PIN}&pin={'0' * 64}", InvitationProblem.TWICE),
    ],
)
def test_what_is_none_is_refused_and_says_why(text: str, problem: InvitationProblem) -> None:
    """Cut on the way, tampered with, or made to confuse."""
    with pytest.raises(BadInvitation) as refused:
        parse_invitation(text)
    assert refused.value.problem is problem


@given(st.text())
def test_nothing_but_a_refusal_comes_of_any_text(text: str) -> None:
    """Whatever somebody pastes."""
    for attempt in (text, f"ircs://{text}", f"ircs://a/{text}", f"ircs://a?{text}"):
        try:
            assert parse_invitation(attempt).places
        except BadInvitation:
            pass


def test_it_ends_when_it_says() -> None:
    """A moment later it counts no more; without a date it always does."""
    assert [FULL.is_expired(wall) for wall in (1_699_999_999.9, 1_700_000_000.0)] == [False, True]
    assert not parse_invitation("ircs://a").is_expired(9e12)


def test_what_means_to_be_a_link_is_told_from_an_address() -> None:
    """Both are typed into the same field."""
    assert [is_link(text) for text in (" Ircs://x", "ircs.example", "192.168.0.7", "")] == [True, False, False, False]


def test_keys_are_compared_in_groups() -> None:
    """A pin and the id made of it look the same."""
    assert room_id("00" * 32) == "A" * 20
    assert key_words("00" * 32) == key_words("A" * 20) == "AAAA AAAA AAAA AAAA AAAA"
    assert key_words("") == "–"
