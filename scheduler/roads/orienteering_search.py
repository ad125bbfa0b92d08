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
# Shares of the limit, a line a round: walk from scratch, price loops, then walk from packings so long, so often.
# Measured on a dozen of Chao's instances of several sets; none of these numbers is fitted to a single instance.
ROUNDS = eval(os.environ.get('ROUNDS','((0.12, 0.4, 0.04, 2), (0.0, 0.2, 0.03, 5))'))
LAST = 0.25  # what is left over, and all of it where one crew leaves nothing to pack, goes to walks this long
HOT, WARM = 0.08, 0.03  # how far below the best a walk may go: from scratch, from a packing
LOOPS_KEPT, LOOPS_PACKED = 1000, 800
IMPROVEMENT = 0.02  # a reduced gain below this is rounding of the linear programme
SMOOTHING = 0.5  # how much of the last prices stays: plain prices swing and the walks chase them
PRICING_STEPS, PRICING_WALKS, PRICING_HEAT, NEW_LOOPS = 40, 6, 0.15, 60
FROM_KNOWN = 0.7  # how often a pricing walk starts at a known good loop, else from nothing


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
        nothing: list[Route] = [[] for _ in self.best]
        for walk, price, again, times in ROUNDS:
            self._walk(nothing, HOT, walk)
            self._price(price)
            for k in range(times):
                self._pack()
                self._walk(self.best if k % 2 else self._rounded(), WARM, again)
        while not self._done():
            self._walk(nothing, HOT, LAST)
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
        if share and not self._done():
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
        active = self.pool.ranked(LOOPS_KEPT, self.prices, keep=self.best)
        value = self._solve(self._linear(active), active)
        gap = value - self.best_score
        if gap < IMPROVEMENT:
            return
        best = [frozenset(r) for r in self.best if r]
        rivals = [p for p in self._by_worth(active) if self._worth(p) > -gap and p not in best]
        loops = [*best, *rivals][:LOOPS_PACKED]
        gains = [self.pool.gain(p) for p in loops]
        picked = pack_loops(gains, loops, self.problem.crews, hint=range(len(best)))
        routes = [self.pool.route(loops[i]) for i in picked]
        routes += [[] for _ in range(self.problem.crews - len(routes))]
        self._record(self.problem.total(routes), routes)

    def _linear(self, active: Sequence[Places]) -> LinearPacking:
        linear = LinearPacking(self.problem.crews, len(self.problem.score))
        for places in active:
            linear.add(self.pool.gain(places), places)
        return linear

    def _solve(self, linear: LinearPacking, active: Sequence[Places]) -> float:
        """Note prices and shares of the linear packing and return its value."""
        prices, self.crew_price, shares = linear.solve()
        self.prices = np.array(prices)
        self.shares = {p: x for p, x in zip(active, shares, strict=True) if x > SHARE}
        return sum(self.pool.gain(p) * x for p, x in self.shares.items())

    def _worth(self, places: Iterable[int]) -> float:
        """What a route of these places earns above their prices and a crew's."""
        above = self.above
        return sum([above[u] for u in places]) - self.crew_price

    def _price(self, share: float) -> None:
        """Add routes that are worth more than the prices of their places, until the share of time is over."""
        if self._done() or self.problem.crews == 1:
            return
        progress = self._until(min(share, 1.0 - self.clock.spent()))
        active = self.pool.ranked(LOOPS_KEPT, self.prices, keep=self.best)
        linear = self._linear(active)
        while progress() < 1.0:
            self._solve(linear, active)
            for places in self._improving(active):
                linear.add(self.pool.gain(places), places)
                active.append(places)

    def _improving(self, active: list[Places]) -> list[Places]:
        """New routes of positive reduced gain, best first, found by short walks of a single crew."""
        assert self.prices is not None
        score = np.asarray(self.problem.score, dtype=float)
        self.centre = self.prices if self.centre is None else SMOOTHING * self.centre + (1 - SMOOTHING) * self.prices
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
            start = self.pool.route(self.chance.choice(starts)) if self.chance.random() < FROM_KNOWN else []
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
        left = dict(self.shares) or {frozenset(r): 1.0 for r in self.best if r}
        routes: list[Route] = []
        taken: set[int] = set()
        while left and len(routes) < self.problem.crews:
            drawn = self.chance.choices(list(left), weights=list(left.values()))[0]
            del left[drawn]
            routes.append([u for u in self.pool.route(drawn) if u not in taken])
            taken |= drawn
        return routes + [[] for _ in range(self.problem.crews - len(routes))]
