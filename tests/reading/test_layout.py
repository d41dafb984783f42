"""Blocks of plain text, by table and by drawn layouts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cdi_qa.reading.layout import read_blocks

from .helpers import STEADY, block_texts
from .typesetting import (
    GAP,
    Part,
    bullet,
    dense_text,
    heading,
    item,
    long_line_text,
    paragraph,
    pdf_text,
    spaced_text,
)


def blocks(text: str, tables: list[tuple[int, int]] | None = None) -> list[tuple[str, str]]:
    return block_texts(text, read_blocks(text, tables or [], frozenset()))


FULL = "The force should take steps to ensure that reports recorded separately on other systems"
CASES: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "a heading over a paragraph": (
        f"Findings\n{FULL}\nare recorded as crimes.\n",
        [("heading", "Findings"), ("paragraph", f"{FULL} are recorded as crimes.")],
    ),
    "a heading after a full line": (
        f"{FULL}.\nNext steps\nThe board is asked to note this, and to send the report on.\n",
        [
            ("paragraph", f"{FULL}."),
            ("heading", "Next steps"),
            (
                "paragraph",
                "The board is asked to note this, and to send the report on.",
            ),
        ],
    ),
    "a short last line is no heading": (
        f"{FULL}\nare recorded as crimes.\nNext steps\n",
        [("paragraph", f"{FULL} are recorded as crimes."), ("paragraph", "Next steps")],
    ),
    "numbered headings that end like sentences": (
        "1. It was an outside check.\nSix people came, and they read the files of a whole year.\n\n"
        "2. What has to be done.\n(a) Read the files.\n(b) File the rest.\n",
        [
            ("heading", "It was an outside check."),
            ("paragraph", "Six people came, and they read the files of a whole year."),
            ("heading", "What has to be done."),
            ("item", "Read the files."),
            ("item", "File the rest."),
        ],
    ),
    "lines that each tell a figure are no headings": (
        "How are they dealt with?\n\nSeen inside a day — 811\nNeeds written down — 540\n"
        "Told of the result — 402\n\nThe board is asked to note this, and to send it on.\n",
        [
            ("heading", "How are they dealt with?"),
            ("paragraph", "Seen inside a day — 811"),
            ("paragraph", "Needs written down — 540"),
            ("paragraph", "Told of the result — 402"),
            ("paragraph", "The board is asked to note this, and to send it on."),
        ],
    ),
    "nor are they at the end of a page": (
        "The month in figures\n\nCalls answered - 811\nCalls lost - 94\n",
        [
            ("heading", "The month in figures"),
            ("paragraph", "Calls answered - 811"),
            ("paragraph", "Calls lost - 94"),
        ],
    ),
    "letters and roman numbers": (
        "(a) one thing\n(b) another\n\ni. first\nii. second\n",
        [("item", "one thing"), ("item", "another"), ("item", "first"), ("item", "second")],
    ),
    "items that hang under their numbers": (
        "9. The force should\n   record crime\n10. The force should\n    Record it at once\n",
        [("item", "The force should record crime"), ("item", "The force should Record it at once")],
    ),
    "a figure with a full stop in a sentence": (
        f"{FULL} of the\n12. May report of the force are recorded as crimes within a day.\n",
        [
            (
                "paragraph",
                f"{FULL} of the 12. May report of the force are recorded as crimes within a day.",
            )
        ],
    ),
    "numbered headings": (
        "1. Purpose\n\nThis report is for decision.\n\n2. Background\n\nThe visit was in May.\n",
        [
            ("heading", "Purpose"),
            ("paragraph", "This report is for decision."),
            ("heading", "Background"),
            ("paragraph", "The visit was in May."),
        ],
    ),
    "one item alone is no heading": (
        "There is one recommendation:\n\n1. Record all crime at once\n\nThe force agrees to it.\n",
        [
            ("paragraph", "There is one recommendation:"),
            ("item", "Record all crime at once"),
            ("paragraph", "The force agrees to it."),
        ],
    ),
    "numbered paragraphs": (
        "1.1 The visit was in May.\n1.2 It was unannounced.\n",
        [("paragraph", "The visit was in May."), ("paragraph", "It was unannounced.")],
    ),
    "questions as headings": (
        "How good is the force?\n\nIt is good.\n\nWhat next?\n\nNothing much.\n",
        [
            ("heading", "How good is the force?"),
            ("paragraph", "It is good."),
            ("heading", "What next?"),
            ("paragraph", "Nothing much."),
        ],
    ),
    "a list of questions has no headings": (
        "The inspectors ask:\n\nHow good is the force?\n\nHow fast is it?\n\nIt is good.\n",
        [
            ("paragraph", "The inspectors ask:"),
            ("paragraph", "How good is the force?"),
            ("paragraph", "How fast is it?"),
            ("paragraph", "It is good."),
        ],
    ),
    "addresses stand alone, broken ones are one": (
        "See https://a.example/b here:\n\nhttps://www.example.org/one-\n\ntwo/ \n\nMore text.\n",
        [
            ("paragraph", "See https://a.example/b here:"),
            ("link", "https://www.example.org/one- two/"),
            ("paragraph", "More text."),
        ],
    ),
    "a sentence goes on over a paragraph mark": (
        f"{FULL}\n \nare recorded as crimes.\n",
        [("paragraph", f"{FULL} are recorded as crimes.")],
    ),
    "an indented page": (
        f"   Findings\n   {FULL}\n   are recorded as crimes.\n",
        [("heading", "Findings"), ("paragraph", f"{FULL} are recorded as crimes.")],
    ),
    "two kinds of signs": (
        "• One thing\n  o Part of it\n  o Another\n• Second thing\n",
        [
            ("bullet", "One thing"),
            ("bullet", "Part of it"),
            ("bullet", "Another"),
            ("bullet", "Second thing"),
        ],
    ),
    "text after a list": (
        "- one thing that is long enough to\n  need a second line\n- another\nThat is all.\n",
        [
            ("bullet", "one thing that is long enough to need a second line"),
            ("bullet", "another"),
            ("paragraph", "That is all."),
        ],
    ),
    "a dash in a sentence": (
        f"{FULL}\n– or not at all –\nare recorded as crimes.\n",
        [("paragraph", f"{FULL} – or not at all – are recorded as crimes.")],
    ),
    "nothing": ("\n \n\n", []),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_layouts(text: str, expected: list[tuple[str, str]]) -> None:
    assert blocks(text) == expected


def test_levels() -> None:
    text = "Findings\n\nPositives\n\nAll is well.\n\nNegatives\n\nNot all is well.\n"
    found = read_blocks(text, [], frozenset())
    assert [block.level for block in found] == [1, 2, 0, 2, 0]
    text = "1.1 Scope\n\nAll of it.\n\n1.1.1 Parts of it\n\nAll of them.\n"
    found = read_blocks(text, [], frozenset())
    assert [(block.kind, block.level) for block in found][::2] == [("heading", 2), ("heading", 3)]


def test_tables_are_left_out_and_part_what_stands_around_them() -> None:
    text = f"{FULL}\nTABLE\n{FULL.lower()}\n"
    table = (text.index("TABLE"), text.index("TABLE") + 5)
    assert blocks(text, [table]) == [("paragraph", FULL), ("paragraph", FULL.lower())]


def test_a_heading_may_stand_over_a_table() -> None:
    text = f"{FULL}.\n\nComparison\n\nTABLE"
    assert blocks(text, [(text.index("TABLE"), len(text))])[-1] == ("heading", "Comparison")
    assert blocks(f"{FULL}.\n\nComparison\n")[-1] == ("paragraph", "Comparison")


def test_text_does_not_run_on_over_a_footnote() -> None:
    note = "1 The log is the force's own record of what was reported to it and when it was.\n"
    text = f"{FULL} log1 and\n\n{note}\nhttps://www.example.org/\nof others.\n"
    assert [kind for kind, _ in blocks(text)] == ["paragraph", "footnote", "link", "paragraph"]


def test_set_off() -> None:
    text = pdf_text([paragraph(FULL * 2 + "."), GAP, paragraph(FULL * 2 + "."), bullet("a"), GAP])
    assert [block.set_off for block in read_blocks(text, [], frozenset())] == [False, True, False]
    assert not read_blocks("\n\n \nFirst of the page.", [], frozenset())[0].set_off


WORDS = (
    "the force should record crime reports of rape and sexual offences within twenty four hours "
    "victims officers staff inspection found that many were not because systems processes training "
    "police data quality Kent Cheshire North Wales HMIC WMP in 2014 some 341 records had been "
    "audited for three groups a sample risk assessment domestic abuse cases safeguarding board"
).split()
OPENING = (
    "this note is for members of the board and tells them of what the inspectors have seen, of "
    "what they have said about it, and of what the force is going to do about it by next spring."
).capitalize()
TITLES = ["Findings", "Method", "Crime recording", "Next steps", "2017 inspection", "Victims"]


def sentences(least: int, most: int) -> st.SearchStrategy[str]:
    words = st.lists(st.sampled_from(WORDS), min_size=least, max_size=most)
    return words.map(lambda drawn: " ".join(["The", *drawn, "records"]))


@st.composite
def documents(draw: st.DrawFn, spare_paragraphs: bool = False) -> list[Part]:
    """Headed paragraphs and lists, with no more gaps than their layout can do without."""
    parts = [GAP, paragraph(OPENING), bullet(OPENING), bullet(OPENING)]
    for _ in range(draw(st.integers(1, 3))):
        parts += [GAP, heading(draw(st.sampled_from(TITLES)))]
        for _ in range(draw(st.integers(1, 3))):
            fresh = parts[-1].kind == "heading"
            kinds = [bullet, item] if spare_paragraphs and not fresh else [bullet, item, paragraph]
            make = draw(st.sampled_from(kinds))
            parts += [] if fresh else [GAP]
            if make is paragraph:
                text = draw(st.lists(sentences(2, 28), min_size=1, max_size=3))
                parts.append(paragraph(". ".join(text) + "."))
                continue
            if fresh and draw(st.booleans()):
                parts.append(paragraph(draw(sentences(2, 10)) + ":"))
            end = draw(st.sampled_from(["", ".", ";"]))
            listed = draw(st.lists(sentences(1, 26), min_size=2, max_size=5))
            parts += [make(text + end) for text in listed]
    return parts[1:]


def written(parts: list[Part]) -> list[tuple[str, str]]:
    return [(part.kind, part.text) for part in parts if part.kind != "gap"]


@pytest.mark.parametrize("setting", [pdf_text, spaced_text, long_line_text])
@settings(STEADY, max_examples=25)
@given(parts=documents())
def test_drawn_documents(setting: Callable[[list[Part]], str], parts: list[Part]) -> None:
    assert blocks(setting(parts)) == written(parts)


@settings(STEADY, max_examples=25)
@given(documents(spare_paragraphs=True))
def test_drawn_documents_without_blank_lines(parts: list[Part]) -> None:
    assert blocks(dense_text(parts)) == written(parts)


@settings(STEADY, max_examples=60)
@given(st.text(alphabet="Ab1. :;-•\n ()[]?/\t’²", max_size=150))
def test_blocks_never_overlap(text: str) -> None:
    ends = 0
    for block in read_blocks(text, [], frozenset()):
        assert ends <= block.start <= block.end <= len(text)
        ends = block.end
