"""Questions of the table in wordings that the grammar does not know, read by what they are like.

A linear classifier over a wording's embedding and the operations that it mentions says which of the
forms in `knowledge/forms.toml` it is. The question's names then go into that form, and the grammar
reads it: whatever is answered is a query that the grammar makes. A form fits only where it has room
for exactly the names that were mentioned.

The classifier (multinomial logistic regression) is taught by `training/teach_wordings.py` with the
wordings in `training/wordings/`; its weights ship with the package.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from cdi_qa.lookup.columns import numeric_column
from cdi_qa.lookup.conditions import holds_none, points_at_few
from cdi_qa.lookup.coverage import takes_up
from cdi_qa.lookup.forms import NAMES, SLOT, Form, Worded, load_forms, put_names_aside
from cdi_qa.lookup.mention import Scan
from cdi_qa.lookup.narrowed import is_narrowed
from cdi_qa.lookup.parse import NotInTable, parse_question
from cdi_qa.lookup.plainly import without_courtesies, without_talk
from cdi_qa.lookup.pointing import points_nowhere
from cdi_qa.lookup.query import Query, as_earlier
from cdi_qa.lookup.reader import Reader, counts_crimes, goes_on, leans_back
from cdi_qa.lookup.relative import directions
from cdi_qa.lookup.scan import scan
from cdi_qa.lookup.vocabulary import Vocabulary
from cdi_qa.schema import Encoder
from cdi_qa.tuning import read_weights

WEIGHTS = Path(__file__).parent.parent / "weights" / "wordings.safetensors"
WORDINGS_SHA256 = "f9460dc9f64bb44c9939dd9fd7f0f72fdb9393c1b9703a07de106826ab7535f8"
NO_FORM = "none"
"""The class of questions that no form fits, because the table does not answer them."""
SURE = 0.7
"""Probability from which a form is taken to be what is asked."""
CERTAIN = 0.8
"""Probability from which it is taken in place of a guess, or of a few words that name nothing."""
LIKELY = 0.5
"""Probability from which it is offered, as the likeliest reading, and asked back about."""
_EMBEDDING_SCALE, _MENTION_SCALE = 3.0, 0.7
"""How much the two parts of the features weigh under one regularisation."""
_MOST_MENTIONS = 3
_SHORT = 4
"""Words; a shorter question that names nothing is likely to lean on what was said before."""
_CONCEPTS = frozenset({"offence", "matter", "person"})
"""Kinds of concepts that a question is about where it names them, and that no form has room for."""
_SECOND = "2nd"
_OF = frozenset({"for", "on"})
_OPPOSITES = (
    (
        frozenset("above over higher highest best better top greatest beat beats".split()),
        frozenset("below under lower lowest worst worse bottom beneath least weakest".split()),
    ),
    (frozenset({"after", "since", "later"}), frozenset({"before", "earlier", "prior"})),
)
"""Words that leave no doubt of a direction: an embedding tells opposites badly apart."""
_COMPARE = frozenset().union(
    *(words for pair in _OPPOSITES for words in pair),
    "better worse behind ahead beat beats far gap difference compare closest least most over "
    "between range quarter half".split(),
)
"""Words of which a form that compares has one."""

_ROWS = frozenset(
    "areas places regions bodies organisations services outfits others ones constabularies".split()
)
"""What the rows of a comparison may be called."""
_WHO = frozenset("who whos forces compared table list".split())
_TO_TAKE_UP = (
    "except", "only", "ratio", "tie", "median", "within", "quarter", "tally", "each", "link",
    "nearest", "sum",
)  # fmt: skip
"""Operations that change what is asked, and that few wordings mention for anything else."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """The form that a question is likest to."""

    asked: str
    """The form with the question's names in it."""
    probability: float
    """Among the forms that have room for the names, and none; 0 to 1."""


class Classifier:
    """Tells which form a wording is. Safe to share between threads."""

    def __init__(
        self,
        classes: tuple[str, ...],
        operations: tuple[str, ...],
        weights: NDArray[np.float32],
        constants: NDArray[np.float32],
    ) -> None:
        """`weights`: shape (classes, dimensions + operations); `constants`: shape (classes,)."""
        self.classes = classes
        self._operations = operations
        self._weights = weights
        self._constants = constants

    @classmethod
    def load(cls) -> Classifier:
        """The one that ships. Raises ModelError where its file is missing or damaged."""
        from safetensors import safe_open
        from safetensors.numpy import load

        kept = read_weights(WEIGHTS, WORDINGS_SHA256)
        with safe_open(WEIGHTS, framework="numpy") as opened:
            told = json.loads(opened.metadata()["told"])
        parts = load(kept)
        return cls(
            tuple(told["classes"]),
            tuple(told["operations"]),
            parts["weights"].astype(np.float32),
            parts["constants"].astype(np.float32),
        )

    def probabilities(
        self, vector: NDArray[np.float32], operations: Counter[str]
    ) -> dict[str, float]:
        """Each class's probability, 0 to 1."""
        logits = self._weights @ features(vector, operations, self._operations) + self._constants
        shares = np.exp(logits - logits.max())
        return dict(zip(self.classes, (shares / shares.sum()).tolist(), strict=True))


