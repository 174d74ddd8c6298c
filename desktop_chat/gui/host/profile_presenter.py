"""Who we are, decided without Tk: name, what we tell of ourselves, and the account that keeps the name for us."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from desktop_chat.core.client.knowledge import Knowledge
from desktop_chat.core.client.login import plain_login
from desktop_chat.core.client.profile import Profile
from desktop_chat.core.wire.limits import AWAY_BYTES, METADATA_VALUE_BYTES, PASSWORD_BYTES
from desktop_chat.core.wire.message import FORBIDDEN
from desktop_chat.core.wire.names import nick_problem
from desktop_chat.gui import texts
from desktop_chat.gui.faces import face_of, nearest_face
from desktop_chat.gui.look.palette import FACES
from desktop_chat.gui.ports import Chat
from desktop_chat.i18n import tr
from desktop_chat.settings import KeptSettings, Settings

BY_NAME: Final = ""
"""The choice of a colour that leaves it to the name."""
NO_PASSWORD: Final = "*"  # noqa: S105
"""Of an account that is known by the device's key alone (docs/identity.md)."""


@dataclass(frozen=True, slots=True)
class ProfileForm:
    """What stands in the fields."""

    nick: str
    display_name: str
    colour: str
    """Which of our faces, as a number; or `BY_NAME`."""
    status: str
    away: str | None
    """The text of being away; None for being here."""


def profile_of(settings: Settings) -> Profile:
    """Return what a person tells of themselves to every room."""
    return Profile(settings.display_name, settings.own_colour, settings.own_status)


class ProfilePresenter:
    """Decides what the profile's window shows and does.

    Args:
        chat: The program behind the window.
        known: Gives the room.
    """

    def __init__(self, chat: Chat, *, known: Callable[[], Knowledge]) -> None:
        self._chat, self._known = chat, known

    def form(self, settings: Settings) -> ProfileForm:
        """Return how it is now."""
        known, face = self._known(), nearest_face(settings.own_colour)
        colour = BY_NAME if face is None else str(face)
        return ProfileForm(known.nick, settings.display_name, colour, settings.own_status, known.away_text(known.nick))

    def face(self, colour: str) -> int:
        """Return the face that a choice means."""
        return int(colour) if colour else face_of(Knowledge(), self._known().nick)

    def account(self) -> str:
        """Say whose the name is."""
        known = self._known()
        if known.account:
            return tr("This room knows you as {account}: nobody else can take this name here.", account=known.account)
        return tr("This room does not know you: when you are away, anybody may take your name.")

    def has_account(self) -> bool:
        """Return whether we are known."""
        return bool(self._known().account)

    def save(self, form: ProfileForm, kept: KeptSettings) -> str:
        """Let it be as the form says, here and in every room entered later; return why not, or ""."""
        known = self._known()
        nick = form.nick.strip()
        if (problem := nick_problem(nick)) is not None:
            return texts.name_problem(problem)
        for text, most in ((form.display_name, METADATA_VALUE_BYTES), (form.status, METADATA_VALUE_BYTES), (form.away or "", AWAY_BYTES)):
            if len(text.encode()) > most or FORBIDDEN.search(text):
                return tr("This is too long: {most} bytes fit.", most=most)
        colour = FACES[int(form.colour)] if form.colour else ""
        kept.change(display_name=form.display_name.strip(), own_colour=colour, own_status=form.status.strip())
        if nick != known.nick:
            self._chat.rename(nick)
        if form.away != known.away_text(known.nick):
            self._chat.command("AWAY", *([form.away.strip() or tr("Away")] if form.away is not None else []))
        return ""

    def register(self, password: str) -> str:
        """Let the room keep our name, for this device, and with a password for others too; return why not, or ""."""
        if len(password.encode()) > PASSWORD_BYTES or FORBIDDEN.search(password):
            return tr("This is too long: {most} bytes fit.", most=PASSWORD_BYTES)
        self._chat.command("REGISTER", "*", "*", password or NO_PASSWORD)
        return ""

    def log_in(self, account: str, password: str) -> str:
        """Log in to an account of this room; return why not, or ""."""
        if not account.strip() or not password:
            return tr("An account and its password are needed.")
        for message in plain_login(account.strip(), password):
            self._chat.command(message.command, *message.params)
        return ""

    def give_up(self) -> None:
        """Give the account up, and with it the name."""
        self._chat.command("UNREGISTER", self._known().account)
