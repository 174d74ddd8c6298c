"""`server-engine`: the one thread that owns the room. Drain, decide, commit, deliver.

Every other thread only posts to its inbox, so nothing here needs a lock. Load makes the batches larger and each
message cheaper.
"""

import logging
from collections.abc import Callable

from desktop_chat.core.instant import Instant
from desktop_chat.core.server.effects import Close, Deliver, Effect, Retag, Send
from desktop_chat.core.server.outgoing import Outgoing
from desktop_chat.core.server.world import World
from desktop_chat.core.wire.message import Message
from desktop_chat.net.clock import Clock
from desktop_chat.net.deadline import Deadline
from desktop_chat.net.sockets import PeerSocket
from desktop_chat.server.delivery import Delivery
from desktop_chat.server.flush import BacklogFull, Flusher
from desktop_chat.server.inbox import Arrived, Gone, Inbox, Item, Lines, Lost, Stop, drain
from desktop_chat.server.peer import Peer
from desktop_chat.store.room_log import RoomLog, StoreError

log = logging.getLogger(__name__)

TICK_SECONDS = 1.0
"""How often silence is judged: the room's times are tens of seconds."""
CLOSE_SECONDS = 3.0
"""How long a peer that got its last line may take to close its side."""
STOP_SECONDS = 2.0
"""How long the end of the room waits for its readers, within the three seconds that stopping may take."""

StartReader = Callable[[Peer], None]


