"""All keys of the window: one table, by which they are bound (`key_bindings`) and help lists them, so that it cannot be wrong. No Tk.

What a key does stands where it is done; here is which one it is and what it is called.
"""

import re
import sys
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from desktop_chat.i18n import tr_noop

COMMAND: Final = "Command" if sys.platform == "darwin" else "Control"
"""The key that goes with a letter for a command; `Mod` in this table."""
LETTER = re.compile(r"Mod\+(Shift\+)?([A-Z])")
"""A letter with Control, as `shown` has it."""
COMMAND_SHOWN: Final = "⌘" if sys.platform == "darwin" else "Ctrl+"


class Scope(StrEnum):
    """Where keys work."""

    ANYWHERE = "anywhere"
    """In all windows of the program."""
    ROOM = "room"
    """In the program's window, while a room is shown."""
    WRITING = "writing"
    """Where one writes messages."""
    READING = "reading"
    """In the timeline."""


class Shortcut(StrEnum):
    """What a key does."""

    PREVIOUS = "previous"
    NEXT = "next"
    CLOSE = "close"
    SWITCH = "switch"
    FIND = "find"
    FIND_EVERYWHERE = "find everywhere"
    DAY = "day"
    EMOJI = "emoji"
    QUIET = "quiet"
    ROOM = "room"
    PROFILE = "profile"
    CHANNELS = "channels"
    MEMBERS = "members"
    SETTINGS = "settings"
    KEYS = "keys"
    LARGER = "larger"
    SMALLER = "smaller"
    USUAL_SIZE = "usual size"
    UNDO = "undo"
    REDO = "redo"
    SELECT_ALL = "select all"
    BOLD = "bold"
    ITALIC = "italic"
    CODE = "code"
    ENTER = "enter"
    OTHER_ENTER = "other enter"
    SEND = "send"
    COMPLETE = "complete"
    EARLIER = "earlier"
    LATER = "later"
    MESSAGE_UP = "message up"
    MESSAGE_DOWN = "message down"
    LINE_UP = "line up"
    LINE_DOWN = "line down"
    PAGE_UP = "page up"
    PAGE_DOWN = "page down"
    FIRST = "first"
    NEWEST = "newest"
    COPY = "copy"
    MARK_ALL = "mark all"
    MENU = "menu"


@dataclass(frozen=True, slots=True)
class Key:
    """A key, or several that do the same.

    Args:
        deed: What it does.
        scope: Where it works.
        events: In Tk's words; `Mod` stands for Control, on macOS Command.
        shown: What stands on the keys.
        title: What it does in a few words, which `tr_noop` has marked.
    """

    deed: Shortcut
    scope: Scope
    events: tuple[str, ...]
    shown: str
    title: str

    @property
    def code(self) -> tuple[int, bool] | None:
        """The code that Windows has for a letter's place, and whether Shift goes with it; None if it is no letter with Control."""
        found = LETTER.fullmatch(self.shown)
        return (ord(found[2]), bool(found[1])) if found else None


