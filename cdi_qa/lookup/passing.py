""" "Who passed?", "did we fail?", "which need to do better?": what that is in a table of grades.

No inspectorate passes or fails anybody, so such a question is put in the grades' own words, and
the answer says in which. Nothing is read so where the order of the grades is not known.
"""

from __future__ import annotations

import re

from cdi_qa.lookup.mention import Mention
from cdi_qa.lookup.scan import scan
from cdi_qa.lookup.vocabulary import Vocabulary
from cdi_qa.reading.cells import Passing, passing_among, passing_on

_SPOKEN_OF = re.compile(
    r"\b(?:pass|fail|flunk|improv|better|game|(?:scraped?|got|gets?|came) through|the grade\b)",
    re.I,
)
_EITHER = re.compile(
    r"(?:an? )?pass(?:ed)?,? or (?:did (?:we|they|it) )?(?:an? )?fail(?:ed)?\b", re.IGNORECASE
)
_VERDICT = re.compile(
    r"\b(?:(?:get|gets|got|given|received?|scored?|awarded|earn(?:ed|s)?) )?(?:(?:an?|the) )?"
    r"(?:(?P<passes>pass(?:ed|es|ing)?|(?:scraped?|got|gets?|came) through|"
    r"ma(?:d|k)es? the (?:grade|cut))|(?P<fails>fail(?:ed|s|ing|ure)?|flunk(?:ed|s)?))\b",
    re.IGNORECASE,
)
_TO_IMPROVE = re.compile(
    r"\b(?P<marked>(?:(?:marked|graded|rated|judged|classed|put|found) )(?:down )?(?:as |to ))?"
    r"(?:(?:still |also |really )?(?:needs?|needing|requir(?:es?|ing)|must|ought|told|asked|warned|"
    r"ordered|should) )(?:to )?(?:be )?(?:do(?:ing)? (?:a lot |much )?better|improv(?:e|ing)"
    r"|up (?:its|their) game|get(?:ting)? better|buck up)\b",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"^\W*(?:what(?:['’]s| is| was)? |and )?(?:the |an? )?"
    r"(?:(?:overall )?(?P<verdict>pass|fail(?:ure)?) (?:rate|percentage)"
    r"|(?:percentage|percent|per cent|%|proportion|share|fraction) "
    r"(?:of (?:the )?(?P<whom>\w+) )?(?:have |has |had )?(?P<verb>pass(?:ed)?|fail(?:ed)?))"
    r"(?P<on> (?:for|on|in|at) .+?)?\W*$",
    re.IGNORECASE,
)
_HELPER = re.compile(
    r"\b(?:did|do|does|have|has|had)(?P<denied>n['’]?t\b| not\b)?(?: been| had)?\b", re.IGNORECASE
)
_IS = re.compile(r"\b(?:is|are|was|were)\b|n['’]t\b|['’](?:s|re)\b", re.IGNORECASE)
_TAG = re.compile(
    r"[\s,]+(?:did|have|has|do|is|are|was)(?:n['’]?t)? (?:we|they|it)\W*$", re.IGNORECASE
)
_SUBJECTS = frozenset(
    "who whos which ones many everyone everybody all any anyone anybody nobody noone none one "
    "other others else we they it us force forces most lot half rest police".split()
)
"""Words for rows that may stand before the verb."""
_BETWEEN = frozenset(
    "did do does have has had didnt havent hasnt not never actually also only just even still been "
    "is are was were being really outright totally completely all".split()
)
"""Words that may stand between those and the verb."""
_AFTER = frozenset(
    "on for in at overall the our their its this that it any all every of them outright then "
    "though inspection inspections test exam audit assessment time us too as well completely badly "
    "here or and everything anything anywhere something altogether miserably area areas bit "
    "bits".split()
)
"""Words that may follow it, beside the names of what was graded."""
_OPENING = frozenset({"", "and", "but", "so", "well"})
_OF = frozenset({"on", "for", "in", "at"})
_NAMING = frozenset({"column", "all columns", "any column", "all", "own", "key", "month", "year"})
_OF_OTHER_THINGS = re.compile(
    r"\b(?:which|what) (?:\w+ )?"
    r"(?:crimes?|offences?|victims?|people|records|reports|kinds?|types?)\b",
    re.IGNORECASE,
)
"""What is asked for beside rows: "which crimes is the force failing on"."""
_SUPPOSED = re.compile(r"\b(?:if|unless|when|would|could|might|will|can)\b", re.IGNORECASE)
_WHY = re.compile(r"^\W*(?:and |but |so )?(?:why|how come)\b", re.IGNORECASE)
_ON_WHAT = re.compile(
    r"^(\W*(?:and |but |so )?)(?:what|which(?: (?:area|bit|part|column)s?)?)\b(.*?)"
    r"(?:\s+(?:on|in|at|for))?\W*$",
    re.IGNORECASE,
)
_EVERYTHING = re.compile(r"(?<!on )(?<!for )(?<!in )(?<!at )\b(?=everything\b|anything\b)", re.I)


