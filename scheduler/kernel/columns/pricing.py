"""The cheapest rosters of one person for given prices: a labelling dynamic programme along the days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from scheduler.kernel.columns.automaton import counters_of
from scheduler.kernel.columns.labelling import Floats, Path, Prices, labelling
from scheduler.kernel.columns.layers import layers
from scheduler.kernel.columns.shape import Shape, Sum, holds
from scheduler.kernel.columns.split import NotSuited

__all__ = ["Floats", "Path", "Pricer", "Prices"]

MOST_PLANES = 8
"""Combinations of sums without a floor that are added up from the start."""

MOST_LABELS = 3_000_000
"""Labels of one step beyond which no further long sum is added up exactly."""


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
    return dims


class Pricer:
    """All lawful rosters of one person, as paths; long sums are added up only once a path broke them.

    The best price is a lower bound over all lawful rosters even while some sums are still left out.
    `work`: labels times arcs of one pricing, about.
    """

    def __init__(self, shape: Shape, levels: int) -> None:
        self.shape, self.levels = shape, levels
        self._counters = counters_of(shape)
        self._compile(_at_first(shape.long))

    def _compile(self, dims: Iterable[int]) -> None:
        # The longest sum last: it is the one that blocks of labels are contiguous in.
        self.dims = sorted(dims, key=lambda i: self.shape.long[i].high or 0)
        long = [self.shape.long[i] for i in self.dims]
        steps = layers(self.shape, self._counters, long, self.levels)
        self.size = max(int(np.prod(step.shape)) for step in steps)
        self.work = sum(int(np.prod(step.shape[1:])) * len(step.arcs.tail) for step in steps)
        self._walk = labelling(steps)

    def _grow(self, wanted: Sequence[int], most: int = MOST_LABELS) -> bool:
        """Add up further long sums; False when that would be too many labels."""
        before = self.dims, self.size, self.work, self._walk
        self._compile([*self.dims, *wanted])
        if self.size > most:
            self.dims, self.size, self.work, self._walk = before
            return False
        return True

    def best(self, prices: Prices, many: int = 1) -> tuple[float, list[Path]]:
        """A price that no lawful roster goes below, and up to `many` lawful rosters, cheapest first."""
        while True:
            end, back = self._walk.run(prices)
            order = np.argsort(end, kind="stable")[:many]
            bound = float(end[order[0]])
            if not np.isfinite(bound):
                raise NotSuited("somebody has no lawful roster")
            paths = []
            wanted: set[int] = set()
            spoiled: set[np.intp] = set()
            for place in order:
                if not np.isfinite(end[place]):
                    break
                path = back(int(place))
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
