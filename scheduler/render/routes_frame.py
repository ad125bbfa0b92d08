"""The frame of a map picture: map coordinates to picture units, lines in it, the scale bar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import atan2, degrees, dist

import numpy as np
from numpy.typing import NDArray

from models.route import Point
from scheduler.render.routes_walk import Polyline
from scheduler.roads.geometry import Crs, Plane

LEAST = 200.0
"""A frame shows at least so many metres each way, so that one place alone has surroundings."""

MARGIN = (60.0, 26.0)
"""Picture units left free beside, and above and below, what must be seen: room for names."""

SHORT = 1.0
"""Steps below so many units are left out: nobody sees them, and they have no direction."""

SHARP = 1.0
"""Square of the sum of two unit vectors: below it a corner is sharper than 60 degrees."""

BARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000)


@dataclass(frozen=True)
class Frame:
    """A picture of `width` by `height` units with `scale` units a metre; y grows downwards."""

    width: float
    height: float
    plane: Plane
    west: float
    north: float
    scale: float

    @classmethod
    def around(cls, points: Sequence[Point], crs: Crs, width: float, height: float) -> Frame:
        """The frame in which all points are seen, as large as may be."""
        plane = Plane(points, crs)
        flat = plane.flat(points)
        low, high = flat.min(axis=0), flat.max(axis=0)
        middle, size = (low + high) / 2, np.maximum(high - low, LEAST)
        scale = min((width - 2 * MARGIN[0]) / size[0], (height - 2 * MARGIN[1]) / size[1])
        west, north = middle[0] - width / scale / 2, middle[1] + height / scale / 2
        return cls(width, height, plane, float(west), float(north), float(scale))

    def drawn(self, line: Polyline) -> NDArray[np.float64]:
        """Points in picture units, n × 2."""
        corner = np.array([self.west, self.north])
        drawn: NDArray[np.float64] = (self.plane.flat(line) - corner) * self.scale * np.array([1.0, -1.0])
        return drawn

    def at(self, point: Point) -> Point:
        """One point in picture units."""
        x, y = self.drawn([point])[0]
        return float(x), float(y)

    def roads(self, background: Iterable[Polyline]) -> Iterator[str]:
        """The lines of the background that come into the picture, as SVG paths."""
        lines = [line for line in background if len(line) > 1]
        if not lines:
            return
        drawn = self.drawn([point for line in lines for point in line])
        for line in np.split(drawn, np.cumsum([len(line) for line in lines])[:-1]):
            low, high = line.min(axis=0), line.max(axis=0)
            if low[0] <= self.width and low[1] <= self.height and high[0] >= 0 and high[1] >= 0:
                yield path(thinned(line))

    def bar(self) -> tuple[float, str]:
        """Length of the scale bar in picture units, about a seventh of the width, and what it stands for."""
        metres = max((n for n in BARS if n * self.scale <= self.width / 7), default=BARS[0])
        return metres * self.scale, f"{metres // 1000} km" if metres >= 1000 else f"{metres} m"


def path(points: Iterable[Sequence[float]]) -> str:
    """An SVG path through points."""
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)


def thinned(points: Iterable[Sequence[float]]) -> list[Point]:
    """The points at least `SHORT` apart, and the last one."""
    line = [(float(x), float(y)) for x, y in points]
    kept = line[:1]
    for point in line:
        if dist(kept[-1], point) >= SHORT:
            kept.append(point)
    return kept if kept[-1:] == line[-1:] else [*kept, line[-1]]


def beside(points: Iterable[Sequence[float]], by: float) -> tuple[Point, ...]:
    """A line moved to its right by some units, so that the way there and the way back are told apart."""
    line = thinned(points)
    right = [_right(a, b) for a, b in pairwise(line)] or [(0.0, 0.0)]
    sides = zip(line, [*right[:1], *right], [*right, *right[-1:]], strict=False)
    return tuple(_moved(point, one, two, by) for point, one, two in sides)


def _right(a: Point, b: Point) -> Point:
    """One unit to the right of the way from a to b; y grows downwards."""
    length = dist(a, b)
    return (a[1] - b[1]) / length, (b[0] - a[0]) / length


def _moved(point: Point, one: Point, two: Point, by: float) -> Point:
    """A corner moved so that both sides keep their distance; at a turn back, to the right of the way on."""
    x, y = one[0] + two[0], one[1] + two[1]
    square = x * x + y * y
    if square < SHARP:
        (x, y), square = two, 2.0
    return point[0] + by * 2 * x / square, point[1] + by * 2 * y / square


def arrows(
    line: Sequence[Point], every: float = 110.0, least: float = 16.0
) -> Iterator[tuple[float, float, float]]:
    """(x, y, degrees clockwise from east) of arrowheads along a line, evenly spread; none on a short one."""
    lengths = [dist(a, b) for a, b in pairwise(line)]
    whole = sum(lengths)
    count = max(1, round(whole / every)) if whole >= least else 0
    for n in range(count):
        left = whole * (n + 0.5) / count
        for (a, b), length in zip(pairwise(line), lengths, strict=True):
            if left <= length and length:
                (ax, ay), (bx, by) = a, b
                share = left / length
                yield ax + share * (bx - ax), ay + share * (by - ay), degrees(atan2(by - ay, bx - ax))
                break
            left -= length
