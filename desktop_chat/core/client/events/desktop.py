"""What the desktop around the window says."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NotificationClicked:
    """The person clicked on a notification of a conversation: they want to read it."""

    conversation: str
