"""Draws an invented road map: a grid of country roads, streets in the core, lanes in the blocks.

Roads run along `columns` (west to east) and `rows` (south to north); village roads wander a little. Some are
missing where a canal or a field lies, as far as cars still get everywhere; a few are foot bridges instead.
Where a river bounds the land, the grid ends at its bank, and the first row runs along it. In the core every
block is cut by streets. Lanes (class `path`, too narrow for cars) lead from the middle of a block's side to
its heart, every other one on to the far side.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

import numpy as np

from scenarios.map_town import Point, Town

Grid = dict[tuple[int, int], str]
Block = tuple[int, int]


@dataclass
class Road:
    """One road section of the map being drawn."""

    tail: str
    head: str
    name: str
    road: str
    oneway: str = ""


class Map:
    """A map being drawn, in metres from the south-western corner."""

    def __init__(self, town: Town) -> None:
        self.town, self.chance = town, random.Random(town.seed)  # noqa: S311 - a map, no secrets
        self.points: dict[str, Point] = {}
        self.roads: list[Road] = []
        self.hearts: dict[str, str] = {}
        """Name of a lane → the junction at the heart of its block."""

    def add(self, prefix: str, x: float, y: float) -> str:
        """A new junction, numbered."""
        node = f"{prefix}{len(self.points) + 1:03d}"
        self.points[node] = (x, y)
        return node

    def split(self, road: Road) -> str:
        """A new junction in the middle of a road, which becomes two."""
        (x, y), (x2, y2) = self.points[road.tail], self.points[road.head]
        middle = self.add("n", (x + x2) / 2, (y + y2) / 2)
        self.roads.insert(
            self.roads.index(road) + 1, Road(middle, road.head, road.name, road.road, road.oneway)
        )
        road.head = middle
        return middle


def draw(town: Town) -> Map:
    """The whole map of a town."""
    made = Map(town)
    grid = _grid(made)
    _thin_out(made)
    blocks = [(i, j) for i, j in grid if {(i + 1, j), (i, j + 1), (i + 1, j + 1)} <= grid.keys()]
    blocks.sort()
    core = [(i, j) for i, j in blocks if i in town.core[0] and j in town.core[1]]
    for block in core:
        _streets(made, grid, block)
    outside = [block for block in blocks if block not in core and _sides(made, grid, block) == 4]
    for number, block in enumerate(sorted(made.chance.sample(outside, town.lanes))):
        _lane(made, grid, block, number)
    return made


def _grid(made: Map) -> Grid:
    """Junctions and roads of the grid; the outer roads and the big ones run straight."""
    town = made.town
    grid: Grid = {}
    for j, row in enumerate(town.rows):
        for i, column in enumerate(town.columns):
            dx, dy = (made.chance.uniform(-town.wander, town.wander) for _ in range(2))
            x, y = town.width * i / (len(town.columns) - 1), town.height * j / (len(town.rows) - 1)
            x += 0 if column in town.classes or i in (0, len(town.columns) - 1) else dx
            y += 0 if row in town.classes or j in (0, len(town.rows) - 1) else dy
            bank = _bank(town, x)
            if town.height * (j + 0.5) / (len(town.rows) - 1) > bank:
                grid[i, j] = made.add("n", x, y if (i, j - 1) in grid else bank)
    first = {i: min(j for column, j in grid if column == i) for i in range(len(town.columns))}
    for (i, j), node in grid.items():
        east = (i + 1, first.get(i + 1, j)) if j == first[i] else (i + 1, j)
        row = town.rows[0] if j == first[i] else town.rows[j]
        for name, end in ((row, east), (town.columns[i], (i, j + 1))):
            if end in grid:
                made.roads.append(Road(node, grid[end], name, town.classes.get(name, "unclassified")))
    return grid


def _bank(town: Town, x: float) -> float:
    """How far north the river reaches at `x`."""
    xs, ys = zip(*town.shore, strict=True)
    return float(np.interp(x, xs, ys))


def _thin_out(made: Map) -> None:
    """Take village roads away as long as all junctions stay joined; some become foot bridges."""
    near: dict[str, list[str]] = {node: [] for node in made.points}
    for road in made.roads:
        near[road.tail].append(road.head)
        near[road.head].append(road.tail)
    small = [road for road in made.roads if road.road == "unclassified" and not _in_core(made, road)]
    made.chance.shuffle(small)
    gone = 0
    for road in small:
        if gone == made.town.missing:
            return
        near[road.tail].remove(road.head)
        near[road.head].remove(road.tail)
        if min(len(near[road.tail]), len(near[road.head])) > 1 and _joined(near):
            gone += 1
            made.roads.remove(road)
            if gone <= made.town.bridges:
                made.roads.append(Road(road.tail, road.head, f"{road.name}步桥", "steps"))
        else:
            near[road.tail].append(road.head)
            near[road.head].append(road.tail)


def _joined(near: dict[str, list[str]]) -> bool:
    """Whether every junction is reached from the first."""
    seen, left = set[str](), [next(iter(near))]
    while left:
        if (node := left.pop()) not in seen:
            seen.add(node)
            left += near[node]
    return len(seen) == len(near)


def _in_core(made: Map, road: Road) -> bool:
    """Whether a road borders on the core, whose blocks must stay whole."""
    town = made.town
    steps = town.width / (len(town.columns) - 1), town.height / (len(town.rows) - 1)
    return any(
        all(
            span.start - 0.5 < at / step < span.stop + 0.5
            for at, step, span in zip(made.points[node], steps, town.core, strict=True)
        )
        for node in (road.tail, road.head)
    )


def _ends(grid: Grid, block: Block) -> dict[str, tuple[str, str]]:
    """The corners of a block that the roads on its four sides join."""
    i, j = block
    return {
        "south": (grid[i, j], grid[i + 1, j]), "north": (grid[i, j + 1], grid[i + 1, j + 1]),
        "west": (grid[i, j], grid[i, j + 1]), "east": (grid[i + 1, j], grid[i + 1, j + 1]),
    }  # fmt: skip


def _sides(made: Map, grid: Grid, block: Block) -> int:
    """How many sides of a block have a road that a car can use, whole or cut."""
    return sum(bool(_road(made, *ends) or _cut(made, *ends)) for ends in _ends(grid, block).values())


def _road(made: Map, tail: str, head: str) -> Road | None:
    """The road that joins two corners without a junction between."""
    joining = (one for one in made.roads if (one.tail, one.head) == (tail, head) and one.road != "steps")
    return next(joining, None)


def _cut(made: Map, tail: str, head: str) -> str | None:
    """The junction between two corners whose road was cut."""
    after = {one.head for one in made.roads if one.tail == tail and one.road != "path"}
    return next((one.tail for one in made.roads if one.head == head and one.tail in after), None)


def _middle(made: Map, ends: tuple[str, str]) -> str:
    """The junction in the middle of a side of a block, made when it is not there yet."""
    road = _road(made, *ends)
    middle = made.split(road) if road else _cut(made, *ends)
    if middle is None:
        raise SystemExit(f"there is no road from {ends[0]} to {ends[1]}")
    return middle


def _heart(made: Map, grid: Grid, block: Block) -> str:
    """A new junction in the heart of a block."""
    i, j = block
    corners = [made.points[grid[i + di, j + dj]] for di in (0, 1) for dj in (0, 1)]
    return made.add("n", sum(x for x, _ in corners) / 4, sum(y for _, y in corners) / 4)


def _streets(made: Map, grid: Grid, block: Block) -> None:
    """Two streets that cross in the heart of a block of the core."""
    town, heart = made.town, _heart(made, grid, block)
    (columns, rows), (i, j) = town.core, block
    across, along = town.streets[(j - rows.start)], town.streets[len(rows) + (i - columns.start)]
    for name, sides in ((across, ("west", "east")), (along, ("south", "north"))):
        oneway = "yes" if name in town.one_way else ""
        first, last = (_middle(made, _ends(grid, block)[side]) for side in sides)
        made.roads.append(Road(first, heart, name, "residential", oneway))
        made.roads.append(Road(heart, last, name, "residential", oneway))


def _lane(made: Map, grid: Grid, block: Block, number: int) -> None:
    """A lane into a block, every other one right through it."""
    town = made.town
    again = ("", "北", "南", "东", "西")[number // len(town.lane_names)]
    name = town.lane_names[number % len(town.lane_names)] + "家" + again + town.lane_end
    heart = _heart(made, grid, block)
    sides = made.chance.choice((("south", "north"), ("west", "east")))
    made.roads.append(Road(_middle(made, _ends(grid, block)[sides[0]]), heart, name, "path"))
    if number % 2:
        made.roads.append(Road(heart, _middle(made, _ends(grid, block)[sides[1]]), name, "path"))
    made.hearts[name] = heart
