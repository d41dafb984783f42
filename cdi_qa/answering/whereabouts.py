"""Where something is said: the source and page of the answer before, and where a table stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cdi_qa import wording
from cdi_qa.schema import Claim, Corpus, Draft, Evidence, Table
from cdi_qa.text import figures, page_name

_OPENING = r"\W*(?:(?:and|so|but|ok|sorry|hang on|hold on)\W+)*"
_SAYS_SO = re.compile(
    rf"{_OPENING}(?:who says(?: so| that| this| it)?|says who|who is saying (?:so|that|this)|"
    r"where (?:does|did|do) (?:it|they|you) (?:say|get) (?:so|that|this|it)(?: from)?|"
    r"where(?:'?s| is| does| did) (?:that|this|it)(?: come)? from|"
    r"(?:what|which) (?:page|document|source|paper)(?:'?s| is| was)? ?(?:(?:that|this|it)\b ?)?"
    r"(?:on|in|from)?|(?:what|which) (?:page|document|source|paper) says (?:so|that|this)|"
    r"(?:what(?:'?s| is) )?(?:your|the) source(?: for (?:that|this))?|source)\W*",
    re.IGNORECASE,
)
_WHERE_TABLE = re.compile(
    rf"{_OPENING}(?:(?:on )?(?:what|which) pages? (?:is|are|has|have|holds?) the "
    r"(?:\w+ )?(?:tables?|figures)(?: of \w+)?(?: on| in)?|"
    r"where(?:'?s| is| are| can i (?:find|see)) the (?:\w+ )?tables?(?: of \w+)?)\W*",
    re.IGNORECASE,
)
_LISTED = 10
"""Tables that are told of."""


def asks_who_says_so(text: str) -> bool:
    """True where it is asked where the answer before is from."""
    return _SAYS_SO.fullmatch(text) is not None


def asked_before(history: Sequence[str]) -> tuple[str, Sequence[str]]:
    """The question whose answer is meant, of at least one turn, and the turns before that one: what
    was told of "who says so" rests on the same as the answer that it was asked of.
    """
    at = len(history) - 1
    while at and asks_who_says_so(history[at]):
        at -= 1
    return history[at], history[:at]


def say_who_says_so(before: Draft, corpus: Corpus) -> list[Claim]:
    """Each document and page that an answer rests on; empty where it rests on none."""
    places: dict[tuple[str, int | None], list[Evidence]] = {}
    for claim in before.claims:
        for item in claim.evidence:
            places.setdefault((item.source, item.page), []).append(item)
    return [_says_so(found, corpus) for found in places.values()]


def _says_so(found: list[Evidence], corpus: Corpus) -> Claim:
    first = found[0]
    spoken = corpus.source(first.source).spoken
    page = _page(first.page, first.source, corpus)
    heading = f", under “{first.section[-1]}”" if first.section else ""
    place = f", on {page}" if page else heading
    text = wording.SAYS_SO.format(source=spoken[0].upper() + spoken[1:], place=place)
    return Claim(text, tuple(dict.fromkeys(found)), frozenset(figures(text)))


def say_where_tables_are(text: str, corpus: Corpus) -> list[Claim]:
    """Where each table stands, where that is asked; empty where it is not, or there is none."""
    if _WHERE_TABLE.fullmatch(text) is None:
        return []
    return [_stands(table, corpus) for table in corpus.tables[:_LISTED] if table.rows]


def _stands(table: Table, corpus: Corpus) -> Claim:
    first = table.rows[0]
    named = f"“{table.caption}”" if table.caption else f"of {len(table.rows)} rows"
    page = _page(first.page, table.source, corpus)
    source = corpus.source(table.source).spoken
    place = f"on {page} of {source}" if page else f"in {source}"
    text = wording.TABLE_STANDS.format(named=named, place=place)
    evidence = Evidence(table.source, first.page, table.section, first.quote)
    return Claim(text, (evidence,), frozenset(figures(text)))


def _page(number: int | None, source: str, corpus: Corpus) -> str:
    """ "page 6", empty where a format has no pages."""
    if number is None:
        return ""
    return f"page {page_name(number, corpus.page(source, number).label)}"
