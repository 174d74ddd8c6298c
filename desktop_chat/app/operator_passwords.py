"""`desktop-chat hash-password`: from a password that is typed to the hash that a configuration file may show."""

import getpass
import secrets
import sys
from collections.abc import Callable
from typing import Final

from desktop_chat.app.problems import StartProblem
from desktop_chat.core.server.password_hash import hash_password
from desktop_chat.i18n import tr

SALT_BYTES: Final = 16


def hash_typed_password(say: Callable[[str], None]) -> int:
    """Ask for a password, without showing it, or read a line of what is piped in; write its hash; return the exit status.

    Raises:
        StartProblem: If there is none, or it is typed differently the second time.
    """
    if sys.stdin.isatty():
        password = getpass.getpass(tr("Password: "))
        if getpass.getpass(tr("Once more: ")) != password:
            raise StartProblem(tr("These were two different passwords."))
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    if not password:
        raise StartProblem(tr("An empty password opens nothing."))
    say(hash_password(password, secrets.token_bytes(SALT_BYTES)))
    return 0
