""" "What is 57.1?", "who has 95.7?": a figure by itself, put as one of the cell that prints it."""

from __future__ import annotations

import re
from decimal import Decimal

from cdi_qa.schema import Table
from cdi_qa.text import join_english

_FIGURE = r"(?:the )?(?:figure |number )?(?:of )?(?P<{name}>\d{{1,3}}(?:,\d{{3}})*(?:\.\d+)?)"
_AFTER = r"\s?(?:%|per ?cent|percent)?(?: (?:figure|number|one|percentage|score|rate))?"
_ALONE = re.compile(
    r"\W*(?:(?:and|so|but|ok) )?(?:"
    rf"what(?:['’]?s| is| was| does| do) {_FIGURE.format(name='what')}{_AFTER}"
    r"(?: (?:mean|for|of|stand for|refer to|about|measure))?"
    rf"|(?:who(?:se)?|which \w+|what \w+)(?:['’]?s| is| has| had| got| gets| scored)?(?: the)? "
    rf"{_FIGURE.format(name='who')}{_AFTER}"
    rf"|where (?:does|did|is|was) {_FIGURE.format(name='where')}{_AFTER}(?: come from| from)?"
    r")\W*",
    re.IGNORECASE,
)
_TELLING = re.compile(r"[.,]|\d{3}")
"""What tells a printed figure from a count that may be of anything: "what is 5"."""


def name_the_cell(question: str, table: Table) -> str:
    """The question put as one of the cells that print the figure it names; as it is where it asks
    more, where no cell prints it, or where cells of several columns do.
    """
    asked = _ALONE.fullmatch(question)
    figure = next((group for group in asked.groups() if group), "") if asked else ""
    if not _TELLING.search(figure) or table.key is None:
        return question
    value = Decimal(figure.replace(",", ""))
    key = table.position(table.key)
    held: dict[str, list[str]] = {}
    for row in table.rows:
        for column, cell in zip(table.columns, row.cells, strict=True):
            if cell.number == value:
                held.setdefault(column.heading, []).append(row.cells[key].printed)
    if len(held) != 1:
        return question
    ((heading, names),) = held.items()
    return f"what is the {heading} of {join_english(names)}"
