"""The cheapest rosters of one person for given prices: a labelling dynamic programme along the days."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import prod

import numpy as np

from scheduler.kernel.columns.automaton import counters_of
from scheduler.kernel.columns.labelling import Floats, Labelling, Path, Prices, labelling
from scheduler.kernel.columns.layers import layers
from scheduler.kernel.columns.shape import Shape, Sum, holds
from scheduler.kernel.columns.split import NotSuited

__all__ = ["Floats", "Path", "Pricer", "Prices"]

MOST_PLANES = 8
"""Combinations of sums without a floor that are added up from the start."""

MOST_LABELS = 40_000_000
"""Labels of all steps beyond which no further long sum is added up exactly: 320 MB a thread."""


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


@dataclass(frozen=True)
class Walk:
    """The steps of a shape compiled for some of its long sums; `work`: labels times arcs of one pricing."""

    dims: tuple[int, ...]
    labels: int
    work: int
    run: Labelling


class Pricer:
    """All lawful rosters of one person, as paths; long sums are added up only once a path broke them.

    The best price is a lower bound over all lawful rosters even while some sums are still left out. Several
    threads may price at once.
    """

    def __init__(self, shape: Shape, levels: int) -> None:
        self.shape, self.levels = shape, levels
        self._counters = counters_of(shape)
        self._lock = threading.Lock()
        self._refused: set[frozenset[int]] = set()
        self._walk = self._compiled(_at_first(shape.long))

    @property
    def work(self) -> int:
        """Labels times arcs of one pricing, about."""
        return self._walk.work

    @property
    def dims(self) -> tuple[int, ...]:
        """The long sums that are added up."""
        return self._walk.dims

    def _compiled(self, wanted: Iterable[int]) -> Walk:
        # The longest sum last: it is the one that blocks of labels are contiguous in.
        dims = tuple(sorted(wanted, key=lambda i: self.shape.long[i].high or 0))
        steps = layers(self.shape, self._counters, [self.shape.long[i] for i in dims], self.levels)
        labels = sum(prod(step.shape) for step in steps)
        work = sum(prod(step.shape[1:]) * len(step.arcs.tail) for step in steps)
        return Walk(dims, labels, work, labelling(steps))

    def _grow(self, walk: Walk, wanted: Iterable[int]) -> bool:
        """Add up further long sums; False when that would be too many labels."""
        with self._lock:
            dims = frozenset((*walk.dims, *wanted))
            if dims <= set(self._walk.dims):
                return True
            dims |= set(self._walk.dims)
            if dims in self._refused:
                return False
            grown = self._compiled(dims)
            if grown.labels > MOST_LABELS:
                self._refused.add(dims)
                return False
            self._walk = grown
            return True

    def best(self, prices: Prices, many: int = 1) -> tuple[float, list[Path]]:
        """A price that no lawful roster goes below, and up to `many` lawful rosters, cheapest first."""
        while True:
            walk = self._walk
            end, back = walk.run.run(prices)
            order = np.argsort(end, kind="stable")[:many]
            bound = float(end[order[0]])
            if not np.isfinite(bound):
                raise NotSuited("somebody has no lawful roster")
            paths = []
            wanted: set[int] = set()
            left = [i for i in range(len(self.shape.long)) if i not in walk.dims]
            spoiled: set[np.intp] = set()
            for place in order:
                if not np.isfinite(end[place]):
                    break
                path = back(int(place))
                if broken := [i for i in left if self._breaks(self.shape.long[i], path)]:
                    wanted.update(broken)
                    spoiled.add(place)
                else:
                    paths.append(path)
            exact = not wanted or order[0] not in spoiled
            if exact or not self._grow(walk, wanted):
                return bound, paths

    @staticmethod
    def _breaks(one: Sum, path: Path) -> bool:
        taken = set(path)
        total = sum(c for c, fact in one.terms if holds(fact, taken))
        return (one.high is not None and total > one.high) or (one.low is not None and total < one.low)
