"""One question being read: what it mentions, of which table, after which turn."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from cdi_qa.lookup.holds import is_share
from cdi_qa.lookup.mention import Mention, Scan
from cdi_qa.lookup.query import Query
from cdi_qa.lookup.vocabulary import Vocabulary, load_phrases
from cdi_qa.schema import Column, ColumnKind, Table
from cdi_qa.text import NUMBER_WORDS

_YES_NO = re.compile(
    r"^(?:so|and|but|ok|okay|well|then|also|surely|wait|hang on)?[\s,]*"
    r"(?:is|are|was|were|did|do|does|has|have|had"
    r"|isn'?t|aren'?t|wasn'?t|weren'?t|didn'?t|doesn'?t|don'?t"
    r"|am i right|right(?= that\b)|is it true|can you confirm)\b",
    re.IGNORECASE,
)
_ELLIPSIS = re.compile(
    r"^\s*(?:(?:right|well|lovely|great|thanks|cheers|fine|good|hmm?|oh|ah)\b\W*)*"
    r"(?:(?:and|ok|okay|so|but|then|also|now|what about|how about|same|likewise|or|sorry|no|"
    r"i meant|i mean|by how|which ones|who else|who are they|without|not counting|out of how many|"
    r"(?:take|leave|strip) out|leave off|drop|exclude|ignore|"
    r"how (?:far|much) (?:behind|ahead|better|worse|higher|lower|off) (?:are|is|were) \w+$)\b"
    r"|which of (?:those|these|them))",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(
    r"\b(?:that|it|its|they|their|theirs|them|those|these|em|(?:the )?same(?: one)?(?=\W*$))\b",
    re.IGNORECASE,
)
_COLUMN_NOUNS = frozenset(
    "crime crimes offence offences area areas bit bits part parts rate rates category categories "
    "column grade".split()
)
_SHORT, _RATHER_SHORT, _MIDDLING = 4, 9, 12
"""Words up to which a question is taken to lean on the one before; so with a pronoun; so with
one where it names no column.
"""
_WHO = frozenset({"who", "whos", "which", "whose"})
_OPEN = frozenset(
    {"nearest", "other end", "just above", "just below", "highest", "lowest", "rank", "mean"}
)
"""Operations that want a column."""
_WOULD = frozenset({"would", "wouldnt", "itd", "theyd", "wed", "might", "could"})
_POINTS = frozenset({"point", "points", "percent"})
_WITH_OWN = (
    "rank", "difference", "reach", "all columns", "highest", "lowest", "cmp <", "just below",
    "everything",
)  # fmt: skip
"""Operations of which some phrases name the own row ("where do we come")."""
_COUNT_OF_CRIMES = re.compile(
    r"\b(?:most|fewest|more|fewer|number of|many)\s+(?:\w+\s+)?(?:crimes|cases|offences|"
    r"victims|rapes|assaults|incidents|reports of|complaints)\b",
    re.IGNORECASE,
)
_AMOUNTS = frozenset({"more", "past", "from", "over"})
"""Comparisons that may be of things counted: "how many more crimes"."""
_RATES = frozenset("rate rates offence offences crime crimes".split())
_NONE = frozenset({"nobody", "no", "noone", "none", "not"})
_OWN_WORDS = frozenset({"we", "us", "our"})
_OPEN_WORDS = ({"what", "whats", "where"}, {"on", "at", "in", "for"})
"""With what a question begins and ends that leaves open which columns it is of."""


@dataclass(slots=True)
class Reader:
    """One question being read: its mentions, its table and the query of the turn before."""

    scan: Scan
    vocabulary: Vocabulary
    previous: Query | None
    yes_no: bool

    @property
    def table(self) -> Table:
        """The table that is asked about."""
        return self.vocabulary.table

    def column(self, name: str) -> Column:
        """The table's column of that name."""
        return self.table.column(name)

    def of_kind(self, kind: ColumnKind) -> list[str]:
        """The names of the table's columns of one kind."""
        numbering = self.vocabulary.numbering
        return [c.name for c in self.table.columns if c.kind == kind and c.name != numbering]

    def rates(self) -> list[str]:
        """The columns of figures that are rates of all or of an offence, by their headings."""
        named = [
            name
            for name in self.of_kind("number")
            if self.vocabulary.offence_name(self.column(name)) or name == self.main("number")
        ]
        return named or self.of_kind("number")

    @property
    def asks_all_rates(self) -> bool:
        """True for "on every rate" and, where the table has four rates, for "on all four"."""
        said = {word for m in self.scan.of("all columns") for word in m.value.split()}
        count = {word for word, number in NUMBER_WORDS.items() if number == len(self.rates())}
        return bool(said & (_RATES | count | {str(len(self.rates()))}))

    def main(self, kind: ColumnKind) -> str | None:
        """The column that a rate or a grade means where none is named: the overall or only one.

        Of several grades none of which is headed so, the first is taken.
        """
        names = self.of_kind(kind)
        overall = [name for name in names if is_headline(name)]
        if kind == "number" and len(names) > 1:
            shares = [name for name in names if is_share(self.column(name))]
            return next(iter(overall or (shares if len(shares) == 1 else [])), None)
        return next(iter(overall or names), None)

    def is_headline(self, name: str) -> bool:
        """True for a column that stands for the others: "Overall", "All …", or the only one."""
        return is_headline(name) or len(self.of_kind(self.column(name).kind)) == 1

    @property
    def comparators(self) -> list[Mention]:
        """The mentions of "over", "less than", "between" and the like."""
        return [mention for mention in self.scan.mentions if mention.kind.startswith("cmp ")]

    @property
    def supposes(self) -> bool:
        """True for "if Kent got 5 points more, where would they be", of which no row tells."""
        said = set(self.scan.tokens)
        return "if" in said and bool(said & _WOULD) and bool(said & _POINTS)

    @property
    def denies_all(self) -> bool:
        """True for "did nobody get Outstanding?", to which a yes and a no say the same."""
        return any(_NONE & set(mention.value.split()) for mention in self.scan.of("all"))

    @property
    def asks_which(self) -> bool:
        """True where rows are asked for: "who", "which", "forces"."""
        return bool((_WHO | {self.vocabulary.bodies, "forces"}) & set(self.scan.tokens))

    @property
    def asks_rows(self) -> bool:
        """True where it is rows that are asked for and not columns: "who", "which force"."""
        tokens, noun = self.scan.tokens, {self.vocabulary.body, "force"}
        pairs = pairwise(tokens)
        named = any(one in {"which", "what", "any"} and other in noun for one, other in pairs)
        return named or bool({"who", "whos", self.vocabulary.bodies, "forces"} & set(tokens))

    @property
    def asks_columns(self) -> bool:
        """True where it is columns that are asked for: "which crimes", "what area"."""
        said = pairwise(self.scan.tokens)
        nouns = _COLUMN_NOUNS - {self.vocabulary.body, self.vocabulary.bodies}
        return any(one in {"which", "what"} and other in nouns for one, other in said)

    @property
    def leaves_columns_open(self) -> bool:
        """True for "what does Kent beat us on", "what do we come last in"."""
        first, last = _OPEN_WORDS
        return self.scan.tokens[0] in first and self.scan.tokens[-1] in last

    @property
    def asks_reports(self) -> bool:
        """True where the rows are spoken of as reports: "reports since June", "which report"."""
        tokens = set(self.scan.tokens)
        plain = not self.scan.has("column", "key", "own")
        dated = bool(tokens & {"anything", "what"}) and self.scan.has("cue date")
        ended = "report" in tokens and self.scan.has("latest", "earliest")
        return plain and (
            bool({"reports", "inspections"} & tokens)
            or {"which", "report"} <= tokens
            or dated
            or ended
        )

    def keys(self) -> list[str]:
        """The rows that the question names, in its order, its own force by a pronoun included."""
        return list(dict.fromkeys(key for _, key in self.named_keys()))

    def named_keys(self) -> list[tuple[Mention, str]]:
        """The mentions of rows with the printed name of each; of its own force only the first."""
        named = [(mention, mention.value) for mention in self.scan.of("key")]
        own = self.vocabulary.own
        meant = self.scan.of("own") or [
            # "Where do we come" and "which of our figures" are read as one phrase.
            mention
            for mention in self.scan.of(*_WITH_OWN)
            if _OWN_WORDS & set(mention.value.split())
        ]
        if own is not None and meant:
            named.append((meant[0], own))
        return sorted(named, key=lambda item: item[0].start)

    def own(self) -> list[str]:
        """The row that the documents are about, as a list; empty where they are about none."""
        return [self.vocabulary.own] if self.vocabulary.own else []

    def numeric(self, columns: list[str]) -> list[str]:
        """Those of some columns that hold figures."""
        return [name for name in columns if self.column(name).kind == "number"]

    def graded(self, columns: list[str]) -> list[str]:
        """Those of some columns that hold grades."""
        return [name for name in columns if self.column(name).kind == "grade"]


