"""Checks the training questions against their notes: shapes, counts, verbatim quotes.

`python training/check.py [NAME ...]` names what is wrong, for all notes where none is named.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ASKS = frozenset(
    "count share date deadline person body reason list definition yes_no comparison name place "
    "what how".split()
)
WHY = frozenset(
    "other_offence other_time other_person other_body other_place no_cause no_figure no_date "
    "outcome_missing cost comparison detail premise".split()
)
LEAST_ANSWERABLE, LEAST_UNANSWERABLE = 48, 24
_SIGN = re.compile(r"^\s*(?:[-•*]|\d+[.)])\s+", re.MULTILINE)


def fold(text: str) -> str:
    """White space folded."""
    return " ".join(text.split())


def find_faults(name: str) -> list[str]:
    """Every fault of one note's questions, a line each."""
    note = fold(_SIGN.sub("", (HERE / "notes" / f"{name}.txt").read_text(encoding="utf-8")))
    lines = (HERE / "questions" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    faults, asked = [], set()
    answerable = 0
    for number, line in enumerate(lines, 1):
        try:
            item = json.loads(line)
            faults += [f"{name}:{number}: {fault}" for fault in _faults_of(item, note)]
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            faults.append(f"{name}:{number}: {type(error).__name__}: {error}")
            continue
        answerable += bool(item["answers"])
        if item["question"].lower() in asked:
            faults.append(f"{name}:{number}: asked twice")
        asked.add(item["question"].lower())
    if answerable < LEAST_ANSWERABLE or len(asked) - answerable < LEAST_UNANSWERABLE:
        faults.append(f"{name}: {answerable} answerable, {len(asked) - answerable} not")
    return faults


def _faults_of(item: dict[str, Any], note: str) -> list[str]:
    quotes = item["answers"] or item["near"]
    faults = [f"not verbatim: {quote!r}" for quote in quotes if fold(quote) not in note]
    if not quotes or not item["question"].strip():
        faults.append("nothing asked, or no passage named")
    if item["answers"]:
        if fold(item["span"]) not in fold(item["answers"][0]) or not item["span"].strip():
            faults.append(f"span not in the first answer: {item['span']!r}")
        if item["asks"] not in ASKS:
            faults.append(f"asks {item['asks']!r}")
    elif item["why"] not in WHY:
        faults.append(f"why {item['why']!r}")
    return faults


def main() -> int:
    """Print every fault; the exit status is 1 where there is one."""
    names = sys.argv[1:] or sorted(path.stem for path in (HERE / "notes").glob("*.txt"))
    faults = [fault for name in names for fault in find_faults(name)]
    print("\n".join(faults) or f"{len(names)} notes are right.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
