"""A checked draft → the answer of the contract, and that answer as plain text."""

from __future__ import annotations

from collections.abc import Sequence

from cdi_qa import wording
from cdi_qa.answering.ground import Checked
from cdi_qa.schema import Answer, Citation, Claim, Corpus, Evidence, Table
from cdi_qa.text import join_english, page_name


class Citations:
    """Numbers pieces of evidence in the order they are first cited."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self.cited: dict[Evidence, int] = {}

    def marks(self, evidence: Sequence[Evidence]) -> str:
        """ "[1][2]" for the evidence of one statement."""
        numbers = [self.cited.setdefault(item, len(self.cited) + 1) for item in evidence]
        return "".join(f"[{number}]" for number in dict.fromkeys(numbers))

    def finished(self) -> tuple[Citation, ...]:
        """Every citation, in order."""
        return tuple(
            Citation(
                n=number,
                source=item.source,
                title=self._corpus.source(item.source).title,
                page=item.page,
                section=" › ".join(item.section) or None,
                quote=item.quote,
                label=self._corpus.page(item.source, item.page).label,
            )
            for item, number in self.cited.items()
        )


def finish(question: str, checked: Checked, corpus: Corpus) -> Answer:
    """The answer: statements put together, evidence numbered, status and caveats set."""
    draft = checked.draft
    citations = Citations(corpus)
    if not draft.claims:
        return Answer(
            question,
            "not_in_documents",
            wording.NOT_IN_DOCUMENTS,
            caveats=(wording.REMOVED,) if checked.removed else (),
        )
    lines: list[str] = []
    for claim in draft.claims:
        sentence = _with_marks(claim, citations)
        if lines and not sentence[0].isdigit() and "\n" not in sentence:
            lines[-1] += f" {sentence}"
        else:
            lines.append(sentence)
    caveats = [_with_marks(claim, citations) for claim in draft.caveats]
    if checked.removed:
        caveats.append(wording.REMOVED)
    return Answer(
        question=question,
        status=draft.status,
        text="\n".join(lines),
        citations=citations.finished(),
        table=draft.table,
        caveats=tuple(dict.fromkeys(caveats)),
        suggestions=draft.suggestions,
        ask_at_meeting=draft.ask_at_meeting,
        answered_by=draft.answered_by if citations.cited or draft.table else "none",
        confidence=round(draft.confidence, 3),
    )


def _with_marks(claim: Claim, citations: Citations) -> str:
    """A statement with its citations before its full stop."""
    marks = citations.marks(claim.evidence)
    text = claim.text.rstrip()
    if not marks:
        return text if text.endswith((".", "?", "!", "”")) else f"{text}."
    if text.endswith((".", ";", ",")):
        return f"{text[:-1]} {marks}."
    return f"{text} {marks}" + ("" if text.endswith((".”", "?”", "!”", "?", "!")) else ".")


def place_name(citation: Citation) -> str:
    """The source and the page in words, the page as counted and, where it differs, as printed."""
    if citation.page is None:
        return citation.title
    return f"{citation.title}, page {page_name(citation.page, citation.label)}"


def to_text(answer: Answer) -> str:
    """The answer for a terminal: text, caveats, then each citation with its quote."""
    parts = [answer.text]
    parts += [f"Note: {caveat}" for caveat in answer.caveats]
    if answer.ask_at_meeting:
        parts.append(f"To put to the force: {answer.ask_at_meeting}")
    for citation in answer.citations:
        quote = citation.quote if len(citation.quote) <= 400 else f"{citation.quote[:400]}…"
        parts.append(f"[{citation.n}] {place_name(citation)}: “{quote}”")
    return "\n".join(parts)


def table_heading(table: Table, corpus: Corpus) -> str:
    """A table's caption, the headings above it where it has none, and where it is printed."""
    name = table.caption or " › ".join(table.section) or table.name
    pages = dict.fromkeys(row.page for row in table.rows if row.page is not None)
    named = [page_name(number, corpus.page(table.source, number).label) for number in pages]
    place = f", page{'s' * (len(named) > 1)} {join_english(named)}" if named else ""
    return f"{name} ({corpus.source(table.source).title}{place})"
