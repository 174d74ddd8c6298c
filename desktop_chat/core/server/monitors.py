"""Who wants to know when which nicks come and go (IRCv3 monitor)."""

from desktop_chat.core.wire.names import fold


class Monitors:
    """The lists of all sessions, and for each nick the sessions that have it on theirs.

    Args:
        limit: Nicks on one list.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._targets: dict[int, dict[str, str]] = {}
        self._watchers: dict[str, set[int]] = {}

    def add(self, session_id: int, nick: str) -> bool:
        """Put a valid nick on a session's list, if it is not there; return whether it is there now."""
        folded, targets = fold(nick), self._targets.setdefault(session_id, {})
        if folded not in targets and len(targets) >= self._limit:
            return False
        targets.setdefault(folded, nick)
        self._watchers.setdefault(folded, set()).add(session_id)
        return True

    def remove(self, session_id: int, nick: str) -> None:
        """Take a nick off a session's list, if it is there."""
        folded = fold(nick)
        if self._targets.get(session_id, {}).pop(folded, None) is None:
            return
        watchers = self._watchers[folded]
        watchers.discard(session_id)
        if not watchers:
            del self._watchers[folded]

    def clear(self, session_id: int) -> None:
        """Empty a session's list."""
        for nick in self.targets(session_id):
            self.remove(session_id, nick)
        self._targets.pop(session_id, None)

    def targets(self, session_id: int) -> list[str]:
        """Return the nicks on a session's list as it wrote them, in its order."""
        return list(self._targets.get(session_id, {}).values())

    def watchers(self, folded: str) -> tuple[int, ...]:
        """Return the sessions that have a folded nick on their list."""
        return tuple(sorted(self._watchers.get(folded, ())))
