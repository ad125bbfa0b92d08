"""Distances on the map: WGS84 degrees or plane metres, lines cut at a share, angles of turns."""

from __future__ import annotations

import math
from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

Point = tuple[float, float]
Line = tuple[Point, ...]

EARTH = 6_371_008.8
"""Mean radius of the earth in metres (IUGG), as OSMnx uses it."""


class Crs(StrEnum):
    """What coordinates are: `wgs84` longitude and latitude in degrees, or `plane` metres east and north."""

    WGS84 = "wgs84"
    PLANE = "plane"


def metres(line: Sequence[Point], crs: Crs) -> float:
    """Length of a line in metres: great circle on WGS84, straight on a plane."""
    step = _great_circle if crs is Crs.WGS84 else math.dist
    return sum(step(a, b) for a, b in pairwise(line))


def _great_circle(a: Point, b: Point) -> float:
    (lon, lat), (lon2, lat2) = (map(math.radians, point) for point in (a, b))
    half = math.sin((lat2 - lat) / 2) ** 2
    half += math.cos(lat) * math.cos(lat2) * math.sin((lon2 - lon) / 2) ** 2
    return 2 * EARTH * math.asin(min(1.0, math.sqrt(half)))


class Plane:
    """A flat picture of the map in metres around its middle; good to 0.1 % over a station's area."""

    def __init__(self, points: ArrayLike, crs: Crs) -> None:
        self._scale = np.ones(2)
        if crs is Crs.WGS84:
            around = np.asarray(points, dtype=float).reshape(-1, 2)
            middle = (around[:, 1].min() + around[:, 1].max()) / 2 if len(around) else 0.0
            self._scale = np.radians(EARTH) * np.array([math.cos(math.radians(middle)), 1.0])

    def flat(self, points: ArrayLike) -> NDArray[np.float64]:
        """Points (n × 2) as metres east and north."""
        flat: NDArray[np.float64] = np.asarray(points, dtype=float).reshape(-1, 2) * self._scale
        return flat

    def back(self, point: ArrayLike) -> Point:
        """A flat point as the map writes it."""
        x, y = np.asarray(point, dtype=float) / self._scale
        return float(x), float(y)


def cut(line: Line, start: float, end: float) -> Line:
    """The part of a line between two shares of its length, 0 ≤ start ≤ end ≤ 1."""
    if start <= 0 and end >= 1:
        return line
    xy = np.array(line)
    along = np.r_[0.0, np.hypot(*np.diff(xy, axis=0).T).cumsum()]
    first, last = start * along[-1], end * along[-1]
    inside = xy[(along > first) & (along < last)]
    ends = [[np.interp(at, along, xy[:, 0]), np.interp(at, along, xy[:, 1])] for at in (first, last)]
    return tuple((float(x), float(y)) for x, y in np.vstack([ends[0], inside, ends[1]]))


def turn(before: Sequence[Point], after: Sequence[Point], crs: Crs) -> float:
    """Degrees turned to the left (right: negative) from the end of one line to the start of another."""
    plane = Plane([*before, *after], crs)
    arriving, leaving = _course(plane.flat(before)[::-1]), _course(plane.flat(after))
    if arriving is None or leaving is None:
        return 0.0
    return (math.degrees(leaving - arriving) + 360) % 360 - 180  # arriving was taken backwards


def _course(flat: NDArray[np.float64]) -> float | None:
    """Direction of the first stretch that has a length, in radians."""
    for x, y in flat[1:] - flat[0]:
        if x or y:
            return math.atan2(y, x)
    return None
