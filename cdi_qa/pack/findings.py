"""Findings that call for an answer: shortfalls, lapses and causes of concern."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from cdi_qa.answering.record_finder import Known, Match, RecordFinder
from cdi_qa.answering.say_records import label, number, percentage, predicate
from cdi_qa.knowledge import clerk
from cdi_qa.outline import Outline
from cdi_qa.pack.model import Suggestion
from cdi_qa.pack.said import LONGEST, is_sentence, quoted, stand_alone
from cdi_qa.schema import Passage, Record
from cdi_qa.text import join_english

_RESTRICTED = re.compile(r"\b(?:only|just|merely|as few as)\b[^.;]{0,25}$", re.IGNORECASE)
_GOOD = re.compile(
    r"\b(?:properly|correct(?:ly)?|in time|on time|promptly|within (?!\w+ point)|complete[d]?|"
    r"recorded|were asked|explained|was met|were met|agreed|checked|told|signed off)\b",
    re.IGNORECASE,
)
_JUDGED = re.compile(
    r"\b(?:overall )?(?:judge?ment|grade|rating|verdict)\b.*\b(?:is|was)\b"
    r"|\b(?:rated|graded|judged)\b|\bassurance\b",
    re.I,
)
_NOTHING = re.compile(r"^No \w+ (?:was|were) (?:given|made)\b")
_PASSIVE = re.compile(r"^(?:were|was|had|have|in|no)\b")
_ENOUGH = Decimal(96)
_FINDINGS = ("finding", "concern")


def suggest_findings(outline: Outline) -> Iterator[Suggestion]:
    """A question for each finding that tells of something wrong, in reading order."""
    asked: dict[str, int] = {}
    known = {item.record: item for item in RecordFinder(outline.corpus, outline.lexicon).known}
    for block in outline.of_role(*_FINDINGS):
        for passage in block.passages:
            found = _counted(passage, outline, known) or _told(passage, block.role, outline)
            if found is not None:
                turn = asked[found.kind] = asked.get(found.kind, -1) + 1
                yield _asking(found, turn, outline)


def _asking(found: Suggestion, turn: int, outline: Outline) -> Suggestion:
    """The finding followed by what is to be asked of it."""
    kind = clerk.kind(found.kind)
    theme = next((t for t in clerk.themes() if t.name == found.theme), None)
    asks = list(kind.asks)
    full = list(kind.full)
    if theme is not None and found.kind in {"lapse", "counted"}:
        asks = [theme.ask, *asks] if found.kind == "lapse" else [theme.ask]
    if theme is not None:
        full = [theme.full, *full]
    rest = next(iter(found.computed)) if found.kind == "shortfall" else ""
    fill = {"body": outline.body, "rest": rest}
    return Suggestion(
        kind=found.kind,
        theme=found.theme,
        text=f"{found.text} {asks[turn % len(asks)].format(**fill)}",
        evidence=found.evidence,
        full_answer=tuple(part.format(**fill) for part in full),
        follow_up=kind.follow_up.format(**fill),
        priority=found.priority,
        computed=found.computed,
    )


def _told(passage: Passage, role: str, outline: Outline) -> Suggestion | None:
    """A finding in the document's own sentence; None where it is no finding or reads badly."""
    text = passage.clean
    if not _is_wrong(text, role) or _is_about_others(text):
        return None
    alone = stand_alone(passage, outline)
    short = _shortfall(passage, outline)
    if alone is None:
        if not _may_be_quoted(passage, outline):
            return None
        alone = quoted(passage, outline)
    told, evidence = alone
    if len(told) > LONGEST or _is_about_others(told):
        return None
    if _rough(passage, outline):
        kind, computed = "rough", frozenset[str]()
    elif short:
        kind, computed = "shortfall", frozenset({short})
    else:
        kind, computed = ("concern" if role == "concern" else "lapse"), frozenset[str]()
    return Suggestion(
        kind=kind,
        theme=outline.theme(passage, told),
        text=told,
        evidence=(evidence,),
        priority=_priority(passage, role, outline),
        computed=computed,
    )


def _may_be_quoted(passage: Passage, outline: Outline) -> bool:
    """True for notes that are no sentences, and for what a person named in the heading said."""
    if _rough(passage, outline):
        return True
    heading = passage.section[-1] if passage.section else ""
    if is_sentence(passage.clean):
        spoken = re.match(r"(?:She|He) (?:says|said)\b", passage.clean)
        return bool(spoken and re.search(r"\b(?:said|says)$", heading))
    rated = any(r.unit == "per cent" and r.exact for r in outline.records(passage))
    whole = len(passage.clean.split()) >= 6 and not passage.clean.endswith(":")
    return bool(heading) and passage.kind in {"bullet", "item"} and whole and not rated


