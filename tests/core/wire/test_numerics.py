"""`Numeric`: the field's names for the field's codes."""

import re

import pytest

from desktop_chat.core.wire.message import Message, encode, parse
from desktop_chat.core.wire.numerics import Numeric


def test_every_numeric_is_three_digits_and_of_one_name() -> None:
    """Modern #numerics; two names for one code would be the same member."""
    assert all(re.fullmatch(r"[0-9]{3}", numeric) for numeric in Numeric)
    assert len(Numeric.__members__) == len(set(Numeric))


def test_numerics_stand_in_their_order() -> None:
    """One place for each, easy to find."""
    assert list(Numeric) == sorted(Numeric)


@pytest.mark.parametrize("numeric", Numeric)
def test_a_numerics_name_says_whether_it_is_an_error(numeric: Numeric) -> None:
    """RFC 2812 5: replies are RPL, errors from 400 to 599 are ERR; later extensions mix both."""
    kind = numeric.name.partition("_")[0]
    assert kind == ("ERR" if "400" <= numeric < "600" else "RPL") or (numeric >= "600" and kind in {"RPL", "ERR"})


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("001", "RPL_WELCOME"),
        ("005", "RPL_ISUPPORT"),
        ("263", "RPL_TRYAGAIN"),
        ("301", "RPL_AWAY"),
        ("317", "RPL_WHOISIDLE"),
        ("335", "RPL_WHOISBOT"),
        ("336", "RPL_INVITELIST"),
        ("338", "RPL_WHOISACTUALLY"),
        ("346", "RPL_INVEXLIST"),
        ("353", "RPL_NAMREPLY"),
        ("354", "RPL_WHOSPCRPL"),
        ("366", "RPL_ENDOFNAMES"),
        ("378", "RPL_WHOISHOST"),
        ("417", "ERR_INPUTTOOLONG"),
        ("421", "ERR_UNKNOWNCOMMAND"),
        ("432", "ERR_ERRONEUSNICKNAME"),
        ("433", "ERR_NICKNAMEINUSE"),
        ("462", "ERR_ALREADYREGISTERED"),
        ("524", "ERR_HELPNOTFOUND"),
        ("671", "RPL_WHOISSECURE"),
        ("696", "ERR_INVALIDMODEPARAM"),
        ("706", "RPL_ENDOFHELP"),
        ("734", "ERR_MONLISTFULL"),
        ("903", "RPL_SASLSUCCESS"),
        ("908", "RPL_SASLMECHS"),
    ],
)
def test_a_code_has_the_name_of_the_field(code: str, name: str) -> None:
    """Modern #numerics, IRCv3 monitor and sasl-3.1; also the historical spelling of 432."""
    assert Numeric(code).name == name


def test_a_numeric_is_a_command() -> None:
    """It goes onto the wire and comes back as what it is."""
    line = encode(Message(Numeric.RPL_WELCOME, ("ann", "Hi there"), "desktop.chat"))
    assert line == b":desktop.chat 001 ann :Hi there\r\n"
    assert parse(line[:-2]).command == Numeric.RPL_WELCOME
