"""Team orienteering: which places a few crews can visit within one window, and the most they can score."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Route = list[int]
"""The places of one route in order, without its start and end."""

# Sums of distances in another order differ in the last digits: this share over the budget is within it.
ROUNDING = 1e-9


class OrienteeringError(ValueError):
    """The problem contradicts itself; the message lists every fault found."""


@dataclass(frozen=True, eq=False)
class Orienteering:
    """Places with scores, a travel matrix and `crews` routes of at most `budget` each; a place scores once.

    `travel[a, b]` is the way from a to b in minutes (or metres: any unit the budget shares); it may be
    asymmetric. `dwell` is the time spent at each place, in the same unit. Start and end may be one place, a
    base, and are never scored. Raises `OrienteeringError` naming all faults at once.
    """

    score: Numbers
    travel: Numbers
    start: int
    end: int
    budget: float
    crews: int = 1
    dwell: Numbers | None = None

    def __post_init__(self) -> None:
        faults = list(self._faults())
        if faults:
            raise OrienteeringError("orienteering problem: " + "; ".join(faults))

    def _faults(self) -> Iterable[str]:
        n = len(self.score)
        if np.shape(self.travel) != (n, n):
            yield f"travel is {np.shape(self.travel)}. Maybe ({n}, {n}), as there are {n} scores"
        elif np.isnan(self.travel).any() or np.min(self.travel, initial=0.0) < 0:
            yield "travel holds negative or missing times. Maybe inf for places that cannot be reached"
        if self.dwell is not None and (np.shape(self.dwell) != (n,) or np.min(self.dwell, initial=0.0) < 0):
            yield f"dwell must be {n} times of at least 0"
        for name, place in (("start", self.start), ("end", self.end)):
            if not 0 <= place < n:
                yield f"{name} is place {place}. Maybe one of 0 to {n - 1}"
        if self.crews < 1 or not self.budget >= 0:
            yield f"{self.crews} crews with a budget of {self.budget}. Maybe at least 1 and at least 0"

    @cached_property
    def cost(self) -> Numbers:
        """Travel plus the dwell at the place arrived at; a missing way costs far more than the budget."""
        cost = np.array(self.travel, dtype=float)
        if self.dwell is not None:
            dwell = np.array(self.dwell, dtype=float)
            dwell[[self.start, self.end]] = 0.0
            cost += dwell[None, :]
        capped: Numbers = np.minimum(cost, 1e3 * (self.budget + 1.0))
        return capped

    @cached_property
    def cost_into(self) -> Numbers:
        """The transposed cost, kept as rows because insertion reads whole rows."""
        return np.ascontiguousarray(self.cost.T)

    @cached_property
    def rows(self) -> list[list[float]]:
        """Cost as plain lists, quicker than numpy for single look-ups."""
        rows: list[list[float]] = self.cost.tolist()
        return rows

    @cached_property
    def near(self) -> list[list[int]]:
        """For every place all others but start and end, nearest first."""
        ends = {self.start, self.end}
        order = np.argsort(np.minimum(self.cost, self.cost.T), axis=1, kind="stable").tolist()
        return [[v for v in row if v != u and v not in ends] for u, row in enumerate(order)]

    @cached_property
    def limit(self) -> float:
        """The longest a route may be, with room for rounding."""
        return self.budget + ROUNDING * max(1.0, self.budget)

    @cached_property
    def gain(self) -> list[float]:
        """Scores as plain numbers."""
        gain: list[float] = np.asarray(self.score, dtype=float).tolist()
        return gain

    @cached_property
    def places(self) -> list[int]:
        """The places worth a visit that some route can reach and still end in time."""
        reach = self.cost[self.start] + self.cost[:, self.end] <= self.limit
        ends = (self.start, self.end)
        return [u for u in np.flatnonzero(reach).tolist() if self.gain[u] > 0 and u not in ends]

    @cached_property
    def bound(self) -> float:
        """The score of every reachable place: no answer is better."""
        return sum(self.gain[u] for u in self.places)

    def length(self, route: Sequence[int]) -> float:
        """Travel and dwell of one route from start to end."""
        rows = self.rows
        return sum(rows[a][b] for a, b in pairwise([self.start, *route, self.end]))

    def total(self, routes: Iterable[Sequence[int]]) -> float:
        """The score of routes that share no place."""
        gain = self.gain
        return sum([gain[u] for route in routes for u in route])

    def rescored(self, score: Numbers, crews: int = 1) -> Orienteering:
        """The same streets with other scores for other crews; used to price loops and to complete answers."""
        other = replace(self, score=score, crews=crews)
        for shared in ("cost", "cost_into", "rows", "near"):
            other.__dict__[shared] = getattr(self, shared)
        return other
