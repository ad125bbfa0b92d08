"""The road network of CUMCM 2011 B: 582 nodes, 928 straight roads, 80 platforms; patrol cars at 60 km/h."""

from __future__ import annotations

import csv
import heapq
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models import Fault, Faults

Table = NDArray[np.float64]
FILES = ("nodes.csv", "roads.csv", "platforms.csv", "exits.csv")
MINUTES_A_UNIT = 0.1  # 100 m at 60 km/h
NIGHT = 480
"""Minutes of the invented night: every car of A stands at a random node of A at each of them."""


@dataclass(frozen=True)
class City:
    """The network: shortest travel minutes between all nodes, and what stands where."""

    minutes: Table
    nodes: dict[str, str]  # district by node, in the order of the matrix
    platforms: tuple[str, ...]
    exits: dict[str, tuple[str, ...]]  # of "A" and of the "city"

    def within(self, place: str) -> tuple[str, ...]:
        """The nodes of a district, or of the city."""
        return tuple(node for node, district in self.nodes.items() if place in ("city", district))

    def posts(self, place: str) -> tuple[str, ...]:
        """The platforms of a district, or of the city."""
        return tuple(node for node in self.platforms if self.nodes[node] == place or place == "city")

    def table(self, starts: Sequence[str], ends: Sequence[str]) -> Table:
        """Travel minutes [starts × ends]."""
        at = {node: i for i, node in enumerate(self.nodes)}
        return self.minutes[np.ix_([at[node] for node in starts], [at[node] for node in ends])]


def read_city(folder: Path) -> City:
    """Read the four tables; raises Faults naming those that are absent, KeyError for another table."""
    if missing := [name for name in FILES if not (folder / name).is_file()]:
        raise Faults([Fault(f"no {', '.join(missing)}. Maybe another --data", str(folder))])
    texts = [(folder / name).read_text("utf-8-sig") for name in FILES]
    nodes, roads, platforms, exits = (list(csv.DictReader(text.splitlines())) for text in texts)
    spot = {row["node"]: (float(row["x"]), float(row["y"])) for row in nodes}
    ways: dict[str, list[tuple[str, float]]] = {node: [] for node in spot}
    for road in roads:
        a, b = road["from"], road["to"]
        ways[a].append((b, math.dist(spot[a], spot[b]) * MINUTES_A_UNIT))
        ways[b].append((a, ways[a][-1][1]))
    kinds = ("A", "district_A_exit"), ("city", "city_exit")
    return City(
        minutes=np.array([shortest(ways, node) for node in spot]),
        nodes={row["node"]: row["district"] for row in nodes},
        platforms=tuple(row["node"] for row in platforms),
        exits={of: tuple(row["node"] for row in exits if row["kind"] == kind) for of, kind in kinds},
    )


def shortest(ways: dict[str, list[tuple[str, float]]], start: str) -> list[float]:
    """Minutes from one node to every node by Dijkstra's method, `inf` where there is no way."""
    done: dict[str, float] = {}
    queue = [(0.0, start)]
    while queue:
        so_far, node = heapq.heappop(queue)
        if node not in done:
            done[node] = so_far
            for other, minutes in ways[node]:
                if other not in done:
                    heapq.heappush(queue, (so_far + minutes, other))
    return [done.get(node, math.inf) for node in ways]


@dataclass(frozen=True)
class Case:
    """One question about a place of the network: what is asked, where, and within how many minutes."""

    city: City
    asked: str
    place: str
    limit: float = 3.0

    @property
    def times(self) -> Table:
        """Travel minutes [platforms × exits]."""
        return self.city.table(self.city.posts(self.place), self.city.exits[self.place])

    @property
    def night(self) -> Table:
        """Travel minutes [minutes × cars × exits] of the invented night, always the same."""
        nodes = self.city.within(self.place)
        cars = len(self.city.posts(self.place))
        stands = np.random.default_rng(1).integers(len(nodes), size=(NIGHT, cars))
        return self.city.table(nodes, self.city.exits[self.place])[stands]

    @property
    def nearest(self) -> dict[str, float]:
        """Minutes from the nearest platform to each node."""
        nodes = self.city.within(self.place)
        least = self.city.table(self.city.posts(self.place), nodes).min(axis=0)
        return dict(zip(nodes, map(float, least), strict=True))
