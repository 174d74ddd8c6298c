"""What a host says of itself in 005, with the defaults of RFC 1459 where it says nothing (Modern #rplisupport-005)."""

import re
from collections.abc import Iterator, Sequence

from desktop_chat.core.client.events import Member, ModeChange

DEFAULTS = {"PREFIX": "(ov)@+", "CHANMODES": "b,k,l,imnpst", "CHANTYPES": "#&", "STATUSMSG": ""}
ESCAPED = re.compile(r"\\x([0-9A-Fa-f]{2})")
PREFIX_FORM = re.compile(r"\(([A-Za-z]+)\)(\S+)")


class ISupport:
    """The tokens of a host; hostile ones do no harm."""

    def __init__(self) -> None:
        self.tokens = dict(DEFAULTS)

    def take(self, tokens: Sequence[str]) -> None:
        """Note the tokens of one 005; `-NAME` withdraws one."""
        for token in tokens:
            name, _, value = token.partition("=")
            if name.startswith("-"):
                self.tokens.pop(name[1:], None)
                if name[1:] in DEFAULTS:
                    self.tokens[name[1:]] = DEFAULTS[name[1:]]
            elif name:
                self.tokens[name] = ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)

    @property
    def ranks(self) -> dict[str, str]:
        """Mode letter and prefix of each rank, highest first."""
        found = PREFIX_FORM.fullmatch(self.tokens["PREFIX"])
        return dict(zip(found[1], found[2], strict=False)) if found else {}

    def is_channel(self, target: str) -> bool:
        """Return whether a target names a channel."""
        return target[:1] in set(self.tokens["CHANTYPES"])

    def channel_of(self, target: str) -> str | None:
        """Return the channel a target means, also as `@#channel` (STATUSMSG); None for a person."""
        bare = target.lstrip(self.tokens["STATUSMSG"])
        return bare if self.is_channel(bare) else None

    def member(self, word: str) -> Member:
        """Read one word of NAMES: prefixes, nick and perhaps user and host (multi-prefix, userhost-in-names)."""
        nick = word.lstrip("".join(self.ranks.values()))
        return Member(nick.partition("!")[0], word[: len(word) - len(nick)])

    def mode_changes(self, params: Sequence[str]) -> Iterator[ModeChange]:
        """Read the parameters of a channel's MODE after its name."""
        lists, always, when_set = [*self.tokens["CHANMODES"].split(","), "", "", ""][:3]
        arguments = iter(params[1:])
        sign = "+"
        for letter in params[0] if params else "":
            if letter in "+-":
                sign = letter
            elif letter in lists + always + "".join(self.ranks) or (letter in when_set and sign == "+"):
                yield ModeChange(sign, letter, next(arguments, None))
            else:
                yield ModeChange(sign, letter)
