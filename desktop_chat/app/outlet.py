"""What a person says on its way to the host: first kept, then sent, until the host has confirmed it."""

import uuid
from collections.abc import Callable, Mapping

from desktop_chat.app.visit import Visit
from desktop_chat.client.link import Link
from desktop_chat.core.client.commands import InputProblem, Refused, Typed, WholeText, parse_input, sendable
from desktop_chat.core.client.handlers.people import is_talk
from desktop_chat.core.client.outbox import KINDS, Pending
from desktop_chat.core.wire.message import NO_TAGS, Message
from desktop_chat.net.clock import Clock


class Outlet:
    """Main thread only, but for `command`.

    Args:
        link: Gives the link to the room we are in; None if there is none.
        visit: Gives the visit of that room.
        clock: Tells the time.
    """

    def __init__(self, link: Callable[[], Link | None], visit: Callable[[], Visit], clock: Clock) -> None:
        self._link, self._visit, self._clock = link, visit, clock

    def say(self, conversation: str, text: str) -> Refused | None:
        """Send what was typed; return why not, if it cannot be sent. Messages may be said while the link is away, commands not."""
        link = self._link()
        if link is None or link.is_over:
            return Refused(InputProblem.NOT_NOW, text)
        session = link.session
        made = parse_input(Typed(conversation, session.nick, session.features, session.multiline), text)
        if isinstance(made, Refused):
            return made
        if isinstance(made, WholeText):
            self._post(link, made.target, "PRIVMSG", made.text)
            return None
        if not all(message.command in KINDS and is_talk(message) for message in made):
            return None if link.send(made) else Refused(InputProblem.NOT_NOW, text)
        for message in made:
            target, said = message.params
            self._post(link, target, message.command, said)
        return None

    def command(self, name: str, *params: str, tags: Mapping[str, str] = NO_TAGS) -> Refused | None:
        """Send one command with its parameters; return why not, if it cannot be sent. On any thread."""
        made = sendable([Message(name, params, tags=tags)], f"{name} {' '.join(params)}")
        if isinstance(made, Refused):
            return made
        link = self._link()
        return None if link is not None and link.send(made) else Refused(InputProblem.NOT_NOW, name)

    def _post(self, link: Link, target: str, command: str, text: str) -> None:
        pending = Pending(str(uuid.uuid4()), target, command, text, self._clock.now().wall)
        self._visit().post(pending, lambda: link.post(pending))

    def retry(self, message_id: str) -> None:
        """Send a message again that the host refused."""
        self._visit().let_retry(message_id)
        if (link := self._link()) is not None:
            link.retry(message_id)

    def drop(self, message_id: str) -> None:
        """Give a message up that the host refused."""
        self._visit().forget_pending(message_id)
        if (link := self._link()) is not None:
            link.drop(message_id)
