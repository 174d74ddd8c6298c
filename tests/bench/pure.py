"""The load engine in Python, for machines without a C compiler: slower than a fast server, but it checks the same."""

import math
import os
import selectors
import socket
import time
from contextlib import ExitStack

from tests.bench.plan import Outcome, Plan
from tests.bench.tally import Tally, text_of

RECEIVE_BYTES = 1 << 18
WAIT_SECONDS = 0.02
SECOND = 1_000_000_000


class Connection:
    """One client while the load runs."""

    def __init__(self, sock: socket.socket, channel: str, tally: Tally) -> None:
        self.socket, self.channel, self.tally = sock, channel, tally
        self.waiting = b""
        self.closed = False


class Sender:
    """One of those who talk."""

    def __init__(self, number: int, by: Connection, share: int) -> None:
        self.number, self.by, self.share, self.sent = number, by, share, 0

    def write(self, size: int) -> None:
        """Put the next message behind what waits."""
        text = text_of(time.monotonic_ns(), self.number, self.sent, size)
        self.by.waiting += b"PRIVMSG %s :%s\r\n" % (self.by.channel.encode(), text)
        self.sent += 1


class PureEngine:
    """Runs one plan."""

    def __init__(self, plan: Plan, stack: ExitStack) -> None:
        self._plan = plan
        self._selector = stack.enter_context(selectors.DefaultSelector())
        self._connections = []
        for place, client in enumerate(plan.clients):
            sock = stack.enter_context(socket.socket(fileno=os.dup(client.descriptor)))
            sock.settimeout(0)
            self._connections.append(Connection(sock, client.channel, Tally(plan.size, is_timed=plan.is_sampled(place))))
            if not client.is_deaf:
                self._selector.register(sock, selectors.EVENT_READ, self._connections[-1])
        shares = zip(plan.senders, plan.shares(), strict=True)
        self._senders = [Sender(number, self._connections[place], share) for number, (place, share) in enumerate(shares)]
        self._sent = 0

    def run(self) -> Outcome:
        """Send, receive and check until all is there, or nothing comes any more."""
        plan, expected = self._plan, self._plan.expected()
        begun = last = time.monotonic_ns()
        delivered = 0
        while delivered < expected:
            moment = time.monotonic_ns()
            is_over = moment - begun > plan.limit_seconds * SECOND
            if is_over or (self._sent == plan.messages and moment - last > plan.quiet_seconds * SECOND):
                break
            self._send(begun, delivered, max(expected / plan.messages, 1e-9))
            self._receive()
            before, delivered = delivered, sum(one.tally.heard for one in self._connections)
            last = time.monotonic_ns() if delivered > before else last
        elapsed = (last if delivered >= expected else time.monotonic_ns()) - begun
        over = time.monotonic_ns()
        while time.monotonic_ns() - over < plan.linger_seconds * SECOND:
            self._receive()
        return self._outcome(elapsed / SECOND, expected)

    def _send(self, begun: int, delivered: int, fan: float) -> None:
        plan = self._plan
        if plan.rate:
            due = min(plan.messages, int((time.monotonic_ns() - begun) / SECOND * plan.rate) + 1)
            for number in range(self._sent, due):
                self._senders[number % len(self._senders)].write(plan.size)
            self._sent = max(self._sent, due)
        else:
            for sender in self._senders:
                room = plan.window - (self._sent - int(delivered / fan)) if plan.window else plan.messages
                count = 0 if sender.by.waiting else max(0, min(math.ceil(room / len(self._senders)), sender.share - sender.sent, 400))
                for _ in range(count):
                    sender.write(plan.size)
                self._sent += count
        for sender in self._senders:
            self._flush(sender.by)

    def _flush(self, one: Connection) -> None:
        if one.waiting and not one.closed:
            try:
                one.waiting = one.waiting[one.socket.send(one.waiting) :]
            except BlockingIOError:
                pass
            except OSError:
                self._hang_up(one)

    def _hang_up(self, one: Connection) -> None:
        self._selector.unregister(one.socket)
        one.closed = True

    def _receive(self) -> None:
        for key, _ in self._selector.select(0.001 if self._plan.rate else WAIT_SECONDS):
            one: Connection = key.data
            try:
                data = one.socket.recv(RECEIVE_BYTES)
            except BlockingIOError:
                continue
            except OSError:
                data = b""
            if not data:
                self._hang_up(one)
                continue
            for line in one.tally.feed(data, time.monotonic_ns()):
                if line.startswith(b"PING ") or b" PING " in line[:100]:
                    one.waiting += b"PONG " + line.partition(b"PING ")[2] + b"\r\n"
                    self._flush(one)

    def _outcome(self, elapsed: float, expected: int) -> Outcome:
        tallies = [one.tally for one in self._connections]
        delays = sorted(delay for tally in tallies for delay in tally.delays_ns)

        def percentile(part: float) -> float:
            return delays[min(len(delays) - 1, int(part * len(delays)))] / 1e6 if delays else 0.0

        return Outcome(
            elapsed,
            self._sent,
            expected,
            sum(tally.heard for tally in tallies),
            sum(tally.ahead for tally in tallies),
            sum(tally.behind for tally in tallies),
            sum(tally.broken for tally in tallies),
            sum(one.closed for one in self._connections),
            0.0,
            percentile(0.5),
            percentile(0.99),
            percentile(1.0),
        )


def run_pure(plan: Plan) -> Outcome:
    """Run a plan on this thread."""
    with ExitStack() as stack:
        return PureEngine(plan, stack).run()
