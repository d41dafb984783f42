"""The gate: the figures below which a change must not land, kept in one versioned file."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path

from cdi_qa.errors import UsageError
from cdi_qa.evaluation.cases import default_questions
from cdi_qa.evaluation.measures import MEASURES
from cdi_qa.evaluation.results import GROUPS, Results
from cdi_qa.evaluation.systems import THIS

THRESHOLDS_FILE = "thresholds.toml"
Thresholds = dict[str, dict[str, float]]
"""For each group of questions the least value of each measure."""


def load_thresholds(path: Path | None = None) -> Thresholds:
    """The thresholds of a file, the project's own without one. Raises UsageError where wrong."""
    path = default_questions() / THRESHOLDS_FILE if path is None else path
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"The thresholds in {path} cannot be read: {error}.") from None
    for group, least in data.items():
        wrong = [
            name
            for name, value in (least.items() if isinstance(least, dict) else [("?", None)])
            if name not in MEASURES or not isinstance(value, (int, float))
        ]
        if group not in GROUPS or wrong:
            raise UsageError(f"{path} names {'.'.join([group, *wrong])}, which is not a measure.")
    return data


def find_shortfalls(results: Results, thresholds: Thresholds, groups: Sequence[str]) -> list[str]:
    """One sentence for each figure of this system below its threshold; empty where all hold.

    A group that was not measured falls short: a gate that measures nothing must not pass.
    """
    found = []
    for group in groups:
        summary = results.summary(THIS, group)
        for name, least in thresholds.get(group, {}).items():
            value = summary.measures[name].value if summary is not None else None
            if value is None:
                found.append(f"{group}: {MEASURES[name][0]} was not measured.")
            elif value < least:
                found.append(
                    f"{group}: {MEASURES[name][0]} is {value:.3f}, below the {least:.3f} of the "
                    "thresholds."
                )
    return found
