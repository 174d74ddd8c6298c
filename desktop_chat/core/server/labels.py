"""Answers that say which line they answer (IRCv3 labeled-response)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop_chat.core.server.effects import Close, Deliver, Effect, Send, Work
from desktop_chat.core.server.outgoing import Marked, Outgoing
from desktop_chat.core.wire.capabilities import Caps
from desktop_chat.core.wire.limits import LABEL_BYTES
from desktop_chat.core.wire.message import Message, escape_tag_value

if TYPE_CHECKING:
    from desktop_chat.core.server.session import Session
    from desktop_chat.core.server.turn import Turn

WANTED: Final = Caps.LABELED_RESPONSE | Caps.BATCH
"""Labels need batches: "MUST be negotiated to use labeled responses" (Dependencies)."""
TALK: Final = frozenset({"PRIVMSG", "NOTICE", "TAGMSG"})
"""What a session is delivered of these is a side effect, also of its own; the answer is the echo (Tags)."""


def label_of(who: Session, message: Message) -> str:
    """Return a line's label; "" if it has none, or one that is too long, or the session did not ask for labels."""
    label = message.tags.get("label", "") if message.tags and who.caps & WANTED == WANTED else ""
    return label if len(label.encode()) <= LABEL_BYTES else ""


def labelled(turn: Turn) -> list[Effect]:
    """Return a turn's effects so that exactly one line, or one batch, to the acting session bears the turn's label.

    A line that is answered by none is answered by ACK; one that waits for `Work` is answered when that is done.
    """
    if not turn.label or any(isinstance(effect, Work) for effect in turn.effects):
        return turn.effects
    effects = apart(turn)
    label = f"label={escape_tag_value(turn.label)}"
    answers = [at for at, effect in enumerate(effects) if is_answer(effect, turn.who.id)]
    last = [at for at, effect in enumerate(effects) if isinstance(effect, Close) and effect.to == turn.who.id]
    if not answers and last:
        effects[last[0]] = marked(effects[last[0]], label)
    elif not answers:
        effects.append(Send(turn.who.id, Marked(server_line(turn, "ACK"), label)))
    elif is_one(effects, answers):
        effects[answers[0]] = marked(effects[answers[0]], label)
    else:
        reference = turn.who.next_batch()
        for at in answers:
            effects[at] = marked(effects[at], f"batch={reference}")
        begin = Marked(server_line(turn, "BATCH", f"+{reference}", "labeled-response"), label)
        effects.insert(answers[-1] + 1, Send(turn.who.id, server_line(turn, "BATCH", f"-{reference}")))
        effects.insert(answers[0], Send(turn.who.id, begin))
    return effects


def apart(turn: Turn) -> list[Effect]:
    """Return a turn's effects with the acting session's copy of what many get as a line of its own, and records with the label."""
    who_id = turn.who.id
    effects: list[Effect] = []
    for effect in turn.effects:
        if not isinstance(effect, Deliver):
            effects.append(effect)
        elif effect.line.command in TALK or effect.skip == who_id or who_id not in effect.to:
            effects.append(effect._replace(label=turn.label))
        else:
            effects.append(effect._replace(skip=who_id, label=turn.label))
            effects.append(Send(who_id, effect.line))
    return effects


def is_answer(effect: Effect, who_id: int) -> bool:
    """Return whether an effect is a line for the acting session that stands in no batch, and not its last."""
    return isinstance(effect, Send) and effect.to == who_id and not isinstance(effect.line, Marked)


def is_one(effects: list[Effect], answers: list[int]) -> bool:
    """Return whether these are one line, or the two ends of one batch."""
    commands = [effect.line.command for effect in (effects[at] for at in answers) if isinstance(effect, Send)]
    return len(commands) == 1 or commands == ["BATCH", "BATCH"]


def marked(effect: Effect, mark: str) -> Effect:
    """Return an effect whose line bears a mark."""
    return effect._replace(line=Marked(effect.line, mark)) if isinstance(effect, Send | Close) else effect


def server_line(turn: Turn, command: str, *params: str) -> Outgoing:
    """Return a line of the server's own."""
    return turn.outgoing(Message(command, params, turn.world.config.server_name))
