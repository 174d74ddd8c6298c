"""How people reacted to a message, as it is shown: each sign once, with how many chose it and who they are. No Tk."""

from collections.abc import Sequence
from typing import Final

from desktop_chat.core.client.events import Reacted
from desktop_chat.core.client.events.kept import KeptReaction
from desktop_chat.core.wire.names import fold
from desktop_chat.gui.messages.message_rows import Reaction
from desktop_chat.gui.safe_text import shown, shown_name
from desktop_chat.i18n import ntr

SIGNS_SHOWN: Final = 20
"""Of one message: more of them than words help nobody. Those that are left out can still be taken back and chosen again."""
SIGN_CHARACTERS: Final = 16
"""An emoji with all its parts, or a word."""
NAMES_TOLD: Final = 12
QUICK: Final = ("👍", "❤️", "😂", "🎉", "😮", "😢", "👀", "🙏")
"""What people react with most."""


def reacted(reactions: Sequence[KeptReaction], event: Reacted) -> tuple[KeptReaction, ...]:
    """Return the reactions to a message after one more, or after one was taken back; what comes again changes nothing."""
    same = next((one for one in reactions if one.value == event.reaction and fold(one.nick) == fold(event.by)), None)
    if not event.is_on:
        return tuple(one for one in reactions if one is not same)
    return tuple(reactions) if same else (*reactions, KeptReaction(event.reaction, event.by, event.mine))


def reaction_rows(reactions: Sequence[KeptReaction]) -> tuple[Reaction, ...]:
    """Return each sign once, in the order in which it was first chosen."""
    by_sign: dict[str, list[KeptReaction]] = {}
    for one in reactions:
        by_sign.setdefault(one.value, []).append(one)
    return tuple(
        Reaction(value, shown(value, max_characters=SIGN_CHARACTERS), len(chosen), any(one.mine for one in chosen), _who(value, chosen))
        for value, chosen in list(by_sign.items())[:SIGNS_SHOWN]
    )


def _who(value: str, chosen: Sequence[KeptReaction]) -> str:
    """Return who chose a sign, in one sentence."""
    names = ", ".join(shown_name(one.nick) for one in chosen[:NAMES_TOLD])
    more = len(chosen) - NAMES_TOLD
    if more > 0:
        names = ntr("{names} and {count} more", "{names} and {count} more", more, names=names)
    return f"{shown(value, max_characters=SIGN_CHARACTERS)}  {names}"
