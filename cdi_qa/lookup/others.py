"""Whether a question is of other rows than the readers' own, of which the prose tells nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from cdi_qa.lookup.query import Query
from cdi_qa.lookup.reader import counts_things, leans_back, names_bodies
from cdi_qa.lookup.reasons import asks_only_why
from cdi_qa.lookup.scan import scan
from cdi_qa.lookup.vocabulary import Vocabulary
from cdi_qa.schema import Corpus

_THEY = frozenset({"they", "their", "theirs", "them"})


class OtherRows:
    """The rows of one table but the readers' own, and what the prose has of them."""

    def __init__(self, vocabulary: Vocabulary, corpus: Corpus) -> None:
        self._vocabulary = vocabulary
        self._prose = [p.clean for p in corpus.passages if p.kind != "row"]

    def are_asked(self, question: str, before: Query | None) -> bool:
        """True where it is another row's or force's doing that is asked for, and no prose names it:
        what the documents say of their own is no answer. `before` is the query before.
        """
        own = self._vocabulary.own
        if before is not None and asks_only_why(question):
            return set(before.keys) != {own}
        seen = scan(question, self._vocabulary)
        if seen.has("own"):
            return False
        named = {mention.value for mention in seen.of("key")} - {own}
        leans = bool(_THEY & set(seen.tokens)) or seen.has("cue number", "count")
        leans = leans and leans_back(question, seen)
        if before is not None and not (named or seen.absent) and leans:
            named = set(before.keys) - {own}  # "and as a number of crimes?"
        if own is None:
            return bool(named) and not self._is_told_of(named)
        if not named and not seen.absent:
            ranked = seen.has("highest", "lowest") and self._tells_of_own_alone
            asked = ranked or counts_things(question, self._vocabulary)
            return asked and names_bodies(seen, self._vocabulary)
        return not self._is_told_of(named, *seen.absent)

    def _is_told_of(self, keys: Iterable[str], *absent: str) -> bool:
        """True where prose names one of some rows, or of the forces that the table lacks."""
        names = [*absent, *(name for key in keys for name in self._vocabulary.names_of(key))]
        return any(name in told for told in self._prose for name in names)

    @cached_property
    def _tells_of_own_alone(self) -> bool:
        """True where the prose names no row of the table but the readers' own."""
        others = (key for key in self._vocabulary.printed if key != self._vocabulary.own)
        names = [re.escape(name) for key in others for name in self._vocabulary.names_of(key)]
        named = re.compile(rf"\b(?:{'|'.join(names)})\b")
        return not names or not any(named.search(told) for told in self._prose)
