"""The answer to a question of the table that was not understood: how it may be put."""

from __future__ import annotations

from cdi_qa.lookup.sheet import Sheet
from cdi_qa.lookup.unread import Unread
from cdi_qa.schema import Claim, Draft

_MOST = 3
"""Questions that are offered."""


def ask_back(sheet: Sheet, unread: Unread) -> Draft:
    """Asks for one thing at a time, and offers questions on what was named."""
    text = (
        f"This looks like a question for the {sheet.called}, but it is not clear what to "
        f"look up. Please ask for one {sheet.body}, one figure or grade, or one "
        "comparison at a time"
    )
    return Draft(
        status="needs_clarification",
        claims=(Claim(text, (sheet.whole,)),),
        suggestions=tuple(_ways_to_ask(sheet, unread)),
        answered_by="table",
    )


def _ways_to_ask(sheet: Sheet, unread: Unread) -> list[str]:
    """Questions that can be read, on the rows and the column that were named."""
    numbers = [name for name in unread.columns if sheet.table.column(name).kind == "number"]
    label = sheet.label(next(iter(numbers or unread.columns), _main_column(sheet)))
    others = [key for key in unread.keys if key != sheet.own]
    asked = [f"What is the {label} of {sheet.name(key)}?" for key in others[:2]]
    if sheet.own is not None:
        asked += [f"Where do we come for {label}?"] if not others else []
    asked.append(f"Rank every {sheet.body} by {label}")
    return asked[:_MOST]


def _main_column(sheet: Sheet) -> str:
    kinds = ("number", "grade")
    return next(c.name for kind in kinds for c in sheet.table.columns if c.kind == kind)
