"""A message of several lines while its sender is at it: collected line by line, said only when it is whole (IRCv3 multiline)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_chat.core.server.speech import Speech
from desktop_chat.core.wire import limits
from desktop_chat.core.wire.errors import PeerError
from desktop_chat.core.wire.multiline import CONCAT, Line
from desktop_chat.core.wire.names import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop_chat.core.wire.message import Message


class OpenBatch:
    """The batch that one client has open: at most `MULTILINE_LINES` lines and `MULTILINE_BYTES` bytes.

    Args:
        reference: Its name.
        target: To whom its lines go.
        tags: The client-only tags of its opening, which travel with the whole.
        label: By which the client knows the answer to the whole.
        opened: When, in monotonic seconds.
    """

    __slots__ = ("_command", "_lines", "_size", "is_lost", "label", "opened", "reference", "tags", "target")

    def __init__(self, reference: str, target: str, tags: Mapping[str, str], label: str, opened: float) -> None:
        self.reference, self.target, self.tags, self.label, self.opened = reference, target, tags, label, opened
        self.is_lost = False
        """Whether it was refused: "all past and future messages in this batch will be ignored" (IRCv3 client-batch, Errors)."""
        self._command, self._lines, self._size = "", list[Line](), 0

    def add(self, message: Message) -> None:
        """Take one more line.

        Raises:
            PeerError: If it cannot be part of this batch.
        """
        command, params, _, tags = message
        if command not in {"PRIVMSG", "NOTICE"} or (self._command and command != self._command) or len(params) == 1:
            raise PeerError("MULTILINE_INVALID", "Invalid multiline batch")
        if not params or fold(params[0]) != fold(self.target):
            raise PeerError("MULTILINE_INVALID_TARGET", "Invalid multiline target", self.target, "".join(params[:1]))
        line = Line(params[1], is_concat=CONCAT in tags)
        if line.is_concat and not line.text:
            raise PeerError("MULTILINE_INVALID", "Invalid multiline batch with concatenated blank line")
        self._size += len(line.text.encode()) + (bool(self._lines) and not line.is_concat)
        self._command = command
        self._lines.append(line)
        if len(self._lines) > limits.MULTILINE_LINES:
            raise PeerError("MULTILINE_MAX_LINES", "Multiline batch max-lines exceeded", str(limits.MULTILINE_LINES))
        if self._size > limits.MULTILINE_BYTES:
            raise PeerError("MULTILINE_MAX_BYTES", "Multiline batch max-bytes exceeded", str(limits.MULTILINE_BYTES))

    def lose(self) -> None:
        """Forget what was said; what still comes of it is ignored."""
        self.is_lost = True
        self._lines.clear()

    def speech(self) -> Speech:
        """Return the whole.

        Raises:
            PeerError: If nothing is said in it.
        """
        if not self._lines:
            raise PeerError("MULTILINE_INVALID", "Invalid multiline batch without lines")
        if not any(line.text for line in self._lines):
            raise PeerError("MULTILINE_INVALID", "Invalid multiline batch with blank lines only")
        return Speech(self._command, tuple(self._lines), self.tags, is_batch=True)
