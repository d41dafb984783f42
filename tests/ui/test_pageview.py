from __future__ import annotations

from cdi_qa.schema import Corpus, Page, Passage
from cdi_qa.ui.pageview import find_quote, html_page, view_page

TEXT = (
    "Findings \n\n- The rate is\n\n83.8% <b>now</b>. Old text.\n\n"
    "Rape \n\n- The rate is 91.4%.\n\n2. A list item\n"
)
PAGE = Page("note", 1, TEXT)


def passage(quote: str, block: int, kind: str, section: str, nth: int = 0) -> Passage:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(quote, start + 1)
    return Passage(
        id=f"note:{start}",
        source="note",
        page=1,
        start=start,
        end=start + len(quote),
        kind=kind,  # type: ignore[arg-type]
        text=quote,
        clean=quote,
        section=(section,),
        block=block,
    )


CORPUS = Corpus(
    sources=(),
    pages=(PAGE,),
    passages=(
        passage("The rate is\n\n83.8% <b>now</b>.", 1, "bullet", "Findings"),
        passage("Old text.", 1, "bullet", "Findings"),
        passage("The rate is 91.4%.", 2, "bullet", "Rape"),
        passage("A list item", 3, "item", "Rape"),
    ),
    sections=(),
    tables=(),
)
VIEW = view_page(CORPUS, PAGE)


def test_page_is_cut_into_headings_bullets_and_items() -> None:
    shown = [(part.kind, TEXT[part.start : part.end]) for part in VIEW.paragraphs]
    assert shown == [
        ("heading", "Findings"),
        ("bullet", "The rate is\n\n83.8% <b>now</b>. Old text."),
        ("heading", "Rape"),
        ("bullet", "The rate is 91.4%."),
        ("item", "2. A list item"),
    ]


def test_quote_is_found_over_line_breaks_and_marked() -> None:
    span = find_quote(CORPUS, PAGE, "The rate is 83.8%", None)
    assert span is not None
    html = html_page(VIEW, [span])
    assert "<mark>The rate is 83.8%</mark> &lt;b&gt;now&lt;/b&gt;. Old text." in html
    assert "<b>" not in html


def test_quote_that_occurs_twice_is_the_one_of_its_section() -> None:
    first = find_quote(CORPUS, PAGE, "The rate is", "2017 › Findings")
    second = find_quote(CORPUS, PAGE, "The rate is", "2017 › Rape")
    assert first is not None
    assert second is not None
    assert first[0] == TEXT.index("The rate")
    assert second[0] == TEXT.rindex("The rate")


def test_quote_with_a_changed_digit_is_not_found() -> None:
    assert find_quote(CORPUS, PAGE, "The rate is 83.9%", None) is None
    assert find_quote(CORPUS, PAGE, "  ", None) is None


def test_quote_over_two_paragraphs_is_marked_in_both() -> None:
    span = find_quote(CORPUS, PAGE, "Old text. Rape", None)
    assert span is not None
    assert html_page(VIEW, [span]).count("<mark>") == 2
