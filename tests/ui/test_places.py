"""What a citation's button says of what it quotes: a table's row by its name, else the words."""

from __future__ import annotations

import pytest

from cdi_qa.schema import Citation
from cdi_qa.ui.citations import label_of
from cdi_qa.ui.places import place_citation

from .sheets import make_sheet

CORPUS, SHEET = make_sheet()
ROWS = [row.quote for row in SHEET.table.rows]


@pytest.mark.parametrize(
    ("quote", "label"),
    [
        (ROWS[1], r"\[1\] A note, page 1 · the row “Elm”"),
        ("\n".join(ROWS), r"\[1\] A note, page 1 · 5 rows of its table"),
        # words about a row are no row
        (
            f"See {ROWS[1]}, too.",
            r"\[1\] A note, page 1 · “See Elm Outstanding Feb\-20 91 12, too.”",
        ),
        ("Nothing of it.", r"\[1\] A note, page 1 · “Nothing of it.”"),
    ],
)
def test_label_names_the_row_or_quotes(quote: str, label: str) -> None:
    place = place_citation(CORPUS, Citation(1, "note", "A note", 1, None, quote))
    assert label_of(place).replace("\\-", "-") == label.replace("\\-", "-")
