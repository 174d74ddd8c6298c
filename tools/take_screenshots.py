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
from typing import TypeVar

from PIL import ImageGrab
from pyvirtualdisplay.display import Display

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from desktop_chat import i18n  # noqa: E402
from desktop_chat.app.chat import ChatProgram  # noqa: E402
from desktop_chat.app.lab import LabProgram  # noqa: E402
from desktop_chat.app.threads import ErrorLog, EventQueue, ThreadsProgram  # noqa: E402
from desktop_chat.core.client.events import ClientEvent, HostingStarted, JoinedChannel, PageRead, SearchAnswered  # noqa: E402  # noqa: E402
from desktop_chat.gui.ports import HostRequest, Inside  # noqa: E402
from desktop_chat.gui.program import WindowProgram, destroy_root, make_root  # noqa: E402
from desktop_chat.settings import Settings  # noqa: E402
from tests.support.person import Person  # noqa: E402
from tests.support.tk import until  # noqa: E402

Kind = TypeVar("Kind")
FOLDER = ROOT / "docs" / "screenshots"
SIZE = (1100, 720)
LAB_SECONDS = 60.0
FIND_EVERYWHERE = 1
"""In the menu of a conversation."""
WORDS = {"en": "meeting", "ko": "회의"}
TALK = {
    "en": (
        ("Our office", "#general", "For everybody · meeting at three", "Sam"),
        ("Alex", "Good morning! Don't forget the meeting at three today."),
        ("Alex", "The notes are here: https://lan.example/notes"),
        ("가람", "좋은 아침이에요. Sam, could you bring the printed plans?"),
        ("Alex", "They are on the table already"),
    ),
    "ko": (
        ("사무실", "#general", "모두를 위한 방 · 오늘 3시 회의", "민수"),
        ("가람", "좋은 아침입니다! 오늘 3시 회의 잊지 마세요."),
        ("가람", "자료는 여기 있어요: https://lan.example/회의록"),
        ("Alex", "Morning! 민수님, could you review the plan?"),
        ("가람", "벌써 책상 위에 있어요"),
    ),
}


class Studio:
    """The program in one language and one palette, in front of a camera.

    Args:
        folder: The data folder.
        language: Its code.
        theme: The palette's name.
        nick: Whose window it is.
    """

    def __init__(self, folder: Path, language: str, theme: str, nick: str) -> None:
        self._events, self._seen = EventQueue(), list[ClientEvent]()
        self._name = f"{language}-{theme}"
        self.chat = ChatProgram(self._events, folder=folder)
        self._root = make_root()
        settings = Settings(nick=nick, theme=theme, geometry=f"{SIZE[0]}x{SIZE[1]}+0+0")
        self.lab = LabProgram(language)
        self.threads = ThreadsProgram(self.chat, self._events, ErrorLog())
        inside = Inside(self.threads, self.lab)
        self.window = WindowProgram(self._root, self.chat, self._events, folder=folder, settings=settings, inside=inside)
        self.presenter = self.window.presenter
        self.presenter.begin(None)

    def take(self, what: str, focus: tk.Misc) -> None:
        """Take a picture, with the keyboard in a field."""
        self._root.update()
        focus.focus_force()
        self._root.update()
        ImageGrab.grab((0, 0, *SIZE)).save(FOLDER / f"{what}-{self._name}.png", optimize=True)

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

    def _take_panel(self, what: str, panel: tk.Toplevel) -> None:
        panel.lift()
        panel.update()
        left, top = panel.winfo_rootx(), panel.winfo_rooty()
        box = (left, top, left + panel.winfo_width(), top + panel.winfo_height())
        ImageGrab.grab(box).save(FOLDER / f"{what}-{self._name}.png", optimize=True)

    def until(self, kind: type[Kind]) -> Kind:
        """Wait for something to happen, and return it."""
        until(self._root, lambda: any(isinstance(event, kind) for event in self._look()))
        return next(event for event in self._seen if isinstance(event, kind))

    def until_shown(self, text: str) -> None:
        """Wait until a text stands in the timeline."""
        timeline = self.window.window.room.timeline.text
        until(self._root, lambda: bool(self._look()) and text in timeline.get("1.0", "end-1c"))

    def find(self, text: str) -> None:
        """Look for a text in all of the room, and show the last line found where it was said."""
        panel = self.window.window.room.search
        self.window.window.room.menu.invoke(FIND_EVERYWHERE)
        panel.entry.insert("end", text)
        panel.entry.event_generate("<<Cut>>")
        self.until(SearchAnswered)
        self.presenter.room.search.choose(len(self.until(SearchAnswered).lines) - 1)
        self.until(PageRead)
        until(self._root, lambda: bool(self._look()) and bool(self.window.window.room.timeline.text.tag_ranges("found")))

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


def take_pictures(folder: Path, language: str, theme: str) -> None:
    """Take the start screen, the room while people talk, and what is found of that."""
    i18n.use_language(language)
    (room, channel, topic, nick), *talk = TALK[language]
    studio = Studio(folder, language, theme, nick)
    studio.take("start", studio.window.window.start.nick)
    studio.presenter.begin(HostRequest(nick, room, 0))
    port = studio.until(HostingStarted).port
    studio.until(JoinedChannel)
    with ExitStack() as stack:
        people = {name: stack.enter_context(Person(port, name, channel=channel)) for name in dict.fromkeys(name for name, _ in talk)}
        studio.chat.say(channel, f"/topic {topic}")
        studio.until_shown(topic)
        for name, text in talk:
            people[name].say(f"PRIVMSG {channel} :{text}")
            people[name].in_step()
        visitor = stack.enter_context(Person(port, "visitor"))
        visitor.say(f"PRIVMSG {nick} :hello")
        visitor.in_step()
        studio.until_shown(talk[-1][1])
        studio.take("room", studio.window.window.room.composer.text)
        for name in ("민지", "Bo", "Kim"):
            stack.enter_context(Person(port, name, channel=channel))
        studio.take_threads(lambda: say_again(people, channel, talk))
        studio.take_lab()
        studio.find(WORDS[language])
        studio.take("search", studio.window.window.room.search.entry)
    studio.close()


def say_again(people: dict[str, Person], channel: str, talk: Sequence[tuple[str, ...]]) -> None:
    """Let people say the same once more."""
    for name, text in talk:
        people[name].say(f"PRIVMSG {channel} :{text}")
        people[name].in_step()


def main() -> int:
    """Take all pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with Display(visible=False, size=SIZE, extra_args=["-dpi", "96", "-nolisten", "tcp"]):
        for language in TALK:
            for theme in ("dark", "light"):
                with tempfile.TemporaryDirectory() as folder:
                    take_pictures(Path(folder), language, theme)
    return 0


if __name__ == "__main__":
    sys.exit(main())
