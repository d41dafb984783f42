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
    rows: tuple[str, ...] = ()
    """The names of the rows of a table that it quotes, "" for one without a name."""

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
    return replace(place, view=view, quotes=quotes, rows=_quoted_rows(corpus, citation))


def _quoted_rows(corpus: Corpus, citation: Citation) -> tuple[str, ...]:
    """The names of the rows of a table that a citation quotes, where it quotes nothing else."""
    for table in corpus.tables:
        if table.source == citation.source:
            named = zip(table.keys() or [""] * len(table.rows), table.rows, strict=True)
            there = [(name, row.quote) for name, row in named if row.page == citation.page]
            held = [(name, quote) for name, quote in there if quote in citation.quote]
            if (
                held
                and citation.quote.startswith(held[0][1])
                and citation.quote.endswith(held[-1][1])
            ):
                return tuple(name for name, _ in held)
    return ()