def features(
    vector: NDArray[np.float32], operations: Counter[str], known: tuple[str, ...]
) -> NDArray[np.float32]:
    """What the classifier sees of a wording, shape (dimensions + operations,)."""
    told = [_MENTION_SCALE * min(operations[kind], _MOST_MENTIONS) for kind in known]
    return np.concatenate([_EMBEDDING_SCALE * vector, np.asarray(told, dtype=np.float32)])


def _is_other_way(query: Query, reader: Reader) -> bool:
    """True where a question asks, by its words, for rows above or below and a form does not."""
    said = directions(reader)
    asked = {test.operator[0] for test in query.filters if isinstance(test.value, Decimal)}
    asked &= {"<", ">"}
    told = bool(said) and bool(asked) and query.kind in {"filter", "count"}
    return told and not said <= asked


def _adds_columns(query: Query, reader: Reader) -> bool:
    """True where a form holds rows to every figure and the question speaks of no such thing."""
    several = len({test.column for test in query.filters}) > 1 and query.than is not None
    return several and not reader.scan.has("all columns", "any column", "column")


def _counts_others(query: Query, seen: Scan) -> bool:
    """True where a form asks which rows there are and the question how many of something else."""
    tokens = seen.tokens
    counted = [after for word, after in pairwise(tokens) if word == "many"]
    told = query.kind == "column" and not query.columns and bool(counted)
    return told and counted[0] in set(seen.leftover) - _ROWS


def _lists_unnamed(query: Query, reader: Reader) -> bool:
    """True where a form asks for all rows and the question names none, or a column: "how many", of
    what was spoken of before, and "on what".
    """
    vocabulary = reader.vocabulary
    rows = _ROWS | _WHO | {vocabulary.body, vocabulary.bodies}
    unnamed = not rows & set(reader.scan.tokens) or reader.scan.has("all columns", "column")
    return query.kind == "column" and not query.columns and unnamed


def _takes_up(query: Query, reader: Reader) -> bool:
    """True where a query does something about each operation that changes what is asked."""
    kinds = {mention.kind for mention in reader.scan.mentions}
    ends = {"highest", "lowest"} <= kinds
    told = not ends or "range" in {query.aggregate, *query.beside}
    if query.kind == "pair" and not query.claim and {"highest", "lowest"} & kinds:
        told = told and bool(kinds & {"difference", "ratio", "nearest"})  # "best for both"
    return told and all(takes_up(kind, query) for kind in kinds & set(_TO_TAKE_UP))


def _names_other_subject(seen: Scan) -> bool:
    """True for "top and bottom for nasty stuff": of something, and no column is called that."""
    left = set(seen.leftover)
    of = (at for at, token in enumerate(seen.tokens) if token in _OF)
    return not seen.has("column") and any(left & set(seen.tokens[at + 1 : at + 3]) for at in of)


def _points_away(form: Form, seen: Scan) -> bool:
    """True where a question names one direction outright and the form the opposite one, or where
    it compares and the form does not.
    """
    said, asked = set(seen.tokens), set(form.says.replace("?", "").split())
    if seen.has("cmp >", "cmp <") and not asked & _COMPARE:
        return True
    return any(
        said & one and not said & other and asked & other and not asked & one
        for pair in _OPPOSITES
        for one, other in (pair, pair[::-1])
    )


def _fill(form: Form, worded: Worded, usual: Mapping[str, str | None]) -> str | None:
    """A form with a question's names in it; None where the two do not fit."""
    if worded.place and "{place}" not in form.says:
        return None
    if any(len(told) > form.room[sort] for sort, told in worded.names.items()):
        return None
    names = dict(worded.names)
    for sort, count in form.room.items():
        if not names.get(sort) and count == 1 and (meant := usual.get(sort)):
            names[sort] = (meant,)
    if any(len(names.get(sort, ())) != count for sort, count in form.room.items()):
        return None

    def put(match: re.Match[str]) -> str:
        sort, number = match.groups()
        if sort == "place":
            return worded.place or _SECOND
        return names[sort][int(number or 1) - 1]

    return SLOT.sub(put, form.says)


@lru_cache(maxsize=1)
def _shipped_classifier() -> Classifier:
    return Classifier.load()


