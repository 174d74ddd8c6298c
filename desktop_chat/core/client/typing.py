"""Who is typing: what we tell of ourselves, and how long we believe it of others (IRCv3 typing)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

TYPING: Final = "+typing"
"""The tag."""
ACTIVE: Final = "active"
PAUSED: Final = "paused"
DONE: Final = "done"
BELIEVED_SECONDS: Final = {ACTIVE: 6.0, PAUSED: 30.0}
"""Since the last notification (Format)."""
LEAST_SECONDS: Final = 3.0
"""Between two notifications: they "MUST be throttled" (Format)."""


class OwnTyping:
    """What others are told of us, for one conversation at a time."""

    def __init__(self) -> None:
        self._target, self._state, self._told_at = "", DONE, -LEAST_SECONDS

    def write(self, target: str, text: str, now: float) -> str:
        """Take what stands in the field after a change; return the state to tell, "" for none.

        Args:
            target: The channel or nick that is open.
            text: A command is nobody's business.
            now: Monotonic seconds.
        """
        if target != self._target:
            self._target, self._state, self._told_at = target, DONE, -LEAST_SECONDS
        is_writing = bool(text.strip()) and (not text.startswith("/") or text.startswith("//"))
        if is_writing:
            return self._tell(ACTIVE, now)
        return self._tell(DONE, now) if self._state != DONE else ""

    def rest(self, now: float) -> str:
        """Note that nothing was typed for a while; return the state to tell."""
        return self._tell(PAUSED, now) if self._state == ACTIVE else ""

    def sent(self) -> None:
        """Note that a message was sent, which says it all."""
        self._state = DONE

    def _tell(self, state: str, now: float) -> str:
        if now - self._told_at < LEAST_SECONDS:
            return ""
        self._state, self._told_at = state, now
        return state


class TypingPeople:
    """Who else is typing, in all conversations. Names are compared as they come."""

    def __init__(self) -> None:
        self._until: dict[tuple[str, str], float] = {}

    def hear(self, conversation: str, nick: str, state: str, now: float) -> None:
        """Take a notification: until when it is believed."""
        self.stop(nick, conversation)
        if state in BELIEVED_SECONDS:
            self._until[conversation, nick] = now + BELIEVED_SECONDS[state]

    def stop(self, nick: str, conversation: str | None = None) -> None:
        """Forget somebody: they said what they were typing, or left; None means everywhere."""
        self._keep(lambda where, who: who != nick or conversation not in {None, where})

    def _keep(self, wanted: Callable[[str, str], bool]) -> None:
        self._until = {key: until for key, until in self._until.items() if wanted(*key)}

    def clear(self) -> None:
        """Forget everybody."""
        self._until.clear()

    def who(self, conversation: str, now: float) -> tuple[str, ...]:
        """Return who is typing in a conversation, those that began first in front."""
        self._until = {key: until for key, until in self._until.items() if until > now}
        return tuple(nick for where, nick in self._until if where == conversation)
