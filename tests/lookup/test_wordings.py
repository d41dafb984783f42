"""Questions in wordings that no list of phrases holds, read by what they are like."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdi_qa.assistant import Assistant
from cdi_qa.errors import ModelError
from cdi_qa.knowledge.lexicon import load_lexicon
from cdi_qa.lookup import Database, Query, Vocabulary, parse_question, wordings
from cdi_qa.lookup.forms import SLOT, load_forms, put_names_aside
from cdi_qa.lookup.reader import Reader
from cdi_qa.lookup.scan import scan
from cdi_qa.lookup.wordings import NO_FORM, Classifier, WordingReader
from cdi_qa.reading import read_corpus

HOMES = """# Inspections of Elmshire's care homes

| Home | Date of report | Overall grade | Medicines | Fire drills |
| --- | --- | --- | --- | --- |
| Alder House | Jun-19 | Good | 91.2 | 77 |
| Beech Lodge | Feb-19 | Inadequate | 64.5 | 80.3 |
| Cedar Court | Jun-19 | Good | 88 | 95.1 |
| Dale View | Aug-18 | Requires Improvement | 79.9 | 60 |

Alder House is the home that members visit. Alder House was last visited in May.
"""

SAID = [
    # question, what the query is; none of these is among the wordings that were taught
    ("in the pecking order of forces for rape what number is our lot", "rank of rape for West"),
    ("who has the least to be proud of on violence", "extreme of violence, lowest first"),
    ("who sets the pace when it comes to sex offences", "extreme of sexual, highest first"),
    ("what does Merseyside do better than our lot", "difference of overall, violence, sexual"),
    ("which forces are showing us up on rape", "filter of rape where rape > 89.8"),
    ("does anyone have the same leadership mark as ourselves", "filter of leadership_culture"),
    ("which forces sit somewhere north of 90 on rape", "filter of rape where rape > 90"),
]


@pytest.fixture(scope="module")
def reader(assistant: Assistant) -> WordingReader:
    corpus, table = assistant.index.corpus, assistant.database.comparison
    assert table is not None
    return WordingReader(Vocabulary(table, corpus, load_lexicon()), assistant.index.encoder)


@pytest.mark.parametrize(("question", "line"), SAID)
def test_reads(reader: WordingReader, question: str, line: str) -> None:
    query = reader.read(question)
    assert isinstance(query, Query)
    assert str(query).startswith(line)


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("who is just above us on rape", "extreme of rape where rape > 89.8"),
        ("bottom three for violence", "extreme of violence, lowest first, limit 3"),
        ("cheshire on rape - how many points off the top", "difference of rape for Cheshire"),
        ("average rape rate without Kent", "mean of rape where force != Kent"),
        ("who is worst", "extreme of overall, lowest first"),
        ("are we the worst", "rank of overall for West Mids"),
    ],
)
def test_leaves_what_the_grammar_reads(reader: WordingReader, question: str, line: str) -> None:
    assert str(reader.read(question)).startswith(line)


@pytest.mark.parametrize(
    "question",
    [
        "how many rapes never got written down by us",
        "why is violence recording so poor",
        "what did the inspectors say about our leadership",
        "1,000 records then some more on top - whats that come to",
        "what share of burglaries did Kent record",
        "who is the chief constable of Kent",
        "and theirs?",
    ],
)
def test_leaves_what_is_not_of_the_table(reader: WordingReader, question: str) -> None:
    assert not isinstance(reader.read(question), Query)


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("whose report got published after ours then", "date_of_report > 2017-08-01"),
        ("whose report got published before ours then", "date_of_report < 2017-08-01"),
        ("anybody at all languishing beneath 80 for violence", "violence < 80"),
    ],
)
def test_words_of_direction_decide(reader: WordingReader, question: str, line: str) -> None:
    assert f"where {line}" in str(reader.read(question))


def test_says_how_a_question_was_read(assistant: Assistant) -> None:
    answer = assistant.ask("in the pecking order of forces for rape what number is our lot")
    assert answer.status == "answered"
    assert "9th" in answer.text
    answer = assistant.ask("who has the least to be proud of on violence")
    assert "Leicestershire" in answer.text
    assert any("was read as the question" in caveat for caveat in answer.caveats)


def test_asks_back_where_it_is_not_sure(assistant: Assistant) -> None:
    answer = assistant.ask("which forces do we look down on for rape")
    assert answer.status == "needs_clarification"
    assert answer.text.startswith("Do you mean: which forces are ")


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("who sets the pace on violence", "who is propping everybody else up on violence"),
        (
            "which forces are showing us up on rape",
            "which forces are doing an even poorer job than our lot on rape",
        ),
    ],
)
def test_tells_up_from_down(reader: WordingReader, better: str, worse: str) -> None:
    up, down = reader.read(better), reader.read(worse)
    assert isinstance(up, Query)
    assert isinstance(down, Query)
    assert (up.order, [test.operator for test in up.filters]) != (
        down.order,
        [test.operator for test in down.filters],
    )


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory, assistant: Assistant) -> WordingReader:
    folder = tmp_path_factory.mktemp("homes")
    (folder / "homes.md").write_text(HOMES, encoding="utf-8")
    corpus = read_corpus(folder)[0]
    table = Database(corpus.tables).comparison
    assert table is not None
    return WordingReader(Vocabulary(table, corpus, load_lexicon()), assistant.index.encoder)


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("who has the least to be proud of on medicines", "extreme of medicines, lowest"),
        ("who sets the pace on fire drills", "extreme of fire_drills, highest"),
        ("which homes sit somewhere north of 80 on medicines", "filter of medicines where med"),
    ],
)
def test_reads_any_table(homes: WordingReader, question: str, line: str) -> None:
    assert str(homes.read(question)).startswith(line)


def test_names_are_put_aside(reader: WordingReader) -> None:
    vocabulary = reader._vocabulary
    told = [
        put_names_aside(Reader(scan(question, vocabulary), vocabulary, None, False))
        for question in ("is Kent above 90 on rape", "is GMP above 85 on violence")
    ]
    assert told[0] is not None
    assert told[1] is not None
    assert told[0].text == told[1].text
    assert told[0].names == {"force": ("Kent",), "rate": ("90",), "measure": ("rape",)}


def test_every_form_is_one_that_the_grammar_reads(reader: WordingReader) -> None:
    names = {
        "force": ["Kent", "Sussex", "Wiltshire"],
        "measure": ["violence", "rape"],
        "graded": ["leadership"],
        "grade": ["Good", "Inadequate"],
        "n": ["3"],
        "rate": ["80", "90"],
        "date": ["June 2017"],
        "place": ["2nd"],
    }
    names["graded"].append("systems")
    for form in load_forms().values():
        asked = SLOT.sub(lambda m: names[m[1]][int(m[2] or 1) - 1], form.says)
        assert isinstance(parse_question(asked, reader._vocabulary), Query), asked


def test_every_form_was_taught(reader: WordingReader) -> None:
    assert set(Classifier.load().classes) == {*load_forms(), NO_FORM}


@given(question=st.text(max_size=80))
def test_reads_anything_without_failing(reader: WordingReader, question: str) -> None:
    assert reader.read(question) is None or question.strip()


def test_damaged_weights_are_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    damaged = tmp_path / "wordings.safetensors"
    damaged.write_bytes(wordings.WEIGHTS.read_bytes()[:-1] + b"\x00\x01")
    monkeypatch.setattr(wordings, "WEIGHTS", damaged)
    with pytest.raises(ModelError, match="reinstall"):
        Classifier.load()
    monkeypatch.setattr(wordings, "WEIGHTS", tmp_path / "none")
    with pytest.raises(ModelError, match="cannot be read"):
        Classifier.load()
