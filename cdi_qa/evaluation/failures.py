"""Every wrong answer of this system with what was asked, expected and found, worst first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cdi_qa.evaluation.cases import Case
from cdi_qa.evaluation.run import Record, corpus_name
from cdi_qa.evaluation.score import CaseScore
from cdi_qa.evaluation.systems import THIS
from cdi_qa.schema import Corpus, Passage

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Failure:
    """One wrong answer, with all that is needed to see why."""

    case: Case
    score: CaseScore
    record: Record
    retrieved: tuple[Passage, ...]
    """The passages that were judged best."""

    @property
    def grade(self) -> int:
        """How bad it is: 0 for a figure that must not be said, 3 for a needless refusal."""
        if self.score.forbidden_said:
            return 0
        if self.score.to_refuse and not self.score.refused:
            return 1
        return 3 if self.score.refused else 2

    @property
    def what(self) -> str:
        """The fault in a few words."""
        words = (
            "says what it must not",
            "answers what the documents do not",
            "answers wrongly or in part",
            "refuses what can be answered",
        )
        return words[self.grade]


def find_failures(
    cases: Sequence[Case],
    records: Sequence[Record],
    scores: Sequence[CaseScore],
    corpora: Mapping[str, Corpus],
) -> list[Failure]:
    """The failures of this system, worst first, within one grade the most confident first."""
    by_id = {case.id: case for case in cases}
    wrong = {score.id: score for score in scores if score.system == THIS and not score.right}
    passages = {
        name: {passage.id: passage for passage in corpus.passages}
        for name, corpus in corpora.items()
    }
    found = []
    for record in records:
        if record.system != THIS or record.id not in wrong:
            continue
        case = by_id[record.id]
        known = passages[corpus_name(case)]
        ranked = (record.rankings or {}).get("judged", [])[:_SHOWN]
        retrieved = tuple(known[item] for item in ranked if item in known)
        found.append(Failure(case, wrong[record.id], record, retrieved))
    return sorted(found, key=lambda f: (f.grade, -f.score.confidence, f.case.id))
