"""A pool of routes: one order for each set of places, ranked by gain above the prices of its places."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator

import numpy as np

from scheduler.roads.orienteering import Numbers, Orienteering, Route

Places = frozenset[int]


class Pool:
    """Routes by the set of places they visit, in the order they came; the first order of a set stays."""

    def __init__(self, problem: Orienteering) -> None:
        self._problem = problem
        self._clear()

    def _clear(self) -> None:
        self._routes: dict[Places, Route] = {}
        self._sets: list[Places] = []
        self._gains = array("d")
        # every route's places behind each other, and where each begins: prices are summed over all at once
        self._stops, self._begins = array("q"), array("q")

    def __len__(self) -> int:
        return len(self._sets)

    def __iter__(self) -> Iterator[Places]:
        return iter(self._sets)

    def add(self, routes: Iterable[Route]) -> None:
        """Take in the routes that visit anything."""
        for route in routes:
            places = frozenset(route)
            if route and places not in self._routes:
                self._routes[places] = route
                self._sets.append(places)
                self._gains.append(self._problem.total([route]))
                self._begins.append(len(self._stops))
                self._stops.extend(route)

    def thin(self, most: int, prices: Numbers | None = None) -> None:
        """Keep the half of `most` worth most if there are more than `most`, for the sake of memory."""
        if len(self) > most:
            kept = [self._routes[places] for places in self.ranked(most // 2, prices)]
            self._clear()
            self.add(kept)

    def route(self, places: Places) -> Route:
        """The order in which the set is walked."""
        return self._routes[places]

    def gain(self, places: Places) -> float:
        """The score of the set."""
        return self._problem.total([self._routes[places]])

    def ranked(self, count: int, prices: Numbers | None = None, above: float = -np.inf) -> list[Places]:
        """The `count` sets with the most gain over `prices`, best first, if this is more than `above`."""
        worth = self._worth(prices)
        order = np.argsort(-worth, kind="stable")[:count]
        return [self._sets[i] for i in order[worth[order] > above].tolist()]

    def _worth(self, prices: Numbers | None) -> Numbers:
        gains = np.array(self._gains)
        if prices is None or not len(gains):
            return gains
        paid: Numbers = np.add.reduceat(prices[np.array(self._stops)], np.array(self._begins))
        return gains - paid
