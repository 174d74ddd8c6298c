"""Takes the pictures of docs/screenshots/: the real program hosting a real room in which people talk, on a screen of its own.

    python3 tools/take_screenshots.py

Needs what `python3 dev.py test` has installed.
"""

import sys
import tempfile
import tkinter as tk
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple, TypeVar

from PIL import ImageGrab
from pyvirtualdisplay.display import Display

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from desktop_chat import i18n  # noqa: E402
from desktop_chat.app.chat import ChatProgram  # noqa: E402
from desktop_chat.app.lab import LabProgram  # noqa: E402
from desktop_chat.app.threads import ErrorLog, ThreadsProgram  # noqa: E402
from desktop_chat.core.client.events import (  # noqa: E402
    ClientEvent,
    HostingStarted,
    JoinedChannel,
    MessageArrived,
    PageRead,
    Reacted,
    SearchAnswered,
)
from desktop_chat.gui.event_queue import EventQueue  # noqa: E402
from desktop_chat.gui.ports import HostRequest, Inside  # noqa: E402
from desktop_chat.gui.program import WindowProgram, destroy_root, make_root  # noqa: E402
from desktop_chat.gui.rows import TimelineRow  # noqa: E402
from desktop_chat.settings import Settings  # noqa: E402
from tests.support.person import Person  # noqa: E402
from tests.support.timeline import lines_of  # noqa: E402
from tests.support.tk import until  # noqa: E402
from tools.screenshot_talk import ANSWER, CODE, OWN, REACTIONS, TALK, WORDS  # noqa: E402

Kind = TypeVar("Kind")
FOLDER = ROOT / "docs" / "screenshots"
SIZE = (1100, 720)
DOTS_PER_POINT = 96 / 72
LAB_SECONDS = 60.0
FIND_EVERYWHERE = 1
"""In the menu of a conversation."""


class Variant(NamedTuple):
    """A way to look at the window."""

    language: str
    theme: str
    messages: str = "rows"
    scale: int = 1

    @property
    def has_panels(self) -> bool:
        """Whether the windows beside this one are taken too: once in each language and palette."""
        return self.messages == "rows" and self.scale == 1

    @property
    def name(self) -> str:
        """What its pictures are called after."""
        extra = [*(["bubbles"] if self.messages == "bubbles" else []), *(["2x"] if self.scale > 1 else [])]
        return "-".join((self.language, self.theme, *extra))


VARIANTS = (
    *(Variant(language, theme) for language in TALK for theme in ("dark", "light")),
    Variant("ko", "dark", messages="bubbles"),
    Variant("ko", "light", scale=2),
)

HOST_VARIANTS = (Variant("ko", "dark"), Variant("en", "light"))
"""In which the host's panel is taken."""


WITH_SETTINGS = (Variant("ko", "dark"), Variant("en", "light"))


