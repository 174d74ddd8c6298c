"""What happened besides talk, as quiet lines for the channels that it touches."""

import pytest

from desktop_chat.core.client.events import (
    ChannelRenamed,
    ClientEvent,
    JoinedChannel,
    Member,
    MemberJoined,
    MemberLeft,
    MemberQuit,
    MembersListed,
    ModeChange,
    ModeChanged,
    ModesListed,
    NickChanged,
    Registered,
    TopicChanged,
)
from desktop_chat.core.client.knowledge import Knowledge
from desktop_chat.gui.news import NewsEvent, news_of
from desktop_chat.gui.rows import LineKind


@pytest.fixture
def known() -> Knowledge:
    """Return what ann knows: she and bob are in #tea and #coffee, carol only in #coffee."""
    known = Knowledge()
    events: tuple[ClientEvent, ...] = (
        Registered("ann", "desktop.chat"),
        JoinedChannel("#tea"),
        JoinedChannel("#coffee"),
        MembersListed("#tea", (Member("ann"), Member("bob"))),
        MembersListed("#coffee", (Member("ann"), Member("bob"), Member("carol"))),
    )
    for event in events:
        known.apply(event)
    return known


@pytest.mark.parametrize(
    ("event", "lines"),
    [
        (ChannelRenamed("#tea", "#milk", "bob", "typo"), [("#tea", "bob renamed this channel to #milk (typo)")]),
        (ChannelRenamed("#tea", "#milk"), [("#tea", "The channel #tea is now called #milk")]),
        (MemberJoined("#tea", "dan"), [("#tea", "dan joined")]),
        (MemberLeft("#tea", "bob", ""), [("#tea", "bob left")]),
        (MemberLeft("#tea", "bob", "rude", "ann"), [("#tea", "bob was removed by ann (rude)")]),
        (MemberQuit("BOB", ""), [("#tea", "BOB left the room"), ("#coffee", "BOB left the room")]),
        (MemberQuit("carol", "bye"), [("#coffee", "carol left the room (bye)")]),
        (MemberQuit("stranger", ""), []),
        (NickChanged("carol", "caz", mine=False), [("#coffee", "carol is now called caz")]),
        (NickChanged("ann", "anna", mine=True), [("#tea", "You are now called anna"), ("#coffee", "You are now called anna")]),
        (TopicChanged("#tea", "green", "bob"), [("#tea", "bob set the topic: green")]),
        (TopicChanged("#tea", "", "bob"), [("#tea", "bob removed the topic")]),
        (TopicChanged("#tea", "as it stood"), []),
        (ModeChanged("#tea", (), "bob"), []),
        (
            ModeChanged("#tea", (ModeChange("+v", "ann", "+"), ModeChange("+b", "x!*@*")), "bob"),
            [("#tea", "bob gave ann a voice"), ("#tea", "bob banned x!*@*")],
        ),
        (ModesListed("#tea", (ModeChange("+n"),)), []),
        (ModesListed("#far", ()), [("#far", "Modes of #far: –")]),
    ],
)
def test_news_are_told_where_they_are_seen(known: Knowledge, event: NewsEvent, lines: list[tuple[str, str]]) -> None:
    """Who leaves or changes a name is told in each channel that we share."""
    assert [(news.channel, news.sentence) for news in news_of(event, known)] == lines


def test_the_modes_of_a_channel_are_told_when_a_person_asked(known: Knowledge) -> None:
    """The first answer is to what the link asks by itself."""
    answer = ModesListed("#tea", (ModeChange("+k", "key"), ModeChange("+n")))
    known.apply(answer)
    assert [(news.channel, news.sentence) for news in news_of(answer, known)] == [("#tea", "Modes of #tea: +k key +n")]


def test_who_comes_and_goes_can_be_folded(known: Knowledge) -> None:
    """By kind and name; who was removed is not like who left."""
    moves: tuple[NewsEvent, ...] = (MemberJoined("#tea", "carol"), MemberLeft("#tea", "bob", ""), MemberQuit("bob", ""))
    kinds = [(news.kind, news.nick) for event in moves for news in news_of(event, known)]
    assert kinds[:2] == [(LineKind.CAME, "carol"), (LineKind.WENT, "bob")]
    assert set(kinds[2:]) == {(LineKind.WENT, "bob")}
    removed = news_of(MemberLeft("#tea", "bob", "", by="ann"), known)
    assert [news.kind for news in removed] == [LineKind.EVENT]
