"""What a table does not hold, as it is asked for: rows that are not in it, grades of figures."""

from __future__ import annotations

import re

from cdi_qa.knowledge.lexicon import FUNCTION_WORDS
from cdi_qa.lookup.parse import NotInTable
from cdi_qa.lookup.scan import scan
from cdi_qa.lookup.vocabulary import Vocabulary
from cdi_qa.text import words

_THERE = r"\b(?:tables?|list|comparison|there|chart|figures|line-?up|them|these)\W*$"
_IS_IN = re.compile(
    r"^\W*(?:and |so |but |ok )*(?:is|are|was|were|isn['’]?t|aren['’]?t|wasn['’]?t) "
    r"(?P<who>[^?]+?) (?:even |also |actually |not )?"
    rf"(?:in|on|listed|included|covered|compared|among)\b.*{_THERE}",
    re.IGNORECASE,
)
_NOT_IN = re.compile(
    r"^\W*(?:and |so |but |ok )*(?:which|what|who)(?:['’]?s)?\b(?P<rows>[^?]*?) ?"
    r"\b(?:(?:is|are|was|were)(?:n['’]?t| not)|not|missing|left out|left off|absent)\b"
    rf"(?: (?:in|on|from|of|listed|included|covered|even|there)\b)*.*{_THERE}",
    re.IGNORECASE,
)
_AFTER_GRADE = frozenset({"for", "on", "in", "at"})
_LONGEST = 4
"""Words of a row's name that the table may lack."""


def read_not_listed(question: str, vocabulary: Vocabulary) -> NotInTable | None:
    """What is asked of the table that it does not hold; None where it may be there."""
    if (found := _NOT_IN.match(question)) and _are_rows(found["rows"], vocabulary):
        return NotInTable((), (), unlisted=True)
    if (found := _IS_IN.match(question)) and _is_unknown(found["who"], vocabulary):
        name = re.sub(r"^(?:the|an?) ", "", found["who"].strip(), flags=re.IGNORECASE)
        return NotInTable((name if name != name.lower() else name.title(),), ())
    return _grade_of_figures(question, vocabulary)


def _are_rows(said: str, vocabulary: Vocabulary) -> bool:
    """True where nothing but rows is spoken of: "forces", "of the homes"."""
    rows = FUNCTION_WORDS | {vocabulary.body, vocabulary.bodies, "force", "forces", "other", "ones"}
    return set(words(said)) <= rows


def _is_unknown(said: str, vocabulary: Vocabulary) -> bool:
    """True for what may be a row's name and is nothing that the table or the documents know."""
    seen = scan(said, vocabulary)
    content = [word for word in words(said) if word not in FUNCTION_WORDS]
    if seen.mentions or seen.absent or not content or len(words(said)) > _LONGEST:
        return False
    endings = {vocabulary.body, *(words(name)[-1] for name in vocabulary.printed)}
    named = len(content) > 1 and content[-1] in endings  # "Oak House" beside "Limes House"
    return named or not all(vocabulary.is_word(word) for word in content)


def _grade_of_figures(question: str, vocabulary: Vocabulary) -> NotInTable | None:
    """ "Is anyone Outstanding for rape", where that is a column of figures."""
    seen = scan(question, vocabulary)
    columns = {m.start: m.value for m in seen.of("column")}
    kinds = {name: vocabulary.table.column(name).kind for name in columns.values()}
    if "grade" in kinds.values() or seen.has("number", "highest", "lowest", "mean", "difference"):
        return None
    for grade in seen.of("grade"):
        after = seen.tokens[grade.end : grade.end + 1]
        name = columns.get(grade.end + 1)
        if set(after) & _AFTER_GRADE and name is not None and kinds[name] == "number":
            return NotInTable((), (name,), ungraded=True)
    return None
