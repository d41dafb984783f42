"""Tables of which each row is a measure of its own: "Charge rate (%)", "Days to a decision".

A column of one ("2023/24", "Target") has no unit and no name but its heading: both are the row's.
"""

from __future__ import annotations

import re

from cdi_qa.lookup.per_cent import says_per_cent
from cdi_qa.schema import Table

_MEASURE = re.compile(
    r"\b(?:rates?|numbers?|averages?|mean|median|percentages?|proportion|share|days|hours|minutes|"
    r"seconds|weeks|months|costs?)\b|£",
    re.IGNORECASE,
)


def has_measures_for_rows(table: Table) -> bool:
    """True where most of its rows' names say what is measured."""
    names = table.keys()
    return 2 * sum(map(_is_measure, names)) > len(names)


def mixes_measures(table: Table) -> bool:
    """True for such a table whose figures are not all per cent: none ranks above another."""
    return has_measures_for_rows(table) and not all(map(says_per_cent, table.keys()))


def _is_measure(name: str) -> bool:
    return says_per_cent(name) or _MEASURE.search(name) is not None
