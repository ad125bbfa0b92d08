"""Where patrol crews can be seen, minute by minute: pieces of time, each in a zone and of a crew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from models import Crew, Plan, Route, Span
from models.places import MOVING
from scheduler.reports.presence import in_week, serving

DAY = 24 * 60


@dataclass(frozen=True)
class Piece:
    """A crew in a zone for a while; `share` below 1 where its time is divided over its zones."""

    zone: str
    start: datetime
    end: datetime
    share: float = 1.0


def patrols(plan: Plan) -> tuple[Crew, ...]:
    """Crews that are seen on the move: with zones or a route, with people, and not by video."""
    routed = {route.crew for route in plan.routes}
    return tuple(
        crew for crew in plan.crews
        if serving(crew) and crew.mode in MOVING
        and (crew.zones or crew.id in routed) and plan.members[crew.id]
    )  # fmt: skip


def pieces(plan: Plan) -> tuple[Piece, ...]:
    """Every piece, from the routes where a crew has one, else its window shared equally over its zones."""
    routes = {route.crew: route for route in plan.routes}
    zone = {place.id: place.zone for place in plan.places}
    found: list[Piece] = []
    for crew in patrols(plan):
        found += _within(crew, _routed(routes[crew.id], zone)) if crew.id in routes else _shared(crew)
    return tuple(found)


def _within(crew: Crew, found: Iterator[Piece]) -> Iterator[Piece]:
    """The pieces within the crew's hours: times on a route are rounded to the minute."""
    for piece in found:
        start, end = max(piece.start, crew.start), min(piece.end, crew.end)
        if start < end:
            yield Piece(piece.zone, start, end, piece.share)


def _routed(route: Route, zone: dict[str, str]) -> Iterator[Piece]:
    """The way counts to the zone of the next stop, the stay to its own; time at the base is not on patrol."""
    for stop in route.stops:
        there = zone.get(stop.place, "")
        arrive = stop.due
        yield Piece(there, arrive - timedelta(minutes=stop.leg.minutes), arrive)
        if stop.dwell:
            yield Piece(there, arrive, arrive + timedelta(minutes=stop.dwell))


def _shared(crew: Crew) -> Iterator[Piece]:
    for span in crew.spans:
        for one in crew.zones:
            yield Piece(one, span.start, span.end, 1 / len(crew.zones))


def by_hour(plan: Plan, seen: Sequence[Piece]) -> dict[str, list[float]]:
    """Zone → visible minutes of crews in each of the 24 hours, on the mean day of the plan."""
    found: dict[str, list[float]] = {}
    for piece in seen:
        for span in in_week(plan, piece.start, piece.end):
            hours = found.setdefault(piece.zone, [0.0] * 24)
            for hour, minutes in _hours(span):
                hours[hour] += minutes * piece.share / len(plan.days)
    return found


def _hours(span: Span) -> Iterator[tuple[int, float]]:
    at = span.start
    while at < span.end:
        until = min(span.end, at.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1))
        yield at.hour, (until - at).total_seconds() / 60
        at = until


Gap = tuple[int, int]
"""Minutes after midnight, start and end."""


def gaps(plan: Plan) -> tuple[tuple[Gap, ...], ...]:
    """For each day the windows in which no crew is on patrol, by the hours of the crews."""
    covered = [[False] * DAY for _ in plan.days]
    for crew in patrols(plan):
        for span in (piece for one in crew.spans for piece in in_week(plan, one.start, one.end)):
            at = span.start
            while at < span.end:
                covered[(at.date() - plan.first).days][at.hour * 60 + at.minute] = True
                at += timedelta(minutes=1)
    return tuple(tuple(_open(day)) for day in covered)


def _open(covered: Sequence[bool]) -> Iterator[Gap]:
    start = None
    for minute, seen in enumerate((*covered, True)):
        if not seen and start is None:
            start = minute
        elif seen and start is not None:
            yield start, minute
            start = None
