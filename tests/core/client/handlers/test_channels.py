"""Who comes and goes, topics, modes, lists (Modern #channel-operations)."""

import pytest

from desktop_chat.core.client.events import (
    ChannelRenamed,
    ChannelsListed,
    CommandRefused,
    Invited,
    JoinedChannel,
    LeftChannel,
    ListedChannel,
    Member,
    MemberJoined,
    MemberLeft,
    MembersListed,
    ModeChange,
    ModeChanged,
    ModesListed,
    ServerSaid,
    TopicChanged,
    TopicSetBy,
)
from desktop_chat.core.client.features import DEFAULT_FEATURES, features_of
from desktop_chat.core.client.handlers import channels
from desktop_chat.core.client.handlers.channels import read_modes
from tests.support.guest import Guest


def test_our_own_join_tells_the_channel_and_asks_for_its_modes(guest: Guest) -> None:
    """Modern #join-message; the host tells modes only when asked (#mode-message)."""
    assert guest.hear(":Ann!~a@host JOIN #tea") == [JoinedChannel("#tea")]
    assert guest.answers() == ["MODE #tea"]


def test_somebody_else_s_join_is_told(guest: Guest) -> None:
    """Modern #join-message."""
    assert guest.hear(":bob!~b@host JOIN :#tea") == [MemberJoined("#tea", "bob")]
    assert guest.answers() == []


@pytest.mark.parametrize(
    ("line", "event"),
    [
        (":bob!~b@host PART #tea :off to lunch", MemberLeft("#tea", "bob", "off to lunch")),
        (":bob!~b@host PART #tea", MemberLeft("#tea", "bob", "")),
        (":ann!~a@host PART #tea :bye", LeftChannel("#tea", "bye")),
        (":bob!~b@host KICK #tea carol :spam", MemberLeft("#tea", "carol", "spam", "bob")),
        (":bob!~b@host KICK #tea ANN", LeftChannel("#tea", "", "bob")),
    ],
)
def test_leaving_and_being_thrown_out_are_told_apart(guest: Guest, line: str, event: object) -> None:
    """Modern #part-message, #kick-message."""
    assert guest.hear(line) == [event]


def test_another_name_of_a_channel_is_told(guest: Guest) -> None:
    """IRCv3 channel-rename: the third parameter is the reason; a server may leave it out all the same."""
    assert guest.hear(":bob!~b@host RENAME #tea #coffee :Typo fix", ":bob!~b@host RENAME #tea #coffee") == [
        ChannelRenamed("#tea", "#coffee", "bob", "Typo fix"),
        ChannelRenamed("#tea", "#coffee", "bob", ""),
    ]


def test_a_channel_that_was_renamed_meanwhile_is_followed(guest: Guest) -> None:
    """IRCv3 channel-rename, Channel redirection: `FAIL JOIN CHANNEL_RENAMED <old-channel> <new-channel>`."""
    assert guest.hear("FAIL JOIN CHANNEL_RENAMED #tea #coffee :The channel has been renamed") == [ChannelRenamed("#tea", "#coffee")]
    assert guest.answers() == ["JOIN #coffee"]
    assert guest.hear("FAIL JOIN CHANNEL_RENAMED #tea :x") == [CommandRefused("CHANNEL_RENAMED", "#tea", "x")]


def test_an_invitation_to_us_is_told(guest: Guest) -> None:
    """Modern #invite-message; and one to somebody else (IRCv3 invite-notify)."""
    assert guest.hear(":bob!~b@host INVITE ann :#tea", ":bob!~b@host INVITE carol #tea") == [
        Invited("#tea", "bob"),
        ServerSaid("INVITE", "#tea", ("carol", "bob")),
    ]


@pytest.mark.parametrize(
    ("line", "event"),
    [
        (":bob!~b@host TOPIC #tea :Green or black?", TopicChanged("#tea", "Green or black?", "bob")),
        (":bob!~b@host TOPIC #tea :", TopicChanged("#tea", "", "bob")),
        (":irc.example 332 ann #tea :Green", TopicChanged("#tea", "Green")),
        (":irc.example 331 ann #tea :No topic is set", TopicChanged("#tea", "")),
        (":irc.example 333 ann #tea bob!~b@host 1700000000", TopicSetBy("#tea", "bob", 1_700_000_000.0)),
        (":irc.example 333 ann #tea bob 99999999999999999999", TopicSetBy("#tea", "bob", 10_000_000_000.0)),
        (":irc.example 333 ann #tea bob yesterday", TopicSetBy("#tea", "bob", 0.0)),
    ],
)
def test_topics_are_told_with_who_set_them(guest: Guest, line: str, event: object) -> None:
    """Modern #topic-message, #rpltopic-332, #rpltopicwhotime-333."""
    assert guest.hear(line) == [event]


