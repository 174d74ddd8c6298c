"""`server-engine`: the one thread that owns the room. Drain, decide, commit, deliver.

Every other thread only posts to its inbox, so nothing here needs a lock. Load makes the batches larger and each
message cheaper.
"""

import logging
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from desktop_chat.core.instant import Instant
from desktop_chat.core.server.effects import Close, Deliver, Effect, Keep, Work, fit_to_send
from desktop_chat.core.server.outgoing import Outgoing
from desktop_chat.core.server.world import World
from desktop_chat.core.wire.message import Message
from desktop_chat.net.clock import Clock
from desktop_chat.net.deadline import Deadline
from desktop_chat.net.sockets import PeerSocket
from desktop_chat.server.chores import Chores
from desktop_chat.server.commits import Commits
from desktop_chat.server.delivery import Delivery
from desktop_chat.server.flush import BacklogFull, Flusher
from desktop_chat.server.inbox import Arrived, Ask, Done, Gone, HandedOver, Inbox, Item, Lines, Lost
from desktop_chat.server.peer import Peer
from desktop_chat.server.shared_reader import SharedReader
from desktop_chat.server.throttle import Throttle
from desktop_chat.server.watch import Plan, RoomWatch
from desktop_chat.store.room_log import StoreError

log = logging.getLogger(__name__)

TICK_SECONDS = 1.0
"""How often silence is judged: the room's times are tens of seconds."""
CLOSE_SECONDS = 3.0
"""How long a peer that got its last line may take to close its side."""
LINGER_SECONDS = 1.0
"""How long the end of the room waits for members to read their last line and hang up: ending a connection into which a
member still writes throws away what it has not read yet."""
READERS_SECONDS = 1.0
"""And then for its readers; together well within the three seconds that stopping may take."""


class Others(NamedTuple):
    """The other threads of a room, as far as the engine calls on them."""

    flusher: Flusher
    """Takes over full sockets."""
    chores: Chores
    """Does what takes long."""
    start_reader: Callable[[Peer], None]
    """Starts the thread that reads a new peer; raises RuntimeError if there is no room for one more."""


