"""Where a crew is at a minute: on its way in proportion to the length gone, or at a place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate, pairwise
from math import dist

from models import Place
from models.route import Point
from scheduler.render.routes_walk import Call, Walk


@dataclass(frozen=True)
class Moment:
    """A crew is at a point at a time; between two moments it moves straight and evenly."""

    at: datetime
    point: Point


def track(walk: Walk) -> tuple[Moment, ...]:
    """The moments of a route in order, from the first departure to the last return."""
    return tuple(moment for call in walk.calls for moment in _moments(call))


def _moments(call: Call) -> Iterator[Moment]:
    along = list(accumulate((dist(a, b) for a, b in pairwise(call.line)), initial=0.0))
    for point, gone in zip(call.line, along, strict=True):
        share = gone / along[-1] if along[-1] else 1.0
        yield Moment(call.depart + share * (call.due - call.depart), point)
    yield Moment(call.leave, call.line[-1])


def position(moments: tuple[Moment, ...], at: datetime) -> Point | None:
    """Where the crew of a track is at a time; none before it sets out and after it is back."""
    if not moments or not moments[0].at <= at <= moments[-1].at:
        return None
    after = bisect_right(moments, at, key=lambda moment: moment.at)
    if after == len(moments):
        return moments[-1].point
    one, two = moments[after - 1], moments[after]
    share = (at - one.at) / (two.at - one.at)
    (x, y), (x2, y2) = one.point, two.point
    return x + share * (x2 - x), y + share * (y2 - y)


def stage(walk: Walk, at: datetime) -> tuple[Place, bool] | None:
    """The place where the crew is at a time (true) or to which it is on its way (false); none off duty."""
    if not walk.start <= at <= walk.end:
        return None
    before = walk.base
    for call in walk.calls:
        if at < call.depart:
            return before, True
        if at < call.due:
            return call.place, False
        if at <= call.leave:
            return call.place, True
        before = call.place
    return before, True
