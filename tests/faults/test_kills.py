"""The small run of `make faults`."""

from __future__ import annotations

from pathlib import Path

from tests.faults.kills import kill_all, show


def test_killed_anywhere_the_old_or_the_new_state_is_there(tmp_path: Path, data_dir: Path) -> None:
    tallies = kill_all(tmp_path, data_dir / "models", kills=10, seed=8)
    table = show(tallies)
    assert [tally.broken for tally in tallies.values()] == [[]] * 5, table
    assert sum(tally.kills for tally in tallies.values()) >= 10, table
