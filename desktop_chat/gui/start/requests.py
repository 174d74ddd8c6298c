"""What the person asks for, made of what they asked for before and what the screen says now. No Tk."""

from dataclasses import replace

from desktop_chat.gui.ports import HostRequest, JoinRequest, StartRequest
from desktop_chat.gui.rows import Action, HostOptions


def to_host(earlier: StartRequest | None, nick: str, options: HostOptions) -> HostRequest:
    """Return the wish to open a room: the one of the command line, if it asked for one and nothing else is said, under the name of now."""
    asked = earlier if isinstance(earlier, HostRequest) else HostRequest("", "")
    if options == HostOptions():
        return replace(asked, nick=nick.strip())
    return HostRequest(
        nick=nick.strip(),
        room=options.room or asked.room,
        port=asked.port,
        announce=options.announce,
        allow_plain=options.allow_plain,
        password=options.password,
        allow_public=options.allow_public,
    )


def to_join(earlier: StartRequest | None, nick: str, address: str, password: str) -> JoinRequest:
    """Return the wish to go into a room; into the one chosen from the list, if its name still stands there."""
    asked = JoinRequest(nick.strip(), address.strip(), password)
    if isinstance(earlier, JoinRequest) and earlier.address == asked.address:
        return replace(asked, found=earlier.found)
    return asked


def mended(request: StartRequest, action: Action, *, other_pin: str) -> StartRequest:
    """Return a request as an action mends it.

    Args:
        request: What went wrong.
        action: What the person has chosen.
        other_pin: The key that answered in place of the known one.
    """
    if isinstance(request, HostRequest):
        request = replace(request, begins_anew=action is Action.BEGIN_ANEW)
    if action is Action.OTHER_PORT and isinstance(request, HostRequest):
        return replace(request, port=0)
    if action is Action.ACCEPT_KEY and isinstance(request, JoinRequest):
        return replace(request, accepted_pin=other_pin)
    return request
