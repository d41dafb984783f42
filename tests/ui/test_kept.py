"""Conversations on the pages: kept over a reload, not mixed, edited, judged, exported."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from streamlit.testing.v1 import AppTest

from cdi_qa.conversations import FILE_NAME, Conversations, Judged, Message
from cdi_qa.evaluation.cases import load_cases
from cdi_qa.evaluation.feedback import feedback_lines
from cdi_qa.schema import Answer, Citation, TableResult
from cdi_qa.ui.exporting import conversation_markdown, conversation_word, file_name

from .conftest import ROOT, OpenPage
from .test_pages import SHARE, ask, htmls, with_class


@pytest.fixture
def open_kept(open_page: OpenPage, shared_data_dir: Path, tmp_path: Path, monkeypatch) -> OpenPage:  # type: ignore[no-untyped-def]
    """Opens the page on a data folder of the test's own, with the shared index in it."""
    for part in ("index", "models"):
        (tmp_path / part).symlink_to(shared_data_dir / part)

    def open_at(address: dict[str, str] | None = None) -> AppTest:
        monkeypatch.setenv("CDI_QA_DATA_DIR", str(tmp_path))
        page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=300)
        for name, value in (address or {}).items():
            page.query_params[name] = value
        return page.run()

    return open_at


def named(page: AppTest) -> str:
    named = page.query_params["chat"]
    return named if isinstance(named, str) else named[0]


def questions(page: AppTest) -> list[str]:
    return [body.split(">")[1].split("<")[0] for body in with_class(page, "cdi-question")]


def test_conversation_is_there_again_from_its_address(open_kept: OpenPage) -> None:
    page = ask(ask(open_kept(), SHARE), "And Kent?")
    before = with_class(page, "cdi-answer")
    again = open_kept({"chat": named(page)})
    assert not again.exception
    assert with_class(again, "cdi-answer") == before
    again = ask(again, "And Sussex?")
    assert len(with_class(again, "cdi-answer")) == 3


def test_conversations_of_one_title_are_told_apart_by_their_time(open_kept: OpenPage) -> None:
    ask(open_kept(), SHARE)
    page = ask(open_kept(), SHARE)
    titles = [each.label for each in page.button if str(each.key).startswith("open-")]
    assert len(titles) == 2
    plain = [title.replace("\\", "").replace("\u2060", "") for title in titles]
    assert all(re.search(r"record\? \(\d+ \w+ \d{4}, \d\d:\d\d\)$", title) for title in plain)


def test_two_tabs_do_not_mix(open_kept: OpenPage) -> None:
    one, two = ask(open_kept(), SHARE), ask(open_kept(), "Which force is lowest for rape?")
    assert named(one) != named(two)
    one = ask(one, "And Kent?")
    assert questions(one) == [SHARE, "And Kent?"]
    assert questions(two.run()) == ["Which force is lowest for rape?"]
    two.button(key=f"open-{named(one)}").click().run()
    assert questions(two) == [SHARE, "And Kent?"]


def test_question_in_the_address_is_asked_once(open_kept: OpenPage) -> None:
    page = open_kept({"q": SHARE})
    assert not page.exception
    assert "q" not in page.query_params
    assert "77.9" in with_class(page, "cdi-answer")[0]
    assert questions(page.run()) == [SHARE]


def test_unknown_conversation_is_said_and_a_new_one_can_begin(open_kept: OpenPage) -> None:
    page = open_kept({"chat": "nothing-here"})
    assert [warning.value for warning in page.warning] == [
        "That conversation is not here, or not here any more."
    ]
    assert len(with_class(ask(page, SHARE), "cdi-answer")) == 1


def test_edited_question_is_asked_again(open_kept: OpenPage) -> None:
    page = ask(open_kept(), "What share of violent crime did Kent record?")
    page.text_area[0].set_value(SHARE).run()
    next(b for b in page.button if str(b.key).startswith("again-")).click()
    page.run()
    assert not page.exception
    assert questions(page) == [SHARE]
    assert "77.9" in with_class(page, "cdi-answer")[0]


