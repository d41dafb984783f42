"""Last year and this, where a table has reports of both: the latest is of this year."""

from __future__ import annotations

import re

from cdi_qa.schema import Table

_YEAR = re.compile(r"\b(?:in |during )?(?P<which>this|last) year\b(?!['’]s)", re.IGNORECASE)
_REPORTED = re.compile(
    r"\b(?:inspect\w*|visit\w*|report\w*|publish\w*|came out|come out|dated|looked at)\b", re.I
)


def name_spoken_year(question: str, table: Table) -> tuple[str, str]:
    """ "Who was inspected last year" as "… in 2016", and a remark that says so.

    As it is, and without a remark, where the table does not date reports of both years.
    """
    said = _YEAR.search(question)
    if said is None or not _REPORTED.search(question):
        return question, ""
    dated = [table.position(column.name) for column in table.columns if column.kind == "date"]
    held = {int(word[:4]) for row in table.rows for at in dated if (word := row.cells[at].word)}
    newest = max(held, default=0)
    if newest - 1 not in held:
        return question, ""
    year = newest if said["which"].lower() == "this" else newest - 1
    text = f"{question[: said.start()]}in {year}{question[said.end() :]}"
    spoken = f"“{said['which'].capitalize()} year” was read as {year}"
    return text, f"{spoken}: the latest date in the table is of {newest}."
