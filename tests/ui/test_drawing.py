"""The small pure functions under the pages."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cdi_qa.assistant import Assistant
from cdi_qa.schema import Answer, Citation, Corpus, Source
from cdi_qa.ui.dates import spoken_date
from cdi_qa.ui.escaping import clip, escape_markdown, html_link
from cdi_qa.ui.examples import example_questions
from cdi_qa.ui.glossary import read_glossary
from cdi_qa.ui.messages import html_prose
from cdi_qa.ui.places import Place
from cdi_qa.ui.reactions import copied_text
from cdi_qa.ui.sidebar import describe_loaded


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("What is N100?", "What is N100?"),
        ("**a** [b](c) $d$", "\\*\\*a\\*\\* \\[b\\](c) \\$d\\$"),
        ("<b>a</b> & `c`", "\\<b\\>a\\</b\\> \\& \\`c\\`"),
        ("# a\n- b", "\\# a - b"),
        ("- b", "\\- b"),
        ("1. b", "1\\. b"),
        ("use --corpus", "use --corpus"),
        (":red[a]", "\\:\u2060red\\[a\\]"),
    ],
)
def test_markdown_is_escaped(text: str, escaped: str) -> None:
    assert escape_markdown(text) == escaped


def test_only_web_addresses_become_links() -> None:
    assert html_link("https://x.org/a?b=1&c").startswith('<a href="https://x.org/a?b=1&amp;c"')
    assert html_link("javascript:alert(1)") == "javascript:alert(1)"
    assert html_link('"><script>') == "&quot;&gt;&lt;script&gt;"
    assert html_link("http://[x") == "http://[x"


def test_clip_keeps_short_texts() -> None:
    assert clip("abc", 3) == "abc"
    assert clip("abcd", 3) == "ab…"
    assert clip("one two, three", 8) == "one…"
    assert clip("one two, three", 9) == "one two…"
    assert clip("one two, three", 12) == "one two…"


@pytest.mark.parametrize(
    ("iso", "spoken"),
    [
        ("2017-10-03", "3 October 2017"),
        ("2017-10", "October 2017"),
        ("2017", "2017"),
        ("2017-13-01", "2017-13-01"),
        ("", ""),
    ],
)
def test_dates_are_spoken(iso: str, spoken: str) -> None:
    assert spoken_date(iso) == spoken


PLACES = (Place(Citation(1, "note", 'The "note"', 4, None, "<i>77.9%</i>")),)


def test_marks_open_their_citation() -> None:
    html = html_prose("It is 77.9% [1].", PLACES, "2")
    assert html.startswith('<p>It is 77.9% <a class="cdi-mark" href="#cite-2-1"')
    assert 'aria-label="Citation 1: The &quot;note&quot;, page 4"' in html
    assert 'data-quote="&lt;i&gt;77.9%&lt;/i&gt;">[1]</a>.</p>' in html


def test_mark_without_a_citation_is_plain_text() -> None:
    assert html_prose("a [7]", PLACES, "0") == "<p>a [7]</p>"


def test_abbreviation_is_expanded_where_it_comes_first() -> None:
    html = html_prose("CST, the CST, CSTX & A&E.", (), "0", (("CST", 'the "team"'), ("A&E", "b")))
    assert html == (
        '<p><abbr title="the &quot;team&quot;">CST</abbr>, the CST, CSTX &amp; '
        '<abbr title="b">A&amp;E</abbr>.</p>'
    )


def test_lists_are_lists() -> None:
    html = html_prose("Two:\n1. <b>a</b>\n2. b\n\n- c", (), "0")
    assert html == (
        '<p>Two:</p><ul><li class="cdi-numbered"><span>1.</span>'
        "<div>&lt;b&gt;a&lt;/b&gt;</div></li>"
        '<li class="cdi-numbered"><span>2.</span><div>b</div></li></ul><ul><li>c</li></ul>'
    )


def source(kind: str) -> Source:
    return Source("a", "The Westshire Police report", kind, "a.txt")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kinds", "sentence"),
    [
        (["full"], "One document is loaded."),
        (["full", "full"], "2 documents are loaded."),
        (["full", "digest"], "2 documents are loaded; 1 of them is a digest: a summary"),
        (["digest"], "One document is loaded, a digest: a summary"),
    ],
)
def test_loaded_documents_are_counted(kinds: list[str], sentence: str) -> None:
    corpus = Corpus(tuple(source(kind) for kind in kinds), (), (), (), ())
    assert describe_loaded(corpus).startswith(sentence)


NOTE = """Recommendations

The school should buy 4 new doors within six months.

Doors

Of 40 front doors only 31 closed. Of 40 back doors only 12 were painted within a day.
"""


def test_examples_come_from_the_documents_and_are_answered(
    ask_of: Callable[[str], Assistant],
) -> None:
    school = ask_of(NOTE)
    examples = [question for each in example_questions(school).values() for question in each]
    assert "What are the recommendations?" in examples
    assert not any("force" in question or "compare" in question for question in examples)
    assert {school.ask(question).status for question in examples} == {"answered"}


def test_glossary_says_what_is_never_spelled_out(ask_of: Callable[[str], Assistant]) -> None:
    notes = ask_of(
        "The Royal School Board (RSB) met in 2020. The RSB and the QX12 panel agreed with the "
        "TUVs. Louis XIV was NOT EVER MET HERE TODAY. Use the form N100 for it.\n"
    )
    terms = {term.short: term.expansion for term in read_glossary(notes.index.corpus)}
    assert terms == {"RSB": "Royal School Board", "QX12": "", "TUV": "", "N100": ""}


def test_copied_answer_has_its_citations() -> None:
    answer = Answer("q", "answered", "It is 77.9% [1].", (PLACES[0].citation,), caveats=("Mind.",))
    assert copied_text(answer) == (
        'It is 77.9% [1].\n\nMind.\n\n[1] The "note", page 4: “<i>77.9%</i>”'
    )
