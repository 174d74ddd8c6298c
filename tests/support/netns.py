"""A network of machines that are namespaces of this one, joined by a bridge; nothing of it can be reached from outside."""

import itertools
import os
import platform
import shutil
import subprocess
from types import TracebackType
from typing import Self

import pytest

from tests.support.processes import OURS, Program

COUNTER = itertools.count()


def ip(*arguments: str) -> None:
    """Run `ip`; raises CalledProcessError with what it said."""
    subprocess.run(["ip", *arguments], check=True, capture_output=True, text=True, timeout=20)  # noqa: S603, S607


def why_not() -> str:
    """Return why there can be no namespaces here; "" if there can."""
    if platform.system() != "Linux" or shutil.which("ip") is None:
        return "network namespaces need Linux and iproute2"
    name = f"dc-{os.getpid()}-try"
    try:
        ip("netns", "add", name)
        ip("netns", "delete", name)
    except subprocess.SubprocessError as error:
        return f"no network namespace can be made here: {getattr(error, 'stderr', '') or error}"
    return ""


def need_namespaces() -> None:
    """Skip a test where there can be none, and say why; in CI they must be there."""
    problem = why_not()
    if problem and os.environ.get("CI") == "true":
        pytest.fail(problem)
    if problem:
        pytest.skip(problem)


class Machine:
    """One namespace.

    Args:
        name: Of the namespace.
    """

    def __init__(self, name: str) -> None:
        self.name = name

    def command(self, *command: str) -> list[str]:
        """Return a command that runs there."""
        return ["ip", "netns", "exec", self.name, *command]

    def program(self, *arguments: str) -> Program:
        """Start this program there."""
        return Program(self.command(*OURS, *arguments))

    def ip(self, *arguments: str) -> None:
        """Run `ip` there."""
        ip("-n", self.name, *arguments)


class Network:
    """Machines on one switch; `with` makes it and takes it down."""

    def __init__(self) -> None:
        self._prefix = f"dc-{os.getpid()}-{next(COUNTER)}"
        self._namespaces: list[str] = []
        self._cables = itertools.count()
        self._switch = self._namespace("switch")
        self._switch.ip("link", "add", "switch0", "type", "bridge", "mcast_snooping", "0")
        self._switch.ip("link", "set", "switch0", "up")

    def _namespace(self, name: str) -> Machine:
        full = f"{self._prefix}-{name}"
        ip("netns", "add", full)
        self._namespaces.append(full)
        machine = Machine(full)
        machine.ip("link", "set", "lo", "up")
        return machine

    def machine(self, name: str, *addresses: str) -> Machine:
        """Add a machine with a cable to the switch and these addresses on it; every one has a link-local IPv6 address too."""
        machine = self._namespace(name)
        self.plug(machine, "eth0", *addresses)
        return machine

    def plug(self, machine: Machine, interface: str, *addresses: str, leads_somewhere: bool = True) -> None:
        """Add an interface to a machine; its cable is in, but may end in an empty room."""
        port = f"port{next(self._cables)}"
        self._switch.ip("link", "add", port, "type", "veth", "peer", "name", interface, "netns", machine.name)
        if leads_somewhere:
            self._switch.ip("link", "set", port, "master", "switch0")
        self._switch.ip("link", "set", port, "up")
        for address in addresses:
            machine.ip("address", "add", address, "dev", interface)
        # Without the wait for duplicates, an address can be used at once.
        subprocess.run(  # noqa: S603
            machine.command("sh", "-c", f"echo 0 >/proc/sys/net/ipv6/conf/{interface}/accept_dad"), check=True, timeout=20
        )
        machine.ip("link", "set", interface, "up")

    def close(self) -> None:
        """Take everything down."""
        for name in reversed(self._namespaces):
            ip("netns", "delete", name)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()
