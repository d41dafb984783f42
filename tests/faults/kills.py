"""Kills indexing, adding, removing, fetching and saving at random points, and looks at the remains.

Half of the kills come by the clock, at a random moment of the run; half at a random step on the
disk. `make faults` does it 200 times and prints a table; a smaller run is among the tests.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from tests.faults.scenarios import (
    Adding,
    Fetching,
    Indexing,
    Removing,
    Saving,
    Scenario,
    run_worker,
)
from tests.fetching.conftest import make_certificate

SHARES = {"indexing": 0.3, "adding": 0.15, "removing": 0.1, "fetching": 0.2, "saving": 0.25}
_ROW = "{:<10}{:>7}{:>6}{:>9}{:>6}{:>8}{:>10}"
HEADING = _ROW.format("what", "kills", "old", "between", "new", "broken", "finished")
_IDLE = 0.3
"""Share of a run that goes into starting Python: nothing happens on the disk so early."""


@dataclass(slots=True)
class Tally:
    """What became of the kills of one scenario."""

    kills: int = 0
    states: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)
    finished: int = 0
    """Runs that came to their end before they were killed."""


def kill_often(scenario: Scenario, kills: int, chance: random.Random) -> Tally:
    """Run a scenario until it was killed so many times, looking at what is there after each."""
    tally = Tally()
    _run_whole(scenario)
    seconds, steps = _run_whole(scenario)
    while tally.kills < kills and tally.finished < 3 * kills + 10:
        by_clock = tally.kills % 2 == 0
        step = 0 if by_clock else chance.randint(1, steps)
        process = run_worker(step, scenario.folder, scenario.command())
        if by_clock:
            delay = chance.uniform(_IDLE, 1.0) * seconds
            threading.Timer(delay, process.kill).start()
        said = (process.communicate()[0] or "").splitlines()
        if process.returncode == -9:
            tally.kills += 1
        else:
            tally.finished += 1
        try:
            state = scenario.verify([line for line in said if not line.startswith("steps")])
        except Exception as error:
            point = f"step {step} of {steps}" if step else f"{delay:.2f} of {seconds:.2f} s"
            tally.broken.append(f"{point}: {type(error).__name__}: {error}")
        else:
            if process.returncode == -9:
                tally.states[state] += 1
    return tally


def _run_whole(scenario: Scenario) -> tuple[float, int]:
    """One run to its end: how many seconds and steps on the disk it took."""
    started = time.monotonic()
    whole = run_worker(0, scenario.folder, scenario.command())
    said = (whole.communicate()[0] or "").splitlines()
    seconds = time.monotonic() - started
    assert whole.returncode == 0, scenario.name
    scenario.verify(said[:-1])
    return seconds, int(said[-1].split()[1])


def kill_all(
    folder: Path,
    models: Path,
    kills: int,
    seed: int,
    on_tally: Callable[[str], None] = lambda row: None,
) -> dict[str, Tally]:
    """Every scenario with its share of the kills."""
    certificate = make_certificate(folder)
    made: list[Scenario] = [
        *(kind(folder / kind.name, models) for kind in (Indexing, Adding, Removing, Saving)),
        Fetching(folder / "fetching", models, certificate),
    ]
    chance = random.Random(seed)
    tallies = {}
    for each in made:
        tally = kill_often(each, max(1, round(SHARES[each.name] * kills)), chance)
        tallies[each.name] = tally
        on_tally(show(each.name, tally))
    return tallies


def show(name: str, tally: Tally) -> str:
    """A line of the table, and a line for each thing found broken."""
    states = [tally.states[state] for state in ("old", "between", "new")]
    row = _ROW.format(name, tally.kills, *states, len(tally.broken), tally.finished)
    return "\n".join([row, *tally.broken])


def main() -> None:
    """Kill as often as asked and print what was found; exit 1 where anything was broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1_000_000))
    parser.add_argument("--models", type=Path, help="a data folder's models, so as to start sooner")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        models = given.models or _export(Path(folder) / "first")
        print(f"seed {given.seed}\n{HEADING}", flush=True)
        say = partial(print, flush=True)
        tallies = kill_all(Path(folder), models, given.kills, given.seed, say)
    sys.exit(any(tally.broken for tally in tallies.values()))


def _export(folder: Path) -> Path:
    """The exported model, made by a first index."""
    from cdi_qa.indexing import open_index
    from cdi_qa.settings import Settings

    (folder / "corpus").mkdir(parents=True)
    (folder / "corpus" / "note.txt").write_text("The suite was closed.")
    open_index(Settings(corpus=folder / "corpus", data_dir=folder / "data"))
    return folder / "data" / "models"


if __name__ == "__main__":
    main()
