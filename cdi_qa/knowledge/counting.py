"""What a phrase about counted things means, whoever words it: a question or a document.

Figures in it are kept as keys: those left in a phrase are labels and years ("category 2 calls").
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from cdi_qa.knowledge.lexicon import FUNCTION_WORDS, Lexicon, Unit
from cdi_qa.text import NUMBER_WORDS, fold_typography, stem, words

SOME_TIME = 0
"""The limit of "on time" and "late": some time that the phrase does not say."""
RECORDED = "word:recorded"
"""The key of what says that a thing was recorded."""
OTHER = "other"
"""The key of "other" in "other offences": those that no name is given."""

_SECONDS = {"second": 1, "minute": 60, "min": 60, "hour": 3600, "hr": 3600, "day": 86400}
_SECONDS |= {"week": 7 * 86400, "fortnight": 14 * 86400}
_DURATION = re.compile(
    r"(?:\b(?P<how>within|inside|in under|in less than|in|under|by|of|more than|longer than|"
    r"later than|over|after|beyond|outside)\s+)?(?:the\s+)?"
    rf"\b(?P<number>\d+|an?|one|the same|same|{'|'.join(NUMBER_WORDS)})[\s-]?"
    rf"(?P<unit>{'|'.join(_SECONDS)})s?\b(?:\s+(?:mark|limit|target|deadline)\b)?(?:\s+of\s+(?:the\s+)?(?:receipt|report|call|request)\w*"
    r"(?:\s+of\s+(?:the\s+)?\w+)?)?",
    re.IGNORECASE,
)
_THE_UNIT = re.compile(
    r"\b(within|inside|in) the (hour|day|week)\b(?! (?:of|before|after)\b)", re.IGNORECASE
)
""" "In the week" for "in a week"."""
_SPOKEN_LIMIT = re.compile(r"\b(?:on|in|made|hit|missed) (?:the )?(?:time|target)\b", re.IGNORECASE)
_EXCLUSION = re.compile(
    r"\b(?:excluding|except(?: for)?|other than|apart from|not including|not counting|"
    r"leaving out|without)\s+(?P<after>[\w-]+)|\bleaving (?P<inside>[\w-]+) out\b"
    r"|\bnot\s+(?P<denied>[\w-]+)",
    re.IGNORECASE,
)
_OUGHT_TO_BE = re.compile(
    r"\b(?P<duty>should(?:ve|['’]?ve| have)? (?:been|be)|ought to (?:have been|be)) (?:an? )?"
    r"(?:actual |real |proper )?(?:crimes?|offences?)\b(?! ?-?record)",
    re.IGNORECASE,
)
""""Should have been crimes": a thing is one or not; what should have been is that it was put down
as one."""
_JOINS = frozenset("of to about against for in at from with by on under".split())
_UN = re.compile(
    r"un(?!der|iq|it|ion|ivers|iform|til|less|usual)(?P<base>[a-z]{3,}(?:ed|en|t|de))$"
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a phrase speaks of, what is denied, and the time that is allowed."""

    keys: frozenset[str] = frozenset()
    denials: int = 0
    denied: frozenset[str] = frozenset()
    """The keys that a denial goes with: "recorded" in "the unrecorded ones that were looked at"."""
    late: bool = False
    """True where it speaks of those beyond a limit of time."""
    limit: int | None = None
    """Seconds; SOME_TIME where it is not said how many, None where no limit is spoken of."""
    excluding: frozenset[str] = frozenset()
    duty: bool = False
    """True where it speaks of what ought to be."""
    absent: bool = False
    """True where it speaks of things that are missing, which may be no things left unrecorded."""

    @property
    def negative(self) -> bool:
        """True where those are meant of whom it does not hold (that they were in time)."""
        return (self.denials % 2 == 1) != self.late


