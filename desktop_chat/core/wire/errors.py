"""Every error the core raises on purpose.

ChatError
├── PeerError     the other side broke the protocol: answer it or hang up, never crash
└── UsageError    our own code broke a contract: a bug, let it reach the log
"""


class ChatError(Exception):
    """What this program raises on purpose."""


class PeerError(ChatError):
    """The other side broke the protocol.

    Args:
        code: A machine-readable word, as in a standard reply (IRCv3 standard-replies).
        text: What a person can act on.
        context: What it is about, word by word.
    """

    def __init__(self, code: str, text: str, *context: str) -> None:
        super().__init__(text)
        self.code, self.context = code, context


class UsageError(ChatError):
    """Our own code broke a contract."""
