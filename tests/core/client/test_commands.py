"""What a person types, as lines for the host."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.core.client.commands import INPUT_COMMANDS, InputProblem, Refused, Typed, parse_input, sendable
from desktop_chat.core.client.features import Features, features_of
from desktop_chat.core.wire.limits import MESSAGE_BYTES
from desktop_chat.core.wire.message import FORBIDDEN, Message, encode

IN_TEA = Typed("#tea", "ann")
WITH_BOB = Typed("bob", "ann")
NOWHERE = Typed("", "ann")
LONGEST_NICK = "가" * 32


def lines(typed: Typed, text: str) -> list[str]:
    """Return what goes out, as text; nothing may be refused."""
    made = parse_input(typed, text)
    assert isinstance(made, list), made
    return [encode(message).decode().removesuffix("\r\n") for message in made]


def said(typed: Typed, text: str) -> list[str]:
    """Return the texts of the messages that go out."""
    return [line.partition(" :")[2] for line in lines(typed, text)]


def test_plain_text_goes_to_what_is_open() -> None:
    """Modern #privmsg-message."""
    assert lines(IN_TEA, "안녕 all") == ["PRIVMSG #tea :안녕 all"]
    assert lines(WITH_BOB, "hi") == ["PRIVMSG bob :hi"]


@pytest.mark.parametrize("text", ["", "   ", "\n\n", "\r\n \t", "\0\ud800"])
def test_of_nothing_comes_nothing(text: str) -> None:
    """Enter in an empty line is no mistake."""
    assert lines(IN_TEA, text) == []


def test_text_needs_somewhere_to_go() -> None:
    """Before any channel is open."""
    assert parse_input(NOWHERE, "hi") == Refused(InputProblem.NO_CONVERSATION, "")
    assert parse_input(NOWHERE, "/me waves") == Refused(InputProblem.NO_CONVERSATION, "")


def test_two_strokes_begin_a_text_with_one() -> None:
    """The only way to say `/join` to somebody."""
    assert said(IN_TEA, "//join is a command") == ["/join is a command"]


def test_lines_go_one_by_one_and_empty_ones_not_at_all() -> None:
    """RFC 2812 2.3: a message is one line; Modern #errnotexttosend-412: and not empty."""
    assert said(IN_TEA, "one\r\ntwo\n\n  \n/three\n") == ["one", "two", "/three"]


def test_what_no_line_can_hold_becomes_a_space() -> None:
    """RFC 2812 2.3.1: NUL and CR; a half of a character that UTF-8 cannot say."""
    assert said(IN_TEA, "a\0b\rc\ud83dd") == ["a b c d"]
    assert lines(IN_TEA, "/topic line one\nline two") == ["TOPIC #tea :line one line two"]


