"""The workflow for the three systems does what one does at home: its commands are ours, its files are those that a build makes."""

import re
import shlex
from fnmatch import fnmatch
from pathlib import Path

import pytest
import yaml

import dev
from package.__main__ import BESIDE, HASHES
from package.release import VERSION
from tests.support.layers import ROOT

FILE = ROOT / ".github" / "workflows" / "package.yml"
JOBS = yaml.safe_load(FILE.read_text(encoding="utf-8"))["jobs"]
STEPS = [step for job in JOBS.values() for step in job["steps"]]
COMMANDS = [line for step in STEPS for line in step.get("run", "").splitlines()]
MADE = (f"desktop-chat-{VERSION}-windows-x86_64.zip", f"desktop-chat_{VERSION}_amd64.deb", *BESIDE, HASHES)
"""Of what a build makes, one of each kind."""


def test_it_checks_tests_and_builds_by_the_commands_of_dev() -> None:
    """Everything that `.ci/run` does, on each system; nothing is done in another way there."""
    ours = [shlex.split(line) for line in COMMANDS if "dev.py" in line]
    assert [words[:2] for words in ours] == [["python3", "dev.py"]] * len(ours)
    assert [words[2] for words in ours] == ["lint", "test", "build"]
    assert all(command in dev.COMMANDS for _, _, command in ours)


def test_it_runs_on_the_three_systems_with_the_oldest_and_the_newest_python() -> None:
    """Each builds for itself."""
    rows = JOBS["package"]["strategy"]["matrix"]["include"]
    assert {row["system"].partition("-")[0] for row in rows} == {"ubuntu", "windows", "macos"}
    assert {row["python"] for row in rows} == {f"3.{dev.OLDEST[1]}", "3.13"}


@pytest.mark.parametrize("name", MADE)
def test_what_a_build_makes_is_kept(name: str) -> None:
    """By the patterns of the last step."""
    kept = STEPS[-1]["with"]["path"].split()
    assert any(fnmatch(f"dist/{name}", pattern) for pattern in kept)


def test_no_step_hangs_for_hours_or_may_write_into_the_project() -> None:
    """A bound of time for each job, and a token that only reads."""
    whole = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    assert whole["permissions"] == {"contents": "read"}
    assert all(0 < job["timeout-minutes"] <= 60 for job in JOBS.values())


def test_every_requirement_is_pinned_for_every_system() -> None:
    """A build on another day, and on another system, is made of the same."""
    for file in (ROOT / "requirements").glob("*.txt"):
        lines = [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
        assert [line for line in lines if not re.fullmatch(r'[\w.-]+==[\w.]+(; sys_platform == "(linux|win32|darwin)")?', line)] == []


def test_the_commands_of_the_page_are_there() -> None:
    """docs/packaging.md names files that exist."""
    text = (ROOT / "docs" / "packaging.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:package|tests|tools|requirements|desktop_chat|assets|\.github)/[\w./-]+)`", text)
    assert named
    assert [name for name in named if not Path(ROOT / name).exists()] == []
