"""The Lab's window with real widgets, and its presenter; nothing is measured here."""

import queue
import tkinter as tk
from tkinter import filedialog

import pytest

from desktop_chat.core.client.events import ClientEvent
from desktop_chat.core.figures.chart import Chart, Row
from desktop_chat.core.figures.result import LabEnded, LabNews, LabProgress, Machine, Result, Verdict
from desktop_chat.core.figures.stats import Summary, summary
from desktop_chat.gui.inside.lab_window import LabWindow
from desktop_chat.gui.inside.panels import Panels
from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.ports import Inside
from desktop_chat.gui.pump import Pump
from desktop_chat.gui.start.start_screen import StartScreen, StartVerbs
from desktop_chat.settings import KeptSettings, Settings
from tests.support.panels import FakeLab, FakeThreads, buttons, items, texts
from tests.support.tk import until

pytestmark = pytest.mark.tk

MACHINE = Machine("Plan 9", "CPython 3.99", 4, 1024, has_lock=True, words="Plan 9 · CPython 3.99")
HEAT = Chart("heat", "Heat", "°C", (Row("cup", "in the cup", Summary(3, 60.0, 80.0, 90.0)), Row("pot", "in the pot", summary([95.0]), 1)))
RESULT = Result("tea", "Making tea", "Tea is hot.", Verdict.HOLDS, ("It was 80 °C.",), (HEAT,), ("By mouth.",), "holds here")


@pytest.fixture
def lab() -> FakeLab:
    """Return a Lab that has measured nothing."""
    return FakeLab()


@pytest.fixture
def window(root: tk.Tk, look: Look, lab: FakeLab) -> LabWindow:
    """Return its window."""
    made = LabWindow(root, look, lab)
    made.update()
    return made


def usable(window: LabWindow) -> list[str]:
    """Return the buttons that can be pressed."""
    buttons = {"start": window.start_button, "quick": window.quick_button, "stop": window.stop_button, "save": window.save_button}
    return [name for name, button in buttons.items() if button.instate(["!disabled"])]


def hear(window: LabWindow, lab: FakeLab, *news: LabNews) -> None:
    """Let the Lab tell something, and the window hear it by its own timer."""
    lab.told += news
    until(window, lambda: not lab.told)
    window.update()


def test_it_measures_tells_how_far_it_is_and_shows_what_it_found(window: LabWindow, lab: FakeLab) -> None:
    """The buttons are those that make sense."""
    assert usable(window) == ["start", "quick"]
    window.start_button.invoke()
    assert lab.asked == ["whole"]
    assert usable(window) == ["stop"]
    hear(window, lab, MACHINE, LabProgress("Making tea", 0.25))
    assert window.machine.cget("text") == "Plan 9 · CPython 3.99"
    assert (window.state_text.cget("text"), float(window.bar.cget("value"))) == ("Making tea", 0.25)
    hear(window, lab, RESULT, LabEnded())
    shown = texts(window.page)
    for words in ("1.  Making tea", "Tea is hot.", "✓  holds here", "Heat (°C)", "in the cup", "80", "·  It was 80 °C.", "By mouth."):
        assert words in shown
    assert usable(window) == ["start", "quick", "save"]
    assert float(window.bar.cget("value")) == 1.0


def test_bars_are_as_long_as_the_values(window: LabWindow, lab: FakeLab) -> None:
    """And the middle half of what was measured is a line."""
    window.quick_button.invoke()
    hear(window, lab, MACHINE, RESULT)
    bars = [window.page.coords(item) for item in items(window.page, "rectangle")]
    widths = [right - left for left, _, right, _ in bars]
    assert widths[0] / widths[1] == pytest.approx(80 / 95, abs=0.01)


def test_another_run_forgets_the_results_of_the_first(window: LabWindow, lab: FakeLab) -> None:
    """As soon as it tells of its machine."""
    window.quick_button.invoke()
    hear(window, lab, MACHINE, RESULT, LabEnded())
    window.quick_button.invoke()
    hear(window, lab, MACHINE)
    assert texts(window.page) == []
    assert lab.asked == ["quick", "quick"]


def test_stopping_keeps_what_was_found_and_hears_no_more(window: LabWindow, lab: FakeLab) -> None:
    """What the old run still tells is nobody's business."""
    window.quick_button.invoke()
    hear(window, lab, MACHINE, RESULT)
    window.stop_button.invoke()
    hear(window, lab, LabProgress("Making tea", 0.9))
    assert window.state_text.cget("text") == "Stopped."
    assert "1.  Making tea" in texts(window.page)
    assert usable(window) == ["start", "quick", "save"]
    assert lab.asked == ["quick", "stop"]


def test_a_lab_that_fails_says_why(window: LabWindow, lab: FakeLab) -> None:
    """In one sentence."""
    window.quick_button.invoke()
    hear(window, lab, LabEnded("The Lab's process has ended before its time."))
    assert window.state_text.cget("text") == "The Lab's process has ended before its time."
    assert usable(window) == ["start", "quick"]


@pytest.mark.parametrize(
    ("chosen", "problem", "said"),
    [("/x/tea.html", "", "Saved: /x/tea.html"), ("/x/tea.html", "The disk is full.", "The disk is full."), ("", "", "All is measured.")],
)
def test_the_page_is_saved_where_the_person_wants(
    window: LabWindow, lab: FakeLab, monkeypatch: pytest.MonkeyPatch, *, chosen: str, problem: str, said: str
) -> None:
    """Or not, if they think better of it."""
    monkeypatch.setattr(filedialog, "asksaveasfilename", lambda **_options: chosen)
    window.quick_button.invoke()
    hear(window, lab, MACHINE, RESULT, LabEnded())
    lab.problem = problem
    window.save_button.invoke()
    assert window.state_text.cget("text") == said
    assert lab.asked == ["quick", *(["save tea.html"] if chosen else [])]


@pytest.mark.parametrize("key", ["<Escape>", "close"])
def test_closing_ends_the_measurement(window: LabWindow, lab: FakeLab, key: str) -> None:
    """By the keyboard too."""
    window.quick_button.invoke()
    window.focus_force()
    window.update()
    if key == "close":
        window.close()
    else:
        window.event_generate(key)
    assert lab.asked == ["quick", "stop"]
    assert not window.winfo_exists()


def test_the_page_is_read_with_the_keyboard(window: LabWindow, lab: FakeLab) -> None:
    """Arrow keys and the wheel move it."""
    window.quick_button.invoke()
    hear(window, lab, MACHINE, *[RESULT] * 4)
    window.focus_force()
    window.update()
    window.event_generate("<Next>")
    below = window.page.canvasy(0)
    window.event_generate("<Up>")
    assert 0 < window.page.canvasy(0) < below


def test_a_panel_opens_once(root: tk.Tk, look: Look, lab: FakeLab) -> None:
    """Its button stands on the start screen; pressed again it brings the same window to the front."""
    pump = Pump(root, queue.Queue[ClientEvent](), handle=ignore, settle=ignore)
    panels = Panels(root, lambda: look, Inside(FakeThreads(), lab), pump, KeptSettings(Settings(), ignore))
    start = StartScreen(root, look, StartVerbs(ignore, ignore, ignore, ignore, ignore, ignore), panels.all())
    start.pack()
    button = next(found for found in buttons(start) if found.cget("text") == "Lab")
    button.invoke()
    first = panels.lab
    button.invoke()
    assert panels.lab is first
    assert first is not None
    first.close()
    button.invoke()
    assert panels.lab is not first


def ignore(*_words: object) -> None:
    """Take no notice."""
