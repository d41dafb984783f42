"""What is to be done and by when: the actions that a question asks for by their deadlines.

An exact selection from every recommendation and area for improvement, as look-ups are from a
table: "within six months" is counted from the day on which the report came out, and said to be.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby

from cdi_qa.actions import Action, find_actions, sets_time
from cdi_qa.answering.compose import Composer
from cdi_qa.answering.due_asked import DueAsked
from cdi_qa.due import Deadline, find_deadline, spell_day
from cdi_qa.index import Index
from cdi_qa.outline import Outline
from cdi_qa.question import Question
from cdi_qa.schema import Claim, Evidence, Passage
from cdi_qa.text import NUMBER_WORDS, figures, join_english, stems, years_of

_ASKS_WHEN = re.compile(
    r"\b(?:by when|by (?:what|which) (?:date|day|month)|(?:what|which) (?:date|day)|deadlines?|"
    r"(?:last|latest|final) (?:day|date)|due|how (?:long|much time) (?:have|has|do|does))\b"
    r"|^\W*(?:so |and |but )?when(?:['’]?s| is| are| must| should| does| do| will| has| have)\b",
    re.IGNORECASE,
)
_ALIKE = 0.7
"""Share of stems in common from which two documents are taken to print the same action."""
_NOUNS = {"recommendation": "recommendation", "improvement": "area for improvement"}
_ANY_DAY = date(2000, 1, 1)
"""What lengths are counted from where they are only compared."""
_NUMBERS = {number: word for word, number in reversed(NUMBER_WORDS.items())}


@dataclass(frozen=True, slots=True)
class _Due:
    """An action with all that is needed to choose and to tell it."""

    action: Action
    day: date | None
    """The day it is due, of the report's own where it is to be done at once; None where unknown."""
    evidence: tuple[Evidence, ...]

    @property
    def deadline(self) -> Deadline | None:
        return self.action.deadline


_Chosen = tuple[list[_Due], str]
"""The actions that are asked for, and what is to be said of them first."""


