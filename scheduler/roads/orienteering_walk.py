"""Large-neighbourhood walk: take places out of routes, fill them by another taste, keep what is good."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from scheduler.roads.orienteering import Numbers, Orienteering, Route
from scheduler.roads.orienteering_insert import refill
from scheduler.roads.orienteering_tour import shorten

# Tried on a dozen of Chao's instances of sets 4, 5 and 7 together, not fitted to any one of them.
LARGEST_SHARE, LARGEST_COUNT = 0.35, 30  # places taken out at once
TASTES = (0.5, 1.0, 1.0, 1.5, 2.0)  # score to this power, per minute of detour
NOISY, BOOSTED = 0.7, 0.3  # how often scores are blurred, and how often a neighbourhood is favoured
TOURS_REMEMBERED = 60_000


@dataclass
class Walk:
    """One walker over answers to `problem`; all its chance comes from `chance`."""

    problem: Orienteering
    chance: random.Random
    tours: dict[frozenset[int], Route] = field(default_factory=dict)

    def run(
        self,
        start: Sequence[Route],
        heat: float,
        progress: Callable[[], float],
        record: Callable[[float, list[Route]], None],
    ) -> list[Route]:
        """Walk from `start` until `progress()` reaches 1 and return the best routes met.

        An answer is kept if it scores within `heat` (a share, falling to 0) of the best; `record` sees each.
        """
        problem = self.problem
        current = self._filled(start, [])
        best, best_score = current, problem.total(current)
        record(best_score, best)
        while (done := progress()) < 1.0 and best_score < problem.bound:
            routes = self._filled(self._thinned(current), current)
            score = problem.total(routes)
            record(score, routes)
            if score >= best_score - heat * (1.0 - done) * best_score:
                current = routes
                if score > best_score:
                    best, best_score = routes, score
        return best

    def _filled(self, routes: Sequence[Route], before: Sequence[Route]) -> list[Route]:
        filled = [list(self._shortened(route)) for route in routes]
        refill(self.problem, filled, self._weights(before))
        return [self._shortened(route) for route in filled]

    def _shortened(self, route: Route) -> Route:
        places = frozenset(route)
        known = self.tours.get(places)
        if known is None:
            if len(self.tours) >= TOURS_REMEMBERED:
                self.tours.clear()
            known = self.tours[places] = shorten(self.problem, route)
        return known

    def _weights(self, before: Sequence[Route]) -> Numbers:
        """Scores to a random power, often blurred, sometimes larger around a place not visited before."""
        chance, problem = self.chance, self.problem
        weight: Numbers = np.asarray(problem.score, dtype=float) ** chance.choice(TASTES)
        if chance.random() < NOISY:
            weight *= np.random.default_rng(chance.getrandbits(32)).uniform(0.6, 1.0, len(weight))
        if problem.places and chance.random() < BOOSTED:
            routed = {u for route in before for u in route}
            centre = chance.choice([u for u in problem.places if u not in routed] or problem.places)
            weight[[centre, *problem.near[centre][: chance.randint(2, 12)]]] *= chance.uniform(1.5, 6.0)
        return weight

    def _thinned(self, routes: Sequence[Route]) -> list[Route]:
        """The routes without some places: scattered, a stretch, a neighbourhood, or the poorest earners."""
        routed = [u for route in routes for u in route]
        if not routed:
            return [[] for _ in routes]
        most = max(2, min(LARGEST_COUNT, int(LARGEST_SHARE * len(routed))))
        count = min(self.chance.randint(1, most), len(routed))
        kind = self.chance.random()
        if kind < 0.25:
            drop = set(self.chance.sample(routed, count))
        elif kind < 0.5:
            drop = self._stretch(routes, count)
        elif kind < 0.8:
            drop = self._neighbourhood(routed, count)
        else:
            drop = self._poorest(routes, count)
        return [[u for u in route if u not in drop] for route in routes]

    def _stretch(self, routes: Sequence[Route], count: int) -> set[int]:
        """Consecutive places of one route, half of the time twice as many."""
        route = self.chance.choice([r for r in routes if r])
        count = min(len(route), count * self.chance.choice((1, 2)))
        first = self.chance.randrange(len(route) - count + 1)
        return set(route[first : first + count])

    def _neighbourhood(self, routed: Sequence[int], count: int) -> set[int]:
        centre = self.chance.choice(self.problem.places)
        inside = set(routed)
        return set([u for u in [centre, *self.problem.near[centre]] if u in inside][:count])

    def _poorest(self, routes: Sequence[Route], count: int) -> set[int]:
        """The places with the least score for the detour they cost, with some chance in it."""
        rows, gain = self.problem.rows, self.problem.gain
        earns = []
        for route in routes:
            stops = [self.problem.start, *route, self.problem.end]
            for a, u, b in zip(stops, route, stops[2:], strict=False):
                detour = max(rows[a][u] + rows[u][b] - rows[a][b], 0.0) + 1e-6
                earns.append((gain[u] / detour * self.chance.uniform(0.3, 1.0), u))
        return {u for _, u in sorted(earns)[:count]}
