"""The limits hold what they promise: the longest text beside the longest names still fits a line."""

import pytest

from desktop_chat.core.server.commands.metadata import KEYS_PER_LINE
from desktop_chat.core.wire import limits
from desktop_chat.core.wire.linebuffer import TEXT_BYTES, LineBuffer
from desktop_chat.core.wire.masks import normalise_mask
from desktop_chat.core.wire.message import Message, encode
from desktop_chat.core.wire.names import channel_problem, nick_problem

NICK = "가" * limits.NICK_LENGTH
CHANNEL = "#" + "a" * 6 + "가" * 31
SERVER = "s" * limits.HOST_LENGTH
SOURCE = f"{NICK}!{'u' * limits.USER_LENGTH}@{'h' * limits.HOST_LENGTH}"
KEY = "k" * limits.METADATA_KEY_BYTES


def text(max_bytes: int) -> str:
    """Return a text of exactly this many bytes."""
    return "x" * max_bytes


def test_the_longest_names_are_names() -> None:
    """What the lines below are made of can really come."""
    assert nick_problem(NICK) is None
    assert channel_problem(CHANNEL) is None
    assert len(NICK.encode()) == limits.NICK_BYTES
    assert len(CHANNEL.encode()) == limits.CHANNEL_BYTES
    assert len(f":{SOURCE} ".encode()) == limits.SOURCE_BYTES


@pytest.mark.parametrize(
    "message",
    [
        Message("TOPIC", (CHANNEL, text(limits.TOPIC_BYTES - 1) + " "), SOURCE),
        Message("KICK", (CHANNEL, NICK, text(limits.KICK_BYTES - 1) + " "), SOURCE),
        Message("RENAME", (CHANNEL, CHANNEL, text(limits.RENAME_BYTES - 1) + " "), SOURCE),
        Message("PART", (CHANNEL, text(limits.QUIT_BYTES - 1) + " "), SOURCE),
        Message("367", (NICK, CHANNEL, text(limits.MASK_BYTES), NICK, "1700000000"), SERVER),
        Message("301", (NICK, NICK, text(limits.AWAY_BYTES - 1) + " "), SERVER),
        Message("761", (NICK, CHANNEL, KEY, "*", text(limits.METADATA_VALUE_BYTES - 1) + " "), SERVER),
    ],
    ids=lambda message: message.command,
)
def test_the_longest_text_fills_its_line_exactly(message: Message) -> None:
    """RFC 2812 2.3: 512 bytes; a byte more would not fit, a byte less would be given away."""
    assert len(encode(message)) == limits.MESSAGE_BYTES


@pytest.mark.parametrize(
    "message",
    [
        Message("QUIT", (text(limits.QUIT_BYTES - 1) + " ",), SOURCE),
        Message("NICK", (NICK,), SOURCE),
        Message("INVITE", (NICK, CHANNEL), SOURCE),
        Message("MODE", (CHANNEL, "+k", text(limits.KEY_BYTES)), SOURCE),
        Message("MODE", (CHANNEL, "+b", text(limits.MASK_BYTES)), SOURCE),
        Message(
            "311", (NICK, NICK, "u" * limits.USER_LENGTH, "h" * limits.HOST_LENGTH, "*", text(limits.REALNAME_BYTES - 1) + " "), SERVER
        ),
        Message("SETNAME", (text(limits.REALNAME_BYTES - 1) + " ",), SOURCE),
        Message("AWAY", (text(limits.AWAY_BYTES - 1) + " ",), SOURCE),
        Message("CHGHOST", ("u" * limits.USER_LENGTH, "h" * limits.HOST_LENGTH), SOURCE),
        Message("METADATA", (CHANNEL, KEY, "*", text(limits.METADATA_VALUE_BYTES - 1) + " "), SERVER),
        Message("770", (NICK, *[KEY] * KEYS_PER_LINE), SERVER),
        Message("353", (NICK, "=", CHANNEL, "@" + SOURCE + " "), SERVER),
    ],
    ids=lambda message: message.command,
)
def test_the_longest_names_fit_every_line_that_carries_them(message: Message) -> None:
    """RFC 2812 2.3."""
    assert len(encode(message)) <= limits.MESSAGE_BYTES


def test_the_longest_nick_and_the_longest_host_can_be_banned() -> None:
    """Each alone: a mask of both at their longest would fit no line."""
    assert len(normalise_mask(NICK).encode()) <= limits.MASK_BYTES
    assert len(normalise_mask("@" + "h" * limits.HOST_LENGTH).encode()) <= limits.MASK_BYTES


def test_tags_from_a_client_fit_beside_those_of_the_server() -> None:
    """IRCv3 message-tags, Size limit: 4094 bytes of each, `@`, `;` and a space make 8191."""
    assert len("@") + 4094 + len(";") + (limits.CLIENT_TAGS_BYTES - len("@ ")) + len(" ") == limits.TAGS_BYTES
    line = b"@" + b"a" * 4094 + b";" + b"b" * 4094 + b" PING " + b"c" * (TEXT_BYTES - len("PING "))
    assert LineBuffer(tags_bytes=limits.TAGS_BYTES).feed(line + b"\r\n") == [line]
