"""Where the names on a map go, so that they hide neither each other nor the route."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.route import Point
from scheduler.render.names import width

SIZE = 11.0
"""Height of the letters in picture units."""

LONGEST = 13.0
"""Full-width characters in a line of a name; a wider name takes two lines, and only a third is cut."""

LEADING = 1.08
"""From one line of a name to the next, in heights of the letters."""

RINGS = (0.0, 14.0, 32.0)
SIDES = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (-1, -1), (1, 1), (-1, 1))
"""Right, left, above, below, then the corners: tried in this order, near before far."""

Box = tuple[float, float, float, float]
Boxes = NDArray[np.float64]
"""Boxes, or points, a row each."""


@dataclass(frozen=True)
class Mark:
    """A sign on the map, `half` its width and height, and the name to stand beside it (empty: none)."""

    at: Point
    name: str
    half: float = 8.0
    half_height: float = 8.0


@dataclass(frozen=True)
class Label:
    """A name on the map: the left end of its first base line, and its lines.

    `lead` is the sign it belongs to when it is far.
    """

    x: float
    y: float
    lines: tuple[str, ...]
    lead: Point | None = None
    end: Point = (0.0, 0.0)


def placed(marks: Sequence[Mark], lines: Iterable[Sequence[Point]], size: Point) -> Iterator[Label]:
    """A label for each mark that has a name, in order; the first ones get the best places."""
    taken: list[Box] = [
        (
            mark.at[0] - mark.half,
            mark.at[1] - mark.half_height,
            mark.at[0] + mark.half,
            mark.at[1] + mark.half_height,
        )
        for mark in marks
    ]
    dots = _dots(lines)
    for mark in marks:
        if not mark.name:
            continue
        text = broken(mark.name)
        tried = list(_tries(mark, text))
        preference = [n * 0.3 + 3.0 * far for n, (_, far) in enumerate(tried)]
        hidden = _hidden(np.array([box for box, _ in tried]), np.array(taken), dots, size)
        box, far = tried[int((preference + hidden).argmin())]
        taken.append(box)
        end = (min(max(mark.at[0], box[0]), box[2]), min(max(mark.at[1], box[1]), box[3]))
        first = box[3] - 0.22 * SIZE - LEADING * SIZE * (len(text) - 1)
        yield Label(box[0], first, text, mark.at if far else None, end)


def broken(name: str) -> tuple[str, ...]:
    """A name in one line, or in two of nearly equal width; what two lines cannot hold is cut."""
    if width(name) <= LONGEST:
        return (name,)
    while width(name) > 2 * LONGEST:
        name = name.removesuffix("…")[:-1] + "…"
    cuts = [at for at, sign in enumerate(name) if sign == " "] or range(1, len(name))
    at = min(cuts, key=lambda at: abs(width(name[:at]) - width(name[at:])))
    return name[:at].rstrip(), name[at:].lstrip()


def _tries(mark: Mark, text: tuple[str, ...]) -> Iterator[tuple[Box, int]]:
    wide = max(map(width, text)) * SIZE * 1.04
    high = SIZE * (1.15 + LEADING * (len(text) - 1))
    for far, ring in enumerate(RINGS):
        for sx, sy in SIDES:
            x = mark.at[0] + sx * (mark.half + 2.0 + ring + wide / 2)
            y = mark.at[1] + sy * (mark.half_height + 1.0 + ring * 0.7 + high / 2)
            yield (x - wide / 2, y - high / 2, x + wide / 2, y + high / 2), far


def _hidden(boxes: Boxes, taken: Boxes, dots: Boxes, size: Point) -> Boxes:
    """What each box would cover: boxes taken, parts of lines, and the border of the picture."""
    left, top, right, bottom = boxes.T[:, :, None]
    one = taken.T
    hits = ((left < one[2]) & (one[0] < right) & (top < one[3]) & (one[1] < bottom)).sum(axis=1)
    outside = (left < 2) | (top < 2) | (right > size[0] - 2) | (bottom > size[1] - 2)
    near = (boxes[:, :2].min(axis=0) < dots) & (dots < boxes[:, 2:].max(axis=0))
    x, y = dots[near.all(axis=1)].T
    inside = ((x > left) & (x < right) & (y > top) & (y < bottom)).sum(axis=1)
    cost: Boxes = 60.0 * hits + 200.0 * outside[:, 0] + inside
    return cost


def _dots(lines: Iterable[Sequence[Point]], step: float = 4.0) -> NDArray[np.float64]:
    """Points every few units along the lines."""
    found = [np.empty((0, 2))]
    for line in lines:
        xy = np.asarray(line, dtype=float).reshape(-1, 2)
        along = np.r_[0.0, np.hypot(*np.diff(xy, axis=0).T).cumsum()]
        at = np.arange(0.0, along[-1] + step, step)
        found.append(np.column_stack([np.interp(at, along, xy[:, 0]), np.interp(at, along, xy[:, 1])]))
    return np.vstack(found)
