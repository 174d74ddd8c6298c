"""The load engines see every line that is lost, doubled, reordered or broken. Nothing here depends on time."""

import shutil
import socket
import sys
import threading
from collections.abc import Callable
from contextlib import ExitStack

import pytest

from tests.bench.engine import Engine, build_engine, run_c
from tests.bench.plan import Client, Outcome, Plan
from tests.bench.pure import run_pure
from tests.bench.tally import Tally, text_of

MESSAGES = 20
WAIT_SECONDS = 20.0
Mischief = Callable[[list[bytes]], list[bytes]]


class Relay:
    """A server of one channel with three clients, the first of whom talks; it may treat the second badly."""

    def __init__(self, stack: ExitStack, mischief: Mischief) -> None:
        pairs = [socket.socketpair() for _ in range(3)]
        self.clients = [stack.enter_context(ours) for ours, _ in pairs]
        self._ends = [stack.enter_context(theirs) for _, theirs in pairs]
        for end in self._ends:
            end.settimeout(WAIT_SECONDS)
        self._mischief = mischief
        self.answer = b""
        self._thread = threading.Thread(target=self._serve, name="relay")
        self._thread.start()

    def _serve(self) -> None:
        with self._ends[0].makefile("rb") as file:
            lines = [b"@time=now :u!u@h " + file.readline() for _ in range(MESSAGES)]
        self._ends[1].sendall(b":irc.example PING token\r\n" + b"".join(self._mischief(lines)))
        whole = b"".join(lines)
        for start in range(0, len(whole), 97):  # In pieces that end anywhere.
            self._ends[2].sendall(whole[start : start + 97])
        self.answer = self._ends[1].recv(100)

    def run(self, engine: Engine, *, deaf: bool = False) -> Outcome:
        """Let an engine talk and listen."""
        clients = tuple(Client(sock.fileno(), "#load", is_deaf=deaf and place == 2) for place, sock in enumerate(self.clients))
        plan = Plan(clients, (0,), MESSAGES, window=0, sampled=3, quiet_seconds=0.2, linger_seconds=0.2)
        outcome = engine(plan)
        self._thread.join()
        return outcome


def with_c(plan: Plan) -> Outcome:
    """Run a plan in C."""
    program = build_engine()
    assert program is not None
    return run_c(program, plan)


ENGINES = (
    pytest.param(run_pure, id="python"),
    pytest.param(
        with_c, id="c", marks=pytest.mark.skipif(shutil.which("cc") is None or sys.platform != "linux", reason="Linux and cc only")
    ),
)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("mischief", "delivered", "ahead", "behind", "broken"),
    [
        pytest.param(lambda lines: lines, 40, 0, 0, 0, id="none"),
        pytest.param(lambda lines: lines[:5] + lines[6:], 39, 1, 0, 0, id="lost"),
        pytest.param(lambda lines: [*lines, lines[-1]], 41, 0, 1, 0, id="doubled"),
        pytest.param(lambda lines: [*lines[:3], lines[4], lines[3], *lines[5:]], 40, 1, 1, 0, id="reordered"),
        pytest.param(lambda lines: [*lines[:-1], lines[-1][:-5] + b"\r\n"], 39, 0, 0, 1, id="cut"),
        pytest.param(lambda lines: [*lines[:-1], lines[-1].replace(b"xxx", b"xyx")], 39, 0, 0, 1, id="changed"),
    ],
)
def test_every_fault_is_seen(engine: Engine, mischief: Mischief, delivered: int, ahead: int, behind: int, broken: int) -> None:
    """The figures of a server that loses lines are worth nothing."""
    with ExitStack() as stack:
        relay = Relay(stack, mischief)
        outcome = relay.run(engine)
    assert (outcome.sent, outcome.expected, outcome.delivered) == (MESSAGES, 40, delivered)
    assert (outcome.ahead, outcome.behind, outcome.broken, outcome.closed) == (ahead, behind, broken, 0)
    assert (outcome.faults == 0) == (delivered == 40 and not ahead)
    assert outcome.p99_ms > 0
    assert relay.answer == b"PONG token\r\n"


@pytest.mark.parametrize("engine", ENGINES)
def test_who_is_deaf_is_not_waited_for(engine: Engine) -> None:
    """Its lines are not expected."""
    with ExitStack() as stack:
        outcome = Relay(stack, lambda lines: lines).run(engine, deaf=True)
    assert (outcome.expected, outcome.delivered, outcome.faults) == (20, 20, 0)


def test_messages_are_shared_out_evenly() -> None:
    """And what is expected follows from who hears whom."""
    clients = (*(Client(0, "#a") for _ in range(5)), *(Client(0, "#b") for _ in range(3)), Client(0, "#b", is_deaf=True))
    plan = Plan(clients, (0, 1, 5), 10)
    assert plan.shares() == [4, 3, 3]
    assert plan.expected() == 4 * 4 + 3 * 4 + 3 * 2
    assert [place for place in range(9) if Plan(clients, (0,), 1, sampled=3).is_sampled(place)] == [0, 3, 6]


def test_a_stream_may_end_a_piece_anywhere() -> None:
    """The pieces of a line are put together; other lines are given back."""
    line = b":u!u@h PRIVMSG #load :" + text_of(5, 1, 0, 60) + b"\r\n"
    tally = Tally(60, is_timed=True)
    others = [other for byte in b":irc NOTICE u :x\r\n" + line for other in tally.feed(bytes([byte]), 12)]
    assert others == [b":irc NOTICE u :x"]
    assert (tally.heard, tally.broken, tally.delays_ns) == (1, 0, [7])
