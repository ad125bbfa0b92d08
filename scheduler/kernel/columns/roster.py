"""A whole roster, one column a person, that is bettered one person at a time, each exactly."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scheduler.kernel.columns.pricing import Floats, Path, Prices
from scheduler.kernel.columns.rows import BROKEN, Column
from scheduler.kernel.columns.split import LAW, NotSuited
from scheduler.kernel.columns.team import Team
from scheduler.kernel.tally import Cell

Each = Callable[..., Iterable[Any]]
"""How one function is called for many people: `map`, or that of a pool, which prices them side by side."""


@dataclass(frozen=True)
class Aim:
    """What is minimised: a level; what earlier levels cost beyond their `caps` is as dear as a law."""

    team: Team
    level: int
    caps: tuple[int, ...] = ()

    @property
    def weights(self) -> Floats:
        """What a unit of each level's cost weighs."""
        found = np.zeros(self.team.levels)
        found[: self.level] = BROKEN
        found[self.level] = 1.0
        return found

    def roster_of(self, chosen: Iterable[Cell]) -> Roster:
        """The roster that takes these cells."""
        paths: list[list[int]] = [[] for _ in self.team.shapes]
        for cell in chosen:
            me = self.team.index.get(cell.who, -1)
            if me >= 0 and (number := self.team.numbers[me].get(cell)) is not None:
                paths[me].append(number)
        return Roster(self, [self.team.column(me, tuple(sorted(path))) for me, path in enumerate(paths)])


class Roster:
    """Columns by person, the counts of the rows, and the cost: the level's, laws and caps BROKEN each.

    `lawful`: no law over people and no cap is broken.
    """

    def __init__(self, aim: Aim, columns: list[Column]) -> None:
        self.aim, self.team, self.columns = aim, aim.team, columns
        band = self.team.band
        self._weights = aim.weights
        self._level, self._low, self._high = band.level, band.low, band.high
        weight = np.where(self._level == LAW, 1.0, self._weights[self._level])
        self._under, self._over = weight * band.under, weight * band.over
        self.counts = self.team.counts(columns)
        self.cost, self.lawful = self._cost()

    def _prices(self, counts: Floats) -> Floats:
        """What each row costs at such counts, weighted."""
        under, over = np.maximum(0.0, self._low - counts), np.maximum(0.0, counts - self._high)
        prices: Floats = self._under * under + self._over * over
        return prices

    def _cost(self) -> tuple[float, bool]:
        """The cost, and whether laws over people and caps are kept."""
        own = self._weights * np.array([column.costs for column in self.columns]).sum(axis=0)
        prices = self._prices(self.counts)
        broken = float(prices[self._level == LAW].sum())
        cost = 0.0
        for level in range(self.aim.level + 1):
            here = float(own[level] + prices[self._level == level].sum())
            # Below its cap an earlier level gains nothing.
            if level < self.aim.level:
                broken += max(0.0, here - BROKEN * self.aim.caps[level])
            else:
                cost += here
        return cost + broken, broken == 0.0

    def without(self, me: int) -> Floats:
        """The counts of the rows without one person."""
        counts = self.counts.copy()
        counts[self.columns[me].rows] -= self.columns[me].adds
        return counts

    def prices_for(self, me: int) -> Prices:
        """What each cell costs one person, all others staying as they are."""
        counts = self.without(me)
        base = self._prices(counts)
        cells = self._weights @ self.team.cell_costs[me]
        marks = np.zeros(len(self.team.shapes[me].marks))
        for terms, into in ((self.team.cell_terms[me], cells), (self.team.mark_terms[me], marks)):
            fact, row, coefficient = terms.T
            added = counts[row] + coefficient
            cost = self._under[row] * np.maximum(0.0, self._low[row] - added)
            cost += self._over[row] * np.maximum(0.0, added - self._high[row])
            into[:] += np.bincount(fact, cost - base[row], len(into))
        return Prices(cells, marks, self._weights, like="beside others")

    def price_of(self, rows: NDArray[np.bool_], level: int) -> float:
        """What some rows cost on a level."""
        prices = self._prices(self.counts)
        return float(prices[rows & (self._level == level)].sum())

    def costly(self) -> dict[int, float]:
        """The rows that cost something, and what."""
        prices = self._prices(self.counts)
        return {int(row): float(prices[row]) for row in np.flatnonzero(prices > 0)}

    def replace(self, me: int, column: Column) -> None:
        """Give one person another roster."""
        counts = self.without(me)
        counts[column.rows] += column.adds
        self.columns[me], self.counts = column, counts
        self.cost, self.lawful = self._cost()

    def better(self, me: int) -> float:
        """The best roster of one person with all others as they are; returns what was gained (0: nothing).

        A roster of equal cost is taken too: it may open a way for others.
        """
        return self._take(me, self.best_of([me])[0])

    def best_of(self, people: Sequence[int], many: int = 1, each: Each = map) -> list[list[Path]]:
        """The best rosters of each of some people, cheapest first, with all others as they are now."""
        prices = [self.prices_for(me) for me in people]
        pricers = [self.team.pricers[me] for me in people]
        return [paths for _, paths in each(lambda one, asked: one.best(asked, many), pricers, prices)]

    def _take(self, me: int, paths: Sequence[Path]) -> float:
        """The first of the paths that costs no more; what is gained."""
        before, old = self.cost, self.columns[me]
        for path in paths:
            if path == old.path:
                continue
            self.replace(me, self.team.column(me, path))
            if self.cost <= before:
                return before - self.cost
            self.replace(me, old)
        return 0.0

    def beside(self, other: Roster, base: Roster) -> Roster | None:
        """What this and another roster made of the same base, both together.

        None where they changed somebody in common, or the other is the base.
        """
        mine, others = (
            {me for me, column in enumerate(one.columns) if column.path != base.columns[me].path}
            for one in (self, other)
        )
        if not others or mine & others:
            return None
        return Roster(
            self.aim, [self.columns[me] if me in mine else column for me, column in enumerate(other.columns)]
        )

    def polish(
        self, order: Sequence[int], until_still: int, each: Each = map, beside: int = 1
    ) -> Iterator[int]:
        """Better people in turn until so many in a row gained nothing; yields whom it looked at.

        `each` prices so many `beside` each other, all by what is before any of them.
        """
        still = 0
        for people in _batches(order, beside):
            for me, paths in zip(people, self.best_of(people, each=each), strict=True):
                still = 0 if self._take(me, paths) > 0 else still + 1
                yield me
            if still >= until_still:
                break


def first_roster(aim: Aim, check: Callable[[], None] = lambda: None) -> Roster:
    """A lawful roster for everybody, one person after the other, each the best beside those before.

    `check` is called before each person and may raise. Raises NotSuited where somebody cannot be priced.
    """
    nobody = Column((), tuple([0] * aim.team.levels), np.empty(0, np.int64), np.empty(0))
    roster = Roster(aim, [nobody] * len(aim.team.shapes))
    for me in range(len(aim.team.shapes)):
        check()
        (paths,) = roster.best_of([me], 4)
        if not paths:
            raise NotSuited("somebody's long sums are too many to be added up together")
        roster.replace(me, aim.team.column(me, paths[0]))
    return roster


def _batches(people: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    return (people[i : i + size] for i in range(0, len(people), size))
