"""Routes as they are walked: calls numbered in order, ways with their hours, zones, bases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import chain

from models import Crew, Leg, Place, Plan, Route, Span
from models.route import Point
from scheduler.render.calendars import file_name
from scheduler.render.names import printed
from scheduler.render.routes_due import Parts, part_served, parts_due
from scheduler.render.routes_meetings import Met, met_at
from scheduler.roads.geometry import Crs

Polyline = Sequence[Point]


@dataclass(frozen=True)
class Call:
    """A crew reaches a place; `number` counts the calls of the whole route, 0 is the return to the base.

    `depart` is when the crew sets out for it and `leave` when it goes on. `line` has two points or more.
    `met` are the crews met there, `part` is the piece of the night for which a check-in point is served.
    """

    number: int
    place: Place
    depart: datetime
    due: datetime
    leave: datetime
    leg: Leg
    line: tuple[Point, ...]
    met: tuple[Met, ...] = ()
    part: Span | None = None


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
    places, parts = {place.id: place for place in plan.places}, parts_due(plan)
    found = [_walk(plan, route, places, parts) for route in plan.routes if route.stops]
    return tuple(sorted(found, key=lambda walk: (walk.crew.date, walk.start, walk.crew.id)))


def _walk(plan: Plan, route: Route, places: dict[str, Place], parts: Parts) -> Walk:
    crew = plan.crew_by_id[route.crew]
    calls = (
        replace(
            call,
            met=tuple(met_at(plan, route, stop)),
            part=part_served(plan, parts, crew, stop.place, stop.due) if call.number else None,
        )
        for stop, call in zip(route.stops, _calls(route, places, crew.start), strict=True)
    )
    rounds = tuple(tuple(next(calls) for _ in one) for one in route.rounds if one)
    return Walk(crew, route, places[route.base], rounds)


def _calls(route: Route, places: dict[str, Place], start: datetime) -> Iterator[Call]:
    # hours are rounded to minutes, and nobody sets out before the window begins
    number, left = 0, min(start, route.stops[0].due)
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


def members(plan: Plan, crew: Crew) -> tuple[tuple[str, bool], ...]:
    """Names of a crew as printed, the leader first, and whether each leads it."""
    names = printed(plan.people)
    return tuple((names[turn.person], turn.role == "leader") for turn in plan.members.get(crew.id, ()))


def crs_of(plan: Plan) -> Crs:
    """What coordinates are: metres of a plane map as soon as a place lies beyond any degree."""
    degrees = all(abs(place.x) <= 180 and abs(place.y) <= 90 for place in plan.places)
    return Crs.WGS84 if degrees else Crs.PLANE


def file_stem(crew: str) -> str:
    """`2026-11-23/night-1` → `2026-11-23_night-1`; no two crews share one."""
    return file_name(crew).replace("_", "%5F").replace("%2F", "_")
