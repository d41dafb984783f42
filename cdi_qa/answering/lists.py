"""Lists: "what are the recommendations?" wants a section whole and in order, not a passage."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from cdi_qa.answering.answer_type import count_noun
from cdi_qa.answering.asked_as import known_as, offence_of
from cdi_qa.answering.other_time import is_of_other_time, is_undone
from cdi_qa.answering.which_one import asks_for_one
from cdi_qa.index import Index
from cdi_qa.knowledge.lexicon import Unit
from cdi_qa.question import Question, read_question
from cdi_qa.schema import Evidence, Passage
from cdi_qa.text import NUMBER_WORDS, YEAR, fold_space, words

MATCH = 0.75
"""Share of the question's weight that a list's heading and lead-in must speak of."""
_EXACT = 0.95
_COUNTED = 0.85
"""The same where the number of its items is asked for, of which its name has to speak."""
_BARE_HEADING = 5
"""Words; a longer question that does not ask for a list wants a passage of it."""
_LISTED = frozenset({"fact", "count", "why", "yes_no", "definition"})
PAST = "term:2014 inspection"
"""The concept of an inspection before the one that is spoken of."""
OWN_BODY = "body:force"
"""The body that the documents are about: nearly every list is of it, whether it says so or not."""
_THIS_ONE = "word:this inspection"
"""The concept of the inspection that is spoken of."""
_SINCE = re.compile(r"\bsince (?:the )?(?:(?:19|20)\d\d|last|previous)\b[\w ]*", re.IGNORECASE)
"""The time that a heading only counts from: "Improved since 2014" tells of what came after."""
_PAST_YEAR = re.compile(r"\b20(?:0\d|1[0-4])\b")
_COUNTS_THINGS = re.compile(r"\bhow many (?!(?:did|do|does|were|was|are|is|has|have|had)\b)", re.I)
_TELLS_FIRST = re.compile(r"\b\w+ \w+ \w+,? (?:but|although|while|though)\b.*:$")
_TO_BE_DONE = re.compile(r"\b(?:for|needing|needs?|to) improve(?:ment)?\b", re.IGNORECASE)
_DONE = re.compile(
    r"\b(?:has|have|had|did|got|gone|been|whats)\b.*\b(?:better|improv\w+|progress)\b"
    r"|\bimproved\b",
    re.IGNORECASE,
)
""""What has got better" is not asked of what is still to be made better."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list with the run of text it is quoted from."""

    text: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class FoundList:
    """A list: what introduces it and its items in the document's order."""

    source: str
    heading: str
    lead_in: str
    path: tuple[str, ...]
    items: tuple[Item, ...]
    numbered: bool = False
    """True where the document numbers its items."""

    @property
    def text(self) -> str:
        """All that is in it, heading and lead-in too."""
        return " . ".join([self.heading, self.lead_in, *(item.text for item in self.items)])


