"""Who left, for WHOWAS (Modern #whowas-message)."""

from typing import NamedTuple


class Departed(NamedTuple):
    """Somebody who left, for WHOWAS."""

    nick: str
    folded: str
    user: str
    host: str
    realname: str
    time: float
    """When, in seconds since 1970, UTC."""