def is_headline(name: str) -> bool:
    """True for the name of a column that sums the others up: "overall", "all_offences"."""
    return "overall" in name or "total" in name or name.startswith("all_")


def leans_back(question: str, scan: Scan) -> bool:
    """True where a question may leave out what the one before said: "and for rape?"."""
    length = len(scan.tokens)
    open_ended = any(m.kind in _OPEN or m.kind.startswith("cmp ") for m in scan.mentions)
    if length <= _RATHER_SHORT and open_ended and not scan.has("column", "grade", "month", "year"):
        return True  # "who is just above us?" leaves out in what
    most = _RATHER_SHORT if scan.has("column") else _MIDDLING
    pointing = length <= most and bool(_POINTS_BACK.search(question))
    return bool(_ELLIPSIS.match(question)) or length <= _SHORT or pointing


def goes_on(question: str, scan: Scan) -> bool:
    """True for "and for rape?": a few words that go on from something said before."""
    return len(scan.tokens) <= _SHORT and bool(_ELLIPSIS.match(question))


def is_yes_no(question: str) -> bool:
    """True where a question wants to be told yes or no."""
    return bool(_YES_NO.match(question))


def names_bodies(scan: Scan, vocabulary: Vocabulary) -> bool:
    """True where all the rows, or others than the own one, are spoken of: "the other forces"."""
    nouns = {vocabulary.bodies, "forces", "force", "constabularies"}
    return any(
        nouns & set(scan.tokens[mention.start : mention.end + 1])
        for mention in scan.of("all", "each")
    )


