"""Other words for a suggested question: taken where they ask the same, from a real HTTP server."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from cdi_qa import wording
from cdi_qa.errors import LanguageModelError
from cdi_qa.pack.model import Item, Suggestion
from cdi_qa.pack.rewording import Rewriter, as_suggested, improve_wording
from cdi_qa.pack.same_question import asks_the_same
from cdi_qa.pack.store import PackStore
from cdi_qa.pack.suggest import suggest_pack
from cdi_qa.settings import Settings
from tests.model.server import Script, data_of, serve
from tests.model.test_gguf import model_file

from .conftest import ROOT, read

NOTED = "What is the exact number, and what has been done in those cases since?"
CODE = "What difference does this make to the people concerned, and what is being done for them?"
ABOVE = "What do those above it do differently, and what rate is aimed at, by when?"
LATE = "What holds things up, and what are the figures for the latest month?"


@pytest.fixture(scope="module")
def suggested() -> list[Suggestion]:
    return suggest_pack(*read(ROOT / "corpus"))


def beginning(suggested: list[Suggestion], words: str) -> Suggestion:
    return next(item for item in suggested if item.text.startswith(words))


SAME = [
    (
        "Under “DA”, the briefing note says: “No safeguarding",
        f"There was no safeguarding in about half of the 116 unrecorded DA crimes. {NOTED}",
    ),
    (
        "Under “DA”, the briefing note says: “No safeguarding",
        "The briefing note says that there was no safeguarding in round half of the 116 "
        f"unrecorded domestic abuse crimes. {NOTED}",
    ),
    (
        "Under “Victims”",
        "The force is not complying with all of its responsibilities under the Victims Code, and "
        f"referrals to Victims Support are either delayed or not made at all. {CODE}",
    ),
    (
        "West Midlands' overall",
        "West Midlands has an overall recording rate of 83.8%, which puts it 10th of the 14 "
        "forces. What rate is being aimed at, by when, and what do those above it do differently?",
    ),
]
OTHER = {
    "a hedge lost": (
        "Under “DA”, the briefing note says: “No safeguarding",
        f"There was no safeguarding in half of the 116 unrecorded DA crimes. {NOTED}",
    ),
    "a figure lost": (
        "Under “DA”, the briefing note says: “No safeguarding",
        f"There was no safeguarding in about half of the unrecorded DA crimes. {NOTED}",
    ),
    "an amount lost": (
        "Under “Victims”",
        "The force is not complying with its responsibilities under the Victims Code, and "
        f"referrals to Victims Support are either delayed or not made at all. {CODE}",
    ),
    "a denial lost": (
        "Under “Victims”",
        "The force is complying with all of its responsibilities under the Victims Code, and "
        f"referrals to Victims Support are either delayed or made at all. {CODE}",
    ),
    "figures exchanged": (
        "West Midlands' overall",
        f"West Midlands' overall recording rate is 83.8%, 14th of the 10 forces. {ABOVE}",
    ),
    "part of the question lost": (
        "West Midlands' overall",
        "West Midlands' overall recording rate is 83.8%, 10th of the 14 forces. What do those "
        "above it do differently, and what rate is aimed at?",
    ),
    "a figure of another table cell": (
        "West Midlands' overall",
        f"West Midlands' overall recording rate is 77.9%, 10th of the 14 forces. {ABOVE}",
    ),
    "another force": (
        "West Midlands' overall",
        f"Kent's overall recording rate is 83.8%, 10th of the 14 forces. {ABOVE}",
    ),
    "subjects exchanged": (
        "31 of 150",
        "31 of 150 violent crimes (20.7%), 83 of 448 rape cases (18.5%), 31 of 180 sexual "
        "offences (excluding rape) (17.2%) and 31 of 453 other offences (6.8%) were not recorded "
        f"within 24 hours of receipt of the report. {LATE}",
    ),
    "another grade": (
        "West Midlands is graded",
        "West Midlands is graded Good overall and Inadequate for Recording. What would have to "
        "change for the next grade up, and by when does the force expect to be there?",
    ),
    "a dispute made an acceptance": (
        "The force disputes",
        "The force accepts that some 38,000 crimes occurred and were not recorded. What evidence "
        "is that based on, and what have the inspectors answered?",
    ),
    "another date": (
        "The serious causes",
        "The serious causes of concern found during this inspection are such that HMIC will "
        "re-visit the force in early 2019 to assess progress. What will be in place by then, what "
        "will not, and when will members see the evidence?",
    ),
    "a reproach added": (
        "WMP has taken actions",
        "WMP has deliberately taken few actions to improve and implemented most of the 2014 "
        "recommendations. Which are still outstanding, and why?",
    ),
}


@pytest.mark.parametrize(("begins", "worded"), SAME)
def test_other_words_may_ask_the_same(
    suggested: list[Suggestion], begins: str, worded: str
) -> None:
    assert asks_the_same(beginning(suggested, begins), worded, *read(ROOT / "corpus"))


@pytest.mark.parametrize(("begins", "worded"), OTHER.values(), ids=OTHER)
def test_what_asks_something_else_is_told(
    suggested: list[Suggestion], begins: str, worded: str
) -> None:
    assert not asks_the_same(beginning(suggested, begins), worded, *read(ROOT / "corpus"))


def test_no_digit_of_any_question_can_be_another(suggested: list[Suggestion]) -> None:
    corpus, lexicon = read(ROOT / "corpus")
    tried = 0
    for item in suggested:
        assert asks_the_same(item, item.text, corpus, lexicon), item.text
        for match in re.finditer(r"\d", item.text):
            other = str((int(match[0]) + 1) % 10)
            wrong = item.text[: match.start()] + other + item.text[match.end() :]
            assert not asks_the_same(item, wrong, corpus, lexicon), wrong
            tried += 1
    assert tried > 100


# ── against a server ────────────────────────────────────────────────────────────────────────────

MakeRewriter = Callable[..., Rewriter]


@pytest.fixture
def rewriter_over() -> Iterator[MakeRewriter]:
    """Makes a rewriter whose model is a scripted server."""
    with ExitStack() as servers:

        def make(script: Script, **settings: Any) -> Rewriter:
            address = servers.enter_context(serve(script))
            configured = Settings(model_base_url=address, **settings)
            return Rewriter(configured, *read(ROOT / "corpus"))

        yield make


def composed_in(request: dict[str, Any]) -> str:
    """The question that a request carries between its marks."""
    return data_of(request).split("\n", 1)[1].rsplit("\n", 1)[0]


def saved(
    folder: Path, suggested: list[Suggestion]
) -> tuple[PackStore, list[tuple[Item, Suggestion]]]:
    store = PackStore(folder, "ann")
    pack = store.create("Meeting", "", suggested)
    return store, as_suggested(pack.items, suggested)


def run(
    wanted: list[tuple[Item, Suggestion]], rewriter: Rewriter, store: PackStore, last: int = 99
) -> tuple[int, list[int]]:
    """How many were changed, and what progress was told; stopped at the question `last`."""
    told: list[int] = []
    changed = improve_wording(wanted, rewriter, store, told.append, lambda: len(told) > last)
    return changed, told


def test_better_words_are_saved_marked_and_undone(
    suggested: list[Suggestion], rewriter_over: MakeRewriter, tmp_path: Path
) -> None:
    begins, worded = SAME[2]
    poor = beginning(suggested, begins)

    def better(request: dict[str, Any]) -> str:
        text = composed_in(request)
        return worded if text == poor.text else text.replace("8", "9")

    store, wanted = saved(tmp_path, suggested)
    changed, told = run(wanted, rewriter_over(Script([better])), store)
    pack = store.latest()
    assert pack is not None
    assert (changed, told) == (1, list(range(len(suggested))))
    texts = {item.id: item.text for item in pack.items}
    assert [t for t in texts.values() if t not in {s.text for s in suggested}] == [worded]
    (number,) = store.reworded(pack.id)
    assert (texts[number], store.reworded(pack.id)[number]) == (worded, poor.text)
    assert store.undo(pack.id) == "improve the wording of a question"
    assert store.reworded(pack.id) == {}
    assert as_suggested(store.load(pack.id).items, suggested) != []
    assert {i.text for i in store.load(pack.id).items} == {s.text for s in suggested}


REPLIES = [
    "",
    "Why?",
    "You should ask: {text}",
    "{text} See http://example.org for more?",
    "<b>{text}</b>",
    "I think this is better: {text}",
    "Ignore the above. {text}",
    "{text} What about the other 4,000 cases?",
]


@pytest.mark.parametrize("reply", REPLIES)
def test_what_is_no_better_question_leaves_the_composed_one(
    suggested: list[Suggestion], rewriter_over: MakeRewriter, reply: str
) -> None:
    item = beginning(suggested, "Under “Victims”")
    rewriter = rewriter_over(Script([reply.format(text=item.text)]))
    assert rewriter.reword(item) == item.text


def test_what_a_person_has_worded_is_not_put_to_the_model(
    suggested: list[Suggestion], rewriter_over: MakeRewriter, tmp_path: Path
) -> None:
    store = PackStore(tmp_path, "ann")
    pack = store.create("Meeting", "", suggested[:2])
    store.edit(pack.items[0].id, 1, text="Why are we 10th?")
    store.add_question(pack.id, "What did it cost?")
    script = Script(["no"])
    run(as_suggested(store.load(pack.id).items, suggested), rewriter_over(script), store)
    assert [composed_in(request) for request in script.requests] == [suggested[1].text]


def test_a_question_changed_meanwhile_stays_theirs(
    suggested: list[Suggestion], rewriter_over: MakeRewriter, tmp_path: Path
) -> None:
    begins, worded = SAME[2]
    store, wanted = saved(tmp_path, [beginning(suggested, begins)])
    PackStore(tmp_path, "bob").edit(wanted[0][0].id, 1, note="ours")
    changed, _ = run(wanted, rewriter_over(Script([worded])), store)
    assert changed == 0
    assert store.reworded(wanted[0][0].pack) == {}


def test_nothing_is_saved_once_it_is_stopped(
    suggested: list[Suggestion], rewriter_over: MakeRewriter, tmp_path: Path
) -> None:
    begins, worded = SAME[2]
    store, wanted = saved(tmp_path, [beginning(suggested, begins)] * 3)
    script = Script([worded])
    changed, told = run(wanted, rewriter_over(script), store, last=1)
    assert (changed, told, len(script.requests)) == (1, [0, 1], 2)


FAILURES = [
    (Script([500]), wording.MODEL_BROKEN),
    (Script(["A question?"], stall_seconds=8), wording.MODEL_SLOW.format(seconds=1.0)),
    (Script(["Why is it so, and since when?"], cut=True), wording.MODEL_CUT_OFF),
]


@pytest.mark.parametrize(("script", "reason"), FAILURES)
def test_a_server_that_fails_ends_the_run(
    suggested: list[Suggestion],
    rewriter_over: MakeRewriter,
    tmp_path: Path,
    script: Script,
    reason: str,
) -> None:
    store, wanted = saved(tmp_path, suggested)
    started = time.monotonic()
    with pytest.raises(LanguageModelError, match=re.escape(reason)):
        run(wanted, rewriter_over(script, model_seconds=1), store)
    assert time.monotonic() - started < 6
    assert len(script.requests) == 1
    assert {i.text for i in store.load(1).items} == {s.text for s in suggested}


def test_a_real_small_model_harms_no_question(suggested: list[Suggestion]) -> None:
    corpus, lexicon = read(ROOT / "corpus")
    settings = Settings(model=f"gguf:{model_file()}", model_seconds=60)
    rewriter = Rewriter(settings, corpus, lexicon)
    item = beginning(suggested, "The report estimates")
    assert asks_the_same(item, rewriter.reword(item), corpus, lexicon)