@lru_cache(maxsize=1)
def _load() -> dict[str, Any]:
    text = files("cdi_qa.knowledge").joinpath("counting.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@lru_cache(maxsize=1)
def _same() -> dict[str, str]:
    return {
        stem(word): stem(group["words"][0]) for group in _load()["same"] for word in group["words"]
    }


@lru_cache(maxsize=1)
def _generic() -> frozenset[str]:
    data = _load()
    return frozenset(map(stem, data["generic"])) | frozenset(data["generic_terms"])


@lru_cache(maxsize=1)
def _unsaid() -> frozenset[str]:
    """Words that stand for nothing that is counted, nor for what is said of it."""
    return FUNCTION_WORDS | NUMBER_WORDS.keys() | set(_load()["duty"]["words"])


@lru_cache(maxsize=32768)
def read_meaning(text: str, lexicon: Lexicon) -> Meaning:
    """The meaning of a phrase, or of a question without the amounts it gives."""
    text = fold_typography(text)
    excluding: frozenset[str] = frozenset()
    for match in _EXCLUSION.finditer(text):
        left_out = lexicon.units(match["after"] or match["inside"] or match["denied"])
        # "Not rape" and "without rape" leave rape out; "not recorded" says what was not done.
        denied = match["denied"] or match[0].lower().startswith("without")
        kinds = {"offence"} if denied else {unit.kind for unit in left_out} - {"stem"}
        excluding = frozenset(unit.key for unit in left_out if unit.kind in kinds)
        if excluding:
            text = f"{text[: match.start()]} {text[match.end() :]}"
            break
    text, limit, late = _without_time(_OUGHT_TO_BE.sub(r"\g<duty> recorded", text))
    absent = False
    keys: set[str] = set()
    denied_keys: set[str] = set()
    denials, open_denial = 0, False
    before: Unit | None = None
    for unit in lexicon.units(text, content_only=False):
        key, denied, timed = _read_unit(unit, before, lexicon)
        denials += denied
        absent = absent or unit.surface in _load()["absence"]["words"]
        open_denial = open_denial or denied > 0
        if timed is not None:
            limit = SOME_TIME if limit is None else limit
            late = late or timed
        if key is not None:
            keys.add(key)
            denied_keys |= {key} if open_denial else set()
            open_denial = False
        before = unit
    duty = bool(set(words(text)) & set(_load()["duty"]["words"]))
    return Meaning(
        frozenset(keys), denials, frozenset(denied_keys), late, limit, excluding, duty, absent
    )


def head_keys(text: str, lexicon: Lexicon) -> frozenset[str]:
    """The keys of what a noun phrase names first: "complaints" in "complaints about noise".

    An offence in the rest counts too: complaints about violence are not all complaints.
    """
    tokens = words(text)
    joins = [at for at, word in enumerate(tokens) if at and word in _JOINS]
    end = joins[0] if joins else len(tokens)
    units = lexicon.units(text, content_only=False)
    keys = (
        key
        for unit in units
        if (unit.position < end or unit.kind == "offence")
        and (key := _read_unit(unit, None, lexicon)[0]) is not None
    )
    return frozenset(keys)


def _without_time(text: str) -> tuple[str, int | None, bool]:
    """The text without its limit of time; the limit in seconds, and whether it was exceeded."""
    text = _THE_UNIT.sub(r"\1 a \2", text)
    match = _DURATION.search(text)
    if match is not None:
        number, unit = match.group("number").lower(), match.group("unit").lower()
        count = int(number) if number.isdigit() else NUMBER_WORDS.get(number, 1)
        exceeded = (match.group("how") or "").lower() in _load()["time"]["exceeded"]
        rest = f"{text[: match.start()]} {text[match.end() :]}"
        return rest, count * _SECONDS[unit], exceeded
    if match := _SPOKEN_LIMIT.search(text):
        return f"{text[: match.start()]} {text[match.end() :]}", SOME_TIME, False
    return text, None, False


def _read_unit(
    unit: Unit, before: Unit | None, lexicon: Lexicon
) -> tuple[str | None, int, bool | None]:
    """The key that a unit adds, how often it denies, and whether it speaks of lateness."""
    data = _load()
    token = unit.surface
    if token in data["time"]["late"]:
        return None, 0, True
    if token in data["time"]["prompt"] or unit.key == "term:delays":
        return None, 0, False
    if token in data["denials"]["words"]:
        return None, 1, None
    if token == OTHER:
        return OTHER, 0, None
    if token == "records" and not (before is not None and before.kind == "body"):
        return None, 0, None
    if unit.kind == "stem" and (match := _UN.match(token)):
        base = lexicon.units(match.group("base"))
        return (base[0].key if base else None), 1, None
    if unit.key in data["opposites"]:
        return data["opposites"][unit.key], 1, None
    return _plain_key(unit), 0, None


def _plain_key(unit: Unit) -> str | None:
    stemmed = stem(unit.surface)
    if stemmed in _same():
        return _same()[stemmed]
    if unit.surface in _unsaid() or unit.kind == "body" or unit.key in _generic():
        return None
    return RECORDED if unit.key in _load()["recording"] else unit.key
