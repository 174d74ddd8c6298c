"""A password that was kept from an earlier time, and what is said openly of who can read what."""

from desktop_chat.core.client.openness import CAN_READ, What, Who
from desktop_chat.core.client.session import ClientSession


def test_a_kept_password_is_said_as_if_it_was_typed() -> None:
    """Modern #pass-message: before NICK and USER."""
    session = ClientSession("ann")
    session.use_password("열려라")
    assert [message.params for message in session.start() if message.command == "PASS"] == [("열려라",)]


def test_the_host_can_read_everything_and_that_is_said() -> None:
    """Nobody shall believe otherwise."""
    assert set(CAN_READ) == set(What)
    assert all(Who.HOST in readers for readers in CAN_READ.values())
