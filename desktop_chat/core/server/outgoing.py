"""A line on its way out: encoded at most once for each set of capabilities, then shared by all who get it."""

from typing import Final

from desktop_chat.core.server.records import msgid_of
from desktop_chat.core.wire.capabilities import TAG_CAPS, Caps
from desktop_chat.core.wire.message import Message, encode, encode_tags, escape_tag_value
from desktop_chat.core.wire.times import server_time

SERVER_TIME: Final = int(Caps.SERVER_TIME)
MESSAGE_TAGS: Final = int(Caps.MESSAGE_TAGS)
ACCOUNT_TAG: Final = int(Caps.ACCOUNT_TAG)
"""Plain numbers: `&` with a flag of an enumeration is slow."""


class Outgoing:
    """One line for any number of receivers.

    Args:
        message: The line; its tags are the client-only tags (`+…`) that travel with it.
        wall: When it happened, seconds since 1970, UTC.
        msgid: Its id, or "" for lines that have none.
        account: Of whom it comes from, or "" (IRCv3 account-tag).
        is_bot: Whether that is a bot (IRCv3 bot-mode).
    """

    __slots__ = ("_account", "_encoded", "_is_bot", "_message", "_msgid", "_wall")

    def __init__(self, message: Message | None, *, wall: float, msgid: str = "", account: str = "", is_bot: bool = False) -> None:
        self._message, self._wall, self._msgid = message, wall, msgid
        self._account, self._is_bot = account, is_bot
        self._encoded: dict[int, bytes] = {}

    @property
    def origin(self) -> "Outgoing":
        """The line itself, without any mark: of a message and its echo the same."""
        return self

    @property
    def command(self) -> str:
        """What the line is: its verb or numeric."""
        return self._message.command if self._message else "PRIVMSG"

    def __repr__(self) -> str:
        return f"Outgoing({self._message!r})"

    def inside(self, reference: str) -> "Marked":
        """Return the line as part of a batch (IRCv3 batch, The BATCH verb)."""
        return Marked(self, f"batch={reference}")

    def check(self) -> None:
        """Raise `UsageError` if the line cannot stand on the wire."""
        if self._message is not None:
            self.bytes_for(TAG_CAPS if self._message.tags else 0)

    def bytes_for(self, tag_caps: int) -> bytes:
        """Return the line with CR LF for a receiver with these capabilities (a mask within `TAG_CAPS`).

        The same object is returned to everybody with the same mask: one heap, many readers.
        """
        encoded = self._encoded.get(tag_caps)
        if encoded is None:
            encoded = self._encoded[tag_caps] = self._encode(tag_caps)
        return encoded

    def _encode(self, tag_caps: int) -> bytes:
        message = self._message
        if not tag_caps and message is not None:
            return encode(Message(message.command, message.params, message.source))
        before, after = self._tags(tag_caps)
        msgid = [f"msgid={self._msgid}"] if tag_caps & MESSAGE_TAGS and self._msgid else []
        tags = [*before, *msgid, *after]
        return tag_section(tags) + self.bytes_for(0) if tags else self.bytes_for(0)

    def _tags(self, tag_caps: int) -> tuple[list[str], list[str]]:
        """Return the tags for a receiver with these capabilities: those before the id, and those after it."""
        # None of them holds anything that would have to be escaped, but for the account.
        before = [f"time={server_time(self._wall)}"] if tag_caps & SERVER_TIME else []
        if tag_caps & ACCOUNT_TAG and self._account:
            before.append(f"account={escape_tag_value(self._account)}")
        after = ["bot"] if tag_caps & MESSAGE_TAGS and self._is_bot else []
        if tag_caps & MESSAGE_TAGS and self._message is not None and self._message.tags:
            after.append(encode_tags(self._message.tags)[1:-1].decode())
        return before, after


def tag_section(tags: list[str]) -> bytes:
    """Return tags as they stand before a line, none for none (IRCv3 message-tags, Format)."""
    return f"@{';'.join(tags)} ".encode() if tags else b""


