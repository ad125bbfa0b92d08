"""The files of an invented map: places put on its roads, then nodes, edges and places as CSV in degrees."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Iterator
from dataclasses import replace

from models import PatrolMode
from scenarios.map_draw import Map, draw
from scenarios.map_town import Site, Town
from scheduler.roads.classes import road_class
from scheduler.roads.geometry import EARTH, Crs
from scheduler.roads.graph import RoadGraph, Section, straight
from scheduler.roads.network import Network
from scheduler.roads.snap import Snapper

HEAD = (
    "id", "name", "kind", "zone", "lon", "lat", "dwell", "risk", "visits", "windows", "camera", "note",
)  # fmt: skip

KERB = 12.0
"""Metres from the middle of a road to a place beside it."""


def put(made: Map) -> list[Site]:
    """The places, each beside a road for cars, in a lane of its own, or at a junction."""
    cars = Snapper(Network(_plane(made), PatrolMode.CAR))
    free, placed = dict(made.hearts), []
    for site in made.town.sites:
        name, (x, y) = site.name, (site.x, site.y)
        if site.at == "road":
            stop = cars.near(x, y)
            if stop is None:
                raise SystemExit(f"{site.id}: there is no road")
            share = min(KERB, stop.away) / stop.away if stop.away else 0.0
            x, y = (road + share * (own - road) for road, own in zip(stop.point, (x, y), strict=True))
        elif site.at == "lane":
            lane = min(free, key=lambda one: math.dist(made.points[free[one]], (site.x, site.y)))
            name, (x, y) = site.name.format(lane=lane), made.points[free.pop(lane)]
        if zone_of(made.town, x, y) != site.zone:
            raise SystemExit(f"{site.id} lies in zone {zone_of(made.town, x, y)}, not {site.zone}; move it")
        placed.append(replace(site, name=name, x=x, y=y))
    return placed


def zone_of(town: Town, x: float, y: float) -> str:
    """The zone of a point; zones are equal blocks."""
    row = town.zones[min(len(town.zones) - 1, int(y * len(town.zones) / town.height))]
    return row[min(len(row) - 1, int(x * len(row) / town.width))]


def _plane(made: Map) -> RoadGraph:
    sections = []
    for road in made.roads:
        line, metres = straight(made.points, road.tail, road.head, Crs.PLANE)
        known = road_class(road.road)
        modes = known.modes if known else frozenset()
        sections.append(Section(road.tail, road.head, line, metres, forward=modes, backward=modes))
    return RoadGraph(made.points, sections, Crs.PLANE)


def files(town: Town) -> dict[str, str]:
    """The three files of a town, by name."""
    made = draw(town)
    nodes = [
        ("node", "lon", "lat"),
        *((node, *_degrees(town, *point)) for node, point in made.points.items()),
    ]
    edges = [("from", "to", "length", "name", "road", "oneway"), *_edges(made)]
    places = [HEAD, *(_place(town, site) for site in put(made))]
    return {
        "road_nodes.csv": _text(nodes), "road_edges.csv": _text(edges), "places.csv": _text(places),
    }  # fmt: skip


def _edges(made: Map) -> Iterator[tuple[object, ...]]:
    for road in made.roads:
        metres = math.dist(made.points[road.tail], made.points[road.head])
        yield road.tail, road.head, math.ceil(metres), road.name, road.road, road.oneway


def _place(town: Town, site: Site) -> tuple[object, ...]:
    camera = "yes" if site.camera else ""
    where = _degrees(town, site.x, site.y)
    return (
        site.id, site.name, site.kind, site.zone, *where, site.dwell, f"{site.risk:g}", site.visits or "",
        site.windows, camera, site.note,
    )  # fmt: skip


def _degrees(town: Town, x: float, y: float) -> tuple[str, str]:
    lon, lat = town.origin
    degree = math.radians(EARTH)
    return f"{lon + x / (degree * math.cos(math.radians(lat))):.6f}", f"{lat + y / degree:.6f}"


def _text(rows: Iterable[tuple[object, ...]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()
