"""Where the documents disagree, on the page Sources: each reading opens the page it stands on."""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st

from cdi_qa import wording
from cdi_qa.answering.disagreements import say_disagreement
from cdi_qa.reading.passages import evidence_of
from cdi_qa.reading.quantities import MALFORMED
from cdi_qa.render import Citations
from cdi_qa.schema import Corpus, Evidence
from cdi_qa.ui.citations import draw_citations
from cdi_qa.ui.elements import draw_heading
from cdi_qa.ui.messages import html_prose
from cdi_qa.ui.places import place_citation
from cdi_qa.ui.wording import DISCREPANCIES

_KEY = "discrepancies"


def draw_discrepancies(corpus: Corpus) -> None:
    """Where documents disagree, and figures that look like misprints; nothing without any."""
    cited = Citations(corpus)
    lines = dict.fromkeys(f"- {text} {cited.marks(held)}" for text, held in _told(corpus))
    if not lines:
        return
    places = tuple(place_citation(corpus, citation) for citation in cited.finished())
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
            yield text, (evidence_of(passage),)
