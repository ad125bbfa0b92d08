"""What a few changed turns cost, level by level, by only the counts they touch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from scheduler.kernel.audit import Breach, chosen_with_past
from scheduler.kernel.problem import Problem, Ruling
from scheduler.kernel.tally import Cell, Tally, cells_of


@dataclass(frozen=True)
class Change:
    """Turns taken away and given."""

    out: frozenset[Cell]
    into: frozenset[Cell]

    def upon(self, chosen: frozenset[Cell]) -> frozenset[Cell]:
        """The choice after the change."""
        return (chosen - self.out) | self.into


@dataclass(frozen=True)
class Cost:
    """Laws that a change breaks, and what each level costs more (+) or less (-)."""

    broken: tuple[Breach, ...]
    levels: tuple[int, ...]


class Counts:
    """Every count of a problem by the cells in it, beside one choice."""

    def __init__(self, problem: Problem, chosen: frozenset[Cell]) -> None:
        self._past = chosen_with_past(problem, ())
        self._size = len(problem.levels)
        self.chosen = chosen | self._past
        self._touched: dict[Cell, list[int]] = defaultdict(list)
        self._every: list[tuple[int, Ruling, Tally]] = []
        places = {ruling.level: n for n, level in enumerate(problem.levels) for ruling in level}
        for ruling in problem.rulings:
            level = -1 if ruling.hard else places[ruling.level]
            for tally in ruling.tallies:
                for cell in set(cells_of(tally.terms)):
                    self._touched[cell].append(len(self._every))
                self._every.append((level, ruling, tally))

    def touching(self, cells: Iterable[Cell]) -> list[tuple[int, Ruling, Tally]]:
        """(level, ruling, count) of every count that looks at one of the cells; laws are level -1."""
        numbers = sorted({number for cell in cells for number in self._touched.get(cell, ())})
        return [self._every[number] for number in numbers]

    def cost(self, change: Change) -> Cost:
        """What a change costs."""
        after = change.upon(self.chosen)
        levels = [0] * self._size
        broken = []
        for level, ruling, tally in self.touching(change.out | change.into):
            if level >= 0:
                levels[level] += tally.cost(after) - tally.cost(self.chosen)
            elif sum(tally.outside(after)) > sum(tally.outside(self.chosen)):
                below, above = tally.outside(after)
                broken.append(Breach(ruling, tally, above - below))
        return Cost(tuple(broken), tuple(levels))

    def free(self, change: Change) -> bool:
        """Whether a change breaks no law more than before, and costs the same in every level."""
        after = change.upon(self.chosen)
        levels = [0] * self._size
        for level, _, tally in self.touching(change.out | change.into):
            if level >= 0:
                levels[level] += tally.cost(after) - tally.cost(self.chosen)
            elif sum(tally.outside(after)) > sum(tally.outside(self.chosen)):
                return False
        return not any(levels)
