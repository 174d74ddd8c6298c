"""Accounts: names that belong to somebody, known again by a device's key or a password."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from typing import TYPE_CHECKING, Final, NamedTuple

from desktop_chat.core.server.account_passwords import PasswordHash, ScramKeys
from desktop_chat.core.server.persons import MARK
from desktop_chat.core.server.records import KeptRecord
from desktop_chat.core.wire.names import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

KIND: Final = "account"
"""Of its records in the room's log."""


class Account(NamedTuple):
    """One account. It has a device, a password, or both."""

    name: str
    """As its owner wrote it."""
    devices: tuple[str, ...]
    """The SHA-256 of each certificate by which it is known (`Security.device`)."""
    password: PasswordHash | None
    created: float
    """Seconds since 1970, UTC."""

    @property
    def mark(self) -> str:
        """What tells it from an earlier account of its name: whoever takes a name reads nothing that its last owner was told."""
        return f"{MARK}{self.created * 1000:.0f}"

    def is_called(self, name: str) -> bool:
        """Return whether it has this name, in any case."""
        return fold(self.name) == fold(name)

    def record(self) -> KeptRecord:
        """Return it as the room's log keeps it: of a password only its hash."""
        kept = self.password
        value = {
            "name": self.name,
            "devices": self.devices,
            "created": self.created,
            "password": kept and {"scrypt": kept.scrypt, "scram_sha_256": [kept.scram.iterations, *map(as_text, kept.scram[:3])]},
        }
        return KeptRecord(KIND, fold(self.name), json.dumps(value, ensure_ascii=False))


def account_of(record: KeptRecord) -> Account:
    """Return what `Account.record` made of an account."""
    value = json.loads(record.value or "")
    password = value["password"]
    return Account(value["name"], tuple(value["devices"]), password and password_of(**password), value["created"])


def password_of(scrypt: str, scram_sha_256: tuple[int, str, str, str]) -> PasswordHash:
    """Return the password's part of a record."""
    iterations, *keys = scram_sha_256
    salt, stored_key, server_key = map(b64decode, keys)
    return PasswordHash(scrypt, ScramKeys(salt, stored_key, server_key, iterations))


def as_text(data: bytes) -> str:
    """Return bytes as JSON can hold them."""
    return b64encode(data).decode()


class Accounts:
    """All accounts of a room. Engine only.

    Args:
        kept: What the room's log has kept, of whatever kind.
    """

    def __init__(self, kept: Sequence[KeptRecord] = ()) -> None:
        self._of_name: dict[str, Account] = {}
        self._of_device: dict[str, Account] = {}
        for record in kept:
            if record.kind == KIND:
                self._take(account_of(record))

    def __len__(self) -> int:
        return len(self._of_name)

    def find(self, name: str) -> Account | None:
        """Return the account of a name, in any case."""
        return self._of_name.get(fold(name))

    def of_device(self, device: str) -> Account | None:
        """Return the account that a device belongs to; a device without a key ("") belongs to none."""
        return self._of_device.get(device)

    def keep(self, account: Account) -> KeptRecord:
        """Take a new account, or a changed one; return what is to be kept of it."""
        self._take(account)
        return account.record()

    def forget(self, account: Account) -> KeptRecord:
        """Give an account up; return what is to be kept of that: its name and its devices are free again."""
        del self._of_name[fold(account.name)]
        for device in account.devices:
            del self._of_device[device]
        return account.record()._replace(value=None)

    def _take(self, account: Account) -> None:
        self._of_name[fold(account.name)] = account
        self._of_device |= dict.fromkeys(account.devices, account)
