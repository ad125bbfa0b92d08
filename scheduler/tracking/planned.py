"""A planned route made ready for comparison: flat lines, flat places, and the track it would leave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cached_property

import numpy as np

from models import Place, Plan
from models.route import Point
from scheduler.render.routes_track import track
from scheduler.render.routes_walk import Call, Walk, crs_of, walks
from scheduler.roads.geometry import Plane
from scheduler.tracking.gpx import Fix
from scheduler.tracking.pieces import Floats, Pieces
from scheduler.tracking.strands import Strand

MARGIN = timedelta(minutes=60)
"""How long before and after its hours a crew's recording still belongs to it; ours."""


class Ground:
    """The flat picture of a plan's map, and its clock: seconds from midnight of the first day."""

    def __init__(self, plan: Plan) -> None:
        self._plane = Plane([(place.x, place.y) for place in plan.places], crs_of(plan))
        self._midnight = datetime.combine(plan.first, time())

    def flat(self, points: Sequence[Point]) -> Floats:
        """Points of the map in metres."""
        return self._plane.flat(points)

    def seconds(self, at: datetime) -> float:
        """A local time on the plan's clock."""
        return (at - self._midnight).total_seconds()

    def time(self, seconds: float) -> datetime:
        """A second of the plan's clock as local time."""
        return self._midnight + timedelta(seconds=seconds)

    def strand(self, fixes: Sequence[Fix]) -> Strand:
        """Fixes of a radio in order of time."""
        return Strand(
            np.array([self.seconds(fix.at) for fix in fixes]), self.flat([(fix.x, fix.y) for fix in fixes])
        )


@dataclass(frozen=True, eq=False)
class Planned:
    """What one crew was to walk; `lines` are the ways to its calls, flat, in their order."""

    walk: Walk
    ground: Ground

    @cached_property
    def lines(self) -> tuple[Floats, ...]:
        """The way to each call."""
        return tuple(self.ground.flat(call.line) for call in self.walk.calls)

    @cached_property
    def pieces(self) -> Pieces:
        """The straight pieces of the whole route."""
        return Pieces(self.lines)

    @cached_property
    def strand(self) -> Strand:
        """The track that a crew leaves that keeps every minute."""
        moments = track(self.walk)
        return self.ground.strand([Fix(moment.at, *moment.point) for moment in moments])

    @property
    def hours(self) -> tuple[float, float]:
        """First and last second of the crew's window, with the margin."""
        crew = self.walk.crew
        return self.ground.seconds(crew.start - MARGIN), self.ground.seconds(crew.end + MARGIN)

    def spots(self, place: Place) -> Floats:
        """A place, and the points of the road where the route calls at it."""
        stops = {call.line[-1] for call in self.walk.calls if call.place == place}
        stops |= {self.walk.calls[0].line[0]} if place == self.walk.base else set()
        return self.ground.flat([(place.x, place.y), *sorted(stops)])

    @property
    def calls(self) -> tuple[Call, ...]:
        """The calls at places, without the returns to the base."""
        return tuple(call for call in self.walk.calls if call.number)


def planned_walks(plan: Plan) -> tuple[Planned, ...]:
    """Every route of a plan that has a stop."""
    ground = Ground(plan)
    return tuple(Planned(walk, ground) for walk in walks(plan))
