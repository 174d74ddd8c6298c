"""`desktop-chat hash-password`, typed at a terminal; through a pipe it is in tests/end_to_end/test_serve.py."""

import getpass
import io
import sys

import pytest

from desktop_chat.app.operator_passwords import hash_typed_password
from desktop_chat.app.problems import StartProblem
from desktop_chat.core.server.password_hash import is_password


class Terminal(io.StringIO):
    """Standard input that is a terminal."""

    def isatty(self) -> bool:
        """It is."""
        return True


@pytest.fixture
def typing(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what is typed, unseen, line by line."""
    lines: list[str] = []
    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(getpass, "getpass", lambda _prompt: lines.pop(0))
    return lines


def test_a_password_typed_twice_is_hashed(typing: list[str]) -> None:
    """Only the hash is written."""
    said: list[str] = []
    typing += ["열려라 참깨"] * 2
    assert hash_typed_password(said.append) == 0
    assert is_password("열려라 참깨", *said)


@pytest.mark.parametrize(("lines", "why"), [(["a", "b"], "two different"), (["", ""], "An empty password")])
def test_a_slip_is_told(typing: list[str], lines: list[str], why: str) -> None:
    """Nothing is written."""
    typing += lines
    with pytest.raises(StartProblem, match=why):
        hash_typed_password(print)