class ActionsDue:
    """Knows the actions of one index. Safe to share between threads."""

    def __init__(self, index: Index, composer: Composer) -> None:
        self._index = index
        self._composer = composer

    def answer(self, asked: DueAsked) -> list[Claim]:
        """The actions asked for under their deadlines; empty where the documents set none."""
        earlier = asked.is_earlier or (asked.year > 0 and self._outline.is_long_before(asked.year))
        known = [each for each in self._actions if each.action.is_earlier == earlier]
        if asked.topic:
            known = self._on_topic(asked, known) or self._on_topic(asked, self._actions)
            known = [e for e in known if e.action.is_earlier == known[0].action.is_earlier]
        return self._tell(*self._choose(asked, known))

    def due(self, question: Question, passage: Passage) -> Claim | None:
        """The day by which a passage wants something done, and how it was counted.

        None where no day is asked for, no time is allowed, or it is in doubt from when it runs.
        """
        if not _ASKS_WHEN.search(question.text) or self._outline.published is None:
            return None
        first, deadline = self._allowed(passage)
        start, told = self._outline.published
        day = deadline.day(start) if deadline and deadline.unit else None
        if deadline is None or day is None or not years_of(passage.context) <= {str(start.year)}:
            return None
        said = [self._composer.statement(each) for each in dict.fromkeys([first, passage])]
        text = f"{_counted_day(deadline, day, start)}. {' '.join(each.text for each in said)}"
        evidence = (*(item for each in said for item in each.evidence), told)
        return Claim(text, tuple(dict.fromkeys(evidence)), frozenset(figures(text)))

    def _allowed(self, passage: Passage) -> tuple[Passage, Deadline | None]:
        """The passage that sets a deadline for one, itself or the first of its paragraph."""
        for action in (each.action for each in self._actions):
            if passage in action.block.passages:
                first = action.block.first
                return first, find_deadline(first.clean) or action.deadline
        deadline = find_deadline(passage.clean)
        return passage, deadline if deadline and deadline.start == 0 else None

    @cached_property
    def _outline(self) -> Outline:
        return Outline(self._index.corpus, self._index.lexicon)

    @cached_property
    def _printed(self) -> list[Action]:
        """The actions as the documents print them."""
        return [action for action in find_actions(self._outline) if not action.is_state]

    @cached_property
    def _actions(self) -> list[_Due]:
        """Every action once, though several documents print it."""
        found: list[tuple[frozenset[str], _Due]] = []
        for action in self._printed:
            told = frozenset(stems(action.text))
            evidence = self._evidence(action)
            same = next((at for at, (held, _) in enumerate(found) if _alike(held, told)), None)
            if same is None:
                found.append((told, _Due(action, self._day(action), evidence)))
            else:
                held, known = found[same]
                found[same] = held, _Due(known.action, known.day, (*known.evidence, *evidence))
        return [each for _, each in found]

    def _evidence(self, action: Action) -> tuple[Evidence, ...]:
        pages = groupby(action.block.passages, key=lambda passage: passage.page)
        runs = [list(run) for _, run in pages]
        return tuple(self._outline.evidence(run[0], run[-1]) for run in runs)

    def _day(self, action: Action) -> date | None:
        """When it is due; the report's own day where it is to be done at once, None if unknown."""
        if action.deadline is None:
            return None
        if action.deadline.immediate:
            return self._start
        return action.deadline.fixed if self._is_mixed else action.deadline.day(self._start)

    @property
    def _start(self) -> date:
        """What lengths are counted from."""
        return self._outline.published[0] if self._outline.published else _ANY_DAY

    @cached_property
    def _is_mixed(self) -> bool:
        """True where days are named beside lengths of which nobody knows from when they run."""
        deadlines = (action.deadline for action in self._printed)
        return self._outline.published is None and any(each and each.fixed for each in deadlines)

    # ── which of them ───────────────────────────────────────────────────────────────────────

    def _choose(self, asked: DueAsked, known: list[_Due]) -> _Chosen:
        if asked.follows is not None:
            told, _ = self._choose(asked.follows, known)
            left = [each for each in known if each not in told]
            if asked.select == "all":
                return left, ""
            last = max((each.day for each in told if each.day), default=None)
            later = [each for each in left if each.day and last and each.day > last]
            return _earliest(later), ""
        of_role = [each for each in known if each.action.role == asked.role] or known
        exact = [each for each in of_role if _has_length(each.deadline, asked)]
        now = _at_once(of_role) or _at_once(known)
        without = [each for each in of_role if not sets_time(each.action.block)]
        match asked.select:
            case "span" if exact:
                return exact, ""
            case "now" if now:
                return now, ""
            case "undated" if without:
                return without, ""
        if asked.select == "all" or any(e.day is None and e not in without for e in of_role):
            # Where a day is not plain, none is said to be the first, or due by then.
            return of_role, "None of them is given just that time." if asked.unit else ""
        return self._by_day(asked, [each for each in of_role if each.day], known) or (of_role, "")

    def _by_day(self, asked: DueAsked, dated: list[_Due], known: list[_Due]) -> _Chosen | None:
        if not dated:
            return None
        latest = max(each.day for each in dated if each.day)
        match asked.select:
            case "undated":
                return dated, "Each of them has a deadline."
            case "now":
                return _earliest(dated), "Nothing is to be done at once."
            case "first":
                return list(dict.fromkeys([*_earliest(known), *_earliest(dated)])), ""
            case "last":
                return [each for each in dated if each.day == latest], ""
        if self._outline.published is None or dated[0].action.is_earlier:
            return None
        first, last = self._days(asked)
        match asked.select:
            case "during":
                chosen = [each for each in dated if each.day and first <= each.day <= last]
            case "after":
                chosen = [each for each in dated if each.day and each.day > last]
            case _:
                chosen = [each for each in dated if each.day and each.day <= last]
        return (chosen, "") if chosen else (dated, "Nothing falls due then. What the dates are:")

    def _days(self, asked: DueAsked) -> tuple[date, date]:
        """The first and the last day of the time that is named."""
        if asked.unit:
            length = Deadline("", 0, 0, False, asked.count, asked.unit)
            return self._start, length.day(self._start) or self._start
        year, month, day = asked.day
        year = year or self._start.year + (month < self._start.month)
        end = min(day or 31, monthrange(year, month)[1])
        return date(year, month, (day and end) or 1), date(year, month, end)

    def _on_topic(self, asked: DueAsked, known: list[_Due]) -> list[_Due]:
        """Those that speak of all that is asked about."""
        keys = {unit.key for unit in asked.topic}
        return [each for each in known if keys <= self._keys(each.action)]

    def _keys(self, action: Action) -> frozenset[str]:
        said = [passage.clean for passage in action.block.passages]
        return self._index.lexicon.keys(" . ".join([*action.block.first.section[-1:], *said]))

    # ── telling them ────────────────────────────────────────────────────────────────────────

    def _tell(self, chosen: list[_Due], remark: str) -> list[Claim]:
        order = sorted(chosen, key=_in_order)
        groups = [list(group) for _, group in groupby(order, key=_told_together)]
        claims: list[Claim] = []
        for group in groups:
            head, evidence = self._head(group, opens=not claims)
            if remark and not claims:
                head = f"{remark} {head}"
            for at, each in enumerate(group):
                number = len(claims) + 1
                item = " ".join(passage.clean for passage in each.action.block.passages)
                text = f"{number}. {item}"
                text = f"{head}\n{text}" if at == 0 else text
                cited = (*each.evidence, *(evidence if at == 0 else ()))
                computed = frozenset([str(number), *(figures(head) if at == 0 else ())])
                claims.append(Claim(text, cited, computed))
        return claims

    def _head(self, group: list[_Due], opens: bool) -> tuple[str, tuple[Evidence, ...]]:
        """What is said over the actions of one deadline, and what the day is counted from."""
        nouns = [_counted(role, group) for role in _NOUNS]
        told = join_english([noun for noun in nouns if noun])
        was, one = group[0].action.is_earlier, len(group) == 1
        verb = ("was" if one else "were") if was else ("is" if one else "are")
        speakers = dict.fromkeys(item.source for each in group for item in each.evidence)
        spoken = join_english([self._index.corpus.source(name).spoken for name in speakers])
        opening = f"According to {spoken}, {told}" if opens else f"{told[0].upper()}{told[1:]}"
        if was and opens and (heading := group[0].action.block.first.section[-1:]):
            opening = f"{opening}, under “{heading[0]}”,"
        deadline, published = group[0].deadline, self._outline.published
        if deadline is None:
            gives = "gave" if was else "gives" if one else "give"
            return f"{opening} {gives} no day:", ()
        if deadline.immediate:
            return f"{opening} {verb} to be dealt with immediately:", ()
        day = deadline.day(published[0]) if published and deadline.unit and not was else None
        if published is None or day is None:
            return f"{opening} {verb} due {deadline.words}:", ()
        counted = _counted_day(deadline, day, published[0])
        source = f", according to {spoken}" if opens else ""
        return f"{counted}, {told} {verb} due{source}:", (published[1],)


