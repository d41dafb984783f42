"""Whole pages, run in-process with the real assistant."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cdi_qa import wording
from cdi_qa.assistant import Assistant
from cdi_qa.schema import Answer
from cdi_qa.ui.wording import STATUS, UNEXPECTED
from cdi_qa.wording import CAN_BE_ASKED

from .conftest import OpenPage

SHARE = "What share of violent crime did our force record?"
UNANSWERABLE = "What did the inspection cost?"
HOSTILE = "<img src=x onerror=alert(1)> **bold** $x$ [link](http://x)"


def htmls(page: AppTest) -> list[str]:
    return [str(element.proto.body) for element in page.get("html")]


def with_class(page: AppTest, name: str) -> list[str]:
    return [body for body in htmls(page) if f'class="{name}"' in body]


def ask(page: AppTest, question: str) -> AppTest:
    return page.chat_input(key="typed").set_value(question).run()


def said_by(page: AppTest) -> str:
    return " ".join([*htmls(page), *(each.value for each in page.markdown)])


def labels(page: AppTest, key: str) -> list[str]:
    return [button.label for button in page.button if str(button.key).startswith(f"{key}-")]


def citations(page: AppTest) -> list[str]:
    return labels(page, "cite")


def open_citation(page: AppTest, of: str) -> str:
    """Open the first citation with these words; what is then shown beside."""
    button = next(b for b in page.button if str(b.key).startswith("cite-") and of in b.label)
    page = button.click().run()
    assert not page.exception
    (shown,) = [body for body in htmls(page) if 'id="cdi-beside"' in body and "<script" not in body]
    return shown


def test_documents_to_ask_are_chosen_in_the_side_bar(open_page: OpenPage) -> None:
    page = open_page()
    page = page.multiselect(key="asked-only-field").select("wmp-response").run()
    page = ask(page, SHARE)
    assert not page.exception
    said = said_by(page)
    assert "Only what you chose was asked" in said
    assert "77.9%" not in said
    page = page.multiselect(key="asked-only-field").unselect("wmp-response").run()
    page = ask(page, SHARE)
    assert "77.9%" in said_by(page)


def test_empty_chat_says_what_it_does_and_offers_questions(open_page: OpenPage) -> None:
    page = open_page()
    assert not page.exception
    assert [title.value for title in page.title] == ["Ask the documents"]
    assert "What are the recommendations?" in labels(page, "example")
    assert "How many DA crimes were recorded?" in labels(page, "example")
    assert len([body for body in htmls(page) if '<h2 class="cdi-side">' in body]) >= 4
    assert any("2 of them are digests" in text.value for text in page.markdown)


def test_side_bar_lists_the_documents_and_what_a_digest_is(open_page: OpenPage) -> None:
    page = open_page()
    (loaded,) = [body for body in htmls(page) if "Documents loaded (3)" in body]
    assert loaded.count("Digest - a summary in this project&#x27;s own words") == 2
    assert "SPCB briefing note: Crime Data Integrity inspection" in loaded
    assert "3 October 2017" in loaded


def test_answer_has_a_citation_for_every_mark(open_page: OpenPage) -> None:
    page = ask(open_page(), SHARE)
    assert not page.exception
    (answer,) = with_class(page, "cdi-answer")
    assert "77.9%" in answer
    marks = set(re.findall(r">\[(\d+)\]</a>", answer))
    assert marks
    numbers = [
        match.group(1) for label in citations(page) if (match := re.match(r"\\\[(\d+)", label))
    ]
    assert numbers == sorted(numbers, key=int)
    assert marks <= set(numbers)


def test_citation_opens_to_the_quote_marked_on_its_page(open_page: OpenPage) -> None:
    page = ask(open_page(), SHARE)
    body = open_citation(page, "page 4")
    assert "<mark>77.9% for violent crime</mark>" in body
    assert "Of 429 DA crimes only 313 recorded" in body
    assert any("inspection, page 4</h2>" in body for body in htmls(page))
    page.button(key="beside-next").click().run()
    assert any("inspection, page 5</h2>" in body for body in htmls(page))
    page.button(key="beside-page").click().run()
    assert any("<mark>77.9% for violent crime</mark>" in body for body in htmls(page))
    page.button(key="beside-close").click().run()
    assert not any("77.9% for violent crime</mark>" in body for body in htmls(page))


def test_citation_of_a_digest_says_so(open_page: OpenPage) -> None:
    page = ask(open_page(), "Who spoke for West Midlands Police?")
    (answer,) = with_class(page, "cdi-answer")
    assert "Louisa Rolfe" in answer
    assert "<mark>" in open_citation(page, "digest")
    assert with_class(page, "cdi-kind-digest")


def test_table_shows_what_was_asked_for_and_its_query(open_page: OpenPage) -> None:
    page = ask(open_page(), "Which force is lowest for violence?")
    assert not page.exception
    (table,) = [body for body in htmls(page) if '<table class="cdi-table">' in body]
    assert "The row that the answer rests on" in table
    assert '<th scope="row">Leicestershire</th>' in table
    assert "<mark>65.8</mark>" in table
    assert "The query behind it" in [expander.label for expander in page.expander]
    assert any("SELECT" in code.value for code in page.code)


def test_rows_keep_the_decimals_of_the_document_and_set_the_own_force_apart(
    open_page: OpenPage,
) -> None:
    page = ask(open_page(), "Where do we come for violence?")
    (table,) = [body for body in htmls(page) if '<table class="cdi-table">' in body]
    assert ">89.95</td>" in table
    assert ">80</td>" in table
    assert table.count('<tr class="cdi-ours">') == 1
    assert 'West Mids <span class="cdi-tag">our force</span>' in table


@pytest.mark.parametrize(
    ("question", "drawn"),
    [
        ("Where do we come for violence?", "West Midlands is 11th of the 14 forces, with 77.9%."),
        ("Which force is lowest for rape?", "In bold: what the answer rests on, and our force."),
        ("What is the average overall rate?", "the 14 forces shown, 86.6%: each counts once"),
        ("Violence and rape figures for all the forces", "(circles) and recording rate for rape"),
        ("What is Kent's rate for rape?", ""),
        ("Tell me everything about Kent", ""),
    ],
)
def test_chart_is_drawn_where_it_helps(open_page: OpenPage, question: str, drawn: str) -> None:
    page = ask(open_page(), question)
    assert not page.exception
    charts = page.get("vega_lite_chart")
    assert len(charts) == (1 if drawn else 0)
    if drawn:
        assert drawn in charts[0].proto.alt
        assert any(drawn in body for body in with_class(page, "cdi-facts"))


def test_follow_up_knows_what_was_asked(open_page: OpenPage) -> None:
    page = ask(ask(open_page(), SHARE), "And Kent?")
    assert not page.exception
    assert "77.9" in with_class(page, "cdi-answer")[0]
    assert "79.2" in with_class(page, "cdi-answer")[1]


def test_unanswerable_question_is_refused_and_offered_for_the_meeting(open_page: OpenPage) -> None:
    page = ask(open_page(), UNANSWERABLE)
    assert not page.exception
    assert any(STATUS["not_in_documents"] in text.value for text in page.markdown)
    assert any("Question to put to the force" in body for body in htmls(page))
    assert any("What did the inspection cost" in code.value for code in page.code)
    # Nobody who reads a page is sent to a terminal.
    assert any("Bring it in on the Sources page." in body for body in htmls(page))
    assert not any("sources add" in body for body in htmls(page))


def test_a_greeting_is_returned_without_a_label(open_page: OpenPage) -> None:
    page = ask(open_page(), "hello")
    assert not page.exception
    assert CAN_BE_ASKED in with_class(page, "cdi-answer")[0]
    assert not any(STATUS["needs_clarification"] in text.value for text in page.markdown)


def test_refusal_without_a_question_for_the_force_has_nothing_for_the_pack(
    open_page: OpenPage,
) -> None:
    page = ask(open_page(), "What is the weather in Paris?")
    assert not page.exception
    assert any(STATUS["not_in_documents"] in text.value for text in page.markdown)
    assert not [each.key for each in page.button if str(each.key).startswith("add-to-pack")]


def test_markup_in_a_question_is_shown_not_obeyed(open_page: OpenPage) -> None:
    page = ask(open_page(), HOSTILE)
    assert not page.exception
    (question,) = with_class(page, "cdi-question")
    assert "&lt;img src=x onerror=alert(1)&gt; **bold** $x$ [link](http://x)" in question
    assert not any("<img" in body for body in htmls(page))
    assert not any("<img" in text.value or "**bold**" in text.value for text in page.markdown)


def test_markup_in_documents_is_shown_not_obeyed(open_page: OpenPage, corpus_copy: Path) -> None:
    (corpus_copy / "x.txt").write_text(
        "The zebra allowance is 12 <img src=x onerror=alert(1)> pounds **a** day.\n"
    )
    page = ask(open_page(corpus_copy), "How much is the zebra allowance?")
    assert not page.exception
    assert any("&lt;img src=x" in body for body in htmls(page))
    assert not any("<img" in body for body in htmls(page))


def test_example_question_is_asked_when_chosen(open_page: OpenPage) -> None:
    page = open_page()
    question = labels(page, "example")[0]
    page.button(key="example-0-0").click().run()
    assert not page.exception
    assert question in with_class(page, "cdi-question")[0]
    assert len(with_class(page, "cdi-answer")) == 1
    assert not page.title


def test_suggestion_is_asked_when_chosen(open_page: OpenPage) -> None:
    page = ask(open_page(), SHARE)
    suggestion = labels(page, "suggestion")[0]
    page.button(key="suggestion-1-0").click().run()
    assert not page.exception
    assert suggestion in with_class(page, "cdi-question")[1]


def test_new_conversation_starts_afresh(open_page: OpenPage) -> None:
    page = ask(open_page(), SHARE)
    (button,) = [button for button in page.button if button.label == "New conversation"]
    button.click().run()
    assert not page.exception
    assert not page.chat_message
    assert page.title


def test_question_that_is_too_long_is_not_answered(open_page: OpenPage) -> None:
    page = ask(open_page(), "a" * 4001)
    assert not page.exception
    assert [error.value for error in page.error] == [wording.LONG_QUESTION]
    assert len(with_class(page, "cdi-question")[0]) < 1000


def test_missing_corpus_is_one_sentence_and_can_be_put_right(
    open_page: OpenPage, corpus_copy: Path
) -> None:
    away = corpus_copy.with_name("away")
    corpus_copy.rename(away)
    page = open_page(corpus_copy)
    assert not page.exception
    (error,) = page.error
    assert "does not exist" in error.value
    page = ask(page, SHARE)
    assert len(page.error) == 1
    away.rename(corpus_copy)
    page.button(key="try-again").click().run()
    assert not page.exception
    assert not page.error
    assert "77.9" in with_class(page, "cdi-answer")[0]


def test_changed_documents_are_used_by_the_next_question(
    open_page: OpenPage, corpus_copy: Path
) -> None:
    page = ask(open_page(corpus_copy), SHARE)
    before = citations(page)
    (corpus_copy / "minutes.txt").write_text("The zebra allowance is 12 pounds a day.\n")
    (corpus_copy / "plan.xyz").write_text("?")
    page = ask(page, "How much is the zebra allowance?")
    assert not page.exception
    assert "12" in with_class(page, "cdi-answer")[1]
    assert citations(page)[: len(before)] == before
    assert any("Documents loaded (4)" in body for body in htmls(page))
    assert any("Not read (1)" in body and "plan.xyz" in body for body in htmls(page))


def test_unexpected_failure_is_one_sentence(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: Assistant, question: str, earlier: object = ()) -> Answer:
        raise RuntimeError("secret detail")

    page = open_page()
    with monkeypatch.context() as patch:
        patch.setattr(Assistant, "ask", fail)
        page = ask(page, SHARE)
    assert not page.exception
    assert [error.value for error in page.error] == [UNEXPECTED]
    page = ask(page, SHARE)
    assert "77.9" in with_class(page, "cdi-answer")[0]
