"""Write tallies as a CP-SAT model, one tier of importance after the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from scheduler.kernel.merge import merge_pairs
from scheduler.kernel.tally import Cell, Fact, Mark, Tally

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

CLIQUE = 64
"""Largest at-most-one that is searched for exclusive cells; larger ones link people, not turns."""


class Encoding:
    """A growing CP-SAT model of one part: its laws at once, each level when its pass begins."""

    def __init__(
        self,
        laws: Iterable[Tally],
        settled: Mapping[Cell, bool],
        cells: Iterable[Cell],
        model: cp_model.CpModel,
    ) -> None:
        self.model = model
        self._settled = settled
        self.cells: dict[Cell, Any] = {}
        self.marks: dict[str, tuple[Mark, Any]] = {}
        self._slacks: list[tuple[Any, Tally, bool]] = []
        self._pairs: list[tuple[Any, Cell, Cell]] = []
        laws = list(laws)
        self._exclusive = _exclusive(laws)
        for cell in cells:
            self.literal(cell)
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
        if not mark.pairs and self._are_exclusive(mark.cells):
            self.model.add(sum(free) == made)
        else:
            self.model.add_max_equality(made, free)
        return made

    def _both(self, one: Cell, other: Cell) -> Any:
        first, second = self._cell(one), self._cell(other)
        if isinstance(first, int):
            return second if first else 0
        if isinstance(second, int):
            return first if second else 0
        made = self.model.new_bool_var("")
        self.model.add_min_equality(made, [first, second])
        self._pairs.append((made, one, other))
        return made

    def _are_exclusive(self, cells: tuple[Cell, ...]) -> bool:
        open_cells = [cell for cell in cells if not isinstance(self.cells[cell], int)]
        return all(
            other in self._exclusive.get(cell, ())
            for i, cell in enumerate(open_cells)
            for other in open_cells[i + 1 :]
        )

    def _count(self, tally: Tally) -> tuple[list[tuple[int, Any]], int]:
        """Terms over variables, and the constant with all settled facts added."""
        constant, terms = tally.constant, []
        for coefficient, fact in tally.terms:
            literal = self.literal(fact)
            if isinstance(literal, int):
                constant += coefficient * literal
            else:
                terms.append((coefficient, literal))
        return terms, constant

    def _hold(self, tally: Tally) -> None:
        terms, constant = self._count(tally)
        if tally.low is None and tally.high is not None and all(c == 1 for c, _ in terms):
            if tally.high - constant == 1:
                self.model.add_at_most_one([literal for _, literal in terms])
                return
            if len(terms) <= tally.high - constant:
                return
        count = sum(c * literal for c, literal in terms) + constant
        if not terms:
            if (tally.low is not None and constant < tally.low) or (
                tally.high is not None and constant > tally.high
            ):
                self.model.add_bool_or([])
            return
        if tally.low is not None and tally.low == tally.high:
            self.model.add(count == tally.low)
            return
        if tally.low is not None:
            self.model.add(count >= tally.low)
        if tally.high is not None:
            self.model.add(count <= tally.high)

    def cost_of(self, tallies: Iterable[Tally]) -> Any:
        """What counts that may yield cost, as a linear expression; adds what it needs to the model."""
        cost: Any = 0
        for tally in merge_pairs(tallies, self._exclusive):
            cost = cost + self._cost(tally)
        return cost

    def _cost(self, tally: Tally) -> Any:
        terms, constant = self._count(tally)
        least = constant + sum(c for c, _ in terms if c < 0)
        most = constant + sum(c for c, _ in terms if c > 0)
        if not terms:
            return _price(constant, tally)
        if len(terms) == 1:
            (coefficient, literal) = terms[0]
            without, with_it = _price(constant, tally), _price(constant + coefficient, tally)
            return without + (with_it - without) * literal
        count = sum(c * literal for c, literal in terms) + constant
        cost: Any = 0
        if tally.low is not None and least < tally.low and tally.under:
            slack = self.model.new_int_var(0, tally.low - least, "")
            self.model.add(count + slack >= tally.low)
            self._slacks.append((slack, tally, False))
            cost = cost + tally.under * slack
        if tally.high is not None and most > tally.high and tally.over:
            slack = self.model.new_int_var(0, most - tally.high, "")
            self.model.add(count - slack <= tally.high)
            self._slacks.append((slack, tally, True))
            cost = cost + tally.over * slack
        return cost

    def hint(self, chosen: frozenset[Cell]) -> None:
        """Start the next search from a known roster, every variable given."""
        self.model.clear_hints()
        given: dict[int, tuple[Any, int]] = {}
        for slack, tally, above in self._slacks:
            given[slack.index] = slack, tally.outside(chosen)[above]
        for made, one, other in self._pairs:
            given[made.index] = made, one in chosen and other in chosen
        for mark, literal in self.marks.values():
            if not isinstance(literal, int):
                given[literal.index] = literal, mark.holds(chosen)
        for cell, literal in self.cells.items():
            if not isinstance(literal, int):
                given[literal.index] = literal, cell in chosen
        for literal, value in given.values():
            self.model.add_hint(literal, value)


def _price(number: int, tally: Tally) -> int:
    below = 0 if tally.low is None else max(0, tally.low - number)
    above = 0 if tally.high is None else max(0, number - tally.high)
    return tally.under * below + tally.over * above


def _exclusive(tallies: Iterable[Tally]) -> dict[Cell, set[Cell]]:
    """For each cell, those that a law excludes beside it."""
    found: dict[Cell, set[Cell]] = {}
    for tally in tallies:
        cells = [fact for c, fact in tally.terms if c == 1 and isinstance(fact, Cell)]
        if tally.high == 1 and tally.constant == 0 and len(cells) == len(tally.terms) <= CLIQUE:
            for cell in cells:
                found.setdefault(cell, set()).update(other for other in cells if other != cell)
    return found