class Burst(Outgoing):
    """Messages that somebody said to a channel in one go, without client-only tags: as many lines.

    Args:
        head: What all lines begin with, up to the text.
        bodies: The text of each line.
        wall: When they were said, seconds since 1970, UTC.
        first_id: As of the `BurstRecord`; the names on the wire are made only for those who want them.
        account: As for any line.
        is_bot: As for any line.
    """

    __slots__ = ("_bodies", "_first_id", "_head")

    def __init__(self, head: bytes, bodies: list[bytes], wall: float, first_id: int, account: str = "", is_bot: bool = False) -> None:  # noqa: FBT001, FBT002
        # Not by way of `Outgoing`: a call costs a tenth of what a message costs in all.
        self._message, self._msgid = None, ""
        self._wall, self._account, self._is_bot = wall, account, is_bot
        self._head, self._bodies, self._first_id = head, bodies, first_id
        self._encoded: dict[int, bytes] = {}

    def __repr__(self) -> str:
        return f"Burst({self.bytes_for(0)!r})"

    def _encode(self, tag_caps: int) -> bytes:
        before, after = self._tags(tag_caps) if tag_caps else ([], [])
        if not tag_caps & MESSAGE_TAGS:
            head = tag_section(before) + self._head if before else self._head
            return head + (b"\r\n" + head).join(self._bodies) + b"\r\n"
        opening = f"@{''.join(f'{tag};' for tag in before)}msgid=".encode()
        head = f"{''.join(f';{tag}' for tag in after)} ".encode() + self._head
        ids = range(self._first_id, self._first_id + len(self._bodies))
        return b"".join(
            [b"%b%b%b%b\r\n" % (opening, msgid_of(one).encode(), head, body) for one, body in zip(ids, self._bodies, strict=True)]
        )


class Wrapped(Outgoing):
    """Another line, as it is; what is different says the kind of wrapping.

    Args:
        line: The line.
    """

    __slots__ = ("_line",)

    def __init__(self, line: Outgoing) -> None:
        self._line = line

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._line!r})"

    @property
    def origin(self) -> Outgoing:
        """The line without any wrapping."""
        return self._line.origin

    @property
    def command(self) -> str:
        """As of the line."""
        return self._line.command

    def check(self) -> None:
        """Raise `UsageError` if the line cannot stand on the wire."""
        self._line.check()

    def bytes_for(self, tag_caps: int) -> bytes:
        """Return the line for this receiver."""
        return self._line.bytes_for(tag_caps)


class Marked(Wrapped):
    """A line with one tag more, which its receiver is known to understand (`label`, `batch`).

    Args:
        line: The line; others may get it without the mark.
        mark: The tag as on the wire, `label=a1`.
    """

    __slots__ = ("_mark",)

    def __init__(self, line: Outgoing, mark: str) -> None:
        super().__init__(line)
        self._mark = mark

    def __repr__(self) -> str:
        return f"Marked({self._line!r}, {self._mark!r})"

    def bytes_for(self, tag_caps: int) -> bytes:
        """Return the line with its mark before the tags it has for this receiver."""
        line = self._line.bytes_for(tag_caps)
        return f"@{self._mark}".encode() + (b";" + line[1:] if line.startswith(b"@") else b" " + line)


class Portion(Wrapped):
    """One line of a message of several, for who knows no such messages: it is lost with the whole.

    Args:
        line: The line.
        whole: The message it is part of.
    """

    __slots__ = ("_whole",)

    def __init__(self, line: Outgoing, whole: Outgoing) -> None:
        super().__init__(line)
        self._whole = whole

    @property
    def origin(self) -> Outgoing:
        """As of the whole message."""
        return self._whole.origin


class Whole(Wrapped):
    """A message of several lines as one batch (IRCv3 multiline).

    Args:
        opening: The line that begins the batch; it alone has tags.
        lines: The lines in it, with CR LF.
        closing: The line that ends it, with CR LF.
        command: Of the lines in the batch.
    """

    __slots__ = ("_closing", "_command", "_lines")

    def __init__(self, opening: Outgoing, lines: bytes, closing: bytes, command: str) -> None:
        super().__init__(opening)
        self._lines, self._closing, self._command = lines, closing, command

    @property
    def command(self) -> str:
        """Of the lines in the batch."""
        return self._command

    def inside(self, reference: str) -> Marked:
        """Return it as part of another batch: its first and last lines "MUST refer to the same batch" (IRCv3 batch)."""
        closing = f"@batch={reference} ".encode() + self._closing
        return Marked(Whole(self._line, self._lines, closing, self._command), f"batch={reference}")

    def bytes_for(self, tag_caps: int) -> bytes:
        """Return all lines of the batch, the first with its tags for this receiver."""
        return self._line.bytes_for(tag_caps) + self._lines + self._closing
