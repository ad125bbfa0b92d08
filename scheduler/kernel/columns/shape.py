"""One person's counts read for a walk along the days: steps, counters and long sums."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from math import gcd

from scheduler.kernel.columns.facts import Either, Numbered, Spans, Sum
from scheduler.kernel.columns.split import LAW, Member, NotSuited
from scheduler.kernel.tally import Cell, Mark

LONG = 10
"""A count over more steps than this is a long sum: added up, not remembered by the automaton."""


@dataclass(frozen=True)
class Shape:
    """One person's open cells and what the person's own counts say of them.

    `steps`: numbers of cells of which at most one is taken, in order. `counters`: short sums, remembered
    while they are open. `long`: laws that add up over many steps. `costs`: (level, cell, cost of taking it).
    `apart`: long counts that may cost, left to the programme that links people. `marks`: those that it or
    counts over several people look at; `linked`: which of them each one that was asked for is. `constants`
    by level.
    `spans`: the steps of cells and marks.
    """

    cells: tuple[Cell, ...]
    steps: tuple[tuple[int, ...], ...]
    counters: tuple[Sum, ...]
    long: tuple[Sum, ...]
    marks: tuple[Either, ...]
    linked: tuple[int, ...]
    costs: tuple[tuple[int, int, int], ...]
    constants: tuple[tuple[int, int], ...]
    apart: tuple[Sum, ...]
    spans: Spans = field(compare=False, repr=False)


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
    numbered, sums = _in_order(member, settled, rank)
    steps = _steps(sums, len(numbered.cells), day_of or {})
    spans = Spans(steps)
    costs: list[tuple[int, int, int]] = []
    constants: list[tuple[int, int]] = []
    counters: list[Sum] = []
    long: list[Sum] = []
    apart: list[Sum] = []
    for one in sums:
        if not _telling(one, spans):
            continue
        if not one.terms:
            if one.level == LAW:
                raise NotSuited("a law that is broken already")
            constants.append((one.level, one.price(one.constant)))
            continue
        first, last = spans.of_all(fact for _, fact in one.terms)
        coefficient, cell = one.terms[0]
        if one.level != LAW and len(one.terms) == 1 and isinstance(cell, int):
            without = one.price(one.constant)
            constants.append((one.level, without))
            costs.append((one.level, cell, one.price(one.constant + coefficient) - without))
        elif last - first < LONG:
            counters.append(one)
        elif one.level != LAW:
            apart.append(one)
        else:
            long.append(_reduced(one))
    others = [numbered.linked(mark) for mark in linked]
    mine = [fact for one in apart for _, fact in one.terms if isinstance(fact, Either)]
    # Marks over the same cells are one.
    marks = {mark: i for i, mark in enumerate(dict.fromkeys((*others, *mine)))}
    return Shape(
        numbered.cells, steps, tuple(counters), tuple(long), tuple(marks),
        tuple(marks[one] for one in others), tuple(costs), tuple(constants), tuple(apart), spans,
    )  # fmt: skip


def _in_order(
    member: Member, settled: Mapping[Cell, bool], rank: Mapping[Cell, int]
) -> tuple[Numbered, list[Sum]]:
    """The cells in the order of the problem or of their names, whichever keeps the counts shorter."""
    numbered = Numbered(tuple(sorted(member.cells, key=rank.__getitem__)), settled)
    sums = [numbered.sum_of(count) for count in member.counts]
    by_name = sorted(range(len(numbered.cells)), key=numbered.cells.__getitem__)
    if _length(sums, by_name) >= _length(sums, range(len(by_name))):
        return numbered, sums
    numbered = Numbered(tuple(numbered.cells[i] for i in by_name), settled)
    return numbered, [numbered.sum_of(count) for count in member.counts]


def _length(sums: Iterable[Sum], order: Iterable[int]) -> int:
    """From how far apart the sums count, all together, with the cells in such an order."""
    places = Spans([(cell,) for cell in order])
    ends = (places.of_all(fact for _, fact in one.terms) for one in sums if one.terms)
    return sum(last - first for first, last in ends)


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


def _telling(one: Sum, spans: Spans) -> bool:
    """Whether the sum can leave its band, at most one cell a step being taken."""
    most: dict[object, int] = {}
    least: dict[object, int] = {}
    for coefficient, fact in one.terms:
        key: object = spans[fact] if isinstance(fact, int) else fact
        into = most if coefficient > 0 else least
        if abs(coefficient) > abs(into.get(key, 0)):
            into[key] = coefficient
    high, low = one.constant + sum(most.values()), one.constant + sum(least.values())
    return (one.high is not None and high > one.high) or (one.low is not None and low < one.low)


def _reduced(one: Sum) -> Sum:
    """The same law in its largest unit: minutes in steps of two hours where all turns are even hours."""
    unit = gcd(*(coefficient for coefficient, _ in one.terms))
    low = None if one.low is None else -((one.constant - one.low) // unit)
    high = None if one.high is None else (one.high - one.constant) // unit
    terms = tuple((coefficient // unit, fact) for coefficient, fact in one.terms)
    return Sum(terms, low, high, 0, one.under, one.over, one.level)
