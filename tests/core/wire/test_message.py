"""`parse` and `encode`: bytes to values and back, to the letter of Modern and IRCv3 message-tags."""

import tomllib
from pathlib import Path
from typing import TypedDict

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop_chat.core.wire.errors import PeerError, UsageError
from desktop_chat.core.wire.message import Message, encode, encode_tags, escape_tag_value, parse, parse_tags, unescape_tag_value

DATA = Path(__file__).parent / "data"


class Split(TypedDict, total=False):
    """A line of the public corpus, and what it means."""

    input: str
    verb: str
    source: str
    params: list[str]
    tags: dict[str, str]


class Join(TypedDict, total=False):
    """A message of the public corpus, and the lines that say it."""

    desc: str
    verb: str
    source: str
    params: list[str]
    tags: dict[str, str]
    matches: list[str]


SPLITS: list[Split] = tomllib.loads((DATA / "msg_split.toml").read_text("utf-8"))["tests"]
JOINS: list[Join] = tomllib.loads((DATA / "msg_join.toml").read_text("utf-8"))["tests"]


def message_of(case: Split | Join) -> Message:
    """Return the message that a case of the corpus speaks of."""
    return Message(case["verb"].upper(), tuple(case.get("params", ())), case.get("source"), case.get("tags", {}))


@pytest.mark.parametrize("case", SPLITS, ids=lambda case: case["input"])
def test_the_public_corpus_of_lines_is_understood(case: Split) -> None:
    """IRC parser tests, msg-split."""
    assert parse(case["input"].encode()) == message_of(case)


@pytest.mark.parametrize("case", JOINS, ids=lambda case: case["desc"])
def test_the_public_corpus_of_messages_is_written_in_one_of_its_forms(case: Join) -> None:
    """IRC parser tests, msg-join."""
    message = message_of(case)
    forms = [parse(form.encode()) for form in case["matches"]]
    assert encode(message).endswith(b"\r\n")
    assert parse(encode(message)[:-2]) in forms


@pytest.mark.parametrize(
    ("line", "params"),
    [
        (":irc.example.com CAP * LIST :", ("*", "LIST", "")),
        ("CAP * LS :multi-prefix sasl", ("*", "LS", "multi-prefix sasl")),
        ("CAP REQ :sasl message-tags foo", ("REQ", "sasl message-tags foo")),
        (":dan!d@localhost PRIVMSG #chan :Hey!", ("#chan", "Hey!")),
        (":dan!d@localhost PRIVMSG #chan Hey!", ("#chan", "Hey!")),
        (":dan!d@localhost PRIVMSG #chan ::-)", ("#chan", ":-)")),
    ],
)
def test_the_examples_of_modern_mean_what_it_says(line: str, params: tuple[str, ...]) -> None:
    """Modern #parameters."""
    assert parse(line.encode()).params == params


def test_any_number_of_parameters_is_read() -> None:
    """Modern #parameters: clients MUST parse incoming messages with any number of parameters."""
    words = tuple(f"w{number}" for number in range(40))
    assert parse(b"005 " + " ".join(words).encode() + b" :the end").params == (*words, "the end")


def test_the_command_is_in_upper_case_whoever_wrote_it() -> None:
    """RFC 2812 2.3.1 has no case for commands; clients type them in any."""
    assert parse(b"privMsg #tea hi").command == "PRIVMSG"


def test_an_empty_source_is_no_source() -> None:
    """A line begins with `:` and a space: nobody is named."""
    assert parse(b": PING a") == Message("PING", ("a",))


def test_tags_in_front_of_many_spaces_are_read() -> None:
    """Modern #message-format: the parts are separated by one or more spaces."""
    assert parse("@a=1   :ann   PRIVMSG   #가람   :  안녕  ".encode()) == Message("PRIVMSG", ("#가람", "  안녕  "), "ann", {"a": "1"})


def test_an_empty_tag_section_has_no_tags() -> None:
    """A stray `@` or `;` names no tag."""
    assert parse(b"@ PING a") == parse(b"@;;=x; PING a") == Message("PING", ("a",))


