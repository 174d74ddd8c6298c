"""Nothing is lost, doubled or reordered, wherever it is cut: kill -9 of the host, of members, links cut at any byte, and both."""

from collections import Counter
from pathlib import Path

import pytest

from tests.support.storm import Storm

pytestmark = pytest.mark.end_to_end


@pytest.mark.timeout(1200)
def test_nothing_is_lost_doubled_or_reordered_wherever_it_is_cut(tmp_path: Path, storm_cuts: int, storm_seed: int) -> None:
    """What a sender saw as sent, or as on its way, is in the host's log and in every member's history: once, in one order."""
    print(f"storm: {storm_cuts} cuts, seed {storm_seed}")  # noqa: T201  # To repeat what failed: --storm-seed.
    storm = Storm(tmp_path, storm_seed)
    try:
        storm.rage(storm_cuts)
        storm.settle()
        storm.stop()
    finally:
        storm.close()
    log = storm.host.lines()
    assert [text for text, count in Counter(log).items() if count > 1] == []
    for member in storm.members:
        promised = set(member.told("sent")) | set(member.told("pending"))
        assert promised - set(log) == set(), f"{member.nick} was promised these"
        own = [int(text.split()[1]) for text in log if text.startswith(f"{member.nick} ")]
        assert own == sorted(own), f"what {member.nick} said was reordered"
        assert member.told("failed") == []
        assert member.lines() == log, f"{member.nick} has another history than the host"
