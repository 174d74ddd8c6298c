"""MODE of people, as they and others see it."""

import pytest

from tests.support.room import Room

ANN = "ann!~ann@10.0.0.7"


def test_one_sees_ones_own_modes(tea: Room) -> None:
    """Modern #mode-message, user mode: 221."""
    tea.say("ann", "MODE ANN", "MODE ann +iw", "MODE ann", "MODE ann :")
    assert tea.replies("ann") == [("221", "+"), ("MODE", "ann", "+iw"), ("221", "+iw"), ("221", "+iw")]


@pytest.mark.parametrize(
    ("text", "said", "now"),
    [("+i", "+i", "iw"), ("i", "+i", "iw"), ("-w+i", "-w+i", "i"), ("+wi", "+i", "iw"), ("-w", "-w", ""), ("+i-i", "+i-i", "w")],
)
def test_what_really_changed_is_told_to_oneself(tea: Room, text: str, said: str, now: str) -> None:
    """Modern #mode-message: "a MODE message will be sent to the user containing the changed modes"."""
    tea.say("ann", "MODE ann +w")
    tea.clear()
    tea.say("ann", f"MODE ann {text}")
    assert tea.got("ann") == [f":{ANN} MODE ann {said}"]
    assert tea.got("bob") == []
    assert tea.session("ann").modes == set(now)


def test_unknown_user_modes_are_told_after_the_known_are_set(tea: Room) -> None:
    """Modern #mode-message: "MUST apply the modes that are implemented, and then send" 501."""
    tea.say("ann", "MODE ann +xiy", "MODE ann +b mask")
    assert tea.replies("ann") == [("MODE", "ann", "+i"), ("501", "Unknown MODE flag"), ("501", "Unknown MODE flag")]


def test_nobody_makes_itself_an_operator_but_anybody_stops_being_one(tea: Room) -> None:
    """RFC 2812 3.1.5: `+o` "SHOULD be ignored"; "no restriction … on anyone `deopping' themselves"."""
    tea.say("cem", "MODE cem +o")
    assert tea.replies("cem") == [("221", "+")]
    tea.say("cem", "OPER host secret", "MODE cem -o")
    assert tea.replies("cem")[-1] == ("MODE", "cem", "-o")
    assert not tea.session("cem").is_operator


@pytest.mark.parametrize(
    ("line", "reply"),
    [
        ("MODE nobody", ("401", "nobody", "No such nick")),
        ("MODE :", ("401", "*", "No such nick")),
        ("MODE bob", ("502", "Cant change mode for other users")),
        ("MODE bob +i", ("502", "Cant change mode for other users")),
    ],
)
def test_other_peoples_modes_are_their_own(tea: Room, line: str, reply: tuple[str, ...]) -> None:
    """Modern #mode-message, user mode: 401, 502."""
    tea.say("ann", line)
    assert tea.replies("ann") == [reply]
