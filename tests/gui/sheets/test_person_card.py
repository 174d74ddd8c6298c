"""What the host tells of somebody, as a card."""

from desktop_chat.core.client.events import PersonDescribed, Registered
from desktop_chat.core.client.knowledge import Knowledge
from desktop_chat.gui.rows import Presence
from desktop_chat.gui.sheets.person_card import LINES_MOST, person_card

POOR = PersonDescribed("bob", "~b", "host", "bob")
RICH = PersonDescribed(
    nick="bob",
    user="~b",
    host="b.example",
    realname="Bob B",
    account="bobby",
    channels=("@#tea", "#우리반"),
    away="lunch",
    is_operator=True,
    is_bot=True,
    is_secure=True,
    address="10.0.0.7",
    idle_seconds=7_300,
    signed_on=1_700_000_000.0,
    facts=(("display-name", "Bob the Builder"), ("status", "busy"), ("mood", "fine")),
    remarks=("is using modes +i",),
)


def known_by(nick: str) -> Knowledge:
    """Return what somebody of this name knows."""
    known = Knowledge()
    known.apply(Registered(nick, "x"))
    return known


def test_only_what_is_known_is_shown() -> None:
    """The real name is none if it is the nick."""
    card = person_card(POOR, known_by("ann"))
    assert (card.title, card.presence, card.status, card.can_message) == ("bob", Presence.HERE, "", True)
    assert card.lines == (("Address", "~b@host"),)


def test_all_that_is_known_is_shown() -> None:
    """Facts by what people call them; the away text stands below the name."""
    card = person_card(RICH, known_by("ann"))
    lines = dict(card.lines)
    assert (card.presence, card.status) == (Presence.AWAY, "lunch")
    assert lines["Real name"] == "Bob B"
    assert lines["Shown as"] == "Bob the Builder"
    assert lines["mood"] == "fine"
    assert lines["Role"] == "runs this room · a program (bot)"
    assert lines["Channels"] == "@#tea  #우리반"
    assert (lines["Address"], lines["Last spoke"]) == ("10.0.0.7", "2 hours ago")
    assert "status" not in lines


def test_who_is_not_away_shows_a_status() -> None:
    """IRCv3 metadata; what is hostile in it is harmless."""
    card = person_card(PersonDescribed("bob", "~b", "host", "bob", facts=(("status", "at \x07work"),)), known_by("ann"))
    assert card.status == "at ␇work"


def test_nobody_writes_to_themselves() -> None:
    """The card of oneself has no button for it."""
    assert not person_card(POOR, known_by("BOB")).can_message


def test_a_talkative_host_does_not_fill_the_screen() -> None:
    """Whatever number of facts, of whatever length."""
    facts = tuple((f"k{number}", "x" * 5_000) for number in range(100))
    card = person_card(PersonDescribed("bob", "~b", "host", "bob", facts=facts), known_by("ann"))
    assert len(card.lines) == LINES_MOST
    assert max(len(text) for _, text in card.lines) < 200
