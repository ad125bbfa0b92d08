"""The cheapest rosters of one person for given prices: a labelling dynamic programme along the days."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import prod

import numpy as np

from scheduler.kernel.columns.automaton import Known, counters_of
from scheduler.kernel.columns.counters import Ints
from scheduler.kernel.columns.facts import Either, Sum
from scheduler.kernel.columns.labelling import Floats, Labelling, Path, Prices, labelling
from scheduler.kernel.columns.layers import layers
from scheduler.kernel.columns.shape import Shape
from scheduler.kernel.columns.split import NotSuited
from scheduler.kernel.columns.sums import Sums
from scheduler.kernel.columns.usual import Usual

__all__ = ["Floats", "Path", "Pricer", "Prices"]

MOST_PLANES = 8
"""Combinations of sums without a floor that are added up from the start."""

MOST_LABELS = 40_000_000
"""Labels of all steps beyond which no further long sum is added up exactly: 320 MB a thread."""

STATES = 30
"""States of a step, about, where nothing is compiled yet."""

SPARSE = 4
"""How many times fewer labels there are than sums could make, about."""

TRIES = 30
"""Walks of one pricing, while sums are broken."""

EASE = 0.8
"""What becomes of the price of a unit of a sum that has room."""


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
    """The steps of a shape compiled: `dims` are the long sums added up, `priced` those whose units cost.

    `marks`: those of the priced sums, behind the shape's own; `units`: for each of these sums the places of
    its marks, and their coefficients. `work`: labels times arcs of one pricing.
    """

    dims: frozenset[int]
    priced: frozenset[int]
    marks: tuple[Either, ...]
    units: Mapping[int, tuple[Ints, Ints]]
    labels: int
    work: int
    run: Labelling


class Pricer:
    """All lawful rosters of one person, as paths; long sums are looked at only once a path broke them.

    They are added up exactly while the labels are few enough, then a unit of them gets a price that rises
    until they are kept (Lagrange). The best price is a lower bound over all lawful rosters all the same.
    Several threads may price at once. `known`: steps that other pricers compiled already.
    """

    def __init__(self, shape: Shape, levels: int, known: Known, usual: Usual | None = None) -> None:
        self.shape, self.levels, self._known, self._usual = shape, levels, known, usual or Usual()
        self._counters, self._sums = counters_of(shape), Sums(shape)
        self._lock = threading.Lock()
        self._worth: dict[str, dict[int, float]] = {}
        self._now: Walk | None = None

    @property
    def _walk(self) -> Walk:
        """How it is walked now; compiled when it is first asked for."""
        if self._now is None:
            with self._lock:
                if self._now is None:
                    self._now = self._begin()
        return self._now

    def _begin(self) -> Walk:
        long = self.shape.long
        dims = frozenset(_at_first(long))
        # About what a step has: states of a run and a kind of turn, times the sums added up.
        guess = len(self.shape.steps) * STATES * prod(1 + (long[i].high or 0) for i in dims)
        most = SPARSE * MOST_LABELS
        many = frozenset(i for i, one in enumerate(long) if guess * (1 + (one.high or 0)) > most)
        added, priced = self._usual.sums(len(long))
        if more := added - dims - many:
            walk = self._compiled(dims | more, (priced | many) - dims - more)
            if walk.labels <= MOST_LABELS:
                return walk
        return self._compiled(dims, (priced | many) - dims)

    @property
    def work(self) -> int:
        """Labels times arcs of one pricing, about."""
        return self._walk.work

    def _compiled(self, dims: frozenset[int], priced: frozenset[int]) -> Walk:
        # The longest sum last: it is the one that blocks of labels are contiguous in.
        order = sorted(dims, key=lambda i: (self.shape.long[i].high or 0, i))
        facts = {fact: None for i in sorted(priced) for _, fact in self.shape.long[i].terms}
        marks = tuple(fact for fact in facts if isinstance(fact, Either) and fact not in self.shape.marks)
        shape = replace(self.shape, marks=(*self.shape.marks, *marks))
        steps = layers(shape, self._counters, [self.shape.long[i] for i in order], self.levels, self._known)
        labels = sum(prod(step.shape) for step in steps)
        work = sum(prod(step.shape[1:]) * len(step.arcs.tail) for step in steps)
        place = {mark: i for i, mark in enumerate(shape.marks)}
        units = {
            i: _two_arrays(
                (place[fact], c) for c, fact in self.shape.long[i].terms if isinstance(fact, Either)
            )
            for i in priced
        }
        return Walk(dims, priced, marks, units, labels, work, labelling(steps))

    def _grow(self, walk: Walk, wanted: Iterable[int]) -> None:
        """Add up further long sums, or price them where that would be too many labels."""
        with self._lock:
            if self._now is not walk:
                return
            more = frozenset(wanted)
            labels = walk.labels * prod(1 + (self.shape.long[i].high or 0) for i in more)
            if labels <= SPARSE * MOST_LABELS:
                grown = self._compiled(walk.dims | more, walk.priced)
                if grown.labels <= MOST_LABELS:
                    self._now = grown
                    return
            self._now = self._compiled(walk.dims, walk.priced | more)

    def best(self, prices: Prices, many: int = 1) -> tuple[float, list[Path]]:
        """A price that no lawful roster goes below, and up to `many` lawful rosters, cheapest found first.

        Raises NotSuited where nothing is lawful.
        """
        worth = dict(self._worth.get(prices.like) or self._usual.worth(len(self.shape.long)))
        bound = -np.inf
        paths: list[Path] = []
        for tried in range(TRIES):
            walk = self._walk
            run = walk.run if prices.only is None else prices.only.of(walk.run)
            end, back = run.run(self._asked(prices, walk, worth))
            order = np.argsort(end, kind="stable")[:many]
            if not np.isfinite(end[order[0]]):
                raise NotSuited("somebody has no lawful roster")
            free = sum(worth.get(i, 0.0) * (self.shape.long[i].high or 0) for i in walk.priced)
            bound = max(bound, float(end[order[0]]) - free)
            found = [back(int(place)) for place in order if np.isfinite(end[place])]
            counts = [self._sums.counts(path) for path in found]
            broken = [self._sums.broken(count, walk.dims) for count in counts]
            paths = [path for path, breaks in zip(found, broken, strict=True) if not breaks]
            if not broken[0]:
                worth = self._eased(worth, counts[0])
                break
            if wanted := set().union(*broken) - walk.priced:
                self._grow(walk, wanted)
            for i in broken[0] & walk.priced:
                worth[i] = worth[i] * (2 + tried // 6) if i in worth else self._first_worth(prices)
        if not self._worth:
            self._usual.tell(len(self.shape.long), self._walk.dims, self._walk.priced, worth)
        self._worth[prices.like] = worth
        return bound, paths

    def _asked(self, prices: Prices, walk: Walk, worth: Mapping[int, float]) -> Prices:
        """The prices with what units of the priced sums cost on top."""
        if not walk.priced:
            return prices
        cells, marks = prices.cells.copy(), np.concatenate([prices.marks, np.zeros(len(walk.marks))])
        for i in walk.priced & worth.keys():
            cells += worth[i] * self._sums.per_cell[i]
            places, coefficients = walk.units[i]
            np.add.at(marks, places, worth[i] * coefficients)
        return replace(prices, cells=cells, marks=marks)

    @staticmethod
    def _first_worth(prices: Prices) -> float:
        finite = prices.cells[np.isfinite(prices.cells)]
        return 0.05 * float(np.abs(finite).max(initial=0.0)) + 1e-3

    def _eased(self, worth: Mapping[int, float], counts: Ints) -> dict[int, float]:
        """What units cost next time: less where the sum has room."""
        return {
            i: each * (EASE if counts[i] < (self.shape.long[i].high or 0) else 1.0)
            for i, each in worth.items()
        }


def _two_arrays(pairs: Iterable[tuple[int, int]]) -> tuple[Ints, Ints]:
    found = np.array(list(pairs), dtype=np.int64).reshape(-1, 2)
    return found[:, 0], found[:, 1]