class Studio:
    """The program, in front of a camera.

    Args:
        folder: The data folder.
        variant: How it looks.
        nick: Whose window it is.
    """

    def __init__(self, folder: Path, variant: Variant, nick: str) -> None:
        self._events, self._seen = EventQueue(), list[ClientEvent]()
        self._variant = variant
        self._size = (SIZE[0] * variant.scale, SIZE[1] * variant.scale)
        self.chat = ChatProgram(self._events, folder=folder)
        self._root = make_root()
        self._root.tk.call("tk", "scaling", variant.scale * DOTS_PER_POINT)  # As on a screen with so many dots an inch.
        self.lab = LabProgram(variant.language)
        self.threads = ThreadsProgram(self.chat, self._events, ErrorLog())
        inside = Inside(self.threads, self.lab)
        settings = Settings(nick=nick, theme=variant.theme, messages=variant.messages, geometry=f"{self._size[0]}x{self._size[1]}+0+0")
        self.window = WindowProgram(self._root, self.chat, self._events, folder=folder, settings=settings, inside=inside)
        self.presenter = self.window.presenter
        self.presenter.begin(None)

    def take(self, what: str, focus: tk.Misc) -> None:
        """Take a picture, with the keyboard in a field."""
        self._root.update()
        focus.focus_force()
        self._root.update()
        ImageGrab.grab((0, 0, *self._size)).save(FOLDER / f"{what}-{self._variant.name}.png", optimize=True)

    def take_beside(self) -> None:
        """Take the Lab, and in some variants the settings."""
        self.take_lab()
        if self._variant in WITH_SETTINGS:
            self.take_settings()

    def take_settings(self) -> None:
        """Open the settings, and take their picture."""
        self.window.panels.open_settings()
        settings = self.window.panels.settings
        if settings is None:
            raise RuntimeError("the settings did not open")
        settings.geometry("+0+0")
        self._take_panel("settings", settings)
        settings.destroy()

    def take_lab(self) -> None:
        """Measure a little, and take a picture of the Lab's window."""
        self.window.panels.open_lab()
        lab = self.window.panels.lab
        if lab is None:
            raise RuntimeError("the Lab did not open")
        lab.geometry("+0+0")
        lab.quick_button.invoke()
        until(self._root, lambda: lab.save_button.instate(["!disabled"]), seconds=LAB_SECONDS)
        self._take_panel("lab", lab)
        lab.close()

    def take_threads(self, talk: Callable[[], None]) -> None:
        """Open the Threads view, let people talk, and take its picture."""
        self.window.panels.open_threads()
        threads = self.window.panels.threads
        if threads is None:
            raise RuntimeError("the Threads view did not open")
        threads.geometry("+0+0")
        until(self._root, lambda: self.threads.snapshot() is not None)
        talk()
        seen = self.threads.snapshot()
        until(self._root, lambda: bool(self._look()) and self.threads.snapshot() is not seen)
        until(self._root, lambda: bool(threads.ways.tree.get_children()))
        self._take_panel("threads", threads)
        threads.close()

    def take_host(self) -> None:
        """Take a picture of the host's panel: who is in the room, one of them chosen."""
        self.window.window.beside.open_host()
        panel = self.window.window.beside.host
        if panel is None:
            raise RuntimeError("the host's panel did not open")
        panel.geometry("+0+0")
        panel.choose("members")
        tree = panel.members.table.tree
        until(self._root, lambda: bool(self._look()) and len(tree.get_children()) > 1)
        tree.selection_set(tree.get_children()[1])
        until(self._root, lambda: panel.members.out_button.instate(["!disabled"]))
        self._take_panel("host", panel)
        panel.close()

    def _take_panel(self, what: str, panel: tk.Toplevel) -> None:
        panel.lift()
        panel.update()
        left, top = panel.winfo_rootx(), panel.winfo_rooty()
        box = (left, top, left + panel.winfo_width(), top + panel.winfo_height())
        ImageGrab.grab(box).save(FOLDER / f"{what}-{self._variant.name}.png", optimize=True)

    def until(self, kind: type[Kind]) -> Kind:
        """Wait for something to happen, and return it."""
        until(self._root, lambda: any(isinstance(event, kind) for event in self._look()))
        return next(event for event in self._seen if isinstance(event, kind))

    def until_shown(self, text: str) -> None:
        """Wait until a text stands in the timeline."""
        timeline = self.window.window.room.pane.timeline
        until(self._root, lambda: bool(self._look()) and any(text in line for line in lines_of(timeline)))

    def msgid(self, text: str) -> str:
        """Wait until something was said, and return its id."""

        def said() -> list[str]:
            return [event.msgid for event in self._look() if isinstance(event, MessageArrived) and event.text == text]

        until(self._root, lambda: bool(said()))
        return said()[-1]

    def react(self, msgid: str, emoji: str) -> None:
        """React to a message, as everybody did."""
        self.presenter.room.messages.react(msgid, emoji)
        until(self._root, lambda: any(isinstance(event, Reacted) and event.mine for event in self._look()))

    def find(self, text: str) -> None:
        """Look for a text in all of the room, and show the last line found where it was said."""
        panel = self.window.window.room.pane.search
        self.window.window.room.pane.menu.invoke(FIND_EVERYWHERE)
        panel.entry.insert("end", text)
        panel.entry.event_generate("<<Cut>>")
        self.until(SearchAnswered)
        self.presenter.room.search.choose(len(self.until(SearchAnswered).lines) - 1)
        self.until(PageRead)
        items = self.window.window.room.pane.timeline.stage.items
        until(self._root, lambda: bool(self._look()) and any(isinstance(item, TimelineRow) and item.found for item in items))

    def _look(self) -> list[ClientEvent]:
        known = len(self._seen)
        while not self._events.empty():
            self._seen.append(self._events.get_nowait())
            self.presenter.handle(self._seen[-1])
        self.presenter.settle()
        self.threads.shown(self._seen[known:])
        return self._seen

    def close(self) -> None:
        """End the program."""
        self.chat.stop()
        self.threads.stop()
        self.lab.close()
        destroy_root(self._root)