def test_tags_cannot_be_changed() -> None:
    """A message is shared by all who get it."""
    with pytest.raises(TypeError):
        parse(b"@a=1 PING a").tags["a"] = "2"  # type: ignore[index]


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b" ",
        b":",
        b":ann",
        b":ann ",
        b"@a",
        b"@a=1 ",
        b" :PING a",
        b"12 a",
        b"1234 a",
        b"PI-NG a",
        "ＰＩＮＧ a".encode(),
        "안녕 a".encode(),
        "１２３ a".encode(),
    ],
)
def test_a_line_without_a_proper_command_is_refused(line: bytes) -> None:
    """Modern #command: `letter* / 3digit`, in ASCII."""
    with pytest.raises(PeerError, match="no proper command") as refusal:
        parse(line)
    assert refusal.value.code == "BAD_MESSAGE"


def test_a_command_that_cannot_be_is_read_as_one_that_is_not_there() -> None:
    """Modern #errunknowncommand-421 names it."""
    assert parse(b"NO_such_thing a").command == "NO_SUCH_THING"


@pytest.mark.parametrize("stray", [b"\0", b"\r", b"\n"])
@pytest.mark.parametrize("line", [b"PRIVMSG #tea :a%sb", b"PRIVMSG #te%sa :ab", b":an%sn PING a", b"@a=b%sc PING a", b"PING a%s"])
def test_a_nul_or_bare_cr_is_refused_wherever_it_stands(line: bytes, stray: bytes) -> None:
    """RFC 2812 2.3.1: no message holds NUL, CR or LF; none ever reaches another client."""
    with pytest.raises(PeerError, match="NUL, CR or LF") as refusal:
        parse(line % stray)
    assert refusal.value.code == "BAD_MESSAGE"


