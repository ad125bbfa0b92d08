"""The cheapest rosters of one person for given prices: a labelling dynamic programme along the days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scheduler.kernel.columns.layers import layers
from scheduler.kernel.columns.shape import Shape, Sum, holds
from scheduler.kernel.columns.split import NotSuited

Floats = NDArray[np.float64]
Path = tuple[int, ...]
"""The numbers of the cells taken, in order."""

MOST_PLANES = 60
"""Combinations of sums without a floor that are added up from the start."""

MOST_LABELS = 3_000_000
"""Labels of one step beyond which no further long sum is added up exactly."""


@dataclass(frozen=True)
class Prices:
    """What is asked for: a price for each cell and linked mark, and the weight of each level's own costs."""

    cells: Floats
    marks: Floats
    levels: Floats


def _at_first(long: Sequence[Sum]) -> list[int]:
    """Sums to add up from the start: those with a floor, then the tightest while they are few."""
    dims = [i for i, one in enumerate(long) if one.low is not None]
    planes = 1
    for i in sorted(range(len(long)), key=lambda i: long[i].high or 0):
        planes *= (long[i].high or 0) + 1
        if planes > MOST_PLANES:
            break
        if i not in dims:
            dims.append(i)
    return sorted(dims)


class Pricer:
    """All lawful rosters of one person, as paths; long sums are added up only once a path broke them.

    The best price is a lower bound over all lawful rosters even while some sums are still left out.
    """

    def __init__(self, shape: Shape, levels: int) -> None:
        self.shape, self.levels = shape, levels
        self._compile(_at_first(shape.long))

    def _compile(self, dims: Sequence[int]) -> None:
        long = [self.shape.long[i] for i in dims]
        self.steps, self.lows = layers(self.shape, long, self.levels)
        self.dims, self.size = list(dims), max(int(np.prod(step.shape)) for step in self.steps)

    def _grow(self, wanted: Sequence[int], most: int = MOST_LABELS) -> bool:
        """Add up further long sums; False when that would be too many labels."""
        before = self.steps, self.dims, self.size, self.lows
        self._compile([*self.dims, *wanted])
        if self.size > most:
            self.steps, self.dims, self.size, self.lows = before
            return False
        return True

    @property
    def work(self) -> int:
        """Labels times arcs of one pricing, about."""
        return sum(int(np.prod(step.shape[1:])) * len(step.arcs.tail) for step in self.steps)

    def best(self, prices: Prices, many: int = 1) -> tuple[float, list[Path]]:
        """A price that no lawful roster goes below, and up to `many` lawful rosters, cheapest first."""
        while True:
            values, class_cells, arc_costs = self._forward(prices)
            end = values[-1][0]
            flat = end.ravel()
            order = np.argsort(flat, kind="stable")[:many]
            bound = float(flat[order[0]])
            if not np.isfinite(bound):
                raise NotSuited("somebody has no lawful roster")
            paths = []
            wanted: set[int] = set()
            spoiled: set[np.intp] = set()
            for place in order:
                if not np.isfinite(flat[place]):
                    break
                where = tuple(int(n) for n in np.unravel_index(place, end.shape))
                path = self._back(values, class_cells, arc_costs, where)
                if broken := [i for i in self._left() if self._breaks(self.shape.long[i], path)]:
                    wanted.update(broken)
                    spoiled.add(place)
                else:
                    paths.append(path)
            exact = not wanted or order[0] not in spoiled
            if exact or not self._grow(sorted(wanted)):
                return bound, paths

    def _left(self) -> list[int]:
        return [i for i in range(len(self.shape.long)) if i not in self.dims]

    @staticmethod
    def _breaks(one: Sum, path: Path) -> bool:
        taken = set(path)
        total = sum(c for c, fact in one.terms if holds(fact, taken))
        return (one.high is not None and total > one.high) or (one.low is not None and total < one.low)

    def _forward(self, prices: Prices) -> tuple[list[Floats], list[list[int]], list[Floats]]:
        """For each step the least price of every label; and what each class of cells and each arc costs."""
        values: list[Floats] = [np.zeros((1,) * (1 + len(self.dims)))]
        class_cells, all_costs = [], []
        rest = (1,) * len(self.dims)
        for step in self.steps:
            arcs = step.arcs
            cells = [-1 if not group else min(group, key=prices.cells.__getitem__) for group in arcs.classes]
            costs = np.array([0.0 if cell < 0 else prices.cells[cell] for cell in cells])
            arc_costs = costs[arcs.kind] + prices.levels @ arcs.costs
            if arcs.fires.shape[1]:
                arc_costs += arcs.fires @ prices.marks
            was, now = values[-1], np.full(step.shape, np.inf)
            for group in step.groups:
                source: Any = (group.tail, *group.source)
                found = was[source] + arc_costs[group.rows].reshape(-1, *rest)
                if len(group.heads) < len(group.tail):
                    found = np.minimum.reduceat(found, group.starts, axis=0)
                place: Any = (group.heads, *group.target)
                now[place] = np.minimum(now[place], found)
            values.append(now)
            class_cells.append(cells)
            all_costs.append(arc_costs)
        return values, class_cells, all_costs

    def _back(
        self,
        values: list[Floats],
        class_cells: list[list[int]],
        arc_costs: list[Floats],
        end: tuple[int, ...],
    ) -> Path:
        """The path that led to a label of the last step: at each step the cheapest arc into it."""
        state, level = 0, tuple(int(n) + int(low) for n, low in zip(end, self.steps[-1].low, strict=True))
        path = []
        for t in range(len(self.steps) - 1, -1, -1):
            was, costs, low = values[t], arc_costs[t], self.lows[t]
            best, via, where = np.inf, 0, level
            for row, tail, adds in self.steps[t].into[state]:
                before = tuple(n - add for n, add in zip(level, adds, strict=True))
                place = tuple(n - least for n, least in zip(before, low, strict=True))
                if any(n < 0 or n >= size for n, size in zip(place, was.shape[1:], strict=True)):
                    continue
                value = was[(tail, *place)] + costs[row]
                if value < best:
                    best, via, where = value, row, before
            arcs = self.steps[t].arcs
            cell = class_cells[t][arcs.kind[via]]
            if cell >= 0:
                path.append(cell)
            state, level = int(arcs.tail[via]), where
        return tuple(sorted(path))
