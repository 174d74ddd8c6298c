"""Metadata: who subscribes to what, and is told of it (IRCv3 metadata; draft/metadata-3 where it moved on)."""

import pytest

from desktop_chat.core.server.flood import METADATA_RATE
from desktop_chat.core.wire import limits
from tests.support.aware import CAPS, aware_tea, batch
from tests.support.room import Room

LONG = "가" * 32


@pytest.fixture
def tea() -> Room:
    """Return a room with ann, operator of #tea, bob and cem in it, and dan, an operator of the room, elsewhere."""
    return aware_tea()


def test_subscribers_who_share_a_channel_are_told(tea: Room) -> None:
    """Notifications: "to other clients in the channels that subscriber is joined to"; not who made the change."""
    tea.say("ann", "METADATA * SUB status")
    tea.say("bob", "METADATA * SUB status")
    tea.say("dan", "METADATA * SUB status")
    tea.say("cem", "METADATA * SUB status")
    tea.clear()
    tea.say("ann", "METADATA * SET status :out", "METADATA * SET status :out", "METADATA * SET other x", "METADATA * SET status")
    assert tea.got("bob") == [":desktop.chat 761 * ann status * out", ":desktop.chat 766 * ann status :Key deleted"]
    assert tea.got("dan") == tea.got("cem") == [], "elsewhere, and without the capability"
    assert tea.numerics("ann") == ["761", "761", "761", "766"]
    tea.say("dan", "METADATA ann SET status :in", "METADATA #tea SET status :open")
    assert tea.got("ann") == [":desktop.chat 761 * ann status * in", ":desktop.chat 761 * #tea status * open"]


def test_the_older_name_has_its_own_message(tea: Room) -> None:
    """draft/metadata-2, METADATA server message: `METADATA <Target> <Key> <Visibility> <Value>`."""
    tea.join("old", caps="batch draft/metadata-2", channel="#tea")
    tea.say("old", "METADATA * SUB status")
    tea.clear()
    tea.say("ann", "METADATA * SET status :out to lunch")
    tea.say("old", "METADATA ann SYNC", "METADATA ann GET status")
    tea.say("ann", "METADATA * SET status")
    assert tea.got("old") == [
        ":desktop.chat METADATA ann status * :out to lunch",
        ":desktop.chat BATCH +4 metadata ann",
        "@batch=4 :desktop.chat METADATA ann status * :out to lunch",
        ":desktop.chat BATCH -4",
        ":desktop.chat BATCH +5 metadata ann",
        "@batch=5 :desktop.chat 761 old ann status * :out to lunch",
        ":desktop.chat BATCH -5",
        ":desktop.chat METADATA ann status *",
    ]


def test_those_who_monitor_are_told_too(tea: Room) -> None:
    """Notifications: "to users that subscriber is currently monitoring"; a batch comes with 730 (Automatic synchronization)."""
    tea.say("ann", "METADATA * SET status :out")
    tea.say("dan", "METADATA * SUB status")
    tea.clear()
    tea.say("dan", "MONITOR + ann,eve")
    assert tea.got("dan") == [
        ":desktop.chat 730 dan ann!~ann@10.0.0.7",
        ":desktop.chat BATCH +3 metadata ann",
        "@batch=3 :desktop.chat 761 dan ann status * out",
        ":desktop.chat BATCH -3",
        ":desktop.chat 731 dan eve",
    ]
    tea.say("ann", "METADATA * SET status :in", "NICK eve")
    assert tea.got("dan") == [
        ":desktop.chat 761 * ann status * in",
        ":desktop.chat 731 * ann",
        ":desktop.chat 730 * eve!~ann@10.0.0.7",
        ":desktop.chat BATCH +4 metadata eve",
        "@batch=4 :desktop.chat 761 dan eve status * in",
        ":desktop.chat BATCH -4",
    ]


def test_before_the_welcome_nobody_is_told(room: Room) -> None:
    """`before-connect`: a nick that is taken is not here yet."""
    room.join("dan", caps=CAPS)
    room.say("dan", "METADATA * SUB status", "MONITOR + ann")
    room.clear()
    room.open("ann")
    room.say("ann", f"CAP REQ :{CAPS}", "NICK ann", "METADATA * SET status :new")
    assert room.got("dan") == []


