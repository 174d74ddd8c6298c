"""Accounts, and how to log in to them by hand."""

from base64 import b64encode
from functools import cache

from desktop_chat.core.server.accounts import Account
from desktop_chat.core.server.passwords import SALT_BYTES, PasswordHash, hash_password
from desktop_chat.core.server.security import Security
from tests.support.room import Room

PASSWORD = "비밀 pass phrase"
DEVICE = "ab" * 32
OTHER_DEVICE = "cd" * 32
USER = "USER u 0 * :Somebody"


@cache
def hashed() -> PasswordHash:
    """Return what is kept of `PASSWORD`; made once, as it takes long."""
    return hash_password(PASSWORD, bytes(range(2 * SALT_BYTES)))


def account(name: str, *devices: str, password: bool = True) -> Account:
    """Return an account, by default with `PASSWORD`."""
    return Account(name, devices, hashed() if password else None, 1_600_000_000.0)


def secure(room: Room, name: str, device: str = DEVICE) -> None:
    """Let somebody be connected by TLS, with a device's certificate or "" for none."""
    room.apply(room.world.secure(room._ids[name], Security("TLSv1.3", device), room.now))


def chunks(response: str | bytes) -> list[str]:
    """Return the lines that say a response (IRCv3 sasl-3.1, The AUTHENTICATE command)."""
    text = b64encode(response if isinstance(response, bytes) else response.encode()).decode()
    return [f"AUTHENTICATE {text[start : start + 400] or '+'}" for start in range(0, len(text) + 1, 400)]


def plain(name: str, password: str = PASSWORD, *, authzid: str = "") -> list[str]:
    """Return the lines that log in by PLAIN."""
    return ["AUTHENTICATE PLAIN", *chunks(f"{authzid}\0{name}\0{password}")]


def log_in(room: Room, name: str, account_name: str = "", password: str = PASSWORD) -> None:
    """Let somebody who has asked for `sasl` log in by password."""
    room.say(name, *plain(account_name or name, password))
    room.do_work()


def at_the_door() -> Room:
    """Return a room with the accounts ann (a device and a password), bob (a password) and cem (a device); ann is at the door."""
    accounts = (account("ann", DEVICE), account("bob"), account("cem", OTHER_DEVICE, password=False))
    room = Room(kept=[one.record() for one in accounts])
    room.open("ann")
    secure(room, "ann")
    room.say("ann", "CAP REQ sasl")
    room.clear()
    return room
