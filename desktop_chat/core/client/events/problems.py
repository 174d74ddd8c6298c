"""What can go wrong for a member, told apart by what a person can do about it."""

from enum import StrEnum


class NickRefusal(StrEnum):
    """Why the host did not take a nick."""

    IN_USE = "in use"
    """Somebody else has it (433, 436)."""
    ERRONEOUS = "erroneous"
    """The host does not allow it as a name (431, 432)."""
    UNAVAILABLE = "unavailable"
    """Not now: it was just given back, is reserved, or changes too often (437 and what Ergo and others use beside it)."""


class LinkProblem(StrEnum):
    """Why a link could not be made or did not last."""

    BAD_ADDRESS = "bad address"
    NAME_UNKNOWN = "name unknown"
    REFUSED = "refused"
    TIMED_OUT = "timed out"
    """No answer to the connect, or no welcome in time."""
    UNREACHABLE = "unreachable"
    BAD_PASSWORD = "bad password"  # noqa: S105
    BANNED = "banned"
    ACCOUNT_REQUIRED = "account required"
    """The host lets in only who has an account."""
    TAKEN_OVER = "taken over"
    """We came in again from another connection; to come back by itself would throw that one out."""
    NOT_SECURE = "not secure"
    """It does not speak TLS as it should."""
    KEY_CHANGED = "key changed"
    """Whoever answers has another key than was expected: somebody else may be answering."""
    BAD_INVITATION = "bad invitation"
    EXPIRED_INVITATION = "expired invitation"
    CLOSED_BY_HOST = "closed by host"
    """The host hung up; the detail is the reason it gave."""
    SILENT = "silent"
    """Nothing was heard for too long."""
    BROKEN = "broken"
    """The connection broke."""
    INTERNAL = "internal"
    """Our own mistake; the log says more."""


class HostProblem(StrEnum):
    """Why a room could not be opened."""

    BAD_NAME = "bad name"
    PORT_IN_USE = "port in use"
    ADDRESS_UNUSABLE = "address unusable"
    STORE_UNUSABLE = "store unusable"
    STORE_DAMAGED = "store damaged"
    """The room's log is not whole, or of a newer program: it is left as it is."""
    KEY_UNUSABLE = "key unusable"
    """The room's own key cannot be read or written."""
    INTERNAL = "internal"
