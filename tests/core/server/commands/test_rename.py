"""RENAME as members with and without the capability see it, and who looks for the old name."""

import pytest

from desktop_chat.core.server.commands.rename import RENAME_SECONDS
from desktop_chat.core.wire.limits import CHANNEL_LENGTH, RENAME_BYTES
from tests.core.server.commands.conftest import members
from tests.support.room import Room

CAP = "draft/channel-rename"
ANN, OLD = "ann!~ann@10.0.0.7", "old!~old@10.0.0.7"
LONG = "가" * 32


@pytest.fixture
def mixed(room: Room) -> Room:
    """Return a room with ann, operator of #tea, and `new`, who know renames, and `old`, who does not; `far` is elsewhere."""
    room.join("ann", "new", caps=CAP, channel="#tea")
    room.join("old", channel="#tea")
    room.join("far", caps=CAP)
    return room


def test_who_knows_renames_is_told_so(mixed: Room) -> None:
    """IRCv3 channel-rename: "The server to client command MUST always include the third parameter"."""
    mixed.say("ann", "RENAME #TEA #coffee :Typo fix")
    assert mixed.got("ann") == mixed.got("new") == [f":{ANN} RENAME #tea #coffee :Typo fix"]
    assert mixed.got("far") == []
    mixed.wait(RENAME_SECONDS)
    mixed.say("ann", "RENAME #coffee #cocoa")
    assert mixed.got("new") == [f":{ANN} RENAME #coffee #cocoa :"]


def test_who_does_not_parts_and_joins(mixed: Room) -> None:
    """IRCv3 channel-rename, Fallback: PART "with part message matching the rename reason", JOIN, "usual messages"."""
    mixed.say("ann", "TOPIC #tea :green")
    mixed.clear()
    mixed.say("ann", "RENAME #tea #coffee :Typo fix")
    assert mixed.got("old") == [
        f":{OLD} PART #tea :Typo fix",
        f":{OLD} JOIN #coffee",
        ":desktop.chat 332 old #coffee green",
        ":desktop.chat 333 old #coffee ann 1700000000",
        ":desktop.chat 353 old = #coffee :@ann new old",
        ":desktop.chat 366 old #coffee :End of /NAMES list",
    ]
    mixed.wait(RENAME_SECONDS)
    mixed.say("ann", "RENAME #coffee #cocoa")
    assert mixed.got("old")[0] == f":{OLD} PART #coffee"


def test_everything_else_stays(mixed: Room) -> None:
    """IRCv3 channel-rename: "preserves all channel state, such as membership, mode and topic"."""
    mixed.say(
        "ann", "MODE #tea +ikv-n sesam new", "MODE #tea +b *!*@evil", "TOPIC #tea :green", "INVITE far #tea", "METADATA #tea SET url x"
    )
    mixed.say("ann", "RENAME #tea #coffee", "MODE #coffee", "MODE #coffee b", "METADATA #coffee GET url", "TOPIC #coffee")
    replies = mixed.replies("ann")
    assert {("324", "#coffee", "+itk", "sesam"), ("761", "#coffee", "url", "*", "x"), ("332", "#coffee", "green")} <= set(replies)
    assert ("367", "#coffee", "*!*@evil", "ann", "1700000000") in replies
    assert members(mixed, "#coffee") == ["@ann", "+new", "old"]
    mixed.clear()
    mixed.say("far", "JOIN #coffee")
    assert mixed.numerics("far")[0] == "JOIN"
    mixed.say("new", "PRIVMSG #coffee :hi", "PART #coffee", "WHOIS new")
    assert mixed.got("old")[1:] == [":new!~new@10.0.0.7 PRIVMSG #coffee :hi", ":new!~new@10.0.0.7 PART #coffee"]
    assert "319" not in mixed.numerics("new")


def test_another_case_is_no_other_channel(mixed: Room) -> None:
    """IRCv3 channel-rename: renames "while only changing the casing" MUST be allowed; "This fallback SHOULD NOT be used"."""
    mixed.say("ann", "RENAME #tea #Tea")
    assert mixed.got("new") == [f":{ANN} RENAME #tea #Tea :"]
    assert mixed.got("old") == []
    mixed.say("far", "JOIN #tea")
    assert mixed.replies("far")[0] == ("JOIN", "#Tea")


def test_who_looks_for_the_old_name_is_led_to_the_new(mixed: Room) -> None:
    """IRCv3 channel-rename, Channel redirection: `FAIL JOIN CHANNEL_RENAMED`; 470 for who has not negotiated it."""
    mixed.join("late")
    mixed.say("ann", "MODE #tea +k sesam", "RENAME #tea #coffee")
    mixed.clear()
    mixed.say("far", "JOIN #TEA sesam")
    mixed.say("late", "JOIN #tea sesam")
    assert mixed.replies("far") == [("FAIL", "JOIN", "CHANNEL_RENAMED", "#TEA", "#coffee", "The channel has been renamed")]
    assert mixed.replies("late")[:2] == [("470", "#tea", "#coffee", "The channel has been renamed"), ("JOIN", "#coffee")]


def test_who_is_in_is_not_led_there_again(mixed: Room) -> None:
    """A client that joins its list of channels again gets no second JOIN."""
    mixed.say("ann", "RENAME #tea #coffee")
    mixed.clear()
    mixed.say("old", "JOIN #tea")
    assert mixed.replies("old") == [("470", "#tea", "#coffee", "The channel has been renamed")]


