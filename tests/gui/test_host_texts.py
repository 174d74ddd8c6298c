"""What a host refuses and informs of, as sentences in the person's language."""

from collections.abc import Iterator

import pytest

from desktop_chat import i18n
from desktop_chat.core.client.events import CommandRefused, ServerSaid
from desktop_chat.core.wire.numerics import Numeric
from desktop_chat.gui.host_texts import INFORMS, REFUSALS, SILENT, host_words, refusal


@pytest.fixture(params=i18n.LANGUAGES, autouse=True)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """Say everything once in each language."""
    i18n.use_language(str(request.param))
    yield str(request.param)
    i18n.use_language("en")


def has_hangul(sentence: str) -> bool:
    """Return whether it is Korean."""
    return any("가" <= char <= "힣" for char in sentence)


@pytest.mark.parametrize("subject", ["", "ann", "bob #tea"])
@pytest.mark.parametrize("code", REFUSALS)
def test_a_refusal_is_said_in_the_language_of_the_reader(code: str, subject: str, language: str) -> None:
    """The host's English is left out; a host that does not say what it is about leaves no hole."""
    sentence = refusal(CommandRefused(code, subject, "THE HOST'S WORDS"))
    assert has_hangul(sentence) == (language == "ko")
    assert "HOST'S" not in sentence
    assert "  " not in sentence


@pytest.mark.parametrize("code", [Numeric.ERR_USERNOTINCHANNEL, Numeric.ERR_USERONCHANNEL])
def test_a_refusal_about_a_nick_and_a_channel_names_the_nick(code: str) -> None:
    """`441 ann bob #tea`: it is read in the channel anyway."""
    sentence = refusal(CommandRefused(code, "bob #tea", "They aren't on that channel"))
    assert "bob" in sentence
    assert "#tea" not in sentence


@pytest.mark.parametrize(("subject", "sentence"), [("#tea", "#tea: is on fire"), ("", "is on fire")])
def test_another_refusal_stays_in_the_words_of_the_host(subject: str, sentence: str) -> None:
    """With what it is about."""
    assert refusal(CommandRefused("599", subject, "is on fire")) == sentence


@pytest.mark.parametrize("params", [(), ("ann",), ("ann", "~a", "host", "*")])
@pytest.mark.parametrize("code", INFORMS)
def test_an_information_is_said_in_the_language_of_the_reader(code: str, params: tuple[str, ...], language: str) -> None:
    """However little the host says."""
    sentence = host_words(ServerSaid(code, "text", params))
    is_told_by_signs = code == Numeric.RPL_WHOISUSER  # A colon and brackets in Korean.
    assert is_told_by_signs or has_hangul(sentence) == (language == "ko")


@pytest.mark.parametrize("code", sorted(SILENT))
def test_what_tells_nothing_is_no_line(code: str) -> None:
    """Greetings, counts, ends of lists."""
    assert host_words(ServerSaid(code, "text", ("a", "b"))) == ""


def test_that_a_host_made_us_operator_is_said_once() -> None:
    """381 says it; the mode that comes with it is no second line."""
    assert host_words(ServerSaid(Numeric.RPL_YOUREOPER, "You are now an IRC operator")) != ""
    assert host_words(ServerSaid("MODE", "+o", ("ann",))) == ""


def test_an_invitation_of_somebody_else_names_all_three(language: str) -> None:
    """IRCv3 invite-notify: who, whom, where to."""
    words = host_words(ServerSaid("INVITE", "#tea", ("carol", "bob")))
    assert words == ("bob invited carol to #tea" if language == "en" else "bob 님이 carol 님을 #tea 채널로 초대했습니다")


def test_anything_else_stays_in_the_words_of_the_host() -> None:
    """All of them."""
    assert host_words(ServerSaid("372", "- be nice")) == "- be nice"
    assert host_words(ServerSaid("CTCP", "1 2", ("bob", "PING"))) == "bob PING 1 2"
