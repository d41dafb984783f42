"""Citations with the source and the page behind them, and where what they quote stands on it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cdi_qa.schema import Citation, Corpus, Source
from cdi_qa.ui.pageview import PageView, Span, find_quote, view_page


@dataclass(frozen=True, slots=True)
class Place:
    """A citation with its source and its page, and where what it quotes stands on it."""

    citation: Citation
    source: Source | None = None
    view: PageView | None = None
    quotes: tuple[Span, ...] = ()
    rows: int = 0
    """How many rows of a table it quotes."""

    @property
    def quoted(self) -> tuple[str, ...]:
        """What it quotes, as the page has it."""
        if self.view is None:
            return ()
        return tuple(self.view.text[start:end] for start, end in self.quotes)


def place_citation(corpus: Corpus, citation: Citation) -> Place:
    """The citation's place in these documents; alone where they hold its page no more."""
    place = Place(citation)
    try:
        place = replace(place, source=corpus.source(citation.source))
        page = corpus.page(citation.source, citation.page)
    except KeyError:
        return place
    quote = find_quote(corpus, page, citation.quote, citation.section)
    view, quotes = view_page(corpus, page), (quote,) if quote else ()
    return replace(place, view=view, quotes=quotes, rows=_count_rows(corpus, citation))


def _count_rows(corpus: Corpus, citation: Citation) -> int:
    """The rows of the table that a citation quotes most of."""
    there = (table for table in corpus.tables if table.source == citation.source)
    held = [
        sum(1 for row in table.rows if row.page == citation.page and row.quote in citation.quote)
        for table in there
    ]
    return max(held, default=0)