@pytest.mark.parametrize("text", ["/", "/ hello", "/fly away", "/join\n#tea"])
def test_an_unknown_command_is_said_as_it_was_typed(text: str) -> None:
    """It is not sent as text: it may hold a password."""
    assert parse_input(IN_TEA, text) == Refused(InputProblem.UNKNOWN_COMMAND, text.partition(" ")[0])


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("/away", "AWAY"),
        ("/AWAY out to  lunch ", "AWAY :out to  lunch"),
        ("/ban eve!*@*", "MODE #tea +b eve!*@*"),
        ("/unban #cha eve!*@*", "MODE #cha -b eve!*@*"),
        ("/op bob cem", "MODE #tea +oo bob cem"),
        ("/deop bob", "MODE #tea -o bob"),
        ("/voice #cha bob", "MODE #cha +v bob"),
        ("/devoice bob", "MODE #tea -v bob"),
        ("/invite bob", "INVITE bob #tea"),
        ("/invite bob  #cha", "INVITE bob #cha"),
        ("/join #cha", "JOIN #cha"),
        ("/join cha", "JOIN #cha"),
        ("/Join &cha  key", "JOIN &cha key"),
        ("/kick bob", "KICK #tea bob"),
        ("/kick #cha bob enough is enough", "KICK #cha bob :enough is enough"),
        ("/list", "LIST"),
        ("/list #t* more", "LIST #t*"),
        ("/me waves", "PRIVMSG #tea :\x01ACTION waves\x01"),
        ("/mode", "MODE #tea"),
        ("/mode +k  secret", "MODE #tea +k secret"),
        ("/mode #cha +i", "MODE #cha +i"),
        ("/mode ANN +i", "MODE ANN +i"),
        ("/motd", "MOTD"),
        ("/msg bob hello there", "PRIVMSG bob :hello there"),
        ("/names", "NAMES #tea"),
        ("/nick 가람", "NICK 가람"),
        ("/notice #cha hello", "NOTICE #cha :hello"),
        ("/part", "PART #tea"),
        ("/part #cha see you", "PART #cha :see you"),
        ("/part see you", "PART #tea :see you"),
        ("/quit", "QUIT"),
        ("/quit good night", "QUIT :good night"),
        ("/raw privmsg #tea,bob :hi all", "PRIVMSG #tea,bob :hi all"),
        ("/topic", "TOPIC #tea"),
        ("/topic #cha Green", "TOPIC #cha Green"),
        ("/who #tea", "WHO #tea"),
        ("/whois bob and more", "WHOIS bob"),
    ],
)
def test_a_command_becomes_a_line(text: str, line: str) -> None:
    """Modern #client-messages; in any case, for the open channel unless another is named."""
    assert lines(IN_TEA, text) == [line]


@pytest.mark.parametrize(
    "text",
    [
        "/ban",
        "/op #cha",
        "/invite",
        "/join",
        "/kick",
        "/kick #cha",
        "/me",
        "/msg",
        "/msg bob",
        "/notice bob  ",
        "/nick",
        "/raw",
        "/who",
        "/whois",
    ],
)
def test_what_misses_a_word_is_answered_by_how_it_goes(text: str) -> None:
    """The form of the command, not an error of the host."""
    name = text.split(maxsplit=1)[0].removeprefix("/")
    assert parse_input(IN_TEA, text) == Refused(InputProblem.MISSING_WORDS, INPUT_COMMANDS[name].form)


@pytest.mark.parametrize("text", ["/topic new", "/part", "/names", "/op cem", "/mode +i"])
def test_a_command_for_channels_says_where_it_is_not_in_one(text: str) -> None:
    """Between two people there is no topic."""
    assert parse_input(WITH_BOB, text) == Refused(InputProblem.NOT_A_CHANNEL, "bob")
    assert parse_input(NOWHERE, text) == Refused(InputProblem.NOT_A_CHANNEL, "")


def test_nobody_is_invited_or_kicked_without_a_channel() -> None:
    """And not into the open one, if another place is named."""
    assert parse_input(WITH_BOB, "/invite cem") == Refused(InputProblem.MISSING_WORDS, INPUT_COMMANDS["invite"].form)
    assert parse_input(WITH_BOB, "/kick cem") == Refused(InputProblem.MISSING_WORDS, INPUT_COMMANDS["kick"].form)
    assert parse_input(IN_TEA, "/invite cem cha") == Refused(InputProblem.NOT_A_CHANNEL, "cha")


@pytest.mark.parametrize("text", ["/msg :bob hi", "/kick :bob bye", "/raw @a", "/raw 12 x", "/raw ::", "/raw x" + " y" * 16])
def test_what_cannot_stand_on_the_wire_is_said(text: str) -> None:
    """RFC 2812 2.3.1: no name begins with a colon, there is a command, and at most 15 parameters."""
    made = parse_input(IN_TEA, text)
    assert isinstance(made, Refused)
    assert made.problem is InputProblem.NOT_SENDABLE
    assert made.subject in text


@pytest.mark.parametrize("text", ["/topic " + "가" * 167, "/nick " + "a" * 506, "/raw PRIVMSG #tea :" + "a" * 497])
def test_what_must_be_one_line_is_not_cut(text: str) -> None:
    """RFC 2812 2.3: 512 bytes; PROTOCOL, Transport: "What a person writes is never cut"."""
    assert parse_input(IN_TEA, text) == Refused(InputProblem.TOO_LONG, text)
    assert len(lines(IN_TEA, text[:-1])) == 1