@pytest.mark.parametrize("bad", [b"\xff", b"\xea\xb0", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf5\x80\x80\x80"])
@pytest.mark.parametrize("line", [b"PRIVMSG #tea :%s", b"@a=%s PING a", b":%s PING a", b"%s"])
def test_what_is_not_utf8_is_refused_wherever_it_stands(line: bytes, bad: bytes) -> None:
    """ISUPPORT UTF8ONLY: also cut characters, overlong forms, halves of a pair."""
    with pytest.raises(PeerError, match="UTF-8 only") as refusal:
        parse(line % bad)
    assert refusal.value.code == "INVALID_UTF8"


ESCAPED_BYTES = [(";", "\\:"), (" ", "\\s"), ("\\", "\\\\"), ("\r", "\\r"), ("\n", "\\n"), ("가:s", "가:s")]


@pytest.mark.parametrize(("value", "escaped"), ESCAPED_BYTES)
def test_a_tag_value_is_escaped_by_the_table(value: str, escaped: str) -> None:
    """IRCv3 message-tags, Escaping values."""
    assert escape_tag_value(value) == escaped
    assert unescape_tag_value(escaped) == value


@pytest.mark.parametrize(
    ("escaped", "value"), [("test\\", "test"), ("\\b", "b"), ("a\\\\", "a\\"), ("\\\\:", "\\:"), ("\\", ""), ("\\가", "가")]
)
def test_a_lone_or_needless_backslash_is_dropped(escaped: str, value: str) -> None:
    r"""IRCv3 message-tags, Escaping values: `test\` is `test`, `\b` is `b`."""
    assert unescape_tag_value(escaped) == value


def test_of_a_tag_that_stands_twice_the_last_counts() -> None:
    """IRCv3 message-tags, Format: disregard all but the final occurrence."""
    assert parse_tags("a=1;b;a=2;b=") == {"a": "2", "b": ""}


def test_tag_names_are_opaque_and_keep_their_case() -> None:
    """IRCv3 message-tags, Format: case-sensitive, and no name makes a message be rejected."""
    assert parse("@A=1;a=2;+example.com/가=x=y PING a".encode()).tags == {"A": "1", "a": "2", "+example.com/가": "x=y"}


def test_a_tag_without_value_is_sent_without_a_sign() -> None:
    """IRCv3 message-tags, Format: missing values are never made empty ones, which are longer."""
    assert encode_tags({"a": "", "b": "c d"}) == b"@a;b=c\\sd "
    assert encode_tags({}) == b""


@pytest.mark.parametrize("command", ["PRIVMSG", "NOTICE"])
def test_a_text_has_its_colon_even_if_it_is_one_word(command: str) -> None:
    """Modern #parameters: optional there; simple bots look for it."""
    assert encode(Message(command, ("#tea", "hi"))) == f"{command} #tea :hi\r\n".encode()


@pytest.mark.parametrize(
    ("message", "line"),
    [
        (Message("PING", ("a",)), b"PING a\r\n"),
        (Message("TOPIC", ("#tea", "")), b"TOPIC #tea :\r\n"),
        (Message("TOPIC", ("#tea", ":)")), b"TOPIC #tea ::)\r\n"),
        (Message("TOPIC", ("#tea", "a b")), b"TOPIC #tea :a b\r\n"),
        (Message("QUIT", (), "ann!~ann@10.0.0.7"), b":ann!~ann@10.0.0.7 QUIT\r\n"),
        (Message("TAGMSG", ("#tea",), "ann", {"+typing": "active"}), b"@+typing=active :ann TAGMSG #tea\r\n"),
        (Message("001", ("ann", "Welcome"), "desktop.chat"), b":desktop.chat 001 ann Welcome\r\n"),
    ],
)
def test_a_message_is_written_in_its_shortest_form(message: Message, line: bytes) -> None:
    """Modern #parameters: a colon only where the last parameter needs one."""
    assert encode(message) == line


NOT_SENDABLE = [
    Message(""),
    Message("PI NG"),
    Message("PI-NG"),
    Message("42"),
    Message("PING", ("a b", "c")),
    Message("PING", ("", "c")),
    Message("PING", (":a", "c")),
    Message("PING", ("a\r\nQUIT",)),
    Message("PING", ("a\0",)),
    Message("PING", ("a\ud800",)),
    Message("PING", ("a\nb", "c")),
    Message("PING", tuple("abcdefghijklmnop")),
    Message("PING", ("a",), ""),
    Message("PING", ("a",), "ann b"),
    Message("PING", ("a",), "ann\r"),
    Message("PING", ("a",), None, {"": "x"}),
    Message("PING", ("a",), None, {"a b": "x"}),
    Message("PING", ("a",), None, {"a=": "x"}),
    Message("PING", ("a",), None, {"a;b": "x"}),
    Message("PING", ("a",), None, {"a\n": "x"}),
    Message("PING", ("a",), None, {"a": "x\0"}),
    Message("PING", ("a",), None, {"a": "\udfff"}),
]


@pytest.mark.parametrize("message", NOT_SENDABLE, ids=repr)
def test_what_cannot_stand_on_the_wire_is_our_own_mistake(message: Message) -> None:
    """RFC 2812 2.3.1; PARAMS: old clients read 15 parameters at most. No text of ours can end its line early."""
    with pytest.raises(UsageError):
        encode(message)


CHARACTERS = st.characters(exclude_characters="\0\r\n", exclude_categories=["Cs"])
WORDS = st.text(CHARACTERS.filter(lambda char: char != " "), min_size=1, max_size=12)
MIDDLES = WORDS.filter(lambda word: not word.startswith(":"))
TAG_NAMES = st.text(CHARACTERS.filter(lambda char: char not in " ;="), min_size=1, max_size=8)
TAG_VALUES = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=12)
PARAMS = st.one_of(
    st.just(()),
    st.tuples(st.lists(MIDDLES, max_size=14), st.text(CHARACTERS, max_size=20)).map(lambda parts: (*parts[0], parts[1])),
)
MESSAGES = st.builds(
    Message,
    st.one_of(st.from_regex(r"[A-Z]{1,12}", fullmatch=True), st.from_regex(r"[0-9]{3}", fullmatch=True)),
    PARAMS,
    st.one_of(st.none(), WORDS),
    st.dictionaries(TAG_NAMES, TAG_VALUES, max_size=4),
)


@given(MESSAGES)
@example(Message("PRIVMSG", ("#가람", ""), "ann", {"+a": "\\s; \r\n\\"}))
def test_a_message_survives_the_wire(message: Message) -> None:
    """Written and read again it is the same, whatever it says."""
    line = encode(message)
    assert b"\n" not in line[:-2]
    assert parse(line.removesuffix(b"\r\n")) == message


@given(st.one_of(st.binary(max_size=600), st.text("@:; =\\ab가\r\n\0", max_size=60).map(str.encode)))
@example(b"\xff")
def test_no_bytes_raise_anything_but_a_peers_mistake(line: bytes) -> None:
    """Nothing that arrives raises past the border; what is read is written and read again as the same."""
    try:
        message = parse(line)
    except PeerError:
        return
    if len(message.params) <= 15:
        assert parse(encode(message).removesuffix(b"\r\n")) == message


@given(TAG_VALUES)
def test_a_tag_value_survives_its_escaping(value: str) -> None:
    """IRCv3 message-tags, Escaping values: nothing is lost, and nothing left that ends a tag or a line."""
    escaped = escape_tag_value(value)
    assert not set("; \r\n") & set(escaped)
    assert unescape_tag_value(escaped) == value
