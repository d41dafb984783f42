from pathlib import Path

import pytest

from cdi_qa.assistant import Assistant
from cdi_qa.errors import UsageError
from cdi_qa.schema import Corpus, Source
from cdi_qa.scope import Scope, Scopes
from cdi_qa.settings import Settings

OURS = """Mercia Police: inspection of custody 2019

Findings

The inspectors looked at 412 custody records of Mercia Police. In 57 of them no risk assessment
had been signed.

Staff said that risk assessments were missed because two posts were vacant.

Mercia Police should train its custody sergeants within three months.
"""
THEIRS = """Wessex Police: inspection of custody {year}

Findings

The inspectors looked at {seen} custody records of Wessex Police. In {bad} of them no risk
assessment had been signed.

Wessex Police has appointed Anna Bell as its custody lead.
"""
NEUTRAL = """How custody inspections are done

An inspection of custody takes two weeks, and a team of five inspectors carries it out.
"""


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory, data_dir: Path) -> Assistant:
    """Three documents on one force, two rounds of another's and a guide on none."""
    folder = tmp_path_factory.mktemp("several")
    corpus = folder / "corpus"
    corpus.mkdir()
    for name, text in {
        "ours": OURS,
        "our-plan": "Mercia Police: plan\n\nThe cells at Ashford are to be painted in May.\n",
        "our-reply": "Mercia Police: response\n\nThe force accepts the finding on custody.\n",
        "wessex-2016": THEIRS.format(year=2016, seen=300, bad=90),
        "wessex-2019": THEIRS.format(year=2019, seen=350, bad=12),
        "guide": NEUTRAL,
    }.items():
        (corpus / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / "data").mkdir()
    (folder / "data" / "models").symlink_to(data_dir / "models")
    return Assistant.open(Settings(corpus=corpus, data_dir=folder / "data"))


def cited(assistant: Assistant, *turns: str) -> set[str]:
    answer = assistant.ask(turns[-1], turns[:-1])
    assert answer.status == "answered", answer.text
    return {citation.source for citation in answer.citations}


@pytest.mark.parametrize(
    ("turns", "sources", "figure"),
    [
        (["How many custody records had no risk assessment?"], {"ours"}, "57"),
        (["how many records did they look at in custody for our force"], {"ours"}, "412"),
        (["How many custody records of Wessex were looked at in 2016?"], {"wessex-2016"}, "300"),
        (["how many custody records were looked at, wessex 2019"], {"wessex-2019"}, "350"),
        (["How long does an inspection of custody take?"], {"guide"}, "two weeks"),
        (
            ["Who is the custody lead of Wessex Police in 2019?", "and how many records there?"],
            {"wessex-2016", "wessex-2019"},
            "",
        ),
    ],
)
def test_question_is_put_to_what_reports_on_the_force_it_names(
    several: Assistant, turns: list[str], sources: set[str], figure: str
) -> None:
    assert cited(several, *turns) <= sources
    assert figure in several.ask(turns[-1], turns[:-1]).text


def test_what_is_told_of_another_force_does_not_answer_for_ours(several: Assistant) -> None:
    assert several.ask("What is the name of the custody lead?").status == "not_in_documents"
    assert "Anna Bell" in several.ask("Who is the custody lead of Wessex?").text


def test_scope_is_kept_to_and_told(several: Assistant) -> None:
    narrowed = several.narrow(Scope(sources=("guide",)))
    answer = narrowed.ask("How many custody records had no risk assessment?")
    assert answer.status == "not_in_documents"
    assert any("Only what you chose was asked" in caveat for caveat in answer.caveats)
    assert (
        narrowed.narrow(Scope()).ask("How long does an inspection of custody take?").caveats == ()
    )


def test_small_and_large_parts_are_searched_alike(
    several: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = frozenset({"ours", "guide"})
    found = several.index.narrow(chosen).search("custody records without a risk assessment")
    monkeypatch.setattr("cdi_qa.index._SMALL_PART", 0)
    again = several.index.narrow(chosen).search("custody records without a risk assessment")
    assert {hit.passage.source for hit in found} <= chosen
    assert [hit.passage.id for hit in again] == [hit.passage.id for hit in found]
    assert [hit.cosine for hit in again] == pytest.approx([hit.cosine for hit in found], abs=1e-5)


def source(name: str, title: str, date: str) -> Source:
    return Source(name, title, "full", f"{name}.txt", date=date)


CORPUS = Corpus(
    sources=(
        source("one", "Kent Police: crime data integrity", "2015-06"),
        source("two", "Kent Police: custody", "2017-06-20"),
        source("three", "Greater Manchester Police: custody", "2018-01-05"),
        source("four", "A guide", ""),
    ),
    pages=(), passages=(), sections=(), tables=(),
)  # fmt: skip


@pytest.mark.parametrize(
    ("scope", "ids"),
    [
        (Scope(), {"one", "two", "three", "four"}),
        (Scope(sources=("one", "four")), {"one", "four"}),
        (Scope(forces=("kent",)), {"one", "two"}),
        (Scope(forces=("GMP", "Kent Police")), {"one", "two", "three"}),
        (Scope(since="2017"), {"two", "three"}),
        (Scope(since="2015-06-15"), {"one", "two", "three"}),
        (Scope(until="2017-06"), {"one", "two"}),
        (Scope(until="2017-06-19"), {"one"}),
        (Scope(forces=("kent",), since="2016", until="2017-12"), {"two"}),
    ],
)
def test_chosen_documents(scope: Scope, ids: set[str]) -> None:
    assert Scopes(CORPUS).choose(scope) == ids


@pytest.mark.parametrize(
    ("scope", "said"),
    [
        (Scope(sources=("five",)), "There is no source 'five'; the sources are four, one"),
        (Scope(forces=("Essex",)), "there are reports on Greater Manchester and Kent"),
        (Scope(since="last year"), "'last year' is no date"),
        (Scope(since="2020"), "No document is left"),
    ],
)
def test_scope_that_names_nothing_is_an_error(scope: Scope, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        Scopes(CORPUS).choose(scope)
