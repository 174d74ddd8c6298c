"""Passwords of rooms, asked for once: in the system's keyring where there is one, else in a file that only its owner can read."""

import importlib
import json
import logging
from pathlib import Path
from typing import Final, Protocol, cast

from desktop_chat.net.files import write_private

log = logging.getLogger(__name__)

SERVICE: Final = "Desktop Chat room"


class Keyring(Protocol):
    """What of the package `keyring` is used."""

    def get_password(self, service: str, name: str) -> str | None:
        """Return a password."""

    def set_password(self, service: str, name: str, password: str) -> None:
        """Keep a password."""

    def delete_password(self, service: str, name: str) -> None:
        """Forget a password."""


def system_keyring() -> Keyring | None:
    """Return the system's keyring; None where the package or the system has none."""
    try:
        module = importlib.import_module("keyring")
        usable = module.get_keyring().priority > 0
    except Exception:  # noqa: BLE001
        # Whatever a desktop's keyring does when it is asked for, the room can be joined without.
        return None
    return cast(Keyring, module) if usable else None


class Passwords:
    """The passwords of rooms, by the rooms' pins. A keyring may ask the person something: never on the main thread.

    Args:
        file: Where they are kept if there is no keyring.
        keyring: The system's, or None.
    """

    def __init__(self, file: Path, keyring: Keyring | None) -> None:
        self._file, self._keyring = file, keyring

    def get(self, pin: str) -> str:
        """Return a room's password; "" if none is kept."""
        if self._keyring is not None:
            try:
                return self._keyring.get_password(SERVICE, pin) or ""
            except Exception as error:  # noqa: BLE001
                log.warning("the keyring does not answer: %s", error)
        return self._load().get(pin, "")

    def keep(self, pin: str, password: str) -> None:
        """Keep a room's password."""
        if self._keyring is not None:
            try:
                self._keyring.set_password(SERVICE, pin, password)
            except Exception as error:  # noqa: BLE001
                log.warning("the keyring takes nothing: %s", error)
            else:
                return
        self._save({**self._load(), pin: password})

    def forget(self, pin: str) -> None:
        """Keep a room's password no longer."""
        if self._keyring is not None:
            try:
                self._keyring.delete_password(SERVICE, pin)
            except Exception as error:  # noqa: BLE001
                log.info("the keyring has nothing to forget: %s", error)
        kept = self._load()
        if kept.pop(pin, None) is not None:
            self._save(kept)

    def _load(self) -> dict[str, str]:
        try:
            found = json.loads(self._file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            log.warning("the passwords could not be read: %s", error)
            return {}
        return {pin: word for pin, word in found.items() if isinstance(word, str)} if isinstance(found, dict) else {}

    def _save(self, kept: dict[str, str]) -> None:
        write_private(self._file, json.dumps(kept, ensure_ascii=False, indent=1))
