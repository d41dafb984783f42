"""A header's words shared out among columns: the likeliest way, and those that nearly are.

The number of columns is known from the rows, so there are few ways to choose from. Which is
likeliest is found by dynamic programming; which columns have another heading in a way that is
nearly as likely tells how far the reading can be trusted.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from itertools import pairwise
from typing import Literal, get_args

from cdi_qa.reading.heading_words import Word, cut_cost, join_cost, kind_cost
from cdi_qa.schema import ColumnKind

Habit = Literal["own lines", "going on", "a line each"]
"""How a header is set. Headings that are not wrapped stand side by side, and a wrapped one has its
lines to itself, or goes on from theirs; or every heading has a line, or several, to itself.
"""
Span = tuple[int, int]
Ways = list[dict[Span, float]]
"""For each column the words it may have, and the cost of the best way in which it has them."""
_State = tuple[int, bool]
"""Words used up, and whether the heading that they end with is over several lines."""

_LONGEST_HEADING = 6
_LONGEST_SET_APART = 9
"""Words of a heading where blank lines set headings off: its end need not be guessed."""
_STRANGE = 2.0
"""What it costs to break or part lines where the habit gives no reason for it."""


@lru_cache(maxsize=256)
def ways_to_split(words: tuple[Word, ...], kinds: tuple[ColumnKind, ...]) -> Ways:
    """What each column may be headed; nothing where the words are too many or too few."""
    ways: Ways = [{} for _ in kinds]
    for habit in get_args(Habit):
        for column, spans in enumerate(_Setting(words, kinds, habit).ways()):
            for span, cost in spans.items():
                ways[column][span] = min(cost, ways[column].get(span, cost))
    return ways


class _Setting:
    """A header's words as set in one habit."""

    def __init__(
        self, words: tuple[Word, ...], kinds: tuple[ColumnKind, ...], habit: Habit
    ) -> None:
        self._words, self._kinds, self._habit = words, kinds, habit
        self._blanks = any(word.after_blank for word in words[1:])
        self._longest = _LONGEST_SET_APART if self._blanks else _LONGEST_HEADING
        pairs = zip(pairwise(words), [*words[2:], None], strict=True)
        self._joins = [0.0, *(join_cost(left, right, after) for (left, right), after in pairs)]

    def ways(self) -> Ways:
        """The spans of each column in any way, with the least cost of a way that has them."""
        ahead: list[dict[_State, float]] = [{(0, False): 0.0}]
        steps: list[list[tuple[_State, _State, float]]] = []
        for column in range(len(self._kinds)):
            reached: dict[_State, float] = {}
            steps.append(list(self._steps(column, ahead[-1])))
            for before, after, cost in steps[-1]:
                total = ahead[-1][before] + cost
                reached[after] = min(total, reached.get(after, total))
            ahead.append(reached)
        behind: dict[_State, float] = {
            state: 0.0 for state in ahead[-1] if state[0] == len(self._words)
        }
        ways: Ways = []
        for column in reversed(range(len(self._kinds))):
            spans: dict[Span, float] = {}
            left: dict[_State, float] = {}
            for before, after, cost in steps[column]:
                if after not in behind:
                    continue
                rest = cost + behind[after]
                left[before] = min(rest, left.get(before, rest))
                span, total = (before[0], after[0]), ahead[column][before] + rest
                spans[span] = min(total, spans.get(span, total))
            behind = left
            ways.insert(0, spans)
        return ways

    def _steps(
        self, column: int, states: dict[_State, float]
    ) -> list[tuple[_State, _State, float]]:
        """From each state, the headings that the column may have, and what speaks against them."""
        steps = []
        more = len(self._kinds) - column - 1
        by_start = defaultdict(list)
        for at, wrapped in states:
            by_start[at].append(wrapped)
        for at, ended in by_start.items():
            fewest = max(at + 1, len(self._words) - more * self._longest)
            for stop in range(fewest, min(len(self._words) - more, at + self._longest) + 1):
                wrapped = self._words[at].line != self._words[stop - 1].line
                cost = self._heading_cost(at, stop, column)
                for before in ended:
                    parting = self._parting_cost(at, before, wrapped, column)
                    steps.append(((at, before), (stop, wrapped), cost + parting))
        return steps

    def _heading_cost(self, at: int, stop: int, column: int) -> float:
        group = self._words[at:stop]
        cost = sum(self._joins[at + 1 : stop]) + kind_cost(group, self._kinds[column])
        if group[0].line != group[-1].line:
            if not group[-1].ends_line:
                cost += _STRANGE
            if self._habit == "own lines" and not self._begins_line(at):
                cost += _STRANGE
        return cost + max(0, stop - at - 4)

    def _begins_line(self, at: int) -> bool:
        return at == 0 or self._words[at].line != self._words[at - 1].line

    def _parting_cost(self, at: int, left_wrapped: bool, wrapped: bool, column: int) -> float:
        """What speaks against ending a heading before the word `at`."""
        if at == 0:
            return 0.0
        left, right = self._words[at - 1], self._words[at]
        cost = cut_cost(left, right, self._kinds[column])
        if right.after_gap:
            return cost
        return cost + (_STRANGE if self._is_strange(at, left_wrapped, wrapped) else 0.0)

    def _is_strange(self, at: int, left_wrapped: bool, wrapped: bool) -> bool:
        """True where a heading that ends before the word `at` is not set as the habit has it."""
        blank = self._words[at].after_blank
        if self._habit == "a line each":
            return not self._begins_line(at) or (self._blanks and not blank)
        if not self._begins_line(at):
            return False
        if blank:
            return not left_wrapped and not (wrapped and self._habit == "own lines")
        if wrapped and self._habit == "own lines":
            return False
        return not left_wrapped or self._blanks