def test_a_mode_line_is_read_by_what_the_host_allows(guest: Guest) -> None:
    """Modern #mode-message, #chanmodes-parameter: which letters take an argument depends on the host."""
    changes = (ModeChange("+o", "bob", "@"), ModeChange("-v", "carol", "+"), ModeChange("-t"), ModeChange("-l"), ModeChange("+l", "5"))
    assert guest.hear(":dan!~d@host MODE #tea +o-vtl+l bob carol 5") == [ModeChanged("#tea", changes, "dan")]


def test_our_own_modes_are_words(guest: Guest) -> None:
    """Modern #user-mode."""
    assert guest.hear(":ann MODE ann +i") == [ServerSaid("MODE", "+i", ("ann",))]


def test_modes_as_they_stand_are_told(guest: Guest) -> None:
    """Modern #rplchannelmodeis-324; 329 comes with it and says nothing we show."""
    told = guest.hear("324 ann #tea +ntk secret", "329 ann #tea 1700000000")
    assert told == [ModesListed("#tea", (ModeChange("+n"), ModeChange("+t"), ModeChange("+k", "secret")))]
    assert guest.hear("324 ann #tea") == [ModesListed("#tea", ())]


def test_a_missing_argument_is_empty() -> None:
    """A broken line is read as far as it goes."""
    assert read_modes(DEFAULT_FEATURES, ["k-b"]) == (ModeChange("+k"), ModeChange("-b"))


def test_prefix_modes_of_the_host_take_arguments() -> None:
    """Modern #prefix-parameter: they are of type B, and not in CHANMODES."""
    features = features_of({"PREFIX": "(qo)~@", "CHANMODES": "b,,,"})
    assert read_modes(features, ["+qk", "ann"]) == (ModeChange("+q", "ann", "~"), ModeChange("+k"))


def test_members_are_told_when_all_are_there(guest: Guest) -> None:
    """Modern #rplnamreply-353, #rplendofnames-366; IRCv3 multi-prefix and userhost-in-names."""
    told = guest.hear(
        "353 ann = #tea :@+ann!~a@host +bob ",
        "353 ann * #other :zoe",
        "353 ann #TEA :carol @",
        "366 ann #tea :End of /NAMES list",
    )
    assert told == [MembersListed("#tea", (Member("ann", "@+"), Member("bob", "+"), Member("carol")))]
    assert guest.hear("366 ann #other :End") == [MembersListed("#other", (Member("zoe"),))]
    assert guest.hear("366 ann #other :End") == [MembersListed("#other", ())]


def test_channels_are_told_when_all_are_there(guest: Guest) -> None:
    """Modern #rpllist-322, #rpllistend-323; 321 is optional and begins anew."""
    told = guest.hear(
        "322 ann #old 1 :left over", "321 ann Channel :Users  Name", "322 ann #tea 3 :Green", "322 ann #차 ² :x", "322 ann #a 1"
    )
    assert told == []
    rows = (ListedChannel("#tea", 3, "Green"), ListedChannel("#차", 0, "x"), ListedChannel("#a", 1, ""))
    assert guest.hear("323 ann :End of /LIST") == [ChannelsListed(rows)]
    assert guest.hear("323 ann :End of /LIST") == [ChannelsListed(())]


def test_a_host_that_never_ends_its_list_does_not_fill_memory(guest: Guest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A limit beside every buffer."""
    monkeypatch.setattr(channels, "ROWS_COLLECTED", 3)
    (listed,) = guest.hear(*["322 ann #tea 3 :Green"] * 10, "323 ann :End")
    assert isinstance(listed, ChannelsListed)
    assert len(listed.rows) == 3


@pytest.mark.parametrize(
    "line",
    [
        "JOIN #tea",
        ":bob JOIN",
        ":bob JOIN tea",
        ":bob JOIN :",
        "KICK #tea ann",
        ":bob KICK #tea",
        ":bob TOPIC #tea",
        ":bob INVITE ann",
        "MODE",
    ],
)
def test_a_line_without_what_it_needs_means_nothing(guest: Guest, line: str) -> None:
    """No source, too few parameters, no channel: a host's mistake does no harm."""
    assert guest.hear(line) == []
