"""What 005 says of the room: each token is the truth about a limit that the code enforces (Modern #rplisupport-parameters)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_chat.core.server.channel import PREFIXES
from desktop_chat.core.server.modes import BOT_MODE, FLAG_MODES, LIST_MODES, MODES_PER_LINE, SET_ONLY_MODES
from desktop_chat.core.wire import limits
from desktop_chat.core.wire.masks import ACCOUNT_PREFIXES
from desktop_chat.core.wire.text import cut

if TYPE_CHECKING:
    from desktop_chat.core.server.config import RoomConfig

TOKENS_PER_LINE = 12
"""With the nick and the closing text they fill the 15 parameters of a message."""
NETWORK_BYTES = 63
"""Of a room's name: as much as DNS-SD can announce of one (RFC 6763 4.1.1)."""
LIMITED_TARGETS = ("KICK", "LIST", "NAMES", "NOTICE", "PRIVMSG", "TAGMSG", "WHOIS")


def isupport_tokens(config: RoomConfig) -> tuple[str, ...]:
    """Return the tokens of 005 for a room; its name, which may be long, on a line with few others."""
    tokens: dict[str, object] = {
        "ACCOUNTEXTBAN": ",".join(prefix.removesuffix(":") for prefix in ACCOUNT_PREFIXES),
        "AWAYLEN": limits.AWAY_BYTES,
        "BOT": BOT_MODE,
        "CASEMAPPING": "ascii",
        "CHANLIMIT": f"#:{config.limits.channels}",
        "CHANMODES": f"{LIST_MODES},k,{SET_ONLY_MODES},{FLAG_MODES}",
        "CHANNELLEN": limits.CHANNEL_LENGTH,
        "CHANTYPES": "#",
        "ELIST": "MNU",
        "EXCEPTS": "e",
        "EXTBAN": ",a",
        "HOSTLEN": limits.HOST_LENGTH,
        "INVEX": "I",
        "KEYLEN": limits.KEY_BYTES,
        "KICKLEN": limits.KICK_BYTES,
        "LINELEN": limits.MESSAGE_BYTES,
        "MAXLIST": f"{LIST_MODES}:{config.limits.list_entries}",
        "MAXTARGETS": config.limits.targets,
        "MODES": MODES_PER_LINE,
        "MONITOR": limits.MONITOR_TARGETS,
        "NAMELEN": limits.REALNAME_BYTES,
        "NICKLEN": limits.NICK_LENGTH,
        "PREFIX": f"({''.join(PREFIXES)}){''.join(PREFIXES.values())}",
        "STATUSMSG": "".join(PREFIXES.values()),
        "TARGMAX": ",".join([*(f"{command}:{config.limits.targets}" for command in LIMITED_TARGETS), "JOIN:", "PART:"]),
        "TOPICLEN": limits.TOPIC_BYTES,
        "USERLEN": limits.USER_LENGTH,
        "UTF8MAPPING": "rfc8265",
    }
    network = f"NETWORK={escape(cut(config.name, NETWORK_BYTES))}"
    bare = ["SAFELIST", "UTF8ONLY", "WHOX", *(["draft/ACCOUNTREQUIRED"] if config.accounts.required else [])]
    return (*(f"{name}={value}" for name, value in tokens.items()), *bare, network)


def escape(value: str) -> str:
    r"""Return a value as 005 may carry it: space, backslash and = as `\xHH` (Modern #rplisupport-005)."""
    return value.replace("\\", "\\x5C").replace(" ", "\\x20").replace("=", "\\x3D")
