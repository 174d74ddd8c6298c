"""The table of keys: what help lists is what is bound."""

import tkinter as tk
from collections import Counter
from collections.abc import Callable

import pytest

from desktop_chat.gui.keys import KEYS, Deed, Scope, bind_keys, event_of, shown_for
from tests.support.window import Person


def test_every_deed_has_one_row_and_no_key_two() -> None:
    """Help names each once."""
    assert Counter(key.deed for key in KEYS) == Counter(Deed)
    assert max(Counter(event for key in KEYS for event in key.events).values()) == 1


def test_a_key_is_called_as_it_is_pressed() -> None:
    """For menus that do the same."""
    assert shown_for(Deed.FIND) == "Ctrl+F"
    assert event_of("<Mod-f>") == "<Control-f>"


@pytest.mark.tk
def test_tk_knows_all_of_them(root: tk.Tk) -> None:
    """None is misspelt; pressed, it does what its row says, and nothing else happens."""
    done = list[Deed]()
    field = tk.Text(root)
    field.pack()
    bind_keys(field, {deed: lambda deed=deed: done.append(deed) for deed in Deed})  # type: ignore[misc]
    root.update()
    field.focus_force()
    root.update()
    # Xvfb has no digits on its keypad.
    pressed = [(key.deed, event_of(event)) for key in KEYS for event in key.events if "KP_0" not in event]
    for _, event in pressed:
        field.event_generate(event)
    root.update()
    assert done == [deed for deed, _ in pressed]
    assert field.get("1.0", "end") == "\n"


@pytest.mark.tk
def test_a_key_of_the_room_does_nothing_elsewhere(root: tk.Tk) -> None:
    """As on the start screen."""
    done = list[Deed]()
    field = tk.Text(root)
    field.pack()
    deeds = {deed: lambda deed=deed: done.append(deed) for deed in (Deed.FIND, Deed.SETTINGS)}
    bind_keys(field, deeds, lambda key: key.scope is Scope.ANYWHERE)
    root.update()
    field.focus_force()
    field.event_generate("<Control-f>")
    field.event_generate("<Control-comma>")
    root.update()
    assert done == [Deed.SETTINGS]


@pytest.mark.tk
def test_the_window_binds_every_key_of_a_room(person: Person) -> None:
    """What help lists works."""
    bound = str(person.top.bind())
    for key in KEYS:
        if key.scope is Scope.ROOM:
            assert any(person.top.bind(event_of(event)) for event in key.events), (key.deed, bound)


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
    done, field = list[Deed](), Field()
    bind_keys(field, {deed: lambda deed=deed: done.append(deed) for deed in (Deed.BOLD, Deed.FIND_EVERYWHERE, Deed.MEMBERS)})  # type: ignore[misc]
    assert [field.press("??", "B", 0x4), field.press("??", "B", 0x5), field.press("??", "F", 0x5)] == ["break", None, "break"]
    assert [field.press("b", "B", 0x4), field.press("??", "Q", 0x4)] == [None, None]
    assert done == [Deed.BOLD, Deed.FIND_EVERYWHERE]
