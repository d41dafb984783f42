"""Figures of a question in the unit of the column that they are held to."""

from __future__ import annotations

from cdi_qa.lookup.holds import counting, measures_money, measures_time
from cdi_qa.lookup.mention import Mention
from cdi_qa.lookup.per_cent import says_per_cent
from cdi_qa.lookup.reader import Reader

_PER_CENT = frozenset({"percent", "pct", "%"})


def in_unit(reader: Reader, figure: Mention, names: list[str]) -> list[str]:
    """The columns of some that a figure can be of: one in per cent is of no beds, days or pounds.

    Where none can be, the one column that is headed per cent.
    """
    after = reader.scan.tokens[figure.end : figure.end + 2]
    if not (_PER_CENT & set(after[:1]) or after == ["per", "cent"]):
        return names
    counted = {column.name for column in counting(reader.vocabulary)}
    kept = [name for name in names if name not in counted and not _is_amount(reader, name)]
    if kept or not names:
        return kept
    shares = [c.name for c in reader.table.columns if says_per_cent(c.heading)]
    return shares if len(shares) == 1 else []


def _is_amount(reader: Reader, name: str) -> bool:
    column = reader.column(name)
    return measures_time(column) or measures_money(column)