def take_pictures(folder: Path, variant: Variant) -> None:
    """Take the start screen, the room while people talk, and what is found of that."""
    i18n.use_language(variant.language)
    (room, channel, topic, nick), *talk = TALK[variant.language]
    studio = Studio(folder, variant, nick)
    studio.take("start", studio.window.window.start.nick)
    studio.presenter.begin(HostRequest(nick, room, 0, announce=False))
    port = studio.until(HostingStarted).port
    studio.until(JoinedChannel)
    with ExitStack() as stack:
        names = dict.fromkeys(name for name, *_ in talk)
        people = {name: stack.enter_context(Person(port, name, channel=channel)) for name in names}
        studio.chat.say(channel, f"/topic {topic}")
        studio.until_shown(topic)
        say_all(studio, people, channel, talk)
        say_code(people[talk[-1][0]], channel)
        visitor = stack.enter_context(Person(port, "visitor"))
        visitor.say(f"PRIVMSG {nick} :hello")
        visitor.in_step()
        studio.chat.say(channel, OWN[variant.language])
        studio.msgid(OWN[variant.language])
        studio.take("room", studio.window.window.room.pane.composer.text)
        if variant in HOST_VARIANTS:
            studio.take_host()
        if variant.has_panels:
            for name in ("민지", "Bo", "Kim"):
                stack.enter_context(Person(port, name, channel=channel))
            studio.take_threads(lambda: say_again(people, channel, talk))
            studio.take_beside()
            studio.find(WORDS[variant.language])
            studio.take("search", studio.window.window.room.pane.search.entry)
    studio.close()


def say_all(studio: Studio, people: dict[str, Person], channel: str, talk: Sequence[tuple[str, ...]]) -> None:
    """Let people say what they have to say, and react to what answers another message."""
    msgid = ""
    for name, text, *how in talk:
        people[name].say("CAP REQ :message-tags", f"{f'@+reply={msgid} ' if ANSWER in how else ''}PRIVMSG {channel} :{text}")
        people[name].in_step()
        msgid = studio.msgid(text)
        if ANSWER in how:
            for person, emoji in zip(people.values(), REACTIONS, strict=True):
                person.say("CAP REQ :message-tags", f"@+reply={msgid};+draft/react={emoji} TAGMSG {channel}")
                person.in_step()
            studio.react(msgid, REACTIONS[-1])


def say_code(person: Person, channel: str) -> None:
    """Let somebody say some lines of code."""
    lines = (f"@batch=code PRIVMSG {channel} :{line}" for line in CODE)
    person.say("CAP REQ :message-tags batch draft/multiline", f"BATCH +code draft/multiline {channel}", *lines, "BATCH -code")
    person.in_step()


def say_again(people: dict[str, Person], channel: str, talk: Sequence[tuple[str, ...]]) -> None:
    """Let people say the same once more."""
    for name, text, *_ in talk:
        people[name].say(f"PRIVMSG {channel} :{text}")
        people[name].in_step()


def main() -> int:
    """Take all pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    screen = (2 * SIZE[0], 2 * SIZE[1])
    with Display(visible=False, size=screen, extra_args=["-dpi", "96", "-nolisten", "tcp"]):
        for variant in VARIANTS:
            with tempfile.TemporaryDirectory() as folder:
                take_pictures(Path(folder), variant)
    return 0


if __name__ == "__main__":
    sys.exit(main())
