"""The host's panel without Tk: what it shows, what it asks of the program, and what it refuses."""

from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from PIL import Image

from desktop_chat.core.client.events import JoinedChannel, Member, MembersListed, Registered
from desktop_chat.core.client.knowledge import Knowledge
from desktop_chat.core.server.archive import NOTHING_STORED, Stored
from desktop_chat.core.server.bans import Ban, BanKind
from desktop_chat.core.server.choices import HostChoices
from desktop_chat.core.server.pace import Rate, TurnedAway
from desktop_chat.gui.host.host_presenter import HostPresenter, Limits
from desktop_chat.gui.host.host_rows import HostForm, ban_row, host_form, member_details, stored_text
from desktop_chat.gui.host.qr_picture import BORDER, SQUARE, save_qr
from tests.support.chat import FakeChat
from tests.support.host import BAN, BOB, DEVICE, FACTS, HOST, PLAIN_BOT, ROOM, STRANGER, with_password
from tests.support.view import NOON

DAY = 86_400.0


class FakePanel:
    """What the panel would show now."""

    def __init__(self) -> None:
        self.form: HostForm | None = None
        self.fields: list[tuple[HostChoices, str]] = []
        self.said, self.is_problem = "", False

    def show(self, form: HostForm) -> None:
        """Show how the room is."""
        self.form = form

    def show_choices(self, choices: HostChoices, password: str) -> None:
        """Show what counts."""
        self.fields.append((choices, password))

    def say(self, sentence: str, *, is_problem: bool = False) -> None:
        """Say one sentence."""
        self.said, self.is_problem = sentence, is_problem


@dataclass
class FakeRoom:
    """A room that is hosted here, with two others in it."""

    is_hosting: bool = True
    is_online: bool = True
    nick: str = "ann"
    known: Knowledge = field(default_factory=Knowledge)

    def __post_init__(self) -> None:
        members = (Member("ann"), Member("bob"), Member("bot"))
        for event in (Registered("ann", "x"), JoinedChannel("#tea"), MembersListed("#tea", members)):
            self.known.apply(event)


class Desk:
    """A host in front of a panel."""

    def __init__(self) -> None:
        self.chat, self.panel, self.room = FakeChat(), FakePanel(), FakeRoom()
        self.wanted = self.chat.controls.wanted
        self.presenter = HostPresenter(self.chat, room=lambda: self.room, wall_clock=lambda: NOON)
        self.presenter.open(self.panel)
        self.presenter.take(FACTS)


@pytest.fixture
def desk() -> Desk:
    """Return somebody who looks at their room."""
    return Desk()


def test_it_shows_who_is_there_and_who_is_kept_out() -> None:
    """With how they are connected; names of the network harmless."""
    form = host_form(FACTS)
    assert [row[1:3] for row in form.members] == [("ann (host)", "ann"), ("bob", "bob"), ("bot", "–"), ("(no name yet)", "–")]
    assert [row[5:] for row in form.members] == [("TLS 1.3", "ab" * 8), ("TLS 1.3", DEVICE[:16]), ("none", "–"), ("TLS 1.2", "–")]
    assert form.bans[0][:4] == ("nick spam*", "Name: spam*", "spam", "ann")
    assert form.people == "4 connections now."
    assert form.refused == ("1 connection was turned away: the room was full.", "2 wrong passwords from 192.168.0.9.")
    quiet = host_form(replace(FACTS, room=ROOM._replace(wrong_passwords=()), turned_away=()))
    assert quiet.refused == ("Nobody was turned away so far.",)
    reasons = tuple((why.value, 2) for why in TurnedAway)
    assert len(set(host_form(replace(FACTS, turned_away=reasons)).refused)) == len(TurnedAway) + 1
    assert member_details(BOB) == f"Channels: #general, #tea    Device: {DEVICE}"
    assert member_details(STRANGER) == "Channels: –    Device: –"


def test_a_ban_of_a_device_is_cut_and_one_without_an_end_says_so() -> None:
    """All four kinds have names."""
    row = ban_row(Ban(BanKind.DEVICE, DEVICE))
    assert row[1:] == (f"Device: {DEVICE[:16]}…", "–", "–", "for ever")
    assert [ban_row(Ban(kind, "x"))[1] for kind in BanKind] == ["Name: x", "Device: x…", "Address: x", "Account: x"]


def test_it_says_how_much_is_stored() -> None:
    """On disk, in memory, or nothing at all."""
    assert stored_text(NOTHING_STORED) == "Nothing is stored."
    assert stored_text(ROOM.stored).endswith(", 2.3 MB on disk.")
    assert stored_text(Stored(2, int(NOON * 1000), 0)).endswith(", in memory only: they end with the room.")


def test_fields_are_filled_only_when_something_else_counts(desk: Desk) -> None:
    """The host may be writing in them."""
    desk.presenter.take(FACTS)
    assert len(desk.panel.fields) == 1
    desk.presenter.take(with_password("열려라"))
    assert desk.panel.fields[-1] == (HostChoices(), "열려라")
    assert desk.chat.controls.looks == 1
    desk.presenter.close()
    desk.presenter.take(FACTS)
    desk.presenter.set_password("x")
    assert len(desk.panel.fields) == 2


def test_a_password_is_set_and_taken_away(desk: Desk) -> None:
    """One that nobody could say is refused with a sentence."""
    desk.presenter.set_password("열려라")
    desk.presenter.set_password("")
    assert desk.wanted == [("password", "열려라"), ("password", "")]
    for wrong in ("x" * 65, " x", "a\nb"):
        desk.presenter.set_password(wrong)
        assert desk.panel.is_problem
    assert len(desk.wanted) == 2


