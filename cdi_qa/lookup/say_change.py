"""What changed between two tables, in words: one row's change, or which rows went which way."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from cdi_qa.lookup.changes import Pair, asks_for_rise, to_change_sql
from cdi_qa.lookup.database import Database
from cdi_qa.lookup.query import Query
from cdi_qa.lookup.sheet import Sheet, capital, one_decimal, order_of, possessive
from cdi_qa.schema import Claim, Draft, Evidence, Row, TableResult
from cdi_qa.text import figures, join_english

_WORDS = {
    "number": {True: "higher", False: "lower"},
    "grade": {True: "better", False: "worse"},
}


@dataclass(frozen=True, slots=True)
class _Step:
    """One row in both tables, and how much its value rose (of a grade: how many steps)."""

    name: str
    before: str
    now: str
    rise: Decimal
    evidence: tuple[Evidence, ...]
    told: frozenset[str]


class ChangeAnswers:
    """Answers what changed between two tables of the same columns."""

    def __init__(self, pair: Pair, database: Database) -> None:
        self._pair = pair
        self._database = database
        self._now: Sheet = pair.later.answers.sheet
        self._then: Sheet = pair.earlier.answers.sheet

    def answer(self, query: Query) -> Draft:
        """The answer to a query of kind "change"."""
        claims = []
        for column in query.columns:
            if query.keys:
                claims += [self._say_one(query, key, column) for key in query.keys]
            else:
                claims.append(self._say_which(query, column))
        claims[-1] = self._say_tables(claims[-1])
        return Draft("answered", tuple(claims), table=self._rows(query), answered_by="table")

    def _rows(self, query: Query) -> TableResult:
        """The rows that the answer rests on: where none changed as was asked, all of them."""
        sql = to_change_sql(query, self._pair)
        rows = self._database.run(sql).rows
        every = not rows
        if every:
            sql = to_change_sql(query, self._pair, every=True)
            rows = self._database.run(sql).rows
        now, then = self._pair.later, self._pair.earlier
        key = str(now.table.key)
        columns: list[str] = [now.table.column(key).heading]
        origins: list[tuple[str, str] | None] = [(now.name, key)]
        for name in query.columns:
            heading = now.table.column(name).heading
            columns += [f"{heading} ({when})" for when in self._whens()]
            origins += [(then.name, self._pair.columns[name]), (now.name, name)]
            if self._kind(name) == "number":
                columns.append("Change" if len(query.columns) == 1 else f"{heading}: change")
                origins.append(None)
        working = self._say_working(query, every)
        return TableResult(now.name, tuple(columns), rows, sql, str(query), working, tuple(origins))

    def _say_working(self, query: Query, every: bool) -> str:
        """How the rows were found, in one sentence."""
        labels = join_english([self._now.label(name) for name in query.columns])
        count = len(self._steps(query.columns[0]))
        whom = join_english([self._now.name(key) for key in query.keys])
        whom = whom or f"the {count} {self._now.bodies} in both tables"
        said = f"Set the {labels} of {whom} beside what the earlier table gives"
        if query.keys or every:
            return f"{said}."
        rising = asks_for_rise(query, self._pair, query.columns[0])
        kind = self._kind(query.columns[0])
        kept = "changed" if rising is None else f"are {_WORDS[kind][rising]} now"
        if query.limit:
            return f"{said}, and kept the largest change; ties share a place."
        return f"{said}, and kept those that {kept}, the largest change first."

    def _whens(self) -> tuple[str, str]:
        """What the two tables' times are called: their years, where they differ."""
        then, now = self._pair.earlier.called.latest, self._pair.later.called.latest
        return (then, now) if then != now and then and now else ("before", "now")

    def _say_tables(self, claim: Claim) -> Claim:
        """The statement, with the earlier table named after it."""
        called = self._pair.earlier.called
        computed = claim.computed | {called.heading, *figures(called.name)}
        text = f"{claim.text} (the earlier figures are from the {called.name})"
        return Claim(text, claim.evidence, computed)

    def _steps(self, column: str) -> list[_Step]:
        """The rows that both tables tell of, in the later one's order."""
        steps = []
        held = self._pair.earlier.table.keys()
        for row in self._now.rows:
            name = self._now.printed(row)
            if name not in held:
                continue
            old = self._then.table.row_of(name)
            if self._now.is_told(row, column) and self._then.is_told(
                old, self._pair.columns[column]
            ):
                steps.append(self._step(row, old, column))
        return steps

    def _step(self, row: Row, old: Row, column: str) -> _Step:
        was = self._pair.columns[column]
        before, now = self._then.value(old, was), self._now.value(row, column)
        rise = order_of(self._now.cell(row, column)) - order_of(self._then.cell(old, was))
        told = frozenset({*figures(before), *figures(now), before, now})
        evidence = (self._now.evidence(row), self._then.evidence(old))
        return _Step(self._now.named(row), before, now, rise, evidence, told)

    def _say_one(self, query: Query, key: str, column: str) -> Claim:
        label = self._now.label(column)
        row, old = self._now.table.row_of(key), self._then.table.row_of(key)
        evidence = (self._now.evidence(row), self._then.evidence(old))
        if not (
            self._now.is_told(row, column) and self._then.is_told(old, self._pair.columns[column])
        ):
            text = f"The tables do not both give {possessive(self._now.name(key))} {label}"
            return Claim(text, evidence)
        step = self._step(row, old, column)
        then, now = self._whens()
        at = (f"in {then}", f"in {now}") if then.isdigit() else ("before", "now")
        text = f"{capital(possessive(step.name))} {label} was {step.before} {at[0]} and is "
        text += f"{step.now} {at[1]}" if step.rise else f"the same {at[1]}"
        computed = step.told | {*figures(" ".join(at))}
        if step.rise:
            much, size = self._size(column, step.rise)
            text += f": {size}{_WORDS[self._kind(column)][step.rise > 0]}"
            computed |= much
        if query.yes_no:
            rising = asks_for_rise(query, self._pair, column)
            text = f"{'Yes' if step.rise and (step.rise > 0) == rising else 'No'}: {text}"
        return Claim(text, step.evidence, computed)

    def _size(self, column: str, rise: Decimal) -> tuple[frozenset[str], str]:
        """How far apart, with the figures worked out: "10.6 percentage points "."""
        if self._kind(column) == "grade":
            return frozenset(), ""
        gap = one_decimal(abs(rise))
        return frozenset(figures(gap)), f"{gap}{self._now.points(column)} "

    def _kind(self, column: str) -> str:
        return self._now.table.column(column).kind

    def _say_which(self, query: Query, column: str) -> Claim:
        """Which rows rose or fell, largest change first; of a "most" only the first of them."""
        steps = self._steps(column)
        rising = asks_for_rise(query, self._pair, column)
        label, kind = self._now.label(column), self._kind(column)
        moved = [step for step in steps if step.rise and rising in {None, step.rise > 0}]
        moved.sort(key=lambda step: abs(step.rise), reverse=True)
        if query.limit and moved:
            ends = sorted(moved, key=lambda s: s.rise, reverse=query.order == "highest")
            moved = [step for step in ends if step.rise == ends[0].rise]
        then = self._whens()[0]
        since = f"in {then}" if then.isdigit() else "before"
        verb = "changed" if rising is None else _WORDS[kind][rising]
        total = str(len(steps))
        all_told = frozenset().union(*(step.told for step in moved)) | {
            total, str(len(moved)), *figures(since),
        }  # fmt: skip
        evidence = tuple(item for step in moved for item in step.evidence)
        listed = join_english([f"{s.name} ({s.before} to {s.now})" for s in moved])
        if not moved:
            text = (
                f"None of the {total} {self._now.bodies} in both tables has a {verb} {label} than "
                f"{since}"
            )
            return Claim(text, (self._now.whole, self._then.whole), all_told)
        if query.limit:
            much, size = self._size(column, moved[0].rise)
            step = moved[0]
            most = f"the largest change in {label} of the {total} {self._now.bodies} in both tables"
            if len(moved) > 1:
                text = f"{listed} have {most}"
            else:
                way = _WORDS[kind][step.rise > 0]
                text = f"{step.name} has {most}: {size}{way}, from {step.before} to {step.now}"
            return Claim(text, evidence, all_told | much)
        have = "has" if len(moved) == 1 else "have"
        comparative = (
            f"a {verb} {label} than" if rising is not None else f"a different {label} than"
        )
        text = (
            f"{len(moved)} of the {total} {self._now.bodies} in both tables {have} {comparative} "
            f"{since}: {listed}"
        )
        return Claim(text, evidence, all_told)
