"""One deadline for a whole procedure."""

from desktop_chat.net.deadline import Deadline


def test_what_remains_shrinks_and_never_is_below_nothing() -> None:
    """A step gets what the steps before it left."""
    deadline = Deadline(60.0)
    first, second = deadline.remaining(), deadline.remaining()
    assert 0.0 < second <= first <= 60.0
    assert not deadline.is_over()


def test_a_deadline_in_the_past_is_over() -> None:
    """Nothing remains, not less than nothing."""
    deadline = Deadline(-1.0)
    assert deadline.remaining() == 0.0
    assert deadline.is_over()
