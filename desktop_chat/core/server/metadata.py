"""Keys and values that people and channels have beside their name: a display name, a colour, a status (IRCv3 metadata).

Whoever has an account keeps them with it, over restarts; everybody else has them until the connection ends.
"""

import json
import re
from collections.abc import Sequence
from typing import Final

from desktop_chat.core.server.channel import Channel
from desktop_chat.core.server.records import KeptRecord
from desktop_chat.core.server.session import Session
from desktop_chat.core.wire import limits
from desktop_chat.core.wire.names import fold

KIND: Final = "metadata"
"""Of a kept record; its key is the folded account."""
CAP_VALUE: Final = ",".join(
    (
        "before-connect",
        f"max-subs={limits.METADATA_SUBSCRIPTIONS}",
        f"max-keys={limits.METADATA_KEYS}",
        f"max-key-bytes={limits.METADATA_KEY_BYTES}",
        f"max-value-bytes={limits.METADATA_VALUE_BYTES}",
    )
)
"""What CAP LS says of it."""

Holder = Session | Channel
"""What has metadata."""

_KEY = re.compile(rf"[a-z0-9_./-]{{1,{limits.METADATA_KEY_BYTES}}}")


def is_key(text: str) -> bool:
    """Return whether a text may be a key: "restricted to the ranges `a-z`, `0-9`, and `_./-`", not empty, not too long."""
    return _KEY.fullmatch(text) is not None


class Metadata:
    """All keys and values of a room.

    Args:
        kept: What the log has kept.
    """

    def __init__(self, kept: Sequence[KeptRecord]) -> None:
        self._of_accounts: dict[str, dict[str, str]] = {
            record.key: json.loads(record.value) for record in kept if record.kind == KIND and record.value is not None
        }

    def of(self, holder: Holder) -> dict[str, str]:
        """Return what a person or channel has; to be changed by `change` only."""
        if isinstance(holder, Session) and holder.account:
            return self._of_accounts.get(fold(holder.account), {})
        return holder.metadata

    def change(self, holder: Holder, key: str, value: str | None) -> None:
        """Set a valid key, or remove it with None."""
        values = holder.metadata
        if isinstance(holder, Session) and holder.account:
            values = self._of_accounts.setdefault(fold(holder.account), {})
        if value is None:
            values.pop(key, None)
        else:
            values[key] = value

    def record(self, account: str) -> KeptRecord:
        """Return what the log is to keep of an account."""
        values = self._of_accounts.get(fold(account))
        return KeptRecord(KIND, fold(account), json.dumps(values, ensure_ascii=False) if values else None)
