"""Fill routes greedily: the place with the best weight per minute of detour first, while any fits."""

from __future__ import annotations

import numpy as np

from scheduler.roads.orienteering import Numbers, Orienteering, Route

SMALLEST_DETOUR = 1e-6


def refill(problem: Orienteering, routes: list[Route], weight: Numbers) -> None:
    """Insert unvisited places into `routes` (changed in place) until none of them fits any more."""
    routed = {u for route in routes for u in route}
    free = [u for u in problem.places if u not in routed]
    if free:
        _Gaps(problem, routes, free, weight).fill()


class _Gaps:
    """Each gap between two stops against each unvisited place: the detour, and its weight per minute."""

    def __init__(self, problem: Orienteering, routes: list[Route], free: list[int], weight: Numbers) -> None:
        self.problem, self.routes, self.free = problem, routes, free
        self.weight = weight[free]
        self.slack = [problem.limit - problem.length(route) for route in routes]
        stops = [[problem.start, *route, problem.end] for route in routes]
        self.tails = [u for s in stops for u in s[:-1]]
        self.heads = [u for s in stops for u in s[1:]]
        self.owner = [k for k, s in enumerate(stops) for _ in s[1:]]
        self.out_of, self.into = problem.cost[:, free], problem.cost_into[:, free]
        self._measure()

    def _measure(self) -> None:
        used, room = len(self.tails), len(self.tails) + len(self.free)
        self.detour = np.full((room, len(self.free)), np.inf)
        self.worth = np.zeros((room, len(self.free)))
        self.room_left = np.zeros((room, 1))
        self.owners = np.full(room, -1)
        self.owners[:used] = self.owner
        self.room_left[:used, 0] = np.array(self.slack)[self.owner]
        detour = self.out_of[self.tails] + self.into[self.heads]
        detour -= self.problem.cost[self.tails, self.heads][:, None]
        self.detour[:used] = detour
        np.maximum(detour, SMALLEST_DETOUR, out=detour)
        np.divide(self.weight, detour, out=self.worth[:used])
        self._drop_what_no_longer_fits()

    def _drop_what_no_longer_fits(self) -> None:
        n = len(self.tails)
        np.copyto(self.worth[:n], 0.0, where=self.detour[:n] > self.room_left[:n])

    def fill(self) -> None:
        """Insert the best place into its best gap until nothing fits."""
        columns = len(self.free)
        while True:
            gap, column = divmod(int(self.worth[: len(self.tails)].argmax()), columns)
            if self.worth[gap, column] <= 0.0:
                return
            self._insert(gap, column)

    def _insert(self, gap: int, column: int) -> None:
        place, tail, head, k = self.free[column], self.tails[gap], self.heads[gap], self.owner[gap]
        route = self.routes[k]
        route.insert(0 if tail == self.problem.start else route.index(tail) + 1, place)
        self.slack[k] -= float(self.detour[gap, column])
        self.worth[:, column] = 0.0
        self.weight[column] = 0.0
        self.heads[gap] = place
        self.tails.append(place)
        self.heads.append(head)
        self.owner.append(k)
        self.owners[len(self.tails) - 1] = k
        self._measure_gap(gap, tail, place)
        self._measure_gap(len(self.tails) - 1, place, head)
        self.room_left[self.owners == k, 0] = self.slack[k]
        self._drop_what_no_longer_fits()

    def _measure_gap(self, gap: int, tail: int, head: int) -> None:
        detour = self.out_of[tail] + self.into[head]
        detour -= self.problem.rows[tail][head]
        self.detour[gap] = detour
        np.maximum(detour, SMALLEST_DETOUR, out=detour)
        np.divide(self.weight, detour, out=self.worth[gap])
