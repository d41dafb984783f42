"""Where the documents disagree, on the page Sources: each reading opens the page it stands on."""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st

from cdi_qa import wording
from cdi_qa.answering.disagreements import say_disagreement
from cdi_qa.reading.contradictions import MALFORMED
from cdi_qa.schema import Citation, Corpus, Evidence
from cdi_qa.ui.citations import draw_citations
from cdi_qa.ui.elements import draw_heading
from cdi_qa.ui.messages import html_prose
from cdi_qa.ui.places import place_citation
from cdi_qa.ui.wording import DISCREPANCIES

_KEY = "discrepancies"


def draw_discrepancies(corpus: Corpus) -> None:
    """Where documents disagree, and figures that look like misprints; nothing without any."""
    cited: dict[Evidence, int] = {}
    lines: dict[str, None] = {}
    for text, evidence in _told(corpus):
        numbers = [cited.setdefault(item, len(cited) + 1) for item in evidence]
        marks = "".join(f"[{number}]" for number in dict.fromkeys(numbers))
        lines[f"- {text} {marks}"] = None
    if not lines:
        return
    places = tuple(
        place_citation(corpus, _cite(corpus, item, number)) for item, number in cited.items()
    )
    draw_heading(DISCREPANCIES)
    st.html(f'<div class="cdi-answer">{html_prose(chr(10).join(lines), places, _KEY)}</div>')
    draw_citations(places, _KEY)


def _told(corpus: Corpus) -> Iterator[tuple[str, tuple[Evidence, ...]]]:
    """What is to be said, and the words that it rests on."""
    for item in corpus.discrepancies:
        claim = say_disagreement(item, corpus)
        yield claim.text, claim.evidence
    for passage in corpus.passages:
        source = corpus.source(passage.source)
        for figure in dict.fromkeys(MALFORMED.findall(passage.clean)):
            text = wording.MISPRINT.format(figure=figure, source=source.spoken)
            evidence = Evidence(passage.source, passage.page, passage.section, passage.quote)
            yield text, (evidence,)


def _cite(corpus: Corpus, item: Evidence, number: int) -> Citation:
    return Citation(
        n=number,
        source=item.source,
        title=corpus.source(item.source).title,
        page=item.page,
        section=" › ".join(item.section) or None,
        quote=item.quote,
        label=corpus.page(item.source, item.page).label,
    )
