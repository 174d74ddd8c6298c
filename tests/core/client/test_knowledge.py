"""What a member knows of the room, learnt from events alone."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.core.client.events import (
    AwayChanged,
    ChannelRenamed,
    ClientEvent,
    HostClosed,
    JoinedChannel,
    LeftChannel,
    LinkUp,
    Member,
    MemberJoined,
    MemberLeft,
    MemberQuit,
    MembersListed,
    ModeChange,
    ModeChanged,
    ModesListed,
    NickChanged,
    PresenceTold,
    Registered,
    RoomDescribed,
    ServerSaid,
    TopicChanged,
    TopicSetBy,
)
from desktop_chat.core.client.features import features_of
from desktop_chat.core.client.knowledge import Knowledge, KnownChannel

OURS = features_of({"NETWORK": "우리 반", "PREFIX": "(ohv)@%+", "CASEMAPPING": "ascii", "UTF8MAPPING": "rfc8265"})
OTHERS = [
    TopicChanged("#other", "x", "bob"),
    TopicSetBy("#other", "bob", 1.0),
    MembersListed("#other", (Member("bob"),)),
    MemberJoined("#other", "bob"),
    MemberLeft("#other", "bob", ""),
    ModeChanged("#other", (ModeChange("+t"),), "bob"),
    ModesListed("#other", (ModeChange("+t"),)),
    LeftChannel("#other", ""),
    HostClosed("bye"),
    LinkUp(),
]


def learn(known: Knowledge, *events: ClientEvent) -> None:
    """Let it learn from events."""
    for event in events:
        known.apply(event)


@pytest.fixture
def known() -> Knowledge:
    """Return what ann knows, who is in #tea with bob, its operator."""
    known = Knowledge()
    members = (Member("ann"), Member("bob", "@"))
    learn(known, Registered("ann", "irc.example"), RoomDescribed(OURS), JoinedChannel("#tea"), MembersListed("#tea", members))
    return known


def tea(known: Knowledge) -> KnownChannel:
    """Return what is known of #tea."""
    channel = known.channel("#TEA")
    assert channel is not None
    return channel


def nicks(known: Knowledge, channel: str = "#tea") -> list[str]:
    """Return the members of a channel as lists show them."""
    return [member.prefixes + member.nick for member in known.members(channel)]


def test_before_the_welcome_nothing_is_known() -> None:
    """And asking is no error."""
    known = Knowledge()
    assert (known.room, known.nick, known.channels) == ("", "", {})
    assert known.channel("#tea") is None
    assert known.members("#tea") == []
    assert known.away_text("ann") is None


def test_the_host_says_what_the_room_is_called(known: Knowledge) -> None:
    """Modern #network-parameter."""
    assert (known.room, known.server) == ("우리 반", "irc.example")


def test_we_are_known_by_name_in_any_case(known: Knowledge) -> None:
    """Modern #casemapping-parameter."""
    assert known.is_me("ANN")
    assert not known.is_me("bob")


def test_a_new_welcome_begins_anew(known: Knowledge) -> None:
    """After a reconnect nothing of before holds."""
    learn(known, AwayChanged("bob", "lunch"), Registered("ann2", ""))
    assert (known.nick, known.room, known.channels, known.away) == ("ann2", "", {}, {})


def test_members_are_shown_by_rank_then_by_name(known: Knowledge) -> None:
    """Modern #prefix-parameter: from the highest to the lowest."""
    learn(known, MembersListed("#tea", (Member("zoe", "+"), Member("Cem"), Member("bob"), Member("dan", "@+"), Member("Ann", "@"))))
    assert nicks(known) == ["@Ann", "@+dan", "+zoe", "bob", "Cem"]


def test_members_come_and_go(known: Knowledge) -> None:
    """JOIN, PART or KICK, QUIT."""
    learn(known, MemberJoined("#tea", "cem"), MemberJoined("#TEA", "dan"), MemberLeft("#tea", "BOB", "bye"), MemberQuit("Dan", "gone"))
    assert nicks(known) == ["ann", "cem"]
    learn(known, MemberLeft("#tea", "nobody", ""), MemberQuit("nobody", ""))
    assert nicks(known) == ["ann", "cem"]


def test_who_quits_leaves_all_channels_at_once(known: Knowledge) -> None:
    """Modern #quit-message: it is told once, whatever they shared."""
    learn(known, JoinedChannel("#cha"), MemberJoined("#cha", "bob"))
    assert known.channels_of("Bob") == ["#tea", "#cha"]
    learn(known, MemberQuit("bob", ""))
    assert known.channels_of("bob") == []


def test_a_channel_we_left_is_forgotten_and_one_we_join_again_begins_empty(known: Knowledge) -> None:
    """Members and topic follow the JOIN (Modern #join-message)."""
    learn(known, TopicChanged("#tea", "Green", "bob"), LeftChannel("#TEA", "bye"))
    assert known.channel("#tea") is None
    learn(known, JoinedChannel("#Tea"))
    assert tea(known) == KnownChannel("#Tea")


