from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cdi_qa.reading.blocks import clean_slice
from cdi_qa.reading.markdown import read_markdown

from .conftest import Read
from .helpers import STEADY, block_texts, check_reading, headings, kinds, printed


def blocks(text: str) -> list[tuple[str, str]]:
    (page,) = read_markdown(text)
    return block_texts(page.text, list(page.blocks or ()))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# One\n\n## Two ##\n", [("heading", "One"), ("heading", "Two")]),
        ("One\n===\n\nTwo\n---\n", [("heading", "One"), ("heading", "Two")]),
        ("One\nline.\n\nTwo.", [("paragraph", "One line."), ("paragraph", "Two.")]),
        ("- one\n  more\n- two", [("bullet", "one more"), ("bullet", "two")]),
        ("1. one\n2) two", [("item", "one"), ("item", "two")]),
        (
            "- one\n  - inner\n\n  second paragraph\n",
            [("bullet", "one"), ("bullet", "inner"), ("paragraph", "second paragraph")],
        ),
        ("> quoted\n> on", [("paragraph", "quoted on")]),
        ("```\ncode\n```", [("paragraph", "code")]),
        ("    code", [("paragraph", "code")]),
        ("<div>raw <b>text</b></div>", [("paragraph", "raw text")]),
        ("<!-- hidden -->\n\nshown", [("paragraph", "shown")]),
        ("---\ntitle: x\n---\n\nText.", [("paragraph", "Text.")]),
        ("*a* **b** ***c*** _d_ `e`", [("paragraph", "a b c d e")]),
        ("5 * 3 and snake_case\\_ \\*", [("paragraph", "5 * 3 and snake_case_ *")]),
        (
            "a [link](http://x) ![alt](y.png) <http://z> [r][1]",
            [("paragraph", "a link alt http://z r")],
        ),
        ("see [1] and (2)", [("paragraph", "see 1 and (2)")]),
        ("one\r\ntwo\r\n", [("paragraph", "one two")]),
        ("", []),
    ],
)
def test_blocks(text: str, expected: list[tuple[str, str]]) -> None:
    assert blocks(text) == expected


def test_levels() -> None:
    (page,) = read_markdown("# One\n\n### Three\n\nText.")
    assert [block.level for block in page.blocks or ()] == [1, 3, 0]


def test_quotes_are_runs_of_the_file(read: Read) -> None:
    text = "# Findings\n\nThe force records **83.8** per cent. It is [said](http://x) so.\n"
    reading = read("report.md", text)
    one, two = reading.passages
    assert one.text == "The force records **83.8** per cent."
    assert one.clean == "The force records 83.8 per cent."
    assert two.quote in text
    assert two.clean == "It is said so."
    assert one.page is None
    assert reading.source.pages is None
    check_reading(reading)


def test_footnotes(read: Read) -> None:
    reading = read(
        "report.md", "The log[^a] is kept. It is long[^2].\n\n[^a]: See one\n  more.\n[^2]: Two.\n"
    )
    found = [(p.kind, p.clean, p.footnotes, p.lead_in) for p in reading.passages]
    assert found == [
        ("sentence", "The log is kept.", ("See one more.",), ""),
        ("sentence", "It is long.", ("Two.",), ""),
        ("footnote", "See one more.", (), "The log is kept."),
        ("footnote", "Two.", (), "It is long."),
    ]


TABLE = """| Force | Grade | **Rate** |
| --- | --- | ---: |
| [Kent](x) | Good | 83.6 |
| Hull | Requires improvement | - |
"""


def test_tables(read: Read) -> None:
    reading = read("report.md", f"# Comparison\n\nAs follows.\n\n{TABLE}\nAfter.\n")
    (table,) = reading.tables
    assert headings(table) == ["Force", "Grade", "Rate"]
    assert kinds(table) == ["text", "grade", "number"]
    assert printed(table) == [["Kent", "Good", "83.6"], ["Hull", "Requires improvement", "-"]]
    assert (table.name, table.key, table.section) == ("report_1", "force", ("Comparison",))
    assert table.rows[1].quote == "| Hull | Requires improvement | - |"
    assert [passage.clean for passage in reading.passages] == ["As follows.", "After."]


def test_a_table_of_words_is_read_as_passages(read: Read) -> None:
    reading = read(
        "report.md", "| Term | Meaning |\n|---|---|\n| DA | domestic abuse |\n| CST | a team |\n"
    )
    assert reading.tables == ()
    assert "| DA | domestic abuse |" in [passage.quote for passage in reading.passages]


@settings(STEADY, max_examples=60)
@given(st.text(alphabet="# ab*_[]()^:|>-`<!\\1.\n", max_size=120))
def test_anything_goes(text: str) -> None:
    (page,) = read_markdown(text)
    for block in page.blocks or ():
        assert clean_slice(page.text, block.start, block.end, block.marks)
