"""How much of a planned route was walked: the metres abreast of which the track passes within a tolerance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from scheduler.tracking.pieces import Floats, Pieces
from scheduler.tracking.strands import Strand

Span = tuple[float, float]
TOLERANCE = 30.0
"""Metres beside the planned road that still count as on it: twice the noise of a radio; ours."""


@dataclass(frozen=True)
class Cover:
    """Metres of the way to each call, and how many of them were walked."""

    planned: tuple[float, ...]
    walked: tuple[float, ...]

    @property
    def share(self) -> float:
        """The share of the whole route, 0 to 1; a route without a way is covered."""
        whole = sum(self.planned)
        return sum(self.walked) / whole if whole else 1.0


def cover(lines: Sequence[Floats], strands: Iterable[Strand], tolerance: float = TOLERANCE) -> Cover:
    """What the strands cover of a route, at any time and in either direction.

    A metre of the route is covered when a track passes abreast of it, `tolerance` metres off at most. Where
    that leaves a hole no longer than twice the tolerance between covered metres (corners cut, short spurs),
    the hole counts too. A road that the plan walks twice counts twice, and one pass covers both.
    """
    route, track = Pieces(lines), Pieces([strand.at for strand in strands])
    offset = np.r_[0.0, np.cumsum([_length(line) for line in lines])]
    found: list[Span] = []
    for piece in range(len(route.long)):
        start = float(offset[route.line[piece]] + route.before[piece])
        found += [(start + low, start + high) for low, high in _abreast(route, piece, track, tolerance)]
    spans = _joined(found, 2 * tolerance)
    planned = tuple(float(metres) for metres in np.diff(offset))
    return Cover(planned, tuple(_within(spans, low, high) for low, high in pairwise(offset.tolist())))


def _length(line: Floats) -> float:
    return float(np.hypot(*np.diff(line, axis=0).T).sum())


def _abreast(route: Pieces, piece: int, track: Pieces, tolerance: float) -> Iterable[Span]:
    """Parts of one straight piece of the route, in metres from its start, that pieces of the track pass."""
    long = float(route.long[piece])
    along = route.step[piece] / long
    across = np.array([-along[1], along[0]])
    start, step = track.start - route.start[piece], track.step
    aside, change = start @ across, step @ across
    with np.errstate(divide="ignore", invalid="ignore"):
        bounds = np.sort((np.array([[-tolerance], [tolerance]]) - aside) / change, axis=0)
    level = change == 0
    bounds[:, level] = np.where(np.abs(aside[level]) <= tolerance, [[0.0], [1.0]], [[1.0], [0.0]])
    low, high = np.clip(bounds, 0.0, 1.0)
    ends = np.clip(np.sort([(start + one[:, None] * step) @ along for one in (low, high)], axis=0), 0.0, long)
    kept = (low < high) & (ends[0] < ends[1])
    return zip(*ends[:, kept].tolist(), strict=True)


def _joined(spans: Iterable[Span], hole: float) -> list[Span]:
    """Spans in order, joined where they touch or leave a hole no longer than `hole`."""
    found: list[Span] = []
    for low, high in sorted(spans):
        if found and low <= found[-1][1] + hole:
            found[-1] = found[-1][0], max(found[-1][1], high)
        else:
            found.append((low, high))
    return found


def _within(spans: Iterable[Span], low: float, high: float) -> float:
    return sum(max(0.0, min(end, high) - max(start, low)) for start, end in spans)