def test_choices_change_one_by_one(desk: Desk) -> None:
    """Before anything is known of the room nothing can be chosen."""
    desk.presenter.announce(wanted=False)
    desk.presenter.allow_plain(wanted=True)
    desk.presenter.keep_days(7)
    desk.presenter.slow(wanted=False)
    usual = HostChoices()
    assert [choice for _, choice in desk.wanted] == [
        replace(usual, announce=False),
        replace(usual, plain=True),
        replace(usual, days=7),
        replace(usual, lines=None),
    ]
    desk.presenter.take(replace(FACTS, choices=replace(usual, lines=None)))
    desk.presenter.slow(wanted=True)
    assert desk.wanted[-1] == ("choose", usual)
    early = HostPresenter(desk.chat, room=lambda: desk.room, wall_clock=lambda: NOON)
    early.announce(wanted=True)
    early.unban("x")
    assert (len(desk.wanted), early.log_file(), early.details("1")) == (5, "", "")


def test_limits_are_numbers(desk: Desk) -> None:
    """Where nobody is slowed, how fast one may talk stays unlimited."""
    desk.presenter.limit(Limits("20", "5", " 3 ", "9", "2"))
    assert desk.wanted == [("choose", HostChoices(connections=20, connections_per_address=5, channels=3, lines=Rate(9, 2)))]
    for wrong in ("", "0", "x", "1.5", "９", "10000000"):
        desk.presenter.limit(Limits("20", "5", wrong, "9", "2"))
        assert desk.panel.is_problem
    desk.presenter.take(replace(FACTS, choices=HostChoices(lines=None)))
    desk.presenter.limit(Limits("20", "5", "3", "9", "2"))
    assert desk.wanted[1:] == [("choose", HostChoices(connections=20, connections_per_address=5, channels=3, lines=None))]


def test_members_are_put_out_sent_away_and_banned(desk: Desk) -> None:
    """The host themself is not; whoever is gone meanwhile is no matter."""
    desk.presenter.kick("2", "#tea", "spam")
    desk.presenter.kick("2", "#tea", "")
    assert desk.chat.commands == [("KICK", "#tea", "bob", "spam"), ("KICK", "#tea", "bob")]
    desk.presenter.put_out("2", "spam")
    desk.presenter.put_out("4", "")
    assert desk.wanted == [("out", 2, "spam"), ("out", 4, "The host ended your connection")]
    desk.presenter.put_out("1", "")
    assert desk.panel.said == "This is you."
    desk.presenter.kick("9", "#tea", "")
    desk.presenter.put_out("9", "")
    assert (len(desk.wanted), desk.presenter.channels_of("9"), desk.presenter.channels_of("2")) == (2, (), ("#general", "#tea"))


def test_the_best_way_to_ban_is_offered(desk: Desk) -> None:
    """A device is harder to change than an account, and that than an address."""
    desk.presenter.take(replace(FACTS, room=ROOM._replace(people=(HOST, BOB, PLAIN_BOT, PLAIN_BOT._replace(id=5, account="bot")))))
    assert [desk.presenter.ban_by(key) for key in ("2", "3", "5", "9")] == [
        (BanKind.DEVICE, DEVICE),
        (BanKind.ADDRESS, "192.168.0.8"),
        (BanKind.ACCOUNT, "bot"),
        (BanKind.NICK, ""),
    ]
    desk.presenter.ban(BanKind.NICK, " eve ", " spam ", 0.5)
    desk.presenter.ban(BanKind.NICK, "eve", "", None)
    assert desk.wanted == [("ban", BanKind.NICK, "eve", "spam", "ann", DAY / 2), ("ban", BanKind.NICK, "eve", "", "ann", None)]
    desk.presenter.ban(BanKind.NICK, " ", "", None)
    assert desk.panel.is_problem
    desk.presenter.unban("nick nobody")
    desk.presenter.unban(f"nick {BAN.value}")
    assert desk.wanted[2:] == [("unban", BanKind.NICK, "spam*")]


def test_what_is_stored_is_deleted(desk: Desk) -> None:
    """All, or what is older than so many days."""
    desk.presenter.forget(7)
    desk.presenter.forget(None)
    assert desk.wanted == [("forget", NOON - 7 * DAY), ("forget", None)]
    assert desk.presenter.log_file() == "/data/room.sqlite3"


def test_the_way_in_is_the_programs(desk: Desk) -> None:
    """Who loses it with us is counted, as long as it is ours and open."""
    assert desk.presenter.invite() == desk.chat.invite()
    assert desk.presenter.addresses() == desk.chat.own
    assert (desk.presenter.is_hosting, desk.presenter.others()) == (True, 2)
    desk.room.is_online = False
    assert desk.presenter.others() == 0


def test_a_code_is_saved_as_a_picture(tmp_path: Path) -> None:
    """With its border, so that a camera finds it (ISO/IEC 18004 6.3.8); or why not is said."""
    file = tmp_path / "code.png"
    assert save_qr(((True, False), (False, True)), file) == ""
    with Image.open(file) as picture:
        assert picture.size == ((2 + 2 * BORDER) * SQUARE,) * 2
        dark = [picture.getpixel((x * SQUARE + 1, y * SQUARE + 1)) for x, y in ((0, 0), (BORDER, BORDER), (BORDER + 1, BORDER))]
    assert dark == [255, 0, 255]
    assert "cannot be written" in save_qr(((True,),), tmp_path / "nowhere" / "code.png")
