"""The small run of `make faults`."""

from __future__ import annotations

from pathlib import Path

from tests.faults.kills import kill_all


def test_killed_anywhere_the_old_or_the_new_state_is_there(tmp_path: Path, data_dir: Path) -> None:
    rows: list[str] = []
    tallies = kill_all(tmp_path, data_dir / "models", kills=10, seed=8, on_tally=rows.append)
    assert [tally.broken for tally in tallies.values()] == [[]] * 5, rows
    assert sum(tally.kills for tally in tallies.values()) >= 10, rows
