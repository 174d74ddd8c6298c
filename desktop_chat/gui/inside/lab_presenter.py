"""What the Lab's window shows and what its buttons do. No Tk."""

from pathlib import Path
from typing import Protocol

from desktop_chat.core.figures.result import LabEnded, LabNews, LabProgress, Machine, Result
from desktop_chat.gui.ports import Lab
from desktop_chat.i18n import tr


class LabView(Protocol):
    """The Lab's window. Main thread only."""

    def show_state(self, sentence: str, done: float, *, is_running: bool, can_save: bool) -> None:
        """Say what is being done, and how much of it is done, 0 to 1."""

    def show_machine(self, words: str) -> None:
        """Say where it is measured, and forget all results."""

    def add_result(self, result: Result) -> None:
        """Show one more result."""


class LabPresenter:
    """Decides what the Lab's window shows.

    Args:
        view: The window.
        lab: What measures.
    """

    def __init__(self, view: LabView, lab: Lab) -> None:
        self._view, self._lab = view, lab
        self._is_running = False
        self._results = 0
        self._said = ("", 0.0)

    def show_again(self) -> None:
        """Tell the window once more what is being done: it was made anew."""
        self._say(*self._said)

    def greet(self) -> None:
        """Say what this is good for."""
        self._say(tr("A whole run takes about a minute. Figures are steadier when nothing else works on this computer."))

    def begin(self, *, quick: bool) -> None:
        """Measure from the start."""
        self._lab.start(quick=quick)
        self._is_running, self._results = True, 0
        self._say(tr("Getting ready …"))

    def halt(self) -> None:
        """Measure no more; what was found stays."""
        if self._is_running:
            self._lab.stop()
            self._is_running = False
            self._say(tr("Stopped."))

    def look(self) -> None:
        """Take what the Lab has told. Called several times a second."""
        for news in self._lab.news():
            self._hear(news)

    def save(self, path: str) -> None:
        """Write the page; "" is a person who thought better of it."""
        if path:
            problem = self._lab.save(Path(path))
            self._say(problem or tr("Saved: {path}", path=path))

    def _hear(self, news: LabNews) -> None:
        if not self._is_running:
            return  # The rest of a run that was stopped.
        match news:
            case Machine(words=words):
                self._view.show_machine(words)
            case LabProgress(title, done):
                self._say(title, done)
            case Result():
                self._results += 1
                self._view.add_result(news)
            case LabEnded(problem):
                self._is_running = False
                self._say(problem or tr("All is measured."), 0.0 if problem else 1.0)

    def _say(self, sentence: str, done: float = 0.0) -> None:
        self._said = (sentence, done)
        self._view.show_state(sentence, done, is_running=self._is_running, can_save=self._results > 0 and not self._is_running)
