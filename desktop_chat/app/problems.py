"""What went wrong, as one sentence that a person can act on."""

from desktop_chat.core.client.events import HostProblem
from desktop_chat.core.wire.errors import ChatError
from desktop_chat.i18n import tr
from desktop_chat.net.errors import AddressInUse, KeyUnusable, NetError
from desktop_chat.store.room_log import StoreDamaged, StoreError, StoreLocked

HOST_PROBLEMS: tuple[tuple[type[Exception], HostProblem], ...] = (
    (AddressInUse, HostProblem.PORT_IN_USE),
    (KeyUnusable, HostProblem.KEY_UNUSABLE),
    (NetError, HostProblem.ADDRESS_UNUSABLE),
    (StoreDamaged, HostProblem.STORE_DAMAGED),
    (StoreError, HostProblem.STORE_UNUSABLE),
)
"""The first that fits counts."""


class StartProblem(ChatError):
    """The program cannot do what it was started for; the text is a translated sentence for the person who started it."""


def host_problem(error: Exception) -> HostProblem:
    """Return the kind of problem that kept a room from opening."""
    return next((problem for kind, problem in HOST_PROBLEMS if isinstance(error, kind)), HostProblem.INTERNAL)


def host_sentence(error: Exception, *, port: int) -> str:
    """Return why a room could not be opened.

    Args:
        error: What `RoomServer.start` raised.
        port: The port that was asked for.
    """
    match error:
        case AddressInUse():
            return tr("Port {port} is used by another program. Choose another one with --port, or leave it out.", port=port)
        case KeyUnusable():
            return tr("The room's key cannot be used ({reason}). Mend that file, or choose another folder with --data-dir.", reason=error)
        case NetError():
            return tr("This computer cannot listen there: {reason}.", reason=error)
        case StoreLocked():
            return tr("Another Desktop Chat is hosting with the same data folder. Close it, or choose another with --data-dir.")
        case StoreDamaged():
            return tr("The room's log cannot be used ({reason}). Choose another data folder with --data-dir.", reason=error)
        case _:
            return tr("The room's log cannot be written: {reason}.", reason=error)
