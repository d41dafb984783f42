from __future__ import annotations

import sqlite3
import tempfile
import threading
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cdi_qa.errors import UsageError
from cdi_qa.pack.model import Item, Pack, Suggestion
from cdi_qa.pack.paper import action_list
from cdi_qa.pack.store import FILE, ChangedElsewhereError, PackStore
from cdi_qa.schema import Answer, Citation, Evidence

CITED = Evidence("note", 4, ("Findings",), "77.9% for violent crime")
THREE = [
    Suggestion("lapse", "Delays", "Why so late?", (CITED,), "8th of 14", ("a date",), "When?", 1),
    Suggestion("lapse", "Delays", "What holds it up?"),
    Suggestion("dispute", "Challenge", "What is disputed?"),
]


def told(pack: Pack) -> list[tuple[Any, ...]]:
    """What a reader of the pack sees, without the versions."""
    return [
        (i.id, i.theme, i.text, i.priority, i.assignee, i.note, i.state, i.answer)
        for i in pack.items
    ]


@pytest.fixture
def store(tmp_path: Path) -> PackStore:
    return PackStore(tmp_path, "ann")


def test_saved_pack_is_the_same_when_opened_again(store: PackStore, tmp_path: Path) -> None:
    made = store.create("Meeting", "2030-01-07", THREE)
    opened = PackStore(tmp_path).latest()
    assert opened == made
    first = made.items[0]
    assert (first.evidence, first.comparison, first.full_answer) == (
        (CITED,), "8th of 14", ("a date",),
    )  # fmt: skip


def test_question_goes_to_the_end_of_its_group(store: PackStore) -> None:
    pack = store.create("Meeting", "", THREE)
    store.add(pack.id, Suggestion("own", "Delays", "And now?"))
    store.add_question(pack.id, "What did it cost?")
    assert [item.text for item in store.load(pack.id).items] == [
        "Why so late?", "What holds it up?", "And now?", "What is disputed?", "What did it cost?",
    ]  # fmt: skip


def test_answer_of_the_chat_is_kept_with_its_evidence(store: PackStore) -> None:
    cited = Citation(1, "note", "The note", 4, "Findings", "77.9% for violent crime")
    answer = Answer("What share?", "answered", "77.9% [1].", (cited,))
    pack = store.create("Meeting", "")
    item = store.add_evidence(pack.id, answer)
    assert (item.text, item.note, item.evidence) == ("What share?", "77.9% [1].", (CITED,))
    asked = Answer("The cost?", "not_in_documents", "No.", ask_at_meeting="What did it cost?")
    assert store.add_evidence(pack.id, asked).text == "What did it cost?"


def test_second_change_of_one_version_is_refused_and_shows_both(tmp_path: Path) -> None:
    ann, ben = PackStore(tmp_path, "ann"), PackStore(tmp_path, "ben")
    item = ann.create("Meeting", "", THREE).items[0]
    ann.edit(item.id, item.version, text="Ann's words")
    with pytest.raises(ChangedElsewhereError) as caught:
        ben.edit(item.id, item.version, text="Ben's words")
    assert caught.value.current is not None
    assert (caught.value.current.text, caught.value.wanted) == ("Ann's words", "Ben's words")
    ben.drop(item.id, item.version + 1)
    with pytest.raises(ChangedElsewhereError) as caught:
        ann.edit(item.id, item.version + 1, text="Again")
    assert caught.value.current is None


def test_undo_takes_back_ones_own_last_change_only(tmp_path: Path) -> None:
    ann, ben = PackStore(tmp_path, "ann"), PackStore(tmp_path, "ben")
    pack = ann.create("Meeting", "", THREE)
    first, second, _ = pack.items
    ann.edit(first.id, first.version, text="Ann's words")
    ben.edit(second.id, second.version, note="Ben's note")
    assert ann.undo(pack.id) == "change a question"
    assert [(i.text, i.note) for i in ann.load(pack.id).items][:2] == [
        ("Why so late?", ""), ("What holds it up?", "Ben's note"),
    ]  # fmt: skip
    assert ann.undo(pack.id) == ""


def test_undo_does_not_overwrite_a_later_change_of_another(tmp_path: Path) -> None:
    ann, ben = PackStore(tmp_path, "ann"), PackStore(tmp_path, "ben")
    pack = ann.create("Meeting", "", THREE)
    changed = ann.edit(pack.items[0].id, 1, text="Ann's words")
    ben.edit(changed.id, changed.version, text="Ben's words")
    with pytest.raises(UsageError, match="Somebody else"):
        ann.undo(pack.id)
    assert ann.load(pack.id).items[0].text == "Ben's words"


