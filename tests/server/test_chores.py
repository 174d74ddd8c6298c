"""`Chores`: what takes long happens on a thread of its own, and the room hears what came of it."""

import threading

from desktop_chat.core.server.effects import Work
from desktop_chat.core.server.turn import Turn
from desktop_chat.server.chores import Chores
from desktop_chat.server.inbox import Done, Inbox
from tests.support.faults import InjectedError
from tests.support.guards import Errors


def then(_turn: Turn, _result: object) -> None:
    """Nothing more to do."""


def fail() -> object:
    """Fail."""
    raise InjectedError("work")


def test_results_are_posted_in_order(errors: Errors) -> None:
    """An error is a result too: the session that waits must be told."""
    inbox = Inbox()
    chores = Chores(inbox)
    works = [Work(1, lambda: 42, then), Work(2, fail, then), Work(1, lambda: 43, then)]
    for work in works:
        chores.put(work)
    chores.stop()
    chores.run()
    done = [item for item in inbox.drain(0) if isinstance(item, Done)]
    assert [(item.peer_id, item.work) for item in done] == [(1, works[0]), (2, works[1]), (1, works[2])]
    assert [done[0].result, type(done[1].result), done[2].result] == [42, InjectedError, 43]
    assert "work for a session failed" in errors.take(threading.current_thread().name).getMessage()
