"""Travel minutes from posts, each by its own mode, to a set of places."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from models import Fault, PatrolMode, Place
from scheduler.roads.approach import Approach, turned
from scheduler.streets.posts import Post
from scheduler.streets.town import Town


class Reach:
    """Minutes to `places`; the ways of a mode are made when somebody goes by it."""

    def __init__(self, town: Town, places: Sequence[Place]) -> None:
        self.town, self.places = town, tuple(places)
        self._back = turned(town.roads)
        self._ways: dict[PatrolMode, Approach] = {}

    def minutes(self, posts: Sequence[Post]) -> NDArray[np.float64]:
        """Minutes [posts × places], inf where there is no way. Ask for many posts at once: that is cheap."""
        found = np.full((len(posts), len(self.places)), np.inf)
        for mode in dict.fromkeys(post.mode for post in posts):
            rows = [number for number, post in enumerate(posts) if post.mode is mode]
            found[rows] = self._way(mode).minutes([posts[row].point for row in rows])
        return found

    def refused(self) -> tuple[Fault, ...]:
        """Why some places cannot be reached by any of the modes asked for so far, mode by mode."""
        faults = [fault for way in self._ways.values() for fault in way.faults]
        numbers = [fault.path[1] for fault in faults]
        return tuple(fault for fault in faults if numbers.count(fault.path[1]) == len(self._ways))

    def _way(self, mode: PatrolMode) -> Approach:
        if mode not in self._ways:
            places = (self.town.base, *self.places)
            self._ways[mode] = Approach(self._back, places, mode, self.town.station.speeds)
        return self._ways[mode]
