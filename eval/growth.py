"""How building, updating and asking grow with the corpus. Run by `make bench`; see SIZES there.

The corpora are inspection reports made up for the purpose, from a fixed seed: many forces, several
rounds, each report with findings, figures, recommendations and a table of its own. Nothing passes
or fails; it prints what it measured.

`python -m eval.growth 100000` measures another size: that one is left out of `make bench`, for it
takes the better part of an hour. `--typeset 3` measures three reports set as PDF, with a scanned
page in each; it takes the packages of the tests.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from cdi_qa.assistant import Assistant
from cdi_qa.settings import Settings
from cdi_qa.warming import warm_up

SIZES = (100, 1000, 10_000)
SEED = 20171003
QUESTIONS = 60
PER_REPORT = 30
"""Passages that one made-up report comes to, about."""
PLACES = "Ash Birch Cedar Elm Fern Hazel Holly Ivy Larch Maple Oak Pine Rowan Sorrel Thorn Willow"
ENDINGS = "bury field ford ham mere port shire stead ton worth"
SUBJECTS = (
    "calls from the public", "stolen bicycles", "custody records", "missing people",
    "firearms licences", "dog bites", "online fraud", "road collisions", "stop and search",
    "victim contact", "property stores", "detained children", "night patrols", "witness statements",
)  # fmt: skip
DOINGS = ("examined", "counted", "reviewed", "sampled", "listened to", "followed up")
FAULTS = (
    "no supervisor had looked at them", "the entry was late", "the reason was left blank",
    "the person was not told", "two systems disagreed", "nobody could say who had decided",
)  # fmt: skip
REASONS = ("posts were vacant", "guidance had changed", "the system was slow")
REMEDIES = (
    "train the staff who answer", "check a tenth of them each week", "join the two systems",
    "write the reason down", "tell the victim within five days", "name an officer for each",
)  # fmt: skip


def write_corpus(folder: Path, chunks: int) -> list[str]:
    """Write reports of about so many chunks in all; the forces they are about."""
    folder.mkdir(parents=True)
    chance = random.Random(SEED)
    forces = []
    for at in range(max(1, chunks // PER_REPORT)):
        place = chance.choice(PLACES.split()) + chance.choice(ENDINGS.split())
        force, year = f"{place} {at}", chance.randint(2014, 2024)
        forces.append(force)
        (folder / f"report-{at:05}.txt").write_text(_report(chance, force, year), encoding="utf-8")
    return forces


def write_typeset_corpus(folder: Path, reports: int) -> list[str]:
    """Write so many reports of some sixteen pages as PDF; the bodies that their tables compare."""
    from tests.reading.made_up_report import draw_report
    from tests.reading.press import STYLES, Press

    folder.mkdir(parents=True)
    bodies: list[str] = []
    for at in range(reports):
        report = draw_report(SEED + at, 6)
        bodies += [row[0] for table in report.of("table") for row in table.rows[1:]]
        (folder / f"report-{at:05}.pdf").write_bytes(Press(report, STYLES[at % len(STYLES)]).data)
    return bodies


def _report(chance: random.Random, force: str, year: int) -> str:
    parts = [f"Inspection of {force} Police, {year}"]
    subjects = chance.sample(SUBJECTS, 6)
    for subject in subjects:
        seen, bad = chance.randint(200, 999), chance.randint(5, 190)
        parts += [
            subject.capitalize(),
            f"In {year} the inspectors {chance.choice(DOINGS)} {seen} {subject} at {force}. "
            f"In {bad} of them {chance.choice(FAULTS)}.",
            f"{force} handled {chance.randint(60, 99)}.{chance.randint(0, 9)} per cent of "
            f"{subject} well, which is {chance.choice(['better', 'worse', 'no different'])} than "
            f"in {year - 3}.",
            f"Within {chance.choice(['three', 'six', 'nine'])} months {force} should "
            f"{chance.choice(REMEDIES)}, for {subject} in particular.",
            f"Staff told the inspectors that {chance.choice(FAULTS)} because "
            f"{chance.choice(REASONS)}.",
        ]
    return "\n\n".join([*parts, _table(chance, year, subjects)]) + "\n"


def _table(chance: random.Random, year: int, subjects: list[str]) -> str:
    """What share each district handled well, under a caption that has the year."""
    heading = f"{'District':<14}{'Grade':<24}{'Handled well (%)':<20}Staff trained (%)"
    grades = ("Good", "Adequate", "Requires Improvement", "Inadequate")
    places = chance.sample(PLACES.split(), 5)
    rows = [
        f"{place:<14}{chance.choice(grades):<24}{_share(chance):<20}{_share(chance)}"
        for place in places
    ]
    return "\n".join(
        [f"Table 1: {subjects[0].capitalize()} by district, {year}", "", heading, *rows]
    )


def _share(chance: random.Random) -> str:
    return f"{chance.randint(30, 99)}.{chance.randint(0, 9)}"


def make_questions(forces: list[str]) -> list[str]:
    """Questions on forces and subjects drawn at random; some are of things no report tells, and
    some name no force, so that no document is left out beforehand.
    """
    chance = random.Random(SEED + 1)
    frames = (
        "how many {subject} did the inspectors look at in {force}",
        "what should {force} do about {subject}",
        "what share of {subject} did {force} handle well",
        "why did {subject} go wrong at {force}",
        "who is the chief constable of {force}",
        "why did {subject} go wrong",
        "how many {subject} were looked at",
        "which district is lowest for handled well in table 1 of {year}",
        "what is the staff trained figure of {place} for {subject} in {year}",
    )
    return [
        chance.choice(frames).format(
            subject=chance.choice(SUBJECTS),
            force=chance.choice(forces),
            place=chance.choice(PLACES.split()),
            year=chance.randint(2014, 2024),
        )
        for _ in range(QUESTIONS)
    ]


def measure(size: int, write: Callable[[Path, int], list[str]] = write_corpus) -> dict[str, float]:
    """Build, ask, change one document and build again; seconds, milliseconds and megabytes."""
    with tempfile.TemporaryDirectory() as scratch:
        corpus, data = Path(scratch, "corpus"), Path(scratch, "data")
        forces = write(corpus, size)
        settings = Settings(corpus=corpus, data_dir=data)
        # The model's export is made once whatever the size, and needs memory of its own.
        warm = Path(scratch, "warm")
        write_corpus(warm, 1)
        command = [sys.executable, "-m", "cdi_qa.cli", "--corpus", str(warm), "--data-dir"]
        subprocess.run([*command, str(data), "index"], check=True, stdout=subprocess.DEVNULL)
        started = time.perf_counter()
        assistant = Assistant.open(settings)
        built = time.perf_counter() - started
        warm_up(assistant)  # as the page does
        took = [_time(assistant, asked) for asked in make_questions(forces)]
        latencies, worked = (sorted(each) for each in zip(*took, strict=True))
        count, tables = (
            len(x) for x in (assistant.index.corpus.passages, assistant.index.corpus.tables)
        )
        changed = corpus / "report-00000.txt"  # of a typeset corpus, one that comes to it
        text = changed.read_text(encoding="utf-8") if changed.exists() else ""
        changed.write_text(f"{text}\n\nThe stables were sold in the spring.\n", encoding="utf-8")
        started = time.perf_counter()
        Assistant.open(settings)
        updated = time.perf_counter() - started
        disk = sum(file.stat().st_size for file in data.rglob("*") if file.is_file()) / 1e6
    return {
        "chunks": count,
        "tables": tables,
        "build_s": built,
        "update_s": updated,
        "median_ms": statistics.median(latencies),
        "p95_ms": latencies[int(len(latencies) * 0.95)],
        "median_cpu_ms": statistics.median(worked),
        "p95_cpu_ms": worked[int(len(worked) * 0.95)],
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "disk_mb": disk,
    }


def _time(assistant: Assistant, question: str) -> tuple[float, float]:
    """Milliseconds that an answer takes, and those of processors: on a machine that does other
    work besides only these tell one version from another.
    """
    started = time.process_time()
    elapsed = assistant.ask(question).elapsed_ms
    return elapsed, (time.process_time() - started) * 1000


def main() -> None:
    """Measure each size in a process of its own, so that memory is its own too."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--one", type=int, help="measure this size here and print it as JSON")
    parser.add_argument("--typeset", type=int, help="measure so many reports set as PDF here")
    given = parser.parse_args()
    if given.one:
        print(json.dumps(measure(given.one)))
        return
    if given.typeset:
        print(json.dumps(measure(given.typeset, write_typeset_corpus), indent=2))
        return
    names = (
        "chunks",
        "tables",
        "build_s",
        "update_s",
        "median_ms",
        "p95_ms",
        "median_cpu_ms",
        "p95_cpu_ms",
        "memory_mb",
        "disk_mb",
    )
    print("".join(f"{name:>14}" for name in names), flush=True)
    for size in given.sizes:
        command = [sys.executable, __file__, "--one", str(size)]
        told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
        row = json.loads(told.splitlines()[-1])
        print("".join(f"{row[name]:14,.1f}" for name in names), flush=True)


if __name__ == "__main__":
    main()
