"""Which of the two screens is shown, and where on it stands what is being done and what is wrong. No Tk."""

from dataclasses import replace

from desktop_chat.core.wire.names import nick_problem
from desktop_chat.gui import texts
from desktop_chat.gui.ports import JoinRequest, StartRequest
from desktop_chat.gui.rows import Field, Problem, StartForm
from desktop_chat.gui.safe_text import shown
from desktop_chat.gui.view import View
from desktop_chat.i18n import tr


class Screens:
    """The start screen until the room is shown; that may be before the host has let us in, if it is known from before.

    Args:
        view: The window.
        form: What the start screen begins with.
    """

    def __init__(self, view: View, form: StartForm) -> None:
        self._view, self.form = view, form
        self.is_inside = self.is_member = False
        """The room is on the screen; its host has let us in."""
        self._banner: Problem | None = None
        self._notice: Problem | None = None

    def show_start(self, form: StartForm) -> None:
        """Show the start screen."""
        self.form, self.is_inside, self.is_member = form, False, False
        self._view.show_start(form)

    def enter(self) -> None:
        """Show the room: its host has let us in."""
        self.form = replace(self.form, busy="", problem=None, asks_password=False)
        self.is_inside = self.is_member = True
        self._say(None)
        self._view.show_room()

    def recall(self) -> None:
        """Show the room as it was left, with what is being done or has gone wrong meanwhile; not if the start screen asks something."""
        if not self.is_inside and not self.form.asks_password:
            self.is_inside = True
            self._say(self.form.problem or Problem(shown(self.form.busy)))
            self._view.show_room()

    def show_again(self) -> None:
        """Show the same once more."""
        self._view.set_title(tr("Desktop Chat"))
        if self.is_inside:
            self._view.show_room()
            self._view.set_banner(self._banner)
        else:
            self._view.show_start(self.form)
        self._view.set_notice(self._notice)

    def notify(self, problem: Problem | None) -> None:
        """Say above both screens what is wrong with the program itself, or nothing."""
        self._notice = problem
        self._view.set_notice(problem)

    def _say(self, problem: Problem | None) -> None:
        self._banner = problem
        self._view.set_banner(problem)

    def busy(self, sentence: str) -> None:
        """Say what is being done."""
        self.form = replace(self.form, busy=shown(sentence), problem=None)
        if self.is_inside:
            self._say(Problem(shown(sentence)))
        else:
            self._view.show_start(self.form)

    def fail(self, problem: Problem, focus: Field) -> None:
        """Say what is wrong."""
        if self.is_inside:
            self._say(problem)
        else:
            self.form = replace(self.form, busy="", problem=problem, focus=focus)
            self._view.show_start(self.form)

    def refuses(self, request: StartRequest) -> bool:
        """Say what is missing or wrong in what the person asks for; return whether anything is."""
        if (problem := nick_problem(request.nick)) is not None:
            self.fail(Problem(shown(texts.name_problem(problem))), Field.NICK)
            return True
        if isinstance(request, JoinRequest) and not request.address:
            self.fail(Problem(shown(tr("Type the address that the host tells you."))), Field.ADDRESS)
            return True
        return False

    def ask(self, problem: Problem, focus: Field) -> None:
        """Say what is wrong, where there is a field for the answer; who was in the room before stays there."""
        self.is_inside = self.is_member
        self.fail(problem, focus)