class ListFinder:
    """Knows every list of one index."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._read: dict[str, frozenset[str]] = {}

    @cached_property
    def lists(self) -> list[FoundList]:
        """Every list, and every section as a list of its paragraphs, in reading order."""
        by_section: dict[str, list[Passage]] = {}
        for passage in self._index.corpus.passages:
            if passage.kind not in {"footnote", "link"}:
                by_section.setdefault(passage.section_id, []).append(passage)
        return [found for held in by_section.values() for found in self._lists_of(held)]

    def _lists_of(self, passages: list[Passage]) -> Iterator[FoundList]:
        """The lists of one section: those with a lead-in, and the section's own blocks."""
        blocks = _by_block(passages)
        leads = list(dict.fromkeys(p.lead_in for p in passages if p.lead_in))
        for lead in leads:
            members = [block for block in blocks if block[0].lead_in == lead]
            if len(members) >= 2:
                yield self._make(members, lead)
        tops = _with_sub_items(blocks)
        bullets = [group for group in tops if group[0].kind in {"bullet", "item"}]
        chosen = bullets if len(bullets) >= 2 else tops
        if passages[0].section and tops:
            yield self._make(_until_set_off(chosen), "")

    def _make(self, groups: list[list[Passage]], lead_in: str) -> FoundList:
        first = groups[0][0]
        return FoundList(
            source=first.source,
            heading=first.section[-1] if first.section else "",
            lead_in=lead_in,
            path=first.section,
            items=tuple(self._item(group) for group in groups),
            numbered=all(group[0].kind == "item" for group in groups),
        )

    def _item(self, group: list[Passage]) -> Item:
        first, last = group[0], group[-1]
        page = self._index.corpus.page(first.source, first.page)
        quote = fold_space(page.text[first.start : last.end])
        text = " ".join(passage.clean for passage in group)
        return Item(text, Evidence(first.source, first.page, first.section, quote))

    def find(self, question: Question) -> FoundList | None:
        """The list that a question asks for, or None."""
        for plainly in known_as(question):
            if (found := self.find(read_question(plainly, self._index.lexicon))) is not None:
                return found
        if (told := self._headed_by_topic(question)) is not None:
            return told
        if not question.units or question.context or question.asks not in _LISTED:
            return None
        if asks_for_one(question.text):
            return None
        wanted = MATCH
        if question.asks == "count":
            # "How many recommendations?" is answered by a list, "how many rapes?" is not.
            if any(unit.kind == "offence" for unit in question.units):
                return None
            if not _COUNTS_THINGS.search(question.text):
                return None  # "how many did they challenge"
            wanted = _COUNTED
        elif question.asks == "definition":
            wanted = _EXACT
        elif not question.wants_list:
            if len(words(question.text)) > _BARE_HEADING:
                return None
            wanted = _EXACT
        named = {at for unit in question.units for at in self._named.get(unit.key, ())}
        scored = [(self._score(question, self.lists[at]), -at, self.lists[at]) for at in named]
        best = max(scored, key=lambda entry: entry[:2], default=None)
        if best is None or best[0] < wanted:
            return None
        found = best[2]
        if is_of_other_time(question.text, found.lead_in):
            return None
        if is_undone(question.text) and not is_undone(f"{found.heading} {found.lead_in}"):
            return None  # what has not improved is in no list of what has
        if len(found.items) == 1 and (best[0] < _EXACT or question.asks == "count"):
            return None
        if question.asks == "count" and not self._counts(question, found):
            return None
        # "What is an N100?" asks for its definition, "what is the cause of concern?" for the text.
        one_word = len(found.heading.split()) == 1
        return None if question.asks == "definition" and one_word else found

    def begun_by(self, passage: Passage) -> FoundList | None:
        """The list of a section that begins with a passage."""
        return next((found for found in self.lists if found.items[0].text == passage.clean), None)

    def _counts(self, question: Question, found: FoundList) -> bool:
        """True where a list is named as one of what is to be counted."""
        counted = count_noun(question, self._index.lexicon)
        named = self._index.lexicon.units(found.lead_in or found.heading)
        return not counted or any(
            unit.key == counted[0].key and unit.surface.endswith("s") for unit in named
        )

    def _headed_by_topic(self, question: Question) -> FoundList | None:
        """The section that is headed by the offence of which all is asked for."""
        lexicon = self._index.lexicon
        if (topic := offence_of(question, lexicon)) is None:
            return None
        headed = (
            self.lists[at]
            for at in self._named.get(topic, ())
            if not self.lists[at].lead_in
            and {unit.key for unit in lexicon.units(self.lists[at].heading)} == {topic}
        )
        return next(headed, None)

    def around(self, question: Question, passage: Passage) -> FoundList | None:
        """The list that a passage introduces, or is an item of where a list is asked for."""
        if is_undone(question.text) or asks_for_one(question.text):
            return None
        if passage.clean.endswith(":"):
            if question.asks == "yes_no" and tells_more(passage):
                return None
            return next((found for found in self.lists if found.lead_in == passage.clean), None)
        if not (question.wants_list and passage.lead_in) or question.asks not in _LISTED:
            return None
        if is_of_other_time(question.text, passage.lead_in):
            return None
        if question.wants_all:
            return next((found for found in self.lists if found.lead_in == passage.lead_in), None)
        named = self._index.lexicon.keys(passage.lead_in)
        telling = [unit for unit in question.units if not is_generic(unit)]
        held = [unit for unit in telling if unit.key in named]
        if not held or len(held) < len(telling) / 2:
            return None
        whole = next((found for found in self.lists if found.lead_in == passage.lead_in), None)
        return whole if whole is None or not self._is_of_one(telling, whole, named) else None

    def _is_of_one(self, telling: list[Unit], found: FoundList, named: frozenset[str]) -> bool:
        """True where what is asked about, beside what introduces a list, is in one item alone."""
        wanted = {unit.key for unit in telling} - named
        items = [item for item in found.items if wanted & self._keys(item.text)]
        return bool(wanted) and len(items) == 1

    @cached_property
    def _named(self) -> dict[str, list[int]]:
        """For each key the places of the lists that are named by it."""
        places: dict[str, list[int]] = defaultdict(list)
        for at, found in enumerate(self.lists):
            for key in self._keys(found.lead_in or found.heading):
                places[key].append(at)
        return places

    def _keys(self, text: str) -> frozenset[str]:
        """The lexicon's keys of a heading or title, read once."""
        if text not in self._read:
            self._read[text] = self._index.lexicon.keys(text)
        return self._read[text]

    def is_past(self, found: FoundList) -> bool:
        """True for a list of an inspection before the one that is spoken of."""
        source = self._index.corpus.source(found.source)
        around = " . ".join([*found.path, source.title, source.attribution])
        named = _SINCE.sub(" ", found.lead_in or found.heading)
        heading = _SINCE.sub(" ", found.heading)
        named_so = PAST in self._keys(named) | self._keys(around)
        return named_so or _PAST_YEAR.search(heading) is not None

    def _score(self, question: Question, found: FoundList) -> float:
        source = self._index.corpus.source(found.source)
        if _DONE.search(question.text) and _TO_BE_DONE.search(found.heading):
            return 0.0
        name = self._keys(_SINCE.sub(" ", found.lead_in or found.heading))
        around = self._keys(" . ".join([*found.path, source.title, source.attribution]))
        past_list, past_asked = self.is_past(found), asks_of_past(question)
        held = total = 0.0
        named = False
        units = dict.fromkeys(u for u in question.units if u.key not in {OWN_BODY, _THIS_ONE})
        for unit in units or dict.fromkeys(question.units):
            weight = 0.4 if unit.kind == "word" or is_generic(unit) else 1.0
            total += weight
            if unit.key in name:
                held += weight
                telling = weight == 1.0 and not YEAR.fullmatch(unit.surface)
                named = named or telling or len(question.units) == 1
            elif unit.key in around or (unit.key == PAST and past_list):
                held += weight * 0.8
        if not named or not total:
            return 0.0
        score = held / total
        if past_list != past_asked:
            score -= 0.35
        if source.kind == "full":
            score += 0.03
        # A heading that says just what was asked beats one that says more, above all another term:
        # "Action plan in response to the cause of concern" heads no causes of concern.
        asked = {unit.key for unit in question.units}
        more = [u for u in self._index.lexicon.units(found.heading) if u.key not in asked]
        if total < 1.0 and not found.lead_in and any(unit.kind == "term" for unit in more):
            return 0.0  # "what is this paper for" is on no "methodology notes"
        return score - sum(0.05 if unit.kind == "term" else 0.02 for unit in more)


