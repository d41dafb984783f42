"""Answers that readers judged, as entries of a question set.

What was right is expected again: its outcome, its figures and its evidence. What was wrong says
only what was asked; what would be right is for a person to fill in, and the note says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import get_args

from cdi_qa.conversations import Judged
from cdi_qa.evaluation.cases import Case, ExpectedEvidence
from cdi_qa.schema import Answer, Status
from cdi_qa.text import NUMBER

_TURNS = 8
"""Questions that an entry holds at most, the judged one last."""
_TO_FILL_IN = "Marked wrong: fill in what is right."
_RIGHT = "Marked right."
_MARK = re.compile(r"\[\d+\]")


def feedback_cases(judged: Iterable[Judged]) -> list[Case]:
    """An entry for each judged answer, in the order given."""
    return [_case(each) for each in judged]


def feedback_lines(judged: Iterable[Judged]) -> str:
    """The same as the lines of a question set's file."""
    lines = [case.model_dump_json(exclude_defaults=True) for case in feedback_cases(judged)]
    return "".join(f"{line}\n" for line in lines)


def _case(judged: Judged) -> Case:
    message = judged.message
    right = message.verdict == "right"
    answer = message.answer if right else None
    every: list[Status] = list(get_args(Status))
    return Case(
        id=f"feedback-{message.number}",
        split="dev",
        category="feedback",
        turns=[*judged.earlier, message.question][-_TURNS:],
        expected_status=every if answer is None else [answer.status],
        facts=[] if answer is None else _facts(answer),
        forbidden=[],
        evidence=[] if answer is None else _evidence(answer),
        note=" ".join([_RIGHT if right else _TO_FILL_IN, message.comment]).strip(),
    )


def _facts(answer: Answer) -> list[list[str]]:
    """The figures of the first sentence that answers; each is expected."""
    first = _MARK.sub("", answer.text).strip().split("\n", 1)[0]
    return [[figure] for figure in dict.fromkeys(m.group() for m in NUMBER.finditer(first))]


def _evidence(answer: Answer) -> list[ExpectedEvidence]:
    return [ExpectedEvidence(source=c.source, page=c.page, quote=c.quote) for c in answer.citations]
