"""`desktop-chat lab` as a person types it: a real run, and one that is stopped half-way."""

import json
import os
import signal
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import psutil
import pytest

from tests.support.lab import wait_until_gone
from tests.support.processes import OURS, Program

pytestmark = pytest.mark.end_to_end

RUN_SECONDS = 100.0
"""A quick run takes eight on a quiet machine."""


def test_a_quick_run_prints_and_writes_everything(tmp_path: Path) -> None:
    """Five experiments, a page, and figures; it ends well and says nothing on standard error."""
    page, figures = tmp_path / "lab.html", tmp_path / "lab.json"
    command = [*OURS, "--data-dir", str(tmp_path / "data"), "lab", "--quick", "--html", str(page), "--json", str(figures)]
    with Program(command) as program:
        for title in ("Starting threads", "Switching between", "Sharing a megabyte", "One chat room", "Errors and isolation"):
            program.until(title, seconds=RUN_SECONDS)
        assert (program.wait(seconds=RUN_SECONDS), program.errors()) == (0, "")
    found = json.loads(figures.read_text(encoding="utf-8"))["experiments"]
    assert list(found) == ["starting", "switching", "sharing", "rooms", "isolation"]
    assert "unknown" not in {experiment["verdict"] for experiment in found.values()}
    charts = page.read_text(encoding="utf-8").split("<svg")[1:]
    assert len(charts) == sum(len(experiment["charts"]) for experiment in found.values())
    for chart in charts:
        ET.fromstring(f"<svg{chart.partition('</svg>')[0]}</svg>")  # noqa: S314  # Our own.


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of this kind")
def test_ctrl_c_in_a_terminal_leaves_no_process(tmp_path: Path) -> None:
    """Every process of the terminal gets it, the children too; only the Lab says something of it."""
    with Program([*OURS, "--data-dir", str(tmp_path), "lab", "--quick"], on_terminal=True) as program:
        program.until("Switching between", seconds=RUN_SECONDS)
        family = [child.pid for child in psutil.Process(program.id).children(recursive=True)]
        for pid in (*family, program.id):
            os.kill(pid, signal.SIGINT)
        program.until("Stopped.")
        assert program.wait() == 130
        assert "Traceback" not in program._text
    assert family
    wait_until_gone(family)
