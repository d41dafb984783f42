from __future__ import annotations

from cdi_qa.reading.habits import Habits, document_measure, habits_of
from cdi_qa.reading.lines import split_lines

from .typesetting import bullet, dense_text, paragraph, pdf_text, spaced_text

LONG = (
    "The force should take steps to ensure that reports recorded separately on other systems are "
    "recorded as crimes, and that the Force Crime Registrar sees each of them within a day or two "
    "of its receipt, whatever the system on which it has been held before."
)


def habits(text: str) -> Habits:
    return habits_of(split_lines(text), document_measure([text]))


def test_line_spacing_is_learnt_from_sentences_that_run_on() -> None:
    assert habits(pdf_text([paragraph(LONG), paragraph(LONG)])).spacing == 1
    assert habits(spaced_text([paragraph(LONG), paragraph(LONG)])).spacing == 0
    assert habits("One\n\nTwo\n\nThree").spacing == 1


def test_a_page_of_short_lines_takes_its_documents_measure() -> None:
    document = document_measure([pdf_text([paragraph(LONG)]), "Short"])
    page = habits_of(split_lines("Short \n\nShorter"), document)
    first, second = split_lines("Short \n\nShorter")
    assert page.measure.ems == document.ems
    assert page.has_room(first, second)


def test_lines_broken_at_a_width_and_at_a_number_of_characters_are_told_apart() -> None:
    illicit = "illicit till bills will fill it still, Illinois jill filling littlest tillers " * 6
    mammoth = "Mammoth women swarm home, WMP commands summon many more mammals among them " * 6
    assert habits(spaced_text([paragraph(illicit), paragraph(mammoth)])).by_characters
    assert not habits(pdf_text([paragraph(illicit), paragraph(mammoth)])).by_characters


def test_signs_and_hanging_lines() -> None:
    listed = habits(dense_text([bullet(LONG), bullet(LONG)]))
    assert listed.signs == {"•"}
    assert listed.hanging
    assert not listed.lost_bullets
    assert habits(pdf_text([bullet(LONG), paragraph(LONG)])).lost_bullets


def test_one_dash_at_the_head_of_a_line_is_no_bullet() -> None:
    assert habits("Too many were zero status\n– no crime reported –\nso it went on").signs == set()
    assert habits("- one\n- two").signs == {"-"}


def test_unbroken_lines() -> None:
    assert habits(f"{LONG}\n{LONG}\n").unbroken
    assert not habits(spaced_text([paragraph(LONG)])).unbroken


def test_nothing_to_learn_from() -> None:
    assert habits("").spacing == 0
