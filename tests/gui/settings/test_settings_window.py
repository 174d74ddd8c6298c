"""The settings window as a person uses it: with the mouse and with the keyboard alone."""

import tkinter as tk
from collections.abc import Iterator
from pathlib import Path
from tkinter import ttk

import pytest

from desktop_chat import i18n
from desktop_chat.gui.look.palette import LIGHT
from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.settings.setting_controls import ChoiceControl, FactControl, NumberControl, SwitchControl, TextControl
from desktop_chat.gui.settings.settings_model import Fact, FactForm, Row, Section, Text
from desktop_chat.gui.settings.settings_window import SettingsWindow
from desktop_chat.settings import KeptSettings, Settings, load_settings
from tests.support.program import Program, program_in
from tests.support.tk import until, y_of

pytestmark = pytest.mark.tk


@pytest.fixture
def program(root: tk.Tk, tmp_path: Path) -> Iterator[Program]:
    """Return ann, in #general with bob."""
    with program_in(root, tmp_path) as found:
        found.enter()
        yield found
    i18n.use_language("en")


@pytest.fixture
def window(program: Program) -> SettingsWindow:
    """Return the settings, opened by their key."""
    program.press("Control-comma")
    return opened(program)


def opened(program: Program) -> SettingsWindow:
    """Return the settings window that is open."""
    found = program.program.panels.settings
    assert found is not None
    assert found.winfo_ismapped()
    return found


