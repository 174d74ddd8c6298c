"""INVITE as members and strangers see it."""

import pytest

from tests.support.room import Room

ANN = "ann!~ann@10.0.0.7"


def test_the_invited_and_the_inviting_are_told_nobody_else(tea: Room) -> None:
    """Modern #invite-message: 341 to the issuer, INVITE to the target; "Other channel members SHOULD NOT be notified"."""
    tea.say("ann", "INVITE CEM #TEA")
    assert tea.got("ann") == [":desktop.chat 341 ann cem #tea"]
    assert tea.got("cem") == [f":{ANN} INVITE cem #tea"]
    assert tea.got("bob") == []


def test_members_who_want_to_know_are_told(tea: Room) -> None:
    """IRCv3 invite-notify: "to be notified when users are invited to channels"; not who did it, nor those elsewhere."""
    for nick in ("ann", "bob", "cem"):
        tea.say(nick, "CAP REQ :invite-notify")
    tea.join("far", caps="invite-notify")
    tea.clear()
    tea.say("ann", "INVITE cem #tea")
    assert tea.got("bob") == tea.got("cem") == [f":{ANN} INVITE cem #tea"]
    assert tea.numerics("ann") == ["341"]
    assert tea.got("far") == []


def test_who_is_away_is_said_to_be_so(tea: Room) -> None:
    """RFC 2812 3.2.7: 301 is among the replies of INVITE."""
    tea.say("cem", "AWAY :lunch")
    tea.say("ann", "INVITE cem #tea")
    assert tea.replies("ann") == [("341", "cem", "#tea"), ("301", "cem", "lunch")]


@pytest.mark.parametrize(
    ("nick", "line", "reply"),
    [
        ("ann", "INVITE nobody #tea", ("401", "nobody", "No such nick")),
        ("ann", "INVITE :#tea", ("461", "INVITE", "Not enough parameters")),
        ("ann", "INVITE cem #none", ("403", "#none", "No such channel")),
        ("ann", "INVITE cem :", ("403", "*", "No such channel")),
        ("cem", "INVITE cem #tea", ("442", "#tea", "You're not on that channel")),
        ("ann", "INVITE bob #tea", ("443", "bob", "#tea", "is already on channel")),
    ],
)
def test_who_cannot_be_invited_is_not(tea: Room, nick: str, line: str, reply: tuple[str, ...]) -> None:
    """Modern #invite-message: 401, 403, 442, 443."""
    tea.say(nick, line)
    assert tea.replies(nick) == [reply]
    assert tea.got("bob") == []


def test_only_operators_invite_into_an_invite_only_channel(tea: Room) -> None:
    """Modern #invite-message: they SHOULD reject it "when the channel has invite-only mode set, and … not … operator"."""
    tea.say("ann", "MODE #tea +i")
    tea.clear()
    tea.say("bob", "INVITE cem #tea")
    assert tea.replies("bob") == [("482", "#tea", "You're not channel operator")]
    tea.say("ann", "MODE #tea +h bob")
    tea.clear()
    tea.say("bob", "INVITE cem #tea")
    assert tea.numerics("bob") == ["341"]


@pytest.mark.parametrize("mode", ["+i", "+k secret", "+l 1", "+b *!*@*"])
def test_an_operators_invitation_opens_every_mode_once(tea: Room, mode: str) -> None:
    """Modern #invite-only-channel-mode; Ergo: INVITE overrides +b, +k and +l too, if the inviter is an operator."""
    tea.say("ann", f"MODE #tea {mode}", "INVITE cem #tea")
    tea.say("cem", "JOIN #tea")
    assert tea.numerics("cem") == ["INVITE", "JOIN", "353", "366"]
    tea.say("cem", "PART #tea", "JOIN #tea")
    assert tea.numerics("cem")[0] == "PART"
    assert "cem" not in {member.nick for member in tea.world.channels["#tea"].members}


def test_a_plain_members_invitation_opens_nothing(tea: Room) -> None:
    """Ergo: only an operator's invitation is remembered; else any member could bring in the banned."""
    tea.say("ann", "MODE #tea +b cem!*@*")
    tea.say("bob", "INVITE cem #tea")
    assert tea.numerics("cem") == ["INVITE"]
    tea.say("cem", "INVITE", "JOIN #tea")
    assert tea.numerics("cem") == ["337", "474"]


def test_one_sees_where_one_is_invited(tea: Room) -> None:
    """Modern #invite-list: INVITE without parameters is answered 336 for each channel, then 337."""
    tea.say("ann", "JOIN #coffee", "INVITE cem #tea", "INVITE cem #coffee")
    tea.clear()
    tea.say("cem", "INVITE")
    assert tea.replies("cem") == [("336", "#tea"), ("336", "#coffee"), ("337", "End of /INVITE list")]
    tea.say("bob", "INVITE")
    assert tea.numerics("bob") == ["337"]


def test_an_operator_of_the_room_invites_from_outside(tea: Room) -> None:
    """The host is operator everywhere, +i or not."""
    tea.join("kim")
    tea.say("ann", "MODE #tea +i")
    tea.say("kim", "OPER host secret", "INVITE cem #tea")
    tea.say("cem", "JOIN #tea")
    assert tea.numerics("cem") == ["INVITE", "JOIN", "353", "366"]
