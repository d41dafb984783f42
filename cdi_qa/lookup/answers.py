"""Query and rows → sentences, each resting on the rows it cites."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property

from cdi_qa.lookup.database import COMPARISON, Database
from cdi_qa.lookup.measure import Measures
from cdi_qa.lookup.parse import NotInTable
from cdi_qa.lookup.query import Filter, Query, to_sql
from cdi_qa.lookup.vocabulary import Vocabulary
from cdi_qa.reading.cells import grade_scale
from cdi_qa.schema import (
    Cell,
    Claim,
    Column,
    Corpus,
    Draft,
    Evidence,
    Passage,
    Row,
    Table,
    TableResult,
)
from cdi_qa.text import figures, fold_space, join_english, ordinal

_SIGNS = {"<": "below", "<=": "at or below", ">": "above", ">=": "at or above", "=": "of"}
_MONTHS = (
    "January February March April May June July August September October November December".split()
)


@dataclass(frozen=True, slots=True)
class Found:
    """The rows of a query in the order of its result."""

    rows: tuple[Row, ...]
    result: TableResult


class TableAnswers:
    """Answers queries on the comparison table in words."""

    def __init__(self, corpus: Corpus, database: Database, vocabulary: Vocabulary) -> None:
        self._corpus = corpus
        self._database = database
        self._vocabulary = vocabulary
        self.measures = Measures(vocabulary, corpus)

    @property
    def table(self) -> Table:
        """The comparison table."""
        return self._vocabulary.table

    def answer(self, query: Query) -> Draft | None:
        """The answer to a query; None where what it takes for granted is so, and asks why."""
        found = self._find(query)
        writers = {
            "cell": self._say_cells,
            "row": self._say_rows,
            "column": self._say_column,
            "extreme": self._say_extreme,
            "rank": self._say_rank,
            "filter": self._say_filter,
            "count": self._say_filter,
            "aggregate": self._say_aggregate,
            "difference": self._say_difference,
        }
        written = writers[query.kind](query, found)
        if written is None:
            return None
        status, claims = written
        meeting = None
        if query.guessed:
            first = claims[0].text
            lead = "Which figure or grade do you mean, and of whom? The likeliest: "
            claims[0] = replace(claims[0], text=lead + first)
            status = "needs_clarification"
        if query.absent:
            named = join_english(list(query.absent), "or")
            claims.append(Claim(f"The table has no column for {named}", ()))
            status = "partly_answered"
            meeting = f"What is our {self.measures.noun} for {named}?"
        return Draft(
            status=status,  # type: ignore[arg-type]
            claims=tuple(claims),
            table=found.result,
            caveats=tuple(self._caveats(query)),
            suggestions=tuple(self._suggestions(query)),
            ask_at_meeting=meeting,
            answered_by="table",
        )

    def refuse(self, missing: NotInTable) -> Draft:
        """The answer where a force is asked about that the table does not hold."""
        names = join_english(list(missing.names))
        verb = "are" if len(missing.names) > 1 else "is"
        keys = [self._name(key) for key in self.table.keys()]
        text = (
            f"{names} {verb} not in the comparison table, which holds {len(keys)} "
            f"{self._bodies}: {join_english(keys)}"
        )
        columns = [self.table.column(name) for name in missing.columns]
        about = join_english([self.measures.label(column) for column in columns]) or "results"
        claim = Claim(text, (self._whole,), frozenset({str(len(keys))}))
        return Draft(
            status="not_in_documents",
            claims=(claim,),
            ask_at_meeting=f"What {'is' if columns else 'are'} the {about} of {names}, and how "
            "does that compare with ours?",
            suggestions=tuple(self._suggestions(Query("rank", columns=missing.columns[:1]))),
            answered_by="table",
        )

    def corroborate(self, query: Query) -> list[Passage]:
        """Passages that say the same as the cell asked about, for the own force."""
        if query.kind not in {"cell", "rank"} or query.keys[:1] != (self._vocabulary.own,):
            return []
        if len(query.keys) > 1:
            return []
        columns = [self.table.column(name) for name in query.columns]
        return [
            passage
            for column in columns
            if column.kind == "number"
            for passage in self.measures.corroborating(column)[:2]
        ]

    # ── rows and names ──────────────────────────────────────────────────────────────────────

    def _find(self, query: Query) -> Found:
        key = self.table.key or self.table.columns[0].name
        sql = to_sql(query, COMPARISON, key)
        result = self._database.run(sql)
        headings = {column.name: column.heading for column in self.table.columns}
        at = result.columns.index(key)
        rows = tuple(self.table.row_of(str(row[at])) for row in result.rows)
        if query.kind in {"cell", "row", "difference"} and query.against not in {"mean", "best"}:
            order = {name: place for place, name in enumerate(query.keys)}
            rows = tuple(sorted(rows, key=lambda row: order[self._printed(row)]))
        shown = TableResult(
            COMPARISON,
            tuple(headings.get(name, name.capitalize()) for name in result.columns),
            result.rows,
            sql,
        )
        return Found(rows, shown)

    def _printed(self, row: Row) -> str:
        return row.cells[self.table.position(self.table.key or "")].printed

    def _name(self, printed: str) -> str:
        return self._vocabulary.spoken(printed)

    def _named(self, row: Row) -> str:
        return self._name(self._printed(row))

    def _cell(self, row: Row, column: str) -> Cell:
        return row.cells[self.table.position(column)]

    def _value(self, row: Row, column: str) -> str:
        """A cell's printed text with its unit, or that it is empty."""
        cell = self._cell(row, column)
        if cell.value is None:
            return "no figure"
        held = self.table.column(column)
        if held.kind == "date" and cell.word:
            return f"{_MONTHS[int(cell.word[5:7]) - 1]} {cell.word[:4]}"
        if held.kind == "grade" and cell.word:
            return cell.word
        return self.measures.figure(cell.printed, held)

    def _evidence(self, row: Row) -> Evidence:
        return Evidence(self.table.source, row.page, self.table.section, row.quote)

    @cached_property
    def _whole(self) -> Evidence:
        """The run of text that holds every row (of the page the table begins on)."""
        first = self.table.rows[0]
        rows = [row for row in self.table.rows if row.page == first.page]
        text = self._corpus.page(self.table.source, first.page).text
        quote = fold_space(text[rows[0].start : rows[-1].end])
        return Evidence(self.table.source, first.page, self.table.section, quote)

    @property
    def _bodies(self) -> str:
        """What the rows are, in the plural: "forces"."""
        key = self.table.key
        heading = self.table.column(key).heading.lower() if key else "row"
        noun = heading.split()[-1].rstrip(":")
        if noun in {"name", "body"} or not noun.isalpha():
            return "bodies"
        return noun[:-1] + "ies" if noun.endswith("y") else noun + "s"

    def _count(self) -> int:
        return len(self.table.rows)

    # ── one writer a kind ───────────────────────────────────────────────────────────────────

    def _say_cells(self, query: Query, found: Found) -> tuple[str, list[Claim]] | None:
        if query.asserted is not None:
            return self._say_presumed(query, found)
        if query.filters and query.keys:
            return self._say_tested(query, found)
        claims = []
        for row in found.rows:
            parts = [
                f"{self.measures.label(self.table.column(name))} is {self._value(row, name)}"
                for name in query.columns
            ]
            text = f"{_possessive(self._named(row))} {join_english(parts)}"
            evidence, computed = [self._evidence(row)], _dates(row)
            only = self.table.column(query.columns[0])
            own = self._printed(row) == self._vocabulary.own
            alone = len(query.columns) == len(found.rows) == 1
            if own and alone and only.kind == "number" and self.measures.is_explained(only):
                place, tied = self._place(row, only)
                text += f", {tied}{ordinal(place)} of the {self._count()} {self._bodies}"
                computed |= {ordinal(place), str(self._count())}
                evidence.append(self._whole)
            claims.append(Claim(text, tuple(evidence), frozenset(computed)))
        return "answered", claims

    def _place(self, row: Row, column: Column) -> tuple[int, str]:
        """(rank from the highest, "joint " where it is shared)."""
        values = [self._cell(other, column.name) for other in self.table.rows]
        own = self._rankable(self._cell(row, column.name))
        above = sum(1 for cell in values if self._rankable(cell) > own)
        equal = sum(1 for cell in values if self._rankable(cell) == own)
        return above + 1, "joint " if equal > 1 else ""

    @staticmethod
    def _rankable(cell: Cell) -> Decimal:
        if cell.number is not None:
            return cell.number
        if cell.word in grade_scale():
            return Decimal(-grade_scale().index(cell.word))
        return Decimal("-Infinity")

    def _say_presumed(self, query: Query, found: Found) -> tuple[str, list[Claim]] | None:
        row, column = found.rows[0], self.table.column(query.columns[0])
        actual = self._cell(row, column.name).value
        if actual == query.asserted:
            return None
        said = query.asserted
        wrong = f"{said}" if isinstance(said, str) else f"{said.normalize():f}"
        wrong = self.measures.figure(wrong, column)
        text = (
            f"That is not so: {_possessive(self._named(row))} {self.measures.label(column)} is "
            f"{self._value(row, column.name)}, not {wrong}"
        )
        return "premise_corrected", [
            Claim(text, (self._evidence(row),), frozenset({*figures(wrong), wrong}))
        ]

    def _say_tested(self, query: Query, found: Found) -> tuple[str, list[Claim]]:
        claims = []
        for row in found.rows:
            held = all(self._passes(row, test) for test in query.filters)
            names = dict.fromkeys(test.column for test in query.filters)
            parts = [
                f"{self.measures.label(self.table.column(name))} is {self._value(row, name)}"
                for name in names
            ]
            text = f"{'Yes' if held else 'No'}: {_possessive(self._named(row))} "
            claims.append(
                Claim(text + join_english(parts), (self._evidence(row),), frozenset(_dates(row)))
            )
        return "answered", claims

    def _passes(self, row: Row, test: Filter) -> bool:
        cell = self._cell(row, test.column)
        if cell.value is None:
            return False
        if isinstance(test.value, str) and test.value in grade_scale():
            left: Decimal = self._rankable(cell)
            right = Decimal(-grade_scale().index(test.value))
        elif isinstance(test.value, Decimal) and cell.number is not None:
            left, right = cell.number, test.value
        else:
            return (cell.value == test.value) == (test.operator == "=")
        return {
            "<": left < right,
            "<=": left <= right,
            ">": left > right,
            ">=": left >= right,
            "=": left == right,
            "!=": left != right,
        }[test.operator]

    def _say_rows(self, query: Query, found: Found) -> tuple[str, list[Claim]]:
        claims = []
        for row in found.rows:
            parts = [
                f"{self.measures.label(column)} {self._value(row, column.name)}"
                for column in self.table.columns
                if column.name != self.table.key
            ]
            text = f"{self._named(row)}: {'; '.join(parts)}"
            claims.append(Claim(text, (self._evidence(row),), frozenset(_dates(row))))
        return "answered", claims

    def _say_column(self, query: Query, found: Found) -> tuple[str, list[Claim]]:
        if not query.columns:
            names = [self._named(row) for row in self.table.rows]
            text = f"The comparison table holds {len(names)} {self._bodies}: {join_english(names)}"
            return "answered", [Claim(text, (self._whole,), frozenset({str(len(names))}))]
        claims = []
        for name in query.columns:
            column = self.table.column(name)
            rows = sorted(
                found.rows, key=lambda row: self._rankable(self._cell(row, name)), reverse=True
            )
            listed = [f"{self._named(row)} {self._value(row, name)}" for row in rows]
            label = self.measures.label(column)
            text = f"{label[0].upper()}{label[1:]}, highest first: {join_english(listed)}"
            dates = frozenset().union(*(_dates(row) for row in rows))
            claims.append(Claim(text, (self._whole,), dates))
        return "answered", claims

    def _say_extreme(self, query: Query, found: Found) -> tuple[str, list[Claim]]:
        name = query.columns[0]
        column = self.table.column(name)
        label, rows = self.measures.label(column), list(found.rows)
        scope, scoped = self._scope(query)
        if query.aggregate == "range":
            return self._say_range(query, self._ordered(name, self.table.rows))
        if not rows:
            text = f"No {self._bodies} in the table {scope or 'hold a figure'}"
            return "answered", [Claim(text, (self._whole,), scoped)]
        best = "highest" if query.order == "highest" else "lowest"
        if column.kind == "grade":
            best = "best" if query.order == "highest" else "worst"
        if query.nth:
            wanted = self._cell(rows[min(query.limit, len(rows)) - 1], name).value
            rows = [row for row in rows if self._cell(row, name).value == wanted]
            best = f"{ordinal(query.limit)} {best}"
        names = join_english([self._named(row) for row in rows])
        evidence = (*(self._evidence(row) for row in rows), self._whole)
        computed = frozenset({ordinal(query.limit), str(len(rows)), str(query.limit)}) | scoped
        among = f" of the {self._bodies} {scope}" if scope else ""
        if query.limit == 1 or query.nth:
            verb = "have" if len(rows) > 1 else "has"
            shared = "joint " if len(rows) > 1 else ""
            text = f"{names} {verb} the {shared}{best} {label}{among}: {self._value(rows[0], name)}"
            return "answered", [Claim(text, evidence, computed)]
        listed = [f"{self._named(row)} ({self._value(row, name)})" for row in rows]
        text = f"The {len(rows)} {self._bodies} with the {best} {label}{among}: "
        return "answered", [Claim(text + join_english(listed), evidence, computed)]

    def _ordered(self, name: str, rows: tuple[Row, ...]) -> list[Row]:
        held = [row for row in rows if self._cell(row, name).value is not None]
        return sorted(held, key=lambda row: self._rankable(self._cell(row, name)))

    def _scope(self, query: Query) -> tuple[str, frozenset[str]]:
        """The query's conditions as a clause ("graded Good for Recording") and its figures."""
        parts: list[str] = []
        numbers: set[str] = set()
        for test in query.filters:
            column = self.table.column(test.column)
            if column.name == self.table.key:
                parts.append(f"other than {self._name(str(test.value))}")
            elif column.kind == "grade":
                negated = "not " if test.operator == "!=" else ""
                degree = {">=": " or better", "<=": " or worse"}.get(test.operator, "")
                about = self.measures.label(column).removeprefix("grade for ")
                about = "overall" if about == "overall grade" else f"for {about}"
                parts.append(f"{negated}graded {test.value}{degree} {about}")
            elif column.kind == "date":
                word = {"<": "before", ">": "after", ">=": "since", "=": "in", "<=": "up to"}
                value = str(test.value)
                when = f"{_MONTHS[int(value[5:7]) - 1]} {value[:4]}"
                parts.append(f"with a report dated {word.get(test.operator, '')} {when}")
                numbers |= {value[:4]}
            else:
                value = f"{_one_decimal(Decimal(test.value), exact=True)}"
                numbers |= set(figures(value))
                shown = self.measures.figure(value, column)
                parts.append(
                    f"with {_article(self.measures.label(column))} "
                    f"{_SIGNS.get(test.operator, 'other than')} {shown}"
                )
        joint = " or " if query.any_of else " and "
        return joint.join(parts), frozenset(numbers)

    def _predicate(self, query: Query, count: int) -> str:
        """The query's conditions as what so many rows do ("have a … and are graded …")."""
        have, are = ("has", "is") if count == 1 else ("have", "are")
        joint = " or " if query.any_of else " and "
        parts = []
        for test in query.filters:
            clause, _ = self._scope(replace(query, filters=(test,)))
            if clause.startswith("with "):
                parts.append(f"{have} {clause.removeprefix('with ')}")
            else:
                parts.append(f"{are} {clause}")
        return joint.join(parts)

    def _say_rank(self, query: Query, found: Found) -> tuple[str, list[Claim]] | None:
        column = self.table.column(query.columns[0])
        label = self.measures.label(column)
        ordered = self._ordered(column.name, self.table.rows)
        top, bottom = ordered[-1], ordered[0]
        claims: list[Claim] = []
        for key in query.keys:
            row = self.table.row_of(key)
            if self._cell(row, column.name).value is None:
                text = f"The table gives no {label} for {self._name(key)}"
                claims.append(Claim(text, (self._evidence(row),)))
                continue
            place, tied = self._place(row, column)
            text = ""
            if query.yes_no or query.presumed:
                extreme = top if query.order == "highest" else bottom
                same = self._cell(extreme, column.name).value == self._cell(row, column.name).value
                if query.presumed and same:
                    return None
                text = "Yes: " if same else "No: "
                text = "That is not so: " if query.presumed else text
            text += (
                f"{self._name(key)} is {tied}{ordinal(place)} of the {len(ordered)} "
                f"{self._bodies}: its {label} is {self._value(row, column.name)}"
            )
            judged = query.yes_no or query.presumed
            other = bottom if query.order == "lowest" and judged else top
            evidence = [self._evidence(row), self._whole]
            if other is not row:
                word = "lowest" if other is bottom else "highest"
                text += f"; the {word} is {self._named(other)} with "
                text += self._value(other, column.name)
            computed = frozenset({ordinal(place), str(len(ordered))})
            claims.append(Claim(text, tuple(evidence), computed))
        return "premise_corrected" if query.presumed else "answered", claims

    def _say_filter(self, query: Query, found: Found) -> tuple[str, list[Claim]]:
        _, scoped = self._scope(query)
        total, count = self._count(), len(found.rows)
        computed = scoped | {str(total), str(count)}
        lead = ("Yes: " if found.rows else "No: ") if query.yes_no else ""
        if not found.rows:
            text = (
                f"{lead}none of the {total} {self._bodies} in the table {self._predicate(query, 1)}"
            )
            return "answered", [Claim(_capital(text), (self._whole,), computed)]
        listed = []
        for row in found.rows:
            values = [
                self._value(row, name)
                for name in query.columns
                if name != self.table.key and not self._settled(query, name)
            ]
            shown = f" ({', '.join(values)})" if values else ""
            listed.append(self._named(row) + shown)
        text = f"{lead}{count} of the {total} {self._bodies} {self._predicate(query, count)}: "
        evidence = tuple(self._evidence(row) for row in found.rows)
        return "answered", [Claim(text + join_english(listed), evidence, frozenset(computed))]

    @staticmethod
    def _settled(query: Query, name: str) -> bool:
        """True where a condition already says the value ("graded Good")."""
        return any(test.column == name and test.operator == "=" for test in query.filters)

    def _say_aggregate(self, query: Query, found: Found) -> tuple[str, list[Claim]]:
        name = query.columns[0]
        column = self.table.column(name)
        label = self.measures.label(column)
        scope, scoped = self._scope(query)
        rows = self._ordered(name, found.rows)
        group = f"{len(rows)} {self._bodies}{f' {scope}' if scope else ''}"
        if not rows:
            text = f"None of the {self._count()} {self._bodies} is {scope}"
            return "answered", [Claim(text, (self._whole,), scoped | {str(self._count())})]
        if query.aggregate == "range":
            return self._say_range(query, rows)
        values = [self._cell(row, name).number or Decimal(0) for row in rows]
        unit = self.measures.unit(column)
        computed = set(scoped) | {str(len(rows))}
        if query.aggregate == "median":
            middle = values[(len(values) - 1) // 2], values[len(values) // 2]
            value = _one_decimal((middle[0] + middle[1]) / 2)
            working = (
                f"halfway between {middle[0]:f} and {middle[1]:f}"
                if middle[0] != middle[1]
                else "the middle one"
            )
            text = f"The median {label} of the {group} is {value}{unit} ({working})"
        else:
            total = sum(values, Decimal(0))
            value = _one_decimal(total / len(values))
            text = (
                f"The average (mean) {label} of the {group} is {value}{unit} "
                f"({total:f} ÷ {len(values)})"
            )
            computed |= set(figures(f"{total:f}"))
        computed |= {value, *figures(value)}
        return "answered", [Claim(text, (self._whole,), frozenset(computed))]

    def _say_range(self, query: Query, rows: list[Row]) -> tuple[str, list[Claim]]:
        name = query.columns[0]
        column = self.table.column(name)
        low, high = rows[0], rows[-1]
        text = (
            f"The {self.measures.label(column)} runs from {self._value(low, name)} "
            f"({self._named(low)}) to {self._value(high, name)} ({self._named(high)})"
        )
        computed: frozenset[str] = frozenset()
        left, right = self._cell(low, name).number, self._cell(high, name).number
        if left is not None and right is not None:
            gap = _one_decimal(right - left)
            text += f", a gap of {gap}{self._points(column)}"
            computed = frozenset({gap})
        evidence = (self._evidence(low), self._evidence(high), self._whole)
        return "answered", [Claim(text, evidence, computed)]

    def _points(self, column: Column) -> str:
        return " percentage points" if self.measures.unit(column) else ""

    def _say_difference(self, query: Query, found: Found) -> tuple[str, list[Claim]]:
        name = query.columns[0]
        column = self.table.column(name)
        label, unit = self.measures.label(column), self.measures.unit(column)
        row = self.table.row_of(query.keys[0])
        left = self._cell(row, name).number
        computed: set[str] = set()
        if query.against == "mean":
            values = [cell.number for r in self.table.rows if (cell := self._cell(r, name)).number]
            held = [value for value in values if value is not None]
            mean = sum(held, Decimal(0)) / len(held)
            right: Decimal | None = Decimal(_one_decimal(mean))
            other = f"the plain average of the {len(held)} {self._bodies}"
            shown = f"{_one_decimal(mean)}{unit}"
            evidence = (self._evidence(row), self._whole)
            computed |= {str(len(held)), _one_decimal(mean)}
        else:
            target = (
                self._ordered(name, self.table.rows)[-1]
                if query.against == "best"
                else self.table.row_of(str(query.against))
            )
            right = self._cell(target, name).number
            other, shown = self._named(target), self._value(target, name)
            if query.against == "best":
                other = f"the highest, {other}"
            evidence = (self._evidence(row), self._evidence(target))
        if left is None or right is None:
            text = f"The table gives no {label} for one of the two"
            return "answered", [Claim(text, evidence)]
        gap = _one_decimal(abs(left - right))
        computed.add(gap)
        mine = self._value(row, name)
        name_here = self._named(row)
        if query.which and left != right:
            pairs = [(name_here, mine), (other, shown)]
            (ahead, most), (behind, least) = pairs if left > right else pairs[::-1]
            relation = (
                f"{ahead} has the higher {label}: {most} against {least} for {behind}, "
                f"a gap of {gap}{self._points(column)}"
            )
        elif left == right:
            relation = f"{name_here} and {other} have the same {label}: {mine}"
        else:
            word = "higher" if left > right else "lower"
            relation = (
                f"{_possessive(name_here)} {label} is {mine}, {gap}{self._points(column)} {word} "
                f"than {other} ({shown})"
            )
        status, lead = "answered", ""
        if query.claim is not None and (query.yes_no or query.presumed):
            true = left > right if query.claim == ">" else left < right
            lead = "Yes: " if true else "No: "
            if query.presumed and not true:
                status, lead = "premise_corrected", "That is not so: "
            elif query.presumed:
                lead = ""
        return status, [Claim(lead + relation, evidence, frozenset(computed))]

    # ── what goes with an answer ────────────────────────────────────────────────────────────

    def _caveats(self, query: Query) -> list[Claim]:
        caveats = [Claim(remark, ()) for remark in query.remarks]
        columns = [self.table.column(name) for name in query.columns]
        if query.kind == "row":
            columns = list(self.table.columns)
        for column in columns:
            if not self.measures.is_explained(column):
                text = (
                    f"The documents do not say what the column headed {column.heading} measures; "
                    "its figures are given as printed."
                )
                caveats.append(Claim(text, ()))
        averaged = query.aggregate == "mean" or query.against == "mean"
        if averaged:
            text = (
                f"This is a plain average of the {self._bodies} in the table, each counted once; "
                "it is not a national rate."
            )
            caveats.append(Claim(text, ()))
        return caveats

    def _suggestions(self, query: Query) -> list[str]:
        """Questions on the same column that the table can answer."""
        numbers = [column for column in self.table.columns if column.kind == "number"]
        named = [self.table.column(name) for name in query.columns]
        column = next((c for c in named if c.kind == "number"), numbers[0] if numbers else None)
        if column is None or not self.measures.is_explained(column):
            return []
        label = self.measures.label(column)
        options = {
            "rank": f"Where do we come for {label}?",
            "extreme": f"Which force has the highest {label}?",
            "aggregate": f"What is the average {label}?",
        }
        force = self._bodies[:-1] if self._bodies.endswith("s") else "body"
        return [
            text.replace("force", force) for kind, text in options.items() if kind != query.kind
        ][:2]


def _one_decimal(value: Decimal, exact: bool = False) -> str:
    """One decimal, halves up; with `exact`, a figure of one decimal or none stays as it is."""
    if exact and value == value.quantize(Decimal("0.1")):
        return f"{value.normalize():f}"
    return str(value.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP))


def _possessive(name: str) -> str:
    if name.endswith(")"):
        return f"{name[: name.rindex('(') - 1]}'s {name[name.rindex('(') :]}"
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def _article(noun: str) -> str:
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _dates(row: Row) -> set[str]:
    """The years of a row's dates, printed short in the table and in full in a sentence."""
    return {cell.word[:4] for cell in row.cells if cell.word and cell.word[:4].isdigit()}