class Engine:
    """One room's engine. Everything runs on its thread but the constructor, `count_peers` and `watch`.

    Args:
        world: The rules and all state.
        commits: Keeps messages before they are delivered; also the archive of the rules.
        inbox: What the other threads post.
        shared: By which it gets that, and reads what is handed over to it.
        others: The other threads of the room, as far as it calls on them.
        clock: Tells the time, once a pass.
    """

    def __init__(
        self,
        world: World,
        commits: Commits,
        *,
        inbox: Inbox,
        shared: SharedReader,
        others: Others,
        clock: Clock,
    ) -> None:
        self._world, self._commits = world, commits  # Whoever opened the log closes it, after `run`.
        self._inbox, self._shared, self._others, self._clock = inbox, shared, others, clock
        self._delivery = Delivery()
        self._throttle = Throttle(lambda: world.config.flood_limit, world.is_exempt)
        self._peers: dict[int, Peer] = {}
        self._do_pass: Callable[[list[Item]], None] = self._pass
        self._ended: list[int] = []
        self._last_peer_id = 0
        self._next_tick = clock.now().monotonic + TICK_SECONDS

    def run(self) -> None:
        """Serve until the inbox says stop; then end everybody and return."""
        while self._inbox.stopping is None:
            items = self._shared.collect(self._throttle.seconds_to_next(TICK_SECONDS))
            try:
                self._do_pass(items)
            except Exception:
                log.exception("a pass of %d items failed", len(items))
            # Letting go of all that takes time too: now, while the members read and answer, and not before what they say is read.
            items.clear()
            self._commits.end()
            self._bury()
        self._end(self._inbox.stopping.reason)

    def count_peers(self) -> int:
        """Return how many connections there are. Any thread."""
        return len(self._peers)

    def watch(self, watch: RoomWatch | None) -> None:
        """Let somebody see every pass, from the next one on; None for nobody. Any thread."""
        self._do_pass = self._pass if watch is None else partial(self._watched_pass, watch)

    def _watched_pass(self, watch: RoomWatch, items: list[Item]) -> None:
        """Do the same as `_pass`, step by step."""
        now = self._clock.now()
        effects = self._decide_all(items, now)
        watch.decided(items, effects)
        if effects:
            self._commits.commit()
            watch.committed()
            self._deliver(effects, now, watch.counting(self._delivery.plan))
            watch.delivered()
        elif not items:
            self._tidy(now)

    def _pass(self, items: list[Item]) -> None:
        now = self._clock.now()
        effects = self._decide_all(items, now)
        if effects:
            self._commits.commit()
            self._deliver(effects, now)
        elif not items:
            self._tidy(now)

    def _decide_all(self, items: list[Item], now: Instant) -> list[Effect]:
        effects: list[Effect] = []
        self._commits.begin(effects, lambda lost: self._not_stored(lost, now))
        for item in self._throttle.admit(items, now.monotonic):
            try:
                if type(item) is Lines:  # Nearly all are.
                    self._peers[item.peer_id].took(item.weight)
                    self._world.receive_all(item.peer_id, item.lines, now, effects)
                else:
                    self._handle(item, effects, now)
            except Exception:
                log.exception("handling %s failed", type(item).__name__)
                if isinstance(item, Lines | Lost | Gone | Done):  # It ends that client and nothing else.
                    effects += self._expel(item.peer_id, now)
        if now.monotonic >= self._next_tick:
            self._next_tick = now.monotonic + TICK_SECONDS
            effects += self._tick(now)
        return effects

    def _handle(self, item: Item, effects: list[Effect], now: Instant) -> None:
        match item:  # A `Stop` only ends the wait.
            case Arrived(sock, host):
                effects += self._welcome(sock, host, now)
            case Gone(peer_id, reason):
                self._ended.append(peer_id)
                effects += fit_to_send(self._world.disconnect(peer_id, reason, now))
                # Who closed only its own half still reads what this pass has for it, and why it ends.
                effects.append(Close(peer_id, error_line(reason, now)))
            case Lost(peer_id, reason):
                effects += fit_to_send(self._world.disconnect(peer_id, reason, now))
            case Done(_, work, result):
                self._world.resume(work, result, now, effects)
            case HandedOver(peer_id):
                self._shared.take(self._peers[peer_id])
            case Ask(do):
                effects += fit_to_send(do(self._world, now))

    def _welcome(self, sock: PeerSocket, host: str, now: Instant) -> list[Effect]:
        self._last_peer_id += 1
        peer = Peer(self._last_peer_id, sock, self._inbox, self._others.flusher)
        try:
            self._others.start_reader(peer)
        except RuntimeError:
            log.warning("no thread for one more client: %s is turned away", host)
            sock.close()
            return []
        self._peers[peer.id] = peer
        self._delivery.add(peer.id)
        try:
            return fit_to_send(self._world.connect(peer.id, host, now))
        except Exception:
            log.exception("greeting %s failed", host)
            return self._expel(peer.id, now)

    def _bury(self) -> None:
        """Give back the connections whose readers have ended."""
        for peer_id in self._ended:
            self._delivery.remove(peer_id)
            self._peers.pop(peer_id).release()
        self._ended.clear()

    def _expel(self, peer_id: int, now: Instant) -> list[Effect]:
        """Forget a client after an error of ours; it gets an ERROR, the others see it quit."""
        reason = "Internal error"
        try:
            effects = fit_to_send(self._world.disconnect(peer_id, reason, now))
        except Exception:
            log.exception("forgetting a client failed")
            effects = []
        return [*effects, Close(peer_id, error_line(reason, now))]

    def _tick(self, now: Instant) -> list[Effect]:
        for peer in self._peers.values():
            if peer.closing_since is not None and now.monotonic - peer.closing_since >= CLOSE_SECONDS:
                peer.socket.reset()
        try:
            return fit_to_send(self._world.tick(now))
        except Exception:
            log.exception("a tick failed")
            return []

    def _not_stored(self, lost: Deliver | Keep, now: Instant) -> list[Effect]:
        try:
            return fit_to_send(self._world.not_stored(lost, now))
        except Exception:
            log.exception("a sender could not be told that something was not kept")
            return []

    def _tidy(self, now: Instant) -> None:
        try:
            self._commits.log.tidy(int(now.wall * 1000))
        except StoreError:
            log.exception("tidying the log failed")

    def _deliver(self, effects: list[Effect], now: Instant, plan: Plan | None = None) -> None:
        """Send every receiver its block; what goes wrong with one receiver ends that one."""
        peers = self._peers
        for peer_id, block in (plan or self._delivery.plan)(effects):
            peer = peers[peer_id]
            if peer.closing_since is None:
                try:
                    peer.send(block)
                except Exception as error:  # noqa: BLE001
                    self._not_sent(peer, error, now)
        for effect in effects:
            if type(effect) is Work:
                self._others.chores.put(effect)
            elif type(effect) is Close and effect.to in peers:
                peers[effect.to].finish(now.monotonic)

    def _not_sent(self, peer: Peer, error: Exception, now: Instant) -> None:
        if isinstance(error, BacklogFull):
            log.info("peer %d reads too slowly and is dropped", peer.id)
            peer.drop(error_line("slow reader", now).bytes_for(0), now.monotonic)
            self._inbox.put(Lost(peer.id, "slow reader"))
            return
        if not isinstance(error, OSError):
            log.error("sending to peer %d failed", peer.id, exc_info=error)
            peer.closing_since = now.monotonic
        # Its reader sees the end too, and posts it.
        peer.socket.shutdown()

    def _end(self, reason: str) -> None:
        """Give everybody a last line, and time to read it; then end all connections and wait for their readers."""
        try:
            now = self._clock.now()
            self._deliver(self._world.close(reason, now), now)
        except Exception:
            log.exception("the last line could not be sent")
        for item in self._throttle.release():
            self._end_item(item)
        self._wait_for_readers(LINGER_SECONDS)
        for peer in self._peers.values():
            peer.socket.shutdown()
        self._wait_for_readers(READERS_SECONDS)

    def _wait_for_readers(self, seconds: float) -> None:
        deadline = Deadline(seconds)
        while True:
            items = self._shared.collect(deadline.remaining() if self._peers else 0)
            for item in items:
                self._end_item(item)
            if deadline.is_over() or not (items or self._peers):
                return

    def _end_item(self, item: Item) -> None:
        match item:
            case Arrived(sock):
                sock.close()
            case Lines(peer_id, _, weight):
                self._peers[peer_id].took(weight)
            case HandedOver(peer_id):
                self._shared.take(self._peers[peer_id])
            case Gone(peer_id):
                self._peers.pop(peer_id).release()


def error_line(reason: str, now: Instant) -> Outgoing:
    """Return `ERROR :reason` (Modern #error-message)."""
    return Outgoing(Message("ERROR", (reason,)), wall=now.wall)
