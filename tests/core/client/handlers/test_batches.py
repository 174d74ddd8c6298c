"""Messages of several lines as one (IRCv3 multiline, batch)."""

import pytest

from desktop_chat.core.client.events import MemberQuit, MessageArrived, MessageKind
from desktop_chat.core.client.handlers.batches import GATHERED_AT_ONCE, LINES_GATHERED
from tests.support.guest import NOON, Guest

OPEN = "@msgid=xxx;time=2023-11-14T22:13:21.000Z :bob!b@h BATCH +123 draft/multiline #tea"
SPOKEN = (
    "@batch=123 :bob!b@h PRIVMSG #tea hello",
    "@batch=123 :bob!b@h PRIVMSG #tea :",
    "@batch=123 :bob!b@h PRIVMSG #tea :how is ",
    "@batch=123;draft/multiline-concat :bob!b@h PRIVMSG #tea :everyone?",
)


def test_lines_are_told_as_one_message_at_the_end(guest: Guest) -> None:
    """Multiline, Batch types: "wait until the full batch has been received"; id and time stand on the opening."""
    assert guest.hear(OPEN, *SPOKEN) == []
    text = "hello\n\nhow is everyone?"
    assert guest.hear(":bob!b@h BATCH -123") == [MessageArrived("#tea", "bob", text, MessageKind.TALK, NOON.wall + 1, "xxx", mine=False)]


def test_notices_and_own_echoes_are_told_so(guest: Guest) -> None:
    """Multiline, Examples: "also valid if every instance of PRIVMSG is replaced with NOTICE"."""
    guest.hear(":ann!a@h BATCH +1 draft/multiline bob", "@batch=1 :ann!a@h NOTICE bob :x", "@batch=1 :ann!a@h NOTICE bob :y")
    (event,) = guest.hear("BATCH -1")
    assert event == MessageArrived("bob", "ann", "x\ny", MessageKind.NOTICE, NOON.wall, "", mine=True)


def test_others_may_speak_meanwhile(guest: Guest) -> None:
    """Batch, Interleaving batches."""
    guest.hear(OPEN, ":cem!c@h BATCH +9 draft/multiline #tea", SPOKEN[0], "@batch=9 :cem!c@h PRIVMSG #tea :second")
    texts = [
        event.text for event in guest.hear(":dan!d@h PRIVMSG #tea :first", "BATCH -9", "BATCH -123") if isinstance(event, MessageArrived)
    ]
    assert texts == ["first", "second", "hello"]


def test_lines_of_other_batches_are_taken_as_they_come(guest: Guest) -> None:
    """Batch: "Client MAY ignore the type and process messages one by one"; one in another ends like any."""
    assert guest.hear(":irc BATCH +n netsplit a b", "@batch=n :bob!b@h QUIT :a b", ":irc BATCH -n") == [MemberQuit("bob", "a b")]
    guest.hear(":irc BATCH +outer chathistory #tea", "@batch=outer;" + OPEN[1:], *SPOKEN)
    assert len(guest.hear("@batch=outer :bob!b@h BATCH -123", ":irc BATCH -outer")) == 1


@pytest.mark.parametrize(
    "line", ["BATCH -123", "BATCH :", "BATCH", "BATCH -none", ":b BATCH +1 draft/multiline", "BATCH +2", "@batch=none :bob!b@h TAGMSG #tea"]
)
def test_what_makes_no_message_means_nothing(guest: Guest, line: str) -> None:
    """An empty batch is "a no-op"; a broken line of a host disturbs nobody."""
    assert guest.hear(OPEN, "@batch=123 :bob!b@h TAGMSG #tea", "@batch=123 :bob!b@h PRIVMSG #tea", line) == []


def test_a_host_that_never_ends_fills_no_memory(guest: Guest) -> None:
    """Neither with lines nor with batches: those beyond are single messages."""
    guest.hear(OPEN, *[SPOKEN[0]] * (LINES_GATHERED + 1))
    (event,) = guest.hear("BATCH -123")
    assert isinstance(event, MessageArrived)
    assert event.text.count("\n") == LINES_GATHERED - 1
    guest.hear(*[f":bob!b@h BATCH +{number} draft/multiline #tea" for number in range(GATHERED_AT_ONCE + 1)])
    assert len(guest.hear(f"@batch={GATHERED_AT_ONCE} :bob!b@h PRIVMSG #tea :x")) == 1
