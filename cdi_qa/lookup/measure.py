"""What a table's columns measure, as far as the documents say: the unit and the words for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from cdi_qa.knowledge.lexicon import FUNCTION_WORDS
from cdi_qa.lookup.holds import TIME_LIMIT
from cdi_qa.lookup.of_measures import has_measures_for_rows, mixes_measures
from cdi_qa.lookup.per_cent import PER_CENT, says_per_cent, without_per_cent
from cdi_qa.lookup.told_units import defined_unit, printed_unit_of
from cdi_qa.lookup.vocabulary import Vocabulary
from cdi_qa.lookup.year_headings import is_year
from cdi_qa.reading.cells import unit_of
from cdi_qa.reading.quantities import CLOCK
from cdi_qa.schema import Column, Corpus, Passage
from cdi_qa.text import NUMBER, figures, stem, words

_RATE = re.compile(r"\b([a-z]+ rate)s?\b", re.IGNORECASE)
_RATES = re.compile(r"\s+([a-z]+)")
"""The word after "rates", which is a verb where that is no small word."""
_WHOLE = frozenset("overall total all average".split())
_MEASURED = frozenset("rate rates recording score figure crime crimes recorded % per cent".split())
_UNIT = re.compile(
    r"\b(?:seconds|secs?|minutes|mins?|hours|hrs?|days|weeks|months|years|miles|km|number|count|no"
    r"|£|per (?!cent)\w+)\b|[£(]",
    re.IGNORECASE,
)
"""Headings that name another unit than per cent."""
_COUNTED = re.compile(r"(?:\w{3,}(?<!s)s|ed)$", re.IGNORECASE)
"""Headings of one word that say what is counted: "Vacancies", "Reported"."""
_MARGIN = re.compile(r"\s?[(\[±]|\s?\+/")
"""Where the margin of error of a printed figure begins."""


class Measures:
    """The unit and wording of each column, found by matching the table with the prose."""

    def __init__(self, vocabulary: Vocabulary, corpus: Corpus) -> None:
        self._vocabulary = vocabulary
        self._corpus = corpus
        self._told: dict[str, str | None] = {}

    @cached_property
    def per_cent(self) -> bool:
        """True where the table's figures are per cent: the prose prints one of them so, or no
        figure leaves 0 to 100 and the prose speaks of percentages.
        """
        texts = [passage.clean for passage in self._corpus.passages]
        for column in self._vocabulary.table.columns:
            printed = self._own_figure(column)
            if printed and any(_prints_per_cent(printed, text) for text in texts):
                return True
        values = [
            cell.number
            for row in self._vocabulary.table.rows
            for cell in row.cells
            if cell.number is not None
        ]
        spoken = any(map(says_per_cent, texts))
        return spoken and all(0 <= value <= 100 for value in values)

    @cached_property
    def noun(self) -> str:
        """The documents' word for what is measured ("recording rate"), or "rate" or "figure"."""
        own = [self._own_figure(column) for column in self._vocabulary.table.columns]
        passages = self._corpus.passages
        near = [p for p in passages if any(f and f in figures(p.clean) for f in own)]
        for passage in [*near, *passages]:
            for match in _RATE.finditer(passage.clean):
                verb = _RATES.match(passage.clean, match.end())
                if verb and verb[1] not in FUNCTION_WORDS and match.group().endswith("s"):
                    continue  # "the regulator rates hospitals"
                if words(match.group())[0] not in FUNCTION_WORDS:
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
        return self._says_itself(column) or self._told_unit(column) is not None

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
        of_all = _prints_per_cent(printed, passage.clean, r"\s+all\b")
        return self.noun in passage.clean.lower() or of_all

    @cached_property
    def by_row(self) -> bool:
        """True where each row is a measure of its own, so that a figure's unit is its row's."""
        return has_measures_for_rows(self._vocabulary.table)

    @cached_property
    def mixed(self) -> bool:
        """True where the rows measure different things, so that none ranks above another."""
        return mixes_measures(self._vocabulary.table)

    def unit(self, column: Column) -> str:
        """What follows a figure: "%" for a rate, the unit that the cells are printed with
        (" minutes"), nothing where the documents do not say what the figure is.
        """
        if self.by_row:
            return ""
        if printed := self.printed_unit(column):
            return {"%": "%", CLOCK: ""}.get(printed, f" {printed}")
        timed = TIME_LIMIT.search(column.heading) is not None  # a share, by the prose
        headed = says_per_cent(column.heading) or (_UNIT.search(column.heading) and not timed)
        if not headed and (told := self._told_unit(column)) is not None:
            return told
        if self._says_itself(column):
            return "%" if self._is_share(column) else ""
        return "%" if self.per_cent and self._is_of_rates(column) else ""

    def _told_unit(self, column: Column) -> str | None:
        """The unit by what the prose says of the column, None where it says nothing of it."""
        if column.kind != "number" or self._is_of_rates(column):
            return None
        if column.name not in self._told:
            texts = [passage.clean for passage in self._corpus.passages]
            unit = defined_unit(column.heading, texts)
            printed = self._own_figure(column)
            if unit is None and printed is not None:
                unit = printed_unit_of(printed, (p.clean for p in self.corroborating(column)))
            self._told[column.name] = unit
        return self._told[column.name]

    def printed_unit(self, column: Column) -> str:
        """The unit that the column's cells are printed with, or empty."""
        at = self._vocabulary.table.position(column.name)
        printed = (row.cells[at].printed for row in self._vocabulary.table.rows)
        return (unit_of(printed) or "") if column.kind == "number" else ""

    def can_be_worked_out(self, names: Sequence[str]) -> bool:
        """False for columns of clock times, and for columns whose figures are in several units."""
        if self.mixed:
            return False
        columns = [self._vocabulary.table.column(name) for name in names]
        units = {self.printed_unit(column) for column in columns if column.kind == "number"}
        return units <= {"", "%"} or (CLOCK not in units and len(units) == 1)

    def _says_itself(self, column: Column) -> bool:
        """True for a heading that says what its figures are: "Calls abandoned", "Turnover %"."""
        heading = column.heading
        if column.kind != "number" or self._is_of_rates(column):
            return False
        if self.printed_unit(column) not in {"", "%"}:
            return True
        content = [word for word in words(heading) if word not in FUNCTION_WORDS]
        return bool(says_per_cent(heading) or _UNIT.search(heading)) or (
            len(content) > 1 or (not self.of_rates and bool(_COUNTED.search(heading)))
        )

    def _is_of_rates(self, column: Column) -> bool:
        """True for a heading that names only of what the rate is: an offence, or all."""
        plain = _unshared(column)
        if _UNIT.search(plain.heading):
            return False
        said = set(words(plain.heading))
        whole = bool(said & _WHOLE) and said <= _WHOLE | _MEASURED
        return whole or self._vocabulary.offence_name(plain) is not None

    @cached_property
    def of_rates(self) -> bool:
        """True for a table of one rate, of all and of several offences."""
        return any(
            self._is_of_rates(column)
            for column in self._vocabulary.table.columns
            if column.kind == "number"
        )

    def _is_share(self, column: Column) -> bool:
        """True where a heading that says what it is says per cent, or the caption does."""
        heading, table = column.heading, self._vocabulary.table
        if says_per_cent(heading):
            return True
        if _UNIT.search(heading):
            return False
        at = table.position(column.name)
        values = [value for row in table.rows if (value := row.cells[at].number) is not None]
        if not all(0 <= value <= 100 for value in values):
            return False
        if re.search(r"\brates?$", heading, re.IGNORECASE) and self.per_cent:
            return True
        return says_per_cent(table.caption)

    def label(self, column: Column) -> str:
        """The column inside a sentence: "recording rate for rape", "overall grade"."""
        heading = re.sub(r"\s*/\s*", "/", column.heading).strip() or column.name
        if column.kind == "date" and words(heading)[-1:] and words(heading)[-1].endswith("ed"):
            return f"date {heading.lower()}"
        if column.kind == "number" and is_year(column):
            return f"figure for {heading}"
        if column.kind in {"date", "text"} or (column.kind == "number" and self.by_row):
            return heading if heading[:2].isupper() else heading[0].lower() + heading[1:]
        if self._vocabulary.is_everyday(column):
            return heading if heading[:2].isupper() else heading[0].lower() + heading[1:]
        if column.kind == "grade":
            if set(words(heading)) <= _WHOLE:
                return f"{heading.lower()} grade"
            if re.search(r"\b(?:grade|rating|judge?ment)$", heading, re.IGNORECASE):
                return heading.lower()
            return f"grade for {heading}"
        timed = (self._told_unit(column) or "").startswith(" ")
        if timed or self._says_itself(column):
            return self._name_itself(heading)
        if not self.is_explained(column) or self._told_unit(column) == "":
            return f"figure for {heading}"
        if set(words(heading)) & _WHOLE:
            return f"overall {self.noun}"
        plain = _unshared(column)
        return f"{self.noun} for {self._vocabulary.offence_name(plain) or plain.heading}"

    def _name_itself(self, heading: str) -> str:
        """ "number of vacancies", "number reported", "figure for calls lost", "answering time"."""
        plain = " ".join(
            word if word[:2].isupper() else word[0].lower() + word[1:]
            for word in without_per_cent(heading).split()
        )
        several = [word for word in words(plain) if _COUNTED.search(word)]
        if not several or (_UNIT.search(heading) and not says_per_cent(heading)):
            return plain
        if len(words(plain)) > 1 or says_per_cent(heading):
            return f"figure for {plain}"
        return f"number {plain}" if plain.endswith("ed") else f"number of {plain}"

    def figure(self, printed: str, column: Column) -> str:
        """A printed figure with its unit."""
        unit = self.unit(column)
        if says_per_cent(printed) or not NUMBER.search(printed) or self.printed_unit(column):
            return printed
        if printed == "1" and unit.startswith(" "):
            return f"{printed}{unit.removesuffix('s')}"
        if (margin := _MARGIN.search(printed)) is not None:
            return printed[: margin.start()] + unit + printed[margin.start() :]
        return printed + unit


def _prints_per_cent(printed: str, text: str, then: str = "") -> bool:
    """True where a text prints a figure as per cent, and then what a pattern says."""
    said = rf"(?<![\d.]){re.escape(printed)}\s?(?:{PER_CENT.pattern}){then}"
    return re.search(said, text, re.IGNORECASE) is not None


def _unshared(column: Column) -> Column:
    """The column with its heading without "%"."""
    return replace(column, heading=without_per_cent(column.heading))
