"""What the Threads view says, in words."""

from typing import Final

from desktop_chat.core.figures.stats import number
from desktop_chat.core.figures.threads import MemoryFacts, ProcessFacts, SharedBlock, ThreadState
from desktop_chat.i18n import tr

KIB: Final = 1024
MIB: Final = 1024 * 1024


def roles() -> dict[str, str]:
    """Return what each thread is for, by its name without a number."""
    return {
        "MainThread": tr("the window"),
        "server-engine": tr("the room: decides, keeps, delivers"),
        "server-accept": tr("lets connections in"),
        "server-work": tr("does what takes long"),
        "server-flush": tr("sends to slow readers"),
        "peer": tr("reads one member"),
        "client-link": tr("connection to the host"),
        "lan-announce": tr("announces the room"),
        "lan-browse": tr("looks for rooms"),
        "app-threads": tr("looks at these threads"),
        "app-lab": tr("runs the Lab"),
    }


class Roles:
    """What threads are for, in the language of now."""

    def __init__(self) -> None:
        self._words = roles()
        self._ranks = {name: rank for rank, name in enumerate(self._words)}

    def of(self, name: str) -> str:
        """Return what a thread is for; "" if it is none of ours."""
        return self._words.get(without_number(name), "")

    def rank(self, name: str) -> tuple[int, int, str]:
        """Return by what threads are sorted: in the order of `roles`, members by their number, others last."""
        head = without_number(name)
        tail = name[len(head) + 1 :]
        return (self._ranks.get(head, len(self._ranks)), int(tail) if tail.isdecimal() else 0, name)


def without_number(name: str) -> str:
    """Return the name of a thread without its number: `peer` for `peer-7`."""
    head, _, tail = name.rpartition("-")
    return head if tail.isdecimal() else name


def state_words(state: ThreadState) -> str:
    """Return what a thread is at."""
    return {
        ThreadState.RUNNING: tr("running"),
        ThreadState.RECEIVING: tr("waits for the network"),
        ThreadState.IDLE: tr("waits for work"),
    }[state]


def process_words(process: ProcessFacts, *, percent: float | None) -> str:
    """Return the process as one line."""
    used = "–" if percent is None else number(percent)
    return tr(
        "Process {pid} · {mib} MiB in memory · {files} files and sockets open · {percent} % of a core",
        pid=process.pid,
        mib=number(process.memory.resident / MIB),
        files=process.descriptors,
        percent=used,
    )


def memory_words(memory: MemoryFacts) -> str:
    """Return what the memory is for; "" where the system does not tell."""
    if memory.code is None or memory.heap is None or memory.data is None or memory.stack is None:
        return tr("This system does not tell what the memory is for.")
    return tr(
        "All threads share code ({code} MiB), data ({data} MiB, with the stacks of the other threads) and heap ({heap} MiB); "
        "the first thread's own stack: {stack} KiB",
        code=number(memory.code / MIB),
        heap=number(memory.heap / MIB),
        data=number(memory.data / MIB),
        stack=number(memory.stack / KIB),
    )


def block_words(block: SharedBlock | None) -> str:
    """Return who reads the same bytes."""
    if block is None:
        return tr("Nothing has been sent to two members at once yet.")
    return tr(
        "One object, many readers: {size} bytes at {address} were sent to {readers} members without a copy.",
        size=block.size,
        address=f"0x{block.address:x}",
        readers=block.readers,
    )
