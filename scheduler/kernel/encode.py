"""Write tallies as a CP-SAT model, one tier of importance after the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from scheduler.kernel.exclusive import Exclusive
from scheduler.kernel.merge import merge_pairs
from scheduler.kernel.tally import Cell, Fact, Mark, Tally
from scheduler.kernel.uncollected import uncollected

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

Terms = list[tuple[int, Any]]
"""Coefficients and variables."""

LEAST, MOST = -(2**63), 2**63 - 1
"""CP-SAT's bounds of a count that has none."""


class Encoding:
    """A growing CP-SAT model of one part: its laws at once, each level when its pass begins."""

    def __init__(
        self,
        laws: Iterable[Tally],
        settled: Mapping[Cell, bool],
        cells: Iterable[Cell],
        model: cp_model.CpModel,
    ) -> None:
        from ortools.sat.python import cp_model as library

        self.model = model
        self._weighted = library.LinearExpr.weighted_sum
        self._settled = settled
        self.cells: dict[Cell, Any] = {}
        self.marks: dict[str, tuple[Mark, Any]] = {}
        self._slacks: list[tuple[int, Tally, bool]] = []
        self._pairs: list[tuple[int, Cell, Cell]] = []
        laws = tuple(laws)
        with uncollected():
            self._exclusive = Exclusive(laws)
            for cell in cells:
                self._cell(cell)
            for tally in laws:
                self._hold(tally)

    def literal(self, fact: Fact) -> Any:
        """The variable of a cell or mark; a constant where the past or the law has settled it."""
        return self._cell(fact) if isinstance(fact, Cell) else self._mark(fact)

    def _cell(self, cell: Cell) -> Any:
        if cell not in self.cells:
            known = self._settled.get(cell)
            self.cells[cell] = self.model.new_bool_var("") if known is None else int(known)
        return self.cells[cell]

    def _mark(self, mark: Mark) -> Any:
        if mark.name not in self.marks:
            self.marks[mark.name] = (mark, self._new_mark(mark))
        return self.marks[mark.name][1]

    def _new_mark(self, mark: Mark) -> Any:
        literals = [self._cell(cell) for cell in mark.cells]
        literals += [self._both(*pair) for pair in mark.pairs]
        free = [literal for literal in literals if not isinstance(literal, int)]
        if any(literal == 1 for literal in literals if isinstance(literal, int)):
            return 1
        if len(free) <= 1:
            return free[0] if free else 0
        made = self.model.new_bool_var("")
        # Where the cells exclude each other the equality gives the relaxation its strength.
        if not mark.pairs and self._exclusive.excludes(self._open(mark)):
            self._within([*((1, literal) for literal in free), (-1, made)], 0, 0)
        else:
            self.model.add_max_equality(made, free)
        return made

    def _open(self, mark: Mark) -> list[Cell]:
        return [cell for cell in mark.cells if not isinstance(self.cells[cell], int)]

    def _both(self, one: Cell, other: Cell) -> Any:
        first, second = self._cell(one), self._cell(other)
        if isinstance(first, int):
            return second if first else 0
        if isinstance(second, int):
            return first if second else 0
        made = self.model.new_bool_var("")
        self.model.add_min_equality(made, [first, second])
        self._pairs.append((made.index, one, other))
        return made

    def _count(self, tally: Tally) -> tuple[Terms, int]:
        """Terms over variables, and the constant with all settled facts added."""
        constant, terms = tally.constant, []
        for coefficient, fact in tally.terms:
            known = self.cells.get(fact) if isinstance(fact, Cell) else None
            literal = self.literal(fact) if known is None else known
            if isinstance(literal, int):
                constant += coefficient * literal
            else:
                terms.append((coefficient, literal))
        return terms, constant

    def _hold(self, tally: Tally) -> None:
        terms, constant = self._count(tally)
        low = None if tally.low is None else tally.low - constant
        high = None if tally.high is None else tally.high - constant
        if low is None and high is not None and all(c == 1 for c, _ in terms):
            if high == 1:
                self.model.add_at_most_one([literal for _, literal in terms])
                return
            if len(terms) <= high:
                return
        if not terms:
            if (low is not None and low > 0) or (high is not None and high < 0):
                self.model.add_bool_or([])
        elif low is not None and low == high:
            self._within(terms, low, high)
        else:
            self._within(terms, low, None)
            self._within(terms, None, high)

    def _within(self, terms: Terms, low: int | None, high: int | None) -> None:
        """Write `low ≤ Σ ≤ high` straight into the model: sums of expressions took most of the time."""
        if low is None and high is None:
            return
        by_index: dict[int, int] = {}
        for coefficient, literal in terms:
            by_index[literal.index] = by_index.get(literal.index, 0) + coefficient
        indices = sorted(index for index, coefficient in by_index.items() if coefficient)
        row = self.model.proto.constraints.add().linear
        row.vars.extend(indices)
        row.coeffs.extend([by_index[index] for index in indices])
        row.domain.extend([LEAST if low is None else low, MOST if high is None else high])

    def cost_of(self, tallies: Iterable[Tally]) -> Any:
        """What counts that may yield cost, as a linear expression; adds what it needs to the model."""
        terms: Terms = []
        with uncollected():
            constant = sum(self._cost(tally, terms) for tally in merge_pairs(tallies, self._exclusive))
        if not terms:
            return constant
        # In one call: a chain of sums is as deep as it is long, and one of 400,000 ended the process.
        coefficients, literals = zip(*terms, strict=True)
        return self._weighted(literals, coefficients) + constant

    def _cost(self, tally: Tally, cost: Terms) -> int:
        """Add the terms of what a count costs to the others; returns the constant of it."""
        terms, constant = self._count(tally)
        if not terms:
            return _price(constant, tally)
        if len(terms) == 1:
            (coefficient, literal) = terms[0]
            without, with_it = _price(constant, tally), _price(constant + coefficient, tally)
            cost.append((with_it - without, literal))
            return without
        least = constant + sum(c for c, _ in terms if c < 0)
        most = constant + sum(c for c, _ in terms if c > 0)
        if tally.low is not None and least < tally.low and tally.under:
            slack = self._slack(tally, tally.low - least, above=False)
            self._within([*terms, (1, slack)], tally.low - constant, None)
            cost.append((tally.under, slack))
        if tally.high is not None and most > tally.high and tally.over:
            slack = self._slack(tally, most - tally.high, above=True)
            self._within([*terms, (-1, slack)], None, tally.high - constant)
            cost.append((tally.over, slack))
        return 0

    def _slack(self, tally: Tally, most: int, *, above: bool) -> Any:
        slack = self.model.new_int_var(0, most, "")
        self._slacks.append((slack.index, tally, above))
        return slack

    def hint(self, chosen: frozenset[Cell]) -> None:
        """Start the next search from a known roster, every variable given."""
        given: dict[int, int] = {}
        for slack, tally, above in self._slacks:
            given[slack] = tally.outside(chosen)[above]
        for made, one, other in self._pairs:
            given[made] = one in chosen and other in chosen
        for mark, literal in self.marks.values():
            if not isinstance(literal, int):
                given[literal.index] = mark.holds(chosen)
        for cell, literal in self.cells.items():
            if not isinstance(literal, int):
                given[literal.index] = cell in chosen
        self.model.clear_hints()
        if not given:
            return
        hint = self.model.proto.solution_hint
        hint.vars.extend(list(given))
        hint.values.extend([int(value) for value in given.values()])


def _price(number: int, tally: Tally) -> int:
    below = 0 if tally.low is None else max(0, tally.low - number)
    above = 0 if tally.high is None else max(0, number - tally.high)
    return tally.under * below + tally.over * above
