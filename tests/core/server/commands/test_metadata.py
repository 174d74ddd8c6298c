"""METADATA: who may set and see what (IRCv3 metadata; draft/metadata-3 where it moved on, as Ergo has it)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.core.server.flood import METADATA_RATE
from desktop_chat.core.server.metadata import CAP_VALUE
from desktop_chat.core.wire import limits
from tests.support.aware import CAPS, aware_tea, batch
from tests.support.room import Room

LONG = "가" * 32


@pytest.fixture
def tea() -> Room:
    """Return a room with ann, operator of #tea, bob and cem in it, and dan, an operator of the room, elsewhere."""
    return aware_tea()


def test_the_capability_has_its_limits_under_both_names(room: Room) -> None:
    """IRCv3 metadata: tokens of the capability; Ergo offers both names with the same value."""
    room.open("ann")
    room.say("ann", "CAP LS 302")
    words = " ".join(line[-1] for line in room.replies("ann")).split()
    assert {f"draft/metadata-2={CAP_VALUE}", f"draft/metadata-3={CAP_VALUE}"} <= set(words)


def test_one_sets_and_removes_ones_own_keys(tea: Room) -> None:
    """METADATA SET: 761 "representing the new value", 766 if removed: "omitted or is an empty string"; idempotent."""
    tea.say("ann", "METADATA * SET status :out to lunch", "METADATA ANN SET status :out to lunch", "METADATA * SET status")
    tea.say("ann", "METADATA * SET status :", "METADATA * SET url ::-)")
    assert tea.replies("ann") == [
        ("761", "ann", "status", "*", "out to lunch"),
        ("761", "ann", "status", "*", "out to lunch"),
        ("766", "ann", "status", "Key deleted"),
        ("766", "ann", "status", "Key deleted"),
        ("761", "ann", "url", "*", ":-)"),
    ]


def test_keys_are_looked_up_in_the_order_they_were_asked_for(tea: Room) -> None:
    """METADATA GET: a batch with 761, 766 or WARN INVALID_KEY "for each key"; anybody may look."""
    tea.say("ann", "METADATA * SET url :http://example.com")
    tea.say("bob", "METADATA Ann GET status $url$ url")
    assert batch(tea, "bob") == (
        ("metadata", "ann"),
        [
            ("766", "ann", "status", "Key not set"),
            ("WARN", "METADATA", "INVALID_KEY", "$url$", "Invalid key"),
            ("761", "ann", "url", "*", "http://example.com"),
        ],
    )
    tea.say("cem", "METADATA ann GET url")
    assert tea.replies("cem") == [("761", "ann", "url", "*", "http://example.com")], "who knows no batches gets the bare lines"


def test_all_keys_are_listed(tea: Room) -> None:
    """METADATA LIST: "a `metadata` batch containing `761 RPL_KEYVALUE`", which may be empty."""
    tea.say("ann", "METADATA * LIST")
    assert batch(tea, "ann") == (("metadata", "ann"), [])
    tea.say("ann", "METADATA * SET b 1", "METADATA * SET a 2")
    tea.clear()
    tea.say("bob", "METADATA ann list")
    assert batch(tea, "bob") == (("metadata", "ann"), [("761", "ann", "b", "*", "1"), ("761", "ann", "a", "*", "2")])


def test_all_keys_are_removed_at_once(tea: Room) -> None:
    """METADATA CLEAR: "one `766 RPL_KEYNOTSET` message per cleared key"; "equivalently to using `METADATA SET`" for others."""
    tea.say("bob", "METADATA * SUB a")
    tea.say("ann", "METADATA * SET a 1", "METADATA * SET b 2")
    tea.clear()
    tea.say("ann", "METADATA * CLEAR")
    assert batch(tea, "ann") == (("metadata", "ann"), [("766", "ann", "a", "Key deleted"), ("766", "ann", "b", "Key deleted")])
    assert tea.got("bob") == [":desktop.chat 766 * ann a :Key deleted"]
    tea.say("ann", "METADATA * CLEAR")
    assert batch(tea, "ann") == (("metadata", "ann"), [])


