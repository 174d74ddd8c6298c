"""Who we are: the profile's presenter without Tk, and its window with real widgets."""

import pytest

from desktop_chat.core.client.events import AwayChanged, LoggedIn, NickChanged
from desktop_chat.core.client.profile import Profile
from desktop_chat.core.wire.limits import AWAY_BYTES, METADATA_VALUE_BYTES, PASSWORD_BYTES
from desktop_chat.gui.host.profile_presenter import ProfileForm, profile_of
from desktop_chat.gui.host.profile_window import ProfileWindow
from desktop_chat.gui.look.palette import FACES
from desktop_chat.gui.look.theme import Look
from desktop_chat.settings import KeptSettings, Settings
from tests.support.view import Seat, in_two_channels
from tests.support.window import Person

PINK = 1
USUAL = ProfileForm("ann", "", "", "", None)


@pytest.fixture
def seat() -> Seat:
    """Return ann, who is in a room."""
    return in_two_channels()


@pytest.fixture
def kept() -> KeptSettings:
    """Return settings in which nothing was chosen."""
    return KeptSettings(Settings(), lambda _settings: None)


def test_it_begins_with_how_it_is(seat: Seat) -> None:
    """What was chosen, and what the room knows."""
    presenter = seat.room.profiling
    assert presenter.form(Settings()) == USUAL
    seat.hear(AwayChanged("ann", "lunch"))
    chosen = Settings(display_name="Ann Kim", own_colour=FACES[PINK], own_status="here")
    assert presenter.form(chosen) == ProfileForm("ann", "Ann Kim", str(PINK), "here", "lunch")
    assert presenter.form(Settings(own_colour="nonsense")).colour == ""
    assert (presenter.face(str(PINK)), 0 <= presenter.face("") < len(FACES)) == (PINK, True)
    assert profile_of(chosen) == Profile("Ann Kim", FACES[PINK], "here")


def test_only_what_changed_is_asked_of_the_room(seat: Seat, kept: KeptSettings) -> None:
    """The rest is kept for every room."""
    assert seat.room.profiling.save(ProfileForm("ann", " Ann Kim ", str(PINK), "회의 중", None), kept) == ""
    assert (seat.chat.renamed, seat.chat.commands) == ([], [])
    assert profile_of(kept.now) == Profile("Ann Kim", FACES[PINK], "회의 중")
    assert seat.room.profiling.save(ProfileForm(" anna ", "", "", "", " "), kept) == ""
    assert (seat.chat.renamed, seat.chat.commands) == (["anna"], [("AWAY", "Away")])
    seat.hear(NickChanged("ann", "anna", mine=True), AwayChanged("anna", "Away"))
    assert seat.room.profiling.save(ProfileForm("anna", "", "", "", None), kept) == ""
    assert seat.chat.commands[1:] == [("AWAY",)]


@pytest.mark.parametrize(
    "form",
    [
        ProfileForm("", "", "", "", None),
        ProfileForm("a b", "", "", "", None),
        ProfileForm("ann", "x" * (METADATA_VALUE_BYTES + 1), "", "", None),
        ProfileForm("ann", "", "", "a\nb", None),
        ProfileForm("ann", "", "", "", "x" * (AWAY_BYTES + 1)),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(seat: Seat, kept: KeptSettings, form: ProfileForm) -> None:
    """Nothing is changed then."""
    assert seat.room.profiling.save(form, kept)
    assert (kept.now, seat.chat.renamed, seat.chat.commands) == (Settings(), [], [])


def test_an_account_is_made_used_and_given_up(seat: Seat) -> None:
    """docs/identity.md: by the device's key, with a password too, by a password alone."""
    presenter = seat.room.profiling
    assert not presenter.has_account()
    assert "does not know you" in presenter.account()
    assert presenter.register("") == presenter.register("열려라 참깨") == presenter.log_in(" ann ", "열려라") == ""
    assert seat.chat.commands[:3] == [("REGISTER", "*", "*", "*"), ("REGISTER", "*", "*", "열려라 참깨"), ("AUTHENTICATE", "PLAIN")]
    count = len(seat.chat.commands)
    for problem in (presenter.register("x" * (PASSWORD_BYTES + 1)), presenter.log_in("ann", ""), presenter.log_in(" ", "x")):
        assert problem
    assert len(seat.chat.commands) == count
    seat.hear(LoggedIn("ann"))
    assert presenter.has_account()
    assert "as ann" in presenter.account()
    presenter.give_up()
    assert seat.chat.commands[-1] == ("UNREGISTER", "ann")


def open_profile(person: Person) -> ProfileWindow:
    """Open it by its key."""
    person.press(person.window.room.pane.composer.text, "Control-Shift-P")
    found = person.window.beside.profile
    assert found is not None
    return found


@pytest.mark.tk
def test_it_opens_by_the_own_name_and_is_filled_in(member: Person) -> None:
    """Once; what is saved is told, and kept for the next room."""
    member.window.room.side.me.invoke()
    window = member.window.beside.profile
    assert window is not None
    assert open_profile(member) is window
    window.display_name.insert(0, "Ann Kim")
    window.colour.buttons[str(PINK)].invoke()
    member.press(window.colour.buttons[str(PINK)], "Right")
    member.press(window.colour.buttons["2"], "Left")
    window.status.insert(0, "회의 중")
    member.press(window.away, "Return")
    window.away_text.insert(0, "점심")
    member.press(window.status, "Return")
    assert not window.winfo_exists()
    assert profile_of(member.kept.now) == Profile("Ann Kim", FACES[PINK], "회의 중")
    assert member.chat.commands[-1] == ("AWAY", "점심")
    again = open_profile(member)
    assert (again.display_name.get(), again.colour.chosen) == ("Ann Kim", str(PINK))
    member.press(again, "Escape")
    assert not again.winfo_exists()


@pytest.mark.tk
def test_a_wrong_name_is_told_where_it_is_typed(member: Person) -> None:
    """The window stays."""
    window = open_profile(member)
    window.nick.insert("end", " x")
    window.save_button.invoke()
    assert window.winfo_exists()
    assert str(window.said.cget("text"))
    member.presenter.leave()
    assert not window.winfo_exists()


@pytest.mark.tk
def test_it_is_made_anew_in_another_look(member: Person, look: Look) -> None:
    """And stays where it is chosen from: there is one."""
    window = open_profile(member)
    member.window.dress_anew(look)
    again = member.window.beside.profile
    assert again is not None
    assert (again is window, window.winfo_exists(), again.winfo_exists()) == (False, False, True)


@pytest.mark.tk
def test_the_account_is_asked_for_once_more_before_it_goes(member: Person) -> None:
    """Who has none can make one, or log in."""
    window = open_profile(member)
    window.log_in_button.invoke()
    assert "needed" in str(window.said.cget("text"))
    window.password.insert(0, "열려라")
    window.log_in_button.invoke()
    assert ("AUTHENTICATE", "PLAIN") in member.chat.commands
    open_profile(member).register_button.invoke()
    assert member.chat.commands[-1] == ("REGISTER", "*", "*", "*")
    member.hear(LoggedIn("ann"))
    window = open_profile(member)
    window.give_up_button.invoke()
    assert window.question is not None
    member.press(window.question, "Escape")
    assert member.chat.commands[-1] == ("REGISTER", "*", "*", "*")
    window.give_up_button.invoke()
    window.question.buttons[0].invoke()
    assert ("UNREGISTER", "ann") in member.chat.commands
