"""In which colour somebody is shown: the nearest of ours to the one they chose, else that of their name."""

import pytest

from desktop_chat.core.client.events import NickChanged, ProfileChanged
from desktop_chat.gui.faces import nearest_face
from desktop_chat.gui.look.palette import FACES
from desktop_chat.gui.people import colour_of
from tests.support.view import in_two_channels, talk

PINK = 1


@pytest.mark.parametrize(("colour", "face"), [(FACES[PINK], PINK), ("b8437d", PINK), ("#FF0000", 5), ("#00ff00", 6), ("#4080ff", 0)])
def test_any_colour_has_a_nearest_one_that_can_be_read(colour: str, face: int) -> None:
    """Contrast is kept by choosing from our own."""
    assert nearest_face(colour) == face


@pytest.mark.parametrize("colour", ["", "#fff", "red", "#12345g", "#1234567", "#+12345"])
def test_what_is_no_colour_is_none(colour: str) -> None:
    """It comes from the network."""
    assert nearest_face(colour) is None


def test_lists_and_timeline_show_the_colour_that_somebody_chose() -> None:
    """What stands there changes with it; the place does not. Taken back, it is that of the name again."""
    seat = in_two_channels()
    seat.hear(talk("#coffee", "bob", "hi", key="1"))
    usual = colour_of("bob")
    assert (seat.view.rows[-1].colour, usual != PINK) == (usual, True)
    drawn = seat.view.drawn
    seat.hear(
        ProfileChanged("Bob", "color", FACES[PINK]),
        ProfileChanged("bob", "status", "회의 중"),
        ProfileChanged("bob", "display-name", "Bob K"),
    )
    assert (seat.view.rows[-1].colour, seat.view.drawn) == (PINK, drawn)
    assert [(row.colour, row.status) for row in seat.view.members if row.nick == "bob"] == [(PINK, "Bob K · 회의 중")]
    seat.hear(talk("#coffee", "bob", "again", key="2"))
    assert [row.colour for row in seat.view.rows if row.sender == "bob"] == [PINK, PINK]
    seat.room.choose("#tea")
    seat.room.choose("#coffee")
    assert [row.colour for row in seat.view.rows if row.sender == "bob"] == [PINK, PINK]
    seat.hear(ProfileChanged("bob", "color", ""))
    assert [row.colour for row in seat.view.rows if row.sender == "bob"] == [usual, usual]


def test_ones_own_face_has_the_colour_too() -> None:
    """Also under another name."""
    seat = in_two_channels()
    seat.hear(ProfileChanged("ann", "color", FACES[PINK]), NickChanged("ann", "anna", mine=True))
    assert seat.view.room is not None
    assert (seat.view.room.nick, seat.view.room.colour) == ("anna", PINK)
