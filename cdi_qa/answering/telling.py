"""Whether a passage tells of what is asked beside what it is asked of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from cdi_qa.answering.lists import OWN_BODY, is_generic
from cdi_qa.answering.spoken import VIEWS, Spoken
from cdi_qa.answering.to_come import is_wanted
from cdi_qa.answering.which_one import asks_for_one
from cdi_qa.knowledge import clerk
from cdi_qa.knowledge.chatter import CHATTER, SMALL_WORDS
from cdi_qa.knowledge.lexicon import Lexicon, Unit
from cdi_qa.question import Question
from cdi_qa.schema import Passage
from cdi_qa.text import stems, words

_BEFORE_THINGS = frozenset(
    "the a an this that our their its any about of on for with in by from no".split()
)
"""What stands before a thing, and not before what somebody does."""
_SUBJECT_WITHIN = 2
"""Words before what it is asked of whether it is so: "has the badge"."""
_MEN = frozenset("male males man men bloke blokes chap chaps lad lads fella fellas boys".split())
"""Whom few documents count apart from others: a count of all is not one of them."""
_IS_THERE = frozenset("work works working worked employed exist exists found".split())
"""Said of all things counted: "how many people work for the force"."""
_OF_IT = re.compile(
    r"\b(?:will|would|is|was|are|were|has|have|had|did|does|do|can|could) "
    r"(?:it|that|this|those|these)\b",
    re.IGNORECASE,
)
"""Asks what became of the thing that a pronoun stands for."""
_MANNER = re.compile(r"[a-z]{4,}ly")
_SOMEBODY = frozenset({"body", "person"})
_SUBJECTS = frozenset({"term", "offence", "matter", "person"})
"""Kinds of what is spoken of by itself."""
_BETWEEN = re.compile(r"\bdifferen(?:ce|t)\b.* between (?P<ends>.+ and .+)", re.IGNORECASE)
"""Asks how two things differ, of both of which an answer tells."""
_DOES_WHAT = re.compile(
    r"\W*(?:(?:and|so|but|ok)\W+)*what (?:else )?(?:did|does|do|has|have|had) \w+", re.IGNORECASE
)
"""Asks what somebody did by a verb that says it all: "what did they promise"."""
_VALUES = re.compile(
    r"\b(?:any (?:good|use|better)(?: at (?:this|that|it|all))?|good enough|"
    r"up to (?:scratch|standard|the (?:job|mark))|"
    r"fit for purpose|well run|rubbish|hopeless|useless)\W*$",
    re.IGNORECASE,
)
"""Asks how good something is."""
_WHO_PAYS = re.compile(
    r"\b(?:how much|what) (?:do|does|did|will|would|is|are|was|were|has|have) "
    r"(?P<who>[\w&'’ -]{2,40}?) (?:get |be |being |been |getting )?"
    r"(?:pay|paid|(?<!in )charged?|earns?|costs?)\b",
    re.IGNORECASE,
)
"""Asks for a sum that somebody pays or gets."""
_WHAT_A = re.compile(r"\W*(?:(?:and|so|but|ok)\W+)*what(?:['’]?s| is| are) an? ", re.IGNORECASE)
"""Asks what a thing of some name is."""
_TAKES_VIEW = re.compile(
    r"\b(?:says?|said|promis|expects?|asks?|asked|reads|reasons?|concern|challeng|argu|believ|"
    r"insist|regret|welcom|reject)",
    re.IGNORECASE,
)
"""What tells of somebody's view in other words."""
_ARGUES = re.compile(r"\b(?:says?|said|argu|believ|insist|reason|claim|point(?:s|ed) )", re.I)
_NO_SUBJECT = VIEWS | {"word:reports", "word:examined", "term:positives"}
"""Keys of no part that is valued or viewed: the view, the value and the report as a whole."""