@pytest.mark.parametrize("line", ["LIST", "GET url", "SET url x", "CLEAR", "SYNC"])
@pytest.mark.parametrize("target", ["nobody", "#none", "$a:user", "#dark"])
def test_what_is_not_there_has_no_metadata(tea: Room, target: str, line: str) -> None:
    """IRCv3 metadata: "If the target is not valid, ONLY a `FAIL METADATA INVALID_TARGET` reply is sent"; a secret channel is not there."""
    tea.join("eve", channel="#dark")
    tea.say("eve", "MODE #dark +s")
    tea.say("ann", f"METADATA {target} {line}")
    assert tea.replies("ann") == [("FAIL", "METADATA", "INVALID_TARGET", target, "Invalid metadata target")]


@pytest.mark.parametrize(
    ("nick", "line", "key"),
    [
        ("bob", "METADATA ann SET url x", "url"),
        ("bob", "METADATA ann CLEAR", "*"),
        ("bob", "METADATA #tea SET url x", "url"),
        ("bob", "METADATA #tea CLEAR", "*"),
    ],
)
def test_what_is_others_is_theirs_to_change(tea: Room, nick: str, line: str, key: str) -> None:
    """IRCv3 metadata: "on themselves, and on channels they administer"; else KEY_NO_PERMISSION, "with an asterisk (`*`)" for CLEAR."""
    tea.say(nick, line)
    assert [reply[:5] for reply in tea.replies(nick)] == [("FAIL", "METADATA", "KEY_NO_PERMISSION", line.split()[1], key)]


def test_operators_change_channels_and_operators_of_the_room_everything(tea: Room) -> None:
    """IRCv3 metadata: "Privileged users (e.g. network admins) may be able to set certain metadata on other users"."""
    tea.say("ann", "METADATA #TEA SET url :http://tea.example")
    tea.say("dan", "METADATA #tea SET topic/more green", "METADATA bob SET status :hi", "METADATA #tea LIST")
    assert tea.replies("ann") == [("761", "#tea", "url", "*", "http://tea.example")]
    assert [reply for reply in tea.replies("dan") if reply[0] == "761"] == [
        ("761", "#tea", "topic/more", "*", "green"),
        ("761", "bob", "status", "*", "hi"),
        ("761", "#tea", "url", "*", "http://tea.example"),
        ("761", "#tea", "topic/more", "*", "green"),
    ]


@pytest.mark.parametrize("key", ["$url$", "URL", "한글", "a*", "x" * (limits.METADATA_KEY_BYTES + 1), ":"])
def test_what_is_no_key_is_refused(tea: Room, key: str) -> None:
    """METADATA SET: `FAIL METADATA INVALID_KEY`; "The empty string is an invalid value"."""
    tea.say("ann", f"METADATA * SET {key} :x" if key != ":" else "METADATA * SET :")
    expected = f"A key has 1 to {limits.METADATA_KEY_BYTES} of a-z 0-9 _ . / -"
    assert tea.replies("ann") == [("FAIL", "METADATA", "INVALID_KEY", "*" if key == ":" else key, expected)]


def test_a_value_has_a_bound_to_the_byte(tea: Room) -> None:
    """max-value-bytes: "the maximum size of values a client is allowed to set"; nothing is cut, also beside the longest names."""
    value, key = "x" * limits.METADATA_VALUE_BYTES, "k" * limits.METADATA_KEY_BYTES
    tea.join(LONG, caps=CAPS, channel="#" + "a" * 6 + "나" * 31)
    tea.say(LONG, f"METADATA #{'a' * 6}{'나' * 31} SET {key} :{value}", f"METADATA * SET {key} :{value}y")
    assert tea.replies(LONG) == [
        ("761", "#" + "a" * 6 + "나" * 31, key, "*", value),
        ("FAIL", "METADATA", "INVALID_VALUE", key, f"A value has at most {limits.METADATA_VALUE_BYTES} bytes"),
    ]