@pytest.mark.parametrize("event", OTHERS)
def test_what_is_not_about_our_channels_changes_nothing(known: Knowledge, event: ClientEvent) -> None:
    """Others may tell us of channels we are not in (LIST, INVITE, an operator's view)."""
    learn(known, event)
    assert list(known.channels) == ["#tea"]
    assert tea(known).topic == ""
    assert nicks(known) == ["@bob", "ann"]


def test_a_topic_is_known_with_who_set_it_and_when(known: Knowledge) -> None:
    """Modern #rpltopicwhotime-333 follows 332; a topic set now has no time of the host."""
    learn(known, TopicChanged("#tea", "Green"), TopicSetBy("#tea", "bob", 1_700_000_000.0))
    assert (tea(known).topic, tea(known).topic_by, tea(known).topic_time) == ("Green", "bob", 1_700_000_000.0)
    learn(known, TopicChanged("#tea", "Black", "cem"))
    assert (tea(known).topic, tea(known).topic_by, tea(known).topic_time) == ("Black", "cem", None)


def test_a_new_name_keeps_channels_rank_and_text(known: Knowledge) -> None:
    """Modern #nick-message: it is the same person."""
    learn(known, AwayChanged("bob", "lunch"), NickChanged("bob", "Rob", mine=False))
    assert nicks(known) == ["@Rob", "ann"]
    assert (known.away_text("rob"), known.away_text("bob")) == ("lunch", None)
    learn(known, NickChanged("ann", "가람", mine=True), NickChanged("nobody", "somebody", mine=False))
    assert known.is_me("가람")
    assert nicks(known) == ["@Rob", "가람"]


def test_a_channel_with_another_name_is_the_same(known: Knowledge) -> None:
    """IRCv3 channel-rename: "preserves all channel state"; of a channel we are not in nothing is known."""
    before = known.channel("#tea")
    learn(known, JoinedChannel("#last"), ChannelRenamed("#TEA", "#milk", "bob", ""), ChannelRenamed("#nowhere", "#x", "bob", ""))
    assert before is known.channel("#milk")
    assert [channel.name for channel in known.channels.values()] == ["#milk", "#last"]
    assert nicks(known, "#milk") == ["@bob", "ann"]


def test_a_name_in_another_case_is_the_same_place(known: Knowledge) -> None:
    """Modern #nick-message: a change of case only."""
    learn(known, AwayChanged("bob", "lunch"), NickChanged("bob", "BOB", mine=False))
    assert nicks(known) == ["@BOB", "ann"]
    assert known.away_text("bob") == "lunch"


def test_an_away_text_that_is_not_told_again_stays(known: Knowledge) -> None:
    """Modern #rplwhoreply-352 says that somebody is away, not why."""
    learn(known, AwayChanged("bob", "lunch"), AwayChanged("bob", ""))
    assert known.away_text("bob") == "lunch"


def test_people_who_are_watched_are_known_without_a_channel(known: Knowledge) -> None:
    """IRCv3 monitor, extended-monitor: also that they are away, as long as they are there."""
    assert (known.is_present("bob"), known.is_present("dora")) == (True, False)
    learn(known, AwayChanged("dora", "x"), PresenceTold("Dora", is_online=True), AwayChanged("dora", "lunch"))
    assert (known.is_present("dora"), known.away_text("dora")) == (True, "lunch")
    learn(known, PresenceTold("dora", is_online=False))
    assert (known.is_present("dora"), known.away_text("dora")) == (False, None)


def test_everybody_we_meet_is_known_once(known: Knowledge) -> None:
    """However many channels we share, by the name they have now."""
    learn(known, JoinedChannel("#coffee"), MembersListed("#coffee", (Member("ann"), Member("bob"), Member("가람"))))
    assert known.people() == {"ann": "ann", "bob": "bob", "가람": "가람"}


def test_who_runs_the_room_is_known(known: Knowledge) -> None:
    """Modern #rplyoureoper-381; no other word of the host says so, and the next welcome ends it."""
    said = []
    for event in (ServerSaid("305", ""), ServerSaid("381", "You are now an IRC operator"), Registered("ann", "irc.example")):
        learn(known, event)
        said.append(known.is_operator)
    assert said == [False, True, False]


def test_who_is_away_is_known_until_they_are_back(known: Knowledge) -> None:
    """IRCv3 away-notify; Modern #rplaway-301, #rplnowaway-306."""
    learn(known, AwayChanged("BOB", "lunch"), AwayChanged("ann", ""))
    assert (known.away_text("bob"), known.away_text("Ann")) == ("lunch", "")
    learn(known, AwayChanged("bob", None), AwayChanged("bob", None))
    assert known.away == {"ann": ""}


