"""The program with its real window in a process of its own, whose keys a test presses and whose lines it reads.

    python -m tests.support.driven DATA-FOLDER (host | join ADDRESS) NICK

Reads one order a line from standard input, each a JSON list. `["say", TEXT]` types a text into the composer and presses
Enter; `["write", TEXT]` does not press it, `["send"]` clicks on the button; `["find", TEXT]` looks for a text in all of the room,
and `["pick", N]` shows the line found at place N where it was said; `["bar", BUTTON, WORDS]` presses a button of the bar over the
message with these words, `["emoji", EMOJI, WORDS]` the pill below it, or that button and the emoji of the row that opens where
there is no pill, `["menu", LABEL, WORDS]` chooses from its menu; `["edit", TEXT]` lets the last own message say something else;
`["close"]` closes the window; `["until", PLACE, PART]` answers, as soon as PART stands there, with one JSON list of the lines of
a place: `timeline`, `messages` with all that stands with them, `address`, `state`, `banner`, `notice`, `found`, `hint`,
`composer`, `start` or `panel`, or one around the conversation (`driven_around`, which has orders of its own); of the `SPOTS` of
`driven_spots` it answers where on the screen they are.
`["panel", PAGE, WIDGET, TEXT]` uses the host's panel (`driven_panel`); `["join", PASSWORD]` tries again with a password.
"""

import json
import queue
import sys
import threading
import tkinter as tk
from pathlib import Path

from desktop_chat.app.chat import ChatProgram
from desktop_chat.app.lab import LabProgram
from desktop_chat.app.threads import ErrorLog, ThreadsProgram
from desktop_chat.gui.event_queue import EventQueue
from desktop_chat.gui.ports import HostRequest, Inside, JoinRequest, StartRequest
from desktop_chat.gui.program import WindowProgram, destroy_root, make_root
from desktop_chat.gui.timeline.hover import BarButton
from desktop_chat.settings import Settings
from tests.support.driven_around import ORDERS as ORDERS_AROUND
from tests.support.driven_around import PLACES, lines_of_around, use_around
from tests.support.driven_panel import lines_of_panel, use_panel
from tests.support.driven_spots import SPOTS, spot_of
from tests.support.timeline import Mouse, lines_of, messages_of

LOOK_MS = 5
FIND_EVERYWHERE = 1
"""In the menu of a conversation."""
ORDERS = queue.SimpleQueue[list[str]]()


def read_orders() -> None:
    """Take orders until the input ends. On a thread of its own."""
    for line in sys.stdin:
        ORDERS.put(json.loads(line))


