"""Runs a plan: in C where there is a compiler, in Python elsewhere."""

import hashlib
import json
import select
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.bench.plan import Outcome, Plan
from tests.bench.pure import run_pure

SOURCE = Path(__file__).with_name("engine.c")
Engine = Callable[[Plan], Outcome]


def build_engine() -> Path | None:
    """Compile the C engine, once for each of its versions; return it, or None where there is no compiler."""
    compiler = shutil.which("cc")
    if compiler is None or not hasattr(select, "epoll"):  # By which it waits.
        return None
    name = hashlib.sha256(SOURCE.read_bytes()).hexdigest()[:16]
    program = Path(tempfile.gettempdir()) / f"desktop-chat-bench-{name}"
    if not program.exists():
        draft = program.with_suffix(".draft")
        subprocess.run([compiler, "-O2", "-o", draft, SOURCE], check=True)  # noqa: S603
        draft.rename(program)
    return program


def run_c(program: Path, plan: Plan) -> Outcome:
    """Run a plan in a process that has the sockets from here."""
    done = subprocess.run(  # noqa: S603
        [program],
        input=plan.as_text(),
        capture_output=True,
        text=True,
        pass_fds=[client.descriptor for client in plan.clients],
        timeout=plan.limit_seconds + 30,
        check=True,
    )
    values: dict[str, float] = json.loads(done.stdout)
    counts = (int(values[name]) for name in ("sent", "expected", "delivered", "ahead", "behind", "broken", "closed"))
    times = (values.get(name, 0.0) for name in ("late_send_ms", "p50_ms", "p99_ms", "max_ms"))
    return Outcome(values["elapsed"], *counts, *times)


def choose_engine() -> Engine:
    """Return the fastest engine of this machine."""
    program = build_engine()
    return run_pure if program is None else lambda plan: run_c(program, plan)
