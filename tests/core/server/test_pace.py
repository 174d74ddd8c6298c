"""The bounds at the door, on a clock that only the test moves."""

from desktop_chat.core.server.pace import (
    BUCKETS_KEPT,
    JOIN_COST,
    Bucket,
    Buckets,
    DoorLimits,
    Gate,
    Rate,
    TurnedAway,
    line_cost,
)

SMALL = DoorLimits(
    connections=4,
    connections_per_address=2,
    arrivals=Rate(100, 1),
    arrivals_per_address=Rate(3, 1),
    lines=Rate(100, 10),
    lines_per_address=Rate(10, 2),
    data=Rate(10_000, 1_000),
    data_per_address=Rate(1_000, 100),
)


def test_a_bucket_fills_again_and_a_debt_takes_its_time() -> None:
    """A burst is free; what is more is paid at the rate; a clock that goes back gives nothing."""
    bucket = Bucket(Rate(10, 2), 100.0)
    assert [bucket.take(10, 100.0), bucket.take(4, 100.0), bucket.take(2, 101.0)] == [0.0, 2.0, 2.0]
    assert (bucket.level(99.0), bucket.level(103.0), bucket.level(200.0)) == (-4.0, 0.0, 10.0)
    assert (bucket.is_full(105.0), bucket.is_full(108.0)) == (False, True)


def test_an_address_pays_for_itself_and_all_pay_together() -> None:
    """The longer wait counts."""
    buckets = Buckets(Rate(2, 1), Rate(3, 1), 0.0)
    assert [buckets.take("a", 2, 0.0), buckets.take("b", 2, 0.0), buckets.take("a", 2, 0.0)] == [0.0, 1.0, 3.0]
    assert (buckets.has("c", 1, 0.0), buckets.has("c", 1, 10.0), buckets.has("c", 3, 10.0)) == (False, True, False)


def test_only_so_many_addresses_are_remembered() -> None:
    """Those at rest go first, then the oldest: a bound on what inventing addresses makes us hold."""
    buckets = Buckets(Rate(2, 1), Rate(1e9, 1), 0.0)
    for number in range(BUCKETS_KEPT):
        buckets.take(f"old-{number}", 2, 0.0)
    buckets.take("new", 5, 1.0)
    assert buckets.take("new", 0, 1.0) == 3.0
    buckets.take("newer", 1, 1e6)
    assert len(buckets._of) == 1


def test_connections_are_counted_by_address_and_in_total() -> None:
    """Who leaves makes room; this machine itself is bound by the total only."""
    gate = Gate(SMALL, 0.0)
    assert [gate.admit("10.0.0.1", 0.0, trusted=False) for _ in range(3)] == [None, None, TurnedAway.TOO_MANY_OF_ADDRESS]
    assert [gate.admit("127.0.0.1", 0.0, trusted=True) for _ in range(3)] == [None, None, TurnedAway.TOO_MANY]
    for host in ("127.0.0.1", "10.0.0.1"):
        gate.leave(host)
    assert gate.open == {"10.0.0.1": 1, "127.0.0.1": 1}
    assert gate.admit("10.0.0.1", 0.0, trusted=False) is None
    gate.leave("127.0.0.1")
    gate.leave("10.0.0.1")
    assert gate.admit("10.0.0.1", 0.0, trusted=False) is TurnedAway.TOO_FAST
    assert gate.admit("10.0.0.1", 1.0, trusted=False) is None
    assert gate.turned_away.total() == 3


def test_talk_is_paid_for_by_lines_and_by_bytes() -> None:
    """Whichever takes longer."""
    gate = Gate(SMALL, 0.0)
    assert gate.pay("a", b"PING x\r\n" * 10, 0.0) == 0.0
    assert gate.pay("a", b"PING x\r\n" * 4, 0.0) == 2.0
    assert gate.pay("b", b"x" * 1_500, 0.0) == 5.0


def test_a_join_costs_as_much_as_many_messages() -> None:
    """In any case, at the beginning of a line only."""
    assert line_cost(b"join #a\r\nPRIVMSG #a :JOIN us\r\nJOIN #b\r\n") == 3 + 2 * (JOIN_COST - 1)
    assert line_cost(b"") == 0


def test_without_flood_control_nobody_waits() -> None:
    """`serve --no-flood-control`: a hundred megabytes at once, and no number that stops being one."""
    gate = Gate(DoorLimits().without_flood_control(), 0.0)
    assert gate.pay("10.0.0.7", b"PRIVMSG #a :x\n" * 1_000_000, 0.0) == 0.0
    assert gate.pay("10.0.0.7", b"PRIVMSG #a :x\n", 1e6) == 0.0