def test_who_comes_in_gets_the_channels_and_the_others_its_own(tea: Room) -> None:
    """Automatic synchronization: "When a metadata-aware client joins a channel, the server MUST send … a `metadata` batch"."""
    tea.say("ann", "METADATA * SET status :out", "METADATA #tea SET url :x", "METADATA * SET other :y", "METADATA * SUB status")
    tea.say("dan", "METADATA * SUB status url", "METADATA * SET status :busy")
    tea.clear()
    tea.say("dan", "JOIN #tea")
    messages = tea.messages("dan")
    assert [m.command for m in messages][:3] == ["JOIN", "353", "366"]
    assert [m.params[1:] for m in messages[3:]] == [
        ("metadata", "#tea"),
        ("#tea", "url", "*", "x"),
        ("ann", "status", "*", "out"),
        ("dan", "status", "*", "busy"),
        (),
    ]
    assert tea.got("ann") == [":dan!~dan@10.0.0.7 JOIN #tea", ":desktop.chat 761 * dan status * busy"]


def test_a_channel_is_synchronized_as_on_joining_it(tea: Room) -> None:
    """METADATA SYNC: "If the target is a channel, it also synchronizes the metadata for all other users in that channel"."""
    tea.say("ann", "METADATA * SET status :out", "METADATA #tea SET status :open")
    tea.say("bob", "METADATA * SUB status")
    tea.say("dan", "METADATA * SUB status")
    tea.clear()
    tea.say("bob", "METADATA #tea SYNC")
    tea.say("dan", "METADATA #tea SYNC")
    assert batch(tea, "bob") == (("metadata", "#tea"), [("761", "#tea", "status", "*", "open"), ("761", "ann", "status", "*", "out")])
    assert batch(tea, "dan") == (("metadata", "#tea"), [("761", "#tea", "status", "*", "open")]), "who is outside sees the channel's"


def test_all_is_synchronized_at_once(tea: Room) -> None:
    """METADATA SYNC: `*ALL` "synchronizes metadata for all visible targets": oneself, channels, their members, the monitored."""
    tea.say("ann", "METADATA * SET status :out", "METADATA #tea SET status :open")
    tea.say("dan", "METADATA * SET status :busy")
    tea.say("bob", "METADATA * SUB status", "METADATA * SET status :me", "MONITOR + dan,nobody,ann")
    tea.clear()
    tea.say("bob", "METADATA *all SYNC")
    target, lines = batch(tea, "bob")
    assert target == ("metadata", "*ALL")
    assert lines == [
        ("761", "bob", "status", "*", "me"),
        ("761", "#tea", "status", "*", "open"),
        ("761", "ann", "status", "*", "out"),
        ("761", "dan", "status", "*", "busy"),
    ]


def test_who_asks_too_often_is_to_ask_later(tea: Room) -> None:
    """Postponed synchronization: `774 <Target> <RetryAfter>`, "such as … internal rate-limiting"; then `*ALL` has it all."""
    tea.say("ann", "METADATA * SET status :out")
    tea.say("bob", "METADATA * SUB url", *(["METADATA #TEA SYNC"] * (int(METADATA_RATE.burst) - 1)))
    tea.clear()
    tea.say("bob", "METADATA #TEA SYNC", "METADATA * SUB status", "METADATA *all SYNC")
    assert tea.replies("bob") == [
        ("774", "#tea", "1", "Synchronize later"),
        ("770", "status"),
        ("774", "*ALL", "1", "Synchronize later"),
        ("774", "*all", "1", "Synchronize later"),
    ]
    tea.wait(1)
    tea.say("bob", "METADATA *ALL SYNC")
    assert batch(tea, "bob") == (("metadata", "*ALL"), [("761", "ann", "status", "*", "out")])


def test_who_subscribes_is_told_what_there_is(tea: Room) -> None:
    """METADATA SUB: then "a `metadata` batch with `*ALL` … containing the current values of all newly-subscribed keys"."""
    tea.say("ann", "METADATA * SET status :out", "METADATA * SET url :x")
    tea.say("bob", "METADATA * SUB status")
    first, *others = tea.messages("bob")
    assert (first.command, first.params) == ("770", ("bob", "status"))
    assert [m.params[1:] for m in others] == [("metadata", "*ALL"), ("ann", "status", "*", "out"), ()]
    tea.say("bob", "METADATA * SUB status")
    assert tea.replies("bob") == [("770", "status")], "nothing new"
    tea.say("bob", "METADATA * SUB url status")
    assert [m.params[1:] for m in tea.messages("bob")[2:]] == [("ann", "url", "*", "x"), ()]


