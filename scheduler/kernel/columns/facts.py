"""One person's cells by number, marks over them, and counts of both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter

from scheduler.kernel.columns.split import Count, NotSuited
from scheduler.kernel.tally import Cell, Mark


@dataclass(frozen=True)
class Either:
    """A mark by the numbers of its cells and pairs; the cell of an earlier step stands first in a pair."""

    cells: tuple[int, ...]
    pairs: tuple[tuple[int, int], ...] = ()

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        # Marks are made once and looked up at every turn.
        return hash((self.cells, self.pairs))

    def holds(self, taken: set[int]) -> bool:
        """Whether any cell or any whole pair is taken."""
        return not taken.isdisjoint(self.cells) or any(a in taken and b in taken for a, b in self.pairs)

    @cached_property
    def members(self) -> tuple[int, ...]:
        """Every cell it looks at."""
        return self.cells + tuple(cell for pair in self.pairs for cell in pair)


Fact = int | Either
"""A cell by its number, or a mark."""


@dataclass(frozen=True)
class Sum:
    """`low ≤ constant + Σ coefficient × fact ≤ high` over one person's numbered cells."""

    terms: tuple[tuple[int, Fact], ...]
    low: int | None
    high: int | None
    constant: int
    under: int
    over: int
    level: int

    def price(self, number: int) -> int:
        """What a count of `number` costs."""
        below = 0 if self.low is None else max(0, self.low - number)
        above = 0 if self.high is None else max(0, number - self.high)
        return self.under * below + self.over * above


class Numbered:
    """A person's open cells by number, for counts to be read over them.

    Each fact is read once: the counts that it stands in hold the same object, so that it is known by that.
    """

    def __init__(self, cells: tuple[Cell, ...], settled: Mapping[Cell, bool]) -> None:
        self.cells = cells
        self._number = {cell: i for i, cell in enumerate(cells)}
        self._settled = settled
        self._read: dict[int, tuple[int, Fact] | bool] = {}
        self._alike: dict[Fact, tuple[int, Fact]] = {}

    def sum_of(self, count: Count) -> Sum:
        """A count; what is settled goes into its constant."""
        tally, constant, known = count.tally, count.tally.constant, self._read
        terms: list[tuple[int, Fact]] = []
        for coefficient, fact in tally.terms:
            once = known.get(id(fact))
            if once is None:
                once = self._once(fact)
            if once is False:
                continue
            if once is True:
                constant += coefficient
            else:
                terms.append(once if coefficient == 1 else (coefficient, once[1]))
        return Sum(tuple(terms), tally.low, tally.high, constant, tally.under, tally.over, count.level)

    def linked(self, mark: Mark) -> Either:
        """A mark that others look at too; raises NotSuited where it is settled."""
        once = self._once(mark)
        if isinstance(once, bool):
            raise NotSuited("a linked mark that is settled")
        return once[1] if isinstance(once[1], Either) else Either((once[1],))

    def _once(self, fact: Cell | Mark) -> tuple[int, Fact] | bool:
        """A term that counts a fact once; a truth value where what is settled decides it."""
        mine: Fact | bool | None
        if isinstance(fact, Mark):
            mine = self._either(fact)
        elif (mine := self._number.get(fact)) is None:
            mine = self._settled[fact]
        once = mine if isinstance(mine, bool) else self._alike.setdefault(mine, (1, mine))
        self._read[id(fact)] = once
        return once

    def _either(self, mark: Mark) -> Fact | bool:
        number, settled = self._number, self._settled
        whole = [pair for pair in mark.pairs if all(settled.get(cell, True) for cell in pair)]
        half = [a if a in number else b for a, b in whole if (a in number) != (b in number)]
        if any(settled.get(cell) for cell in mark.cells) or any(
            all(c in settled for c in pair) for pair in whole
        ):
            return True
        cells = tuple(sorted({number[cell] for cell in (*mark.cells, *half) if cell in number}))
        pairs = {
            (min(number[a], number[b]), max(number[a], number[b]))
            for a, b in whole
            if a in number and b in number
        }
        if len(cells) == 1 and not pairs:
            return cells[0]
        return Either(cells, tuple(sorted(pairs))) if cells or pairs else False


class Spans(dict[Fact, tuple[int, int]]):
    """The first and the last step of each cell, and of marks as they are asked for."""

    def __init__(self, steps: Sequence[Sequence[int]]) -> None:
        super().__init__({cell: (s, s) for s, step in enumerate(steps) for cell in step})

    def __missing__(self, mark: Fact) -> tuple[int, int]:
        assert isinstance(mark, Either)
        self[mark] = found = self.of_all(mark.members)
        return found

    def of_all(self, facts: Iterable[Fact]) -> tuple[int, int]:
        """From the first to the last step of several facts."""
        spans = [self[fact] for fact in facts]
        return min(spans)[0], max(spans, key=_last)[1]


_last = itemgetter(1)


def holds(fact: Fact, taken: set[int]) -> bool:
    """Whether a fact is true of the cells taken."""
    return fact in taken if isinstance(fact, int) else fact.holds(taken)