class Driver:
    """Does what it is told, on Tk's thread."""

    def __init__(self, program: WindowProgram) -> None:
        self.program = program
        self.room = program.window.room
        self.composer = self.room.pane.composer
        self._awaited: tuple[str, str] | None = None
        self._is_sending = False
        self._order: list[str] | None = None
        """What cannot be followed yet: the message that it is about is not in sight."""
        self._typing: tuple[str, ...] | None = None
        self._key: tuple[tk.Misc, str] | None = None
        """To be pressed, and where."""
        program.root.after(LOOK_MS, self.look)

    def look(self) -> None:
        """Follow one order, once the one before is done with."""
        self.program.root.after(LOOK_MS, self.look)
        if self._awaited is not None:
            self.answer(*self._awaited)
        elif self._typing is not None:
            self.type(*self._typing)
        elif self._key is not None:
            self.press(*self._key)
        elif not (self._is_sending and self.composer.get()) and (self._order is not None or not ORDERS.empty()):
            self._is_sending = False
            order, self._order = self._order or ORDERS.get(), None
            self.follow(*order)

    def follow(self, what: str, *words: str) -> None:
        """Follow an order."""
        match what:
            case "say" | "write":
                self._typing = (what, *words)
            case "send":
                self.composer.button.invoke()
            case "find":
                self.room.pane.menu.invoke(FIND_EVERYWHERE)
                self.program.root.clipboard_clear()
                self.program.root.clipboard_append(*words)
                self.room.pane.search.entry.event_generate("<<Paste>>")
            case "pick":
                self.program.presenter.room.search.choose(int(words[0]))
            case "bar" | "menu" | "emoji" | "edit":
                self.do_with_message(what, *words)
            case "until":
                self._awaited = (words[0], words[1])
            case _:
                self.use_window(what, *words)

    def press(self, widget: tk.Misc, key: str) -> None:
        """Press a key in a widget once it has the keyboard."""
        if widget.focus_displayof() is widget:
            self._key = None
            widget.event_generate(key)
        else:
            widget.focus_force()

    def type(self, what: str, *words: str) -> None:
        """Type into the composer once it has the keyboard: until then a key goes to what had it before."""
        text = self.composer.text
        if text.focus_displayof() is not text:
            text.focus_force()
            return
        self._typing = None
        text.insert("insert", *words)
        if what == "say":
            text.event_generate("<Return>")
            self._is_sending = True

    def use_window(self, what: str, *words: str) -> None:
        """Follow an order about the window itself, or one beside it."""
        window = self.program.window
        match what:
            case "panel":
                use_panel(window, *words)
            case _ if what in ORDERS_AROUND:
                self._key = use_around(window, what, *words)
            case "join":
                window.start.password.insert(0, *words)
                window.start.join_button.invoke()
            case "close":
                self.program.root.tk.call(self.program.root.protocol("WM_DELETE_WINDOW"))
                if (question := window.beside.question) is not None:
                    question.buttons[0].invoke()

    def do_with_message(self, what: str, *words: str) -> None:
        """Do something with a message, by mouse or keyboard."""
        mouse = Mouse(self.room.pane.timeline)
        if what != "edit" and not mouse.can_reach(words[1]):
            self._order = [what, *words]
            return
        match what, words:
            case "bar", (button, text):
                mouse.press_bar(BarButton[button], text)
            case "menu", (label, text):
                mouse.choose(label, text)
            case "emoji", (emoji, text):
                mouse.react(emoji, text)
            case "edit", (text,):
                self.composer.text.focus_force()
                self.composer.text.event_generate("<Up>")
                self.composer.text.delete("1.0", "end")
                self.follow("say", text)

    def answer(self, place: str, part: str) -> None:
        """Tell what stands in a place if the awaited part is there."""
        lines = self.lines_of(place)
        if any(part in line for line in lines):
            self._awaited = None
            sys.stdout.write(json.dumps(lines) + "\n")
            sys.stdout.flush()

    def lines_of(self, place: str) -> list[str]:
        """Return what a person reads there."""
        window = self.program.window
        labels = {
            "hint": self.room.pane.foot.hint,
            "address": self.room.status.address,
            "start": window.start.banner.label,
            "state": self.room.side.state_text,
        }
        if place in labels:
            return [str(labels[place].cget("text"))]
        if place in PLACES | SPOTS:
            return lines_of_around(window, place) if place in PLACES else spot_of(window, place)
        match place:
            case "timeline":
                return lines_of(self.room.pane.timeline)
            case "messages":
                return messages_of(self.room.pane.timeline)
            case "found":
                return self.room.pane.search.list.get("1.0", "end-1c").splitlines()
            case "composer":
                return [self.composer.get()]
            case "panel":
                return lines_of_panel(window.beside.host)
            case _:
                banner = window.notice if place == "notice" else self.room.pane.banner
                return [str(banner.label.cget("text"))] if banner.winfo_ismapped() else []


def main(folder: str, how: str, *rest: str) -> int:
    """Run the program until its window is closed; return how many threads would not end."""
    request: StartRequest = HostRequest(rest[0], "우리 반", port=0) if how == "host" else JoinRequest(rest[1], rest[0])
    Path(folder).mkdir(exist_ok=True)
    root = make_root()
    events = EventQueue()
    chat = ChatProgram(events, folder=Path(folder))
    inside = Inside(ThreadsProgram(chat, events, ErrorLog()), LabProgram("en"))
    program = WindowProgram(root, chat, events, folder=Path(folder), settings=Settings(), inside=inside)
    Driver(program)
    threading.Thread(target=read_orders, name="orders", daemon=True).start()
    program.run(request)
    left = chat.stop()
    destroy_root(root)
    return len(left)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
