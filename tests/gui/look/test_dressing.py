"""The window made anew while somebody uses it: another palette, size or language, and everything stays where it was."""

import gc
import tkinter as tk
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_chat import i18n
from desktop_chat.core.client.events import HistoryProblem, HistoryTroubled, JoinedChannel, LinkLost, LinkProblem, Registered
from desktop_chat.gui.look.palette import CONTRAST, DARK, LIGHT
from desktop_chat.gui.look.theme import Look
from desktop_chat.settings import load_settings
from tests.support.program import Program, program_in
from tests.support.timeline import lines_of
from tests.support.tk import until
from tests.support.view import talk

pytestmark = pytest.mark.tk


@pytest.fixture
def program(root: tk.Tk, tmp_path: Path) -> Iterator[Program]:
    """Return somebody who sees the start screen."""
    with program_in(root, tmp_path) as found:
        yield found
    i18n.use_language("en")


@pytest.fixture
def inside(program: Program) -> Program:
    """Return ann, in #general with bob."""
    program.enter()
    return program


def seen(program: Program) -> list[str]:
    """Return what can be read of the conversation."""
    return lines_of(program.window.room.pane.timeline)


def shown_rows(program: Program) -> list[str]:
    """Return the keys of the rows in sight."""
    stage = program.window.room.pane.timeline.stage
    return [getattr(stage.items[at], "key", "") for at, _ in stage.viewport.visible()]


def fill(program: Program, count: int = 120) -> None:
    """Let bob say so many things."""
    program.hear(*(talk("#general", "bob", f"line {number}", key=str(number)) for number in range(count)))


@pytest.mark.parametrize(("theme", "ground"), [("light", LIGHT.bg), ("contrast", CONTRAST.bg), ("dark", DARK.bg)])
def test_another_palette_holds_at_once_and_is_kept(program: Program, theme: str, ground: str) -> None:
    """Also where there is no room yet."""
    program.set(theme=theme)
    assert program.root.cget("bg") == ground
    assert program.window.room.pane.timeline.canvas.cget("bg") == ground
    assert load_settings(program.folder / "settings.json").theme == theme or theme == "dark"


def test_what_was_typed_on_the_start_screen_stays(program: Program) -> None:
    """And the keyboard is where it was."""
    start = program.window.start
    start.nick.insert(0, "가람")
    start.address.insert(0, "10.0.0.7")
    start.address.focus_force()
    program.set(theme="light")
    after = program.window.start
    assert after is not start
    assert (after.nick.get(), after.address.get()) == ("가람", "10.0.0.7")
    assert program.root.focus_get() is after.address


def test_a_half_written_text_stays_with_its_cursor(inside: Program) -> None:
    """So does what was sent before, for the arrow key."""
    composer = inside.window.room.pane.composer
    composer.text.insert("insert", "half a thought")
    composer.text.mark_set("insert", "1.4")
    composer.text.focus_force()
    inside.draw()
    inside.set(zoom=150)
    after = inside.window.room.pane.composer
    assert (after.get(), after.text.index("insert")) == ("half a thought", "1.4")
    assert inside.root.focus_get() is after.text


def test_the_open_conversation_its_list_and_members_stay(inside: Program) -> None:
    """Who talks with bob goes on."""
    inside.hear(talk("bob", "bob", "psst"))
    inside.presenter.room.choose("bob")
    inside.draw()
    inside.set(theme="contrast")
    assert str(inside.window.room.pane.title.cget("text")) == "bob"
    assert any("psst" in line for line in seen(inside))
    inside.presenter.room.choose("#general")
    inside.draw()
    assert str(inside.window.room.right.title.cget("text")) == "Participants 2"


def test_the_place_that_is_read_stays_in_sight(inside: Program) -> None:
    """The first row in sight is the same one, whatever the size."""
    fill(inside)
    timeline = inside.window.room.pane.timeline
    timeline.scroll(-900)
    inside.draw()
    first = shown_rows(inside)[0]
    for values in ({"zoom": 160}, {"theme": "light"}, {"density": "compact"}, {"zoom": 100}):
        inside.set(**values)
        assert not inside.window.room.pane.timeline.is_at_end
        assert shown_rows(inside)[0] == first


def test_the_end_stays_followed(inside: Program) -> None:
    """What is said next is in sight."""
    fill(inside)
    inside.set(zoom=140)
    assert inside.window.room.pane.timeline.is_at_end
    inside.hear(talk("#general", "bob", "and one more", key="more"))
    assert shown_rows(inside)[-1] == "more"


def test_another_language_is_spoken_everywhere(inside: Program) -> None:
    """Lists, buttons, times and days; what people said is theirs."""
    inside.hear(talk("#general", "bob", "hello"))
    inside.set(language="ko")
    assert str(inside.window.room.right.title.cget("text")) == "참여자 2"
    assert str(inside.window.room.pane.composer.button.cget("text")) == i18n.tr("Send") != "Send"
    (day, *_), *_ = [[line for line in seen(inside) if "년" in line]]
    assert day.endswith("요일")
    assert any("hello" in line for line in seen(inside))
    assert i18n.tr("Settings") == "설정"
    assert inside.lab.asked == ["in ko"]
    inside.set(language="en")
    assert str(inside.window.room.right.title.cget("text")) == "Participants 2"