KEYS: Final = (
    Key(Shortcut.PREVIOUS, Scope.ROOM, ("<Alt-Up>",), "Alt+↑", tr_noop("The channel or person above in the list")),
    Key(Shortcut.NEXT, Scope.ROOM, ("<Alt-Down>",), "Alt+↓", tr_noop("The channel or person below in the list")),
    Key(Shortcut.CLOSE, Scope.ROOM, ("<Mod-w>",), "Mod+W", tr_noop("Leave the channel, or put the talk with a person away")),
    Key(Shortcut.SWITCH, Scope.ROOM, ("<Mod-k>",), "Mod+K", tr_noop("Go to a channel or person by its name")),
    Key(Shortcut.FIND, Scope.ROOM, ("<Mod-f>",), "Mod+F", tr_noop("Find in this conversation")),
    Key(
        Shortcut.FIND_EVERYWHERE,
        Scope.ROOM,
        ("<Mod-Shift-KeyPress-f>", "<Mod-Shift-KeyPress-F>"),
        "Mod+Shift+F",
        tr_noop("Find in all rooms"),
    ),
    Key(Shortcut.DAY, Scope.ROOM, ("<Mod-g>",), "Mod+G", tr_noop("Go to a day of this conversation")),
    Key(Shortcut.EMOJI, Scope.ROOM, ("<Mod-period>",), "Mod+.", tr_noop("Pick an emoji")),
    Key(
        Shortcut.QUIET,
        Scope.ROOM,
        ("<Mod-Shift-KeyPress-d>", "<Mod-Shift-KeyPress-D>"),
        "Mod+Shift+D",
        tr_noop("Do not disturb: on or off"),
    ),
    Key(Shortcut.ROOM, Scope.ROOM, ("<Mod-Shift-KeyPress-r>", "<Mod-Shift-KeyPress-R>"), "Mod+Shift+R", tr_noop("The room that you host")),
    Key(Shortcut.PROFILE, Scope.ROOM, ("<Mod-Shift-KeyPress-p>", "<Mod-Shift-KeyPress-P>"), "Mod+Shift+P", tr_noop("Your profile")),
    Key(Shortcut.CHANNELS, Scope.ROOM, ("<F9>",), "F9", tr_noop("Show or hide channels")),
    Key(Shortcut.MEMBERS, Scope.ROOM, ("<F8>",), "F8", tr_noop("Show or hide members")),
    Key(Shortcut.SETTINGS, Scope.ANYWHERE, ("<Mod-comma>",), "Mod+,", tr_noop("Settings")),
    Key(Shortcut.KEYS, Scope.ANYWHERE, ("<F1>", "<Mod-slash>"), "F1", tr_noop("All keys")),
    Key(Shortcut.LARGER, Scope.ANYWHERE, ("<Mod-plus>", "<Mod-equal>", "<Mod-KP_Add>"), "Mod++", tr_noop("Everything larger")),
    Key(Shortcut.SMALLER, Scope.ANYWHERE, ("<Mod-minus>", "<Mod-KP_Subtract>"), "Mod+−", tr_noop("Everything smaller")),
    Key(Shortcut.USUAL_SIZE, Scope.ANYWHERE, ("<Mod-Key-0>", "<Mod-KP_0>"), "Mod+0", tr_noop("Everything in its usual size")),
    Key(Shortcut.ENTER, Scope.WRITING, ("<Return>", "<KP_Enter>"), "Enter", tr_noop("Send, or begin a line: as it is set under “Writing”")),
    Key(Shortcut.OTHER_ENTER, Scope.WRITING, ("<Shift-Return>", "<Shift-KP_Enter>"), "Shift+Enter", tr_noop("The other of the two")),
    Key(Shortcut.SEND, Scope.WRITING, ("<Mod-Return>", "<Mod-KP_Enter>"), "Mod+Enter", tr_noop("Send in any case")),
    Key(Shortcut.COMPLETE, Scope.WRITING, ("<Tab>",), "Tab", tr_noop("Complete a name, a channel, a command or an emoji")),
    Key(
        Shortcut.EARLIER,
        Scope.WRITING,
        ("<Up>",),
        "↑",
        tr_noop("In an empty field the last message, to edit it; else what was sent before"),
    ),
    Key(Shortcut.LATER, Scope.WRITING, ("<Down>",), "↓", tr_noop("What was sent after it")),
    Key(Shortcut.UNDO, Scope.WRITING, ("<Mod-z>",), "Mod+Z", tr_noop("Undo what was typed last")),
    Key(
        Shortcut.REDO,
        Scope.WRITING,
        ("<Mod-y>", "<Mod-Shift-KeyPress-z>", "<Mod-Shift-KeyPress-Z>"),
        "Mod+Shift+Z",
        tr_noop("Type it again"),
    ),
    Key(Shortcut.SELECT_ALL, Scope.WRITING, ("<Mod-a>",), "Mod+A", tr_noop("Select all that stands in the composer")),
    Key(Shortcut.BOLD, Scope.WRITING, ("<Mod-b>",), "Mod+B", tr_noop("Make what is selected bold")),
    Key(Shortcut.ITALIC, Scope.WRITING, ("<Mod-i>",), "Mod+I", tr_noop("Make what is selected italic")),
    Key(Shortcut.CODE, Scope.WRITING, ("<Mod-e>",), "Mod+E", tr_noop("Make what is selected code")),
    Key(Shortcut.MESSAGE_UP, Scope.READING, ("<Up>",), "↑", tr_noop("The message above")),
    Key(Shortcut.MESSAGE_DOWN, Scope.READING, ("<Down>",), "↓", tr_noop("The message below")),
    Key(Shortcut.LINE_UP, Scope.READING, ("<Control-Up>",), "Ctrl+↑", tr_noop("Upwards in the messages")),
    Key(Shortcut.LINE_DOWN, Scope.READING, ("<Control-Down>",), "Ctrl+↓", tr_noop("Downwards in the messages")),
    Key(Shortcut.PAGE_UP, Scope.READING, ("<Prior>",), "Page Up", tr_noop("A page upwards")),
    Key(Shortcut.PAGE_DOWN, Scope.READING, ("<Next>",), "Page Down", tr_noop("A page downwards")),
    Key(Shortcut.FIRST, Scope.READING, ("<Home>",), "Home", tr_noop("The first message that is here")),
    Key(Shortcut.NEWEST, Scope.READING, ("<End>", "<Mod-End>"), "End", tr_noop("The newest message")),
    Key(Shortcut.COPY, Scope.READING, ("<<Copy>>",), "Mod+C", tr_noop("Copy what is selected")),
    Key(Shortcut.MARK_ALL, Scope.READING, ("<Mod-a>", "<<SelectAll>>"), "Mod+A", tr_noop("Select all messages")),
    Key(
        Shortcut.MENU,
        Scope.READING,
        ("<Return>", "<KP_Enter>", "<Shift-F10>"),
        "Enter",
        tr_noop("What can be done with a message"),
    ),
)
"""In the order of help."""


def event_of(event: str) -> str:
    """Return an event of the table as Tk of this system has it."""
    return event.replace("Mod-", f"{COMMAND}-")


def shown_key(shown: str) -> str:
    """Return what stands on a key of the table on this system."""
    return shown.replace("Mod+", COMMAND_SHOWN)


def shown_for(deed: Shortcut) -> str:
    """Return what stands on the key for a deed, for the menu that does the same."""
    return next(shown_key(key.shown) for key in KEYS if key.deed is deed)
