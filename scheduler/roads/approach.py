"""Minutes from any points of the map to a few places, by one search backwards from each place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from models import Fault, PatrolMode, Place, RoadSpeeds
from scheduler.roads.geometry import Point
from scheduler.roads.graph import RoadGraph
from scheduler.roads.matrix import matrix
from scheduler.roads.network import Network
from scheduler.roads.snap import WITHIN, Snapper, snap


def turned(roads: RoadGraph) -> RoadGraph:
    """The map with every one-way street turned round; sections keep their numbers and lines.

    The fastest way from a to b on a map takes as long as that from b to a on the map turned.
    """
    sections = (replace(one, forward=one.backward, backward=one.forward) for one in roads.sections)
    return RoadGraph(roads.nodes, sections, roads.crs)


class Approach:
    """The ways of one mode to some places, from anywhere that is joined to the base, which comes first.

    `back` is the map turned. `faults` name the places that the mode cannot reach.
    """

    def __init__(
        self, back: RoadGraph, places: Sequence[Place], mode: PatrolMode, speeds: RoadSpeeds | None = None
    ) -> None:
        self._network = Network(back, mode, speeds)
        self._snapper = Snapper(self._network)
        self._part = self._snapper.largest_part(places[0].x, places[0].y, WITHIN)
        stops, faults = snap(self._network, places)
        self._stops = stops[1:]
        self.faults: tuple[Fault, ...] = tuple(one for one in faults if one.path[1] != 0)

    def minutes(self, points: Sequence[Point]) -> NDArray[np.float64]:
        """Minutes [points × places after the base]; inf without a way, or a road within `WITHIN` metres."""
        numbers = {point: number for number, point in enumerate(dict.fromkeys(points))}
        found = [self._snapper.near(x, y, self._part) for x, y in numbers]
        stops = [stop if stop and stop.away <= WITHIN else None for stop in found]
        table = matrix(self._network, self._stops, stops).T
        rows: NDArray[np.float64] = table[[numbers[point] for point in points]]
        return rows
