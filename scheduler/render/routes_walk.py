"""Routes as they are walked: calls numbered in order, ways with their hours, zones, bases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain

from models import Crew, Leg, Place, Plan, Route
from models.route import Point
from scheduler.render.calendars import file_name
from scheduler.roads.geometry import Crs

Polyline = Sequence[Point]


@dataclass(frozen=True)
class Call:
    """A crew reaches a place; `number` counts the calls of the whole route, 0 is the return to the base.

    `depart` is when the crew sets out for it and `leave` when it goes on. `line` has two points or more.
    """

    number: int
    place: Place
    depart: datetime
    due: datetime
    leave: datetime
    leg: Leg
    line: tuple[Point, ...]


@dataclass(frozen=True)
class Walk:
    """The route of one crew, round by round; every round begins at the base."""

    crew: Crew
    route: Route
    base: Place
    rounds: tuple[tuple[Call, ...], ...]

    @property
    def calls(self) -> tuple[Call, ...]:
        """All calls in order of time, the returns to the base too."""
        return tuple(chain.from_iterable(self.rounds))

    @property
    def start(self) -> datetime:
        """When the crew first sets out."""
        return self.calls[0].depart

    @property
    def end(self) -> datetime:
        """When the crew is back for the last time."""
        return self.calls[-1].leave

    @property
    def places(self) -> tuple[Place, ...]:
        """The base, then every place called at, each once."""
        return tuple(
            {place.id: place for place in (self.base, *(call.place for call in self.calls))}.values()
        )


def walks(plan: Plan) -> tuple[Walk, ...]:
    """All routes of the plan that have a stop, by date, start and crew."""
    places = {place.id: place for place in plan.places}
    found = [_walk(plan.crew_by_id[route.crew], route, places) for route in plan.routes if route.stops]
    return tuple(sorted(found, key=lambda walk: (walk.crew.date, walk.start, walk.crew.id)))


def _walk(crew: Crew, route: Route, places: dict[str, Place]) -> Walk:
    base = places[route.base]
    calls = iter(_calls(route, places))
    return Walk(crew, route, base, tuple(tuple(next(calls) for _ in one) for one in route.rounds if one))


def _calls(route: Route, places: dict[str, Place]) -> Iterator[Call]:
    number, left = 0, datetime.min
    for one in route.rounds:
        before = places[route.base]
        for at, stop in enumerate(one, start=1):
            place = places[stop.place]
            back = at == len(one) and stop.place == route.base and not stop.dwell
            number += not back
            depart = max(left, stop.due - timedelta(minutes=stop.leg.minutes))
            left = stop.due + timedelta(minutes=stop.dwell)
            line = stop.leg.line if len(stop.leg.line) > 1 else ((before.x, before.y), (place.x, place.y))
            yield Call(0 if back else number, place, depart, stop.due, left, stop.leg, line)
            before = place


def crs_of(plan: Plan) -> Crs:
    """What coordinates are: metres of a plane map as soon as a place lies beyond any degree."""
    degrees = all(abs(place.x) <= 180 and abs(place.y) <= 90 for place in plan.places)
    return Crs.WGS84 if degrees else Crs.PLANE


def file_stem(crew: str) -> str:
    """`2026-11-23/night-1` → `2026-11-23_night-1`; no two crews share one."""
    return file_name(crew).replace("_", "%5F").replace("%2F", "_")
