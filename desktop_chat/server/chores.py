"""`server-work`: does for the engine what takes long, such as hashing a password, one thing after the other."""

import logging
import queue

from desktop_chat.core.server.effects import Work
from desktop_chat.server.inbox import Done, Inbox

log = logging.getLogger(__name__)


class Chores:
    """What is to be done, and the thread that does it.

    A session waits for one thing at a time, so the queue is no longer than there are sessions.

    Args:
        inbox: Gets what came out.
    """

    def __init__(self, inbox: Inbox) -> None:
        self._inbox = inbox
        self._queue: queue.SimpleQueue[Work | None] = queue.SimpleQueue()

    def put(self, work: Work) -> None:
        """Have something done. Any thread; never blocks."""
        self._queue.put(work)

    def stop(self) -> None:
        """Let `run` end after what it is at. Any thread."""
        self._queue.put(None)

    def run(self) -> None:
        """Do one thing after the other until told to stop."""
        while (work := self._queue.get()) is not None:
            try:
                result: object = work.run()
            except Exception as error:
                log.exception("work for a session failed")
                result = error
            self._inbox.put(Done(work.to, work, result))
