"""What the desktop around the window says."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NotificationClicked:
    """The person clicked on a notification of a conversation: they want to read it."""

    conversation: str


@dataclass(frozen=True, slots=True)
class InvitationOpened:
    """The person opened an invitation outside of the window: in a browser, in another chat, or with a second start of the program."""

    link: str
    """As it came; nobody has read it yet."""