def asks_of_past(question: Question) -> bool:
    """True where a question names an inspection before the one that is spoken of."""
    named = any(unit.key == PAST for unit in question.units)
    return named or any(int(year) <= 2014 for year in question.years)


def tells_more(passage: Passage) -> bool:
    """True for a lead-in that tells something first: "No grades were given but … as follows:"."""
    return _TELLS_FIRST.search(passage.clean) is not None


_GENERIC = frozenset(
    {"word:recorded", "word:reports", "term:crime recording"}
    | {"inspect", "crime", "find", "year", "polic"}
)


def is_generic(unit: Unit) -> bool:
    """True for what nearly every list of these documents is about."""
    return unit.kind == "body" or unit.key in _GENERIC or unit.surface in NUMBER_WORDS


def _by_block(passages: list[Passage]) -> list[list[Passage]]:
    blocks: list[list[Passage]] = []
    for passage in passages:
        if blocks and blocks[-1][0].block == passage.block:
            blocks[-1].append(passage)
        else:
            blocks.append([passage])
    return blocks


def _with_sub_items(blocks: list[list[Passage]]) -> list[list[Passage]]:
    """Blocks in which a list that a block introduces is part of that block."""
    groups: list[list[Passage]] = []
    for block in blocks:
        introduced = block[0].lead_in
        if groups and introduced and any(passage.clean == introduced for passage in groups[-1]):
            groups[-1].extend(block)
        else:
            groups.append(list(block))
    return groups


def _until_set_off(groups: list[list[Passage]]) -> list[list[Passage]]:
    """The run of items before a paragraph that white space sets off from items set close."""
    if len(groups) < 3 or groups[1][0].set_off:
        return groups
    for at in range(2, len(groups)):
        if groups[at][0].set_off:
            return groups[:at]
    return groups