def test_change_made_on_an_undone_version_is_refused(store: PackStore) -> None:
    pack = store.create("Meeting", "", THREE)
    changed = store.edit(pack.items[0].id, 1, text="Changed")
    store.undo(pack.id)
    with pytest.raises(ChangedElsewhereError):
        store.edit(changed.id, changed.version, text="Late")


@pytest.mark.parametrize(
    "changes", [{"text": " "}, {"text": "x" * 4001}, {"state": "lost"}, {"priority": 9}, {"id": 5}]
)
def test_wrong_values_are_refused_and_nothing_changes(
    store: PackStore, changes: dict[str, Any]
) -> None:
    pack = store.create("Meeting", "", THREE)
    with pytest.raises(UsageError):
        store.edit(pack.items[0].id, 1, **changes)
    assert store.load(pack.id) == pack


EDITS = st.lists(
    st.tuples(
        st.sampled_from(["add", "edit", "drop", "move", "state"]),
        st.integers(0, 5),
        st.text("abc é“”'%;", min_size=1, max_size=12).filter(str.strip),
    ),
    max_size=6,
)


@settings(max_examples=12, deadline=None)
@given(EDITS)
@example([("edit", 0, ";"), ("move", 4, ";"), ("add", 0, ";")])  # the add shifts what was moved
@example([("add", 0, ";"), ("drop", 0, ";"), ("drop", 0, ";"), ("move", 1, ";")])
def test_undo_of_every_change_brings_back_each_state(edits: list[tuple[str, int, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = PackStore(Path(folder), "ann")
        pack = store.create("Meeting", "", THREE)
        states = [told(pack)]
        for kind, at, text in edits:
            items = store.load(pack.id).items
            item = items[at % len(items)] if items else None
            _change(store, pack.id, kind, item, at, text)
            now = told(store.load(pack.id))
            positions = [held.position for held in store.load(pack.id).items]
            assert len(set(positions)) == len(positions)
            if now != states[-1]:
                states.append(now)
        for before in reversed(states[:-1]):
            assert store.undo(pack.id)
            assert told(store.load(pack.id)) == before
        assert store.undo(pack.id) == ""


def _change(store: PackStore, pack: int, kind: str, item: Item | None, at: int, text: str) -> None:
    if kind == "add":
        store.add(pack, Suggestion("own", text, text))
    elif item is None:
        return
    elif kind == "edit":
        store.edit(item.id, item.version, text=text, theme=text)
    elif kind == "drop":
        store.drop(item.id, item.version)
    elif kind == "move":
        store.move(item.id, at - 2)
    else:
        store.edit(item.id, item.version, state="answered", answer=text)


def test_many_at_once_lose_no_question(tmp_path: Path) -> None:
    pack = PackStore(tmp_path).create("Meeting", "")

    def add(name: str) -> None:
        own = PackStore(tmp_path, name)
        for number in range(4):
            own.add(pack.id, Suggestion("own", "Ours", f"{name} asks {number}?"))

    threads = [threading.Thread(target=add, args=(f"member {n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = PackStore(tmp_path).load(pack.id).items
    assert len({item.text for item in found}) == 16
    assert [item.position for item in found] == list(range(1, 17))


@pytest.mark.parametrize("damage", [b"not a database at all, whatever it says", b"SQLite format 3"])
def test_damaged_file_is_set_aside_with_a_sentence(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / FILE).write_bytes(damage * 40)
    store = PackStore(tmp_path)
    (kept,) = tmp_path.glob("packs.sqlite.damaged-*")
    assert kept.read_bytes() == damage * 40
    assert kept.name in store.notice
    assert store.create("Meeting", "", THREE).items
    assert PackStore(tmp_path).notice == ""


def test_failed_change_leaves_nothing_behind(store: PackStore, tmp_path: Path) -> None:
    pack = store.create("Meeting", "", THREE)
    with pytest.raises(UsageError):
        store.add(pack.id, Suggestion("own", "Ours", "  "))
    with sqlite3.connect(tmp_path / FILE) as database:
        assert database.execute("SELECT count(*) FROM log").fetchone() == (0,)


def test_action_list_is_what_was_not_answered_follow_ups_first(store: PackStore) -> None:
    pack = store.create("Meeting", "", THREE)
    first, second, third = pack.items
    store.edit(first.id, 1, state="answered")
    store.edit(third.id, 1, state="follow up")
    assert [item.id for item in action_list(store.load(pack.id))] == [third.id, second.id]
