"""Scoring: cases and the answers made earlier → one score for each case and system.

What each field counts is defined, with its source, in `eval/README.md`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cdi_qa.evaluation.cases import Case
from cdi_qa.evaluation.figures import count_figures, loose_figures
from cdi_qa.evaluation.judge import covered, holds, statements
from cdi_qa.evaluation.run import Record, corpus_name
from cdi_qa.schema import Answer, Citation, Corpus
from cdi_qa.text import fold_space


@dataclass(frozen=True, slots=True)
class CaseScore:
    """How one system's answer to one case fares."""

    id: str
    system: str
    group: str
    category: str
    kind: str | None
    question: str
    """The turn that is judged."""
    status: str
    """The answer's status, or "error"."""
    right: bool
    """Status right, every fact stated, nothing forbidden said."""
    status_right: bool
    facts_right: bool
    """Every fact stated and nothing forbidden said, whatever the status."""
    facts_missing: tuple[tuple[str, ...], ...]
    forbidden_said: tuple[str, ...]
    to_refuse: bool | None
    refused: bool
    confidence: float
    elapsed_ms: float
    statements: int = 0
    statements_supported: int = 0
    citations: int = 0
    citations_precise: int = 0
    pages: int = 0
    pages_right: int = 0
    quotes: int = 0
    quotes_verbatim: int = 0
    figures: int = 0
    figures_loose: tuple[str, ...] = ()


def score_all(
    cases: Sequence[Case], records: Sequence[Record], corpora: Mapping[str, Corpus]
) -> list[CaseScore]:
    """Every record that is of one of the cases, scored, in the records' order."""
    known = {case.id: case for case in cases}
    return [
        score_case(known[record.id], record, corpora[corpus_name(known[record.id])])
        for record in records
        if record.id in known
    ]


def score_case(case: Case, record: Record, corpus: Corpus) -> CaseScore:
    """One answer held against what was expected; a failed question counts as wrong."""
    answer = record.answer or Answer(case.turns[-1], "answered", record.error or "")
    missing = tuple(
        tuple(fact)
        for fact in case.expected_facts
        if not any(holds(answer.text, wording) for wording in fact)
    )
    said = tuple(text for text in case.forbidden if holds(answer.text, text))
    failed = record.answer is None
    status_right = not failed and answer.status in case.expected_status
    facts_right = not failed and not missing and not said
    supported, precise, counted, cited = _judge_citations(case, answer)
    pages_right, pages = _judge_pages(case, answer)
    return CaseScore(
        id=case.id,
        system=record.system,
        group=case.group,
        category=case.category,
        kind=case.kind,
        question=case.turns[-1],
        status="error" if failed else answer.status,
        right=status_right and facts_right,
        status_right=status_right,
        facts_right=facts_right,
        facts_missing=missing,
        forbidden_said=said,
        to_refuse=case.to_refuse,
        refused=answer.status == "not_in_documents",
        confidence=answer.confidence,
        elapsed_ms=answer.elapsed_ms,
        statements=counted,
        statements_supported=supported,
        citations=cited,
        citations_precise=precise,
        pages=pages,
        pages_right=pages_right,
        quotes=len(answer.citations),
        quotes_verbatim=sum(_is_verbatim(item, corpus) for item in answer.citations),
        figures=count_figures(answer),
        figures_loose=tuple(loose_figures(answer, corpus, case.turns)),
    )


def _judge_citations(case: Case, answer: Answer) -> tuple[int, int, int, int]:
    """ALCE's citation recall and precision in counts, the evidence quotes as the judge.

    Returns statements supported, citations precise, statements, citations. A statement is
    supported where one of its citations stands at the place of an expected piece of evidence; a
    citation is precise where its statement is supported and it stands at such a place itself.
    Refusals and cases without evidence are not counted.
    """
    if not case.evidence or answer.status in {"not_in_documents", "needs_clarification"}:
        return 0, 0, 0, 0
    quoted = {citation.n: citation for citation in answer.citations}
    supported = precise = cited = 0
    found = statements(answer.text)
    for statement in found:
        marks = [quoted[n] for n in dict.fromkeys(statement.cited) if n in quoted]
        good = [c for c in marks if covered(c.source, c.page, c.quote, case.evidence)]
        supported += bool(good)
        precise += len(good)
        cited += len(marks)
    return supported, precise, len(found), cited


def _judge_pages(case: Case, answer: Answer) -> tuple[int, int]:
    """Of the citations of a source that has evidence, how many name a page with evidence on it."""
    pages = {(item.source, item.page) for item in case.evidence}
    sources = {source for source, _ in pages}
    named = [(c.source, c.page) for c in answer.citations if c.source in sources]
    return sum(place in pages for place in named), len(named)


def _is_verbatim(citation: Citation, corpus: Corpus) -> bool:
    try:
        page = corpus.page(citation.source, citation.page)
    except KeyError:
        return False
    return bool(citation.quote) and fold_space(citation.quote) in fold_space(page.text)
