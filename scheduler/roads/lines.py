"""Ways that share points become a road graph: cut at every point where ways meet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from scheduler.roads import tags as osm
from scheduler.roads.classes import ALL
from scheduler.roads.geometry import Crs, Point, metres
from scheduler.roads.graph import Modes, RoadGraph, Section

DIGITS = 7
"""Decimals of a degree (1 cm) to which the points of drawn lines must agree to be one."""


@dataclass(frozen=True)
class Way:
    """A line over points with names, and its OpenStreetMap tags."""

    refs: Sequence[Hashable]
    tags: Mapping[str, object]


def drawn(line: Iterable[Sequence[float]], tags: Mapping[str, object]) -> Way:
    """A line of coordinates as a way whose points are their own names; `unclassified` without a class."""
    refs = [(round(float(x), DIGITS), round(float(y), DIGITS)) for x, y, *_ in line]
    known = any(tags.get(key) for key in osm.CLASS)
    return Way(refs, tags if known else {**tags, "highway": "unclassified"})


def from_ways(
    points: Mapping[Hashable, Point], ways: Iterable[Way], crs: Crs, modes: Modes = ALL
) -> RoadGraph:
    """The road graph of the ways that any of `modes` may use; points without coordinates cut a way short."""
    usable = [part for way in ways if _usable(way, modes) for part in _known(points, way)]
    meets = Counter(ref for way in usable for ref in way.refs)
    for way in usable:
        meets.update((way.refs[0], way.refs[-1]))
    sections = [one for way in usable for one in _sections(points, way, meets, crs)]
    ends = dict.fromkeys(ref for one in sections for ref in (one[0], one[1]))
    names = {ref: str(ref) if isinstance(ref, (int, str)) else f"n{i}" for i, ref in enumerate(ends)}
    nodes = {names[ref]: points[ref] for ref in ends}
    return RoadGraph(nodes, (_section(names, one, modes) for one in sections), crs)


def own_points(ways: Iterable[Way]) -> dict[Hashable, Point]:
    """The points of drawn ways."""
    return {ref: cast(Point, ref) for way in ways for ref in way.refs}


def crs_of(points: Iterable[Point]) -> Crs:
    """WGS84 when every coordinate can be one in degrees, else plane metres."""
    return Crs.WGS84 if all(abs(x) <= 180 and abs(y) <= 90 for x, y in points) else Crs.PLANE


def _usable(way: Way, modes: Modes) -> bool:
    forward, backward = osm.directions(way.tags)
    return bool((forward | backward) & modes)


def _known(points: Mapping[Hashable, Point], way: Way) -> Iterator[Way]:
    """The stretches of a way whose points are known, without points that stand twice in a row."""
    run: list[Hashable] = []
    for ref in (*way.refs, None):
        if ref in points:
            if not run or run[-1] != ref:
                run.append(ref)
        else:
            if len(run) > 1:
                yield Way(tuple(run), way.tags)
            run = []


_Part = tuple[Hashable, Hashable, tuple[Point, ...], float, Mapping[str, object]]


def _sections(
    points: Mapping[Hashable, Point], way: Way, meets: Mapping[Hashable, int], crs: Crs
) -> Iterator[_Part]:
    start = 0
    for i, ref in enumerate(way.refs):
        if i and meets[ref] > 1:
            line = tuple(points[one] for one in way.refs[start : i + 1])
            yield way.refs[start], ref, line, metres(line, crs), way.tags
            start = i


def _section(names: Mapping[Hashable, str], part: _Part, modes: Modes) -> Section:
    tail, head, line, length, tags = part
    forward, backward = osm.directions(tags)
    road = osm.narrowest(tags)
    return Section(
        names[tail], names[head], line, length, osm.name(tags),
        road.word if road else "unclassified", forward & modes, backward & modes,
    )  # fmt: skip
