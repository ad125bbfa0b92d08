"""Supervision 督导签名: the crews and kiosks that the night car meets, a line for each signature (Z08)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from models import Crew, Place, PlaceKind, Plan
from scheduler.i18n import tr
from scheduler.render.routes_walk import Walk, members, walks

UNITS = (PlaceKind.CHECK_IN, PlaceKind.SCHOOL)
"""Schools, and check-in points at schools and key firms (Z12): the car checks the unit's own guards (Z07)."""


@dataclass(frozen=True)
class Visit:
    """One line to sign: a crew or a kiosk, where and when it is first met, and the hours of further meetings.

    `due` is when the car is there, `theirs` when the crew is; both are empty where no meeting is planned.
    """

    who: str
    place: str = ""
    due: str = ""
    theirs: str = ""
    again: tuple[str, ...] = ()

    @property
    def further(self) -> str:
        """The hours of further meetings in words; empty for none."""
        return tr("again {times}", times=", ".join(self.again)) if self.again else ""


@dataclass(frozen=True)
class Round:
    """One night of one supervising car."""

    car: Crew
    members: tuple[tuple[str, bool], ...]
    visits: tuple[Visit, ...]

    @property
    def date(self) -> date:
        """The date on which the night begins."""
        return self.car.date


def rounds(plan: Plan) -> tuple[Round, ...]:
    """Every night of every car that is to meet others; none for a plan without such cars or routes."""
    cars = (walk for walk in walks(plan) if walk.crew.meets)
    return tuple(Round(walk.crew, members(plan, walk.crew), tuple(_visits(plan, walk))) for walk in cars)


def _visits(plan: Plan, car: Walk) -> Iterator[Visit]:
    """In the order of the car's round, then the crews for which no meeting is planned."""
    found: dict[str, Visit] = {}
    for key, visit in _all(plan, car):
        first = found.setdefault(key, visit)
        if visit is not first:
            found[key] = replace(first, again=(*first.again, visit.due))
    yield from found.values()
    yield from (Visit(crew.name) for crew in _supervised(plan, car) if crew.id not in found)


def _all(plan: Plan, car: Walk) -> Iterator[tuple[str, Visit]]:
    """Every meeting by the id of the crew, and every call at a kiosk by the id of the place."""
    for call in car.calls:
        due = f"{call.due:%H:%M}"
        if call.place.kind is PlaceKind.KIOSK:
            yield call.place.id, Visit(_kiosk(plan, car, call.place), call.place.name, due)
        if call.place.kind in UNITS:
            yield call.place.id, Visit(tr("the unit's own guards"), call.place.name, due)
        for one in call.met:
            yield one.crew.id, Visit(one.crew.name, call.place.name, due, f"{one.at:%H:%M}")


def _kiosk(plan: Plan, car: Walk, kiosk: Place) -> str:
    """Who stands at the kiosk, else the kiosk itself."""
    standing = (crew for crew in plan.crews if crew.place == kiosk.id and crew.overlaps(car.crew))
    return next((crew.name for crew in standing), kiosk.name)


def _supervised(plan: Plan, car: Walk) -> Iterator[Crew]:
    """Crews with a route that the car is to meet, in the order of the plan."""
    routed = {route.crew for route in plan.routes}
    for crew in plan.crews:
        if crew.duty in car.crew.meets and crew.date == car.crew.date and crew.id in routed:
            yield crew
