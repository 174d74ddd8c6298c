"""Lists of masks: MODE with b, e and I (Modern #mode-message, Type A)."""

import pytest

from desktop_chat.core.wire import limits
from tests.support.room import LIMITS, START, Room

NOT_OPERATOR = ("482", "#tea", "You're not channel operator")


def test_a_mask_is_banned_in_full_and_unbanned_by_the_same_mask(tea: Room) -> None:
    """Modern #ban-channel-mode; Ergo: `ann` is told as `ann!*@*`."""
    tea.say("ann", "MODE #tea +bb 나래 *@10.0.0.9", "MODE #tea +b 나래!*@*", "MODE #tea -b 나래", "MODE #tea -b nobody")
    assert tea.replies("bob") == [("MODE", "#tea", "+bb", "나래!*@*", "*!*@10.0.0.9"), ("MODE", "#tea", "-b", "나래!*@*")]


def test_masks_are_the_same_in_any_case(tea: Room) -> None:
    """Modern #casemapping-parameter: what matches the same people is one entry, shown as it was first written."""
    tea.say("ann", "MODE #tea +b BOB!*@Host", "MODE #tea +b bob!*@hOST", "MODE #tea -b bob!*@host")
    assert tea.replies("bob") == [("MODE", "#tea", "+b", "BOB!*@Host"), ("MODE", "#tea", "-b", "BOB!*@Host")]


@pytest.mark.parametrize(
    ("letter", "entry", "end", "text"),
    [
        ("b", "367", "368", "End of channel ban list"),
        ("e", "348", "349", "End of channel exception list"),
        ("I", "346", "347", "End of channel invite exception list"),
    ],
)
@pytest.mark.parametrize("sign", ["", "+", "-"])
def test_a_list_mode_without_a_mask_shows_the_list(tea: Room, letter: str, entry: str, end: str, text: str, sign: str) -> None:
    """Modern #mode-message, Type A: who set it and when are told too (#rplbanlist-367)."""
    tea.wait(30)
    tea.say("ann", f"MODE #tea +{letter}{letter} x y!*@z")
    tea.clear()
    tea.say("ann", f"MODE #tea {sign}{letter}")
    when = str(int(START.wall) + 30)
    assert tea.replies("ann") == [
        (entry, "#tea", "x!*@*", "ann", when),
        (entry, "#tea", "y!*@z", "ann", when),
        (end, "#tea", text),
    ]


def test_a_list_is_shown_once_and_after_the_changes(tea: Room) -> None:
    """A bound on what one line can set off; what is shown is how things are now."""
    tea.say("ann", "MODE #tea +bbbb x")
    assert tea.numerics("ann") == ["MODE", "367", "368"]


def test_bans_are_shown_to_all_exceptions_to_operators(tea: Room) -> None:
    """Modern #mode-message: "Servers MAY choose to restrict the above information to channel operators"."""
    tea.say("cem", "MODE #tea beI")
    assert tea.replies("cem") == [("368", "#tea", "End of channel ban list"), NOT_OPERATOR, NOT_OPERATOR]
    tea.say("ann", "MODE #tea +h bob")
    tea.clear()
    tea.say("bob", "MODE #tea beI")
    assert tea.numerics("bob") == ["368", "349", "347"]


@pytest.mark.parametrize("sign", "+-")
@pytest.mark.parametrize("mask", [":", ":a b!*@*", "::x", "a" * limits.MASK_BYTES])
def test_a_mask_that_cannot_be_sent_on_is_refused_not_mended(tea: Room, sign: str, mask: str) -> None:
    """Modern #errinvalidmodeparam-696: a mask cut or mended would ban other people than meant."""
    tea.say("ann", f"MODE #tea {sign}b {mask}")
    assert [(reply[0], reply[2]) for reply in tea.replies("ann")] == [("696", "b")]
    assert not tea.world.channels["#tea"].lists["b"]


def test_lists_have_a_bound_together_and_can_be_made_shorter(tea: Room) -> None:
    """Modern #maxlist-parameter `beI:n`: "combined"; 478 names the list."""
    for number in range(LIMITS.list_entries):
        tea.say("ann", f"MODE #tea +{'beI'[number % 3]} m{number}")
    tea.clear()
    tea.say("ann", "MODE #tea +b more", "MODE #tea -b+I m0 more", "MODE #tea +e more")
    assert tea.replies("ann") == [
        ("478", "#tea", "b", "Channel list is full"),
        ("MODE", "#tea", "-b+I", "m0!*@*", "more!*@*"),
        ("478", "#tea", "e", "Channel list is full"),
    ]
