"""Cases, answers and corpora made by hand."""

from __future__ import annotations

from typing import Any

from cdi_qa.evaluation.cases import Case
from cdi_qa.evaluation.run import Record
from cdi_qa.evaluation.score import CaseScore, score_case
from cdi_qa.evaluation.systems import THIS
from cdi_qa.schema import Answer, Citation, Corpus, Page, Source, TableResult

PAGE = (
    "Of 429 crimes only 313 were recorded. The force records 77.9% of violent crime.\nIt is late."
)


def make_case(**changes: Any) -> Case:
    fields: dict[str, Any] = {
        "id": "one",
        "split": "dev",
        "category": "figure",
        "turns": ["how many crimes were recorded?"],
        "expected_status": ["answered"],
        "facts": [["313"]],
        "forbidden": [],
        "evidence": [
            {"source": "note", "page": 2, "quote": "Of 429 crimes only 313 were recorded."}
        ],
    }
    return Case.model_validate({**fields, **changes})


def make_corpus() -> Corpus:
    return Corpus(
        sources=(Source("note", "The note", "full", "note.txt"),),
        pages=(Page("note", 1, "A page."), Page("note", 2, PAGE)),
        passages=(),
        sections=(),
        tables=(),
    )


def cite(n: int, quote: str, page: int | None = 2) -> Citation:
    return Citation(n, "note", "The note", page, None, quote)


def make_answer(text: str, *citations: Citation, **changes: Any) -> Answer:
    fields: dict[str, Any] = {"status": "answered", "answered_by": "passages", **changes}
    return Answer(question="?", text=text, citations=citations, **fields)


def rows_of(columns: tuple[str, ...], *rows: tuple[Any, ...]) -> TableResult:
    return TableResult("comparison", columns, rows, "SELECT 1")


def score(answer: Answer | None, system: str = THIS, **changes: Any) -> CaseScore:
    case = make_case(**changes)
    error = None if answer else "It failed."
    return score_case(case, Record(case.id, system, answer, error), make_corpus())
