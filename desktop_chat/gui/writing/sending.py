"""What becomes of a text that a person sends: it goes to the host, or is done here, or is refused with a sentence. No Tk."""

from collections.abc import Callable

from desktop_chat.core.client.commands import InputProblem, Refused
from desktop_chat.gui import texts
from desktop_chat.gui.ports import Chat
from desktop_chat.gui.safe_text import shown
from desktop_chat.gui.view import View
from desktop_chat.i18n import tr


class Sending:
    """Takes what was typed.

    Args:
        view: The window.
        chat: The program behind it.
        tell: Shows a sentence in the open conversation.
        can_open: Whether there may be a conversation with this name: a person, or a channel that is there.
        open_person: Opens it.
    """

    def __init__(
        self,
        view: View,
        chat: Chat,
        *,
        tell: Callable[[str], None],
        can_open: Callable[[str], bool],
        open_person: Callable[[str], None],
    ) -> None:
        self._view, self._chat, self._tell, self._can_open, self._open_person = view, chat, tell, can_open, open_person

    def send(self, text: str, conversation: str, *, is_online: bool, reply: str = "") -> bool:
        """Send what was typed in a conversation, as an answer to a line by its key; return whether the composer may be emptied."""
        words = text.split()
        if not words:
            return False
        if text.startswith("/") and words[0].lower() in {"/help", "/query"}:
            return self._own_command(*words)
        if not is_online and text.startswith("/") and not text.startswith("//"):
            self._view.set_hint(tr("You are not connected. Commands have to wait until you are; messages are sent by themselves."))
            return False
        refused = self._chat.say(conversation, text, reply)
        self._view.set_hint(shown(texts.input_problem(refused)) if refused else "")
        return refused is None

    def _own_command(self, command: str, *words: str) -> bool:
        """Do what needs no host: show the commands, open a conversation."""
        if command.lower() == "/help":
            for sentence in texts.help_lines():
                self._tell(sentence)
            self._view.set_hint("")
            return True
        if len(words) != 1 or not self._can_open(words[0]):
            self._view.set_hint(texts.input_problem(Refused(InputProblem.MISSING_WORDS, "/query name")))
            return False
        self._view.set_draft("")  # Or the command would be kept as the draft of the conversation that is left.
        self._open_person(words[0])
        return False