def test_what_is_wrong_stays_said(inside: Program) -> None:
    """Of the link, above the timeline, and of the program itself, above all."""
    inside.hear(LinkLost(LinkProblem.BROKEN, ""), HistoryTroubled(HistoryProblem.FULL, ""))
    inside.set(theme="light")
    assert inside.window.room.pane.banner.winfo_ismapped()
    assert inside.window.notice.winfo_ismapped()
    inside.window.notice.button.invoke()
    inside.draw()
    inside.set(theme="dark")
    assert not inside.window.notice.winfo_ismapped()


def test_an_open_search_stays_open(inside: Program) -> None:
    """With what stands in its field."""
    inside.window.room.pane.composer.text.focus_force()
    inside.press("Control-f")
    for letter in "tea":
        inside.press(letter)
    inside.set(theme="light")
    search = inside.window.room.pane.search
    assert search.winfo_ismapped()
    assert search.entry.get() == "tea"
    assert inside.root.focus_get() is search.entry
    inside.press("Escape")
    inside.set(theme="dark")
    assert not inside.window.room.pane.search.winfo_ismapped()


def test_an_answer_that_is_begun_stays_one(inside: Program) -> None:
    """What stands above the composer says to whom."""
    inside.hear(Registered("ann", "irc.example", frozenset({"message-tags"})), JoinedChannel("#general"))
    inside.hear(talk("#general", "bob", "tea?", key="tea"))
    inside.presenter.room.messages.answer("tea")
    inside.draw()
    assert inside.window.room.pane.composing.winfo_ismapped()
    inside.set(theme="light")
    assert inside.window.room.pane.composing.winfo_ismapped()
    assert inside.window.room.pane.composing.text.text == "tea?"


def test_keys_change_the_size(inside: Program) -> None:
    """By tenths, as far as it goes, and back."""
    inside.window.room.pane.composer.text.focus_force()
    inside.draw()
    font = inside.program.panels._look().body
    assert font.cget("size") == -14
    inside.press("Control-plus", "Control-plus")
    assert (inside.kept.now.zoom, inside.program.panels._look().body.cget("size")) == (120, -17)
    inside.press("Control-0")
    assert inside.kept.now.zoom == 100
    inside.press(*["Control-minus"] * 4)
    assert inside.kept.now.zoom == 80


def test_panels_beside_the_window_change_too(inside: Program) -> None:
    """Each stays open, in its place, with what it shows."""
    inside.program.panels.open_threads()
    inside.program.panels.open_lab()
    lab = inside.program.panels.lab
    assert lab is not None
    lab.show_machine("Two cores")
    inside.set(theme="light", language="ko")
    threads = inside.program.panels.threads
    assert threads is not None
    assert (threads.cget("bg"), lab.cget("bg")) == (LIGHT.bg, LIGHT.bg)
    assert (threads.title(), lab.title()) == (i18n.tr("Threads"), i18n.tr("Lab"))
    assert str(lab.machine.cget("text")) == "Two cores"
    lab.close()
    threads.close()


def test_nothing_is_left_of_the_looks_that_were(inside: Program) -> None:
    """Twenty changes make no more fonts, pictures, widgets and commands of Tk than the first round."""
    fill(inside)

    def round_of_looks() -> None:
        for values in ({"theme": "light"}, {"zoom": 150}, {"density": "compact"}, {"theme": "dark", "zoom": 100, "density": "comfortable"}):
            inside.set(**values)

    def count() -> tuple[int, int, int, int]:
        call, split = inside.root.tk.call, inside.root.tk.splitlist
        widgets = [inside.root]
        for widget in widgets:
            widgets += widget.winfo_children()  # type: ignore[arg-type]
        themes = len(split(call("ttk::style", "theme", "names")))
        return len(split(call("font", "names"))), len(split(call("image", "names"))), len(widgets), themes

    def commands() -> int:
        return len(inside.root.tk.splitlist(inside.root.tk.call("info", "commands")))

    def looks() -> int:
        gc.unfreeze()  # The program sets aside what it keeps, and that is looked for here.
        gc.collect()
        return sum(isinstance(one, Look) for one in gc.get_objects())

    round_of_looks()
    left = looks()  # By earlier tests, too.
    before, had = count(), commands()
    for _ in range(5):
        round_of_looks()
    assert count() == before
    assert looks() == left
    assert commands() <= had + 25, "a rebuilt window binds its root's keys no more than once"


def test_a_desktop_that_turns_dark_is_followed(root: tk.Tk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the person comes back to the window; and only where the settings say so."""
    answers = [False]
    monkeypatch.setattr("desktop_chat.gui.look.looks.Looks.__init__.__defaults__", (lambda: answers[-1],))
    with program_in(root, tmp_path) as program:
        program.set(theme="system")
        assert root.cget("bg") == LIGHT.bg
        answers.append(True)
        root.event_generate("<FocusIn>")
        until(root, lambda: root.cget("bg") == DARK.bg)
        program.set(theme="light")
        assert root.cget("bg") == LIGHT.bg
