"""What hosting in the window and without one have in common: the room's key, its door, and how others are told the way."""

import ipaddress
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from desktop_chat import __version__, paths
from desktop_chat.app.kept_bans import load_bans, save_bans
from desktop_chat.app.kept_choices import load_choices
from desktop_chat.app.passwords import Passwords
from desktop_chat.app.room_logs import log_opener, set_aside
from desktop_chat.core.client.events import HostingFacts
from desktop_chat.core.client.fingerprints import room_id
from desktop_chat.core.client.invitation import PLACES, Invitation, Place
from desktop_chat.core.client.openness import Kept, KeptThing
from desktop_chat.core.instant import Instant
from desktop_chat.core.server.bans import Ban, BanKind
from desktop_chat.core.server.choices import HostChoices
from desktop_chat.core.server.config import RoomConfig
from desktop_chat.core.server.effects import Effect
from desktop_chat.core.server.facts import room_facts
from desktop_chat.core.server.pace import DoorLimits
from desktop_chat.core.server.world import World
from desktop_chat.core.wire.text import cut
from desktop_chat.gui.ports import HostRequest, Invite
from desktop_chat.i18n import tr
from desktop_chat.lan.interfaces import Interface
from desktop_chat.lan.records import Announced
from desktop_chat.net.addresses import DEFAULT_PORT, EVERYWHERE, Network
from desktop_chat.net.certificates import Identity, host_identity
from desktop_chat.net.tls import TlsServer
from desktop_chat.server.door import Door
from desktop_chat.server.flush import BACKLOG_BYTES
from desktop_chat.server.service import ALL_INTERFACES, RoomServer, ServerConfig

VERSION = f"desktop-chat-{__version__}"
"""As the room tells it in 004 and VERSION: one word."""
log = logging.getLogger(__name__)

INVITE_SECONDS = 24 * 3600
"""As long as a link that was passed on counts: a day's lessons, not next year's."""
ROOM_BYTES = 63
"""Of a room's name in an invitation, as in an announcement (RFC 6763 4.1.1)."""


@dataclass(frozen=True, slots=True)
class HostedRoom:
    """A room that is open here.

    Args:
        server: Its server.
        name: What people call it.
        pin: By which members know it.
        door: Its door.
        folder: Where its log and its bans are kept.
    """

    server: RoomServer
    name: str
    pin: str
    door: Door
    folder: Path

    def announced(self) -> Announced | None:
        """Return what the room tells the local network of itself now; None if it does not answer."""
        found = self.server.ask(lambda world: (len(world.people()), world.config.password is not None))
        if found is None:
            return None
        people, is_locked = found
        return Announced(self.name, room_id(self.pin), self.server.port, people, locked=is_locked, plain=self.door.allow_plain)

    def ask_facts(self, choices: HostChoices, tell: Callable[[HostingFacts], None]) -> None:
        """Let *tell* know how the room is, soon, on another thread.

        Args:
            choices: What its host chose.
            tell: Takes the answer.
        """

        def look(world: World, _now: Instant) -> list[Effect]:
            turned_away = tuple((reason.value, count) for reason, count in self.door.turned_away().items())
            connections, log_file = tuple(self.door.open_connections().items()), str(paths.room_log(self.folder))
            tell(HostingFacts(room_facts(world), self.pin, turned_away, connections, choices, log_file))
            return []

        self.server.do(look)

    def ban(self, kind: BanKind, value: str, reason: str = "", *, by: str = "", seconds: float | None = None) -> None:
        """Keep somebody out from here on, and the next time too; whom it meets is sent away.

        Args:
            kind: What it looks at.
            value: The name, device or address.
            reason: Why; told to whom it meets.
            by: Who wants it.
            seconds: How long it holds; None for ever.
        """

        def add(world: World, now: Instant) -> list[Effect]:
            until = 0.0 if seconds is None else now.wall + seconds
            effects = world.ban(Ban(kind, value, reason, now.wall, by, until), now)
            save_bans(paths.bans_file(self.folder), world.bans.all())
            return effects

        self.server.do(add)

    def unban(self, kind: BanKind, value: str) -> None:
        """Let somebody in again."""

        def remove(world: World, _now: Instant) -> list[Effect]:
            if world.bans.remove(kind, value):
                save_bans(paths.bans_file(self.folder), world.bans.all())
            return []

        self.server.do(remove)

    def invitation(self, hosts: Sequence[str], *, channel: str = "", expires: int | None = None) -> Invitation:
        """Return the way into the room, for somebody on the same network.

        Args:
            hosts: Addresses of this machine, the best first.
            channel: To join first.
            expires: Seconds since 1970 after which it counts no more.
        """
        places = tuple(Place(host, self.server.port) for host in hosts[:PLACES])
        return Invitation(places, channel, cut(self.name, ROOM_BYTES), self.pin, expires)


def reachable_hosts(interfaces: Sequence[Interface], own: Sequence[str]) -> tuple[str, ...]:
    """Return this machine's addresses by which others may reach it, the best first.

    Args:
        interfaces: The usable ones; a network without a way out of it has some, too.
        own: Addresses from which this machine would send to the world, if there is a way there.
    """
    usable = [one.address for one in interfaces]
    far: list[str] = []
    near: list[str] = []
    for host in dict.fromkeys([*(host for host in own if host in usable), *usable]):
        (near if ipaddress.ip_address(host).is_link_local else far).append(host)
    return tuple(far + near) or tuple(own)