def counts_crimes(question: str) -> bool:
    """True for "how many rapes", "the number of cases": no table of rates counts them."""
    return bool(_COUNT_OF_CRIMES.search(question))


def counts_things(question: str, vocabulary: Vocabulary) -> bool:
    """True for "how many rapes": a count of anything but the table's rows."""
    return bool(_count_of_things(vocabulary.body, vocabulary.bodies).search(question))


@lru_cache(maxsize=32)
def _count_of_things(body: str, bodies: str) -> re.Pattern[str]:
    nouns = f"forces?|constabular\\w+|{re.escape(body)}|{re.escape(bodies)}"
    compared = (phrase for group in load_phrases()["comparators"].values() for phrase in group)
    verbs = "|".join(sorted({said for said in compared if said.isalpha()} - _AMOUNTS))
    crimes = _COUNT_OF_CRIMES.pattern if body not in {"offence", "crime"} else "(?!)"
    return re.compile(
        rf"\bhow many\b(?=\s+\w)(?!\s+(?:\w+\s+)?(?:{nouns})\b)"
        r"(?!\s+at (?:least|most)\b)"
        r"(?!\s+(?:of (?:the|them|those|these|each|ours?)|others?|got|get|are|were|did|have|"
        r"scored?|came|managed|made|hit|reached|failed|left|remain|"
        r"places|rungs?|positions?|spots?|do|is|points?|percentage points|times)\b)"
        rf"(?!\s+(?:{verbs})\b)"
        r"|\b(?:most|fewest|more|fewer)\s+reports\b"
        r"|\b(?:most|least|(?<!record )(?:more|less))\s+crime\b"
        rf"|{crimes}",
        re.IGNORECASE,
    )
