"""What a person says on its way to the host: first kept, then sent, until the host has confirmed it."""

import uuid
from collections.abc import Callable, Mapping, Sequence

from desktop_chat.app.visit import Visit
from desktop_chat.client.link import Link
from desktop_chat.core.client.commands import InputProblem, Refused, Typed, WholeText, parse_input, sendable
from desktop_chat.core.client.handlers.people import is_talk
from desktop_chat.core.client.outbox import KINDS, Pending
from desktop_chat.core.client.profile import CAPABILITY, NOBODY_KNOWN, Profile
from desktop_chat.core.wire.message import NO_TAGS, Message
from desktop_chat.net.clock import Clock


class Outlet:
    """The part of `ChatProgram` by which a person speaks. Main thread only, but for `command`.

    Args:
        link: Gives the link to the room we are in; None if there is none.
        visit: Gives the visit of that room.
        clock: Tells the time.
    """

    def __init__(self, link: Callable[[], Link | None], visit: Callable[[], Visit], clock: Clock) -> None:
        self._to_link, self._to_visit, self._say_clock = link, visit, clock
        self.profile = NOBODY_KNOWN
        """What is told of ourselves."""

    def say(self, conversation: str, text: str, reply: str = "") -> Refused | None:
        """Send what was typed; return why not, if it cannot be sent. Messages may be said while the link is away, commands not.

        The first of the messages answers the one with the msgid *reply*, if that is given.
        """
        link = self._to_link()
        if link is None or link.is_over:
            return Refused(InputProblem.NOT_NOW, text)
        session = link.session
        made = parse_input(Typed(conversation, session.nick, session.features, session.multiline), text)
        if isinstance(made, Refused):
            return made
        if isinstance(made, WholeText):
            self._post(link, "PRIVMSG", (made.target, made.text), reply)
            return None
        if not all(message.command in KINDS and is_talk(message) for message in made):
            return None if link.send(made) else Refused(InputProblem.NOT_NOW, text)
        for number, message in enumerate(made):
            self._post(link, message.command, message.params, "" if number else reply)
        return None

    def command(self, name: str, *params: str, tags: Mapping[str, str] = NO_TAGS) -> Refused | None:
        """Send one command with its parameters; return why not, if it cannot be sent. On any thread."""
        made = sendable([Message(name, params, tags=tags)], f"{name} {' '.join(params)}")
        if isinstance(made, Refused):
            return made
        link = self._to_link()
        is_known = link is not None and (name != "TAGMSG" or "message-tags" in link.session.capabilities)
        return None if link is not None and is_known and link.send(made) else Refused(InputProblem.NOT_NOW, name)

    def rename(self, nick: str) -> None:
        """Ask for another name."""
        self.command("NICK", nick)

    def set_profile(self, profile: Profile) -> None:
        """Tell the room what differs from what it was told, if it knows of such things; rooms entered later are told all of it."""
        before, self.profile = self.profile, profile
        link = self._to_link()
        if link is not None and CAPABILITY in link.session.capabilities:
            link.send(profile.changes(before))

    def _post(self, link: Link, command: str, params: Sequence[str], reply: str) -> None:
        target, text = params
        pending = Pending(str(uuid.uuid4()), target, command, text, self._say_clock.now().wall, reply)
        self._to_visit().post(pending, lambda: link.post(pending))

    def retry(self, message_id: str) -> None:
        """Send a message again that the host refused."""
        self._to_visit().let_retry(message_id)
        if (link := self._to_link()) is not None:
            link.retry(message_id)

    def drop(self, message_id: str) -> None:
        """Give a message up that the host refused."""
        self._to_visit().forget_pending(message_id)
        if (link := self._to_link()) is not None:
            link.drop(message_id)