def takes_other_view(asked: str, told: str, lexicon: Lexicon) -> bool:
    """True where one text says that a view is taken and the other that another is."""
    one, other = (lexicon.keys(text) & VIEWS for text in (asked, told))
    return bool(one and other and not one & other)


def _gives_reason_of_view(question: Question, passage: Passage, spoken: Spoken) -> bool:
    """False where it is asked why somebody takes a view and a passage, with what it goes on from,
    tells of another view, or argues nothing.
    """
    asked = {unit.key for unit in question.units} & VIEWS
    if question.asks != "why" or not asked:
        return True
    told = spoken.keys_around(passage) & VIEWS
    return bool(told & asked) if told else _ARGUES.search(passage.clean) is not None


def tells_of_all(question: Question, passage: Passage, spoken: Spoken) -> bool:
    """False where a passage has no word for what is valued, viewed or defined: "is the audit team
    any good" is told by no praise of something else.
    """
    if question.asks == "definition" and _WHAT_A.match(question.text):
        return _names_whole(question.units, passage)
    if asks_for_one(question.text) and question.units:
        one, *so = question.units  # what it is one of, and what is asked of it
        if spoken.introduces(one, passage):
            return all(_says_itself(unit, passage, spoken) for unit in so)
    if between := _BETWEEN.search(question.text):
        ends = [unit for unit in question.units if unit.surface in between["ends"].lower()]
        return all(spoken.says(unit, passage) for unit in ends)
    viewed = any(unit.key in VIEWS for unit in question.units)
    if question.asks != "yes_no" or not (viewed or _VALUES.search(question.text)):
        return True
    of = [
        unit
        for unit in question.units
        if not (unit.kind in _SOMEBODY or unit.key in _NO_SUBJECT or unit.surface in CHATTER)
    ]
    if viewed:
        takes = spoken.keys_of(passage) & VIEWS or _TAKES_VIEW.search(passage.clean)
        return bool(takes) and (not of or any(_says_plainly(u, passage, spoken) for u in of))
    return all(spoken.says(unit, passage) for unit in of)


def _says_itself(unit: Unit, passage: Passage, spoken: Spoken) -> bool:
    """True where the passage names a unit, in whatever words, and not only what heads it."""
    if unit.key in spoken.keys_of(passage):
        return True
    return spoken.held_in_other_words(unit, passage) > spoken.held(unit, passage)


def _says_plainly(unit: Unit, passage: Passage, spoken: Spoken) -> bool:
    """True where a passage names a unit; other words for a term are the lexicon's own alone."""
    if unit.kind == "term":
        return spoken.held(unit, passage) > 0
    return spoken.says(unit, passage)


def _names_whole(units: Sequence[Unit], passage: Passage) -> bool:
    """True where words that stand together in a question do so in a passage: what says of crimes
    and of incidents what they are does not define a "crime related incident".
    """
    plain = [unit for unit in units if unit.kind in {"stem", "word"}]
    said = f" {' '.join(stems(passage.clean))} "
    return all(
        any(
            f" {' '.join(stems(wording))} " in said
            for wording in (
                f"{one.surface} {other.surface}",
                f"{other.surface} is {one.surface}",  # 'a call is "abandoned" if …'
                f"{other.surface} are {one.surface}",
            )
        )
        for one, other in pairwise(plain)
        if other.position == one.position + len(one.surface.split())
    )


