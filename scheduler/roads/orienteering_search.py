"""Best routes for a few crews: walks fill a pool, prices of places steer it, CP-SAT packs it; again and again."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from scheduler.kernel.pack import pack_loops, price_places
from scheduler.roads.orienteering import Numbers, Orienteering, Route
from scheduler.roads.orienteering_walk import Walk
from scheduler.roads.pool import Places, Pool

import os
SMOOTH=float(os.environ.get('SMOOTH','0'))
# Shares of the limit: each round walks, then prices, then walks again from packings of what it found.
ROUNDS = eval(os.environ.get('ROUNDS','((0.15, 0.3, 0.075, 2), (0.0, 0.15, 0.05, 5))'))
HOT, WARM = 0.08, 0.03  # how far below the best a walk may go: from scratch, from a packing
LOOPS_KEPT, LOOPS_PACKED = 1000, 800
IMPROVEMENT = 0.02  # a gain below this is rounding of the linear programme
PRICING_STEPS, PRICING_WALKS, PRICING_HEAT, NEW_LOOPS = eval(os.environ.get('PS','100, 3, 0.15, 40'))


@dataclass(frozen=True)
class Limits:
    """When a search stops: CPU seconds, steps of the walks, or whichever comes first.

    Only a limit by steps alone is reproducible from the seed.
    """

    seconds: float | None = None
    steps: int | None = None

    def __post_init__(self) -> None:
        if not (self.seconds or self.steps):
            raise ValueError("limits: neither seconds nor steps is given. Maybe Limits(seconds=10)")


@dataclass
class Clock:
    """How much of the limits is used, as a share from 0 to 1."""

    limits: Limits
    steps: int = 0
    begun: float = field(default_factory=time.process_time)

    def spent(self) -> float:
        """The larger of the shares of time and of steps."""
        limits = self.limits
        by_time = (time.process_time() - self.begun) / limits.seconds if limits.seconds else 0.0
        return max(by_time, self.steps / limits.steps if limits.steps else 0.0)


def search(problem: Orienteering, limits: Limits, seed: int = 0) -> list[Route]:
    """At most `crews` routes with as high a score as the limits allow; each within the budget, no place twice."""
    return Search(problem, limits, seed).run()


class Search:
    """One search: its pool of routes, its best answer so far and its clock."""

    def __init__(self, problem: Orienteering, limits: Limits, seed: int = 0) -> None:
        self.problem = problem
        self.chance = random.Random(seed)
        self.clock = Clock(limits)
        self.pool = Pool(problem)
        self.walk = Walk(problem, self.chance)
        self.best: list[Route] = [[] for _ in range(problem.crews)]
        self.best_score = 0.0
        self.shares: dict[Places, float] = {}
        self.prices: Numbers | None = None
        self.crew_price = 0.0
        self.centre: Numbers | None = None

    def run(self) -> list[Route]:
        """Go through the rounds and return the best routes, longest score first."""
        for walk, price, again, times in ROUNDS:
            if walk:
                self._walk([[] for _ in self.best], HOT, walk)
            self._price(price)
            for k in range(times):
                self._pack()
                self._walk(self.best if k % 2 else self._rounded(), WARM, again)
        self._pack()
        return sorted((r for r in self.best if r), key=lambda r: -self.problem.total([r]))

    def _done(self) -> bool:
        return self.best_score >= self.problem.bound or self.clock.spent() >= 1.0

    def _until(self, share: float) -> Callable[[], float]:
        """Progress from 0 to 1 over the next `share` of the limits."""
        begun, clock = self.clock.spent(), self.clock

        def progress() -> float:
            clock.steps += 1
            return (clock.spent() - begun) / share

        return progress

    def _walk(self, start: Sequence[Route], heat: float, share: float) -> None:
        if not self._done():
            share = min(share, 1.0 - self.clock.spent())
            self.walk.run(start, heat, self._until(share), self._record)

    def _record(self, score: float, routes: list[Route]) -> None:
        if score > self.best_score:
            self.best, self.best_score = routes, score
        self.pool.add(routes)

    def _pack(self) -> None:
        """Let CP-SAT choose the best disjoint routes among those that can still beat the best answer."""
        if self._done() or self.problem.crews == 1:
            return
        loops, reduced, value = self._linear(self.pool.ranked(LOOPS_KEPT, self.prices, keep=self.best))
        gap = value - self.best_score
        if gap < IMPROVEMENT:
            return
        best = [frozenset(r) for r in self.best if r]
        rivals = [p for p, gain in zip(loops, reduced, strict=True) if gain > -gap and p not in best]
        loops = [*best, *rivals][:LOOPS_PACKED]
        gains = [self.pool.gain(p) for p in loops]
        picked = pack_loops(gains, loops, self.problem.crews, hint=range(len(best)))
        routes = [self.pool.route(loops[i]) for i in picked]
        routes += [[] for _ in range(self.problem.crews - len(routes))]
        self._record(self.problem.total(routes), routes)

    def _linear(self, active: list[Places]) -> tuple[list[Places], list[float], float]:
        """The linear packing of these routes: they and their reduced gains, best first, and its value."""
        gains = [self.pool.gain(p) for p in active]
        prices, crew, shares = price_places(gains, active, self.problem.crews, len(self.problem.score))
        self.prices = np.array(prices)
        self.crew_price = crew
        self.shares = {p: x for p, x in zip(active, shares, strict=True) if x > 1e-6}
        value = sum(self.pool.gain(p) * x for p, x in self.shares.items())
        pairs = [(gain - sum([prices[u] for u in p]) - crew, p) for gain, p in zip(gains, active, strict=True)]
        pairs.sort(key=lambda pair: -pair[0])
        return [p for _, p in pairs], [gain for gain, _ in pairs], value

    def _price(self, share: float) -> None:
        """Add routes that are worth more than the prices of their places, until the share of time is over."""
        if self._done() or self.problem.crews == 1:
            return
        progress = self._until(min(share, 1.0 - self.clock.spent()))
        active = self.pool.ranked(LOOPS_KEPT, self.prices, keep=self.best)
        while progress() < 1.0:
            active, _, _ = self._linear(active)
            active = self.pool.ranked(LOOPS_KEPT, self.prices, keep=self.best, among=active)
            active += self._improving(active)

    def _improving(self, active: list[Places]) -> list[Places]:
        """New routes of positive reduced gain, best first, found by short walks of a single crew."""
        assert self.prices is not None
        score = np.asarray(self.problem.score, dtype=float)
        self.centre = self.prices if self.centre is None else SMOOTH * self.centre + (1 - SMOOTH) * self.prices
        priced = self.problem.rescored(np.maximum(score - self.centre, 1e-3 * score))
        above = (score - self.prices).tolist()
        walk = Walk(priced, self.chance, self.walk.tours)
        found: dict[Places, float] = {}

        def keep(_: float, routes: list[Route]) -> None:
            gain = sum([above[u] for u in routes[0]])
            if gain > self.crew_price + IMPROVEMENT:
                found[frozenset(routes[0])] = gain
                self.pool.add(routes)

        starts = self.pool.ranked(NEW_LOOPS, self.prices, among=active)
        for _ in range(PRICING_WALKS):
            start = self.pool.route(self.chance.choice(starts)) if self.chance.random() < 0.7 else []
            walk.run([start], PRICING_HEAT, self._steps(PRICING_STEPS), keep)
        known = set(active)
        return [p for p in sorted(found, key=lambda p: -found[p]) if p not in known][:NEW_LOOPS]

    def _steps(self, count: int) -> Callable[[], float]:
        taken = iter(range(count + 1))

        def progress() -> float:
            self.clock.steps += 1
            return 1.0 if self.clock.spent() >= 1.0 else next(taken) / count

        return progress

    def _rounded(self) -> list[Route]:
        """Routes drawn by their share in the linear packing, without the places of those drawn before."""
        left = dict(self.shares) or {frozenset(r): 1.0 for r in self.best}
        routes: list[Route] = []
        taken: set[int] = set()
        while left and len(routes) < self.problem.crews:
            drawn = self.chance.choices(list(left), weights=list(left.values()))[0]
            del left[drawn]
            routes.append([u for u in self.pool.route(drawn) if u not in taken])
            taken |= drawn
        return routes + [[] for _ in range(self.problem.crews - len(routes))]
