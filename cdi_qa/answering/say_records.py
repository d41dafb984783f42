"""Records in words: "116 of 429 domestic abuse crimes (27.0%) were not recorded"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from cdi_qa.answering.record_finder import Known, Match, counts_exceptions
from cdi_qa.knowledge.lexicon import Lexicon
from cdi_qa.reading.phrases import AUXILIARIES, is_verb
from cdi_qa.schema import Record
from cdi_qa.text import join_english

_BE = r"(?:(?:had|have|has)(?: not| never)? been|was|were|is|are|goes|went|got)"
_PASSIVE = re.compile(
    rf"^(?P<aux>{_BE}\s+)?(?:(?:not|never)\s+)?(?P<un>un(?!der|it|iq))?"
    r"(?P<rest>(?:[a-z]+ly\s+)?(?P<verb>[a-z]+)\b.*)$",
    re.IGNORECASE,
)
_INTRANSITIVE = frozenset(
    """
    worked failed passed waited died arrived happened appeared remained improved responded stayed
    lived moved agreed disagreed complained attended mattered existed occurred
    """.split()
)
_GOES_ON = re.compile(
    r"\s*(?:$|(?:within|in|by|on|at(?! (?:least|most))|as|to|for|from|after|before|during|since|"
    r"under|of|and|or|but|without|with|late|early|again|properly|[a-z]+ly)\b)",
    re.IGNORECASE,
)
"""What may follow a verb without an object, so that "12 recorded late" were recorded."""
_RELATIVE = re.compile(r"(?:^|\. )(?P<clause>(?:(?:for|in|to|of|from|on) which|where)\b.+)$")
_COUNTABLE = frozenset({"crime", "offence", "report", "incident", "record", "case", "complaint"})
_SINGULAR = frozenset({"is", "was", "has", "does"})
_DANGLING = AUXILIARIES | frozenset(
    """
    at about for of in to with by from into against which who that the a an and or but than as
    """.split()
)
"""What a predicate cut short ends with."""
_PLURALS = frozenset({"people", "staff", "children", "women", "men", "police", "personnel"})
_ONE_IN = {
    20: "twenty", 15: "fifteen", 12: "twelve", 10: "ten", 9: "nine", 8: "eight", 7: "seven",
    6: "six", 5: "five", 4: "four", 3: "three",
}  # fmt: skip
_IN_TEN = {4: "four", 6: "six", 7: "seven", 8: "eight", 9: "nine"}
_LEAST = 4
"""Per cent, from none or from all, within which a share is not put in such words."""
_AS_GOOD_AS = Decimal("0.5")
"""Percentage points that "about" may be off."""
_ONE_DECIMAL = Decimal("0.1")


def percentage(value: Decimal) -> str:
    """A worked-out percentage with one decimal, halves rounded up: "27.0"."""
    return str(value.quantize(_ONE_DECIMAL, ROUND_HALF_UP))


def in_words(share: Decimal) -> str:
    """A share as one in so many, or so many in ten: "a little more than one in four".

    Empty for one that is too near to none or to all to be put so.
    """
    if not _LEAST < share < 100 - _LEAST:
        return ""
    near = {Decimal(100) / many: f"one in {name}" for many, name in _ONE_IN.items()}
    near |= {Decimal(10 * many): f"{name} in ten" for many, name in _IN_TEN.items()}
    near |= {Decimal(50): "half", Decimal(200) / 3: "two in three", Decimal(75): "three in four"}
    part = min(near, key=lambda each: abs(each - share))
    apart = share - part
    how = "about" if abs(apart) <= _AS_GOOD_AS else "a little more than"
    return f"{how if apart >= -_AS_GOOD_AS else 'a little less than'} {near[part]}"


def number(value: Decimal) -> str:
    """A count with thousands commas."""
    return f"{int(value):,}"


def label(record: Record, lexicon: Lexicon) -> str:
    """What a record counts, abbreviations of offences spelled out, in the plural."""
    counted = _plural(record.subject, lexicon)
    if record.among:
        counted = f"{counted} among {_plural(record.among, lexicon)}"
    return f"{counted} (excluding {record.excluding})" if record.excluding else counted


def _plural(subject: str, lexicon: Lexicon) -> str:
    spelled = " ".join(_spell_out(word, lexicon) for word in subject.split())
    tokens = spelled.split()
    if tokens and tokens[-1].lower() in _COUNTABLE:
        return f"{spelled}s"
    several = any(word.endswith("s") or word in _PLURALS for word in tokens)
    return spelled if several else f"{spelled} cases".strip()


def _spell_out(word: str, lexicon: Lexicon) -> str:
    if not word.isupper() or len(word) < 2:
        return word
    units = lexicon.units(word)
    concept = lexicon.concepts.get(units[0].key) if units else None
    return concept.name if concept is not None and concept.kind == "offence" else word


def predicate(match: Match) -> str | None:
    """What is said of those asked for ("were not recorded"); None where it cannot be turned."""
    record = match.record
    said = record.predicate
    passive = _PASSIVE.match(said)
    if passive is not None and _is_passive(passive, said):
        negative = "not " if record.negative == match.same else ""
        return f"were {negative}{passive.group('rest')}"
    holds = match.same != counts_exceptions(record)
    return said if holds else None


def _is_passive(passive: re.Match[str], said: str) -> bool:
    verb = passive.group("verb").lower()
    if not is_verb(verb):
        return False
    if passive.group("aux") or passive.group("un"):
        return True
    goes_on = _GOES_ON.match(said[passive.end("verb") :]) is not None
    return goes_on and verb not in _INTRANSITIVE


def reads_as_english(said: str) -> bool:
    """True for a predicate that can stand after "12 of 40 doors": it begins with a verb or a clause
    of its own, agrees with several, and leaves nothing dangling.
    """
    tokens = said.lower().split()
    if not tokens or tokens[-1].strip(".,;:") in _DANGLING or tokens[0] in _SINGULAR:
        return False
    begins = is_verb(tokens[0]) or tokens[0] in AUXILIARIES or is_clause(said)
    meant = [word for word in tokens if word not in AUXILIARIES]
    return begins and bool(meant) and not (meant[0] in _INTRANSITIVE and tokens[0] == "were")


def is_clause(said: str) -> bool:
    """True for a predicate with a subject of its own: "the risk information was out of date"."""
    return said.split(maxsplit=1)[0].lower() in {"the", "a", "an", "no", "their", "its"}


def say_share(match: Match, lexicon: Lexicon) -> str:
    """The share with the counts it is worked out from."""
    record, few = match.record, match.count
    share, counted = match.share, label(record, lexicon)
    if share is None:
        raise ValueError("a share needs a whole")
    if few is None or record.denominator is None:
        if match.same:  # the text prints the rate, so nothing is worked out
            return f"{record.printed} (“{match.known.passage.quote}”)"
        given = f"{record.value:f}"
        working = f"100 − {given} = {share:f}"
        return f"{share:f}% of {counted}: {record.printed} is given for the others, and {working}"
    if record.of_whom:
        return f"{percentage(share)}% of {_say_of_rest(match, lexicon)}"
    whole = number(record.denominator)
    counts = f"{number(few)} of {whole}{working_of(match)}"
    said = predicate(match)
    if not reads_as_english(said or record.predicate):
        return f"{percentage(share)}% of {counted}: {counts}. “{match.known.passage.quote}”"
    if said is None:
        return f"{percentage(share)}% of {counted}: {counts}; {_the_others(match)}"
    return f"{_of_those(match, f'{percentage(share)}% of {counted}', said)}: {counts}"


def say_count(match: Match, lexicon: Lexicon) -> str:
    """The number, of how many, and the share that makes."""
    record, few = match.record, match.count
    if few is None:
        raise ValueError("a number needs a count")
    counted = label(record, lexicon)
    said = predicate(match)
    if record.denominator is None:
        quoted = f"{number(few)} {counted}: “{match.known.passage.quote}”"
        sayable = said and _is_theirs(said) and reads_as_english(said)
        return f"{number(few)} {counted} {said}" if sayable else quoted
    if record.of_whom:
        return f"{number(few)} of {_say_of_rest(match, lexicon)}"
    whole = number(record.denominator)
    those = f"{number(few)} of {whole} {counted} ({percentage(match.share or Decimal(0))}%)"
    if not reads_as_english(said or record.predicate):
        return f"{those}{working_of(match)}: “{match.known.passage.quote}”"
    if said is None:
        return f"{those}{working_of(match)}; {_the_others(match)}"
    return f"{_of_those(match, those, said)}{working_of(match)}"


def _is_theirs(said: str) -> bool:
    """False for what was done to the things counted in words that tell who did it."""
    return said.split(maxsplit=1)[0].lower() in {"were", "was", "are", "had", "have", "did", "do"}


def _say_of_rest(match: Match, lexicon: Lexicon) -> str:
    """The whole that an earlier count left, how it was worked out, and what the text says of it.

    "the 17 rape cases that were not recorded (167 − 150 = 17; 17 − 3 = 14): “…”"
    """
    record = match.record
    whole, few = record.denominator or Decimal(0), match.count or Decimal(0)
    steps = []
    if record.out_of is not None and record.out_of != whole:
        taken = record.out_of - whole
        steps.append(f"{number(record.out_of)} − {number(taken)} = {number(whole)}")
    if not match.same:
        steps.append(f"{number(whole)} − {number(whole - few)} = {number(few)}")
    steps.append(f"{number(few)} of {number(whole)} is {percentage(match.share or Decimal(0))}%")
    were = "were " if record.out_of is not None else ""  # a whole as printed has its own verb
    those = f"the {number(whole)} {label(record, lexicon)} that {were}{record.of_whom}"
    return f"{those} ({'; '.join(steps)}): “{match.known.passage.quote}”"


def say_added(kinds: Sequence[Known], lexicon: Lexicon) -> str:
    """Several counts added up, with the working."""
    values = [known.record.value or Decimal(0) for known in kinds]
    labels = [label(replace(known.record, among=""), lexicon) for known in kinds]
    total = number(sum(values, Decimal(0)))
    said = predicate(Match(kinds[0], same=True))
    alike = len({known.predicate for known in kinds}) == 1 and said and _is_theirs(said)
    if len(set(labels)) == 1:
        return f"{total} {labels[0]} in all: {' + '.join(map(number, values))} = {total}"
    listed = " + ".join(f"{number(v)} {name}" for v, name in zip(values, labels, strict=True))
    return f"{total} in all{f' {said}' if alike else ''}: {listed} = {total}"


def _of_those(match: Match, those: str, said: str) -> str:
    """The sentence, with "in" before what is counted where something else is the subject."""
    if relative := _RELATIVE.search(match.record.scope):
        return f"In {those} {relative.group('clause')}, it was{said.removeprefix('were')}"
    return f"In {those} {said}" if is_clause(said) else f"{those} {said}"


def _the_others(match: Match) -> str:
    """Of which ones the text says what is denied of those asked for."""
    record = match.record
    others = record.numerator if not match.same else match.known.rest
    said = record.predicate
    if is_clause(said):
        return f"in the other {number(others or Decimal(0))} {said}"
    return f"the other {number(others or Decimal(0))} {said}"


def working_of(match: Match) -> str:
    """The subtraction behind a count that is not printed, in brackets; empty for a printed one."""
    record = match.record
    if match.same or record.denominator is None or record.numerator is None:
        return ""
    few = number(record.denominator - record.numerator)
    return f" ({number(record.denominator)} − {number(record.numerator)} = {few})"


def say_kinds(whole: Match, parts: Sequence[Known], lexicon: Lexicon) -> str:
    """The kinds given of what a whole counts, and how many of it are of none of them."""
    values = [known.record.value or Decimal(0) for known in parts]
    labels = [label(replace(known.record, among=""), lexicon) for known in parts]
    listed = [f"{number(value)} {name}" for value, name in zip(values, labels, strict=True)]
    counted = f"{label(whole.record, lexicon)} that {predicate(whole) or whole.record.predicate}"
    left = (whole.count or Decimal(0)) - sum(values, Decimal(0))
    rest = f"; the other {number(left)} are not broken down" if left > 0 else ""
    return f"{number(whole.count or Decimal(0))} {counted}: {join_english(listed)}{rest}"


def say_parts(whole: Match, parts: Sequence[Known], lexicon: Lexicon) -> str:
    """How many of a whole are left when the kinds given are added up."""
    total = whole.count or Decimal(0)
    values = [known.record.value or Decimal(0) for known in parts]
    given = sum(values, Decimal(0))
    listed = " + ".join(number(value) for value in values)
    counted = f"{label(whole.record, lexicon)} that {predicate(whole) or whole.record.predicate}"
    return (
        f"{number(total - given)} of the {number(total)} {counted} are not broken down: "
        f"{number(given)} are ({listed}), and {number(total)} − {number(given)} = "
        f"{number(total - given)}"
    )
