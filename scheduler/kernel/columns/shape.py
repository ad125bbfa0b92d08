"""One person's counts read for a walk along the days: steps, counters and long sums."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import gcd

from scheduler.kernel.columns.split import LAW, Count, Member, NotSuited
from scheduler.kernel.tally import Cell, Mark, cells_of

LONG = 10
"""A count over more steps than this is a long sum: added up, not remembered by the automaton."""


@dataclass(frozen=True)
class Either:
    """A mark by the numbers of its cells and pairs; the cell of an earlier step stands first in a pair."""

    cells: tuple[int, ...]
    pairs: tuple[tuple[int, int], ...] = ()

    def holds(self, taken: Container[int]) -> bool:
        """Whether any cell or any whole pair is taken."""
        return any(cell in taken for cell in self.cells) or any(
            a in taken and b in taken for a, b in self.pairs
        )

    @property
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


@dataclass(frozen=True)
class Shape:
    """One person's open cells and what the person's own counts say of them.

    `steps`: numbers of cells of which at most one is taken, in order. `counters`: short sums, remembered
    while they are open. `long`: laws that add up over many steps. `costs`: (level, cell, cost of taking it).
    `apart`: long counts that may cost, left to the programme that links people. `marks`: those that it or
    counts over several people look at. `constants` by level.
    """

    cells: tuple[Cell, ...]
    steps: tuple[tuple[int, ...], ...]
    counters: tuple[Sum, ...]
    long: tuple[Sum, ...]
    marks: tuple[Either, ...]
    costs: tuple[tuple[int, int, int], ...]
    constants: tuple[tuple[int, int], ...]
    apart: tuple[Sum, ...]


def read(
    member: Member,
    settled: Mapping[Cell, bool],
    rank: Mapping[Cell, int],
    linked: Sequence[Mark],
    day_of: Mapping[int, int] | None = None,
) -> Shape:
    """A person's shape; raises NotSuited for a linked mark that is settled.

    `rank`: the order of all cells, best along the days. `linked`: marks of this person that counts over
    several people look at. `day_of`: the day of each cell, where steps are to keep within days.
    """
    cells = _in_order(member, rank)
    number = {cell: i for i, cell in enumerate(cells)}
    sums = [(count, _sum(count, number, settled)) for count in member.counts]
    steps = _steps((one for _, one in sums), len(cells), day_of or {})
    step_of = {cell: s for s, step in enumerate(steps) for cell in step}
    costs: list[tuple[int, int, int]] = []
    constants: list[tuple[int, int]] = []
    counters: list[Sum] = []
    long: list[Sum] = []
    apart: list[Sum] = []
    for _, one in sums:
        if not _telling(one, step_of):
            continue
        if not one.terms:
            if one.level == LAW:
                raise NotSuited("a law that is broken already")
            constants.append((one.level, one.price(one.constant)))
            continue
        spans = {step_of[cell] for _, fact in one.terms for cell in members_of(fact)}
        coefficient, cell = one.terms[0]
        if one.level != LAW and len(one.terms) == 1 and isinstance(cell, int):
            without = one.price(one.constant)
            constants.append((one.level, without))
            costs.append((one.level, cell, one.price(one.constant + coefficient) - without))
        elif max(spans) - min(spans) < LONG:
            counters.append(one)
        elif one.level != LAW:
            apart.append(one)
        else:
            long.append(_reduced(one))
    marks = [_as_either(_either(mark, number, settled)) for mark in linked]
    marks += [
        fact for one in apart for _, fact in one.terms if isinstance(fact, Either) and fact not in marks
    ]
    return Shape(
        cells, steps, tuple(counters), tuple(long), tuple(marks), tuple(costs), tuple(constants), tuple(apart)
    )  # fmt: skip


def _in_order(member: Member, rank: Mapping[Cell, int]) -> tuple[Cell, ...]:
    """The cells in the order of the problem or of their names, whichever keeps the counts shorter."""
    orders = [sorted(member.cells, key=rank.__getitem__), sorted(member.cells)]

    def spread(order: Iterable[Cell]) -> int:
        place = {cell: i for i, cell in enumerate(order)}
        spans = ([place[c] for c in cells_of(one.tally.terms) if c in place] for one in member.counts)
        return sum(max(span) - min(span) for span in spans if span)

    return tuple(min(orders, key=spread))


def _steps(sums: Iterable[Sum], size: int, day_of: Mapping[int, int]) -> tuple[tuple[int, ...], ...]:
    """Cells of which the law allows one, grouped; those that lie together in the order first.

    A step is what a day is to a roster: of all its cells one at most is taken.
    """
    starting: dict[int, list[list[int]]] = defaultdict(list)
    for one in sums:
        if one.level == LAW and one.high is not None and one.high - one.constant == 1:
            clique = sorted(fact for c, fact in one.terms if c == 1 and isinstance(fact, int))
            if clique and len(clique) == len(one.terms):
                for _, day in groupby(clique, day_of.get):
                    piece = list(day)
                    starting[piece[0]].append(piece)
    taken: set[int] = set()
    steps: list[tuple[int, ...]] = []
    for cell in range(size):
        if cell in taken:
            continue
        free = [clique for clique in starting[cell] if taken.isdisjoint(clique)]
        best = max(
            free, key=lambda clique: (clique[-1] - clique[0] < len(clique), len(clique)), default=[cell]
        )
        taken.update(best)
        steps.append(tuple(best))
    return tuple(steps)


def _sum(count: Count, number: Mapping[Cell, int], settled: Mapping[Cell, bool]) -> Sum:
    tally = count.tally
    terms: list[tuple[int, Fact]] = []
    constant = tally.constant
    for coefficient, fact in tally.terms:
        if isinstance(fact, Cell):
            if fact in number:
                terms.append((coefficient, number[fact]))
            else:
                constant += coefficient * settled[fact]
            continue
        mine = _either(fact, number, settled)
        if mine is True:
            constant += coefficient
        elif mine is not False:
            terms.append((coefficient, mine))
    return Sum(tuple(terms), tally.low, tally.high, constant, tally.under, tally.over, count.level)


def _as_either(fact: Fact | bool) -> Either:
    if isinstance(fact, Either):
        return fact
    if isinstance(fact, bool):
        raise NotSuited("a linked mark that is settled")
    return Either((fact,))


def _either(mark: Mark, number: Mapping[Cell, int], settled: Mapping[Cell, bool]) -> Fact | bool:
    """A mark over open cells; a truth value where what is settled decides it."""
    whole = [pair for pair in mark.pairs if all(settled.get(cell, True) for cell in pair)]
    half = [cell for pair in whole for cell in pair if cell in number and sum(c in number for c in pair) == 1]
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


def _telling(one: Sum, step_of: Mapping[int, int]) -> bool:
    """Whether the sum can leave its band, at most one cell a step being taken."""
    most: dict[object, int] = {}
    least: dict[object, int] = {}
    for coefficient, fact in one.terms:
        key: object = step_of[fact] if isinstance(fact, int) else fact
        most[key] = max(most.get(key, 0), coefficient)
        least[key] = min(least.get(key, 0), coefficient)
    high, low = one.constant + sum(most.values()), one.constant + sum(least.values())
    return (one.high is not None and high > one.high) or (one.low is not None and low < one.low)


def _reduced(one: Sum) -> Sum:
    """The same law in its largest unit: minutes in steps of two hours where all turns are even hours."""
    unit = gcd(*(coefficient for coefficient, _ in one.terms))
    low = None if one.low is None else -((one.constant - one.low) // unit)
    high = None if one.high is None else (one.high - one.constant) // unit
    terms = tuple((coefficient // unit, fact) for coefficient, fact in one.terms)
    return Sum(terms, low, high, 0, one.under, one.over, one.level)


def members_of(fact: Fact) -> tuple[int, ...]:
    """The numbers of a fact's cells."""
    return (fact,) if isinstance(fact, int) else fact.members


def holds(fact: Fact, taken: Container[int]) -> bool:
    """Whether a fact is true of the cells taken."""
    return fact in taken if isinstance(fact, int) else fact.holds(taken)