def tells_of_rest(
    question: Question, passage: Passage, counted: tuple[Unit, ...], spoken: Spoken
) -> bool:
    """False where a passage tells nothing of what is asked of the things counted, though others
    do: "we examined 120 files" does not say in how many a date was missing.
    """
    if _narrows_unheard_of(question, counted, spoken):
        return False
    things = {unit.key for unit in counted}
    rest = [
        unit
        for unit in (*question.units, *question.context)
        if unit.key not in things and unit.kind != "body" and spoken.is_known(unit)
        if not (is_generic(unit) or unit.surface in CHATTER or unit.surface in _IS_THERE)
        if unit.kind in _SUBJECTS or spoken.is_known(counted[0])
    ]
    done = [unit for unit in rest if _is_done(unit, question)]
    done += [unit for unit in question.units if _is_done_to_them(unit, question, spoken)]
    unheard = any(_is_unheard_of(unit, spoken) for unit in question.units)
    if not rest and unheard and counted[0].kind in _SUBJECTS:
        return False  # "how many rapes did they bungle"
    told = not rest or any(spoken.says(unit, passage) for unit in rest)
    # A title far above, which speaks of an inspection, does not say that these were inspected.
    plain = [u for u in rest if u.kind == "word" and spoken.held(u, passage)]
    near = all(u.key in spoken.keys_of(passage) or spoken.says_near(u, passage) for u in plain)
    return told and near and all(spoken.says(unit, passage) for unit in done)


def _is_unheard_of(unit: Unit, spoken: Spoken) -> bool:
    """True for a word that means something and that no document has, in whatever words."""
    small = (
        (unit.surface in CHATTER and unit.surface not in _MEN)
        or unit.surface in SMALL_WORDS
        or unit.surface in _IS_THERE
    )
    return unit.kind == "stem" and not small and not is_generic(unit) and not spoken.is_said(unit)


def _narrows_unheard_of(question: Question, counted: tuple[Unit, ...], spoken: Spoken) -> bool:
    """True where what is counted is narrowed by what no document speaks of: "male victims"."""
    if any(unit.surface in _MEN and _is_unheard_of(unit, spoken) for unit in counted):
        return True
    tokens = words(question.text)
    at = next((at + 2 for at in range(len(tokens)) if tokens[at : at + 2] == ["how", "many"]), -1)
    for unit, after in pairwise(question.units):
        if unit.position == at and after.position == at + 1:
            return _is_unheard_of(unit, spoken)
    return False


def _is_done(unit: Unit, question: Question) -> bool:
    """True for what was not done to the things counted: "how many were not investigated"."""
    before = words(question.text)[: unit.position][-1:]
    return unit.surface.endswith("ed") and before in (["not"], ["never"])


def _is_done_to_them(unit: Unit, question: Question, spoken: Spoken) -> bool:
    """True for what became of the things counted: "how many were caught"."""
    before = words(question.text)[: unit.position][-1:]
    plain = unit.kind in {"stem", "term"} and unit.surface not in CHATTER | _IS_THERE
    return plain and spoken.is_said(unit) and before in (["were"], ["was"], ["been"], ["got"])


def _tells_of_payer(question: Question, passage: Passage, spoken: Spoken) -> bool:
    """False where a sum is asked that somebody pays, charges or gets, of whom the passage, and what
    it goes on from, has no word: what repairs cost is not what the treasurer earns.
    """
    asked = _WHO_PAYS.search(question.text)
    if asked is None:
        return True
    first = len(words(question.text[: asked.start("who")]))
    last = len(words(question.text[: asked.end("who")]))
    payers = [
        unit
        for unit in question.units
        if first <= unit.position < last and unit.kind == "stem" and spoken.is_known(unit)
    ]
    return all(spoken.speaks_of(unit, passage) for unit in payers)


def stays_on_it(question: Question, passage: Passage, spoken: Spoken) -> bool:
    """False where a passage tells only of what a question is about besides."""
    return (
        _says_own_words(question, passage, spoken)
        and _gives_reason_of_view(question, passage, spoken)
        and _tells_manner(question, spoken)
        and _keeps_subject(question, passage, spoken)
        and _speaks_of_a_term(question, passage, spoken)
        and _tells_of_payer(question, passage, spoken)
        and _says_verb(question, passage, spoken)
    )


