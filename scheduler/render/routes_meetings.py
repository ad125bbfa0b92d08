"""Whom a crew meets at a stop to sign for each other, and when the other one is due (Z08)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from models import Crew, Plan, Route, Stop
from scheduler.i18n import tr


@dataclass(frozen=True)
class Met:
    """The crew that is met, and when it is due at the place."""

    crew: Crew
    at: datetime

    @property
    def words(self) -> str:
        """`Squad 1 20:13`."""
        return f"{self.crew.name} {self.at:%H:%M}"


def met_at(plan: Plan, route: Route, stop: Stop) -> Iterator[Met]:
    """Everybody met at a stop; both are due within the tolerance of `car-meets-groups`, not at one minute."""
    for other in stop.meets:
        if other in plan.crew_by_id:
            there = _dues(plan, other, route.crew, stop.place)
            nearest = min(there, key=lambda due: abs(due - stop.due), default=stop.due)
            yield Met(plan.crew_by_id[other], nearest)


def _dues(plan: Plan, crew: str, met: str, place: str) -> list[datetime]:
    """When a crew is due at a place where it meets another one."""
    stops = (stop for route in plan.routes if route.crew == crew for stop in route.stops)
    return [stop.due for stop in stops if stop.place == place and met in stop.meets]


def said(met: tuple[Met, ...]) -> str:
    """`meets Squad 1 20:13, Squad 2 20:15`; empty for nobody."""
    return tr("meets {crews}", crews=", ".join(one.words for one in met)) if met else ""