def put_as_grades(question: str, vocabulary: Vocabulary) -> tuple[str, str]:
    """The question with "passed", "failed" and "needs to do better" put as grades, and a remark.

    As it is, and without a remark, where it speaks of none of them or not of the table's rows.
    """
    if _SPOKEN_OF.search(question) is None or (meant := _meant(vocabulary)) is None:
        return question, ""
    for put in (_put_share, _put_either, _put_to_improve, _put_verdict):
        if (told := put(_TAG.sub("", question), meant, vocabulary)) is not None:
            tag = _TAG.search(question)
            return told[0] + (tag.group() if tag else ""), told[1]
    return question, ""


def _put_share(question: str, meant: Passing, vocabulary: Vocabulary) -> tuple[str, str] | None:
    """ "What's the pass rate", "what percentage failed": a share of the rows."""
    told = _SHARE.match(question)
    if told is None or (told["whom"] or "forces").lower() not in {vocabulary.bodies, "forces"}:
        return None
    if not _is_all_graded(told["on"] or "", vocabulary):
        return None
    passes = (told["verdict"] or told["verb"]).lower().startswith("pass")
    graded = f"{meant.passes} or better" if passes else meant.fails
    text = f"what share of {vocabulary.bodies} are graded {graded}{told['on'] or ''}"
    return text, _remark("pass" if passes else "fail", graded)


def _put_either(question: str, meant: Passing, vocabulary: Vocabulary) -> tuple[str, str] | None:
    """ "Did we pass or fail on leadership?" asks for the grade."""
    either = _EITHER.search(question)
    if either is None or _SUPPOSED.search(question):
        return None
    before, after = question[: either.start()], question[either.end() :]
    if not (_ends_with_rows(before, vocabulary) and _is_all_graded(after, vocabulary)):
        return None
    subject = _IS.sub("", _HELPER.sub("", before)).strip(" ,")
    return f"what are {subject} graded {after.strip(' ?')}".strip(), ""


def _put_to_improve(
    question: str, meant: Passing, vocabulary: Vocabulary
) -> tuple[str, str] | None:
    """ "Which forces need to do better?"; of one row alone the documents tell more than a grade."""
    found = _TO_IMPROVE.search(question)
    if found is None or _SUPPOSED.search(question):
        return None
    before, after = question[: found.start()], question[found.end() :]
    named = scan(before, vocabulary).has("own", "key", "absent") if before.strip() else True
    if named or not (_ends_with_rows(before, vocabulary) and _is_all_graded(after, vocabulary)):
        return None
    graded = meant.improves if found["marked"] else f"{meant.improves} or worse"
    return _worded(before, graded, after), _remark("need to do better", graded)


