"""Travel times between places by one mode, and the way from one to another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from models import Fault, Faults, PatrolMode, Place, RoadSpeeds
from scheduler.roads.graph import RoadGraph
from scheduler.roads.network import Network, Tree
from scheduler.roads.route import Piece, Route
from scheduler.roads.snap import WITHIN, Stop, snap


@dataclass(frozen=True)
class Travel:
    """Places on the road network of one mode.

    `minutes[i, j]` is the fastest time from place i to place j, inf where the mode cannot go. Each place that
    it cannot reach has no stop and one fault. The way from the road to the place itself is part of the dwell.
    """

    network: Network
    places: tuple[Place, ...]
    stops: tuple[Stop | None, ...]
    minutes: NDArray[np.float64]
    faults: tuple[Fault, ...]

    @property
    def reached(self) -> tuple[int, ...]:
        """Places the mode can reach, by number."""
        return tuple(i for i, stop in enumerate(self.stops) if stop is not None)

    def route_between(self, start: int, end: int) -> Route:
        """The fastest way from one place to another; raises Faults when the mode cannot reach one of them."""
        stops = [self.stops[i] for i in (start, end)]
        if faults := [one for one in self.faults if one.path[1] in (start, end)]:
            raise Faults(faults)
        return route(self.network, *(stop for stop in stops if stop is not None))


def travel(
    roads: RoadGraph, places: Sequence[Place], mode: PatrolMode,
    speeds: RoadSpeeds | None = None, within: float = WITHIN,
) -> Travel:  # fmt: skip
    """Put places on the network of a mode; the first is the base from which the others must be reached.

    A place may lie at most `within` metres off the road. What cannot be reached is in `faults`.
    """
    network = Network(roads, mode, speeds)
    stops, faults = snap(network, places, within)
    return Travel(network, tuple(places), tuple(stops), matrix(network, stops, stops), tuple(faults))


def travel_minutes(
    roads: RoadGraph, places: Sequence[Place], mode: PatrolMode, speeds: RoadSpeeds | None = None
) -> NDArray[np.float64]:
    """Minutes between all pairs of places; raises Faults that name each place the mode cannot reach."""
    found = travel(roads, places, mode, speeds)
    if found.faults:
        raise Faults(found.faults)
    return found.minutes


def matrix(
    network: Network, sources: Sequence[Stop | None], targets: Sequence[Stop | None]
) -> NDArray[np.float64]:
    """Minutes from each source to each target; inf where there is no way or no stop."""
    minutes = np.full((len(sources), len(targets)), np.inf)
    doors = [tuple(_entrances(network, stop)) if stop else () for stop in targets]
    wanted = {node for each in doors for node, _, _ in each}
    for i, source in enumerate(sources):
        if source is None:
            continue
        tree = network.tree(_exits(network, source), wanted)
        for j, (target, ways) in enumerate(zip(targets, doors, strict=True)):
            if target is not None:
                there = (tree.minutes[node] + cost for node, cost, _ in ways)
                minutes[i, j] = min(chain(_along(network, source, target), there), default=np.inf)
    return minutes


def route(network: Network, source: Stop, target: Stop) -> Route:
    """The fastest way between two stops of one part of the network; raises ValueError when there is none."""
    direct = min(_along(network, source, target), default=np.inf)
    doors = list(_entrances(network, target))
    tree = network.tree(_exits(network, source), {node for node, _, _ in doors})
    best = min(doors, key=lambda door: tree.minutes[door[0]] + door[1], default=None)
    around = tree.minutes[best[0]] + best[1] if best else np.inf
    if min(direct, around) == np.inf:
        raise ValueError("no way between these stops")
    if best is None or direct <= around:
        forward = source.share <= target.share and network.open[2 * source.section]
        arc = 2 * source.section + (not forward)
        return Route.of(network, [Piece(arc, _at(source, arc), _at(target, arc))])
    return Route.of(network, _pieces(network, source, target, (tree, best)))


def _pieces(
    network: Network, source: Stop, target: Stop, found: tuple[Tree, tuple[int, float, int]]
) -> list[Piece]:
    """The arcs from a stop over the junctions of a tree to another stop, read from the end."""
    tree, (node, _, last) = found
    pieces = [Piece(last, 0.0, _at(target, last))]
    while (arc := tree.arcs[node]) >= 0:
        pieces.append(Piece(arc, 0.0, 1.0))
        node = network.start(arc)
    pieces.append(Piece(~arc, _at(source, ~arc), 1.0))
    return pieces[::-1]


def _at(stop: Stop, arc: int) -> float:
    """Where a stop lies on an arc, as a share of the way along it."""
    return 1.0 - stop.share if arc % 2 else stop.share


def _exits(network: Network, stop: Stop) -> Iterator[tuple[int, float, int]]:
    """(junction, minutes, arc) of the ways from a stop to the ends of its section."""
    for arc in (2 * stop.section, 2 * stop.section + 1):
        if network.open[arc]:
            yield network.end(arc), network.minutes[stop.section] * (1.0 - _at(stop, arc)), arc


def _entrances(network: Network, stop: Stop) -> Iterator[tuple[int, float, int]]:
    """(junction, minutes, arc) of the ways from the ends of its section to a stop."""
    for arc in (2 * stop.section, 2 * stop.section + 1):
        if network.open[arc]:
            yield network.start(arc), network.minutes[stop.section] * _at(stop, arc), arc


def _along(network: Network, source: Stop, target: Stop) -> Iterator[float]:
    """Minutes straight along the section that two stops share, where its direction allows."""
    if source.section == target.section:
        way = target.share - source.share
        if network.open[2 * source.section + (way < 0)] or way == 0:
            yield network.minutes[source.section] * abs(way)