def test_renamed_searched_and_deleted(open_kept: OpenPage) -> None:
    page = ask(open_kept(), SHARE)
    name = named(page)
    page.text_input(key=f"title-{name}").set_value("Zebra").run()
    assert [b.label for b in page.button if b.key == f"open-{name}"] == ["Zebra"]
    page.text_input(key="search").set_value("giraffe").run()
    assert any("No conversation has these words" in body for body in htmls(page))
    page.text_input(key="search").set_value("zeb").run()
    assert page.button(key=f"open-{name}")
    page.checkbox(key=f"sure-{name}").check().run()
    (delete,) = [b for b in page.button if b.label == "Delete this conversation"]
    delete.click().run()
    assert not page.exception
    assert page.title
    assert "chat" not in page.query_params


def test_verdict_and_comment_are_kept_and_offered_for_the_evaluation(
    open_kept: OpenPage, tmp_path: Path
) -> None:
    page = ask(open_kept(), SHARE)
    (thumbs,) = page.get("feedback")
    thumbs.set_value(0).run()  # type: ignore[union-attr]
    (comment,) = [field for field in page.text_input if "What was wrong" in field.label]
    comment.set_value("It is 12%.").run()
    (judged,) = Conversations(tmp_path).judged()
    assert (judged.message.verdict, judged.message.comment) == ("wrong", "It is 12%.")
    assert any("Download feedback (1)" in str(b.proto.label) for b in page.get("download_button"))


def test_damaged_file_is_said_and_the_chat_goes_on(open_kept: OpenPage, tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"nonsense" * 500)
    page = open_kept()
    assert "damaged" in page.warning[0].value
    assert len(with_class(ask(page, SHARE), "cdi-answer")) == 1
    assert list(tmp_path.glob("*.damaged-*"))


# ── exports ─────────────────────────────────────────────────────────────────────────────────

ANSWER = Answer(
    question="How *many*?",
    status="answered",
    text="31 of 40 doors <b>closed</b> [1].",
    citations=(Citation(1, "note", "Note", 4, None, "Of 40 doors only 31 closed"),),
    table=TableResult("t", ("Door", "Rate"), (("Front\x0b", 77.9), ("Back", None)), "SELECT 1"),
    caveats=("Mind this.",),
    ask_at_meeting="Why?",
)
MESSAGES = [
    Message(1, "How *many*?", 1e9, ANSWER, "", "right", "Good."),
    Message(2, "And\x00 why?", 1e9, None, "Stopped."),
]


def test_word_export_holds_everything() -> None:
    document = docx.Document(io.BytesIO(conversation_word("Doors \x01", MESSAGES)))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for said in ("Doors", "How *many*?", "31 of 40 doors <b>closed</b> [1].", "Stopped.", "Why?"):
        assert said in text
    assert "[1] Note, page 4: “Of 40 doors only 31 closed”" in text
    assert [cell.text for cell in document.tables[0].rows[1].cells] == ["Front", "77.9"]
    headings = [p.text for p in document.paragraphs if p.style and p.style.name == "Heading 1"]
    assert headings == ["How *many*?", "And why?"]


def test_markdown_export_shows_markup_as_text() -> None:
    text = conversation_markdown("Doors", MESSAGES).decode()
    assert "## How \\*many\\*?" in text
    assert "31 of 40 doors \\<b\\>closed\\</b\\> \\[1\\]." in text
    assert "| Back | not given |" in text
    assert "- \\[1\\] Note, page 4: “Of 40 doors only 31 closed”" in text


def test_file_names_are_plain() -> None:
    assert file_name("../../What's ü the “rate”?") == "what-s-the-rate"
    assert file_name("???") == "conversation"


def test_feedback_is_a_question_set(tmp_path: Path) -> None:
    right, wrong = MESSAGES[0], replace(MESSAGES[0], number=3, verdict="wrong", comment="No.")
    lines = feedback_lines([Judged(right, ("Before?",)), Judged(wrong, ())])
    (tmp_path / "feedback.jsonl").write_text(lines, encoding="utf-8")
    first, second = load_cases(tmp_path / "feedback.jsonl")
    assert first.turns == ["Before?", "How *many*?"]
    assert first.expected_status == ["answered"]
    assert first.facts == [["31"], ["40"]]
    assert first.evidence[0].quote == "Of 40 doors only 31 closed"
    assert len(second.expected_status) == 5
    assert second.note == "Marked wrong: fill in what is right. No."
    assert json.loads(lines.splitlines()[1])["split"] == "dev"
