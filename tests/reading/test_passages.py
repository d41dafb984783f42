from __future__ import annotations

import pytest

from cdi_qa.reading.blocks import Block, ReadPage, clean_slice
from cdi_qa.reading.layout import read_blocks
from cdi_qa.reading.passages import PassageMaker
from cdi_qa.schema import Passage


def make(*pages: str) -> PassageMaker:
    maker = PassageMaker("made-up")
    for number, text in enumerate(pages, start=1):
        maker.add_page(ReadPage(number, text), read_blocks(text, [], frozenset()))
    return maker


def find(maker: PassageMaker, words: str) -> Passage:
    (passage,) = [passage for passage in maker.passages if words in passage.clean]
    return passage


FULL = "The force should take steps to ensure that reports recorded separately on other systems"


def test_a_paragraph_is_cut_into_sentences_of_one_block() -> None:
    maker = make("It was good. It is better now. Will it last?")
    assert [passage.clean for passage in maker.passages] == [
        "It was good.",
        "It is better now.",
        "Will it last?",
    ]
    assert {passage.block for passage in maker.passages} == {1}
    assert {passage.kind for passage in maker.passages} == {"sentence"}


def test_a_bullet_is_one_passage_unless_it_is_long() -> None:
    assert len(make("- It was good. It is better.\n- Yes. No.\n").passages) == 2
    long = "- " + "It was good and it is better now than it ever was before. " * 8
    assert len(make(f"{long}\n- Yes. No.\n").passages) == 9


def test_an_item_of_several_sentences_is_cut_and_its_title_introduces_them() -> None:
    maker = make("- Danger. It was asked after twice. Nobody wrote it down.\n- Yes. No.\n")
    assert [(passage.clean, passage.lead_in) for passage in maker.passages] == [
        ("Danger.", ""),
        ("It was asked after twice.", "Danger."),
        ("Nobody wrote it down.", "Danger."),
        ("Yes. No.", ""),
    ]


def test_ids_say_where_a_passage_stands() -> None:
    (passage,) = make("\n\nIt was good.").passages
    assert passage.id == "made-up:1:2-14"


def test_white_space_is_folded_in_the_quote_and_in_the_words() -> None:
    (passage,) = make("It was\ngood.").passages
    assert (passage.text, passage.quote, passage.clean) == (
        "It was\ngood.",
        "It was good.",
        "It was good.",
    )


def test_headings_go_on_to_the_next_page_in_a_section_of_its_own() -> None:
    maker = make("Findings\n\nIt was good.", "It is better now.")
    one, two = maker.passages
    assert one.section == two.section == ("Findings",)
    assert one.section_id != two.section_id
    assert [(s.page, s.path) for s in maker.sections()] == [(1, ("Findings",)), (2, ("Findings",))]


def test_a_higher_heading_ends_the_lower_ones() -> None:
    blocks = [
        Block("heading", 0, 1, level=1),
        Block("heading", 1, 2, level=2),
        Block("paragraph", 2, 3),
        Block("heading", 3, 4, level=1),
        Block("paragraph", 4, 5),
    ]
    maker = PassageMaker("made-up")
    maker.add_page(ReadPage(None, "ABcDe"), blocks)
    assert [passage.section for passage in maker.passages] == [("A", "B"), ("D",)]


@pytest.mark.parametrize(
    ("text", "led"),
    [
        ("Three things:\n- one\n- two\n\nThat is all.", ["one", "two"]),
        ("It did this. Three things:\n1. one\n2. two\n\nThat is all.", ["one", "two"]),
        ("- Three things:\n- one\n- two", ["one", "two"]),
        ("Three things.\n- one\n- two", []),
        ("Three things:\n\nFindings\n\nThat is all.", []),
    ],
)
def test_lead_ins_last_as_long_as_their_list(text: str, led: list[str]) -> None:
    found = {passage.clean: passage.lead_in for passage in make(text).passages if passage.lead_in}
    assert list(found) == led
    assert all(lead_in.endswith("hree things:") for lead_in in found.values())


def test_the_lead_in_of_a_list_is_the_last_sentence_before_it() -> None:
    maker = make("It did this. Three things:\n1. one\n2. two")
    assert find(maker, "one").lead_in == "Three things:"


def test_a_footnote_goes_with_the_sentence_that_carries_its_mark() -> None:
    maker = make("Findings\n\nIt was good. The log1 is kept.\n\n1 See the record.")
    note = find(maker, "See the record.")
    marked = find(maker, "is kept.")
    assert (note.kind, note.lead_in, note.section) == ("footnote", marked.clean, ("Findings",))
    assert marked.footnotes == ("See the record.",)
    assert marked.clean == "The log is kept."
    assert marked.text == "The log1 is kept."
    assert find(maker, "It was good.").footnotes == ()


def test_the_note_on_a_heading_goes_with_all_under_it() -> None:
    maker = make("Findings1\n\nIt was good.\n\n1 See the record.")
    assert find(maker, "It was good.").section == ("Findings",)
    assert find(maker, "It was good.").footnotes == ("See the record.",)
    assert find(maker, "See the record.").lead_in == ""


def test_a_mark_after_the_full_stop_belongs_to_the_sentence_before() -> None:
    maker = make("It was good.1 It is better.\n\n1 See the record.")
    assert find(maker, "It was good.").footnotes == ("See the record.",)
    assert find(maker, "It is better.").footnotes == ()


def test_a_sentence_that_runs_over_the_page_says_so_on_both() -> None:
    maker = make(f"{FULL}\nare", "recorded as crimes. It is good.")
    one, two, three = maker.passages
    assert (one.continues, one.continued) == (True, False)
    assert (two.continues, two.continued) == (False, True)
    assert not three.continued


@pytest.mark.parametrize(
    "overleaf", ["Recorded as crimes.", "- recorded as crimes", "341 records."]
)
def test_what_begins_afresh_overleaf_goes_on_with_nothing(overleaf: str) -> None:
    assert not any(p.continues or p.continued for p in make(f"{FULL}\nare", overleaf).passages)


def test_an_address_repeated_at_the_foot_belongs_where_it_was_printed_first() -> None:
    address = "https://www.example.org/report"
    maker = make(f"See here:\n\n{address}\n\nFindings\n\nIt was good.\n\n{address}\n")
    assert [p.section for p in maker.passages if p.kind == "link"] == [(), ()]
    assert [s.path for s in maker.sections()] == [(), ("Findings",)]


def test_section_at() -> None:
    text = "Above.\n\nFindings\n\nIt was good."
    maker = make(text, "Overleaf.")
    assert maker.section_at(1, 0) == ()
    assert maker.section_at(1, len(text)) == ("Findings",)
    assert maker.section_at(2, 9) == ("Findings",)
    assert maker.section_at(3, 0) == ()


def test_what_a_search_sees() -> None:
    maker = make("Findings\n\nThree things:\n- one\n- two")
    assert find(maker, "one").context == "Findings. Three things. one"


@pytest.mark.parametrize(
    ("marks", "expected"),
    [((), "ab cd"), (((0, 1),), "b cd"), (((1, 3), (2, 4)), "ad"), (((4, 9),), "ab c")],
)
def test_marks_are_left_out(marks: tuple[tuple[int, int], ...], expected: str) -> None:
    assert clean_slice("ab\ncd", 0, 5, marks) == expected
