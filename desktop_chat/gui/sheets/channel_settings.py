"""The settings of a channel: as a form, and what somebody wants otherwise as commands for the host. No Tk."""

from collections.abc import Callable
from typing import Final

from desktop_chat.core.client.knowledge import Knowledge, KnownChannel
from desktop_chat.core.wire.names import channel_problem
from desktop_chat.gui.lists.powers import Powers
from desktop_chat.gui.safe_text import shown_name
from desktop_chat.gui.sheets.sheet_forms import ChannelForm, ChannelWish, ModeBox
from desktop_chat.i18n import tr

Command = tuple[str, ...]
"""A command of IRC and its parameters."""

BOXES: Final[tuple[tuple[str, Callable[[], str]], ...]] = (
    ("i", lambda: tr("Only who is invited comes in")),
    ("m", lambda: tr("Only voices and operators speak")),
    ("t", lambda: tr("Only operators change the topic")),
    ("n", lambda: tr("Only members write here")),
    ("s", lambda: tr("Strangers do not see it in lists")),
    ("R", lambda: tr("Only people with an account come in and speak")),
    ("C", lambda: tr("No automatic questions to programs (CTCP)")),
    ("r", lambda: tr("Stays when everybody has left (registered)")),
)
"""Modes that are on or off, by letter, in the order in which people ask for them (docs/protocol.md, Channel modes)."""
OPERATORS_ONLY: Final = "r"


def channel_form(known: Knowledge, channel: KnownChannel) -> ChannelForm:
    """Return how a channel is now; boxes only for modes that this host has."""
    powers, modes = Powers(known, channel.name), channel.modes
    boxes = tuple(
        ModeBox(letter, label(), letter in modes, can_change=powers.runs if letter in OPERATORS_ONLY else powers.helps)
        for letter, label in BOXES
        if letter in known.features.flag_modes
    )
    explanation = "" if powers.helps else tr("Only an operator of {name} may do this.", name=shown_name(channel.name))
    return ChannelForm(
        title=tr("About {name}", name=shown_name(channel.name)),
        name=channel.name,
        topic=channel.topic,
        key=modes.get("k", ""),
        limit=modes.get("l", ""),
        boxes=boxes,
        may_name=powers.runs,
        may_topic=powers.sets_topic,
        may_modes=powers.helps,
        explanation=explanation,
    )


def wish_problem(form: ChannelForm, wish: ChannelWish) -> str:
    """Return why a wish cannot be sent, in a sentence; "" if it can."""
    limit = wish.limit.strip()
    if limit and not (limit.isascii() and limit.isdigit() and int(limit[:9]) > 0):
        return tr("The limit is a number of people, or nothing.")
    if " " in wish.key.strip() or "," in wish.key:
        return tr("A key has no spaces and no commas.")
    if wish.name.strip() != form.name and channel_problem(wish.name.strip()) is not None:
        return tr("A channel cannot be called {name}.", name=wish.name.strip() or "–")
    return ""


def wish_commands(form: ChannelForm, wish: ChannelWish) -> list[Command]:
    """Return what makes a channel as it is wished; its name last, since the others go by it."""
    commands: list[Command] = []
    if form.may_topic and wish.topic.strip() != form.topic:
        commands.append(("TOPIC", form.name, wish.topic.strip()))
    if form.may_modes and (words := _mode_words(form, wish)):
        commands.append(("MODE", form.name, *words))
    if form.may_name and wish.name.strip() != form.name:
        commands.append(("RENAME", form.name, wish.name.strip()))
    return commands


def _mode_words(form: ChannelForm, wish: ChannelWish) -> list[str]:
    """Return the mode string with its arguments, as few changes as it takes (Modern #mode-message); [] for none."""
    was_on = {box.letter for box in form.boxes if box.is_on}
    changeable = {box.letter for box in form.boxes if box.can_change}
    on = "".join(box.letter for box in form.boxes if box.letter in (wish.modes - was_on) & changeable)
    off = "".join(box.letter for box in form.boxes if box.letter in (was_on - wish.modes) & changeable)
    arguments: list[str] = []
    key, limit = wish.key.strip(), wish.limit.strip()
    if key and key != form.key:
        on, arguments = on + "k", [*arguments, key]
    if limit and limit != form.limit:
        on, arguments = on + "l", [*arguments, limit]
    if form.limit and not limit:
        off += "l"
    if form.key and not key:
        off, arguments = off + "k", [*arguments, form.key]
    text = (f"+{on}" if on else "") + (f"-{off}" if off else "")
    return [text, *arguments] if text else []