class WordingReader:
    """Reads questions of one table by what they are like. Safe to share between threads."""

    def __init__(self, vocabulary: Vocabulary, encoder: Encoder) -> None:
        self._vocabulary = vocabulary
        self._encoder = encoder
        self._classifier = _shipped_classifier()
        self._likest = lru_cache(maxsize=256)(self._find_likest)

    def read(self, question: str, previous: Query | None = None) -> Query | NotInTable | None:
        """The query that a question asks of the table; None where it asks for something else.

        What the grammar reads stands, unless it only guesses: where every word is known, a likeness
        is worth less (it was no more often right, over 1,460 questions, and wrong of plain ones). A
        form that is only likely is marked as guessed. `previous` is the query of the turn before.
        """
        parsed = parse_question(question, self._vocabulary, previous)
        if parsed is not None and not (isinstance(parsed, Query) and parsed.guessed):
            return parsed
        plain = without_talk(without_courtesies(question), self._vocabulary)
        reader = Reader(scan(plain, self._vocabulary), self._vocabulary, None, False)
        before = previous if leans_back(plain, reader.scan) else None
        if parsed is not None and before is not None:
            return parsed
        reader = replace(reader, previous=before)
        if (points_nowhere(reader) or points_at_few(reader.scan)) and not reader.keys():
            return parsed
        alone = not reader.scan.mentions or goes_on(question, reader.scan)
        if (before is None and alone) or reader.scan.has("class") or reader.scan.leaves_year:
            return parsed  # "and theirs?"; no form has room for a group of rows
        found = self._likest(plain, before)
        if found is None:
            return parsed
        query = parse_question(found.asked, self._vocabulary)
        if not isinstance(query, Query) or query.guessed or not _takes_up(query, reader):
            return parsed
        otherwise = _is_other_way(query, reader) or _adds_columns(query, reader)
        if otherwise or _counts_others(query, reader.scan) or _lists_unnamed(query, reader):
            return parsed
        named = any(mention.kind in NAMES for mention in reader.scan.mentions)
        doubted = parsed is not None or (not named and len(reader.scan.tokens) <= _SHORT)
        if doubted and found.probability < CERTAIN:
            return parsed
        return replace(
            query,
            read_as=found.asked.rstrip("?") + "?",
            remarks=tuple(dict.fromkeys([*query.remarks, *reader.scan.remarks])),
            earlier=as_earlier(before),
            guessed=found.probability < SURE,
            national=reader.scan.has("cue national"),
        )

    def _is_of_other_things(self, reader: Reader) -> bool:
        units = self._vocabulary.concepts_among(reader.scan.leftover)
        return any(unit.kind in _CONCEPTS for unit in units)

    def _probabilities(self, worded: Worded) -> dict[str, float]:
        vector = self._encoder.encode([worded.text])[0]
        return self._classifier.probabilities(vector, worded.operations)

    def _find_likest(self, plain: str, before: Query | None) -> Likeness | None:
        """The likeliest form that has room for the names, filled in, and how likely it is."""
        reader = Reader(scan(plain, self._vocabulary), self._vocabulary, None, False)
        worded = put_names_aside(reader)
        narrowed = is_narrowed(reader.scan, self._vocabulary)
        if worded is None or counts_crimes(plain) or narrowed or self._is_of_other_things(reader):
            return None
        fitting = self._fitting(worded, before, reader)
        if not fitting:
            return None
        told = self._probabilities(worded)
        whole = told[NO_FORM] + sum(told[name] for name in fitting)
        best = max(fitting, key=lambda name: told[name])
        if told[best] < told[NO_FORM]:
            return None
        probability = told[best] / whole
        return Likeness(fitting[best], probability) if probability >= LIKELY else None

    def _fitting(self, worded: Worded, before: Query | None, reader: Reader) -> dict[str, str]:
        """The forms that have room for exactly a question's names, by their names, filled in."""
        is_own = self._vocabulary.own in set(reader.keys())
        usual = {sort: self._usual(sort, before, reader) for sort in ("force", "measure", "graded")}
        return {
            name: filled
            for name, form in load_forms().items()
            if (is_own or not form.is_own)
            and form.denies == (bool(worded.operations["not"]) or holds_none(reader.scan))
            and (filled := _fill(form, worded, usual)) is not None
            and not _points_away(form, reader.scan)
        }

    def _usual(self, sort: str, before: Query | None, reader: Reader) -> str | None:
        """What is meant where no name of a sort is given: that of the turn before, or the main."""
        told = before.columns if before is not None else ()
        if sort == "force" and before is not None:
            others = [key for key in before.keys if key != self._vocabulary.own]
            return others[0] if len(others) == 1 else None
        if _names_other_subject(reader.scan):
            return None
        if sort == "measure":
            name = next(iter(reader.numeric(list(told))), numeric_column(reader, []))
        elif sort == "graded":
            name = next(iter(reader.graded(list(told))), reader.main("grade"))
        else:
            return None
        return reader.column(name).heading.lower() if name else None