class Engine:
    """One room's engine. Everything but the constructor runs on its thread.

    Args:
        world: The rules and all state.
        room_log: Where messages are kept before they are delivered.
        inbox: What the other threads post.
        flusher: Takes over full sockets.
        start_reader: Starts the thread that reads a new peer.
        clock: Tells the time, once a pass.
    """

    def __init__(
        self,
        world: World,
        room_log: RoomLog,
        *,
        inbox: Inbox,
        flusher: Flusher,
        start_reader: StartReader,
        clock: Clock,
    ) -> None:
        self._world, self._log = world, room_log
        self._inbox, self._flusher, self._start_reader, self._clock = inbox, flusher, start_reader, clock
        self._delivery = Delivery()
        self._peers: dict[int, Peer] = {}
        self._last_peer_id = 0
        self._next_tick = clock.now().monotonic + TICK_SECONDS
        self._stop: Stop | None = None

    def run(self) -> None:
        """Serve until `Stop` comes; then end everybody and return."""
        while self._stop is None:
            items = drain(self._inbox, TICK_SECONDS)
            try:
                self._pass(items)
            except Exception:
                log.exception("a pass of %d items failed", len(items))
        self._end(self._stop.reason)

    def _pass(self, items: list[Item]) -> None:
        now = self._clock.now()
        effects: list[Effect] = []
        for item in items:
            effects += self._decide(item, now)
        if now.monotonic >= self._next_tick:
            self._next_tick = now.monotonic + TICK_SECONDS
            effects += self._tick(now)
        if effects:
            self._deliver(self._commit(effects, now), now)
        elif not items:
            self._tidy()

    def _decide(self, item: Item, now: Instant) -> list[Effect]:
        """Return an item's effects. An error in one client's handling ends that client and nothing else."""
        try:
            effects = self._effects_of(item, now)
            for effect in effects:
                if not isinstance(effect, Retag):
                    effect.line.bytes_for(0)  # A line that cannot be encoded is an error here, not in others' delivery.
        except Exception:
            log.exception("handling %s failed", type(item).__name__)
            return [] if isinstance(item, Arrived | Stop) else self._expel(item.peer_id, "Internal error", now)
        return effects

    def _effects_of(self, item: Item, now: Instant) -> list[Effect]:
        match item:
            case Lines(peer_id, lines, size):
                return self._receive(peer_id, lines, size, now)
            case Arrived(sock, host):
                return self._welcome(sock, host, now)
            case Gone(peer_id, reason):
                return self._bury(peer_id, reason, now)
            case Lost(peer_id, reason):
                return self._world.disconnect(peer_id, reason, now)
            case Stop():
                self._stop = item
                return []

    def _receive(self, peer_id: int, lines: list[bytes], size: int, now: Instant) -> list[Effect]:
        effects: list[Effect] = []
        peer = self._peers[peer_id]
        peer.took(size)
        for line in lines:
            effects += self._world.receive(peer_id, line, now)
        return effects

    def _welcome(self, sock: PeerSocket, host: str, now: Instant) -> list[Effect]:
        self._last_peer_id += 1
        peer = Peer(self._last_peer_id, sock, self._inbox, self._flusher)
        try:
            self._start_reader(peer)
        except RuntimeError:
            log.warning("no thread for one more client: %s is turned away", host)
            sock.close()
            return []
        self._peers[peer.id] = peer
        self._delivery.add(peer.id)
        return self._world.connect(peer.id, host, now)

    def _bury(self, peer_id: int, reason: str, now: Instant) -> list[Effect]:
        peer = self._peers.pop(peer_id)
        self._delivery.remove(peer_id)
        peer.release()
        return self._world.disconnect(peer_id, reason, now)

    def _expel(self, peer_id: int, reason: str, now: Instant) -> list[Effect]:
        """Forget a client after an error of ours; it gets an ERROR, the others see it quit."""
        try:
            effects = self._world.disconnect(peer_id, reason, now)
        except Exception:
            log.exception("forgetting a client failed")
            effects = []
        return [*effects, Close(peer_id, error_line(reason, now))]

    def _tick(self, now: Instant) -> list[Effect]:
        for peer in self._peers.values():
            if peer.closing_since is not None and now.monotonic - peer.closing_since >= CLOSE_SECONDS:
                peer.socket.reset()
        try:
            return self._world.tick(now)
        except Exception:
            log.exception("a tick failed")
            return []

    def _commit(self, effects: list[Effect], now: Instant) -> list[Effect]:
        """Keep all records of a pass at once; return the effects, without those of messages that were not kept."""
        kept = [effect for effect in effects if type(effect) is Deliver and effect.record is not None]
        if not kept:
            return effects
        records = [effect.record for effect in kept if effect.record is not None]
        try:
            self._log.append(records)
        except Exception:
            log.exception("%d messages could not be kept and are not delivered", len(records))
        else:
            return effects
        lost = {id(effect.line) for effect in kept}
        rest = [effect for effect in effects if not (isinstance(effect, Deliver | Send) and id(effect.line) in lost)]
        for record in records:
            rest += self._world.not_stored(record, now)
        return rest

    def _tidy(self) -> None:
        try:
            self._log.tidy()
        except StoreError:
            log.exception("tidying the log failed")

    def _deliver(self, effects: list[Effect], now: Instant) -> None:
        """Send every receiver its block; what goes wrong with one receiver ends that one."""
        for peer_id, block in self._delivery.plan(effects):
            peer = self._peers[peer_id]
            if peer.closing_since is None:
                self._send(peer, block, now)
        for effect in effects:
            if type(effect) is Close and effect.to in self._peers:
                self._peers[effect.to].finish(now.monotonic)

    def _send(self, peer: Peer, block: bytes, now: Instant) -> None:
        try:
            peer.send(block)
        except BacklogFull:
            log.info("peer %d reads too slowly and is dropped", peer.id)
            peer.drop(error_line("slow reader", now).bytes_for(0), now.monotonic)
            self._inbox.put(Lost(peer.id, "slow reader"))
        except OSError:
            # Its reader sees the end too, and posts it.
            peer.socket.shutdown()
        except Exception:
            log.exception("sending to peer %d failed", peer.id)
            peer.socket.shutdown()

    def _end(self, reason: str) -> None:
        """Give everybody a last line, wait for the readers to end, and close the log."""
        now = self._clock.now()
        self._deliver(self._world.close(reason, now), now)
        for peer in self._peers.values():
            peer.socket.shutdown()
        deadline = Deadline(STOP_SECONDS)
        while self._peers and not deadline.is_over():
            for item in drain(self._inbox, deadline.remaining()):
                match item:
                    case Arrived(sock):
                        sock.close()
                    case Lines(peer_id, _, size):
                        self._peers[peer_id].took(size)
                    case Gone(peer_id):
                        self._peers.pop(peer_id).release()
        self._log.close()


def error_line(reason: str, now: Instant) -> Outgoing:
    """Return `ERROR :reason` (Modern #error-message)."""
    return Outgoing(Message("ERROR", (reason,)), wall=now.wall)
