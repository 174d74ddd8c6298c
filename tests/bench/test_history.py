"""The benchmark of the member's own history counts what it says it counts."""

import pytest

from tests.bench import history


def test_a_small_run_prints_each_search_and_finds_something(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """All but the word that nobody said."""
    monkeypatch.setattr("sys.argv", ["history", "--lines", "20000"])
    assert history.main() == 0
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in capsys.readouterr().out.splitlines() if line.startswith("| `")
    ]
    found = {row[0].strip("`"): int(row[-1]) for row in rows}
    assert set(found) == set(history.QUERIES)
    assert {typed for typed, count in found.items() if not count} == {"없는낱말", "the 없는낱말"}
