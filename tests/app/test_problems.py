"""Every way in which a room cannot open has its sentence and its kind."""

import pytest

from desktop_chat.app.problems import host_problem, host_sentence
from desktop_chat.core.client.events import HostProblem
from desktop_chat.net.errors import AddressInUse, AddressUnusable
from desktop_chat.store.room_log import StoreDamaged, StoreError, StoreLocked

CASES = [
    (AddressInUse("busy"), HostProblem.PORT_IN_USE, "Port 7000 is used by another program."),
    (AddressUnusable("no such address"), HostProblem.ADDRESS_UNUSABLE, "This computer cannot listen there: no such address."),
    (StoreLocked("busy"), HostProblem.STORE_UNUSABLE, "Another Desktop Chat is hosting with the same data folder."),
    (StoreDamaged("not a database"), HostProblem.STORE_DAMAGED, "The room's log cannot be used (not a database)."),
    (StoreError("disk full"), HostProblem.STORE_UNUSABLE, "The room's log cannot be written: disk full."),
]


@pytest.mark.parametrize(("error", "problem", "sentence"), CASES)
def test_a_problem_has_a_kind_and_a_sentence(error: Exception, problem: HostProblem, sentence: str) -> None:
    """One for the window, one for the command line."""
    assert host_problem(error) is problem
    assert host_sentence(error, port=7000).startswith(sentence)


def test_what_nobody_thought_of_is_our_own_mistake() -> None:
    """The log says more."""
    assert host_problem(ZeroDivisionError()) is HostProblem.INTERNAL
