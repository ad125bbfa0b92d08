"""Best routes for a few crews: walks fill a pool, prices of places steer it, CP-SAT packs it; again."""

from __future__ import annotations

import os
import random
from collections.abc import Sequence

import numpy as np

from scheduler.roads.orienteering import Numbers, Orienteering, Route
from scheduler.roads.orienteering_limits import Clock, Limits
from scheduler.roads.orienteering_walk import Walk
from scheduler.roads.packing import IMPROVEMENT, Packing
from scheduler.roads.pool import Places, Pool

# Shares of the limits, a line a round: walk from nothing so long, price loops so long, then walk from packings
# so long and so often. Measured on a dozen instances of Chao's sets 4, 5 and 7; none is fitted to one instance.
ROUNDS = eval(os.environ.get('ROUNDS','((0.12, 0.4, 0.04, 2), (0.0, 0.2, 0.03, 5))'))
CH=float(os.environ.get('CH','.1')); CS=int(os.environ.get('CS','100'))
LAST = 0.25  # what is left over, and all of it for a single crew, goes into walks of this share
HOT, WARM = 0.08, 0.03  # how far below the best a walk may go: from nothing, from a packing
SMOOTHING = 0.5  # how much of the last prices stays: plain prices swing, and the walks after them
PRICING_STEPS, PRICING_WALKS, PRICING_HEAT, NEW_LOOPS = 40, 6, 0.15, 60
FROM_KNOWN = 0.7  # how often a pricing walk starts at a known good loop, else from nothing
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
            for k in range(times):
                self._pack()
                if k%2:self._walk(self.best, WARM, again)
                else: self._complete(again)
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
        if self.problem.crews > 1 and not self._done():
            routes = self.packing.best(self.best, self.best_score)
            self._record(self.problem.total(routes), routes)

    def _complete(self, share: float) -> None:
        """Keep one or more routes of the linear packing as they are and walk the other crews around them."""
        if self._done():
            return
        progress = self.clock.next(share)
        while progress() < 1.0 and not self._done():
            drawn = self.packing.rounded(self.chance)
            kept = self.chance.randint(1, self.problem.crews - 1)
            score = np.array(self.problem.score, dtype=float)
            score[[u for route in drawn[:kept] for u in route]] = 0.0
            walk = Walk(self.problem.rescored(score, self.problem.crews - kept), self.chance, self.walk.tours)
            fixed=drawn[:kept]
            def rec(_, routes): self._record(self.problem.total([*fixed, *routes]), [*fixed,*routes])
            walk.run(drawn[kept:], CH, self.clock.countdown(CS), rec)

    def _price(self, share: float) -> None:
        """Find routes worth more than the prices of their places and let them in, over this share of the limits."""
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
        walk = Walk(self.problem.rescored(np.maximum(score - smooth, LITTLE * score)), self.chance, self.walk.tours)
        found: dict[Places, float] = {}

        def keep(_: float, routes: Sequence[Route]) -> None:
            worth = sum([above[u] for u in routes[0]]) - self.packing.crew_price
            if worth > IMPROVEMENT:
                found[frozenset(routes[0])] = worth
                self.pool.add(routes)

        starts = self.pool.ranked(NEW_LOOPS, self.packing.prices)
        for _ in range(PRICING_WALKS):
            known = starts and self.chance.random() < FROM_KNOWN
            start = self.pool.route(self.chance.choice(starts)) if known else []
            walk.run([start], PRICING_HEAT, self.clock.countdown(PRICING_STEPS), keep)
        return sorted(found, key=lambda p: -found[p])[:NEW_LOOPS]