def test_there_is_an_end_to_keys(tea: Room) -> None:
    """max-keys: `FAIL METADATA LIMIT_REACHED <Item> <Limit>`; those that are there may still change."""
    for number in range(limits.METADATA_KEYS):
        tea.wait(1)
        tea.say("ann", f"METADATA * SET k{number} x")
    tea.wait(60)
    tea.clear()
    tea.say(
        "ann",
        "METADATA * SET one-more x",
        "METADATA * SET k0 y",
        "METADATA * SET one-more",
        "METADATA * SET k1",
        "METADATA * SET one-more x",
    )
    assert tea.replies("ann") == [
        ("FAIL", "METADATA", "LIMIT_REACHED", "ann", str(limits.METADATA_KEYS), "Too many keys: remove one first"),
        ("761", "ann", "k0", "*", "y"),
        ("766", "ann", "one-more", "Key deleted"),
        ("766", "ann", "k1", "Key deleted"),
        ("761", "ann", "one-more", "*", "x"),
    ]


def test_changes_are_not_to_be_made_faster_than_anybody_does(tea: Room) -> None:
    """`FAIL METADATA RATE_LIMITED <Target> <Key> <RetryAfter>`: "a positive integer indicating the minimum number of seconds"."""
    tea.say("ann", *(f"METADATA * SET status {number}" for number in range(int(METADATA_RATE.burst))))
    tea.clear()
    tea.say("ann", "METADATA * SET status x", "METADATA #tea CLEAR")
    assert tea.replies("ann") == [
        ("FAIL", "METADATA", "RATE_LIMITED", "ann", "status", "1", "Too many changes: try again in 1 seconds"),
        ("FAIL", "METADATA", "RATE_LIMITED", "#tea", "*", "1", "Too many changes: try again in 1 seconds"),
    ]
    tea.wait(1)
    tea.say("ann", "METADATA * SET status x")
    assert tea.numerics("ann") == ["761"]


def test_whois_tells_it_to_who_knows_metadata(tea: Room) -> None:
    """IRCv3 metadata, `RPL_WHOISKEYVALUE`: "When a user with the capability enabled runs `WHOIS`"."""
    tea.say("ann", "METADATA * SET status :out to lunch")
    tea.say("bob", "WHOIS ann")
    tea.say("cem", "WHOIS ann")
    assert ("760", "ann", "status", "*", "out to lunch") in tea.replies("bob")
    assert "760" not in tea.numerics("cem")


@pytest.mark.parametrize("line", ["GET", "SET", "SUB", "UNSUB"])
def test_a_key_is_needed(tea: Room, line: str) -> None:
    """draft/metadata-3: "If an existing error numeric such as `461 ERR_NEEDMOREPARAMS` is appropriate, it MAY be used"."""
    tea.say("ann", f"METADATA * {line}")
    assert tea.replies("ann") == [("461", "METADATA", "Not enough parameters")]


@pytest.mark.parametrize(
    ("line", "shown"),
    [("SNEEZE", "SNEEZE"), (":: hi!", "hi!"), (":", "*"), ("SET status out to lunch", "SET"), ("LIST x", "LIST"), ("CLEAR x", "CLEAR")],
)
def test_what_it_does_not_understand_is_told(tea: Room, line: str, shown: str) -> None:
    """draft/metadata-3: "an unknown subcommand, … or excess parameters": `FAIL METADATA INVALID_PARAMS`."""
    tea.say("ann", f"METADATA #tea {line}")
    assert [reply[:4] for reply in tea.replies("ann")] == [("FAIL", "METADATA", "INVALID_PARAMS", shown)]


@given(st.lists(st.text(st.characters(exclude_characters="\r\n\0", exclude_categories=["Cs"]), max_size=40), max_size=6))
def test_nothing_one_says_to_it_is_left_without_an_answer(words: list[str]) -> None:
    """Bad input gets a clear answer: a line or a batch to every METADATA there can be."""
    room = Room()
    room.join("ann", caps=CAPS, channel="#tea")
    room.say("ann", " ".join(["METADATA", *words]))
    assert room.got("ann")
