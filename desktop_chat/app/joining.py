"""What a request to join means: where to look, what to believe, and what to remember afterwards."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from desktop_chat import paths
from desktop_chat.app.hosting import VERSION
from desktop_chat.app.passwords import Passwords
from desktop_chat.app.problems import StartProblem
from desktop_chat.client.dialling import Target
from desktop_chat.client.known_rooms import KnownRooms
from desktop_chat.client.trust import Trust
from desktop_chat.core.client.events import ClientEvent, LinkFailed, LinkProblem, LinkUp, Registered, RoomDescribed
from desktop_chat.core.client.invitation import BadInvitation, is_link, parse_invitation
from desktop_chat.core.client.profile import Profile
from desktop_chat.core.client.session import ClientSession, Memory
from desktop_chat.core.wire.errors import ChatError
from desktop_chat.gui import texts
from desktop_chat.gui.ports import JoinRequest, StartRequest
from desktop_chat.i18n import tr
from desktop_chat.net.addresses import Address, numeric_addresses, parse_address
from desktop_chat.net.certificates import device_identity
from desktop_chat.net.errors import BadAddress
from desktop_chat.net.tls import client_context

USUAL_CHANNEL = "#general"


class JoinRefused(ChatError):
    """A request that leads nowhere; nobody was asked.

    Args:
        problem: Why.
        detail: For the curious.
    """

    def __init__(self, problem: LinkProblem, detail: str) -> None:
        super().__init__(detail)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Aim:
    """Where to look for a room, and what is known of it from the request itself.

    Args:
        addresses: The likeliest first.
        channel: To join first.
        name: What it is called where the person chose it; "" for an address that was typed.
        pin: The key that an invitation tells, or that the person has accepted.
        room_id: Under which it is announced.
    """

    addresses: tuple[Address, ...]
    channel: str = USUAL_CHANNEL
    name: str = ""
    pin: str = ""
    room_id: str = ""

    def trust(self, known: KnownRooms) -> Trust:
        """Return which keys are good: what the request tells, else those of the room's name, else of its addresses.

        A room that is announced under a known name has to show a known key: that is how an impostor is told from the room.
        """
        if self.pin:
            return Trust(frozenset({self.pin}))
        of_name = known.pins_of_name(self.name) if self.name else frozenset[str]()
        if of_name:
            return Trust(of_name)
        return Trust(room_id=self.room_id) if self.room_id else Trust(known.pins_at(map(str, self.addresses)))


def read_request(request: JoinRequest, *, wall: float) -> Aim:
    """Return what a request aims at.

    Args:
        request: What the person asks for.
        wall: This moment, in seconds since 1970.

    Raises:
        JoinRefused: If its address or invitation is none, or counts no more.
    """
    if request.found is None and is_link(request.address):
        aim = _read_link(request.address, wall)
    else:
        texts = request.found.addresses if request.found is not None else (request.address,)
        try:
            addresses = tuple(parse_address(text) for text in texts)
        except BadAddress as error:
            raise JoinRefused(LinkProblem.BAD_ADDRESS, str(error)) from error
        if not addresses:
            raise JoinRefused(LinkProblem.UNREACHABLE, "the room announces no address")
        aim = Aim(addresses)
    if request.found is not None:
        aim = Aim(aim.addresses, name=request.found.name, room_id=request.found.id)
    return Aim(aim.addresses, aim.channel, aim.name, request.accepted_pin or aim.pin, aim.room_id)


def check_address(address: str, *, wall: float) -> None:
    """See that something can be joined, before a window opens for it.

    Raises:
        StartProblem: With a sentence that says why not.
    """
    try:
        read_request(JoinRequest("", address), wall=wall)
    except JoinRefused as error:
        if error.problem is LinkProblem.BAD_ADDRESS:
            form = "192.168.0.7:6697"
            sentence = tr("{address} is not an address. Write it like this: {form}.", address=address, form=form)
        else:
            sentence = texts.link_failed(LinkFailed(error.problem, str(error)), address).sentence
        raise StartProblem(sentence) from error


def _read_link(text: str, wall: float) -> Aim:
    try:
        invitation = parse_invitation(text)
    except BadInvitation as error:
        raise JoinRefused(LinkProblem.BAD_INVITATION, str(error)) from error
    if invitation.is_expired(wall):
        raise JoinRefused(LinkProblem.EXPIRED_INVITATION, f"it was good until {invitation.expires}")
    addresses = tuple(Address(*place) for place in invitation.places)
    return Aim(addresses, invitation.channel or USUAL_CHANNEL, invitation.room, invitation.pin)


def session_for(request: StartRequest, aim: Aim, memory: Memory, profile: Profile) -> ClientSession:
    """Return the session of who goes into a room, with what it has of it from earlier connections, and tells of itself."""
    session = ClientSession(
        request.nick,
        password=request.password or None,
        channels=(aim.channel,),
        version=VERSION,
        has_device=True,
        memory=memory,
        profile=profile,
    )
    if request.channels:
        session.come_back(request.channels)
    return session


def make_target(aim: Aim, folder: Path, *, announced: Callable[[Iterable[str]], Iterable[str]] = lambda _ids: ()) -> Target:
    """Return whom to call, with this device's own certificate: where the aim says, and where the room was before, or says it is.

    Args:
        aim: What is asked for.
        folder: The data folder.
        announced: Gives where rooms with these ids are announced now.

    Raises:
        KeyUnusable: If the certificate cannot be read or written.
    """
    context = client_context(device_identity(paths.device_file(folder)).file)
    known = KnownRooms(paths.known_rooms_file(folder))
    trust = aim.trust(known)
    elsewhere = numeric_addresses((*announced(trust.ids), *known.addresses_of(trust.pins)))
    return Target(aim.addresses, context, trust, tuple(address for address in elsewhere if address not in aim.addresses))


def use_kept_password(target: Target, session: ClientSession, passwords: Passwords) -> None:
    """Let the session say the password that is kept for exactly the room that is called."""
    if len(target.trust.pins) == 1:
        kept = passwords.get(min(target.trust.pins))
        if kept:
            session.use_password(kept)


def remembering(
    aim: Aim, folder: Path, deliver: Callable[[ClientEvent], None], *, passwords: Passwords, password: str
) -> Callable[[ClientEvent], None]:
    """Return *deliver* with a memory: the room's key, where it is, and its password, are kept as soon as the host has let us in.

    What a host says it is called counts only if no other room is known by that name: else a stranger could say the name
    of a friend, and pass for it the next time.
    """
    known = KnownRooms(paths.known_rooms_file(folder))
    pin, addresses = "", list[str]()

    def remember(event: ClientEvent) -> None:
        nonlocal pin, addresses
        match event:
            case LinkUp():
                pin, addresses = event.pin, [event.address]
            case Registered():
                known.remember(pin, name=aim.name, addresses=addresses)
                if password:
                    passwords.keep(pin, password)
            case LinkFailed(problem=LinkProblem.BAD_PASSWORD) if pin and not password:
                passwords.forget(pin)
            case RoomDescribed() if not aim.name and event.features.network and not known.pins_of_name(event.features.network):
                known.remember(pin, name=event.features.network, addresses=addresses)
            case _:
                pass
        deliver(event)  # Last: who hears of it may ask at once for what was remembered.

    return remember