def invite_into(hosted: HostedRoom, hosts: Sequence[str], now: Instant) -> Invite:
    """Return the way into a room for others, good for a day; *hosts* are addresses of this machine, the best first."""
    link = str(hosted.invitation(hosts, expires=int(now.wall) + INVITE_SECONDS))
    return Invite(link, qr_rows(link))


def qr_rows(link: str) -> tuple[tuple[bool, ...], ...]:
    """Return a link as the squares of a QR code, row by row, True for dark; around it belongs a light border of four squares."""
    import segno  # noqa: PLC0415  # A twentieth of the program's start, with what it brings, and few starts invite anybody.

    return tuple(tuple(bool(square) for square in row) for row in segno.make_qr(link, error="m").matrix)


def as_chosen(request: HostRequest, folder: Path, passwords: Passwords) -> tuple[HostRequest, HostChoices]:
    """Return what is asked for and what counts in the room, as its host chose the last time where nothing else is asked for.

    Raises:
        KeyUnusable: If the room's key cannot be read or written.
    """
    kept = load_choices(paths.choices_file(folder))
    choices = replace(kept, announce=kept.announce and request.announce, plain=kept.plain or request.allow_plain)
    password = request.password or passwords.get(identity_of(folder, RoomConfig("", VERSION).server_name).fingerprint)
    return replace(request, password=password), choices


def room_of_window(request: HostRequest, choices: HostChoices, folder: Path, *, operators: dict[str, str]) -> RoomConfig:
    """Return the room that somebody opens in the window."""
    password, bans = request.password or None, load_bans(paths.bans_file(folder))
    return choices.room(RoomConfig(request.room, VERSION, password=password, operators=operators, bans=bans))


def server_config(
    room: RoomConfig, *, bind: tuple[str, ...] = (), port: int | None = None, backlog_bytes: int = BACKLOG_BYTES
) -> ServerConfig:
    """Return how a room is put on the network, in the time zone of this machine; only a port that nobody asked for may move."""
    number = DEFAULT_PORT if port is None else port
    zone = datetime.now(UTC).astimezone().tzinfo or UTC
    room = replace(room, history=replace(room.history, zone=zone))
    return ServerConfig(room, bind or ALL_INTERFACES, number, may_move=port is None, backlog_bytes=backlog_bytes)


def identity_of(folder: Path, server_name: str) -> Identity:
    """Return who a room with this folder is.

    Raises:
        KeyUnusable: If its key cannot be read or written.
    """
    return host_identity(paths.authority_file(folder), paths.host_file(folder), name=server_name)


def make_door(
    folder: Path, *, server_name: str, allow_plain: bool, let_in: tuple[Network, ...] = (), limits: DoorLimits | None = None
) -> tuple[Door, str]:
    """Return the door of a room with this folder, and the room's pin.

    Raises:
        KeyUnusable: If the room's key cannot be read or written.
    """
    identity = identity_of(folder, server_name)
    return Door(TlsServer(identity.file), allow_plain=allow_plain, let_in=let_in, limits=limits), identity.fingerprint


def open_room(
    request: HostRequest,
    room: RoomConfig,
    choices: HostChoices,
    folder: Path,
    *,
    on_key: Callable[[str], None],
    on_failure: Callable[[], None],
) -> HostedRoom:
    """Open a room for the window.

    Args:
        request: How it is asked for.
        room: Its rules.
        choices: What its host chose.
        folder: Where its log and its key are.
        on_key: Told by which key members know it, before it opens.
        on_failure: Told, on one of its threads, that it ended by an error of ours.

    Raises:
        NetError: If it cannot listen, or its key cannot be read or written.
        StoreError: If its log cannot be opened.
    """
    let_in = EVERYWHERE if request.allow_public else ()
    door, pin = make_door(folder, server_name=room.server_name, allow_plain=choices.plain, let_in=let_in)
    door.bound(choices.door)
    on_key(pin)
    if request.begins_anew:
        set_aside(folder)
    server = RoomServer(
        server_config(room, port=request.port), open_log=log_opener(folder, room.history), on_failure=on_failure, wrap=door.wrap
    )
    server.start()
    return HostedRoom(server, room.name, pin, door, folder)


def kept_things(folder: Path) -> tuple[KeptThing, ...]:
    """Return what this program keeps in a person's folder."""
    files = {
        Kept.ROOM_LOG: paths.room_log(folder),
        Kept.ROOM_KEY: paths.authority_file(folder),
        Kept.DEVICE_KEY: paths.device_file(folder),
        Kept.KNOWN_ROOMS: paths.known_rooms_file(folder),
        Kept.PASSWORDS: paths.passwords_file(folder),
        Kept.BANS: paths.bans_file(folder),
        Kept.CHOICES: paths.choices_file(folder),
        Kept.SETTINGS: paths.settings_file(folder),
        Kept.PROGRAM_LOG: paths.log_file(folder),
    }
    return tuple(KeptThing(what, str(path), path.exists()) for what, path in files.items())


def close_room(server: RoomServer) -> None:
    """Close a room; its members are told."""
    left = server.stop(tr("The host has closed the room"))
    if left:
        log.warning("still running after the room was closed: %s", left)
