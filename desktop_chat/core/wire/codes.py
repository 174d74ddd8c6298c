"""What both sides call things that no numeric says: codes of standard replies, values of capabilities (IRCv3 standard-replies)."""

from typing import Final

ACCOUNT_REQUIRED: Final = "ACCOUNT_REQUIRED"
"""Nobody comes in without an account (IRCv3 account-registration)."""
TAKEN_OVER: Final = "TAKEN_OVER"
"""Our own: the nick was given to another connection of the same account, and this one ends. Who came back by itself would only
throw the other one out."""
DEVICE_KEY: Final = "desktop-chat/device-key"
"""Our own, in the value of `draft/account-registration`: a client that showed a certificate may register with it alone, `*` in
the password's place."""
NO_PASSWORD: Final = "*"  # noqa: S105 (no password could be so short)
"""What that client says as its password."""
