"""Times as the wire has them (IRCv3 server-time)."""

from datetime import UTC, datetime
from functools import lru_cache
from typing import Final

NO_LONGER_SECONDS: Final = 10_000_000_000
"""About the year 2286: a time beyond is nonsense."""


@lru_cache(maxsize=8)
def server_time(wall: float) -> str:
    """Return seconds since 1970 as the `time` tag wants them: `2026-11-24T09:00:00.000Z` (IRCv3 server-time)."""
    # Whole milliseconds, as the log keeps them, so that a client finds by this time what it was sent with it.
    return datetime.fromtimestamp(int(wall * 1000) / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"


def read_server_time(text: str) -> float | None:
    """Return seconds since 1970 for a time as `server_time` writes it; None for anything else."""
    try:
        return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC).timestamp()
    except ValueError:
        return None


def read_seconds(text: str) -> float | None:
    """Return whole seconds as numerics have them, at most `NO_LONGER_SECONDS`; None for anything else."""
    return float(min(int(text[:12]), NO_LONGER_SECONDS)) if text.isascii() and text.isdigit() else None
