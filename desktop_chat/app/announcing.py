"""Telling the local network of the room hosted here, as long as its host wants that."""

from desktop_chat.app.hosting import HostedRoom
from desktop_chat.lan.announce import Announcer
from desktop_chat.lan.responder import Choose
from desktop_chat.net.worker import Crew


class Announcing:
    """At most one announcement. One thread at a time.

    Args:
        choose: Returns the interfaces on which rooms are announced; None announces nowhere.
        crew: Who joins the announcer's thread.
    """

    def __init__(self, choose: Choose | None, crew: Crew) -> None:
        self._choose, self._crew = choose, crew
        self._announcer: Announcer | None = None

    def start(self, hosted: HostedRoom) -> None:
        """Announce a room from here on; again changes nothing."""
        if self._choose is not None and self._announcer is None:
            self._announcer = Announcer(hosted.announced, choose=self._choose, crew=self._crew)
            self._announcer.start()

    def stop(self) -> None:
        """Announce it no longer; again changes nothing."""
        announcer, self._announcer = self._announcer, None
        if announcer is not None:
            announcer.stop()