def test_in_a_labelled_answer_the_batch_is_nested(room: Room) -> None:
    """METADATA SUB: "the `metadata` batch MUST be nested within the `labeled-response` batch"."""
    room.join("ann", caps=f"{CAPS} labeled-response")
    room.say("ann", "METADATA * SET status :out")
    room.clear()
    room.say("ann", "@label=x METADATA * SUB status", "@label=y METADATA * LIST", "@label=z METADATA * SET status")
    outer, sub, begin, value, end, last, list_begin, _, _, removed = room.messages("ann")
    assert (outer.tags, outer.params[1]) == ({"label": "x"}, "labeled-response")
    reference = outer.params[0][1:]
    assert sub.tags == begin.tags == end.tags == {"batch": reference}
    assert value.tags == {"batch": begin.params[0][1:]}
    assert last.params == (f"-{reference}",)
    assert (list_begin.tags, list_begin.params[1]) == ({"label": "y"}, "metadata")
    assert (removed.command, removed.tags) == ("766", {"label": "z"})


def test_keys_that_are_none_are_told_and_the_others_taken(tea: Room) -> None:
    """METADATA SUB, UNSUB: `WARN METADATA INVALID_KEY`, and it goes on."""
    tea.say("ann", "METADATA * SUB foo $url bar foo", "METADATA * SUBS", "METADATA ANN UNSUB $url bar nothing", "METADATA * SUBS")
    replies = [reply for reply in tea.replies("ann") if reply[0] != "BATCH"]
    assert replies == [
        ("WARN", "METADATA", "INVALID_KEY", "$url", "Invalid key"),
        ("770", "foo", "bar", "foo"),
        ("772", "foo", "bar"),
        ("WARN", "METADATA", "INVALID_KEY", "$url", "Invalid key"),
        ("771", "bar", "nothing"),
        ("772", "foo"),
    ]


def test_there_is_an_end_to_subscriptions(tea: Room) -> None:
    """Example 3: the first key that does not fit is named, "MUST stop processing any further keys", those before it are taken."""
    keys = [f"key-{number}" for number in range(limits.METADATA_SUBSCRIPTIONS)]
    for start in range(0, len(keys) - 1, 7):
        tea.say("ann", f"METADATA * SUB {' '.join(keys[start : start + 7][: len(keys) - 1 - start])}")
    tea.clear()
    tea.say("ann", "METADATA * SUB foo key-1 $url", "METADATA * SUBS")
    replies = tea.replies("ann")
    assert replies[:2] == [
        ("FAIL", "METADATA", "LIMIT_REACHED", "key-1", str(limits.METADATA_SUBSCRIPTIONS), "Too many subscriptions"),
        ("770", "foo"),
    ]
    assert [key for reply in replies if reply[0] == "772" for key in reply[1:]] == [*keys[:-1], "foo"]


def test_the_longest_keys_fit_their_lines(room: Room) -> None:
    """RFC 2812 2.3: 512 bytes; the driver of these tests holds every line to them."""
    room.join(LONG, caps=CAPS)
    keys = [f"{number:02}{'k' * (limits.METADATA_KEY_BYTES - 2)}" for number in range(12)]
    room.say(LONG, f"METADATA * SUB {' '.join(keys)}", "METADATA * SUBS")
    assert [key for reply in room.replies(LONG) if reply[0] == "772" for key in reply[1:]] == keys


@pytest.mark.parametrize("line", ["SUB status", "UNSUB status", "SUBS"])
def test_subscriptions_are_ones_own(tea: Room, line: str) -> None:
    """draft/metadata-3: "not an asterisk (`*`) or the client's nickname": `FAIL METADATA INVALID_TARGET`."""
    tea.say("ann", f"METADATA bob {line}")
    assert tea.replies("ann") == [("FAIL", "METADATA", "INVALID_TARGET", "bob", "Subscriptions are your own: the target is *")]


def test_who_gives_the_capability_back_is_subscribed_no_more(tea: Room) -> None:
    """draft/metadata-3: "If a client removes this capability …, servers MUST clear that client's subscription list"."""
    tea.say("ann", "METADATA * SUB status", "CAP REQ :-draft/metadata-3", f"CAP REQ :{CAPS}")
    tea.clear()
    tea.say("ann", "METADATA * SUBS")
    assert batch(tea, "ann") == (("metadata-subs",), [])
