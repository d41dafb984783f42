"""A question → what it asks for: its parts, the type of answer wanted, its subject in units."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from cdi_qa.knowledge.lexicon import Lexicon, Unit
from cdi_qa.text import fold_space, strip_controls, words

Asks = Literal[
    "count", "when", "who", "why", "definition", "expansion", "list", "yes_no", "warning", "fact"
]

_QUESTION_WORD = (
    r"(?:how|what|whats|what's|who|whos|who's|whose|when|whens|where|why|which|did|do|does|is|are|"
    r"was|were|has|have|can|will|tell me|list|give me)"
)
_PART = re.compile(
    rf"\?+\s+(?=\w)|[,;]?\s+(?:and|but|also|plus|and also|& also|&)\s+(?={_QUESTION_WORD}\b)"
    rf"|[,;]\s+(?={_QUESTION_WORD}\b)",
    re.IGNORECASE,
)
_TYPES: tuple[tuple[Asks, re.Pattern[str]], ...] = (
    (
        "expansion",
        re.compile(
            r"\b(?:stands? for|abbreviation|acronym|short for|spell(?:ed)? out|initials)\b", re.I
        ),
    ),
    (
        "definition",
        re.compile(
            r"^\W*(?:so |and |ok )?(?:what(?:'?s| is| are| does| do)(?: an?| the)? [\w&-]+(?: [\w-]+)?"
            r"(?: mean| when its? at home)?|define|explain|meaning of|what do you mean by)\W*(?:\w+)?\W*$"
            r"|\bwhat does .+ mean\b|\bmeaning of\b",
            re.I,
        ),
    ),
    ("why", re.compile(r"\b(?:why|how come|what caused|reasons?|what made|because of what)\b", re.I)),
    (
        "count",
        re.compile(
            r"\b(?:how many|how much|how often|what (?:share|proportion|percent|percentage|number|"
            r"fraction|%)|number of|percentage|per cent|what %|how big|how large|total)\b|%",
            re.I,
        ),
    ),
    (
        "when",
        re.compile(
            r"\b(?:when|whens|what (?:date|day|month|year|period|months|time)|which (?:date|month|"
            r"months|year|period|day)|how long|how soon|deadline|by when|due|date|what dates)\b",
            re.I,
        ),
    ),
    ("who", re.compile(r"\b(?:who|whos|whose|whom|which (?:body|person|inspector)|name of)\b", re.I)),
    (
        "yes_no",
        re.compile(
            r"^\W*(?:so |and |but |ok )?(?:is|are|was|were|did|do|does|has|have|had|can|could|will|"
            r"would|should)\b",
            re.I,
        ),
    ),
)  # fmt: skip
_LIST = re.compile(
    r"^\W*(?:so |and |ok |please )?(?:list|name|give me|show me|tell me|what(?:'?s| are| were)|"
    r"which|what|all|any|the|summari[sz]e|sum up|run through)\b",
    re.I,
)
_COMPARES = re.compile(
    r"\b(?:compar\w*|better|worse|improv\w*|up|down|higher|lower|chang\w*|trend|progress|since|"
    r"than|gone|versus|vs|against|difference|moved|risen|fallen|rise|fall)\b",
    re.I,
)
_MEASURED = re.compile(
    r"\b(?:rates?|figures?|percent\w*|numbers?|scores?|results?|grade\w*|rating\w*|recording|%|"
    r"performance|accura\w+|directly|compar\w*)\b|%",
    re.I,
)
_POINTS_BACK = re.compile(
    r"\b(?:that|it|its|they|them|their|those|these|he|she|his|her|this|there|him)\b", re.I
)
_CONNECTS = re.compile(
    r"^\W*(?:and|but|so|ok|okay|also|what about|how about|then|or|which of|who by|says who|why)\b",
    re.I,
)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Question:
    """One part of what was asked."""

    text: str
    asks: Asks
    wants_list: bool
    units: tuple[Unit, ...]
    """What it speaks of, function words left out."""
    context: tuple[Unit, ...] = ()
    """What the turn before spoke of, where this one leaves its subject out."""
    years: tuple[str, ...] = ()
    search_text: str = ""
    remarks: tuple[str, ...] = ()


def clean_question(text: str) -> str:
    """The question as one line, control and direction characters left out."""
    return fold_space(strip_controls(text))


def split_parts(text: str) -> list[str]:
    """The separate questions in one message; one that is not a question by itself stays joined."""
    pieces = [piece.strip(" ,;") for piece in _PART.split(text) if piece and piece.strip(" ,;?")]
    if len(pieces) < 2 or any(len(words(piece)) < 2 for piece in pieces) or len(pieces) > 4:
        return [text]
    return pieces


def is_elliptical(text: str, lexicon: Lexicon) -> bool:
    """True where a question leaves its subject to the turn before."""
    units = lexicon.units(text)
    short = len(words(text)) <= 8
    if _CONNECTS.match(text) and len(words(text)) <= 9:
        return True
    return len(units) <= 1 and short or (bool(_POINTS_BACK.search(text)) and short)


def read_question(
    text: str, lexicon: Lexicon, earlier: Sequence[str] = (), remarks: tuple[str, ...] = ()
) -> Question:
    """Analyse one part; `earlier` are the questions before it, oldest first."""
    units = tuple(lexicon.units(text))
    context: tuple[Unit, ...] = ()
    search_text = text
    if earlier and is_elliptical(text, lexicon):
        before = next(
            (question for question in reversed(earlier) if not is_elliptical(question, lexicon)),
            earlier[-1],
        )
        known = {unit.key for unit in units}
        context = tuple(unit for unit in lexicon.units(before) if unit.key not in known)
        search_text = f"{before} {text}"
    return Question(
        text=text,
        asks=_type_of(text, units),
        wants_list=bool(_LIST.match(text)),
        units=units,
        context=context,
        years=tuple(dict.fromkeys(YEAR.findall(text))),
        search_text=search_text,
        remarks=remarks,
    )


def _type_of(text: str, units: tuple[Unit, ...]) -> Asks:
    keys = {unit.key for unit in units}
    past = "term:2014 inspection" in keys or bool(re.search(r"\b(?:2013|2014)\b", text))
    if past and _COMPARES.search(text) and _MEASURED.search(text):
        return "warning"
    for name, pattern in _TYPES:
        if pattern.search(text):
            return name
    return "fact"
