"""A desktop that shows notifications, on a bus of its own, in processes of their own.

    python -m tests.support.desktop BUS-ADDRESS

Offers org.freedesktop.Notifications there (Desktop Notifications Specification 1.2), as far as a client sees it. Writes a line for each
notification that is shown, `shown NUMBER JSON`, and for each that is taken back, `closed NUMBER`. Reads lines: the number of
a notification that the person clicks on.
"""

import asyncio
import json
import sys
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Annotated, NamedTuple, Self

from dbus_fast import Variant
from dbus_fast.aio import MessageBus
from dbus_fast.annotations import DBusInt32, DBusSignature, DBusStr, DBusUInt32
from dbus_fast.service import ServiceInterface, dbus_method, dbus_signal

from tests.support.processes import Program

NAME = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
CLOSED_BY_CALL = 3
"""NotificationClosed, reason: by CloseNotification."""
DISMISSED = 2
BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir={folder}</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""

Words = Annotated[list[str], DBusSignature("as")]
Hints = Annotated[dict[str, Variant], DBusSignature("a{sv}")]
Server = Annotated[list[str], DBusSignature("ssss")]


def say(line: str) -> None:
    """Write a line."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


class Notifications(ServiceInterface):
    """The service."""

    def __init__(self) -> None:
        super().__init__(NAME)
        self._last = 0
        self._open: set[int] = set()

    @dbus_method(name="Notify")
    def notify(
        self,
        app_name: DBusStr,
        replaces_id: DBusUInt32,
        _app_icon: DBusStr,
        summary: DBusStr,
        body: DBusStr,
        actions: Words,
        _hints: Hints,
        _expire_timeout: DBusInt32,
    ) -> DBusUInt32:
        """Show a notification; return its number."""
        number = replaces_id
        if not number:
            self._last += 1
            number = self._last
        self._open.add(number)
        say(f"shown {number} {json.dumps([app_name, summary, body, actions])}")
        return number

    @dbus_method(name="CloseNotification")
    def close(self, number: DBusUInt32) -> None:
        """Take a notification back."""
        say(f"closed {number}")
        if number in self._open:
            self._open.remove(number)
            self.closed(number, CLOSED_BY_CALL)

    @dbus_method(name="GetCapabilities")
    def capabilities(self) -> Words:
        """Say what can be done."""
        return ["actions", "body", "body-markup"]

    @dbus_method(name="GetServerInformation")
    def information(self) -> Server:
        """Say who this is."""
        return ["desktop of a test", "tests", "1", "1.2"]

    @dbus_signal(name="NotificationClosed")
    def closed(self, number: int, reason: int) -> Annotated[list[int], DBusSignature("uu")]:
        """Tell that a notification is gone."""
        return [number, reason]

    @dbus_signal(name="ActionInvoked")
    def clicked(self, number: int, action: str) -> Annotated[tuple[int, str], DBusSignature("us")]:
        """Tell that the person clicked."""
        return number, action

    def click(self, number: int) -> None:
        """Do what happens when a person clicks on a notification."""
        self.clicked(number, "default")
        self._open.discard(number)
        self.closed(number, DISMISSED)


async def serve(address: str) -> None:
    """Offer the service until the input ends."""
    bus = await MessageBus(bus_address=address).connect()
    service = Notifications()
    bus.export(PATH, service)
    await bus.request_name(NAME)
    say("ready")
    while line := await asyncio.to_thread(sys.stdin.readline):
        service.click(int(line))
    bus.disconnect()


class Shown(NamedTuple):
    """A notification on the screen."""

    number: int
    app: str
    title: str
    text: str
    actions: list[str]


class Desktop:
    """A bus, and who shows notifications on it once somebody does.

    Args:
        daemon: The program `dbus-daemon`.
    """

    def __init__(self, daemon: Path) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="bus-")
        config = Path(self._folder.name) / "bus.conf"
        config.write_text(BUS.format(folder=self._folder.name), encoding="utf-8")
        self._bus = Program([daemon, f"--config-file={config}", "--nofork", "--print-address"])
        self._bus.until("\n")
        self.address = self._bus.text().strip()
        self._screen: Program | None = None

    def show_notifications(self) -> None:
        """Let there be somebody who shows them."""
        self._screen = Program([sys.executable, "-m", "tests.support.desktop", self.address])
        self._screen.until("ready")

    @property
    def screen(self) -> Program:
        """Who shows notifications."""
        assert self._screen is not None
        return self._screen

    def shown(self) -> Shown:
        """Wait for the next notification."""
        self.screen.until("shown ")
        line = self.screen.until("\n").rstrip("\n").removeprefix("shown ")
        number, _, rest = line.partition(" ")
        return Shown(int(number), *json.loads(rest))

    def closed(self, number: int) -> None:
        """Wait until a notification is taken back."""
        self.screen.until(f"closed {number}\n")

    def click(self, shown: Shown) -> None:
        """Click on a notification."""
        self.screen.say(str(shown.number))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._screen is not None:
            self._screen.close()
        self._bus.close()
        self._folder.cleanup()


if __name__ == "__main__":
    asyncio.run(serve(sys.argv[1]))
