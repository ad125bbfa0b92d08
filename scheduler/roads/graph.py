"""The road graph: junctions with coordinates, road sections between them, and who may use them which way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import networkx as nx

from models import PatrolMode
from scheduler.roads.geometry import Crs, Line, Plane, Point, cut, metres

Modes = frozenset[PatrolMode]


@dataclass(frozen=True, slots=True)
class Section:
    """A road section 路段 between two junctions, with the modes that may use it forwards and backwards.

    `line` runs from `tail` to `head` in the coordinates of the map; `metres` is the length along it.
    """

    tail: str
    head: str
    line: Line
    metres: float
    name: str = ""
    road: str = "unclassified"
    forward: Modes = frozenset()
    backward: Modes = frozenset()


class RoadGraph:
    """A road map. `nodes` maps each junction to its coordinates, `sections` are the roads between them.

    `graph` is the same as a networkx MultiDiGraph: one edge for each direction that any mode may use, with
    the attributes `metres`, `name`, `road` and `modes`; the key is the number of the section, so that the
    opposite of edge (u, v, key) is (v, u, key).
    """

    def __init__(self, nodes: Mapping[str, Point], sections: Iterable[Section], crs: Crs) -> None:
        self.crs = crs
        self.nodes = dict(nodes)
        self.sections = tuple(self._open(sections))
        self.graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(crs=str(crs))
        for node, (x, y) in self.nodes.items():
            self.graph.add_node(node, x=x, y=y)
        for key, one in enumerate(self.sections):
            same = {"metres": one.metres, "name": one.name, "road": one.road}
            if one.forward:
                self.graph.add_edge(one.tail, one.head, key, modes=one.forward, **same)
            if one.backward:
                self.graph.add_edge(one.head, one.tail, key, modes=one.backward, **same)

    @cached_property
    def plane(self) -> Plane:
        """The flat picture of the map, in which distances off the road are measured."""
        return Plane(list(self.nodes.values()), self.crs)

    def edges(self, mode: PatrolMode) -> list[tuple[str, str, int]]:
        """(from, to, section) of every direction the mode may use."""
        found = []
        for key, one in enumerate(self.sections):
            if mode in one.forward:
                found.append((one.tail, one.head, key))
            if mode in one.backward:
                found.append((one.head, one.tail, key))
        return found

    def _open(self, sections: Iterable[Section]) -> Iterable[Section]:
        """Cut a section that ends where it begins in two, so that each direction has its own edge."""
        for one in sections:
            if one.tail != one.head:
                yield one
                continue
            halves = cut(one.line, 0, 0.5), cut(one.line, 0.5, 1)
            middle = f"{one.tail}~{len(self.nodes)}"
            self.nodes[middle] = halves[0][-1]
            yield replace(one, head=middle, line=halves[0], metres=one.metres / 2)
            yield replace(one, tail=middle, line=halves[1], metres=one.metres / 2)


def straight(nodes: Mapping[str, Point], tail: str, head: str, crs: Crs) -> tuple[Line, float]:
    """The straight line between two junctions and its length in metres."""
    line = (nodes[tail], nodes[head])
    return line, metres(line, crs)
