"""What one mode sees of a road graph: minutes, arcs and the parts it can go round in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from heapq import heappop, heappush

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from models import PatrolMode, RoadSpeeds
from scheduler.roads.classes import default_speeds
from scheduler.roads.graph import RoadGraph

NOWHERE = -1


@dataclass(frozen=True)
class Tree:
    """Minutes to every junction (inf where there is no way) and the last arc on the way there.

    The arcs that leave the source itself are given as `~arc`, a negative number.
    """

    minutes: list[float]
    arcs: list[int]


class Network:
    """The roads of one mode; junctions are numbered. Own `speeds` go over the default ones.

    Arc 2s is section s forwards, arc 2s+1 backwards. `open` says whether the mode may use an arc, `minutes`
    how long each section takes, and `part` which strongly connected part of the map a section lies in: inside
    one part, every point can be reached from every other.
    """

    def __init__(self, roads: RoadGraph, mode: PatrolMode, speeds: RoadSpeeds | None = None) -> None:
        self.roads, self.mode = roads, mode
        self.number = {node: i for i, node in enumerate(roads.nodes)}
        kmh = (default_speeds().updated(speeds) if speeds else default_speeds()).of
        self.minutes = [one.metres * 0.06 / kmh(mode, one.road) for one in roads.sections]
        self.open = [mode in way for one in roads.sections for way in (one.forward, one.backward)]
        self.ends = [(self.number[one.tail], self.number[one.head]) for one in roads.sections]
        self._out: list[list[tuple[int, float, int]]] = [[] for _ in roads.nodes]
        for arc, is_open in enumerate(self.open):
            if is_open:
                self._out[self.start(arc)].append((self.end(arc), self.minutes[arc // 2], arc))
        self.part = self._parts()

    def start(self, arc: int) -> int:
        """The junction an arc leaves."""
        return self.ends[arc // 2][arc % 2]

    def end(self, arc: int) -> int:
        """The junction an arc leads to."""
        return self.ends[arc // 2][1 - arc % 2]

    def tree(self, sources: Iterable[tuple[int, float, int]], targets: Iterable[int]) -> Tree:
        """Fastest ways from (junction, minutes to it, arc taken) until all targets are reached."""
        minutes, arcs = [np.inf] * len(self._out), [0] * len(self._out)
        heap: list[tuple[float, int, int]] = []
        for node, cost, arc in sources:
            heappush(heap, (cost, node, ~arc))
            minutes[node] = min(minutes[node], cost)
        done, missing = [False] * len(self._out), set(targets)
        while heap and missing:
            cost, node, arc = heappop(heap)
            if done[node]:
                continue
            done[node], arcs[node] = True, arc
            missing.discard(node)
            for head, step, way in self._out[node]:
                if cost + step < minutes[head]:
                    minutes[head] = cost + step
                    heappush(heap, (cost + step, head, way))
        return Tree([m if d else np.inf for m, d in zip(minutes, done, strict=True)], arcs)

    def _parts(self) -> NDArray[np.intp]:
        """The part of each section; NOWHERE for those that cannot be entered and left again by this mode."""
        net: nx.DiGraph[int] = nx.DiGraph()
        net.add_edges_from((self.start(arc), self.end(arc)) for arc, usable in enumerate(self.open) if usable)
        part = {node: i for i, nodes in enumerate(nx.strongly_connected_components(net)) for node in nodes}
        found = np.full(len(self.ends), NOWHERE, dtype=np.intp)
        for key, (tail, head) in enumerate(self.ends):
            if (self.open[2 * key] or self.open[2 * key + 1]) and part[tail] == part[head]:
                found[key] = part[tail]
        return found