def click(widget: tk.Misc) -> None:
    """Click in the middle of a widget."""
    widget.update()
    middle = {"x": widget.winfo_width() // 2, "y": widget.winfo_height() // 2}
    for event in ("<Enter>", "<Button-1>", "<ButtonRelease-1>"):
        widget.event_generate(event, **middle)  # type: ignore[arg-type]
    widget.update()


def choice(window: SettingsWindow, key: str) -> ChoiceControl:
    """Return what a setting is chosen with."""
    control = window.rows[key].control
    assert isinstance(control, ChoiceControl)
    return control


def test_the_gear_opens_it_and_escape_closes_it(program: Program) -> None:
    """Once, however often it is asked for."""
    gear = program.window.room.side.settings_button
    click(gear)
    first = opened(program)
    click(gear)
    assert opened(program) is first
    program.draw()
    program.press("Escape")
    assert not first.winfo_exists()
    click(gear)
    assert opened(program) is not first


def test_a_click_changes_the_palette_at_once(program: Program, window: SettingsWindow) -> None:
    """Of all windows; it is saved; and the keyboard stays on what was chosen."""
    click(choice(window, "theme").buttons["light"])
    until(program.root, lambda: program.root.cget("bg") == LIGHT.bg)
    assert window.cget("bg") == LIGHT.bg
    assert load_settings(program.folder / "settings.json").theme == "light"
    assert program.root.focus_get() is choice(window, "theme").buttons["light"]


def test_a_change_can_be_taken_back(program: Program, window: SettingsWindow) -> None:
    """Where nothing was changed, nothing offers it."""
    assert not window.rows["density"].reset.winfo_ismapped()
    click(choice(window, "density").buttons["compact"])
    program.draw()
    assert program.kept.now.density == "compact"
    assert window.rows["density"].reset.winfo_ismapped()
    click(window.rows["density"].reset)
    program.draw()
    assert program.kept.now.density == "comfortable"
    assert not window.rows["density"].reset.winfo_ismapped()


def test_the_keyboard_alone_reaches_and_changes_everything(program: Program, window: SettingsWindow) -> None:
    """Tab from the field to the sections to the rows; arrows within a choice; space on a switch."""
    assert program.root.focus_get() is window.search
    program.press("Tab")
    assert program.root.focus_get() is window.sections.canvas
    program.press("Tab")
    assert program.root.focus_get() is choice(window, "theme").buttons["dark"]
    program.press("Right")
    assert program.kept.now.theme == "light"
    program.press("Left", "Left", "Left")
    assert program.kept.now.theme == "contrast", "round and round"
    theme = choice(window, "theme")
    assert program.root.focus_get() is theme.buttons["contrast"]
    program.press("Tab", "Tab")
    number = window.rows["zoom"].control
    assert isinstance(number, NumberControl)
    program.press("Right")
    assert program.kept.now.zoom == 110
    control = window.rows["members_shown"].control
    assert isinstance(control, SwitchControl)
    for _ in range(12):
        if program.root.focus_get() is not control.button:
            program.press("Tab")
    assert program.root.focus_get() is control.button
    program.press("space")
    assert not program.kept.now.members_shown
    assert not program.window.room.right.winfo_ismapped()


def test_typing_finds_in_both_languages(program: Program, window: SettingsWindow) -> None:
    """As one types; Escape looks for nothing any more, and only then closes."""
    for letter in "contrast":
        program.press(letter)
    assert list(window.rows) == ["theme"]
    assert window.heading.cget("text") == "1 setting found"
    program.press("Escape")
    assert window.winfo_exists()
    assert "zoom" in window.rows
    window.search.insert(0, "언어")
    program.press("End")
    assert "language" in window.rows


def test_sections_are_chosen_from_the_list(program: Program, window: SettingsWindow) -> None:
    """By mouse or by keyboard; the last one is there again the next time."""
    canvas = window.sections.canvas
    canvas.event_generate("<Button-1>", x=60, y=y_of(canvas, "Language"))
    program.draw()
    assert list(window.rows) == ["language"]
    canvas.focus_force()
    program.press("Down", "Return")
    assert window.heading.cget("text") == "Notifications"
    program.press("Escape")
    program.root.focus_force()
    program.press("Control-comma")
    assert opened(program).heading.cget("text") == "Notifications"


def test_help_lists_all_keys(program: Program) -> None:
    """F1 anywhere, in the composer too; there what is searched is found."""
    program.window.room.pane.composer.text.focus_force()
    program.press("F1")
    window = opened(program)
    assert window.heading.cget("text") == "Keys"
    assert {"key settings", "key find", "key larger"} <= set(window.rows)
    window.search.focus_force()
    for letter in "emoji":
        program.press(letter)
    assert next(iter(window.rows)) == "key emoji"
    assert "key find" not in window.rows


def test_another_language_is_spoken_in_the_window_itself(program: Program, window: SettingsWindow) -> None:
    """At once, and what was seen is seen."""
    window.presenter.choose(Section.LANGUAGE)
    program.draw()
    click(choice(window, "language").buttons["ko"])
    until(program.root, lambda: window.title() == "설정")
    assert window.heading.cget("text") == "언어"
    assert program.root.focus_get() is choice(window, "language").buttons["ko"]
    assert program.window.room.pane.composer.button.cget("text") == i18n.tr("Send")


def test_the_start_screen_leads_to_settings_and_about(root: tk.Tk, tmp_path: Path) -> None:
    """Two buttons in its corner; the path of the log can be copied."""
    with program_in(root, tmp_path) as program:
        corner = [button for button in _buttons(program.window.start) if button.cget("style") == "Corner.TButton"]
        doors = {str(button.cget("text")): button for button in corner}
        assert [name for name in doors if name in {"Settings", "About", "Threads", "Lab"}] == ["Settings", "About", "Threads", "Lab"]
        click(doors["About"])
        window = opened(program)
        control = window.rows["about log"].control
        assert isinstance(control, FactControl)
        assert control.copy_button is not None
        click(control.copy_button)
        assert root.clipboard_get() == str(tmp_path / "desktop-chat.log")


def _buttons(parent: tk.Misc) -> list[ttk.Button]:
    found = [child for child in parent.winfo_children() if isinstance(child, ttk.Button)]
    return found + [button for child in parent.winfo_children() for button in _buttons(child)]


def test_a_text_is_taken_as_it_is_typed_or_it_is_said_why_not(top: tk.Toplevel, look: Look) -> None:
    """A field says what is wrong below itself."""
    kept = KeptSettings(Settings(nick="ann"), lambda _settings: None)
    row = Row("nick", Section.NETWORK, "Name", Text(lambda text: "" if len(text) > 2 else "Too short."))
    fact = Row("port", Section.NETWORK, "Port", Fact("7001", FactForm.PLAIN))
    window = SettingsWindow(top, look, kept, lambda: (row, fact))
    window.presenter.choose(Section.NETWORK)
    control = window.rows["nick"].control
    assert isinstance(control, TextControl)
    control.entry.focus_force()
    window.update()
    control.entry.icursor("end")
    control.entry.event_generate("<BackSpace>")
    window.update()
    assert window.rows["nick"].problem.cget("text") == "Too short."
    assert kept.now.nick == "ann"
    control.entry.event_generate("<y>")
    window.update()
    assert kept.now.nick == "any"
    assert not window.rows["nick"].problem.winfo_ismapped()


def test_a_volume_is_heard_as_it_is_chosen(program: Program, window: SettingsWindow) -> None:
    """Nothing else makes a sound."""
    window.presenter.choose(Section.NOTIFICATIONS)
    program.set(volume=30)
    program.set(sounds=False)
    assert program.chat.alerts.volumes == [30]


def test_a_quiet_hour_is_a_time_of_day(program: Program, window: SettingsWindow) -> None:
    """Whatever else is typed is not taken, and the window says what is wanted."""
    window.presenter.choose(Section.NOTIFICATIONS)
    program.draw()
    row = window.rows["quiet_from"]
    assert isinstance(row.control, TextControl)
    row.control.entry.focus_force()
    program.draw()
    row.control.entry.icursor("end")
    row.control.entry.event_generate("<BackSpace>")
    program.draw()
    assert row.problem.cget("text") == "Write a time of day, such as 22:30."
    assert program.kept.now.quiet_from == "22:00"
    row.control.entry.event_generate("<Key-5>")
    program.draw()
    assert program.kept.now.quiet_from == "22:05"
