"""The best disjoint routes of a pool, and what the linear packing says about places and routes."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

import numpy as np

from scheduler.kernel.pack import LinearPacking, pack_loops
from scheduler.roads.orienteering import Numbers, Orienteering, Route
from scheduler.roads.pool import Places, Pool

LEAST = 1e-3  # worth below this share of the largest score is rounding of the linear programme
SHARE = 1e-6  # and so is a share of a route below this
LOOPS_BEGUN, LOOPS_ADDED, LOOPS_PACKED = 500, 200, 800


class Packing:
    """The linear packing of a pool: prices of places and of a crew, and the share each route has in it."""

    def __init__(self, problem: Orienteering, pool: Pool) -> None:
        self._problem, self._pool = problem, pool
        self.least = LEAST * float(np.max(problem.score, initial=0.0))
        self.prices: Numbers = np.zeros(len(problem.score))
        self.crew_price = 0.0
        self.value = 0.0
        self.shares: dict[Places, float] = {}
        self._active: dict[Places, None] = {}
        self._linear = LinearPacking(problem.crews, len(problem.score))

    def begin(self, best: Sequence[Route]) -> None:
        """Start anew from the routes worth most at the last prices, and solve over the whole pool."""
        self._active = {}
        self._linear = LinearPacking(self._problem.crews, len(self._problem.score))
        self.add([*(frozenset(r) for r in best if r), *self._pool.ranked(LOOPS_BEGUN, self.prices)])
        self.solve()
        while new := self._missing():
            self.add(new)
            self.solve()

    def _missing(self) -> list[Places]:
        worthy = self._pool.ranked(LOOPS_ADDED, self.prices, above=self.crew_price + self.least)
        return [places for places in worthy if places not in self._active]

    def add(self, routes: Iterable[Places]) -> None:
        """Let these routes of the pool into the packing."""
        for places in routes:
            if places not in self._active:
                self._active[places] = None
                self._linear.add(self._pool.gain(places), places)

    def solve(self) -> None:
        """Solve the linear packing of the routes let in; where that fails, the last prices stay."""
        solved = self._linear.solve()
        if solved is None:
            self.shares = {p: x for p, x in self.shares.items() if p in self._active}
            return
        prices, self.crew_price, shares = solved
        self.prices = np.array(prices)
        self.shares = {p: x for p, x in zip(self._active, shares, strict=True) if x > SHARE}
        self.value = sum(self._pool.gain(p) * x for p, x in self.shares.items())

    def best(self, known: Sequence[Route], score: float) -> Sequence[Route]:
        """The best disjoint routes of the pool by CP-SAT, or `known` (of this score) if none are better.

        A route whose worth falls short of the prices by more than the gap cannot be in a better packing.
        """
        self.begin(known)
        gap = self.value - score
        if gap < self.least:
            return known
        first = [frozenset(r) for r in known if r]
        rivals = self._pool.ranked(LOOPS_PACKED, self.prices, above=self.crew_price - gap)
        loops = [*first, *(p for p in rivals if p not in first)]
        gains = [self._pool.gain(p) for p in loops]
        picked = pack_loops(gains, loops, self._problem.crews, hint=range(len(first)))
        return self._all_crews([self._pool.route(loops[i]) for i in picked])

    def rounded(self, chance: random.Random) -> list[Route]:
        """Routes drawn by their share in the packing, without the places of those drawn before."""
        left = dict(self.shares)
        routes: list[Route] = []
        taken: set[int] = set()
        while left and len(routes) < self._problem.crews:
            drawn = chance.choices(list(left), weights=list(left.values()))[0]
            del left[drawn]
            routes.append([u for u in self._pool.route(drawn) if u not in taken])
            taken |= drawn
        return self._all_crews(routes)

    def _all_crews(self, routes: list[Route]) -> list[Route]:
        return routes + [[] for _ in range(self._problem.crews - len(routes))]