def test_only_the_last_name_and_only_of_an_open_channel_leads_anywhere(mixed: Room) -> None:
    """IRCv3 channel-rename: "for as long as is deemed necessary by the implementation"."""
    mixed.say("ann", "RENAME #tea #coffee")
    mixed.wait(RENAME_SECONDS)
    mixed.say("ann", "RENAME #coffee #cocoa")
    mixed.say("far", "JOIN #tea")
    assert ("JOIN", "#tea") in mixed.replies("far")
    for nick in ("ann", "new", "old"):
        mixed.say(nick, "PART #cocoa")
    mixed.say("far", "JOIN #coffee")
    assert ("JOIN", "#coffee") in mixed.replies("far")
    assert mixed.world.renamed == {}


def test_a_former_name_may_be_taken_again(mixed: Room) -> None:
    """Also back: then nothing leads away from it."""
    mixed.say("far", "JOIN #milk")
    mixed.say("ann", "RENAME #tea #coffee")
    mixed.say("far", "RENAME #milk #tea", "JOIN #milk")
    assert mixed.replies("far")[-1][:3] == ("FAIL", "JOIN", "CHANNEL_RENAMED")
    assert members(mixed, "#tea") == ["@far"]


def test_a_secret_channels_new_name_is_not_told(mixed: Room) -> None:
    """Modern #secret-channel-mode."""
    mixed.say("ann", "MODE #tea +s", "RENAME #tea #coffee")
    mixed.say("far", "JOIN #tea")
    assert ("JOIN", "#tea") in mixed.replies("far")


@pytest.mark.parametrize(
    ("nick", "line", "reply"),
    [
        ("ann", "RENAME #none #x", ("403", "#none", "No such channel")),
        ("far", "RENAME #tea #x", ("442", "#tea", "You're not on that channel")),
        ("old", "RENAME #tea #x", ("482", "#tea", "You're not channel operator")),
        ("ann", "RENAME #tea tea", ("403", "tea", "No such channel")),
        ("ann", "RENAME #tea #a:b", ("476", "#a:b", "Bad channel name: it holds a character that names cannot have")),
        ("ann", "RENAME #tea :", ("476", "*", "Bad channel name: it is empty")),
        ("ann", "RENAME #tea #" + "x" * CHANNEL_LENGTH, ("476", "#" + "x" * CHANNEL_LENGTH, "Bad channel name: it is too long")),
        ("ann", "RENAME #tea #MILK", ("FAIL", "RENAME", "CHANNEL_NAME_IN_USE", "#tea", "#MILK", "The channel name is already taken")),
        ("ann", "RENAME #TEA #tea", ("FAIL", "RENAME", "CANNOT_RENAME", "#tea", "#tea", "The channel has this name already")),
    ],
)
def test_what_cannot_be_renamed_is_not(mixed: Room, nick: str, line: str, reply: tuple[str, ...]) -> None:
    """IRCv3 channel-rename, Errors; "existing error numerics … SHOULD be used instead" where there are any."""
    mixed.join("milkman", channel="#milk")
    mixed.say(nick, line)
    assert mixed.replies(nick) == [reply]
    assert mixed.got("new") == []


def test_a_channel_is_not_renamed_again_and_again(mixed: Room) -> None:
    """IRCv3 channel-rename, Security Considerations: "a per-channel cooldown system using appropriate error responses"."""
    mixed.say("far", "OPER host secret")
    mixed.say("ann", "RENAME #tea #coffee")
    mixed.wait(RENAME_SECONDS - 0.5)
    mixed.clear()
    mixed.say("ann", "RENAME #coffee #cocoa")
    text = "The channel has been renamed recently: try again in 1 seconds"
    assert mixed.replies("ann") == [("FAIL", "RENAME", "CANNOT_RENAME", "#coffee", "#cocoa", text)]
    mixed.say("far", "RENAME #coffee #milk :because")
    assert mixed.replies("far") == [("RENAME", "#coffee", "#milk", "because")], "an operator of the room, from outside"
    mixed.wait(RENAME_SECONDS)
    mixed.clear()
    mixed.say("ann", "RENAME #milk #cocoa")
    assert mixed.numerics("ann") == ["RENAME"]


def test_an_operator_of_the_room_who_knows_no_renames_is_not_moved(mixed: Room) -> None:
    """Who is not in it has nothing to part from."""
    mixed.join("host")
    mixed.say("host", "OPER host secret")
    mixed.clear()
    mixed.say("host", "RENAME #tea #coffee")
    assert mixed.got("host") == []


def test_the_longest_names_and_a_long_reason_fit_a_line(room: Room) -> None:
    """RFC 2812 2.3; the reason gives way, as with KICK."""
    before, after = f"#{'a' * 6}{'나' * 31}", f"#{'b' * 6}{'다' * 31}"
    room.join(LONG, caps=CAP, channel=before)
    room.say(LONG, f"RENAME {before} {after} :{'x' * 160}")
    assert room.replies(LONG) == [("RENAME", before, after, "x" * RENAME_BYTES)]


def test_the_answer_bears_the_label(room: Room) -> None:
    """IRCv3 labeled-response: one line, or one batch for who is moved."""
    room.join("ann", caps=f"{CAP} batch labeled-response", channel="#tea")
    room.say("ann", "@label=a RENAME #tea #coffee", f"CAP REQ :-{CAP}", "OPER host secret", "@label=b RENAME #coffee #milk")
    first, *_ = messages = room.messages("ann")
    assert (first.command, first.tags) == ("RENAME", {"label": "a"})
    assert [m.command for m in messages if m.tags.get("batch")] == ["PART", "JOIN", "353", "366"]
