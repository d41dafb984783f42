"""Makes tables as the reading makes them, with a page of text that holds their rows."""

from __future__ import annotations

from collections.abc import Sequence

from cdi_qa.reading.cells import column_kind, make_cell
from cdi_qa.schema import Column, Corpus, Page, Row, Source, Table


def make_corpus(headings: Sequence[str], printed: Sequence[Sequence[str]], key: int = 0) -> Corpus:
    """A corpus of one table and nothing else; `key` is the position of the column of names."""
    kinds = [column_kind([row[at] for row in printed]) for at in range(len(headings))]
    kinds[key] = "text"
    names = ["_".join(heading.lower().replace("/", " ").split()) for heading in headings]
    columns = tuple(
        Column(name, heading, kind)
        for name, heading, kind in zip(names, headings, kinds, strict=True)
    )
    text, rows = " ".join(headings) + "\n", []
    for cells in printed:
        line = " ".join(cell for cell in cells if cell)
        made = tuple(make_cell(cell, kind) for cell, kind in zip(cells, kinds, strict=True))
        rows.append(Row(made, 1, len(text), len(text) + len(line), line))
        text += line + "\n"
    table = Table("note_1", "note", "", (), columns, tuple(rows), names[key])
    source = Source("note", "A note", "full", "note.txt")
    return Corpus((source,), (Page("note", 1, text),), (), (), (table,))
