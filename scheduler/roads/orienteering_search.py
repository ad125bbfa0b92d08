"""Best routes for a few crews: walks fill a pool, prices of places steer it, CP-SAT packs it; again."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np

from scheduler.roads.orienteering import Numbers, Orienteering, Route
from scheduler.roads.orienteering_limits import Clock, Limits
from scheduler.roads.orienteering_walk import Walk
from scheduler.roads.packing import Packing
from scheduler.roads.pool import Places, Pool

# Shares of the limits, a line a round: walk from nothing so long, price so long, then pack and complete so
# long and so often. Measured on a dozen of Chao's sets 4, 5 and 7 together, not fitted to any one of them.
ROUNDS = ((0.1, 0.38, 0.06, 3), (0.0, 0.1, 0.05, 3))
LAST = 0.25  # what is left over, and all of it for a single crew, goes into walks of this share
HOT, WARM = 0.08, 0.03  # how far below the best a walk may go: from nothing, from the best
SMOOTHING = 0.5  # how much of the last prices stays: plain prices swing, and the walks after them
PRICING_STEPS, PRICING_WALKS, PRICING_HEAT, NEW_LOOPS = 40, 6, 0.15, 60
COMPLETING_STEPS, COMPLETING_HEAT = 100, 0.1
FROM_KNOWN = 0.7  # how often a pricing walk starts at a known good loop, else from nothing
LARGEST_POOL = 60_000  # routes; some 3 kB each
LITTLE = 1e-3  # the share of its score a place keeps however high its price


def search(problem: Orienteering, limits: Limits, seed: int = 0) -> list[Route]:
    """At most `crews` routes with as high a score as the limits allow; within the budget, no place twice."""
    return Search(problem, limits, seed).run()


class Search:
    """One search: its pool of routes, its packing, its best answer so far and its clock."""

    def __init__(self, problem: Orienteering, limits: Limits, seed: int = 0) -> None:
        self.problem = problem
        self.chance = random.Random(seed)  # noqa: S311
        self.clock = Clock(limits)
        self.pool = Pool(problem)
        self.packing = Packing(problem, self.pool)
        self.walk = Walk(problem, self.chance)
        self.best: Sequence[Route] = [[] for _ in range(problem.crews)]
        self.best_score = 0.0

    def run(self) -> list[Route]:
        """Go through the rounds and return the best routes, highest score first."""
        nothing: list[Route] = [[] for _ in self.best]
        for walk, price, again, times in ROUNDS if self.problem.crews > 1 else ():
            self._walk(nothing, HOT, walk)
            self._price(price)
            for _ in range(times):
                self._pack()
                self._complete(again)
            self._walk(self.best, WARM, again)
        while not self._done():
            self._walk(nothing, HOT, LAST)
            self._pack()
        return sorted((r for r in self.best if r), key=lambda r: -self.problem.total([r]))

    def _done(self) -> bool:
        return self.best_score >= self.problem.bound or self.clock.spent() >= 1.0

    def _walk(self, start: Sequence[Route], heat: float, share: float) -> None:
        if share and not self._done():
            self.walk.run(start, heat, self.clock.next(share), self._record)

    def _record(self, score: float, routes: Sequence[Route]) -> None:
        if score > self.best_score:
            self.best, self.best_score = routes, score
        self.pool.add(routes)

    def _pack(self) -> None:
        """Let CP-SAT choose the best disjoint routes of the pool, after thinning it if it grew too large."""
        self.pool.thin(LARGEST_POOL, self.packing.prices)
        if self.problem.crews > 1 and not self._done():
            self.pool.add(self.best)
            routes = self.packing.best(self.best, self.best_score)
            self._record(self.problem.total(routes), routes)

    def _complete(self, share: float) -> None:
        """Keep one or more routes of the linear packing as they are and walk the other crews around them."""
        progress = self.clock.next(share)
        while not self._done() and progress() < 1.0:
            drawn = self.packing.rounded(self.chance)
            count = self.chance.randint(1, self.problem.crews - 1)
            self._walk_around(drawn[:count], drawn[count:])

    def _walk_around(self, kept: Sequence[Route], others: Sequence[Route]) -> None:
        score = np.array(self.problem.score, dtype=float)
        score[[u for route in kept for u in route]] = 0.0
        walk = Walk(self.problem.rescored(score, len(others)), self.chance, self.walk.tours)

        def record(_: float, routes: Sequence[Route]) -> None:
            whole = [*kept, *routes]
            self._record(self.problem.total(whole), whole)

        walk.run(others, COMPLETING_HEAT, self.clock.countdown(COMPLETING_STEPS), record)

    def _price(self, share: float) -> None:
        """Let in routes worth more than the prices of their places, for this share of the limits."""
        if self._done():
            return
        progress = self.clock.next(share)
        self.packing.begin(self.best)
        smooth = self.packing.prices
        while progress() < 1.0:
            smooth = SMOOTHING * smooth + (1.0 - SMOOTHING) * self.packing.prices
            self.packing.add(self._worthy(smooth))
            self.packing.solve()

    def _worthy(self, smooth: Numbers) -> list[Places]:
        """Routes of positive worth, best first, found by short walks of one crew against smoothed prices."""
        score = np.asarray(self.problem.score, dtype=float)
        above = (score - self.packing.prices).tolist()
        priced = self.problem.rescored(np.maximum(score - smooth, LITTLE * score))
        walk = Walk(priced, self.chance, self.walk.tours)
        found: dict[Places, float] = {}

        def keep(_: float, routes: Sequence[Route]) -> None:
            worth = sum([above[u] for u in routes[0]]) - self.packing.crew_price
            if worth > self.packing.least:
                found[frozenset(routes[0])] = worth
                self.pool.add(routes)

        starts = self.pool.ranked(NEW_LOOPS, self.packing.prices)
        for _ in range(PRICING_WALKS):
            known = starts and self.chance.random() < FROM_KNOWN
            start = self.pool.route(self.chance.choice(starts)) if known else []
            walk.run([start], PRICING_HEAT, self.clock.countdown(PRICING_STEPS), keep)
        return sorted(found, key=lambda p: -found[p])[:NEW_LOOPS]