def _says_own_words(question: Question, passage: Passage, spoken: Spoken) -> bool:
    """False where a follow-up asks whether something is so ("were they investigated") of which
    the passage has no word, but only of what was spoken of before.
    """
    own = [unit for unit in question.units if spoken.is_known(unit) and unit.kind != "body"]
    if question.asks != "yes_no" or not question.context or not own:
        return True
    if any(unit.key in VIEWS for unit in own) and VIEWS & spoken.keys_of(passage):
        return True  # "do they agree with that" is told by what they dispute
    return any(spoken.says(unit, passage) for unit in own)


def _says_verb(question: Question, passage: Passage, spoken: Spoken) -> bool:
    """False where a question ends with what somebody did, which few passages tell and this one
    does not: "what did she promise" is told by no wish.
    """
    last = max(question.units, key=lambda unit: unit.position, default=None)
    if question.asks != "fact" or last is None or not _DOES_WHAT.match(question.text):
        return True
    ends = last.position + len(last.surface.split()) == len(words(question.text))
    untold = last.kind == "word" and not spoken.is_said(last)
    told_seldom = last.kind in {"stem", "word"} and spoken.is_rare(last)
    if not ends or not (untold or told_seldom):
        return True
    return spoken.says(last, passage)


def _tells_manner(question: Question, spoken: Spoken) -> bool:
    """False where it is asked whether something is so in a manner ("deliberately") of which no
    document speaks: that it is so at all is no answer.
    """
    return question.asks != "yes_no" or not any(
        _MANNER.fullmatch(unit.surface) and unit.kind == "stem" and not spoken.is_said(unit)
        for unit in question.units
        if unit.surface not in CHATTER
    )


def _keeps_subject(question: Question, passage: Passage, spoken: Spoken) -> bool:
    """False where a follow-up is of what it points at ("when will it come back"), of which the
    passage does not speak.
    """
    before = [
        unit
        for unit in question.context
        if unit.kind in _SUBJECTS and not is_generic(unit) and spoken.is_known(unit)
    ]
    if not before or _OF_IT.search(question.text) is None:
        return True
    return any(spoken.says(unit, passage) for unit in before)


def _speaks_of_a_term(question: Question, passage: Passage, spoken: Spoken) -> bool:
    """False where a passage speaks of none of the terms that a question names as things, though a
    few others do: "about training in 2014" is not told by what is only of 2014, nor "has the badge
    been restored" by what else was.
    """
    of_others = any(u.kind in _SOMEBODY and u.key != OWN_BODY for u in question.units)
    rare = [unit for unit in question.units if unit.kind == "term" and spoken.is_rare(unit)]
    if of_others or not rare:
        return True
    tokens = words(question.text)
    terms = [
        unit
        for unit in rare
        if _BEFORE_THINGS & {*tokens[max(0, unit.position - 1) : unit.position + 1]}
        and (question.asks != "yes_no" or unit.position <= _SUBJECT_WITHIN)
    ]
    return not terms or any(spoken.held(unit, passage) for unit in terms)


def tells_of_lapse(passage: Passage) -> bool:
    """True where a passage says what is not so, and not only what is to be done or to follow."""
    told = clerk.cue("lapse").search(passage.clean) is not None
    return told and not passage.clean.endswith(":") and not is_wanted(passage.lead_in)


_DONE_TO = re.compile(
    r"\bwho(?:m)? (?:should|must|do|does|did|can|could|will|would|may) (?!(?:be|have|not)\b)"
    r"(?:the |our |an? )?\w+ (?:\w+ )?"
    r"(?:ask|tell|call|contact|see|go|turn|speak|talk|report|write)\b",
    re.IGNORECASE,
)
"""Asks whom somebody turns to, and not who does it."""


def names_doer(question: Question, passage: Passage, lexicon: Lexicon) -> bool:
    """True where what is asked about is told to be done by somebody: "recording by officers"."""
    if _DONE_TO.search(question.text):
        return False
    asked = {unit.key for unit in question.units}
    tokens = words(passage.clean)
    return any(
        tokens[unit.position + len(unit.surface.split()) :][:1] in (["by"], ["through"])
        for unit in lexicon.units(passage.clean)
        if unit.key in asked
    )