@pytest.mark.parametrize(
    "event",
    [MemberQuit("bob", ""), MemberLeft("#tea", "bob", ""), LeftChannel("#tea", ""), MembersListed("#tea", ()), JoinedChannel("#tea")],
)
def test_of_strangers_nothing_is_kept(known: Knowledge, event: ClientEvent) -> None:
    """IRCv3 away-notify is told to those who share a channel: of anybody else we would never hear that they are back."""
    learn(known, AwayChanged("eve", "never met"), AwayChanged("bob", "lunch"), AwayChanged("ann", "me too"), event)
    assert known.away == {"ann": "me too"}


def test_who_is_still_met_elsewhere_is_no_stranger(known: Knowledge) -> None:
    """One shared channel is enough."""
    learn(known, JoinedChannel("#cha"), MemberJoined("#cha", "bob"), AwayChanged("bob", "lunch"), LeftChannel("#tea", ""))
    assert known.away_text("bob") == "lunch"


def test_modes_of_a_channel_are_known_but_not_its_lists(known: Knowledge) -> None:
    """Modern #channel-modes: 324 says how they stand; lists (type A) are asked for by name."""
    learn(known, ModeChanged("#tea", (ModeChange("+m"), ModeChange("+b", "*!*@evil"), ModeChange("+l", "5")), "bob"))
    assert (tea(known).modes, tea(known).modes_told) == ({"m": "", "l": "5"}, False)
    learn(known, ModesListed("#tea", (ModeChange("+n"), ModeChange("+k", "secret"))))
    assert (tea(known).modes, tea(known).modes_told) == ({"n": "", "k": "secret"}, True)
    learn(known, ModeChanged("#tea", (ModeChange("-k", "secret"), ModeChange("-i"), ModeChange("-b", "*!*@evil")), "bob"))
    assert tea(known).modes == {"n": ""}


def test_ranks_are_given_and_taken(known: Knowledge) -> None:
    """Modern #channel-membership-prefixes; IRCv3 multi-prefix: all are known, the highest first."""
    learn(known, ModeChanged("#tea", (ModeChange("+v", "ANN", "+"), ModeChange("+o", "ann", "@"), ModeChange("+o", "ann", "@")), "bob"))
    assert [member for member in known.members("#tea") if known.is_me(member.nick)] == [Member("ann", "@+")]
    learn(known, ModeChanged("#tea", (ModeChange("-o", "ann", "@"), ModeChange("-o", "bob", "@"), ModeChange("+o", "eve", "@")), "bob"))
    assert nicks(known) == ["+ann", "bob"]
    assert tea(known).modes == {}


def test_a_host_may_change_how_names_compare(known: Knowledge) -> None:
    """Modern #rplisupport-005 may come again: whoever was known is found by the new comparison, and what is known of them."""
    learn(known, JoinedChannel("#[x]"), MemberJoined("#[x]", "Dan[1]"), AwayChanged("dan[1]", "lunch"))
    assert known.away_text("dan{1}") is None
    learn(known, RoomDescribed(features_of({"CASEMAPPING": "rfc1459"})))
    assert known.channels_of("DAN{1}") == ["#[x]"]
    assert known.away_text("DAN{1}") == "lunch"
    assert known.channel("#{X}") is not None


NAMES = st.sampled_from(["ann", "Bob", "cem[", "CEM{", "", "가람"])
CHANNELS = st.sampled_from(["#tea", "#TEA", "#{", "#["])
EVENTS: st.SearchStrategy[ClientEvent] = st.one_of(
    st.builds(RoomDescribed, st.sampled_from([OURS, features_of({})])),
    st.builds(JoinedChannel, CHANNELS),
    st.builds(LeftChannel, CHANNELS, st.just("")),
    st.builds(MembersListed, CHANNELS, st.lists(st.builds(Member, NAMES, st.sampled_from(["", "@", "+"])), max_size=4).map(tuple)),
    st.builds(MemberJoined, CHANNELS, NAMES),
    st.builds(MemberLeft, CHANNELS, NAMES, st.just("")),
    st.builds(MemberQuit, NAMES, st.just("")),
    st.builds(ChannelRenamed, CHANNELS, CHANNELS, NAMES, st.just("")),
    st.builds(NickChanged, NAMES, NAMES, st.just(value=False)),
    st.builds(AwayChanged, NAMES, st.sampled_from(["lunch", None])),
    st.builds(ModeChanged, CHANNELS, st.just((ModeChange("+o", "bob", "@"), ModeChange("+k", "x"))), NAMES),
)


@given(st.lists(EVENTS, max_size=25))
def test_whatever_happens_names_stand_under_how_they_compare(events: list[ClientEvent]) -> None:
    """In any order, from any host: each once, and nothing is known of strangers."""
    known = Knowledge()
    learn(known, Registered("ann", ""))
    for event in events:
        learn(known, replace(event, mine=known.is_me(event.old)) if isinstance(event, NickChanged) else event)
    fold = known.features.fold
    assert all(folded == fold(channel.name) for folded, channel in known.channels.items())
    assert all(folded == fold(member.nick) for channel in known.channels.values() for folded, member in channel.members.items())
    met = {folded for channel in known.channels.values() for folded in channel.members}
    assert set(known.away) <= {fold(known.nick), *met}