def _is_wrong(text: str, role: str) -> bool:
    """True for words of something amiss (under "cause of concern" everything is)."""
    if _JUDGED.search(text) or _NOTHING.search(text):
        return False
    if clerk.cue("doubt").search(text) or clerk.cue("return").search(text):
        return False
    if clerk.cue("caution").search(text) or clerk.cue("dispute").search(text):
        return False
    meant = re.search(r"\b(?:should|are meant to|is meant to)\b", text)
    if meant and role == "finding" and not re.search(r"\bshould have\b.*\bnot\b", text):
        return False
    cued = clerk.cue("lapse").search(text) is not None
    if clerk.cue("praise").search(text) and not re.search(r"\b(?:but|only|not)\b", text):
        return False
    return cued or role == "concern"


def _is_about_others(text: str) -> bool:
    """True for what the documents say of their own reach ("was not examined")."""
    return bool(
        re.search(
            r"\b(?:not (?:covered|examine[d]?|rated|look(?:ed)? at|within|part of)"
            r"|(?:inspectors?|auditors?) (?:could|did)"
            r" not|no ratings were)\b|\bmeans\b.*\b(?:how|the share|the number)\b"
            r"|^An? [“\"‘\w -]+[”\"’]? is (?:the|a|an|behaviour) |\bscale runs\b|^Members who\b|"
            r"\bdoes not (?:comment|name)\b|\bno later than\b|\b(?:blamed|thinks? that)\b",
            text,
            re.IGNORECASE,
        )
    )


def _shortfall(passage: Passage, outline: Outline) -> str:
    """How many are left out by "only 11 of 29", where the sentence surely counts the good ones."""
    ratios = [r for r in outline.records(passage) if r.denominator and r.numerator is not None]
    if len(ratios) != 1 or not ratios[0].exact or ratios[0].negative or not ratios[0].printed:
        return ""
    (record,) = ratios
    share, rest = record.share, (record.denominator or 0) - (record.numerator or 0)
    if share is None or share > _ENOUGH or rest < 2 or record.before:
        return ""
    before = passage.clean[: passage.clean.find(record.printed)]
    good = _RESTRICTED.search(before) or (share >= 50 and _GOOD.search(passage.clean))
    return number(Decimal(rest)) if good and not _says_bad(passage.clean) else ""


def _says_bad(text: str) -> bool:
    without = re.sub(r"\b(?:only|just \d|just)\b", "", text, flags=re.IGNORECASE)
    return clerk.cue("lapse").search(without) is not None


def _rough(passage: Passage, outline: Outline) -> bool:
    """True where the text gives part of a known number in words only ("about half of the 116")."""
    return any(
        r.unit == "per cent" and r.denominator and not r.exact and r.subject
        for r in outline.records(passage)
    )


def _priority(passage: Passage, role: str, outline: Outline) -> int:
    if role == "concern" or _rough(passage, outline):
        return 1
    shares = [r.share for r in outline.records(passage) if r.share is not None]
    if shares and any(share < 75 for share in shares):
        return 1
    return 2 if outline.records(passage) else 3


def _counted(passage: Passage, outline: Outline, known: dict[Record, Known]) -> Suggestion | None:
    """A note in figures put into a sentence: "17 of 167 rape cases (10.2%) were not recorded."."""
    if passage.clean[:1].isupper() and passage.clean.endswith("."):
        return None
    said: list[tuple[str, str]] = []
    computed: set[str] = set()
    for record in outline.records(passage):
        if record.denominator is None or record.numerator is None or not record.exact:
            continue
        if record.negative or record not in known or not record.subject:
            continue
        match = Match(known[record], same=False)
        told = predicate(match)
        if told is None or not _PASSIVE.match(told) or match.count is None or match.share is None:
            continue
        if match.share < 100 - _ENOUGH:
            continue
        whole, part = number(record.denominator), number(match.count)
        counts = f"{part} of {whole} {label(record, outline.lexicon)}"
        said.append((f"{counts} ({percentage(match.share)}%)", told))
        computed |= {part.replace(",", ""), percentage(match.share)}
    if not said or len({told for _, told in said}) > 1:
        return None
    told = said[0][1]
    text = f"{join_english([counts for counts, _ in said])} {told}."
    scope = next((r.scope for r in outline.records(passage) if "which" in r.scope), "")
    if scope:
        clause = scope[scope.find("for which") :] if "for which" in scope else ""
        if not clause or len(said) != 1:
            return None
        text = f"In {said[0][0]} {clause}, it was {told.removeprefix('were ')}."
    return Suggestion(
        kind="counted",
        theme=outline.theme(passage, text),
        text=text,
        evidence=(outline.evidence(passage),),
        priority=1,
        computed=frozenset(computed),
    )
