"""The land of a generated station: how its zones lie, which roads cross it, and what stands where.

Everything here is invented; `scenarios/map_draw.py` draws the roads, `map_files.py` puts places on them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from scenarios.generate_names import LANE_NAMES, ROADS
from scenarios.map_draw import draw
from scenarios.map_files import files, zone_of
from scenarios.map_town import Point, Site, Town

MARGIN = 0.22
"""Share of a zone's block that stays free of places along each border, so that a place stays in its zone."""


@dataclass(frozen=True)
class Spot:
    """A kind of place: its word in ids and names, and how patrols look after it."""

    id: str
    name: str
    kind: str
    dwell: int
    risk: float
    visits: int = 0
    windows: str = ""
    camera: bool = False


@dataclass(frozen=True, kw_only=True)
class Land:
    """Land of `width` × `height` metres from the corner `origin` (lon, lat), with a road every `spacing`.

    `layout` are the zones in equal blocks, rows from south to north, each from west to east; the station lies
    in the first zone. `spots` say in which zones a kind of place is. `lanes` are ways too narrow for cars,
    `called` of them on the patrols' list; `exits` are the ends of the main roads that are watched.
    """

    origin: Point
    width: float
    height: float
    spacing: float
    layout: tuple[tuple[str, ...], ...]
    spots: tuple[tuple[str, Spot], ...]
    wander: float = 35.0
    core: int = 1
    lanes: int = 0
    called: int = 0
    missing: int = 0
    exits: tuple[str, ...] = ("西", "北")


def map_of(land: Land, name: str, zones: tuple[str, ...], random: Random) -> dict[str, str]:
    """road_nodes.csv, road_edges.csv and places.csv of a station; `zones` are their names in order."""
    town = _roads(land, random)
    sites = [Site("station", name, "station", "1", *_middle(town, "1"), 0, 0)]
    for where, spot in land.spots:
        for zone in where.split():
            stem = zones[int(zone) - 1].removesuffix("社区").removesuffix("村")
            at = _free(town, zone, sites, random)
            sites.append(_site(spot, zone, stem + spot.name, at))
    sites += _watched(town, land.exits)
    sites += _lanes(town, land.called, random)
    return files(replace(town, sites=tuple(sites)))


def _site(spot: Spot, zone: str, name: str, at: Point) -> Site:
    return Site(
        f"{spot.id}-{zone}", name, spot.kind, zone, *at, spot.dwell, spot.risk, spot.visits,
        windows=spot.windows, camera=spot.camera,
    )  # fmt: skip


def _roads(land: Land, random: Random) -> Town:
    """The town without its places: names of its roads, the big ones, and the streets round the station."""
    columns, rows = (round(side / land.spacing) + 1 for side in (land.width, land.height))
    names = random.sample(ROADS, columns + rows + 2 * land.core)
    across = tuple(f"{one}路" for one in names[:columns])
    along = tuple(f"{one}路" for one in names[columns : columns + rows])
    bare = Town(
        folder="", seed=random.randrange(10**6), origin=land.origin, width=land.width, height=land.height,
        columns=across, rows=along, classes={**_classes(across), **_classes(along)}, zones=land.layout,
        core=(range(0), range(0)), one_way=(), streets=tuple(f"{one}街" for one in names[columns + rows :]),
        lanes=land.lanes, lane_names=LANE_NAMES, lane_end="巷", missing=land.missing, bridges=2,
        wander=land.wander,
    )  # fmt: skip
    x, y = _middle(bare, "1")
    i, j = int(x / land.width * (columns - 1)), int(y / land.height * (rows - 1))
    return replace(bare, core=(range(i, i + land.core), range(j, j + land.core)), one_way=bare.streets[:1])


def _classes(names: tuple[str, ...]) -> dict[str, str]:
    """The middle road is the main one; those half-way to the borders are bigger than village roads."""
    n = len(names)
    return {names[n // 4]: "tertiary", names[3 * n // 4]: "tertiary", names[n // 2]: "secondary"}


def _block(town: Town, zone: str) -> tuple[Point, Point]:
    """South-western and north-eastern corner of a zone."""
    j, row = next((j, row) for j, row in enumerate(town.zones) if zone in row)
    i, wide, high = row.index(zone), town.width / len(row), town.height / len(town.zones)
    return (i * wide, j * high), ((i + 1) * wide, (j + 1) * high)


def _middle(town: Town, zone: str) -> Point:
    (x, y), (x2, y2) = _block(town, zone)
    return (x + x2) / 2, (y + y2) / 2


def _free(town: Town, zone: str, sites: list[Site], random: Random) -> Point:
    """A point in a zone, of a few drawn the one farthest from all other places."""
    (x, y), (x2, y2) = _block(town, zone)
    dx, dy = MARGIN * (x2 - x), MARGIN * (y2 - y)
    drawn = [(random.uniform(x + dx, x2 - dx), random.uniform(y + dy, y2 - dy)) for _ in range(8)]
    return max(drawn, key=lambda at: min(math.dist(at, (one.x, one.y)) for one in sites))


def _watched(town: Town, exits: tuple[str, ...]) -> Iterator[Site]:
    """Where the main roads leave the land, and a checkpoint a little inside."""
    column, row = town.columns[len(town.columns) // 2], town.rows[len(town.rows) // 2]
    x = town.width * (len(town.columns) // 2) / (len(town.columns) - 1)
    y = town.height * (len(town.rows) // 2) / (len(town.rows) - 1)
    ends = {
        "西": (row, (0.0, y), (0.06 * town.width, y)),
        "东": (row, (town.width, y), (0.94 * town.width, y)),
        "南": (column, (x, 0.0), (x, 0.06 * town.height)),
        "北": (column, (x, town.height), (x, 0.94 * town.height)),
    }
    for n, side in enumerate(exits, start=1):
        road, end, inside = ends[side]
        zone = zone_of(town, *inside)
        yield Site(f"check-{n}", f"{road}{side}卡点", "checkpoint", zone, *inside, 5, 3, 1, camera=True)
        yield Site(f"exit-{n}", f"{road}{side}出口", "exit", zone_of(town, *end), *end, 0, 2, at="junction")


def _lanes(town: Town, called: int, random: Random) -> Iterator[Site]:
    """Some of the lanes, which only a crew on foot or on two wheels can visit."""
    made = draw(town)
    for n, lane in enumerate(random.sample(sorted(made.hearts), called), start=1):
        x, y = made.points[made.hearts[lane]]
        yield Site(f"lane-{n}", "{lane}", "key_place", zone_of(town, x, y), x, y, 8, 3, 1, at="lane")
