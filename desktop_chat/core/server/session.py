"""One connection and the person behind it, as the room knows them."""

from typing import TYPE_CHECKING

from desktop_chat.core.instant import Instant
from desktop_chat.core.server.flood import METADATA_RATE, Allowance
from desktop_chat.core.server.persons import SESSION
from desktop_chat.core.server.security import PLAIN
from desktop_chat.core.wire.names import fold

if TYPE_CHECKING:
    from desktop_chat.core.server.channel import Channel
    from desktop_chat.core.server.open_batch import OpenBatch
    from desktop_chat.core.server.sasl import Exchange


class Session:
    """A client from connect to the end. Changed by the room's commands only."""

    __slots__ = (
        "account",
        "account_mark",
        "address",
        "asked_nick",
        "away",
        "batches",
        "busy",
        "cap_302",
        "caps",
        "channels",
        "exchange",
        "folded",
        "held",
        "host",
        "id",
        "last_heard",
        "last_spoke",
        "metadata",
        "metadata_allowance",
        "modes",
        "negotiating",
        "nick",
        "nick_waits",
        "open_batch",
        "opened",
        "password",
        "person",
        "pinged_at",
        "realname",
        "registered",
        "security",
        "signed_on",
        "source",
        "subscriptions",
        "user",
    )

    def __init__(self, session_id: int, host: str, now: Instant) -> None:
        self.id, self.address = session_id, host
        self.host = host
        """As others see it: the address, until an operator of the room gives another (IRCv3 chghost)."""
        self.person = f"{SESSION}{int(now.wall * 1000)}.{session_id}"
        """Who this is while nothing else is known of it: ids count anew with each room, moments do not."""
        self.nick = self.folded = self.user = self.realname = ""
        self.source = "*"
        self.password: str | None = None
        self.security = PLAIN
        self.registered = self.negotiating = self.cap_302 = self.busy = False
        """`busy`: whether `Work` is being done for it; its lines wait in `held`."""
        self.caps = self.batches = 0
        """`batches`: how many it was sent, which names the next (IRCv3 batch)."""
        self.modes: set[str] = set()
        self.channels: dict[str, Channel] = {}
        self.away: str | None = None
        self.opened = self.last_heard = self.last_spoke = now.monotonic
        self.signed_on = now.wall
        self.pinged_at: float | None = None
        self.held: list[bytes] = []
        self._be_nobody(now)

    def _be_nobody(self, now: Instant) -> None:
        """Begin without an account, and without anything that belongs to one."""
        self.account = self.account_mark = ""
        """Of whom this is known to be, "" for nobody's (IRCv3 account-tag); and what tells that account from an earlier one of its
        name (`Account.mark`)."""
        self.metadata: dict[str, str] = {}
        """Its own keys and values while it has no account (IRCv3 metadata)."""
        self.subscriptions: dict[str, None] = {}
        """The keys of metadata that it wants to know of, in its order."""
        self.metadata_allowance = Allowance(METADATA_RATE, now.monotonic)
        """How often it may still change and synchronize metadata."""
        self.exchange: Exchange | None = None
        """The log-in under way (IRCv3 sasl-3.1)."""
        self.asked_nick = ""
        """The last valid nick it asked for, whether it got it or not."""
        self.nick_waits = False
        """Whether that one is an account's, for which it may still log in before the welcome."""
        self.open_batch: OpenBatch | None = None
        """What it sends as one message of several lines and has not ended yet (IRCv3 client-batch)."""

    @property
    def shown(self) -> str:
        """The nick to address replies to: `*` until there is one (Modern #client-to-server-protocol-structure)."""
        return self.nick or "*"

    @property
    def is_bot(self) -> bool:
        """Whether it says that it is a program (user mode +B, IRCv3 bot-mode)."""
        return "B" in self.modes

    @property
    def is_operator(self) -> bool:
        """Whether this is an operator of the room (user mode +o)."""
        return "o" in self.modes

    def next_batch(self) -> str:
        """Return a name that no batch of this session had (IRCv3 batch, reference-tag)."""
        self.batches += 1
        return str(self.batches)

    def name(self, nick: str) -> None:
        """Take *nick*, a valid one, as shown and folded."""
        self.nick, self.folded = nick, fold(nick)
        self._set_source()

    def identify(self, user: str, host: str) -> None:
        """Take a user name and a host, as others see them."""
        self.user, self.host = user, host
        self._set_source()

    def _set_source(self) -> None:
        self.source = f"{self.nick}!{self.user}@{self.host}"
