"""What people tell of themselves, as a member knows it."""

from desktop_chat.core.client.events import (
    ClientEvent,
    JoinedChannel,
    Member,
    MemberQuit,
    MembersListed,
    NickChanged,
    ProfileChanged,
    Registered,
)
from desktop_chat.core.client.knowledge import Knowledge
from desktop_chat.core.client.profile import Profile


def learn(known: Knowledge, *events: ClientEvent) -> None:
    """Let it learn from events."""
    for event in events:
        known.apply(event)


def test_what_people_tell_of_themselves_is_known_as_long_as_they_are_near() -> None:
    """By another nick too; of strangers, and of who has gone, nothing is kept."""
    known = Knowledge()
    learn(known, Registered("ann", "irc.example"), JoinedChannel("#tea"), MembersListed("#tea", (Member("ann"), Member("Bob"))))
    learn(known, ProfileChanged("bob", "color", "#ff0000"), ProfileChanged("BOB", "status", "away"), ProfileChanged("eve", "status", "x"))
    learn(known, ProfileChanged("ann", "display-name", "Ann Kim"), ProfileChanged("ann", "unknown", "x"))
    assert known.profile("Bob") == Profile("", "#ff0000", "away")
    assert (known.profile("eve"), known.profile("ann").display_name) == (Profile(), "Ann Kim")
    learn(known, NickChanged("bob", "rob", mine=False), NickChanged("nobody", "someone", mine=False))
    assert (known.profile("rob").status, known.profile("bob")) == ("away", Profile())
    changes = known.profiles.changes
    learn(known, ProfileChanged("rob", "status", ""), ProfileChanged("rob", "color", ""))
    assert (known.profile("rob"), known.profiles.changes > changes) == (Profile(), True)
    learn(known, ProfileChanged("rob", "status", "here"), MemberQuit("rob", ""))
    assert [nick for nick, _ in known.profiles] == ["ann"]
