"""What the room wants done is looked at where it was decided, not where it is sent."""

import pytest

from desktop_chat.core.server.effects import Close, Deliver, Effect, Retag, Send, fit_to_send
from desktop_chat.core.server.outgoing import Outgoing
from desktop_chat.core.wire.errors import UsageError
from desktop_chat.core.wire.message import Message

FINE = Outgoing(Message("PING", ("x",)), wall=0.0)
BROKEN = Outgoing(Message("NOTICE", ("two words", "text")), wall=0.0)


def test_effects_that_can_be_sent_come_back_as_they_are() -> None:
    """A change of tags has no line to look at."""
    effects: list[Effect] = [Send(1, FINE), Retag(1, 4), Deliver((1, 2), FINE), Close(1, FINE)]
    assert fit_to_send(effects) is effects


@pytest.mark.parametrize("effect", [Send(1, BROKEN), Deliver((1, 2), BROKEN), Close(1, BROKEN)])
def test_a_line_that_cannot_stand_on_the_wire_is_an_error_at_once(effect: Effect) -> None:
    """It costs who caused it, and nobody else."""
    with pytest.raises(UsageError):
        fit_to_send([Send(1, FINE), effect])
