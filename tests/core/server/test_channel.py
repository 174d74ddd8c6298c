"""`Channel`: members, ranks, bans, who may speak."""

import pytest

from desktop_chat.core.instant import Instant
from desktop_chat.core.server.channel import Channel, ListEntry
from desktop_chat.core.server.session import Session

NOW = Instant(0.0, 1_700_000_000.0)


def person(number: int, nick: str) -> Session:
    """Return a registered session."""
    session = Session(number, "10.0.0.7", NOW)
    session.name(nick)
    session.identify("~u", session.host)
    session.registered = True
    return session


def tea(*members: tuple[Session, str]) -> Channel:
    """Return a channel `#tea` without modes, with these members and their ranks."""
    channel = Channel("#tea", "#tea", NOW.wall)
    channel.flags.clear()
    for who, ranks in members:
        channel.add(who, ranks)
    return channel


def ban(channel: Channel, letter: str, mask: str) -> None:
    """Put a mask on a list."""
    channel.lists[letter][mask] = ListEntry(mask, "ann", NOW.wall)


def test_the_audience_is_the_same_object_until_somebody_joins_or_leaves() -> None:
    """Delivery knows an audience by identity: all its members stand in one position."""
    ann, bob = person(1, "ann"), person(2, "bob")
    channel = tea((ann, ""))
    first = channel.audience
    assert list(first) == [1]
    assert channel.audience is first
    channel.add(bob)
    assert list(channel.audience) == [1, 2]
    channel.remove(ann)
    assert list(channel.audience) == [2]


def test_joining_and_leaving_is_known_on_both_sides() -> None:
    """A session knows its channels, a channel its members; an invitation is used up."""
    ann = person(1, "ann")
    channel = tea()
    channel.invited.add(ann.id)
    channel.add(ann, "o")
    assert ann.channels == {"#tea": channel}
    assert not channel.invited
    channel.remove(ann)
    assert not ann.channels
    assert channel.prefixes(ann) == ""


def test_ranks_are_shown_highest_first() -> None:
    """IRCv3 multi-prefix: "from highest to lowest"."""
    ann = person(1, "ann")
    channel = tea((ann, ""))
    assert channel.set_rank(ann, "v", on=True)
    assert channel.set_rank(ann, "o", on=True)
    assert channel.prefixes(ann) == "@+"
    assert not channel.set_rank(ann, "o", on=True)
    assert channel.set_rank(ann, "v", on=False)
    assert channel.prefixes(ann) == "@"
    assert not channel.set_rank(ann, "v", on=False)


@pytest.mark.parametrize(("held", "asked", "has"), [("o", "h", True), ("h", "o", False), ("v", "v", True), ("", "v", False)])
def test_a_higher_rank_has_what_a_lower_one_has(held: str, asked: str, *, has: bool) -> None:
    """Modern #channel-membership-prefixes: ranks are ordered."""
    ann = person(1, "ann")
    assert tea((ann, held)).has_rank(ann, asked) is has


def test_an_operator_of_the_room_has_every_rank_everywhere() -> None:
    """The host is operator everywhere."""
    host = person(1, "host")
    host.modes.add("o")
    channel = tea()
    channel.flags |= {"n", "m"}
    ban(channel, "b", "*!*@*")
    assert channel.has_rank(host, "o")
    assert channel.may_speak(host)
    channel.add(host)
    assert channel.may_speak(host)


def test_an_exception_lifts_a_ban() -> None:
    """Modern #exception-channel-mode: "can be used to allow certain users to bypass bans"."""
    ann = person(1, "ann")
    channel = tea((ann, ""))
    assert not channel.is_banned(ann)
    ban(channel, "b", "*!*@10.0.0.*")
    assert channel.is_banned(ann)
    assert not channel.may_speak(ann)
    ban(channel, "e", "ANN!*@*")
    assert not channel.is_banned(ann)
    assert channel.may_speak(ann)


@pytest.mark.parametrize(
    ("flags", "member", "ranks", "may"),
    [
        ("", False, "", True),
        ("n", False, "", False),
        ("m", False, "", False),
        ("n", True, "", True),
        ("m", True, "", False),
        ("m", True, "v", True),
    ],
)
def test_who_may_speak(flags: str, ranks: str, *, member: bool, may: bool) -> None:
    """Modern #no-external-messages-channel-mode and #moderated-channel-mode."""
    ann = person(1, "ann")
    channel = tea((ann, ranks)) if member else tea()
    channel.flags |= set(flags)
    assert channel.may_speak(ann) is may
