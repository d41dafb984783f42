from __future__ import annotations

import pytest

from cdi_qa.reading.marked_up import read_html

from .conftest import Read
from .helpers import block_texts, check_reading, headings, kinds, printed


def blocks(text: str) -> list[tuple[str, str]]:
    (page,) = read_html(text)
    return block_texts(page.text, list(page.blocks or ()))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<h1>One</h1><p>Two</p>", [("heading", "One"), ("paragraph", "Two")]),
        ("<p>one<br>two</p>", [("paragraph", "one two")]),
        (
            "loose <b>text</b><p>more</p>after",
            [("paragraph", "loose text"), ("paragraph", "more"), ("paragraph", "after")],
        ),
        ("<div><div>deep</div>tail</div>", [("paragraph", "deep"), ("paragraph", "tail")]),
        (
            "<ul><li>one</li><li><p>two</p><p>more</p></li></ul>",
            [("bullet", "one"), ("bullet", "two more")],
        ),
        (
            "<ol><li>one<ul><li>in <i>it</i></li></ul></li><li>two</li></ol>",
            [("item", "one"), ("bullet", "in it"), ("item", "two")],
        ),
        (
            "<dl><dt>DA</dt><dd>domestic abuse</dd></dl>",
            [("paragraph", "DA"), ("paragraph", "domestic abuse")],
        ),
        ("<p>N<b>100</b> and caf&eacute;&nbsp;5</p>", [("paragraph", "N100 and café 5")]),
        ("<nav>menu</nav><script>x()</script><!-- no --><p>yes</p>", [("paragraph", "yes")]),
        (
            "<header>menu</header><main><p>yes</p></main><footer>foot</footer>",
            [("paragraph", "yes")],
        ),
        ("<span>only <em>inline</em></span>", [("paragraph", "only inline")]),
        ("<blockquote><p>said</p></blockquote>", [("paragraph", "said")]),
        ("", []),
    ],
)
def test_blocks(text: str, expected: list[tuple[str, str]]) -> None:
    assert blocks(text) == expected


def test_levels() -> None:
    (page,) = read_html("<h1>One</h1><h3>Three</h3><p>Text</p>")
    assert [block.level for block in page.blocks or ()] == [1, 3, 0]


TABLE = """
<table><caption>Table 1: <b>Rates</b></caption>
<thead><tr><th rowspan="2">Force</th><th rowspan="2">Grade</th><th colspan="2">Rates</th></tr>
<tr><th>Overall</th><th>Rape</th></tr></thead>
<tr><td>Kent</td><td rowspan="2">Requires<br>improvement</td><td>83.6</td><td>91.1</td></tr>
<tr><td>Hull</td><td>80</td><td>-</td></tr>
</table>
"""


def test_tables(read: Read) -> None:
    reading = read("page.html", f"<h1>Comparison</h1><p>As follows.</p>{TABLE}<p>After.</p>")
    (table,) = reading.tables
    assert headings(table) == ["Force", "Grade", "Rates Overall", "Rates Rape"]
    assert kinds(table) == ["text", "grade", "number", "number"]
    assert printed(table) == [
        ["Kent", "Requires improvement", "83.6", "91.1"],
        ["Hull", "Requires improvement", "80", "-"],
    ]
    assert (table.caption, table.section, table.key) == (
        "Table 1: Rates",
        ("Comparison",),
        "force",
    )
    assert [passage.clean for passage in reading.passages] == ["As follows.", "After."]
    assert reading.source.pages is None
    check_reading(reading)


def test_a_table_of_words_is_read_as_passages(read: Read) -> None:
    text = "<table><tr><th>Term</th><th>Meaning</th></tr><tr><td>DA</td><td>abuse</td></tr></table>"
    reading = read("page.htm", text)
    assert reading.tables == ()
    assert [passage.clean for passage in reading.passages] == ["Term Meaning", "DA abuse"]


@pytest.mark.parametrize(
    "text",
    [
        "<table></table>",
        "<table><tr></tr></table>",
        "<ul></ul>",
        "<p",
        "<td>x",
        "a < b & c",
        "<li>x",
    ],
)
def test_odd_markup_is_read_without_fuss(text: str) -> None:
    read_html(text)


def test_a_table_inside_a_table_is_its_own() -> None:
    inner = "<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>"
    (page,) = read_html(f"<ul><li>see{inner}</li></ul>")
    assert block_texts(page.text, list(page.blocks or ())) == [("bullet", "see")]
    assert [table.cells for table in page.tables] == [(("A", "B"), ("1", "2"))]