def _put_verdict(question: str, meant: Passing, vocabulary: Vocabulary) -> tuple[str, str] | None:
    """ "Who passed?", "did we fail on leadership?"."""
    found = list(_VERDICT.finditer(question))
    if len(found) != 1 or _SUPPOSED.search(question) or _OF_OTHER_THINGS.search(question):
        return None
    before, after = question[: found[0].start()], question[found[0].end() :]
    if not (_ends_with_rows(before, vocabulary) and _is_all_graded(after, vocabulary)):
        return None
    if found[0]["fails"]:
        return _worded(before, meant.fails, after), _remark("fail", meant.fails)
    # "Why did we pass?" takes one grade for granted.
    graded = meant.passes if _WHY.match(question) else f"{meant.passes} or better"
    return _worded(before, graded, after), _remark("pass", graded)


def _worded(before: str, graded: str, after: str) -> str:
    """ "did Kent", "Good or better", "on rape": "are Kent graded Good or better on rape"."""
    helpers = list(_HELPER.finditer(before))
    if helpers:
        last = helpers[-1]
        opens = before[: last.start()].strip(" ,").lower() in _OPENING  # "didn't we fail?"
        denied = " not" if last["denied"] and not opens else ""
        before = f"{before[: last.start()]}are{before[last.end() :].rstrip()}{denied}"
    elif not _IS.search(before):
        before = f"{before.rstrip()} are"
    after = _EVERYTHING.sub("for ", after)
    return _ON_WHAT.sub(r"\1where\2", f"{before.rstrip()} graded {graded}{after}")


def _ends_with_rows(before: str, vocabulary: Vocabulary) -> bool:
    """True where it is rows that are said to have passed: "did Kent", "who else", "how many"."""
    if not before.strip():
        return False
    seen = scan(before, vocabulary)
    columns = [seen.tokens[max(0, m.start - 2) : m.start] for m in seen.of("column")]
    if seen.has("mean", "median", "highest", "lowest") and _in_relative(seen.tokens):
        return not seen.leftover  # "average violence rate of the ones that failed"
    if seen.leftover or any(not _OF & set(said) for said in columns):
        return False  # "how many records did they fail"
    end = len(seen.tokens)
    while end and seen.tokens[end - 1] in _BETWEEN:
        end -= 1
    named = any(m.end == end for m in seen.of("own", "key", "all", "exists", "count", "each"))
    named = named or _in_relative(seen.tokens)
    bodies = {vocabulary.body, vocabulary.bodies}
    return named or (end > 0 and seen.tokens[end - 1] in _SUBJECTS | bodies)


def _in_relative(tokens: list[str]) -> bool:
    """True for what ends with "the ones that", "the forces which"."""
    return (
        tokens[-1:] in (["that"], ["which"], ["who"])
        and len(tokens) > 1
        and (tokens[-2] in _SUBJECTS or tokens[-2].endswith("s"))
    )


def _is_all_graded(after: str, vocabulary: Vocabulary) -> bool:
    """True where nothing follows but what was graded: "on leadership", and not "the report"."""
    if not after.strip(" ?!."):
        return True
    seen = scan(after, vocabulary)
    named = {at for m in seen.mentions if _names(m, vocabulary) for at in range(m.start, m.end)}
    return all(at in named or token in _AFTER for at, token in enumerate(seen.tokens))


def _names(mention: Mention, vocabulary: Vocabulary) -> bool:
    """True for a mention of a column of grades, of all of them, or of rows."""
    if mention.kind == "column":
        return vocabulary.table.column(mention.value).kind == "grade"
    return mention.kind in _NAMING


def _meant(vocabulary: Vocabulary) -> Passing | None:
    """The grades that are meant; None where the table has none of which that is known."""
    table = vocabulary.table
    graded = [c for c in table.columns if c.kind == "grade" and not vocabulary.is_everyday(c)]
    if not graded:
        return None
    main = next((column for column in graded if "overall" in column.name), graded[0])
    if main.scale:
        return passing_on(main.scale)
    places = [table.position(column.name) for column in graded]
    return passing_among(
        {word for row in table.rows for at in places if (word := row.cells[at].word)}
    )


def _remark(said: str, graded: str) -> str:
    return f"“{said.capitalize()}” was read as being graded {graded}."
