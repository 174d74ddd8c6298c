"""The table of keys: what help lists is what is bound."""

import tkinter as tk
from collections import Counter
from collections.abc import Callable

import pytest

from desktop_chat.gui.settings.key_bindings import TO_TK, bind_keys
from desktop_chat.gui.settings.keys import KEYS, Scope, Shortcut, event_of, shown_for
from tests.support.window import Person


def test_every_deed_has_one_row_and_no_key_two() -> None:
    """Help names each once."""
    assert Counter(key.deed for key in KEYS) == Counter(Shortcut)
    anywhere = {Scope.ANYWHERE, Scope.ROOM}
    for scopes in (anywhere | {Scope.WRITING}, anywhere | {Scope.READING}):
        assert max(Counter(event for key in KEYS if key.scope in scopes for event in key.events).values()) == 1


def test_a_key_is_called_as_it_is_pressed() -> None:
    """For menus that do the same."""
    assert shown_for(Shortcut.FIND) == "Ctrl+F"
    assert event_of("<Mod-f>") == "<Control-f>"


@pytest.mark.tk
@pytest.mark.parametrize("other", [Scope.WRITING, Scope.READING])
def test_tk_knows_all_of_them(root: tk.Tk, other: Scope) -> None:
    """None is misspelt; pressed, it does what its row says, and nothing else happens."""
    done = list[Shortcut]()
    field = tk.Text(root)
    field.pack()
    keys = [key for key in KEYS if key.scope in {Scope.ANYWHERE, Scope.ROOM, other}]
    bind_keys(field, {key.deed: lambda deed=key.deed: done.append(deed) for key in keys})  # type: ignore[misc]
    root.update()
    field.focus_force()
    root.update()
    # Xvfb has no digits on its keypad.
    pressed = [(key.deed, event_of(event)) for key in keys for event in key.events if "KP_0" not in event]
    for _, event in pressed:
        field.event_generate(event)
    root.update()
    assert done == [deed for deed, _ in pressed]
    assert field.get("1.0", "end") == "\n"


@pytest.mark.tk
def test_a_key_of_the_room_does_nothing_elsewhere(root: tk.Tk) -> None:
    """As on the start screen."""
    done = list[Shortcut]()
    field = tk.Text(root)
    field.pack()
    deeds = {deed: lambda deed=deed: done.append(deed) for deed in (Shortcut.FIND, Shortcut.SETTINGS)}
    bind_keys(field, deeds, lambda key: key.scope is Scope.ANYWHERE)
    root.update()
    field.focus_force()
    field.event_generate("<Control-f>")
    field.event_generate("<Control-comma>")
    root.update()
    assert done == [Shortcut.SETTINGS]


@pytest.mark.tk
def test_a_deed_may_leave_a_key_to_tk(root: tk.Tk) -> None:
    """An arrow moves the cursor where it means nothing else."""
    field = tk.Text(root)
    field.pack()
    field.insert("1.0", "one\ntwo")
    bind_keys(field, {Shortcut.EARLIER: lambda: TO_TK, Shortcut.LATER: lambda: None})
    root.update()
    field.focus_force()
    root.update()
    field.event_generate("<Up>")
    assert field.index("insert").startswith("1.")
    field.event_generate("<Down>")
    assert field.index("insert").startswith("1.")


@pytest.mark.tk
def test_the_window_binds_every_key_of_a_room(person: Person) -> None:
    """What help lists works."""
    bound = str(person.top.bind())
    for key in KEYS:
        if key.scope is Scope.ROOM:
            assert any(person.top.bind(event_of(event)) for event in key.events), (key.deed, bound)
    pane = person.window.room.pane
    for scope, widget in ((Scope.WRITING, pane.composer.text), (Scope.READING, pane.timeline.canvas)):
        unbound = [key.deed for key in KEYS if key.scope is scope and not all(widget.bind(event_of(event)) for event in key.events)]
        assert unbound == []


class Field:
    """What a widget of Tk is to `bind_keys`."""

    def __init__(self) -> None:
        self.bound: dict[str, Callable[[tk.Event[tk.Misc]], str | None]] = {}

    def bind(self, sequence: str, func: Callable[["tk.Event[tk.Misc]"], str | None], add: bool) -> object:  # noqa: FBT001  # Tk's own
        """Note it."""
        assert add is (sequence == "<Control-KeyPress>")
        self.bound[sequence] = func
        return None

    def press(self, keysym: str, letter: str, state: int) -> str | None:
        """Press a letter with Control on Windows."""
        event: tk.Event[tk.Misc] = tk.Event()
        event.keysym, event.keycode, event.state = keysym, ord(letter), state
        return self.bound["<Control-KeyPress>"](event)


def test_windows_knows_letters_by_their_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """While it writes Hangul, Tk gives keys no name (CPython issue 75427); those with a name are bound by it."""
    monkeypatch.setattr("sys.platform", "win32")
    done, field = list[Shortcut](), Field()
    bind_keys(field, {deed: lambda deed=deed: done.append(deed) for deed in (Shortcut.BOLD, Shortcut.FIND_EVERYWHERE, Shortcut.MEMBERS)})  # type: ignore[misc]
    assert [field.press("??", "B", 0x4), field.press("??", "B", 0x5), field.press("??", "F", 0x5)] == ["break", None, "break"]
    assert [field.press("b", "B", 0x4), field.press("??", "Q", 0x4)] == [None, None]
    assert done == [Shortcut.BOLD, Shortcut.FIND_EVERYWHERE]
