"""GraphML as OSMnx writes it: attributes are texts, lists too, and many roads have no name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from math import inf
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

import networkx as nx

from scheduler.i18n import Text
from scheduler.roads import tags as osm
from scheduler.roads.classes import ALL
from scheduler.roads.faults import Report, only
from scheduler.roads.geometry import Crs, Line, Point, metres
from scheduler.roads.graph import Modes, RoadGraph, Section
from scheduler.roads.lines import crs_of

_Edge = tuple[str, str, Mapping[str, Any]]
_NUMBER = r"[-+]?[\d.]+(?:[eE][-+]?\d+)?"
_PAIR = re.compile(rf"({_NUMBER})\s+({_NUMBER})")
_DEGREES = ("4326", "4490", "CRS84")


def read_graphml(path: Path, modes: Modes = ALL) -> RoadGraph:
    """The edges of an OSMnx graph that any of `modes` may use; raises Faults.

    A directed edge and its opposite become one section. What OSMnx leaves out, the way of walkers against a
    one-way street, is put back.
    """
    try:
        graph = nx.read_graphml(path, node_type=str, force_multigraph=True)
    except (ParseError, nx.NetworkXError, OSError, KeyError, ValueError) as error:
        raise only(path, Text("this is not GraphML: {problem}", problem=error)) from None
    report = Report(path.name)
    nodes = dict(_nodes(graph, report))
    crs = _crs(str(graph.graph.get("crs", "")), nodes)
    report.check()
    edges: list[_Edge] = [(str(u), str(v), data) for u, v, data in graph.edges(data=True)]
    paired = _pairs(edges) if graph.is_directed() else ((edge, True) for edge in edges)
    sections = [_section(edge, both, nodes, crs, report) for edge, both in paired]
    used = [one for one in sections if one and (one.forward | one.backward) & modes]
    return report.done(RoadGraph(nodes, used, crs))


def _nodes(graph: Any, report: Report) -> Iterator[tuple[str, Point]]:
    for node, data in graph.nodes(data=True):
        try:
            yield str(node), (float(data["x"]), float(data["y"]))
        except (KeyError, ValueError):
            report.at(str(Text("node {node}", node=node)), Text("it has no numbers x and y; add them"))


def _crs(said: str, nodes: Mapping[str, Point]) -> Crs:
    if said:
        return Crs.WGS84 if said.upper().endswith(_DEGREES) else Crs.PLANE
    return crs_of(nodes.values())


def _pairs(edges: list[_Edge]) -> Iterator[tuple[_Edge, bool]]:
    """Each edge with whether its opposite stands in the graph too; of the two only the first is given."""
    waiting: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    both: dict[int, bool] = {}
    for i, (tail, head, data) in enumerate(edges):
        street = frozenset(osm.words(data.get("osmid")))
        opposite = waiting[head, tail, street]
        twin = next((one for one in opposite if _same_length(edges[one][2], data)), None)
        if twin is None:
            waiting[tail, head, street].append(i)
            both[i] = False
        else:
            opposite.remove(twin)
            both[twin] = True
    yield from ((edges[i], twin) for i, twin in both.items())


def _same_length(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two lengths agree to a centimetre; OSMnx sums them in another order on the way back."""
    lengths = [_number(data.get("length")) for data in (one, other)]
    return lengths[0] == lengths[1] or abs((lengths[0] or 0) - (lengths[1] or 0)) < 0.01


def _number(value: object) -> float | None:
    try:
        return float(str(value))
    except ValueError:
        return None


def _section(edge: _Edge, both: bool, nodes: Mapping[str, Point], crs: Crs, report: Report) -> Section | None:
    tail, head, data = edge
    where = str(Text("edge {tail} → {head}", tail=tail, head=head))
    line = _line(data, (nodes[tail], nodes[head]))
    length = _number(data["length"]) if "length" in data else metres(line, crs)
    if length is None or not 0 <= length < inf:
        report.at(where, Text("its length is no number; write metres"))
        return None
    # the direction of the edge is the one that may be driven, whatever the way in OpenStreetMap was
    plain = {**data, "oneway": "no" if both else "yes", "junction": ""}
    forward, backward = osm.directions(plain)
    road = osm.narrowest(plain)
    if road is None:
        return None
    return Section(tail, head, line, length, osm.name(data), road.word, forward, backward)


def _line(data: Mapping[str, Any], ends: Line) -> Line:
    found = tuple((float(x), float(y)) for x, y in _PAIR.findall(str(data.get("geometry", ""))))
    return found if len(found) > 1 else ends
