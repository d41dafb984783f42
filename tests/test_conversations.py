"""Conversations kept on disk: nothing is lost, nothing mixed, nothing of another's seen."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from cdi_qa.conversations import FILE_NAME, Conversations
from cdi_qa.errors import KeptFileError
from cdi_qa.schema import Answer, Citation, TableResult

ANSWER = Answer(
    question="How many doors closed?",
    status="answered",
    text="31 of 40 doors closed [1].",
    citations=(Citation(1, "note", "Note", 4, "Doors", "Of 40 doors only 31 closed"),),
    table=TableResult("t", ("Door", "Rate"), (("Front", 77.9), ("Back", None)), "SELECT 1"),
    caveats=("A caveat.",),
    answered_by="both",
)


def questions(store: Conversations, name: str) -> list[str]:
    return [message.question for message in store.messages(name) or []]


def answered(store: Conversations, question: str, conversation: str | None = None) -> str:
    name = store.add(question, conversation)
    store.settle((store.messages(name) or [])[-1].number, replace(ANSWER, question=question))
    return name


def test_an_answer_comes_back_as_it_was_given(tmp_path: Path) -> None:
    name = answered(Conversations(tmp_path), ANSWER.question)
    (message,) = Conversations(tmp_path).messages(name) or []
    assert message.answer == ANSWER


def test_a_question_without_an_answer_waits_and_an_error_is_kept(tmp_path: Path) -> None:
    store = Conversations(tmp_path)
    name = store.add("one")
    store.add("two", name)
    first, second = store.messages(name) or []
    store.settle(first.number, error="Too long.")
    first, second = Conversations(tmp_path).messages(name) or []
    assert (first.error, first.answer) == ("Too long.", None)
    assert (second.error, second.answer) == ("", None)


def test_newest_comes_first_and_a_new_answer_makes_it_newest(tmp_path: Path) -> None:
    store = Conversations(tmp_path)
    old, new = store.add("old one"), store.add("new one")
    assert [found.id for found in store.find()] == [new, old]
    answered(store, "again", old)
    assert [found.id for found in store.find()] == [old, new]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("doors", ["Doors"]),
        ("DOOR", ["Doors"]),
        ("close", ["Doors"]),
        ("café", ["Cafe prices"]),
        ("31 doors", ["Doors"]),
        ("doors cafe", []),
        ("pri", ["Cafe prices"]),
        ('"; DROP TABLE message; --', []),
        ("NEAR(", []),
        ("", ["Cafe prices", "Doors"]),
        ("  ", ["Cafe prices", "Doors"]),
    ],
)
def test_search_looks_in_titles_questions_and_answers(
    tmp_path: Path, search: str, found: list[str]
) -> None:
    store = Conversations(tmp_path)
    name = answered(store, "Doors")
    store.add("Cafe prices")
    assert name
    assert sorted(each.title for each in store.find(search)) == found


def test_renamed_is_found_by_its_new_title_and_an_empty_title_is_not_taken(tmp_path: Path) -> None:
    store = Conversations(tmp_path)
    name = store.add("first")
    store.rename(name, "  Zebra\n crossing ")
    store.rename(name, "   ")
    assert [found.title for found in store.find("zebra")] == ["Zebra crossing"]
    assert store.title(name) == "Zebra crossing"


def test_deleted_is_gone_from_list_search_and_disk(tmp_path: Path) -> None:
    store = Conversations(tmp_path)
    gone, kept = answered(store, "a zebra question"), store.add("kept")
    store.delete(gone)
    assert [found.id for found in store.find()] == [kept]
    assert store.find("zebra") == []
    assert store.messages(gone) is None
    with sqlite3.connect(tmp_path / FILE_NAME) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert b"zebra" not in (tmp_path / FILE_NAME).read_bytes()


def test_question_to_a_deleted_conversation_begins_a_new_one(tmp_path: Path) -> None:
    store = Conversations(tmp_path)
    gone = store.add("one")
    store.delete(gone)
    name = store.add("two", gone)
    assert name != gone
    assert questions(store, name) == ["two"]


def test_editing_the_last_question_replaces_it(tmp_path: Path) -> None:
    store = Conversations(tmp_path)
    name = answered(store, "two", answered(store, "one"))
    last = (store.messages(name) or [])[-1]
    assert store.ask_instead(name, last.number, "two, better") == name
    assert questions(store, name) == ["one", "two, better"]
    assert (store.messages(name) or [])[-1].answer is None


def test_editing_an_earlier_question_keeps_what_came_after_in_the_first(tmp_path: Path) -> None:
    store = Conversations(tmp_path)
    name = answered(store, "three", answered(store, "two", answered(store, "one")))
    second = (store.messages(name) or [])[1]
    copy = store.ask_instead(name, second.number, "two, better")
    assert copy != name
    assert questions(store, name) == ["one", "two", "three"]
    assert questions(store, copy) == ["one", "two, better"]
    assert (store.messages(copy) or [])[0].answer == replace(ANSWER, question="one")


def test_owners_do_not_see_or_change_each_others(tmp_path: Path) -> None:
    mine, theirs = Conversations(tmp_path, "me"), Conversations(tmp_path, "them")
    name = answered(mine, "my zebra")
    (message,) = mine.messages(name) or []
    assert theirs.find() == theirs.find("zebra") == []
    assert theirs.judged() == []
    assert theirs.messages(name) is None
    theirs.rename(name, "taken")
    theirs.delete(name)
    theirs.settle(message.number, error="spoilt")
    theirs.judge(message.number, "wrong", "spoilt")
    assert theirs.add("more", name) != name
    assert mine.title(name) == "my zebra"
    assert mine.messages(name) == [message]


def test_what_a_reader_thinks_is_kept_with_the_questions_before(tmp_path: Path) -> None:
    store = Conversations(tmp_path)
    name = answered(store, "two", answered(store, "one"))
    answered(store, "elsewhere")
    store.judge((store.messages(name) or [])[1].number, "wrong", " It is 12. ")
    (judged,) = Conversations(tmp_path).judged()
    assert (judged.message.verdict, judged.message.comment) == ("wrong", "It is 12.")
    assert judged.earlier == ("one",)


@pytest.mark.parametrize("content", [b"not a database" * 100, b"SQLite format 3\0" + b"\7" * 4096])
def test_damaged_file_is_set_aside_with_a_sentence(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    store = Conversations(tmp_path)
    (aside,) = tmp_path.glob("*.damaged-*")
    assert aside.read_bytes() == content
    assert aside.name in store.remark
    assert questions(store, store.add("goes on")) == ["goes on"]


def test_file_damaged_while_in_use_is_set_aside_and_the_next_step_works(tmp_path: Path) -> None:
    store = Conversations(tmp_path)
    store.add("before")
    for file in tmp_path.glob(f"{FILE_NAME}*"):
        file.write_bytes(b"nonsense" * 1000)
    with pytest.raises(KeptFileError, match="damaged"):
        store.find()
    assert store.find() == []
    assert list(tmp_path.glob("*.damaged-*"))


def test_file_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / FILE_NAME) as db:
        db.execute("PRAGMA user_version = 99")
    before = (tmp_path / FILE_NAME).read_bytes()
    with pytest.raises(KeptFileError, match="newer version"):
        Conversations(tmp_path)
    assert (tmp_path / FILE_NAME).read_bytes() == before


def test_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(KeptFileError, match="Nothing can be kept"):
        Conversations(tmp_path / "file")


def test_many_at_once_lose_and_mix_nothing(tmp_path: Path) -> None:
    Conversations(tmp_path)

    def talk(who: int) -> tuple[str, list[str]]:
        store = Conversations(tmp_path)
        name = store.add(f"{who}: 0")
        for turn in range(1, 8):
            store.add(f"{who}: {turn}", name)
        return name, [f"{who}: {turn}" for turn in range(8)]

    with ThreadPoolExecutor(8) as pool:
        said = list(pool.map(talk, range(8)))
    store = Conversations(tmp_path)
    assert len(store.find()) == 8
    assert all(questions(store, name) == expected for name, expected in said)
