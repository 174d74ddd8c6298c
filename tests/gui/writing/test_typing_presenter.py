"""Who is typing, told and shown."""

import pytest

from desktop_chat.core.client.events import MemberQuit, TypingTold
from desktop_chat.gui.writing.typing_presenter import typing_sentence
from tests.support.view import Seat, in_two_channels, talk


@pytest.fixture
def seat() -> Seat:
    """Return ann, in #tea with bob and in #coffee with bob and carol, the latter open."""
    return in_two_channels()


def told(seat: Seat) -> list[tuple[str, ...]]:
    """Return what others were told."""
    return [command for command in seat.chat.commands if "TAGMSG" in command]


def test_others_are_told_of_the_open_conversation(seat: Seat) -> None:
    """IRCv3 typing, Format; a command is nobody's business."""
    seat.room.typing.write("/msg bob x")
    assert told(seat) == []
    seat.room.typing.write("h")
    assert told(seat) == [("@+typing=active", "TAGMSG", "#coffee")]


def test_nobody_is_told_while_the_link_is_away(seat: Seat) -> None:
    """Nor is it sent later."""
    seat.room.lose()
    seat.room.typing.write("h")
    seat.room.typing.rest()
    assert told(seat) == []


def test_who_types_here_is_shown_until_it_is_said(seat: Seat) -> None:
    """In the open conversation only."""
    seat.hear(TypingTold("#coffee", "carol", "active"), TypingTold("#tea", "bob", "active"))
    assert seat.view.typing == "carol is typing…"
    seat.hear(talk("#coffee", "carol", "hi"))
    assert seat.view.typing == ""
    seat.room.choose("#tea")
    assert seat.view.typing == "bob is typing…"
    seat.hear(MemberQuit("bob", ""))
    assert seat.view.typing == ""


@pytest.mark.parametrize(
    ("nicks", "sentence"),
    [
        ((), ""),
        (("가람",), "가람 is typing…"),
        (("가람", "bob"), "가람 and bob are typing…"),
        (("a", "b", "c"), "Several people are typing…"),
    ],
)
def test_one_two_or_several(nicks: tuple[str, ...], sentence: str) -> None:
    """Two are named."""
    assert typing_sentence(nicks) == sentence
