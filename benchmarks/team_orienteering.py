"""The public Team Orienteering format: reader, and a checker that shares no code with any search.

Instances of Chao, Golden and Wasil (1996), sets p1 to p7 (`n`, `m`, `tmax`, then `x y score`; the first point
is the start, the last the end). Distances are Euclidean and unrounded; every route is at most `tmax` long; a
point scores once.

Reference values are not sacred: 546 for p6.4.k cannot be reached with unrounded distances. Prices found by
our search and an exact enumeration of all routes against them bound p6.4.k by 528, which is what we collect.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

TOLERANCE = 1e-6  # how far a sum of distances may pass tmax by rounding
Routes = list[list[int]]


@dataclass(frozen=True)
class Instance:
    """One public instance: `points` are (x, y, score), first the start and last the end."""

    name: str
    crews: int
    tmax: float
    points: tuple[tuple[float, float, float], ...]

    def distance(self, a: int, b: int) -> float:
        """Euclidean and unrounded."""
        return math.dist(self.points[a][:2], self.points[b][:2])

    def bound(self) -> float:
        """The score of all points a route can reach and still end in time."""
        last = len(self.points) - 1
        longest = self.tmax + TOLERANCE
        inside = [u for u in range(1, last) if self.distance(0, u) + self.distance(u, last) <= longest]
        return sum(self.points[u][2] for u in inside)


def read_instance(path: Path) -> Instance:
    """Read one `p*.txt`; raises ValueError naming the file if it is not one."""
    lines = [line.split() for line in path.read_text().splitlines() if line.strip()]
    try:
        head = {words[0]: float(words[1]) for words in lines[:3]}
        points = tuple((float(x), float(y), float(score)) for x, y, score in lines[3:])
        count, instance = int(head["n"]), Instance(path.stem, int(head["m"]), head["tmax"], points)
    except (KeyError, ValueError, IndexError) as error:
        raise ValueError(f"{path.name}: not a team orienteering instance ({error})") from error
    if count != len(points):
        raise ValueError(f"{path.name}: says n {count} and lists {len(points)} points")
    return instance


def faults(instance: Instance, routes: Sequence[Sequence[int]]) -> Iterator[str]:
    """What is wrong with the routes (places without start and end), judged from the instance alone."""
    last = len(instance.points) - 1
    if len(routes) > instance.crews:
        yield f"{len(routes)} routes for {instance.crews} crews"
    visited = [u for route in routes for u in route]
    if len(set(visited)) != len(visited):
        yield "a point is visited twice"
    if any(not 0 < u < last for u in visited):
        yield "a route visits the start, the end or an unknown point"
        return
    for k, route in enumerate(routes):
        length = math.fsum(instance.distance(a, b) for a, b in pairwise([0, *route, last]))
        if length > instance.tmax + TOLERANCE:
            yield f"route {k} is {length:.6f} long, tmax is {instance.tmax}"
