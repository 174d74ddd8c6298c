"""What is wrong with the person's own history, as a sentence in their language, and the action that mends it."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from desktop_chat.core.client.events import HistoryProblem, HistoryTroubled
from desktop_chat.gui.rows import Action, Problem
from desktop_chat.gui.safe_text import shown
from desktop_chat.i18n import tr


def history_trouble(event: HistoryTroubled) -> Problem:
    """Say what is wrong with the person's own history."""
    sentence = shown(HISTORY_TROUBLES[event.problem](event.detail))
    if event.problem is HistoryProblem.LOCKED:
        return Problem(sentence, Action.OTHER_PROFILE, tr("Use a profile of its own"))
    return Problem(sentence, Action.DISMISS, tr("All right"))


HISTORY_TROUBLES: Final[Mapping[HistoryProblem, Callable[[str], str]]] = MappingProxyType(
    {
        HistoryProblem.LOCKED: lambda _: tr("Desktop Chat is open already: what is said in this second window is not kept."),
        HistoryProblem.DAMAGED: lambda file: tr(
            "The history on this computer was damaged. It is kept aside as {file}, and a new one has begun.", file=file
        ),
        HistoryProblem.NEWER: lambda file: tr(
            "The history on this computer was written by a newer Desktop Chat. It is kept aside as {file}, and a new one has begun.",
            file=file,
        ),
        HistoryProblem.FULL: lambda _: tr(
            "The disk is full: what is said from now on is shown, but not kept. Please make room on the disk."
        ),
        HistoryProblem.UNUSABLE: lambda reason: tr("The history cannot be kept on this computer: {reason}", reason=reason),
    }
)
"""For each problem: given the new name of a file that is kept aside, or what the system says."""
