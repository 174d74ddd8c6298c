"""Where the engine's work waits."""

import threading

from desktop_chat.server.inbox import LINE_BYTES, PASS_BYTES, PASS_ITEMS, Gone, Inbox, Lines, Stop

WAIT_SECONDS = 20.0


def lines(peer_id: int, size: int = 1) -> Lines:
    """Return a piece of this weight."""
    return Lines(peer_id, [b"x"], size)


def test_a_pass_takes_all_that_waits_in_order() -> None:
    """A burst of any size is one batch."""
    inbox = Inbox()
    for number in range(5):
        inbox.put(lines(number))
    inbox.put(Gone(5, "bye"))
    assert inbox.drain(WAIT_SECONDS) == [*(lines(number) for number in range(5)), Gone(5, "bye")]
    assert inbox.drain(0.001) == []


def test_the_first_item_ends_the_wait() -> None:
    """From whatever thread it comes."""
    inbox = Inbox()
    sender = threading.Thread(target=lambda: inbox.put(lines(1)))
    sender.start()
    assert inbox.drain(WAIT_SECONDS) == [lines(1)]
    sender.join()


def test_a_pass_is_bounded_by_weight() -> None:
    """What is left over begins the next one."""
    inbox = Inbox()
    for number in range(4):
        inbox.put(lines(number, PASS_BYTES // 2))
    assert [item.peer_id for item in inbox.drain(WAIT_SECONDS) if isinstance(item, Lines)] == [0, 1]
    assert [item.peer_id for item in inbox.drain(WAIT_SECONDS) if isinstance(item, Lines)] == [2, 3]


def test_a_pass_is_bounded_by_number() -> None:
    """A thousand who come or go at once are more than one pass."""
    inbox = Inbox()
    for number in range(PASS_ITEMS + 1):
        inbox.put(Gone(number, ""))
    assert len(inbox.drain(WAIT_SECONDS)) == PASS_ITEMS
    assert inbox.drain(WAIT_SECONDS) == [Gone(PASS_ITEMS, "")]


def test_stopping_is_known_before_what_waits_is_handled() -> None:
    """A flood does not hold up the end."""
    inbox = Inbox()
    inbox.put(lines(1, PASS_BYTES))
    inbox.stop("closing time")
    assert inbox.stopping == Stop("closing time")
    assert [inbox.drain(WAIT_SECONDS), inbox.drain(WAIT_SECONDS)] == [[lines(1, PASS_BYTES)], [Stop("closing time")]]


def test_a_line_weighs_more_than_its_bytes() -> None:
    """A Python object for two bytes of a flood is most of what it costs."""
    assert LINE_BYTES >= 48
