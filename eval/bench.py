"""Speed and size on this machine: index, cold commands, warm answers. Run by `make bench`.

Nothing here passes or fails; it prints what it measured, with how.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from cdi_qa.assistant import Assistant
from cdi_qa.settings import Settings, load_settings
from cdi_qa.warming import warm_up

QUESTIONS = Path(__file__).parent / "questions.jsonl"
COLD_RUNS = 5
CROWD = 10
"""People asking at once."""


def cold_seconds(data_dir: Path, question: str) -> list[float]:
    """Wall time of whole `cdi-qa ask` processes, the first one left out.

    It leaves the modules compiled, as it does for a reader, whatever this environment says of that.
    """
    command = [sys.executable, "-m", "cdi_qa.cli", "--data-dir", str(data_dir), "ask", question]
    keeping = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(data_dir / "compiled")}
    times = []
    for _ in range(COLD_RUNS + 1):
        started = time.perf_counter()
        subprocess.run(
            command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, **keeping}
        )
        times.append(time.perf_counter() - started)
    return times[1:]


def folder_megabytes(folder: Path) -> float:
    """What the files of a folder take up."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


def crowd_milliseconds(assistant: Assistant, turns: list[list[str]]) -> list[float]:
    """Each answer's time where CROWD people ask at once, sorted; raises what an answer raises."""
    with ThreadPoolExecutor(CROWD) as crowd:
        asked = crowd.map(lambda turn: assistant.ask(turn[-1], turn[:-1]).elapsed_ms, turns)
        return sorted(asked)


def main() -> None:
    """Measure in an empty data folder and print a table."""
    corpus = load_settings().corpus
    with tempfile.TemporaryDirectory() as scratch:
        settings = Settings(corpus=corpus, data_dir=Path(scratch))
        started = time.perf_counter()
        assistant = Assistant.open(settings)
        first = time.perf_counter() - started
        started = time.perf_counter()
        Assistant.open(settings, rebuild=True)
        again = time.perf_counter() - started
        lines = QUESTIONS.read_text(encoding="utf-8").splitlines()
        turns = [json.loads(line)["turns"] for line in lines]
        warm_up(assistant)  # as the page does
        latencies = sorted(assistant.ask(t[-1], t[:-1]).elapsed_ms for t in turns)
        crowded = crowd_milliseconds(assistant, turns)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        rows = [
            ("first index, model export included", f"{first:.1f} s"),
            ("index from nothing, model exported", f"{again:.1f} s"),
            ("data folder", f"{folder_megabytes(Path(scratch)):.0f} MB"),
            (f"answer, median of {len(latencies)}", f"{statistics.median(latencies):.1f} ms"),
            ("answer, 95th percentile", f"{latencies[int(len(latencies) * 0.95)]:.1f} ms"),
            (f"{CROWD} asking at once, median", f"{statistics.median(crowded):.1f} ms"),
            (f"{CROWD} at once, 95th percentile", f"{crowded[int(len(crowded) * 0.95)]:.1f} ms"),
            ("peak memory, first index included", f"{peak:.0f} MB"),
        ]
        for name, question in (
            ("table", "What is Kent's rape rate?"),
            ("passage", "When will HMIC re-visit the force?"),
        ):
            times = cold_seconds(Path(scratch), question)
            rows.append(
                (f"cold ask, {name}, median of {COLD_RUNS}", f"{statistics.median(times):.1f} s")
            )
        print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}")
        for name, value in rows:
            print(f"{name:45} {value:>10}")


if __name__ == "__main__":
    main()
