"""Whether "good" in a question is the grade Good: grades that are everyday words too."""

from __future__ import annotations

from cdi_qa.lookup.vocabulary import Vocabulary
from cdi_qa.text import stem

_GRADE_CUES = frozenset(
    "graded rated as was is are were got get been judged a an be being given or and not only also "
    "marked classed scored have has but yet with from off than whos who's".split()
)


_ASKING = frozenset("is was are were isnt wasnt arent werent".split())
_INDEFINITE = frozenset("any how a no so that".split())
"""Before "good" these ask how good something is, not whether it was graded Good."""
_TO_DO = frozenset(
    "actions action issues issue recommendations recommendation work points matters items".split()
)
_LOOSE = frozenset({"excellent", "very good", "fair", "strong", "weak", "poor"})
"""Words for anything at all, and grades only in the few scales that have them."""
_EVERYDAY = frozenset({"good", "adequate", "satisfactory", *_LOOSE})
"""Grades that are everyday words too."""
_WHO = frozenset({"who", "whos"})
_DENIED = frozenset({"isnt", "arent", "wasnt", "werent"})
_ROWS = frozenset({"them", "those", "these", "anyone", "anybody", "who", "any", "all"})
_JUDGED = frozenset({"graded", "rated", "judged", "grade", "marked", "classed"})
_RATES = frozenset({"rate", "rates", "figure", "figures", "score", "scores", "percentage"})


def grade_meant(
    tokens: list[str], original: list[str], at: int, spelling: str, vocabulary: Vocabulary
) -> bool:
    """ "good" is a grade in "graded good" and "Good for systems", not in "how good is"."""
    if spelling == "outstanding" and _is_left_to_do(tokens, at):
        return False
    if spelling in _LOOSE and not _is_given(vocabulary.grade_words.get(spelling, ""), vocabulary):
        return False
    if spelling not in _EVERYDAY:
        return True
    if original[at].islower() and _speaks_of_rate(tokens, at, vocabulary):
        return False
    grades = vocabulary.grade_words.keys() - _EVERYDAY
    if tokens[at - 1 : at] != ["how"] and any(word in grades for word in tokens):
        return True  # "leadership good but systems inadequate"
    if original[at][0].isupper() and at > 0:
        return True
    if at == 0 and _opens_for_column(tokens, vocabulary):
        return True
    if tokens[0] in _ASKING and at >= 2 and tokens[at - 1] not in _INDEFINITE:
        return True
    if tokens[0] in _WHO and (at == 1 or (at == 2 and tokens[1] in _DENIED)):
        return True  # "who's good", "who isn't good"
    if tokens[at - 2 : at] == ["how", "many"] and len(tokens) == at + 1:
        return True  # "how many adequate"
    if tokens[at - 2 : at] == ["how", "many"] and tokens[at + 1 : at + 2] == ["grades"]:
        return True  # "how many good grades"
    if at and _is_graded_column(tokens, at - 1, vocabulary):
        return True  # "and leadership good"
    if _is_graded_column(tokens, at + 1, vocabulary) and tokens[at + 2 : at + 3] == ["forces"]:
        return True  # "the good leadership forces"
    if set(tokens[at + 1 : at + 2]) & {"forces", "ones", vocabulary.bodies}:
        return True  # "the good forces"
    if tokens[at - 1 : at] in (["which"], ["what"]) and tokens[at + 1 : at + 2] in (
        ["force"],
        [vocabulary.body],
    ):
        return True  # "which good force"
    if (
        at
        and (tokens[at - 1].endswith("s") or tokens[at - 1] in _ROWS)
        and tokens[at + 1 : at + 2] in (["for"], ["overall"])
    ):
        return True  # "forces good for leadership"
    if tokens[0] == "why" and at >= 2 and tokens[at + 1 : at + 2] == ["overall"]:
        return True  # "why is Kent good overall"
    if at and tokens[at - 1] in _ROWS and tokens[at + 1 : at + 2] in (["on"], ["at"]):
        return _is_graded_column(tokens, at + 2, vocabulary)  # "any of them good on staffing"
    return at > 0 and tokens[at - 1] in _GRADE_CUES | _DENIED | {"least"}


def _opens_for_column(tokens: list[str], vocabulary: Vocabulary) -> bool:
    """True for the first word of "Good overall but not for systems", "Good for leadership"."""
    after = 2 if tokens[1:2] in (["for"], ["on"], ["at"]) else 1
    how = after == 2 and tokens[2:3] == ["how"]  # "Good for how we record"
    overall = tokens[after : after + 1] == ["overall"]
    return how or overall or "grade" in _kinds_at(tokens, after, vocabulary)


def _is_given(grade: str, vocabulary: Vocabulary) -> bool:
    """True where the table gives a grade to anybody."""
    return any(cell.word == grade for row in vocabulary.table.rows for cell in row.cells)


def _is_left_to_do(tokens: list[str], at: int) -> bool:
    """True for "which are still outstanding", "outstanding actions"."""
    return tokens[at - 1 : at] == ["still"] or bool(_TO_DO & set(tokens[at + 1 : at + 2]))


def _is_graded_column(tokens: list[str], at: int, vocabulary: Vocabulary) -> bool:
    """True for a word that names a column of grades and none of figures."""
    return _kinds_at(tokens, at, vocabulary) == {"grade"}


def _speaks_of_rate(tokens: list[str], at: int, vocabulary: Vocabulary) -> bool:
    """True for the "good" of "a good overall rate" and "good on violence", which no grade is of."""
    if set(tokens[max(0, at - 2) : at]) & _JUDGED:
        return False
    if at and (tokens[at - 1] in _RATES or _kinds_at(tokens, at - 1, vocabulary) == {"number"}):
        return True  # "is our rape rate good", "is our wait good"
    if set(tokens[at + 1 : at + 4]) & _RATES:
        return True
    after = at + 2 if tokens[at + 1 : at + 2] in (["at"], ["on"], ["with"]) else at + 1
    return after == at + 2 and _kinds_at(tokens, after, vocabulary) == {"number"}


def _kinds_at(tokens: list[str], at: int, vocabulary: Vocabulary) -> set[str]:
    """The kinds of column that the words from a token on may name."""
    stemmed = tuple(stem(word) for word in tokens[at:])
    named = {p.column for p in vocabulary.phrases if stemmed[: len(p.stems)] == p.stems}
    return {vocabulary.table.column(name).kind for name in named}
