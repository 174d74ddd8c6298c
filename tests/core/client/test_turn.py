"""How far a connection is, and what is collected on the way."""

from itertools import product

import pytest

from desktop_chat.core.client import turn as turn_module
from desktop_chat.core.client.events import Member
from desktop_chat.core.client.turn import NEXT_STATE, ConnectionState, Me, Trigger, nick_of
from desktop_chat.core.wire.errors import UsageError


@pytest.mark.parametrize(("state", "trigger"), list(product(ConnectionState, Trigger)))
def test_each_step_is_in_the_table_or_changes_nothing(state: ConnectionState, trigger: Trigger) -> None:
    """An illegal step is a bug of ours and says so."""
    me = Me("ann", (), "", state)
    if (state, trigger) in NEXT_STATE:
        me.advance(trigger)
        assert me.state is NEXT_STATE[state, trigger]
    else:
        with pytest.raises(UsageError, match=trigger.name):
            me.advance(trigger)
        assert me.state is state


def test_every_connection_can_end_once() -> None:
    """From each state but the last there is a way to CLOSED, and none back."""
    assert {state for state, trigger in NEXT_STATE if trigger is Trigger.END} == set(ConnectionState) - {ConnectionState.CLOSED}


def test_a_host_that_never_ends_its_names_does_not_fill_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """A limit beside every buffer."""
    monkeypatch.setattr(turn_module, "ROWS_COLLECTED", 10)
    me = Me("ann", (), "")
    for number in range(100):
        me.collect_names(f"#{number % 20}", [Member(f"m{number}")])
    assert sum(map(len, me.names.values())) < 10
    assert len(me.names) <= 10


@pytest.mark.parametrize(
    ("source", "nick"), [("ann!~a@host", "ann"), ("ann@host", "ann"), ("irc.example", "irc.example"), ("", ""), (None, "")]
)
def test_a_source_begins_with_a_nick_or_is_a_server(source: str | None, nick: str) -> None:
    """Modern #source: `servername / ( nickname [ "!" user ] [ "@" host ] )`."""
    assert nick_of(source) == nick