def test_a_target_that_leaves_no_room_for_a_text_is_too_long() -> None:
    """Splitting would make confetti."""
    assert parse_input(IN_TEA, f"/msg {'b' * 400} hi") == Refused(InputProblem.TOO_LONG, "b" * 400)


def test_tags_have_a_limit_of_their_own() -> None:
    """IRCv3 message-tags, Size limit: "4094 bytes of tag data", beside the 512 bytes of the message."""
    for size, fits in ((4094, True), (4095, False)):
        message = Message("EDIT", ("#tea",), tags={"draft/edit-text": "x" * (size - len("draft/edit-text="))})
        assert sendable([message], "edit") == ([message] if fits else Refused(InputProblem.TOO_LONG, "edit"))


@pytest.mark.parametrize(
    ("tokens", "sizes"), [({}, [3] * 6), ({"MODES": "1"}, [1] * 18), ({"MODES": "4"}, [4, 4, 4, 4, 2]), ({"MODES": "20"}, [13, 5])]
)
def test_as_many_modes_go_into_a_line_as_the_host_allows(tokens: dict[str, str], sizes: list[int]) -> None:
    """Modern #modes-parameter; never more than a line has parameters."""
    made = parse_input(Typed("#tea", "ann", features_of(tokens)), "/op " + " ".join(f"m{number}" for number in range(18)))
    assert isinstance(made, list)
    assert [message.params[1] for message in made] == ["+" + "o" * size for size in sizes]
    assert [nick for message in made for nick in message.params[2:]] == [f"m{number}" for number in range(18)]


def test_a_host_without_kinds_of_channels_gets_the_usual_one() -> None:
    """Modern #chantypes-parameter: an empty value means that there are none; the host says so better than we."""
    assert lines(Typed("", "ann", Features(channel_types="")), "/join tea") == ["JOIN #tea"]


def test_a_long_action_is_several_actions() -> None:
    """Modern ctcp: each message is delimited by itself."""
    texts = said(IN_TEA, "/me " + "waves " * 200)
    assert len(texts) > 1
    assert all(text.startswith("\x01ACTION ") and text.endswith("\x01") for text in texts)
    assert " ".join(text.removeprefix("\x01ACTION ").removesuffix("\x01") for text in texts).split() == ["waves"] * 200


TEXTS = st.one_of(st.text(max_size=900), st.text("a 가👨\u200d\n/", max_size=900), st.text("가", min_size=100, max_size=900))
NICKS = st.sampled_from(["ann", LONGEST_NICK])


@given(TEXTS, NICKS)
def test_nothing_of_a_text_is_lost_and_every_line_fits_as_others_get_it(text: str, nick: str) -> None:
    """RFC 2812 2.3: 512 bytes with the sender's whole name before it."""
    typed = Typed(LONGEST_NICK, nick)
    made = parse_input(typed, f".{text}")
    assert isinstance(made, list)
    source = f"{nick}!{'u' * typed.features.user_length}@{'h' * typed.features.host_length}"
    assert max(len(encode(message._replace(source=source))) for message in made) <= MESSAGE_BYTES
    assert "".join("".join(message.params[1] for message in made).split()) == "".join(FORBIDDEN.sub(" ", f".{text}").split())


@given(st.sampled_from(sorted(INPUT_COMMANDS)), TEXTS, st.sampled_from(["", "bob", "#tea"]), NICKS)
def test_whatever_is_typed_can_be_sent_or_is_refused(name: str, rest: str, conversation: str, nick: str) -> None:
    """Nothing raises, and no line is longer than the host reads."""
    made = parse_input(Typed(conversation, nick), f"/{name} {rest}")
    sent = made if isinstance(made, list) else []
    assert all(len(encode(message)) <= MESSAGE_BYTES for message in sent)


def test_every_command_is_told_how_it_goes() -> None:
    """`/help` lists the forms."""
    assert [name for name, command in INPUT_COMMANDS.items() if command.form.split(maxsplit=1)[0] != f"/{name}"] == []