def _in_order(each: _Due) -> tuple[bool, date, bool, str]:
    """By day; those of which none is known after them."""
    deadline = each.deadline
    words = "" if deadline is None or deadline.immediate else deadline.words
    return (each.day is None, each.day or date.max, deadline is None, words)


def _told_together(each: _Due) -> tuple[date | None, str]:
    return each.day, _in_order(each)[-1]


def _counted(role: str, group: list[_Due]) -> str:
    """ "two recommendations"."""
    count = sum(each.action.role == role for each in group)
    noun = _NOUNS[role] if count == 1 else _NOUNS[role].replace("area", "areas")
    plural = "s" if count > 1 and role == "recommendation" else ""
    return f"{_NUMBERS.get(count, count)} {noun}{plural}" if count else ""


def _at_once(known: list[_Due]) -> list[_Due]:
    return [each for each in known if each.deadline and each.deadline.immediate]


def _earliest(dated: list[_Due]) -> list[_Due]:
    first = min((each.day for each in dated if each.day), default=None)
    return [each for each in dated if each.day == first]


def _has_length(deadline: Deadline | None, asked: DueAsked) -> bool:
    if deadline is None or not deadline.unit:
        return False
    named = Deadline("", 0, 0, False, asked.count, asked.unit)
    return deadline.day(_ANY_DAY) == named.day(_ANY_DAY)


def _counted_day(deadline: Deadline, day: date, start: date) -> str:
    """ "By 7 March 2018, counted as six months from the publication of the report on …"."""
    count = _NUMBERS.get(deadline.count, deadline.count)
    length = f"{count} {deadline.unit}{'s' if deadline.count != 1 else ''}"
    published = f"the publication of the report on {spell_day(start)}"
    return f"By {spell_day(day)}, counted as {length} from {published}"


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= _ALIKE * len(one | other)
