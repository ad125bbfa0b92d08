"""A pool of routes: one order for each set of places, ranked by gain above the prices of its places."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

import numpy as np

from scheduler.roads.orienteering import Numbers, Orienteering, Route

Places = frozenset[int]


class Pool:
    """Routes by the set of places they visit; of two orders of one set the shorter stays."""

    def __init__(self, problem: Orienteering) -> None:
        self._problem = problem
        self._routes: dict[Places, Route] = {}
        self._gains: dict[Places, float] = {}

    def __len__(self) -> int:
        return len(self._routes)

    def __iter__(self) -> Iterator[Places]:
        return iter(self._routes)

    def add(self, routes: Iterable[Route]) -> None:
        """Take in the routes that visit anything."""
        for route in routes:
            places = frozenset(route)
            if route and places not in self._routes:
                self._routes[places] = route
                self._gains[places] = self._problem.total([route])

    def route(self, places: Places) -> Route:
        """The order in which the set is walked."""
        return self._routes[places]

    def gain(self, places: Places) -> float:
        """The score of the set."""
        return self._gains[places]

    def ranked(
        self,
        count: int,
        prices: Numbers | None = None,
        keep: Sequence[Route] = (),
        among: Collection[Places] | None = None,
    ) -> list[Places]:
        """The `count` sets with the most gain above `prices`, after those of `keep`."""
        first = {frozenset(r): None for r in keep if r}
        sets = list(self._routes if among is None else among)
        value = self._reduced(sets, prices)
        for i in np.argsort(-value, kind="stable").tolist():
            if len(first) >= count:
                break
            first[sets[i]] = None
        return list(first)

    def _reduced(self, sets: Sequence[Places], prices: Numbers | None) -> Numbers:
        gains = np.array([self._gains[p] for p in sets])
        if prices is None:
            return gains
        price = prices.tolist()
        return gains - np.array([sum([price[u] for u in p]) for p in sets])
