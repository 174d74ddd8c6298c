"""The two kinds of error of the core: theirs and ours."""

from desktop_chat.core.wire.errors import ChatError, PeerError, UsageError


def test_a_peers_mistake_has_a_code_for_machines_and_a_text_for_people() -> None:
    """IRCv3 standard-replies: FAIL carries both."""
    error = PeerError("INVALID_UTF8", "This room speaks UTF-8 only")
    assert (error.code, str(error)) == ("INVALID_UTF8", "This room speaks UTF-8 only")


def test_whose_mistake_it_is_can_be_told() -> None:
    """A peer's mistake is answered, ours goes to the log: no handler for one catches the other."""
    assert issubclass(PeerError, ChatError)
    assert issubclass(UsageError, ChatError)
    assert not issubclass(PeerError, UsageError)
    assert not issubclass(UsageError, PeerError)
