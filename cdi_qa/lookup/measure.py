"""What a table's columns measure, as far as the documents say: the unit and the words for it."""

from __future__ import annotations

import re
from functools import cached_property

from cdi_qa.lookup.vocabulary import Vocabulary
from cdi_qa.schema import Column, Corpus, Passage
from cdi_qa.text import NUMBER, figures, stem, words

_PER_CENT = r"\s?(?:%|per\s?cent)"
_RATE = re.compile(r"\b([a-z]+ rate)s?\b", re.IGNORECASE)
_WHOLE = frozenset("overall total all average".split())


class Measures:
    """The unit and wording of each column, found by matching the table with the prose."""

    def __init__(self, vocabulary: Vocabulary, corpus: Corpus) -> None:
        self._vocabulary = vocabulary
        self._corpus = corpus

    @cached_property
    def per_cent(self) -> bool:
        """True where the table's figures are per cent: the prose prints one of them so, or no
        figure leaves 0 to 100 and the prose speaks of percentages.
        """
        texts = [passage.clean for passage in self._corpus.passages]
        for column in self._vocabulary.table.columns:
            printed = self._own_figure(column)
            if printed and any(
                re.search(rf"(?<![\d.]){re.escape(printed)}{_PER_CENT}", text) for text in texts
            ):
                return True
        values = [
            cell.number
            for row in self._vocabulary.table.rows
            for cell in row.cells
            if cell.number is not None
        ]
        spoken = any(re.search(r"%|\bper\s?cent", text) for text in texts)
        return spoken and all(0 <= value <= 100 for value in values)

    @cached_property
    def noun(self) -> str:
        """The documents' word for what is measured ("recording rate"), or "rate" or "figure"."""
        own = [self._own_figure(column) for column in self._vocabulary.table.columns]
        passages = self._corpus.passages
        near = [p for p in passages if any(f and f in figures(p.clean) for f in own)]
        for passage in [*near, *passages]:
            if match := _RATE.search(passage.clean):
                return match.group(1).lower()
        return "rate" if self.per_cent else "figure"

    def _own_figure(self, column: Column) -> str | None:
        own = self._vocabulary.own
        if own is None or column.kind != "number":
            return None
        table = self._vocabulary.table
        cell = table.row_of(own).cells[table.position(column.name)]
        return cell.printed.rstrip("%") if cell.number is not None else None

    def is_explained(self, column: Column) -> bool:
        """False for a column of figures of which the documents say nothing but its heading."""
        if column.kind != "number":
            return True
        if set(words(column.heading)) & _WHOLE or self._vocabulary.offence_name(column):
            return True
        return bool(self.corroborating(column))

    def corroborating(self, column: Column) -> list[Passage]:
        """Passages that print the own row's figure of a column and speak of its subject."""
        printed = self._own_figure(column)
        if printed is None:
            return []
        subject = {
            phrase.stems for phrase in self._vocabulary.phrases if phrase.column == column.name
        }
        whole = bool(set(words(column.heading)) & _WHOLE)
        found = []
        for passage in self._corpus.passages:
            if printed not in figures(passage.clean):
                continue
            held = tuple(stem(word) for word in words(passage.clean))
            named = any(
                held[at : at + len(run)] == run for run in subject for at in range(len(held))
            )
            if named or (whole and self._speaks_of_whole(passage, printed)):
                found.append(passage)
        return found

    def _speaks_of_whole(self, passage: Passage, printed: str) -> bool:
        """True where a passage gives a figure as the rate of everything."""
        of_all = re.search(rf"{re.escape(printed)}{_PER_CENT} of all\b", passage.clean)
        return self.noun in passage.clean.lower() or of_all is not None

    def unit(self, column: Column) -> str:
        """ "%" for a rate, nothing where the documents do not say what the figure is."""
        return "%" if self.per_cent and self.is_explained(column) else ""

    def label(self, column: Column) -> str:
        """The column inside a sentence: "recording rate for rape", "overall grade"."""
        heading = re.sub(r"\s*/\s*", "/", column.heading).strip() or column.name
        if column.kind == "date" and words(heading)[-1:] and words(heading)[-1].endswith("ed"):
            return f"date {heading.lower()}"
        if column.kind in {"date", "text"}:
            return heading if heading[:2].isupper() else heading[0].lower() + heading[1:]
        if column.kind == "grade":
            if set(words(heading)) <= _WHOLE:
                return f"{heading.lower()} grade"
            if re.search(r"\b(?:grade|rating|judge?ment)$", heading, re.IGNORECASE):
                return heading.lower()
            return f"grade for {heading}"
        if not self.is_explained(column):
            return f"figure for {heading}"
        if set(words(heading)) & _WHOLE:
            return f"overall {self.noun}"
        return f"{self.noun} for {self._vocabulary.offence_name(column) or heading}"

    def figure(self, printed: str, column: Column) -> str:
        """A printed figure with its unit."""
        if "%" in printed or not NUMBER.search(printed):
            return printed
        return printed + self.unit(column)
